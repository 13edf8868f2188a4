-- The worklist follows the calendar: these find at once what a new day changes, mostly nothing.
create index worklist_by_next_change on worklist (changes_on) where changes_on is not null;
create index worklist_by_day_seen on worklist (seen_from);
