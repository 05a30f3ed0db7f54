-- Services that are signed in to, what their connections remember, and which of our mails a provider knows under which name.
create table sign_ins (
    sign_in_id integer primary key autoincrement,
    service text not null,
    base_url text not null,
    client_id text not null,
    address text not null,
    subject text not null,
    scopes text not null,
    state text not null check (state in ('good', 'again', 'out')),
    error text,
    expires_at integer not null,
    refreshed_by text,
    refreshed_until integer,
    made_at integer not null,
    changed_at integer not null,
    unique (service, base_url, subject)
) strict;

alter table connections add column sign_in_id integer references sign_ins (sign_in_id);
alter table connections add column options text not null default '{}' check (json_valid(options));
alter table connections add column cursor text;
alter table connections add column n_done integer not null default 0;
alter table connections add column n_expected integer;
alter table connections add column disconnected_at integer;

create table provider_mails (
    connection_id integer not null references connections (connection_id),
    provider_id text not null,
    provider_thread text not null,
    rfc_message_id text,
    labels text not null,
    primary key (connection_id, provider_id)
) strict, without rowid;

create index provider_mails_message on provider_mails (connection_id, rfc_message_id);
create index provider_mails_thread on provider_mails (connection_id, provider_thread);

alter table outbox add column provider_draft text;
alter table outbox add column provider_id text;
alter table outbox add column provider_thread text;
alter table outbox add column sent_message_id text;
