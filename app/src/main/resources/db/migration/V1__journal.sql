-- The record. See docs/decisions for why it looks like this.
-- Ids and hashes are compared as bytes: collate "C". Keys begin with the centre.

create table centre (
    id       text collate "C" primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    name     text    not null check (name <> ''),
    invented boolean not null -- shown on every page
);

-- One row for each thing that happened to a patient. Rows are appended and never changed.
create table journal (
    centre   text    collate "C" not null check (centre ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    patient  text    collate "C" not null check (patient ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    position integer not null check (position > 0), -- 1, 2, 3 ... without a gap
    event    uuid    not null,
    command  uuid    not null,                      -- what a person did once; may be several events
    step     integer not null check (step >= 0),    -- of the command
    type     text    not null check (type <> ''),
    version  integer not null check (version > 0),  -- of the type's form
    body     json    not null,                      -- not jsonb: the text stays as given
    times    json    not null,                      -- when it happened and when known, as stated
    known    date    not null,                      -- the latest day on which it was known
    author   text    not null check (author <> ''),
    source   text    not null,                      -- where the author had it from; '' for himself
    replaces uuid,                                  -- the event that this one corrects
    reason   text,                                  -- and why
    -- The rest is the database's own: the server's role cannot set it.
    recorded timestamptz not null,
    previous bytea not null check (octet_length(previous) = 32),
    hash     bytea not null check (octet_length(hash) = 32),
    xid      xid8  not null default pg_current_xact_id(), -- for feeds; no part of the record
    primary key (centre, patient, position),        -- nobody else can write event 12
    unique (command, step),                         -- a command that is sent again finds itself
    unique (event),
    check ((replaces is null) = (reason is null))
);

create index journal_in_order_of_transactions on journal (xid);

-- Gives a new event its moment and its place in the chain. The bytes that are
-- hashed are described at limbline.app.journal.Chain, which computes the same when it verifies.
create function journal_append() returns trigger language plpgsql as $$
declare
    body text := new.body;
    times text := new.times;
begin
    if new.position = 1 then
        new.previous := decode(repeat('00', 32), 'hex');
    else
        select hash into new.previous
        from public.journal
        where centre = new.centre and patient = new.patient and position = new.position - 1;
        if not found then
            raise exception 'patient % has no event %, so event % cannot be appended',
                new.patient, new.position - 1, new.position using errcode = 'LB001';
        end if;
    end if;
    new.recorded := clock_timestamp();
    new.hash := sha256(new.previous || convert_to(concat(
        octet_length(new.centre), ':', new.centre, ',',
        octet_length(new.patient), ':', new.patient, ',',
        new.position, ',', new.event, ',', new.command, ',', new.step, ',',
        octet_length(new.type), ':', new.type, ',', new.version, ',',
        octet_length(body), ':', body, ',', octet_length(times), ':', times, ',',
        new.known - date '1970-01-01', ',',
        octet_length(new.author), ':', new.author, ',',
        octet_length(new.source), ':', new.source, ',',
        new.replaces, ',', octet_length(new.reason), ':', new.reason, ',',
        (extract(epoch from new.recorded) * 1000000)::bigint, ','), 'UTF8'));
    return new;
end $$;

create trigger journal_is_chained before insert on journal
    for each row execute function journal_append();

create function append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op);
end $$;

create trigger journal_is_never_changed before update or delete on journal
    for each row execute function append_only();
create trigger journal_is_never_truncated before truncate on journal
    for each statement execute function append_only();

-- Who the pseudonyms are. Beside the journal, so that it can be corrected, merged and erased
-- without touching an event.
create table identity (
    centre          text collate "C" not null,
    patient         text collate "C" not null,
    name            text,
    born            date,
    hospital_number text,
    same_as         text collate "C", -- the pseudonym under which this person goes on
    erased          timestamptz,
    primary key (centre, patient),
    foreign key (centre, same_as) references identity (centre, patient),
    check (same_as <> patient),
    check (erased is null or (name is null and born is null and hospital_number is null))
);

create index identity_by_hospital_number on identity (centre, hospital_number);

-- Who looked at what, and when. Appended only.
create table access_log (
    at      timestamptz not null default clock_timestamp(),
    account text not null check (account <> ''),
    centre  text collate "C" not null,
    patient text collate "C", -- none where a list was looked at
    what    text not null check (what <> '')
);

create index access_log_by_patient on access_log (centre, patient, at);

create trigger access_log_is_never_changed before update or delete on access_log
    for each row execute function append_only();
create trigger access_log_is_never_truncated before truncate on access_log
    for each statement execute function append_only();

grant select, insert on centre to "${server}";
grant select, insert (centre, patient, position, event, command, step, type, version, body,
    times, known, author, source, replaces, reason) on journal to "${server}";
grant select, insert, update on identity to "${server}";
grant select, insert (account, centre, patient, what) on access_log to "${server}";
