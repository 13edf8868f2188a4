-- Changes to the published series, who made them, when and why. The file that ships with the program
-- is the start; the latest version of a key stands in its place. A row is added and never changed.
create table series_version (
    centre  text    collate "C" not null references centre (id),
    key     text    collate "C" not null check (key ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$'),
    version integer not null check (version > 0),
    cells   text    not null check (cells <> ''), -- a JSON object: column to printed words
    reason  text    not null check (reason <> ''),
    author  text    not null check (author <> ''), -- account
    at      timestamptz not null default clock_timestamp(),
    primary key (centre, key, version)
);

create trigger series_version_is_never_changed before update or delete on series_version
    for each row execute function append_only();
create trigger series_version_is_never_truncated before truncate on series_version
    for each statement execute function append_only();

grant select, insert (centre, key, version, cells, reason, author) on series_version to "${server}";
