-- The procedures of a centre, without a look at everything else that was ever recorded.
create index journal_procedures on journal (centre, recorded) where type = 'procedure-begun';
