-- Where mail is handed in by SMTP, and whether the handing in was begun: before that nothing was sent, after it nobody knows.
create table smtp_servers (
    connection_id integer primary key references connections (connection_id),
    host text not null,
    port integer not null check (port between 1 and 65535),
    security text not null check (security in ('tls', 'starttls', 'none')),
    user_name text not null
) strict;

alter table outbox add column data_begun_at integer;
