-- What a mail is by itself. Empty where it was stored before mails were told apart: it is looked at when its thread is judged.
alter table messages add column kind text not null default ''
check (kind in ('', 'person', 'bulk', 'notice', 'calendar', 'bounce', 'auto_reply'));

create index messages_untold on messages (message_id) where kind = '';

create table bounces (
    message_id integer not null references messages (message_id),
    address text not null,
    severity text not null check (severity in ('hard', 'soft', 'policy')),
    status text not null,
    primary key (message_id, address)
) strict, without rowid;

create index bounces_address on bounces (address);

-- When a thread is to be judged again although no mail came: nobody answered by then.
alter table threads add column look_at integer;

create index threads_look_at on threads (look_at) where look_at is not null;

update threads set is_unjudged = 1;
