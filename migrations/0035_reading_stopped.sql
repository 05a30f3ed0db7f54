-- A first reading that the operator stopped stays stopped until they have it read on.
alter table connections add column stopped_at integer;

-- What is left of what a service lets a sign-in ask in a minute outlives the process: a restart gives nothing back.
alter table sign_ins add column quota_left integer;
alter table sign_ins add column quota_at integer;
