-- The whole queue is ranked as ids alone, so its indexes hold all that the ranking asks for.
drop index items_ranked;
create index items_ranked on items (score desc, due_at, opened_at, item_id, tab, state)
where state in ('new', 'drafting', 'review', 'failed') and tab <> 'new_senders';

drop index items_ranked_in_tab;
create index items_ranked_in_tab on items (tab, score desc, due_at, opened_at, item_id, state)
where state in ('new', 'drafting', 'review', 'failed');

-- Moves that the operator made at once are taken back at once.
alter table moves add column batch_move_id integer references moves (move_id);
create index moves_batch on moves (batch_move_id) where batch_move_id is not null;

-- How fast the operator decides.
create index moves_decided on moves (moved_at)
where actor = 'operator' and to_state in ('snoozed', 'dismissed', 'done', 'approved');

-- How the correspondence with somebody went is counted along this index alone.
drop index messages_contact;
create index messages_contact on messages (contact_id, sent_at, message_id, direction, kind, thread_id);

-- People by the beginnings of the words in their names and addresses, whatever the case and without accents.
create virtual table people_words using fts5 (
    name, address, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

insert into people_words (rowid, name, address)
select contacts.contact_id, contacts.name, addresses.address
from contacts join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1;

create trigger people_words_made
after insert on addresses
when new.is_primary = 1
begin
    insert into people_words (rowid, name, address)
    select contact_id, name, new.address from contacts where contact_id = new.contact_id;
end;

create trigger people_words_named
after update of name on contacts
when old.name <> new.name
begin
    update people_words
    set name = new.name,
        address = (select address from addresses where contact_id = new.contact_id and is_primary = 1)
    where rowid = new.contact_id;
end;
