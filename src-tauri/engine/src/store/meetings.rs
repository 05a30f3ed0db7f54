//! Meetings of the calendars that are read, and who attends them.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, ContactId, MeetingId, MeetingResponse, Tag, ThreadId, Time};
use serde::Serialize;
use std::collections::HashMap;

/// Whether a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Status {
    #[default]
    Confirmed,
    Tentative,
    Cancelled,
}

impl Status {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Tentative => "tentative",
            Self::Cancelled => "cancelled",
        }
    }

    /// What is not known stands.
    pub fn from_wire(name: &str) -> Self {
        match name {
            "cancelled" => Self::Cancelled,
            "tentative" => Self::Tentative,
            _ => Self::Confirmed,
        }
    }
}

impl From<String> for Status {
    fn from(name: String) -> Self {
        Self::from_wire(&name)
    }
}

/// A meeting as its calendar tells of it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Told {
    /// Its name at the calendar; each occurrence of a series has its own.
    pub event_id: String,
    /// Its name in all calendars; empty where none is told. The occurrences of a series share it.
    pub ical_uid: String,
    /// On one line; may be empty.
    pub title: String,
    pub starts_at: i64,
    pub ends_at: i64,
    /// The name of its time zone; may be empty.
    pub zone: String,
    pub is_all_day: bool,
    #[sqlx(try_from = "String")]
    pub status: Status,
    /// The address of who called it; empty where none is told.
    pub organizer: String,
    #[sqlx(try_from = "String")]
    pub our_response: MeetingResponse,
    pub place: String,
    pub link: String,
    /// By what it is known as made here; none where it was not.
    pub marker: Option<String>,
    pub updated_at: i64,
}

/// Somebody who attends, the operator included.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Attendee {
    /// Lower case.
    pub address: String,
    pub name: String,
    #[sqlx(try_from = "String")]
    pub response: MeetingResponse,
    /// When that response was first seen, by the calendar's clock.
    pub responded_at: i64,
    /// None for the operator, their colleagues and rooms.
    pub contact_id: Option<i64>,
}

impl Attendee {
    pub fn contact(&self) -> Option<ContactId> {
        self.contact_id.map(ContactId)
    }
}

/// A stored meeting with all who attend it, in the order of the invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    pub connection: ConnectionId,
    pub calendar: String,
    /// The conversation by which it is judged; none while nobody outside attends it.
    pub thread: Option<ThreadId>,
    /// When the operator said that nobody came.
    pub no_show_at: Option<Time>,
    /// When it was first read.
    pub stored_at: Time,
    /// When it was last put to another time, as far as was noticed.
    pub moved_at: Option<Time>,
    pub told: Told,
    pub attendees: Vec<Attendee>,
}

#[derive(sqlx::FromRow)]
struct Row {
    meeting_id: i64,
    connection_id: i64,
    calendar: String,
    thread_id: Option<i64>,
    no_show_at: Option<i64>,
    stored_at: i64,
    moved_at: Option<i64>,
    #[sqlx(flatten)]
    told: Told,
}

#[derive(sqlx::FromRow)]
struct AttendeeRow {
    meeting_id: i64,
    #[sqlx(flatten)]
    attendee: Attendee,
}

/// The columns of a meeting in one place.
macro_rules! select_meetings {
    ($rest:literal) => {
        concat!(
            "select meeting_id, connection_id, calendar, thread_id, no_show_at, stored_at, moved_at, event_id, ical_uid, title, starts_at, ends_at, zone,
                 is_all_day, status, organizer, our_response, place, link, marker, updated_at
             from meetings ",
            $rest
        )
    };
}

pub const OF_EVENTS: &str = select_meetings!(
    "where connection_id = ? and calendar = ? and event_id in (select value from json_each(?)) order by meeting_id"
);
pub const OF_THREADS: &str = select_meetings!("where thread_id in (select value from json_each(?)) order by meeting_id");
pub const ATTENDEES: &str = "select meeting_id, address, name, response, responded_at, contact_id from meeting_attendees
     where meeting_id in (select value from json_each(?)) order by meeting_id, position";

/// Those of these events that are known, by the name of the event.
pub async fn of_events(
    conn: &mut Conn,
    connection: ConnectionId,
    calendar: &str,
    events: &[&str],
) -> anyhow::Result<HashMap<String, Meeting>> {
    let list = serde_json::to_string(events).context("List the events")?;
    let rows: Vec<Row> = sqlx::query_as(OF_EVENTS)
        .bind(connection.0)
        .bind(calendar)
        .bind(list)
        .fetch_all(&mut *conn)
        .await
        .context("Read meetings")?;
    let all = with_attendees(conn, rows).await?;
    Ok(all.into_iter().map(|meeting| (meeting.told.event_id.clone(), meeting)).collect())
}

