create table settings (
    key text primary key not null,
    value text not null,
    changed_at integer not null
) strict, without rowid;
