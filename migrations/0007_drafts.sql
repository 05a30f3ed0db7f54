create table drafts (
    item_id integer primary key references items (item_id),
    revision integer not null,
    offered_revision integer
) strict;

create table revisions (
    item_id integer not null references items (item_id),
    revision integer not null check (revision >= 1),
    author text not null check (author in ('agent', 'operator')),
    agent text,
    from_name text not null,
    from_address text,
    subject text not null,
    body text not null,
    signature text not null,
    quoted text not null,
    answers_message_id integer references messages (message_id),
    made_at integer not null,
    primary key (item_id, revision)
) strict, without rowid;

create trigger revisions_are_immutable
before update on revisions
begin
    select raise(abort, 'a revision does not change');
end;

create table revision_recipients (
    item_id integer not null,
    revision integer not null,
    role text not null check (role in ('to', 'cc')),
    position integer not null,
    name text not null,
    address text not null,
    put_by text not null check (put_by in ('item', 'operator')),
    primary key (item_id, revision, role, position),
    foreign key (item_id, revision) references revisions (item_id, revision)
) strict, without rowid;

create table claims (
    claim_id integer primary key autoincrement,
    item_id integer not null,
    revision integer not null,
    text text not null,
    start_char integer not null,
    source_kind text check (source_kind in ('message', 'contact')),
    source_row_id integer,
    source_excerpt text not null,
    foreign key (item_id, revision) references revisions (item_id, revision)
) strict;

create index claims_revision on claims (item_id, revision);
