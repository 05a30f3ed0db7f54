-- How the operator stands to somebody: whether they wrote to them, let them in, kept them out, and what came back.
alter table contacts add column written_at integer;
alter table contacts add column allowed_at integer;
alter table contacts add column screened_at integer;
alter table contacts add column opted_out_at integer;
alter table contacts add column left_at integer;
alter table contacts add column away_until integer;

update contacts set written_at = (
    select min(messages.sent_at) from addresses
    join message_recipients on message_recipients.address = addresses.address and message_recipients.role in ('to', 'cc', 'bcc')
    join messages on messages.message_id = message_recipients.message_id and messages.direction = 'out'
    where addresses.contact_id = contacts.contact_id
);

create index message_recipients_address on message_recipients (address);

create table outcomes (
    outcome_id integer primary key autoincrement,
    kind text not null check (kind in ('email_replied', 'no_response', 'email_bounced', 'opted_out')),
    contact_id integer not null references contacts (contact_id),
    message_id integer not null references messages (message_id),
    impact real not null,
    confidence real not null check (confidence between 0 and 1),
    happened_at integer not null,
    stored_at integer not null,
    unique (message_id, kind, contact_id)
) strict;

create index outcomes_contact on outcomes (contact_id, happened_at);
create index outcomes_happened on outcomes (happened_at);
