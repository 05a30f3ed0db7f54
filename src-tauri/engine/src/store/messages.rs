//! Mails as they were read: immutable but for the thread they belong to and whose they are.

use super::{Conn, Write};
use crate::mail::Kind;
use anyhow::Context as _;
use api::{Attachment, ConnectionId, ContactId, MessageId, ThreadId, Time};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Whether the operator wrote a mail or received it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    In,
    Out,
}

impl Direction {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

impl TryFrom<String> for Direction {
    type Error = api::UnknownName;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        match name.as_str() {
            "in" => Ok(Self::In),
            "out" => Ok(Self::Out),
            _ => Err(api::UnknownName { of: "Direction", name }),
        }
    }
}

/// A stored mail without its recipients.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub message_id: i64,
    pub connection_id: i64,
    pub source_id: String,
    pub thread_id: i64,
    pub contact_id: Option<i64>,
    pub rfc_message_id: Option<String>,
    #[sqlx(try_from = "String")]
    pub direction: Direction,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub from_name: String,
    pub from_address: String,
    pub subject: String,
    pub own_text: String,
    pub sent_at: i64,
    pub sent_offset_minutes: i64,
    pub stored_at: i64,
    pub has_quote: bool,
    pub has_html: bool,
    pub has_attachments: bool,
}

impl Row {
    pub fn id(&self) -> MessageId {
        MessageId(self.message_id)
    }
}

/// An address that stands on a stored mail.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Recipient {
    pub role: String,
    pub name: String,
    pub address: String,
}

/// The thread of the newest mail between the operator and this contact under the same subject, within these times: the last
/// resort for an answer whose headers name nothing.
pub async fn thread_by_subject(
    conn: &mut Conn,
    contact: ContactId,
    subject: &str,
    since: Time,
    until: Time,
) -> anyhow::Result<Option<ThreadId>> {
    let id: Option<i64> = sqlx::query_scalar(
        "select messages.thread_id from messages
         join threads on threads.thread_id = messages.thread_id
         where messages.contact_id = ? and messages.sent_at >= ? and messages.sent_at <= ? and threads.subject = ?
         order by messages.sent_at desc, messages.source_id desc limit 1",
    )
    .bind(contact.0)
    .bind(since.0)
    .bind(until.0)
    .bind(subject)
    .fetch_optional(conn)
    .await
    .context("Find a thread by its subject")?;
    Ok(id.map(ThreadId))
}

/// The mails of a thread, oldest first; the newest `limit` of them.
pub async fn of_thread(conn: &mut Conn, thread: ThreadId, limit: i64) -> anyhow::Result<Vec<Row>> {
    let mut rows: Vec<Row> =
        sqlx::query_as(OF_THREAD).bind(thread.0).bind(limit).fetch_all(conn).await.context("Read a thread")?;
    rows.reverse();
    Ok(rows)
}

pub const OF_THREAD: &str =
    "select message_id, connection_id, source_id, thread_id, contact_id, rfc_message_id, direction, kind, from_name, from_address,
            subject, own_text, sent_at, sent_offset_minutes, stored_at, octet_length(quoted_text) > 0 as has_quote,
            html is not null as has_html,
            exists (select 1 from attachments where attachments.message_id = messages.message_id) as has_attachments
     from messages where thread_id = ? order by sent_at desc, message_id desc limit ?";

/// What stands quoted below an answer, and what the answer's headers are made of.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Original {
    pub rfc_message_id: Option<String>,
    pub subject: String,
    pub from_name: String,
    pub from_address: String,
    pub own_text: String,
    pub sent_at: i64,
    pub sent_offset_minutes: i64,
    pub connection_id: i64,
    pub thread_id: i64,
}

pub async fn original(conn: &mut Conn, id: MessageId) -> anyhow::Result<Option<Original>> {
    sqlx::query_as(
        "select rfc_message_id, subject, from_name, from_address, own_text, sent_at, sent_offset_minutes, connection_id, thread_id
         from messages where message_id = ?",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
    .context("Read a mail")
}

/// What somebody wrote, without what they quote.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Letter {
    pub message_id: i64,
    pub thread_id: i64,
    pub own_text: String,
    pub signature: String,
}

impl Letter {
    pub fn id(&self) -> MessageId {
        MessageId(self.message_id)
    }
}

