-- What the hospital's provider calls the person; null for who signs in here alone. An administrator
-- says so: nobody gets an account or a right by what a provider tells.
alter table account add column at_provider text collate "C" unique check (at_provider <> '');
