-- Who was put on the list of which meeting. Row security looks at a row before it looks into its
-- body, so no index over the body finds them; this follows the journal by its transactions.
create table board_listed (
    centre   text collate "C" not null,
    meeting  date not null,
    patient  text collate "C" not null,
    recorded timestamptz not null, -- first
    primary key (centre, meeting, patient)
);

-- Up to here every transaction of a centre is in it.
create table board_followed (
    centre text collate "C" primary key,
    upto   xid8 not null
);

do $$
declare
    name text;
begin
    foreach name in array array['board_listed', 'board_followed'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_centre on %I using ('
            'centre = (select current_setting(''limbline.centre'', true))'
            ' or (select current_setting(''limbline.centre'', true)) = ''*'')', name);
    end loop;
end $$;
grant select, insert on board_listed to "${server}";
grant select, insert, update on board_followed to "${server}";
comment on table board_listed is 'derived: the listings of the journal';
comment on table board_followed is 'derived: how far the listings have followed';

drop index journal_board;
