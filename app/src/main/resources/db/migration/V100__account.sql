-- Who may sign in. A removed account stays, so that nobody else can take the name under which
-- events were written.
create table account (
    name          text collate "C" primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    called        text    not null check (called <> ''),
    role          text    not null check (role in
                      ('clinician', 'theatre', 'ward', 'researcher', 'data-manager', 'administrator')),
    password      text    not null,                 -- Argon2id, with its salt and parameters
    version       integer not null default 1,       -- raised with each change; ends open sessions
    demonstration boolean not null default false,
    created       timestamptz not null default now(),
    signed_in     timestamptz,                      -- the last time
    removed       timestamptz
);

grant select, insert, update on account to "${server}";
