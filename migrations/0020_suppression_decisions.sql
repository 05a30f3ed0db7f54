-- What the operator put on the list of suppressed ones or took off it, with what stood there before: undo takes it back.
create table suppression_decisions (
    decision_id integer primary key autoincrement,
    what text not null,
    reason_before text,
    since_before integer,
    after_move integer not null,
    after_sender_decision integer not null,
    decided_at integer not null,
    undone_at integer
) strict;

create index suppression_decisions_undoable on suppression_decisions (decision_id) where undone_at is null;
