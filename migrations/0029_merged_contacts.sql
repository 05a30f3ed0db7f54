-- Contacts that are one person are merged: all that names the one names the other from then on, and what moved is kept so that undo
-- puts it back.

alter table contacts add column merged_into integer references contacts (contact_id);

create table merged_rows (
    decision_id integer not null references record_decisions (decision_id),
    what text not null check (what in (
        'address', 'message', 'outcome', 'item', 'joined_item', 'deal', 'deal_of_both', 'task', 'note', 'meeting', 'crm_record'
    )),
    row_id integer not null,
    detail text not null,
    primary key (decision_id, what, row_id, detail)
) strict, without rowid;

-- Two cards that the operator looked at and left as they are.
create table told_apart (
    contact_id integer not null references contacts (contact_id),
    other_contact_id integer not null references contacts (contact_id),
    told_at integer not null,
    primary key (contact_id, other_contact_id),
    check (contact_id < other_contact_id)
) strict, without rowid;
