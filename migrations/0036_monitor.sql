-- What the monitor noticed of what is stored, each once.

create table findings (
    finding_id integer primary key autoincrement,
    kind text not null check (kind in ('form_waits', 'reply_waits', 'deal_waits', 'overdue', 'stale', 'quiet', 'broken')),
    subject text not null,
    words text not null,
    found_at integer not null,
    ended_at integer,
    unique (kind, subject)
) strict;

create index findings_standing on findings (found_at) where ended_at is null;
