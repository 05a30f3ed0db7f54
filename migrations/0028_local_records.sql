-- Records that are kept here without a CRM: what the operator changed of them can be taken back, and deals are listed along an
-- index.

create table record_decisions (
    decision_id integer primary key autoincrement,
    kind text not null,
    subject integer not null,
    before text not null,
    after_move integer not null,
    after_sender_decision integer not null,
    after_suppression_decision integer not null,
    after_no_show_decision integer not null,
    decided_at integer not null,
    undone_at integer
) strict;

create index record_decisions_undoable on record_decisions (decision_id) where undone_at is null;
create index deals_by_change on deals (modified_at) where archived_at is null;
create index deals_worth on deals (stage_id, currency, amount_cents) where archived_at is null;
create index tasks_company on tasks (company_id) where company_id is not null;