/// The meetings by which these conversations are judged.
pub async fn of_threads(conn: &mut Conn, threads: &[ThreadId]) -> anyhow::Result<HashMap<ThreadId, Meeting>> {
    let list = serde_json::to_string(threads).context("List the threads")?;
    let rows: Vec<Row> =
        sqlx::query_as(OF_THREADS).bind(list).fetch_all(&mut *conn).await.context("Read the meetings of threads")?;
    let all = with_attendees(conn, rows).await?;
    Ok(all.into_iter().filter_map(|meeting| Some((meeting.thread?, meeting))).collect())
}

/// The meeting by which a conversation is judged; none for one of mails.
pub async fn of_thread(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Option<Meeting>> {
    Ok(of_threads(conn, &[thread]).await?.remove(&thread))
}

pub async fn one(conn: &mut Conn, id: MeetingId) -> anyhow::Result<Option<Meeting>> {
    let rows: Vec<Row> = sqlx::query_as(select_meetings!("where meeting_id = ?"))
        .bind(id.0)
        .fetch_all(&mut *conn)
        .await
        .context("Read a meeting")?;
    Ok(with_attendees(conn, rows).await?.pop())
}

async fn with_attendees(conn: &mut Conn, rows: Vec<Row>) -> anyhow::Result<Vec<Meeting>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.meeting_id).collect();
    let list = serde_json::to_string(&ids).context("List the meetings")?;
    let all: Vec<AttendeeRow> =
        sqlx::query_as(ATTENDEES).bind(list).fetch_all(conn).await.context("Read who attends meetings")?;
    let mut attendees: HashMap<i64, Vec<Attendee>> = HashMap::new();
    for row in all {
        attendees.entry(row.meeting_id).or_default().push(row.attendee);
    }
    let meeting = |row: Row| Meeting {
        attendees: attendees.remove(&row.meeting_id).unwrap_or_default(),
        id: MeetingId(row.meeting_id),
        connection: ConnectionId(row.connection_id),
        calendar: row.calendar,
        thread: row.thread_id.map(ThreadId),
        no_show_at: row.no_show_at.map(Time),
        stored_at: Time(row.stored_at),
        moved_at: row.moved_at.map(Time),
        told: row.told,
    };
    Ok(rows.into_iter().map(meeting).collect())
}

/// Events of a calendar that stand and end after `since`.
pub async fn standing(conn: &mut Conn, connection: ConnectionId, calendar: &str, since: Time) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar(STANDING)
        .bind(connection.0)
        .bind(calendar)
        .bind(since.0)
        .fetch_all(conn)
        .await
        .context("List the meetings that stand")
}

pub const STANDING: &str =
    "select event_id from meetings where connection_id = ? and calendar = ? and ends_at > ? and status <> 'cancelled'";

/// The calendars of a connection of which meetings stand.
pub async fn calendars(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar("select distinct calendar from meetings where connection_id = ? and status <> 'cancelled'")
        .bind(connection.0)
        .fetch_all(conn)
        .await
        .context("List the calendars that were read")
}

