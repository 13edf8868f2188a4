-- Not led by the centre: while the journal is small, the planner takes an index that begins with
-- centre for as good as the primary key, keeps that plan, and then every append, which looks its
-- predecessor up, reads all events of the centre.
drop index journal_by_time;
create index journal_by_time on journal (recorded, centre);
