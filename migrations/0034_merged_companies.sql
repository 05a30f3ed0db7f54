-- Companies that are one are merged: all that names the one names the other from then on, and what moved is kept so that undo puts
-- it back.

alter table companies add column merged_into integer references companies (company_id);

create table merged_company_rows (
    decision_id integer not null references record_decisions (decision_id),
    what text not null check (what in ('contact', 'crm_record', 'deal', 'task', 'note', 'company')),
    row_id integer not null,
    primary key (decision_id, what, row_id)
) strict, without rowid;

-- Two companies that the operator looked at and left as they are.
create table companies_told_apart (
    company_id integer not null references companies (company_id),
    other_company_id integer not null references companies (company_id),
    told_at integer not null,
    primary key (company_id, other_company_id),
    check (company_id < other_company_id)
) strict, without rowid;
