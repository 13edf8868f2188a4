-- Lets the screen of one procedure go on when its session has ended. The ticket itself is in the
-- browser alone; here is its SHA-256.
create table theatre_ticket (
    hash    bytea primary key check (octet_length(hash) = 32),
    account text        not null,
    version integer     not null,                 -- of the account when it was issued
    path    text        not null check (path like '/theatre/%'),
    issued  timestamptz not null default now(),
    ended   timestamptz
);

grant select, insert, update (ended) on theatre_ticket to "${server}";

-- The patients of the theatre, without reading everybody's events.
create index journal_of_theatre on journal (centre, patient, recorded)
    where type in ('order-signed', 'procedure-begun');
