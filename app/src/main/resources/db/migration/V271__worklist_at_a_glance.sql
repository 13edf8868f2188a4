-- What the worklist's page asks for at every look, kept with the worklist, so that it need not read
-- the whole centre: how many patients are where, and what the words begin with by which somebody is
-- looked for. `journal rebuild` proves both.

-- By the day on which something is due, so that what is overdue can be told on any day. Patients who
-- go on under another pseudonym are counted too: to merge two touches no row of the worklist, and
-- whoever asks takes those few off.
create table worklist_count (
    centre   text collate "C" not null,
    station  text not null,
    due      date not null, -- 'infinity' where nothing is
    patients integer not null,
    primary key (centre, station, due)
);

-- Every end of a name, a hospital number or a pseudonym that begins where a word does or at a sign
-- between two, in small letters. Row security looks at a row before any pattern does, so that no
-- trigram index would be used; it lets pass what compares text by its order, so this one is.
create table search_word (
    centre  text collate "C" not null,
    word    text collate "C" not null,
    patient text collate "C" not null,
    primary key (centre, word, patient)
);

create function search_words(text) returns setof text
language plpgsql immutable strict as $$
declare
    whole text := lower($1);
    parted text := translate(whole, '-_./,;:()''’', '           ');
    begins boolean := true;
begin
    for i in 1 .. length(whole) loop
        if substr(parted, i, 1) = ' ' then
            if substr(whole, i, 1) <> ' ' then
                return next left(substr(whole, i), 100);
            end if;
            begins := true;
        elsif begins then
            return next left(substr(whole, i), 100);
            begins := false;
        end if;
    end loop;
end $$;

-- What the table above holds if it is right.
create view search_word_due with (security_invoker) as
select centre, search_words(patient) as word, patient from worklist
union
select centre, search_words(patient), patient from identity
union
select centre, search_words(name), patient from identity
union
select centre, search_words(hospital_number), patient from identity;

-- Names and numbers are corrected and erased; the words go with them.
create function identity_worded() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        delete from search_word
        where centre = old.centre and patient = old.patient
        and word in (select search_words(old.name) union select search_words(old.hospital_number));
    end if;
    insert into search_word (centre, word, patient)
    select new.centre, word, new.patient
    from (select search_words(new.name) union select search_words(new.hospital_number)
        union select search_words(new.patient)) as found (word)
    on conflict do nothing;
    return null;
end $$;

create trigger identity_is_worded after insert or update of name, hospital_number on identity
    for each row execute function identity_worded();

do $$
declare
    name text;
begin
    foreach name in array array['worklist_count', 'search_word'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_centre on %I using ('
            'centre = (select current_setting(''limbline.centre'', true))'
            ' or (select current_setting(''limbline.centre'', true)) = ''*'')', name);
    end loop;
end $$;
grant select, insert, update, delete on worklist_count to "${server}";
grant select, insert, delete on search_word to "${server}";
grant select on search_word_due to "${server}";
comment on table worklist_count is 'derived: how many patients of the worklist are where';
comment on table search_word is 'derived: the beginnings of words in identities and pseudonyms';

insert into worklist_count (centre, station, due, patients)
select centre, station, coalesce(due, 'infinity'), count(*) from worklist group by 1, 2, 3;
insert into search_word (centre, word, patient) select centre, word, patient from search_word_due;

-- Whose pseudonym went on as another's.
create index identity_merged on identity (centre, same_as) where same_as is not null;
