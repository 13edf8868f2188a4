-- The rows of a patient in one value, packed: as text, of which a million infusions made gigabytes,
-- the first question after a start took minutes. They are derived, and folded anew from the journal
-- at the next question.
drop table series_row;
create table series_row (
    centre  text collate "C" not null,
    patient text collate "C" not null,
    packed  bytea not null,
    written xid8 not null default pg_current_xact_id(), -- so that a server takes in what changed only
    primary key (centre, patient)
);
create index series_row_by_writing on series_row (written);
grant select, insert, update, delete on series_row to "${server}";
comment on table series_row is 'derived: the fold of the journal';

alter table series_row enable row level security;
alter table series_row force row level security;
create policy of_centre on series_row using (
    centre = (select current_setting('limbline.centre', true))
    or (select current_setting('limbline.centre', true)) = '*');

-- By which layout the rows are packed; those of another are folded again.
alter table series_followed add column layout integer not null default 0;
update series_followed set upto = '0';
