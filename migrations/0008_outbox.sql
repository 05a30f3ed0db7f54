create table approvals (
    approval_id integer primary key autoincrement,
    item_id integer not null,
    revision integer not null,
    destination text not null,
    fingerprint text not null,
    marker text not null unique,
    rfc_message_id text not null,
    rendered blob not null,
    approved_at integer not null,
    voided_at integer,
    void_reason text,
    foreign key (item_id, revision) references revisions (item_id, revision)
) strict;

create unique index approvals_live on approvals (item_id) where voided_at is null;

create trigger approvals_are_immutable
before update of item_id, revision, destination, fingerprint, marker, rfc_message_id, rendered, approved_at on approvals
begin
    select raise(abort, 'an approval does not change, it is voided');
end;

create table waivers (
    approval_id integer not null references approvals (approval_id),
    claim_id integer not null references claims (claim_id),
    reason text not null,
    primary key (approval_id, claim_id)
) strict, without rowid;

create table outbox (
    outbox_id integer primary key autoincrement,
    approval_id integer not null unique references approvals (approval_id),
    item_id integer not null references items (item_id),
    state text not null check (state in ('held', 'sending', 'sent', 'failed', 'unsure', 'cancelled')),
    undo_until integer not null,
    due_at integer not null,
    sending_since integer,
    sent_at integer,
    reason text
) strict;

create index outbox_waiting on outbox (due_at, outbox_id) where state in ('held', 'sending', 'unsure');
create index outbox_item on outbox (item_id);

create trigger outbox_start_held
before insert on outbox
when new.state <> 'held'
begin
    select raise(abort, 'an action starts as held');
end;

create trigger outbox_move
before update of state on outbox
when old.state <> new.state and not (
    (old.state = 'held' and new.state in ('sending', 'cancelled'))
    or (old.state = 'sending' and new.state in ('sent', 'failed', 'unsure'))
    or (old.state = 'unsure' and new.state in ('sent', 'held'))
)
begin
    select raise(abort, 'the table of states has no such move');
end;

create table suppressions (
    what text primary key not null,
    kind text not null check (kind in ('address', 'domain')),
    reason text not null,
    suppressed_at integer not null
) strict, without rowid;
