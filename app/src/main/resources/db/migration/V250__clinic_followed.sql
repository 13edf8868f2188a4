-- The clinic's list follows the journal by its transactions, as the worklist does, each centre by
-- itself: a page then asks what is new, and not how every patient stands in two tables.
delete from clinic; -- it is computed again
alter table clinic drop column plan;
alter table clinic add column station text not null;     -- where on the way
alter table clinic add column followed boolean not null; -- by the clinic, on the day it was folded
comment on table clinic is 'derived: the fold of the journal by the follow-up plans in force';

create index clinic_by_next_change on clinic (centre, changes_on) where changes_on is not null;
create index clinic_by_day_seen on clinic (centre, seen_from);

-- Up to here every transaction of a centre is in its list, and by which plans it was read.
create table clinic_followed (
    centre text collate "C" primary key,
    upto   xid8 not null,
    plan   text not null -- the protocols, as their hashes
);
alter table clinic_followed enable row level security;
alter table clinic_followed force row level security;
create policy of_centre on clinic_followed using (
    centre = (select current_setting('limbline.centre', true))
    or (select current_setting('limbline.centre', true)) = '*');
grant select, insert, update on clinic_followed to "${server}";
comment on table clinic_followed is 'derived: how far the list has followed';

-- Lists leave out the pseudonyms of people who go on under another one; there are few.
create index identity_that_goes_on on identity (centre, patient) where same_as is not null;
