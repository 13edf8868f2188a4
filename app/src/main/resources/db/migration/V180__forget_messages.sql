-- When a person is forgotten, the messages that name him are emptied. The server's role may change a
-- message in no other way. The hash stays: what is sent again is counted once and does not come back.
--
-- Returns a message that stands in the way and nothing is done: one that is not worked on to its end
-- and is about several people.
create function forget_messages(whose_centre text, pseudonyms text[]) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    numbers text[];
    naming bigint[];
    shared bigint;
begin
    select coalesce(array_agg(number), '{}') into numbers from (
        select hospital_number as number from identity
        where centre = whose_centre and patient = any(pseudonyms) and hospital_number <> ''
        union
        select number from hospital_number
        where centre = whose_centre and patient = any(pseudonyms) and number <> '') as known;
    -- By what became of it; and where nothing became of it for anybody, such as a half message, by
    -- one of his numbers standing by itself in PID or MRG.
    select coalesce(array_agg(id), '{}') into naming from feed_message as message
    where centre = whose_centre and octet_length(bytes) > 0 and (
        patient = any(pseudonyms)
        or number = any(numbers)
        or exists (select from feed_result as result
            where result.message = message.id and result.patient = any(pseudonyms))
        or not exists (select from feed_result as result
            where result.message = message.id and result.patient is not null)
            and exists (select from unnest(numbers) as one
                where encode(message.bytes, 'escape') ~ concat(
                    '(^|[\r\n])(PID.[0-9]*.|MRG)([^\r\n]*[^[:alnum:]\r\n])?',
                    regexp_replace(one, '\W', '\\\&', 'g'), '($|[^[:alnum:]])')));
    select min(id) into shared from feed_message
    where id = any(naming) and state in ('new', 'waiting')
        and encode(bytes, 'escape') ~ '(^|[\r\n])PID[^[:alnum:]].*[\r\n]PID[^[:alnum:]]';
    if shared is not null then
        return shared;
    end if;
    update feed_message
    set bytes = '', number = '', reason = 'Emptied: the person it named was forgotten.',
        state = case when state in ('new', 'waiting') then 'aside' else state end
    where id = any(naming);
    update feed_result set key = '' -- it may hold a number, or the visit's
    where message = any(naming) and (patient is null or patient = any(pseudonyms));
    return null;
end $$;

revoke execute on function forget_messages from public;
grant execute on function forget_messages to "${server}";
