-- Messages about people who are not treated here are not kept for ever: their text is emptied, and their row
-- stays with its hash, so that the same does not come back. What waits for a person is never emptied.
create function empty_messages(whose_centre text, before timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    emptied bigint;
begin
    if current_setting('limbline.centre', true) is distinct from whose_centre
            and current_setting('limbline.centre', true) is distinct from '*' then
        raise exception 'messages of the centre % are not emptied from another', whose_centre
            using errcode = '42501';
    end if;
    update feed_message as message
    set bytes = '', number = '',
        reason = 'Emptied on ' || current_date || ': it was about nobody here.'
    where centre = whose_centre and received < before and octet_length(bytes) > 0
        and state in ('done', 'aside', 'refused') and patient is null
        and not exists (select from feed_result as result
            where result.message = message.id and result.patient is not null);
    get diagnostics emptied = row_count;
    update feed_result as result set key = '' -- it may hold a number
    from feed_message as message
    where message.id = result.message and message.centre = whose_centre
        and message.received < before and octet_length(message.bytes) = 0
        and result.patient is null and result.key <> '';
    return emptied;
end $$;

revoke execute on function empty_messages from public;
grant execute on function empty_messages to "${server}";
