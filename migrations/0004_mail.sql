create table threads (
    thread_id integer primary key autoincrement,
    subject text not null,
    is_unjudged integer not null check (is_unjudged in (0, 1)),
    made_at integer not null
) strict;

create index threads_unjudged on threads (thread_id) where is_unjudged = 1;

create table messages (
    message_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    thread_id integer not null references threads (thread_id),
    contact_id integer references contacts (contact_id),
    rfc_message_id text,
    direction text not null check (direction in ('in', 'out')),
    is_automatic integer not null check (is_automatic in (0, 1)),
    from_name text not null,
    from_address text not null,
    subject text not null,
    own_text text not null,
    quoted_text text not null,
    signature text not null,
    html text,
    raw_headers text not null,
    sent_at integer not null,
    sent_offset_minutes integer not null,
    stored_at integer not null,
    unique (connection_id, source_id)
) strict;

create index messages_thread on messages (thread_id, sent_at);
create index messages_rfc_message_id on messages (rfc_message_id);
create index messages_contact on messages (contact_id, sent_at);
create index messages_from on messages (from_address);

create table message_references (
    message_id integer not null references messages (message_id),
    position integer not null,
    rfc_message_id text not null,
    primary key (message_id, position)
) strict, without rowid;

create index message_references_to on message_references (rfc_message_id);

create table message_recipients (
    message_id integer not null references messages (message_id),
    role text not null check (role in ('to', 'cc', 'bcc', 'reply_to', 'delivered_to')),
    position integer not null,
    name text not null,
    address text not null,
    primary key (message_id, role, position)
) strict, without rowid;

create table attachments (
    message_id integer not null references messages (message_id),
    position integer not null,
    name text not null,
    media_type text not null,
    size_bytes integer not null,
    primary key (message_id, position)
) strict, without rowid;
