-- The photographs that events name, outside the journal, under the SHA-256 of their bytes. A row is
-- added and never changed; whoever reads it computes the hash again.
create table photograph (
    hash  text        collate "C" primary key check (hash ~ '^[0-9a-f]{64}$'),
    type  text        not null check (type in ('image/jpeg', 'image/png')),
    bytes bytea       not null check (octet_length(bytes) between 1 and 20971520),
    at    timestamptz not null default clock_timestamp()
);

create trigger photograph_is_never_changed before update or delete on photograph
    for each row execute function append_only();
create trigger photograph_is_never_truncated before truncate on photograph
    for each statement execute function append_only();

grant select, insert (hash, type, bytes) on photograph to "${server}";

-- The audit page asks for a stretch of time.
create index access_log_by_time on access_log (centre, at);
create index journal_by_time on journal (centre, recorded);