/// What a contact wrote themselves, newest first, at most `limit`.
pub async fn of_contact(conn: &mut Conn, contact: ContactId, limit: i64) -> anyhow::Result<Vec<Letter>> {
    sqlx::query_as(OF_CONTACT).bind(contact.0).bind(limit).fetch_all(conn).await.context("Read what a contact wrote")
}

pub const OF_CONTACT: &str = "select message_id, thread_id, own_text, signature from messages
     where contact_id = ? and direction = 'in' and is_automatic = 0 order by sent_at desc limit ?";

/// To whom the mails of a thread went, as (mail, address, whether in To): to, cc and bcc.
pub async fn recipients_in_thread(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Vec<(i64, String, bool)>> {
    sqlx::query_as(
        "select message_recipients.message_id, message_recipients.address, message_recipients.role = 'to' from messages
         join message_recipients on message_recipients.message_id = messages.message_id
             and message_recipients.role in ('to', 'cc', 'bcc')
         where messages.thread_id = ?",
    )
    .bind(thread.0)
    .fetch_all(conn)
    .await
    .context("Read the recipients of a thread")
}

/// What this contact wrote after that time, the newest first, in their own words; at most 50 mails.
pub async fn written_since(conn: &mut Conn, contact: ContactId, since: Time) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar(WRITTEN_SINCE)
        .bind(contact.0)
        .bind(since.0)
        .fetch_all(conn)
        .await
        .context("Read what somebody wrote since")
}

pub const WRITTEN_SINCE: &str = "select own_text from messages
     where contact_id = ? and sent_at > ? and direction = 'in' and kind = 'person' order by sent_at desc limit 50";

/// Whether the operator wrote to this contact after that time.
pub async fn was_written_to_since(conn: &mut Conn, contact: ContactId, since: Time) -> anyhow::Result<bool> {
    let found: i64 = sqlx::query_scalar(WAS_WRITTEN_TO_SINCE)
        .bind(contact.0)
        .bind(since.0)
        .fetch_one(conn)
        .await
        .context("Look for what was written to somebody since")?;
    Ok(found != 0)
}

pub const WAS_WRITTEN_TO_SINCE: &str = "select exists (
         select 1 from messages where contact_id = ? and sent_at > ? and direction = 'out' and kind = 'person'
     )";

/// How far from UTC the clock stood by which this contact last wrote, in minutes; none where they never did.
pub async fn newest_offset(conn: &mut Conn, contact: ContactId) -> anyhow::Result<Option<i64>> {
    sqlx::query_scalar(NEWEST_OFFSET).bind(contact.0).fetch_optional(conn).await.context("Read the clock of a contact")
}

pub const NEWEST_OFFSET: &str = "select sent_offset_minutes from messages
     where contact_id = ? and direction = 'in' and kind = 'person' order by sent_at desc, message_id desc limit 1";

/// What a contact wrote in the newest mail of theirs, and when.
pub async fn newest_words(conn: &mut Conn, contact: ContactId) -> anyhow::Result<Option<(String, Time)>> {
    let row: Option<(String, i64)> = sqlx::query_as(
        "select own_text, sent_at from messages
         where contact_id = ? and direction = 'in' and kind = 'person' order by sent_at desc, message_id desc limit 1",
    )
    .bind(contact.0)
    .fetch_optional(conn)
    .await
    .context("Read the newest mail of a contact")?;
    Ok(row.map(|(words, sent_at)| (words, Time(sent_at))))
}

/// One of the newest mails with some contacts.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LastMail {
    pub message_id: i64,
    pub is_own: bool,
    /// The name of who wrote it, else the address.
    pub who: String,
    pub own_text: String,
    pub sent_at: i64,
}

/// The newest mails between the operator and these contacts, the newest first.
pub async fn last_with(conn: &mut Conn, contacts: &[ContactId], limit: i64) -> anyhow::Result<Vec<LastMail>> {
    let list = serde_json::to_string(contacts).context("List the contacts")?;
    sqlx::query_as(LAST_WITH).bind(list).bind(limit).fetch_all(conn).await.context("Read the last mails with somebody")
}

