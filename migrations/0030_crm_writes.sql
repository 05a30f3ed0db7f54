-- What was written to a CRM, or kept here in place of one: by this our own changes are told from news when they are read, and taken
-- back.
create table crm_writes (
    write_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    outbox_id integer not null references outbox (outbox_id),
    kind text not null check (kind in ('deal', 'task', 'note', 'email')),
    source_id text not null,
    field text not null check (field in ('made', 'stage', 'done')),
    before text not null,
    after text not null,
    begun_at integer not null,
    written_at integer,
    undone_at integer,
    unique (outbox_id, connection_id, kind, field)
) strict;

create index crm_writes_begun on crm_writes (connection_id, kind, source_id) where written_at is null;

-- Where a mail is kept as well once it is sent: what its approval said.
create table mail_logs (
    outbox_id integer not null references outbox (outbox_id),
    connection_id integer not null references connections (connection_id),
    primary key (outbox_id, connection_id)
) strict, without rowid;
