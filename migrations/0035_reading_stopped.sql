-- A first reading that the operator stopped stays stopped until they have it read on.
alter table connections add column stopped_at integer;

-- What is left of what a service lets a sign-in ask in a minute outlives the process: a restart gives nothing back.
alter table sign_ins add column quota_left integer;
alter table sign_ins add column quota_at integer;

-- Of a meeting that is being booked: a time in words that is not understood yet, and a place that is being typed.
alter table kept_drafts add column when_line text not null default '';
alter table kept_drafts add column place_line text;