pub const LAST_WITH: &str = "select message_id, direction = 'out' as is_own, coalesce(nullif(from_name, ''), from_address) as who,
         own_text, sent_at
     from messages where contact_id in (select value from json_each(?)) and kind = 'person' order by sent_at desc, message_id desc limit ?";

/// A mail of which it is not known what it is: it was stored before mails were told apart.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Untold {
    pub message_id: i64,
    pub own_text: String,
    pub raw_headers: String,
    pub has_calendar: bool,
}

pub async fn untold(conn: &mut Conn, limit: i64) -> anyhow::Result<Vec<Untold>> {
    sqlx::query_as(UNTOLD).bind(limit).fetch_all(conn).await.context("Read mails that are to be told apart")
}

pub const UNTOLD: &str = "select message_id, own_text, raw_headers, exists (
             select 1 from attachments where attachments.message_id = messages.message_id and media_type = 'text/calendar'
         ) as has_calendar
     from messages where kind = '' order by message_id limit ?";

pub async fn tell(write: &mut Write, id: i64, kind: Kind) -> anyhow::Result<()> {
    sqlx::query("update messages set kind = ?, is_automatic = ? where message_id = ?")
        .bind(kind.as_str())
        .bind(kind != Kind::Person)
        .bind(id)
        .execute(write.conn())
        .await
        .context("Tell a mail apart")?;
    Ok(())
}

/// What a mail refers to, oldest first.
pub async fn references(conn: &mut Conn, id: MessageId) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar("select rfc_message_id from message_references where message_id = ? order by position")
        .bind(id.0)
        .fetch_all(conn)
        .await
        .context("Read the references of a mail")
}

