-- Appending, several times as fast: see "What an append costs" in docs/decisions. A trigger called
-- for each row, and check constraints read again for each statement, cost more than all else.

drop trigger journal_is_chained on journal;
drop function journal_append();

-- Nobody but the functions below inserts now, and they let nothing pass that these refused: what
-- is malformed becomes null there, which the table refuses.
do $$
declare
    name text;
begin
    for name in select conname from pg_constraint
            where conrelid = 'journal'::regclass and contype = 'c' loop
        execute format('alter table journal drop constraint %I', name);
    end loop;
end $$;

-- The bytes that are hashed are described at limbline.app.journal.Chain, which computes the same
-- when it verifies.
create function journal_hash(previous bytea, centre text, patient text, place integer, event uuid,
    command uuid, step integer, type text, version integer, body text, times text, known date,
    author text, source text, replaces uuid, reason text, recorded timestamptz)
returns bytea language sql stable as $$
    select sha256(previous || convert_to(concat(
        octet_length(centre), ':', centre, ',',
        octet_length(patient), ':', patient, ',',
        place, ',', event, ',', command, ',', step, ',',
        octet_length(type), ':', type, ',', version, ',',
        octet_length(body), ':', body, ',', octet_length(times), ':', times, ',',
        known - date '1970-01-01', ',',
        octet_length(author), ':', author, ',',
        octet_length(source), ':', source, ',',
        replaces, ',', octet_length(reason), ':', reason, ',',
        (extract(epoch from recorded) * 1000000)::bigint, ','), 'UTF8'))
$$;

-- The ways onto the record: they give a new event its moment and its place in the chain. Each
-- returns the commands of the events that were written; not written is what has lost its position,
-- was written before, or has no predecessor.

-- For many events; the arrays have one element for each. The steps of a command follow each other,
-- and a command of several steps comes alone. A session plans this once, for a large table.
create function journal_append(centres text[], patients text[], positions integer[], events uuid[],
    commands uuid[], steps integer[], types text[], versions integer[], bodies text[],
    happened text[], knowns date[], authors text[], sources text[], replaced uuid[],
    reasons text[])
returns setof uuid language plpgsql security definer
set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
begin
    if (current_setting('limbline.centre', true) = all (centres)
            or current_setting('limbline.centre', true) = '*') is not true then
        raise exception 'nothing is appended to the record of one centre from another'
            using errcode = '42501';
    end if;
    for i in 0 .. steps[cardinality(steps)] loop -- each step sees the one before it
        return query
        insert into journal as j (centre, patient, position, event, command, step, type, version,
            body, times, known, author, source, replaces, reason, recorded, previous, hash)
        select case when position > 1 or centre ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'
                then centre end,
            case when position > 1 or patient ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'
                then patient end,
            position, event, command, step, nullif(type, ''), case when version > 0 then version end,
            body::json, times::json, known, nullif(author, ''),
            case when (replaces is null) = (reason is null) then source end, replaces, reason,
            recorded, previous, journal_hash(previous, centre, patient, position, event, command,
                step, type, version, body, times, known, author, source, replaces, reason, recorded)
        from (
            select *, clock_timestamp() as recorded,
                case position when 1 then decode(repeat('00', 32), 'hex') else (
                    select p.hash from journal p
                    where p.centre = given.centre and p.patient = given.patient
                    and p.position = given.position - 1) end as previous
            from unnest(centres, patients, positions, events, commands, steps, types, versions,
                bodies, happened, knowns, authors, sources, replaced, reasons)
                as given (centre, patient, position, event, command, step, type, version, body,
                    times, known, author, source, replaces, reason)
            where step = i
            offset 0 -- so that a predecessor is looked up once, and not for the condition too
        ) as draft
        where previous is not null
        on conflict do nothing
        returning j.command;
    end loop;
end $$;

-- For one event of a command that has no other.
create function journal_append_one(_centre text, _patient text, _position integer, _event uuid,
    _command uuid, _step integer, _type text, _version integer, _body text, _times text,
    _known date, _author text, _source text, _replaces uuid, _reason text)
returns uuid language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
    _recorded timestamptz := clock_timestamp();
    _previous bytea := decode(repeat('00', 32), 'hex');
begin
    if (current_setting('limbline.centre', true) in (_centre, '*')) is not true then
        raise exception 'nothing is appended to the record of one centre from another'
            using errcode = '42501';
    end if;
    if _position = 1 then
        _centre := case when _centre ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' then _centre end;
        _patient := case when _patient ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' then _patient end;
    else
        select hash into _previous from journal
        where centre = _centre and patient = _patient and position = _position - 1;
        if not found then
            return null;
        end if;
    end if;
    insert into journal (centre, patient, position, event, command, step, type, version, body,
        times, known, author, source, replaces, reason, recorded, previous, hash)
    values (_centre, _patient, _position, _event, _command, _step, nullif(_type, ''),
        case when _version > 0 then _version end, _body::json, _times::json, _known,
        nullif(_author, ''), case when (_replaces is null) = (_reason is null) then _source end,
        _replaces, _reason, _recorded, _previous, journal_hash(_previous, _centre, _patient,
            _position, _event, _command, _step, _type, _version, _body, _times, _known, _author,
            _source, _replaces, _reason, _recorded))
    on conflict do nothing;
    return case when found then _command end;
end $$;

revoke insert on journal from "${server}";
revoke execute on function journal_hash, journal_append, journal_append_one from public;
grant execute on function journal_append, journal_append_one to "${server}";
