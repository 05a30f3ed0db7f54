create table companies (
    company_id integer primary key autoincrement,
    name text not null,
    domain text not null unique,
    made_at integer not null
) strict;

create table contacts (
    contact_id integer primary key autoincrement,
    company_id integer references companies (company_id),
    name text not null,
    made_at integer not null
) strict;

create index contacts_company on contacts (company_id);

create table addresses (
    address text primary key not null,
    contact_id integer not null references contacts (contact_id),
    is_primary integer not null check (is_primary in (0, 1))
) strict, without rowid;

create index addresses_contact on addresses (contact_id);
