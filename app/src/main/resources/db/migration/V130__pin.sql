-- The number with which somebody confirms, beside a colleague, what takes two people. It opens no
-- session, and nothing else than such a confirmation.
alter table account
    add column pin       text,                       -- Argon2id, with its salt and parameters
    add column pin_tries integer not null default 0, -- since it was right the last time
    add column pin_tried timestamptz;
