-- The versions of published series become those of every sheet of the evidence that can be changed:
-- series, which of them share patients, and what the paper's table and prose state.
alter table series_version rename to evidence_version;
alter table evidence_version
    add column sheet text not null default 'series'
        check (sheet in ('series', 'overlap', 'table', 'claims')),
    add column withdrawn boolean not null default false, -- the row no longer counts
    drop constraint series_version_key_check,
    add constraint evidence_version_key_check
        check (key ~ '^[A-Za-z0-9][A-Za-z0-9_.~-]{0,129}$'),
    drop constraint series_version_pkey,
    add primary key (centre, sheet, key, version);
alter trigger series_version_is_never_changed on evidence_version
    rename to evidence_version_is_never_changed;
alter trigger series_version_is_never_truncated on evidence_version
    rename to evidence_version_is_never_truncated;

grant insert (sheet, withdrawn) on evidence_version to "${server}";
