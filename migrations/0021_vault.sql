-- Secrets, sealed with a key that is not in this file, and what tells that key from another.
create table vault (
    vault_id integer primary key check (vault_id = 1),
    name text not null,
    salt blob,
    key_check blob not null,
    made_at integer not null
) strict;

create table secrets (
    secret_id integer primary key autoincrement,
    owner text not null,
    name text not null,
    sealed blob not null,
    changed_at integer not null,
    unique (owner, name)
) strict;
