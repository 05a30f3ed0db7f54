create table connections (
    connection_id integer primary key autoincrement,
    kind text not null check (kind in ('import', 'maildir')),
    name text not null,
    location text not null,
    first_read_at integer,
    read_up_to_at integer,
    last_success_at integer,
    error text,
    made_at integer not null,
    unique (kind, location)
) strict;

create table source_files (
    connection_id integer not null references connections (connection_id),
    name text not null,
    problem text,
    read_at integer not null,
    primary key (connection_id, name)
) strict, without rowid;
