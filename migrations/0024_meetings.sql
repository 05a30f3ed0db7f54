-- Meetings of the calendars that are read, and who attends them. A meeting with somebody outside has a conversation of its own,
-- so that it is judged, and judged again by time, as mail is.
create table meetings (
    meeting_id integer primary key autoincrement,
    connection_id integer not null references connections (connection_id),
    calendar text not null,
    event_id text not null,
    ical_uid text not null,
    thread_id integer references threads (thread_id),
    title text not null,
    starts_at integer not null,
    ends_at integer not null,
    zone text not null,
    is_all_day integer not null check (is_all_day in (0, 1)),
    status text not null check (status in ('confirmed', 'tentative', 'cancelled')),
    organizer text not null,
    our_response text not null check (our_response in ('needs_action', 'accepted', 'tentative', 'declined')),
    place text not null,
    link text not null,
    marker text,
    updated_at integer not null,
    no_show_at integer,
    stored_at integer not null,
    unique (connection_id, calendar, event_id)
) strict;

create unique index meetings_thread on meetings (thread_id) where thread_id is not null;
create index meetings_same on meetings (ical_uid, starts_at) where ical_uid <> '';
create index meetings_ends on meetings (connection_id, calendar, ends_at);

create table meeting_attendees (
    meeting_id integer not null references meetings (meeting_id),
    address text not null,
    position integer not null,
    name text not null,
    response text not null check (response in ('needs_action', 'accepted', 'tentative', 'declined')),
    responded_at integer not null,
    contact_id integer references contacts (contact_id),
    primary key (meeting_id, address)
) strict, without rowid;

create index meeting_attendees_contact on meeting_attendees (contact_id) where contact_id is not null;

-- A draft may also cite a meeting, or the calendars of a connection for what is free, and a note another piece of work. Widened in place: nothing on the disk changes by that.
pragma writable_schema = on;

update sqlite_schema set sql = replace(sql,
    'check (source_kind in (''message'', ''contact''))', 'check (source_kind in (''message'', ''contact'', ''meeting'', ''calendar'', ''item''))')
where type = 'table' and name = 'claims';

pragma writable_schema = reset;
