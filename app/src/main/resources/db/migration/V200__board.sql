-- Who is listed for the board of a day, without a look at everything that was ever recorded.
create index journal_board on journal (centre, (body->>'meeting')) where type = 'listed-for-board';

-- The order of a meeting's list, as somebody put it. Who is on the list says the journal.
create table board_order (
    centre  text collate "C" not null,
    meeting date    not null,
    patient text collate "C" not null,
    place   integer not null check (place > 0),
    author  text    not null check (author <> ''),
    at      timestamptz not null default clock_timestamp(),
    primary key (centre, meeting, patient)
);

grant select, insert (centre, meeting, patient, place, author),
    update (place, author, at) on board_order to "${server}";
