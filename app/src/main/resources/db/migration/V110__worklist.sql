-- A projection: one row for each patient, read off the fold of the journal, so that a centre's
-- patients can be searched, sorted and counted. `journal rebuild` proves it equal to the fold.
create table worklist (
    centre     text collate "C" not null,
    patient    text collate "C" not null,
    position   integer not null,          -- the last event that is in it
    station    text    not null,
    since      date,                      -- at this station, the day used
    since_text text    not null,          -- the same as the source has it
    due        date,                      -- the next that is due
    due_for    text    not null,
    limbs      text    not null,
    infusions  integer not null,
    status     text    not null,          -- of the disease
    seen_from  date    not null,          -- the day on which it was folded
    changes_on date,                      -- a later day on which the fold says something else
    primary key (centre, patient)
);

create index worklist_by_due on worklist (centre, due, patient);
create index worklist_by_station on worklist (centre, station, due, patient);

-- How far the projection has followed the journal: up to here, every transaction is in it.
create table worklist_followed (
    only_one boolean primary key default true check (only_one),
    upto     xid8 not null
);
insert into worklist_followed (upto) values ('0');

grant select, insert, update, delete on worklist to "${server}";
grant select, update on worklist_followed to "${server}";
