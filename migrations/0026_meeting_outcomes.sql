-- What shows an outcome may be a meeting instead of a mail. The table is made anew, because a column cannot lose its "not null".
create table outcomes_anew (
    outcome_id integer primary key autoincrement,
    kind text not null check (kind in (
        'email_replied', 'no_response', 'email_bounced', 'opted_out',
        'meeting_booked', 'meeting_held', 'meeting_moved', 'meeting_no_show'
    )),
    contact_id integer not null references contacts (contact_id),
    message_id integer references messages (message_id),
    meeting_id integer references meetings (meeting_id),
    impact real not null,
    confidence real not null check (confidence between 0 and 1),
    happened_at integer not null,
    stored_at integer not null,
    check ((message_id is null) <> (meeting_id is null)),
    unique (message_id, kind, contact_id),
    unique (meeting_id, kind, contact_id)
) strict;

insert into outcomes_anew (outcome_id, kind, contact_id, message_id, impact, confidence, happened_at, stored_at)
select outcome_id, kind, contact_id, message_id, impact, confidence, happened_at, stored_at from outcomes;

drop table outcomes;
alter table outcomes_anew rename to outcomes;

create index outcomes_contact on outcomes (contact_id, happened_at);
create index outcomes_happened on outcomes (happened_at);

-- When a meeting was last put to another time.
alter table meetings add column moved_at integer;

-- What the operator said of who came to a meeting, with what stood there before: undo takes it back.
create table no_show_decisions (
    decision_id integer primary key autoincrement,
    meeting_id integer not null references meetings (meeting_id),
    no_show_before integer,
    after_move integer not null,
    after_sender_decision integer not null,
    after_suppression_decision integer not null,
    decided_at integer not null,
    undone_at integer
) strict;

create index no_show_decisions_undoable on no_show_decisions (decision_id) where undone_at is null;

-- The judging of meetings takes their outcomes in.
update threads set is_unjudged = 1 where thread_id in (select thread_id from meetings where thread_id is not null);
