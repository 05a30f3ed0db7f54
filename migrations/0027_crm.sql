-- Deals and what belongs to them, as a CRM tells of them or as they are kept here without one. A deal and a task have a
-- conversation of their own, so that they are judged, and judged again by time, as mail is.

-- A company may have no mail domain: its table is made anew, because a column's `unique` cannot be taken off.
create temp table employed as select contact_id, company_id from contacts where company_id is not null;
update contacts set company_id = null where company_id is not null;
create temp table kept_companies as select company_id, name, domain, made_at from companies;
drop table companies;

create table companies (
    company_id integer primary key autoincrement,
    name text not null,
    domain text not null,
    made_at integer not null,
    named_by text not null default 'domain' check (named_by in ('domain', 'crm', 'operator')),
    phone text not null default '',
    target_since integer
) strict;

create unique index companies_domain on companies (domain) where domain <> '';
create index companies_by_name on companies (name collate nocase, company_id);
insert into companies (company_id, name, domain, made_at) select company_id, name, domain, made_at from temp.kept_companies;
update contacts set company_id = (select company_id from temp.employed where employed.contact_id = contacts.contact_id)
where contact_id in (select contact_id from temp.employed);
drop table temp.employed;
drop table temp.kept_companies;

alter table contacts add column title text not null default '';
alter table contacts add column phone text not null default '';
-- What a CRM says of when they were last in touch, by mail or otherwise.
alter table contacts add column touched_at integer;

-- Somebody whom a CRM knows may have no address, or get one later.
drop trigger people_words_made;
create trigger people_words_made
after insert on addresses
when new.is_primary = 1
begin
    insert or replace into people_words (rowid, name, address)
    select contact_id, name, new.address from contacts where contact_id = new.contact_id;
end;

create table pipelines (
    pipeline_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    name text not null,
    position integer not null,
    archived_at integer,
    unique (connection_id, source_id)
) strict;

create table stages (
    stage_id integer primary key autoincrement,
    pipeline_id integer not null references pipelines (pipeline_id),
    source_id text not null,
    name text not null,
    position integer not null,
    probability real not null check (probability between 0 and 1),
    ends text not null check (ends in ('', 'won', 'lost')),
    archived_at integer,
    unique (pipeline_id, source_id)
) strict;

create table owners (
    owner_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    name text not null,
    address text not null,
    archived_at integer,
    unique (connection_id, source_id)
) strict;

create table crm_records (
    record_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    kind text not null check (kind in ('contact', 'company')),
    source_id text not null,
    contact_id integer references contacts (contact_id),
    company_id integer references companies (company_id),
    thread_id integer unique references threads (thread_id),
    modified_at integer not null,
    archived_at integer,
    unique (connection_id, kind, source_id),
    check ((kind = 'contact') = (contact_id is not null) and (kind = 'company') = (company_id is not null))
) strict;

create index crm_records_contact on crm_records (contact_id) where contact_id is not null;
create index crm_records_company on crm_records (company_id) where company_id is not null;

create table deals (
    deal_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    thread_id integer not null unique references threads (thread_id),
    name text not null,
    stage_id integer references stages (stage_id),
    amount_cents integer,
    currency text not null,
    owner_id integer references owners (owner_id),
    company_id integer references companies (company_id),
    closes_at integer,
    active_at integer,
    opened_at integer not null,
    modified_at integer not null,
    archived_at integer,
    stored_at integer not null,
    unique (connection_id, source_id)
) strict;

create index deals_stage on deals (stage_id);
create index deals_company on deals (company_id) where company_id is not null;

create table deal_contacts (
    deal_id integer not null references deals (deal_id),
    contact_id integer not null references contacts (contact_id),
    position integer not null,
    primary key (deal_id, contact_id)
) strict, without rowid;

create index deal_contacts_contact on deal_contacts (contact_id);

create table deal_changes (
    change_id integer primary key autoincrement,
    deal_id integer not null references deals (deal_id),
    field text not null check (field in ('opened', 'stage', 'amount', 'close_date')),
    before text not null,
    after text not null,
    is_own integer not null check (is_own in (0, 1)),
    changed_at integer not null,
    stored_at integer not null
) strict;

create index deal_changes_deal on deal_changes (deal_id, changed_at);

create table tasks (
    task_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    thread_id integer not null unique references threads (thread_id),
    title text not null,
    body text not null,
    due_at integer,
    done_at integer,
    owner_id integer references owners (owner_id),
    contact_id integer references contacts (contact_id),
    company_id integer references companies (company_id),
    deal_id integer references deals (deal_id),
    modified_at integer not null,
    archived_at integer,
    stored_at integer not null,
    unique (connection_id, source_id)
) strict;

create index tasks_contact on tasks (contact_id) where contact_id is not null;
create index tasks_deal on tasks (deal_id) where deal_id is not null;

create table notes (
    note_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    source_id text not null,
    body text not null,
    contact_id integer references contacts (contact_id),
    company_id integer references companies (company_id),
    deal_id integer references deals (deal_id),
    written_at integer not null,
    stored_at integer not null,
    unique (connection_id, source_id)
) strict;

create index notes_contact on notes (contact_id, written_at) where contact_id is not null;
create index notes_company on notes (company_id, written_at) where company_id is not null;
create index notes_deal on notes (deal_id, written_at) where deal_id is not null;

insert into tab_counts (tab, n_open, n_snoozed, n_hot) values ('deals', 0, 0, 0);

-- A draft may also cite a deal and a task. Widened in place: nothing on the disk changes by that.
pragma writable_schema = on;

update sqlite_schema set sql = replace(sql,
    'check (source_kind in (''message'', ''contact'', ''meeting'', ''calendar'', ''item''))',
    'check (source_kind in (''message'', ''contact'', ''meeting'', ''calendar'', ''item'', ''deal'', ''task''))')
where type = 'table' and name = 'claims';

pragma writable_schema = reset;

-- What a score took in beside its play and the time, for its explanation.
alter table items add column counted text not null default '';
