-- What the laboratory and the hospital's patient administration send, beside the journal: the
-- messages as they came, and what became of each thing they report.

create table feed_message (
    id       bigint      primary key,   -- in the order in which they came
    centre   text        collate "C" not null,
    hash     bytea       not null check (octet_length(hash) = 32), -- of what it says
    received timestamptz not null default clock_timestamp(),
    peer     text        not null,
    sender   text        not null,
    control  text        collate "C" not null,
    type     text        not null,
    bytes    bytea       not null,
    -- new: to be worked on; done; waiting: for a person; aside: a person put it away;
    -- refused: it was answered with AR
    state    text        not null check (state in ('new', 'done', 'waiting', 'aside', 'refused')),
    reason   text        not null,      -- why it waits, was put away or was refused
    number   text        collate "C" not null default '', -- of the patient, in the hospital's words
    patient  text        collate "C",   -- whom a person said it is about
    by       text,                      -- who said so, or put it away
    unique (centre, hash)
);

create index feed_message_to_work_on on feed_message (centre, id) where state = 'new';
create index feed_message_by_state on feed_message (centre, state, id);
create index feed_message_by_control on feed_message (centre, control);

-- What became of each result or movement of a message. The latest row of a key is what holds; the
-- event that it led to stands in the journal.
create table feed_result (
    message bigint      not null references feed_message (id),
    place   integer     not null check (place > 0), -- in the message
    centre  text        collate "C" not null,
    key     text        collate "C" not null, -- order and observation, or visit and movement
    status  text        not null,
    issued  timestamptz not null,
    outcome text        not null check (outcome in ('recorded', 'corrected', 'withdrawn', 'same',
        'superseded', 'nothing', 'ignored')),
    patient text        collate "C",
    event   uuid,
    decided timestamptz not null default clock_timestamp(),
    primary key (message, place)
);

create index feed_result_by_key on feed_result (centre, key, decided);
create index feed_result_by_event on feed_result (event);

-- What people said a code or a unit of the laboratory means, beside the map. The latest row holds.
create table feed_meaning (
    centre text        collate "C" not null,
    kind   text        not null check (kind in ('code', 'unit')),
    word   text        collate "C" not null,
    means  text        not null,        -- an analyte and its unit, a UCUM unit, or '' for "not needed"
    by     text        not null check (by <> ''),
    at     timestamptz not null default clock_timestamp()
);

create index feed_meaning_by_word on feed_meaning (centre, kind, word, at);

-- Further numbers under which the hospital's systems call a person, beside the one in identity; a
-- number without a patient is of nobody here. The latest row holds.
create table hospital_number (
    centre  text        collate "C" not null,
    number  text        collate "C" not null,
    patient text        collate "C",
    by      text        not null check (by <> ''),
    at      timestamptz not null default clock_timestamp()
);

create index hospital_number_by_number on hospital_number (centre, number, at);

grant select, insert on feed_message to "${server}";
grant update (state, reason, number, patient, by) on feed_message to "${server}";
grant select, insert on feed_result to "${server}";
grant select, insert on feed_meaning to "${server}";
grant select, insert on hospital_number to "${server}";
grant delete on hospital_number to "${server}"; -- when a person is forgotten
