-- Sources that post by themselves, as forms do: what they are, what they posted, and what was turned away.

create table webhooks (
    connection_id integer primary key references connections (connection_id),
    name text not null unique,
    proof text not null check (proof in ('sha256', 'bearer', 'hubspot', 'slack')),
    public_url text not null,
    mapping text not null,
    n_posts integer not null default 0,
    changed_at integer not null
) strict;

create table posts (
    post_id integer primary key autoincrement,
    connection_id integer not null references webhooks (connection_id),
    identity text not null,
    content text not null default '',
    media text not null check (media in ('json', 'form')),
    body text not null,
    state text not null check (state in ('waiting', 'taken', 'unmapped', 'ignored')),
    fault text not null default '',
    kind text not null default '',
    email text not null default '',
    name text not null default '',
    company text not null default '',
    words text not null default '',
    fields text not null default '[]',
    contact_id integer references contacts (contact_id),
    thread_id integer references threads (thread_id),
    arrived_at integer not null
) strict;

create index posts_identity on posts (connection_id, identity, arrived_at);
create index posts_arrived on posts (connection_id, arrived_at);
create index posts_waiting on posts (connection_id, post_id) where state = 'waiting';
create index posts_unmapped on posts (connection_id, post_id) where state = 'unmapped';
create index posts_whole on posts (arrived_at) where body <> '' and state in ('taken', 'ignored');
create index posts_thread on posts (thread_id) where thread_id is not null;
create index posts_contact on posts (contact_id) where contact_id is not null;

create table refusals (
    connection_id integer not null,
    reason text not null,
    day_at integer not null,
    n_times integer not null,
    last_at integer not null,
    primary key (connection_id, reason, day_at)
) strict, without rowid;

-- A draft may also cite a form, and whoever is merged takes their forms with them. Widened in place: nothing on the disk changes by
-- that.
pragma writable_schema = on;

update sqlite_schema set sql = replace(sql, 'check (source_kind in (', 'check (source_kind in (''post'', ')
where type = 'table' and name = 'claims';

update sqlite_schema set sql = replace(sql, '''crm_record''', '''crm_record'', ''post''')
where type = 'table' and name = 'merged_rows';

pragma writable_schema = reset;
