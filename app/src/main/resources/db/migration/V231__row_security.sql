-- One centre's rows are not another's, also where the program forgets to say so. A connection names
-- the centre it works for in limbline.centre, or '*' for commands and projections that work on all;
-- one that names none sees nothing. See docs/decisions.

-- An account of one centre is none at another's server; without a centre it may sign in at each.
alter table account add column centre text collate "C" references centre (id);

-- A photograph belongs to the centre whose record names it. Those from before that cannot be told
-- apart ('') are shown where a patient's record names them, as ever.
alter table photograph add column centre text collate "C" not null default '';
alter table photograph drop constraint photograph_pkey;
alter table photograph add primary key (hash, centre);
alter table photograph disable trigger photograph_is_never_changed;
update photograph p set centre = named.centre from (
    select min(j.centre) as centre, q.hash
    from photograph q join journal j on j.type in ('photographed', 'imaged', 'limb-checked')
        and position(q.hash in j.body::text) > 0
    group by q.hash having count(distinct j.centre) = 1) as named
where named.hash = p.hash;
alter table photograph enable trigger photograph_is_never_changed;
grant insert (centre) on photograph to "${server}";

-- The sub-selects are worked out once a statement and not once a row.
do $$
declare
    name text;
    here constant text := '(select current_setting(''limbline.centre'', true))';
begin
    -- Definitions of series name no patient, and their names are the installation's.
    for name in
        select relname from pg_class join pg_attribute on attrelid = pg_class.oid
        where attname = 'centre' and relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname <> 'series_definition'
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format(case name
            when 'account' then
                'create policy of_centre on %I using (%s <> '''' and (centre is null or centre = %2$s or %2$s = ''*''))'
            when 'photograph' then
                'create policy of_centre on %I using (%s <> '''' and (centre = '''' or centre = %2$s or %2$s = ''*''))'
            else
                'create policy of_centre on %I using (centre = %s or %2$s = ''*'')'
            end, name, here);
    end loop;
end $$;

-- Messages are numbered over all centres. The setting is changed by hand and put back, since a
-- plain owner may not write it into the head of a function.
create function last_feed_message() returns bigint
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    centre text := coalesce(current_setting('limbline.centre', true), '');
    last bigint;
begin
    perform set_config('limbline.centre', '*', true);
    select coalesce(max(id), 0) into last from feed_message;
    perform set_config('limbline.centre', centre, true);
    return last;
end $$;
revoke execute on function last_feed_message from public;
grant execute on function last_feed_message to "${server}";

-- Its owner may be above row security, so it asks for itself.
alter function forget_messages(text, text[]) rename to forget_messages_of;
revoke execute on function forget_messages_of from "${server}";
create function forget_messages(whose_centre text, pseudonyms text[]) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if current_setting('limbline.centre', true) is distinct from whose_centre
            and current_setting('limbline.centre', true) is distinct from '*' then
        raise exception 'messages of the centre % are not emptied from another', whose_centre
            using errcode = '42501';
    end if;
    return forget_messages_of(whose_centre, pseudonyms);
end $$;
revoke execute on function forget_messages from public;
grant execute on function forget_messages to "${server}";
