//! Mails as they were read: immutable but for the thread they belong to and whose they are.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use crate::mail::ParsedMail;
use anyhow::Context as _;
use api::{Attachment, ConnectionId, ContactId, MessageId, ThreadId, Time};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Sqlite};

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

/// A mail to be stored.
#[derive(Debug)]
pub struct NewMessage<'a> {
    pub connection: ConnectionId,
    pub source_id: &'a str,
    pub thread: ThreadId,
    /// The person outside: who wrote it, or to whom the operator wrote.
    pub contact: Option<ContactId>,
    pub direction: Direction,
    pub mail: &'a ParsedMail,
    pub parts: &'a crate::mail::Parts,
    pub from_name: &'a str,
    pub from_address: &'a str,
    pub sent_at: Time,
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
    pub is_automatic: bool,
    pub from_name: String,
    pub from_address: String,
    pub subject: String,
    pub own_text: String,
    pub sent_at: i64,
    pub sent_offset_minutes: i64,
}

impl Row {
    pub fn id(&self) -> MessageId {
        MessageId(self.message_id)
    }

    /// Written by a person outside, not by a machine and not by the operator.
    pub fn is_human_inbound(&self) -> bool {
        self.direction == Direction::In && !self.is_automatic
    }
}

/// An address that stands on a stored mail.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Recipient {
    pub role: String,
    pub name: String,
    pub address: String,
}

pub async fn insert(write: &mut Write, new: &NewMessage<'_>, now: Time) -> anyhow::Result<MessageId> {
    let mail = new.mail;
    let id: i64 = sqlx::query_scalar(
        "insert into messages (connection_id, source_id, thread_id, contact_id, rfc_message_id, direction, is_automatic, from_name,
             from_address, subject, own_text, quoted_text, signature, html, raw_headers, sent_at, sent_offset_minutes, stored_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         returning message_id",
    )
    .bind(new.connection.0)
    .bind(new.source_id)
    .bind(new.thread.0)
    .bind(new.contact.map(|id| id.0))
    .bind(&mail.message_id)
    .bind(new.direction.as_str())
    .bind(mail.automatic)
    .bind(new.from_name)
    .bind(new.from_address)
    .bind(&mail.subject)
    .bind(&new.parts.own)
    .bind(&new.parts.quoted)
    .bind(&new.parts.signature)
    .bind(&mail.html)
    .bind(&mail.raw_headers)
    .bind(new.sent_at.0)
    .bind(i64::from(mail.date_offset_minutes.unwrap_or(0)))
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Store a mail")?;
    insert_references(write, id, mail).await?;
    insert_recipients(write, id, mail).await?;
    insert_attachments(write, id, mail).await?;
    Ok(MessageId(id))
}

async fn insert_references(write: &mut Write, id: i64, mail: &ParsedMail) -> anyhow::Result<()> {
    let mut all: Vec<&String> = Vec::new();
    for reference in mail.references.iter().chain(&mail.in_reply_to) {
        if !all.contains(&reference) && Some(reference) != mail.message_id.as_ref() {
            all.push(reference);
        }
    }
    let numbered: Vec<(i64, &String)> = (0..).zip(all).collect();
    for chunk in numbered.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into message_references (message_id, position, rfc_message_id) ")
            .push_values(chunk, |mut row, (position, reference)| {
                row.push_bind(id).push_bind(*position).push_bind(reference.as_str());
            })
            .build()
            .execute(write.conn())
            .await
            .context("Store the references of a mail")?;
    }
    Ok(())
}

async fn insert_recipients(write: &mut Write, id: i64, mail: &ParsedMail) -> anyhow::Result<()> {
    let mut all: Vec<(&str, i64, &str, &str)> = Vec::new();
    for (role, boxes) in [("to", &mail.to), ("cc", &mail.cc), ("bcc", &mail.bcc), ("reply_to", &mail.reply_to)] {
        all.extend((0..).zip(boxes).map(|(position, mailbox)| (role, position, mailbox.name.as_str(), mailbox.address.as_str())));
    }
    all.extend((0..).zip(&mail.delivered_to).map(|(position, address)| ("delivered_to", position, "", address.as_str())));
    for chunk in all.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into message_recipients (message_id, role, position, name, address) ")
            .push_values(chunk, |mut row, (role, position, name, address)| {
                row.push_bind(id).push_bind(*role).push_bind(*position).push_bind(*name).push_bind(*address);
            })
            .build()
            .execute(write.conn())
            .await
            .context("Store the recipients of a mail")?;
    }
    Ok(())
}

async fn insert_attachments(write: &mut Write, id: i64, mail: &ParsedMail) -> anyhow::Result<()> {
    let numbered: Vec<(i64, &crate::mail::Attachment)> = (0..).zip(&mail.attachments).collect();
    for chunk in numbered.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into attachments (message_id, position, name, media_type, size_bytes) ")
            .push_values(chunk, |mut row, (position, attachment)| {
                row.push_bind(id)
                    .push_bind(*position)
                    .push_bind(attachment.name.as_str())
                    .push_bind(attachment.media_type.as_str())
                    .push_bind(i64::try_from(attachment.size).unwrap_or(i64::MAX));
            })
            .build()
            .execute(write.conn())
            .await
            .context("Store the attachments of a mail")?;
    }
    Ok(())
}

