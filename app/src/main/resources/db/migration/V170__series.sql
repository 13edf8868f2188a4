-- Cohorts under a name. A changed definition is one more version; a row is added and never changed.
create table series_definition (
    name       text collate "C" not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$'),
    version    integer not null check (version > 0),
    centre     text collate "C" not null default '', -- '' for all centres
    conditions text    not null,                     -- a line for each
    divided_by text    not null,                     -- facts, a line for each
    author     text    not null check (author <> ''),
    at         timestamptz not null default clock_timestamp(),
    primary key (name, version)
);

create trigger series_definition_is_never_changed before update or delete on series_definition
    for each row execute function append_only();
create trigger series_definition_is_never_truncated before truncate on series_definition
    for each statement execute function append_only();

-- A projection: one row for each patient, infused limb, infusion and lesion in a field, with its
-- facts and what each endpoint says of it. `journal rebuild` proves it equal to the fold.
create table series_row (
    centre  text collate "C" not null,
    patient text collate "C" not null,
    place   integer not null,  -- among the patient's
    unit    text not null,
    name    text not null,
    facts   text not null,     -- a line for each
    answers text not null,     -- a line for each endpoint
    primary key (centre, patient, place)
);

create table series_followed (
    only_one boolean primary key default true check (only_one),
    upto     xid8 not null
);
insert into series_followed (upto) values ('0');

grant select, insert (name, version, centre, conditions, divided_by, author)
    on series_definition to "${server}";
grant select, insert, update, delete on series_row to "${server}";
grant select, update on series_followed to "${server}";
comment on table series_row is 'derived: the fold of the journal';
comment on table series_followed is 'derived: how far the fold has followed';
