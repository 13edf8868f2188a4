-- Passkeys: public keys whose other half a person's device or security key keeps and shows nobody.

-- How a person's device calls the account: random, so that it tells nobody who that is.
alter table account add column passkey_handle bytea unique check (octet_length(passkey_handle) = 32);

create table passkey (
    id          bytea       primary key check (octet_length(id) between 1 and 1023),
    account     text        collate "C" not null references account (name),
    name        text        not null check (name <> ''),     -- the person's own word for it
    attestation bytea       not null,                        -- CBOR, holds the public key
    transports  text        not null default '',             -- as the browser told them, by spaces
    counter     bigint      not null check (counter >= 0),   -- of its signatures; 0 where it has none
    created     timestamptz not null default now(),
    used        timestamptz,
    copied      timestamptz -- when a signature came that only a copy of it can have made
);

create index passkey_of_account on passkey (account);

-- Of the accounts that the centre sees, by the row security of those.
alter table passkey enable row level security;
alter table passkey force row level security;
create policy of_account on passkey
    using (exists (select from account a where a.name = passkey.account));

grant select, insert, delete, update (counter, used, copied) on passkey to "${server}";