/// Whether this mail is stored already: under this name, or read through another connection. `dated` is its own date, where it
/// has one that can be believed.
pub async fn is_known(
    conn: &mut Conn,
    connection: ConnectionId,
    source_id: &str,
    mail: &ParsedMail,
    from: &str,
    dated: Option<Time>,
) -> anyhow::Result<bool> {
    let known: i64 = sqlx::query_scalar(
        "select exists (select 1 from messages where connection_id = ?1 and source_id = ?2)
             or exists (select 1 from messages where rfc_message_id = ?3 and from_address = ?4 and (?5 is null or sent_at = ?5))",
    )
    .bind(connection.0)
    .bind(source_id)
    .bind(&mail.message_id)
    .bind(from)
    .bind(dated.map(|at| at.0))
    .fetch_one(conn)
    .await
    .context("Look for a mail")?;
    Ok(known != 0)
}

/// Whether another mail already stands under this name.
pub async fn is_taken(conn: &mut Conn, connection: ConnectionId, source_id: &str) -> anyhow::Result<bool> {
    let taken: i64 = sqlx::query_scalar("select exists (select 1 from messages where connection_id = ? and source_id = ?)")
        .bind(connection.0)
        .bind(source_id)
        .fetch_one(conn)
        .await
        .context("Look for a mail's name")?;
    Ok(taken != 0)
}

/// A list of Message-IDs follows. Neither query asks for distinct threads, which would cost a sorter for a handful of rows.
pub const THREADS_NAMED: &str = "select thread_id from messages where rfc_message_id in (";

pub const THREADS_NAMING: &str = "select messages.thread_id from message_references
     join messages on messages.message_id = message_references.message_id
     where message_references.rfc_message_id = ?";

/// The threads that a mail belongs to by its headers: those of the mails it names, and of the mails that name it.
pub async fn threads_of(conn: &mut Conn, mail: &ParsedMail) -> anyhow::Result<Vec<ThreadId>> {
    let mut found: Vec<i64> = Vec::new();
    let named: Vec<&String> = mail.references.iter().chain(&mail.in_reply_to).collect();
    for chunk in named.chunks(ROWS_PER_STATEMENT) {
        let mut query = QueryBuilder::<Sqlite>::new(THREADS_NAMED);
        let mut list = query.separated(", ");
        for reference in chunk {
            list.push_bind(reference.as_str());
        }
        list.push_unseparated(")");
        let rows: Vec<i64> = query.build_query_scalar().fetch_all(&mut *conn).await.context("Find the thread of a mail")?;
        found.extend(rows);
    }
    if let Some(id) = &mail.message_id {
        let rows: Vec<i64> =
            sqlx::query_scalar(THREADS_NAMING).bind(id).fetch_all(&mut *conn).await.context("Find the answers to a mail")?;
        found.extend(rows);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found.into_iter().map(ThreadId).collect())
}

/// The thread of the newest mail between the operator and this contact under the same subject, not before `since`: the last
/// resort for an answer whose headers name nothing.
pub async fn thread_by_subject(
    conn: &mut Conn,
    contact: ContactId,
    subject: &str,
    since: Time,
) -> anyhow::Result<Option<ThreadId>> {
    let id: Option<i64> = sqlx::query_scalar(
        "select messages.thread_id from messages
         join threads on threads.thread_id = messages.thread_id
         where messages.contact_id = ? and messages.sent_at >= ? and threads.subject = ?
         order by messages.sent_at desc limit 1",
    )
    .bind(contact.0)
    .bind(since.0)
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
    "select message_id, connection_id, source_id, thread_id, contact_id, rfc_message_id, direction, is_automatic, from_name,
            from_address, subject, own_text, sent_at, sent_offset_minutes
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

pub async fn recipients(conn: &mut Conn, id: MessageId) -> anyhow::Result<Vec<Recipient>> {
    sqlx::query_as("select role, name, address from message_recipients where message_id = ? order by role, position")
        .bind(id.0)
        .fetch_all(conn)
        .await
        .context("Read the recipients of a mail")
}

pub async fn attachments(conn: &mut Conn, id: MessageId) -> anyhow::Result<Vec<Attachment>> {
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as("select name, media_type, size_bytes from attachments where message_id = ? order by position")
            .bind(id.0)
            .fetch_all(conn)
            .await
            .context("Read the attachments of a mail")?;
    Ok(rows
        .into_iter()
        .map(|(name, media_type, size)| Attachment { name, media_type, size: u64::try_from(size).unwrap_or_default() })
        .collect())
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

pub async fn count_of(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<u64> {
    let n: i64 = sqlx::query_scalar("select count(*) from messages where connection_id = ?")
        .bind(connection.0)
        .fetch_one(conn)
        .await
        .context("Count the mails of a connection")?;
    Ok(u64::try_from(n).unwrap_or_default())
}
