-- What shows an outcome may be a change of a deal or a task, too. The table is made anew, because a check cannot be changed in place.
create table outcomes_anew (
    outcome_id integer primary key autoincrement,
    kind text not null check (kind in (
        'email_replied', 'no_response', 'email_bounced', 'opted_out',
        'meeting_booked', 'meeting_held', 'meeting_moved', 'meeting_no_show',
        'deal_won', 'deal_lost', 'deal_advanced', 'deal_regressed', 'task_completed', 'task_overdue'
    )),
    contact_id integer not null references contacts (contact_id),
    message_id integer references messages (message_id),
    meeting_id integer references meetings (meeting_id),
    deal_change_id integer references deal_changes (change_id),
    task_id integer references tasks (task_id),
    impact real not null,
    confidence real not null check (confidence between 0 and 1),
    happened_at integer not null,
    stored_at integer not null,
    check ((message_id is not null) + (meeting_id is not null) + (deal_change_id is not null) + (task_id is not null) = 1),
    unique (message_id, kind, contact_id),
    unique (meeting_id, kind, contact_id),
    unique (deal_change_id, kind, contact_id),
    unique (task_id, kind, contact_id)
) strict;

insert into outcomes_anew (outcome_id, kind, contact_id, message_id, meeting_id, impact, confidence, happened_at, stored_at)
select outcome_id, kind, contact_id, message_id, meeting_id, impact, confidence, happened_at, stored_at from outcomes;

drop table outcomes;
alter table outcomes_anew rename to outcomes;

create index outcomes_contact on outcomes (contact_id, happened_at);
create index outcomes_happened on outcomes (happened_at);

-- The judging of deals and tasks takes their outcomes in.
update threads set is_unjudged = 1 where thread_id in (select thread_id from deals union select thread_id from tasks);
