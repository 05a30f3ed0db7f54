-- A mail whose file ended in the middle of it is completed when all of it is read.
alter table messages add column may_be_cut integer not null default 0 check (may_be_cut in (0, 1));
