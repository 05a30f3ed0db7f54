-- Chats that are signed in to: their conversations and people, and what was said where the operator was named or written to.
create table chat_channels (
    chat_channel_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    name text not null,
    kind text not null check (kind in ('channel', 'group', 'direct')),
    unique (connection_id, source_id)
) strict;

create table chat_people (
    chat_person_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    name text not null,
    address text not null,
    is_bot integer not null check (is_bot in (0, 1)),
    is_member integer not null check (is_member in (0, 1)),
    contact_id integer references contacts (contact_id),
    read_at integer not null,
    unique (connection_id, source_id)
) strict;

create index chat_people_contact on chat_people (contact_id) where contact_id is not null;

create table chat_messages (
    chat_message_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    channel text not null,
    root text not null,
    thread_id integer not null references threads (thread_id),
    person text not null,
    is_own integer not null check (is_own in (0, 1)),
    is_bot integer not null check (is_bot in (0, 1)),
    is_named integer not null check (is_named in (0, 1)),
    text text not null,
    gone_at integer,
    sent_at integer not null,
    stored_at integer not null,
    unique (connection_id, source_id)
) strict;

create index chat_messages_thread on chat_messages (thread_id, sent_at);
create index chat_messages_root on chat_messages (connection_id, channel, root);
create index chat_messages_person on chat_messages (connection_id, person);
create index chat_messages_sent on chat_messages (connection_id, sent_at);
create index chat_messages_stored on chat_messages (connection_id, stored_at);
create index chat_messages_news on chat_messages (thread_id, stored_at);

-- What came in by itself, stored before it is acknowledged and emptied once it was worked through.
create table chat_events (
    connection_id integer not null references connections (connection_id),
    event_id text not null,
    payload text not null,
    stored_at integer not null,
    done_at integer,
    primary key (connection_id, event_id)
) strict, without rowid;

create index chat_events_waiting on chat_events (connection_id, stored_at) where done_at is null;

-- Messages of ours that began to be posted: a second one is never posted before it was looked for.
create table chat_posts (
    outbox_id integer primary key references outbox (outbox_id),
    connection_id integer not null references connections (connection_id),
    begun_at integer not null,
    source_id text
) strict;

-- A draft may also cite what was said in a chat, and who is two may be two in a chat. Widened in place: nothing on the disk changes
-- by that.
pragma writable_schema = on;

update sqlite_schema set sql = replace(sql, 'check (source_kind in (', 'check (source_kind in (''chat'', ')
where type = 'table' and name = 'claims';

update sqlite_schema set sql = replace(sql, '''crm_record''', '''crm_record'', ''chat_person''')
where type = 'table' and name = 'merged_rows';

pragma writable_schema = reset;