/// What the mails of a thread refer to, as (mail, Message-ID).
pub async fn references_in_thread(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Vec<(i64, String)>> {
    sqlx::query_as(
        "select message_references.message_id, message_references.rfc_message_id from messages
         join message_references on message_references.message_id = messages.message_id
         where messages.thread_id = ? order by message_references.message_id, message_references.position",
    )
    .bind(thread.0)
    .fetch_all(conn)
    .await
    .context("Read the references of a thread")
}

/// The address that a mail came from, and all that stand on it besides; none where there is no such mail.
pub async fn addresses(conn: &mut Conn, id: MessageId) -> anyhow::Result<Option<(String, Vec<String>)>> {
    let row: Option<(String, String)> = sqlx::query_as(
        "select from_address, (select json_group_array(address) from message_recipients
                               where message_recipients.message_id = messages.message_id)
         from messages where message_id = ?",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
    .context("Read the addresses of a mail")?;
    row.map(|(from, others)| Ok((from, serde_json::from_str(&others).context("List the addresses of a mail")?))).transpose()
}

pub async fn recipients(conn: &mut Conn, id: MessageId) -> anyhow::Result<Vec<Recipient>> {
    sqlx::query_as("select role, name, address from message_recipients where message_id = ? order by role, position")
        .bind(id.0)
        .fetch_all(conn)
        .await
        .context("Read the recipients of a mail")
}

/// What is attached to the mails of a thread, by mail.
pub async fn attachments_in_thread(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<HashMap<i64, Vec<Attachment>>> {
    let rows: Vec<(i64, String, String, i64)> = sqlx::query_as(
        "select attachments.message_id, attachments.name, attachments.media_type, attachments.size_bytes
         from messages join attachments on attachments.message_id = messages.message_id
         where messages.thread_id = ? order by attachments.message_id, attachments.position",
    )
    .bind(thread.0)
    .fetch_all(conn)
    .await
    .context("Read the attachments of a thread")?;
    let mut by_mail: HashMap<i64, Vec<Attachment>> = HashMap::new();
    for (mail, name, media_type, size) in rows {
        let attachment = Attachment { name, media_type, size: u64::try_from(size).unwrap_or_default() };
        by_mail.entry(mail).or_default().push(attachment);
    }
    Ok(by_mail)
}

/// A mail by a person outside that was read into this thread after `since`, with its sender. When it says it was written does
/// not count: a sender's clock that runs ahead would make a mail newer than every approval.
pub async fn newer_human_mail(conn: &mut Conn, thread: ThreadId, since: Time) -> anyhow::Result<Option<(MessageId, String)>> {
    let row: Option<(i64, String)> = sqlx::query_as(
        "select message_id, from_address from messages
         where thread_id = ?1 and direction = 'in' and is_automatic = 0 and stored_at > ?2
         order by sent_at desc limit 1",
    )
    .bind(thread.0)
    .bind(since.0)
    .fetch_optional(conn)
    .await
    .context("Look for a newer mail")?;
    Ok(row.map(|(id, from)| (MessageId(id), from)))
}

/// Whether a mail of this Message-ID is stored.
pub async fn is_stored(conn: &mut Conn, rfc_message_id: &str) -> anyhow::Result<bool> {
    sqlx::query_scalar("select exists (select 1 from messages where rfc_message_id = ?)")
        .bind(rfc_message_id)
        .fetch_one(conn)
        .await
        .context("Look for a mail")
}

pub async fn count_of(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<u64> {
    let n: i64 = sqlx::query_scalar("select count(*) from messages where connection_id = ?")
        .bind(connection.0)
        .fetch_one(conn)
        .await
        .context("Count the mails of a connection")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

/// Mails of a connection from this one on, in the order in which they were stored.
pub const COUNT_FROM: &str = "select count(*) from messages where connection_id = ? and message_id >= ?";

pub async fn count_from(conn: &mut Conn, connection: ConnectionId, first: MessageId) -> anyhow::Result<u64> {
    let n: i64 = sqlx::query_scalar(COUNT_FROM)
        .bind(connection.0)
        .bind(first.0)
        .fetch_one(conn)
        .await
        .context("Count the newest mails of a connection")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

/// The first mail that was stored since then. Ids are given in the order of storing, so that a few looks find it without an
/// index; where the clock was set back in between, it may be one beside it.
pub async fn first_since(conn: &mut Conn, since: Time) -> anyhow::Result<Option<MessageId>> {
    let (lowest, highest): (Option<i64>, Option<i64>) =
        sqlx::query_as("select (select min(message_id) from messages), (select max(message_id) from messages)")
            .fetch_one(&mut *conn)
            .await
            .context("Find the first and the last mail")?;
    let (Some(mut lowest), Some(highest)) = (lowest, highest) else { return Ok(None) };
    // What is looked for lies from `lowest` on and before `end`; at `end` where there is none.
    let mut end = highest + 1;
    while lowest < end {
        let middle = lowest + (end - lowest) / 2;
        let (id, stored_at): (i64, i64) =
            sqlx::query_as("select message_id, stored_at from messages where message_id >= ? order by message_id limit 1")
                .bind(middle)
                .fetch_one(&mut *conn)
                .await
                .context("Look when a mail was stored")?;
        if stored_at >= since.0 {
            end = middle;
        } else {
            lowest = id + 1;
        }
    }
    Ok((lowest <= highest).then_some(MessageId(lowest)))
}

/// A mail with what stands around its text.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Whole {
    #[sqlx(try_from = "String")]
    pub direction: Direction,
    pub from_name: String,
    pub from_address: String,
    pub subject: String,
    pub own_text: String,
    pub quoted_text: String,
    pub signature: String,
    pub sent_at: i64,
    pub has_html: bool,
}

pub async fn whole(conn: &mut Conn, id: MessageId) -> anyhow::Result<Option<Whole>> {
    sqlx::query_as(
        "select direction, from_name, from_address, subject, own_text, quoted_text, signature, sent_at,
                coalesce(html, '') <> '' as has_html
         from messages where message_id = ?",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
    .context("Read a mail")
}

/// The HTML part of a mail as it came; none where it has none, or where there is no such mail.
pub async fn html(conn: &mut Conn, id: MessageId) -> anyhow::Result<Option<String>> {
    let html: Option<Option<String>> = sqlx::query_scalar("select html from messages where message_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read the HTML of a mail")?;
    Ok(html.flatten().filter(|html| !html.is_empty()))
}

/// What is attached to a mail.
pub async fn attachments(conn: &mut Conn, id: MessageId) -> anyhow::Result<Vec<Attachment>> {
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as("select name, media_type, size_bytes from attachments where message_id = ? order by position")
            .bind(id.0)
            .fetch_all(conn)
            .await
            .context("Read the attachments of a mail")?;
    let attachment = |(name, media_type, size)| Attachment { name, media_type, size: u64::try_from(size).unwrap_or_default() };
    Ok(rows.into_iter().map(attachment).collect())
}
