-- What the operator decided about people who wrote for the first time, with what it changed: undo takes it back.
create table sender_decisions (
    decision_id integer primary key autoincrement,
    contact_id integer not null references contacts (contact_id),
    decision text not null check (decision in ('allowed', 'screened')),
    allowed_before integer,
    screened_before integer,
    item_id integer references items (item_id),
    item_state text,
    snoozed_since integer,
    snoozed_until integer,
    after_move integer not null,
    decided_at integer not null,
    undone_at integer
) strict;

create index sender_decisions_undoable on sender_decisions (decision_id) where undone_at is null;
