create table jobs (
    job_id integer primary key autoincrement,
    kind text not null,
    subject integer not null,
    run_at integer not null,
    n_attempts integer not null,
    lease_owner text,
    lease_until integer,
    last_error text,
    asked_again integer not null default 0 check (asked_again in (0, 1)),
    made_at integer not null,
    unique (kind, subject)
) strict;

create index jobs_due on jobs (run_at);

create table problems (
    problem_id integer primary key autoincrement,
    area text not null,
    subject text not null,
    words text not null,
    first_at integer not null,
    last_at integer not null,
    n_times integer not null,
    unique (area, subject)
) strict;
