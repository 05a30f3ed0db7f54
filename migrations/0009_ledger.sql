create table ledger (
    ledger_id integer primary key autoincrement,
    written_at integer not null,
    actor text not null check (actor in ('operator', 'engine')),
    event text not null,
    subject text not null,
    detail text not null,
    content_hash text not null,
    previous_hash text not null,
    hash text not null
) strict;

create trigger ledger_is_append_only_update
before update on ledger
begin
    select raise(abort, 'the ledger is only ever added to');
end;

create trigger ledger_is_append_only_delete
before delete on ledger
begin
    select raise(abort, 'the ledger is only ever added to');
end;
