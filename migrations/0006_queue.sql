create table items (
    item_id integer primary key autoincrement,
    key text not null,
    play text not null,
    action text not null check (action in ('send_email')),
    tab text not null check (tab in ('replies')),
    state text not null check (state in (
        'new', 'drafting', 'review', 'failed', 'snoozed', 'approved', 'done', 'dismissed', 'expired', 'superseded'
    )),
    previous_state text,
    ended_how text check (ended_how in ('by_hand', 'sent', 'practised')),
    contact_id integer references contacts (contact_id),
    thread_id integer references threads (thread_id),
    subject text not null,
    window_starts_at integer not null,
    due_at integer not null,
    expires_at integer,
    snoozed_since integer,
    snoozed_until integer,
    opened_at integer not null,
    scored_at integer not null,
    score real not null check (score between 0 and 100),
    band text not null check (band in ('hot', 'warm', 'cool')),
    revenue real not null,
    revenue_weight real not null,
    revenue_points real not null,
    urgency real not null,
    urgency_weight real not null,
    urgency_points real not null,
    strategic real not null,
    strategic_weight real not null,
    strategic_points real not null,
    effort real not null,
    effort_weight real not null,
    effort_points real not null,
    adjustment real not null,
    limit_points real not null
) strict;

create unique index items_open_key on items (key)
where state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved');

create index items_ranked on items (score desc, due_at, opened_at, item_id)
where state in ('new', 'drafting', 'review', 'failed');

create index items_ranked_in_tab on items (tab, score desc, due_at, opened_at, item_id)
where state in ('new', 'drafting', 'review', 'failed');

create index items_snoozed on items (snoozed_until, item_id) where state = 'snoozed';
create index items_expiring on items (expires_at) where state in ('new', 'drafting', 'review', 'failed') and expires_at is not null;
create index items_thread on items (thread_id);

-- The table of states, kept by the database whoever writes. `previous_state` is what a set-aside item was; it may be empty, so it
-- is compared with `is`: an unknown answer would let the move pass.
create trigger items_start_new
before insert on items
when new.state <> 'new'
begin
    select raise(abort, 'an item starts as new');
end;

create trigger items_move
before update of state on items
when old.state <> new.state and not (
    (old.state in ('new', 'failed') and new.state in ('drafting', 'snoozed', 'dismissed', 'done', 'superseded', 'expired'))
    or (old.state = 'drafting' and new.state in ('review', 'failed', 'superseded', 'expired'))
    or (old.state = 'review' and new.state in ('drafting', 'approved', 'snoozed', 'dismissed', 'done', 'superseded', 'expired'))
    or (old.state = 'approved' and new.state in ('review', 'done'))
    or (old.state in ('snoozed', 'dismissed', 'done') and new.state in ('new', 'review', 'failed') and new.state is old.previous_state)
    or (old.state = 'snoozed' and new.state = 'superseded')
    or (old.state in ('expired', 'superseded') and new.state = 'review')
    or (old.state = 'done' and old.ended_how is 'practised' and new.state = 'review')
)
begin
    select raise(abort, 'the table of states has no such move');
end;

create table evidence (
    item_id integer not null references items (item_id),
    signal_id integer not null references signals (signal_id),
    added_at integer not null,
    primary key (item_id, signal_id)
) strict, without rowid;

create index evidence_signal on evidence (signal_id);

create table moves (
    move_id integer primary key autoincrement,
    item_id integer not null references items (item_id),
    from_state text,
    to_state text not null,
    actor text not null check (actor in ('operator', 'engine')),
    reason text not null,
    moved_at integer not null,
    undone_at integer
) strict;

create index moves_item on moves (item_id, move_id);
create index moves_undoable on moves (move_id)
where actor = 'operator' and undone_at is null and to_state in ('snoozed', 'dismissed', 'done', 'approved');

-- How many items stand in each tab, kept with the items so that the queue's page does not grow with the queue.
create table tab_counts (
    tab text primary key not null,
    n_open integer not null,
    n_snoozed integer not null,
    n_hot integer not null
) strict, without rowid;

insert into tab_counts (tab, n_open, n_snoozed, n_hot) values ('replies', 0, 0, 0);

create trigger items_counted_when_made
after insert on items
begin
    update tab_counts
    set n_open = n_open + 1, n_hot = n_hot + (new.band = 'hot')
    where tab = new.tab;
end;

create trigger items_counted_when_changed
after update of state, tab, band on items
when old.state <> new.state or old.tab <> new.tab or old.band <> new.band
begin
    update tab_counts
    set n_open = n_open - (old.state in ('new', 'drafting', 'review', 'failed')),
        n_snoozed = n_snoozed - (old.state = 'snoozed'),
        n_hot = n_hot - (old.state in ('new', 'drafting', 'review', 'failed') and old.band = 'hot')
    where tab = old.tab;
    update tab_counts
    set n_open = n_open + (new.state in ('new', 'drafting', 'review', 'failed')),
        n_snoozed = n_snoozed + (new.state = 'snoozed'),
        n_hot = n_hot + (new.state in ('new', 'drafting', 'review', 'failed') and new.band = 'hot')
    where tab = new.tab;
end;
