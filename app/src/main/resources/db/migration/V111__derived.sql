-- A table whose comment begins with "derived" is not backed up: it is computed again.
comment on table worklist is 'derived: the fold of the journal';
comment on table worklist_followed is 'derived: how far the fold has followed';
