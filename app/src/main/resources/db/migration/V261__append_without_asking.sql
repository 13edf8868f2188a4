-- Appending without asking first. "on conflict do nothing" looks every row up in each of the three
-- unique indexes before it inserts: an eighth of an append, for what hardly ever happens. Now a row
-- that has lost its position or was written before is a unique violation, which undoes the whole
-- statement, and the program sends what stood in it one by one.

-- For many events; the arrays have one element for each. The steps of a command follow each other,
-- and a command of several steps comes alone. A session plans this once, for a large table.
create or replace function journal_append(centres text[], patients text[],
    positions integer[], events uuid[],
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
        returning j.command;
    end loop;
end $$;

-- For one event of a command that has no other.
create or replace function journal_append_one(_centre text, _patient text, _position integer,
    _event uuid,
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
            _source, _replaces, _reason, _recorded));
    return _command;
end $$;
