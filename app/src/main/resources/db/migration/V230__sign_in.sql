-- Failed sign-ins in a row, by the name that was typed, whether there is such an account or not: who
-- guesses learns nothing from it.
create table sign_in_try (
    name   text collate "C" primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    failed integer     not null check (failed > 0),
    last   timestamptz not null default now()
);

-- Who is signed in from where, and who was. The id is no secret: what a browser must show is its
-- cookie, which is nowhere but in the browser and the server's memory.
create table sign_in_session (
    id       uuid        primary key,
    account  text        collate "C" not null,
    version  integer     not null,                  -- of the account when it signed in
    way      text        not null check (way in ('password', 'single-sign-on', 'passkey')),
    address  text        not null,
    browser  text        not null,
    began    timestamptz not null default now(),
    seen     timestamptz not null default now(),    -- to a minute
    ended    timestamptz,
    ended_by text,
    check ((ended is null) = (ended_by is null))
);

create index sign_in_session_open on sign_in_session (account, seen) where ended is null;

-- A ticket ends with its session, if somebody ends that; not if it only ran out.
alter table theatre_ticket add column session uuid;

grant select, insert, update, delete on sign_in_try to "${server}";
grant select, insert, update (seen, ended, ended_by) on sign_in_session to "${server}";
