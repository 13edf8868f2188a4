-- When a row of the projection was written, so that a server takes in what changed and no more.
alter table series_row add column written xid8 not null default pg_current_xact_id();
create index series_row_by_writing on series_row (written);
