-- More kinds of signal, actions and tabs than the first version knew. The checks are widened in place: nothing on the disk
-- changes by that, and to copy the tables would have to lift the references to them.
pragma writable_schema = on;

update sqlite_schema set sql = replace(sql, 'check (kind in (''email_reply''))', 'check (kind <> '''')')
where type = 'table' and name = 'signals';

update sqlite_schema set sql = replace(replace(sql,
    'check (action in (''send_email''))', 'check (action <> '''')'),
    'check (tab in (''replies''))', 'check (tab <> '''')')
where type = 'table' and name = 'items';

update sqlite_schema set sql = replace(sql, 'check (kind in (''import'', ''maildir''))', 'check (kind <> '''')')
where type = 'table' and name = 'connections';

pragma writable_schema = reset;

-- Of one pile there is one open item: all mail to one contact is one pile, any other work one for each key.
alter table items add column pile text not null default '';
alter table items add column kind text not null default 'email_reply' check (kind <> '');

create unique index items_open_pile on items (pile)
where pile <> '' and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved');

-- A pile takes a key over from another one in the middle of a change, so that only the pile can be held to be unique.
drop index items_open_key;
create index items_open_key on items (key)
where state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved');

create index items_without_pile on items (contact_id)
where pile = '' and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved');

drop index items_ranked;
create index items_ranked on items (score desc, due_at, opened_at, item_id)
where state in ('new', 'drafting', 'review', 'failed') and tab <> 'new_senders';

insert into tab_counts (tab, n_open, n_snoozed, n_hot)
values ('meetings', 0, 0, 0), ('follow_ups', 0, 0, 0), ('new_senders', 0, 0, 0);

-- The play that a signal called for when it was last looked at, which changes where the operator lets somebody in.
alter table evidence add column play text;

-- The signals that call for work as things stand.
create table waiting (
    signal_id integer primary key not null references signals (signal_id),
    thread_id integer not null references threads (thread_id),
    contact_id integer references contacts (contact_id),
    pile text not null,
    key text not null,
    play text not null
) strict;

create index waiting_thread on waiting (thread_id);
create index waiting_pile on waiting (pile);