/// How many meetings of a connection stand.
pub async fn count_of(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<u64> {
    let n: i64 = sqlx::query_scalar(COUNT).bind(connection.0).fetch_one(conn).await.context("Count meetings")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

pub const COUNT: &str = "select count(*) from meetings where connection_id = ? and status <> 'cancelled'";

/// How many of them were first read since then.
pub async fn count_since(conn: &mut Conn, connection: ConnectionId, since: Time) -> anyhow::Result<u64> {
    let n: i64 =
        sqlx::query_scalar(COUNT_SINCE).bind(connection.0).bind(since.0).fetch_one(conn).await.context("Count new meetings")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

pub const COUNT_SINCE: &str =
    "select count(*) from meetings where connection_id = ? and status <> 'cancelled' and stored_at >= ?";

/// Whether another row, stored before, is the same meeting in another calendar.
pub async fn is_copy(conn: &mut Conn, meeting: &Meeting) -> anyhow::Result<bool> {
    let found: i64 = sqlx::query_scalar(IS_COPY)
        .bind(&meeting.told.ical_uid)
        .bind(meeting.told.starts_at)
        .bind(meeting.id.0)
        .fetch_one(conn)
        .await
        .context("Look for the same meeting")?;
    Ok(found != 0)
}

pub const IS_COPY: &str = "select exists (
         select 1 from meetings
         where ical_uid = ? and ical_uid <> '' and starts_at = ? and meeting_id < ? and thread_id is not null and status <> 'cancelled'
     )";

/// Stores a meeting as it is now told of. Answers its row.
pub async fn put(
    write: &mut Write,
    connection: ConnectionId,
    calendar: &str,
    told: &Told,
    thread: Option<ThreadId>,
    now: Time,
) -> anyhow::Result<MeetingId> {
    let id: i64 = sqlx::query_scalar(
        "insert into meetings (connection_id, calendar, event_id, ical_uid, thread_id, title, starts_at, ends_at, zone, is_all_day,
             status, organizer, our_response, place, link, marker, updated_at, stored_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (connection_id, calendar, event_id) do update set
             ical_uid = excluded.ical_uid, thread_id = coalesce(meetings.thread_id, excluded.thread_id), title = excluded.title,
             -- Whoever did not come to a meeting may come to it once it was moved.
             no_show_at = case when meetings.starts_at = excluded.starts_at then meetings.no_show_at end,
             moved_at = case when meetings.starts_at = excluded.starts_at then meetings.moved_at else excluded.stored_at end,
             starts_at = excluded.starts_at, ends_at = excluded.ends_at, zone = excluded.zone, is_all_day = excluded.is_all_day,
             status = excluded.status, organizer = excluded.organizer, our_response = excluded.our_response, place = excluded.place,
             link = excluded.link, marker = excluded.marker, updated_at = excluded.updated_at
         returning meeting_id",
    )
    .bind(connection.0)
    .bind(calendar)
    .bind(&told.event_id)
    .bind(&told.ical_uid)
    .bind(thread.map(|id| id.0))
    .bind(&told.title)
    .bind(told.starts_at)
    .bind(told.ends_at)
    .bind(&told.zone)
    .bind(told.is_all_day)
    .bind(told.status.as_str())
    .bind(&told.organizer)
    .bind(told.our_response.as_str())
    .bind(&told.place)
    .bind(&told.link)
    .bind(&told.marker)
    .bind(told.updated_at)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Store a meeting")?;
    write.changed(Tag::Queue);
    Ok(MeetingId(id))
}

#[derive(Serialize)]
struct Attends<'a> {
    address: &'a str,
    name: &'a str,
    response: &'a str,
    responded_at: i64,
    contact: Option<i64>,
}

/// Has exactly these people attend a meeting, in this order.
pub async fn set_attendees(write: &mut Write, id: MeetingId, attendees: &[Attendee]) -> anyhow::Result<()> {
    let all: Vec<Attends<'_>> = attendees
        .iter()
        .map(|attendee| Attends {
            address: &attendee.address,
            name: &attendee.name,
            response: attendee.response.as_str(),
            responded_at: attendee.responded_at,
            contact: attendee.contact_id,
        })
        .collect();
    sqlx::query("delete from meeting_attendees where meeting_id = ?")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Take off who attends a meeting")?;
    sqlx::query(
        "insert into meeting_attendees (meeting_id, address, position, name, response, responded_at, contact_id)
         select ?1, value ->> 'address', key, value ->> 'name', value ->> 'response', value ->> 'responded_at', value ->> 'contact'
         from json_each(?2)",
    )
    .bind(id.0)
    .bind(serde_json::to_string(&all).context("List who attends a meeting")?)
    .execute(write.conn())
    .await
    .context("Store who attends a meeting")?;
    Ok(())
}

/// Cancels events of a calendar. Answers the conversations of those that stood.
pub async fn cancel(
    write: &mut Write,
    connection: ConnectionId,
    calendar: &str,
    events: &[&str],
) -> anyhow::Result<Vec<Option<i64>>> {
    let list = serde_json::to_string(events).context("List the events")?;
    let threads = sqlx::query_scalar(
        "update meetings set status = 'cancelled'
         where connection_id = ? and calendar = ? and event_id in (select value from json_each(?)) and status <> 'cancelled'
         returning thread_id",
    )
    .bind(connection.0)
    .bind(calendar)
    .bind(list)
    .fetch_all(write.conn())
    .await
    .context("Cancel meetings")?;
    write.changed(Tag::Queue);
    Ok(threads)
}

/// Notes that nobody came to a meeting, or takes that back.
pub async fn set_no_show(write: &mut Write, id: MeetingId, at: Option<Time>) -> anyhow::Result<()> {
    sqlx::query("update meetings set no_show_at = ? where meeting_id = ?")
        .bind(at.map(|at| at.0))
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note that nobody came")?;
    write.changed(Tag::Queue);
    Ok(())
}

/// A meeting of a timeline.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    pub meeting_id: i64,
    pub title: String,
    pub starts_at: i64,
    pub no_show_at: Option<i64>,
}

/// The newest meetings with these contacts that have begun and stand, newest first; one that lies in several calendars once.
pub async fn held_with(conn: &mut Conn, contacts: &[ContactId], now: Time, limit: i64) -> anyhow::Result<Vec<Held>> {
    let list = serde_json::to_string(contacts).context("List the contacts")?;
    sqlx::query_as(HELD_WITH).bind(list).bind(now.0).bind(limit).fetch_all(conn).await.context("Read the meetings with contacts")
}

pub const HELD_WITH: &str = "with told (meeting_id) as (
         select distinct meeting_id from meeting_attendees where contact_id in (select value from json_each(?1)))
     select meetings.meeting_id, meetings.title, meetings.starts_at, meetings.no_show_at
     from told cross join meetings on meetings.meeting_id = told.meeting_id
     where meetings.starts_at <= ?2 and meetings.status <> 'cancelled'
       and not exists (
           select 1 from meetings as copied
           where copied.ical_uid = meetings.ical_uid and copied.ical_uid <> '' and copied.starts_at = meetings.starts_at
             and copied.meeting_id < meetings.meeting_id and copied.thread_id is not null and copied.status <> 'cancelled')
     order by meetings.starts_at desc, meetings.meeting_id desc limit ?3";
