-- Lists of people, signals and ledger rows, each read along an index page by page.

-- The newest mail of each contact, kept with the mails so that a page of people looks at no mail.
alter table contacts add column last_mail_at integer not null default 0;

update contacts set last_mail_at = coalesce(
    (select max(max(messages.sent_at), 1) from messages where messages.contact_id = contacts.contact_id), 0
);

create trigger contacts_newest_mail_when_stored
after insert on messages
when new.contact_id is not null
begin
    update contacts set last_mail_at = max(new.sent_at, 1)
    where contact_id = new.contact_id and last_mail_at < max(new.sent_at, 1);
end;

create trigger contacts_newest_mail_when_changed
after update of contact_id, sent_at on messages
when old.contact_id is not new.contact_id or old.sent_at <> new.sent_at
begin
    update contacts set last_mail_at = coalesce(
        (select max(max(messages.sent_at), 1) from messages where messages.contact_id = contacts.contact_id), 0
    )
    where contact_id in (old.contact_id, new.contact_id);
end;

create index contacts_by_mail on contacts (last_mail_at);
create index items_of_contact on items (contact_id);
create index signals_occurred on signals (occurred_at);
create index signals_of_kind on signals (kind, occurred_at);
create index ledger_event on ledger (event);
create index ledger_subject on ledger (subject);
