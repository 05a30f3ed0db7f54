create table signals (
    signal_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    kind text not null check (kind in ('email_reply')),
    play text not null,
    contact_id integer references contacts (contact_id),
    thread_id integer references threads (thread_id),
    message_id integer references messages (message_id),
    excerpt text not null,
    occurred_at integer not null,
    stored_at integer not null,
    unique (connection_id, source_id, kind)
) strict;

create index signals_thread on signals (thread_id, occurred_at);

create trigger signals_are_immutable
before update on signals
begin
    select raise(abort, 'a stored signal does not change');
end;
