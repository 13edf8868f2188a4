-- Patients whose record is not for everybody at the centre, such as a colleague's: who may open it,
-- and who opened it all the same, with a reason and for a time ("breaking the glass").
create table patient_restriction (
    centre    text        collate "C" not null references centre (id),
    patient   text        collate "C" not null,
    reason    text        not null check (reason <> ''),
    by        text        not null check (by <> ''),
    at        timestamptz not null default clock_timestamp(),
    lifted    timestamptz,
    lifted_by text,
    check ((lifted is null) = (lifted_by is null))
);

create unique index patient_restriction_in_force on patient_restriction (centre, patient)
    where lifted is null;

create table patient_right (
    centre  text        collate "C" not null references centre (id),
    patient text        collate "C" not null,
    account text        collate "C" not null references account (name),
    by      text        not null check (by <> ''),
    at      timestamptz not null default clock_timestamp(),
    primary key (centre, patient, account)
);

create table glass (
    centre  text        collate "C" not null references centre (id),
    patient text        collate "C" not null,
    account text        collate "C" not null,
    reason  text        not null check (char_length(reason) >= 10),
    at      timestamptz not null default clock_timestamp(),
    until   timestamptz not null
);

create index glass_by_account on glass (centre, patient, account, until);
create index glass_by_time on glass (centre, at);

create trigger glass_is_never_changed before update or delete on glass
    for each row execute function append_only();
create trigger glass_is_never_truncated before truncate on glass
    for each statement execute function append_only();

do $$
declare
    name text;
    here constant text := '(select current_setting(''limbline.centre'', true))';
begin
    foreach name in array array['patient_restriction', 'patient_right', 'glass'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_centre on %I using (centre = %s or %2$s = ''*'')', name, here);
    end loop;
end $$;

grant select, insert, update (lifted, lifted_by) on patient_restriction to "${server}";
grant select, insert, delete on patient_right to "${server}";
grant select, insert (centre, patient, account, reason, until) on glass to "${server}";
