-- The versions of protocols that two people signed, as their exact text. A row is added and never
-- changed; the latest version of a protocol is the one in force.
create table signed_protocol (
    centre    text    collate "C" not null references centre (id),
    protocol  text    collate "C" not null check (protocol <> ''),
    version   integer not null check (version > 0),
    hash      text    collate "C" not null check (hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
    text      text    not null check (text <> ''),
    statement text    not null check (statement <> ''), -- what the two put their names to
    first     text    not null check (first <> ''),     -- accounts
    second    text    not null check (second <> ''),
    signed    timestamptz not null default clock_timestamp(),
    primary key (centre, protocol, version),
    check (first <> second)
);

create index signed_protocol_by_hash on signed_protocol (centre, hash);

create trigger signed_protocol_is_never_changed before update or delete on signed_protocol
    for each row execute function append_only();
create trigger signed_protocol_is_never_truncated before truncate on signed_protocol
    for each statement execute function append_only();

grant select, insert (centre, protocol, version, hash, text, statement, first, second)
    on signed_protocol to "${server}";
