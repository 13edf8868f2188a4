-- A projection: one row for each patient whom the clinic follows, read off the fold of the journal by
-- the follow-up plan in force, so that a list says who is overdue without folding everybody.
create table clinic (
    centre       text collate "C" not null,
    patient      text collate "C" not null,
    position     integer not null,        -- the last event that is in it
    plan         text    not null,        -- the protocols by whose plans it was read, as their hashes
    next         text    not null,        -- what is due next, or empty
    opens        date,                    -- from here on a visit counts
    due          date,
    overdue_from date,
    lost_from    date,
    treated      text    not null,        -- the last infusion, in words
    seen         text    not null,        -- the last visit, in words
    seen_from    date    not null,        -- the day on which it was folded
    changes_on   date,                    -- a later day on which the fold says something else
    primary key (centre, patient)
);

create index clinic_by_due on clinic (centre, due, patient);

grant select, insert, update, delete on clinic to "${server}";
