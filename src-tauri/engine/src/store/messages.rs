//! Mails as they were read: immutable but for the thread they belong to and whose they are.

use super::{Conn, Write};
use crate::mail::{Kind, ParsedMail};
use anyhow::Context as _;
use api::{Attachment, ConnectionId, ContactId, MessageId, ThreadId, Time};
use serde::{Deserialize, Serialize};

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
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub from_name: String,
    pub from_address: String,
    pub subject: String,
    pub own_text: String,
    pub sent_at: i64,
    pub sent_offset_minutes: i64,
    pub stored_at: i64,
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

/// Stores a mail with what it refers to, its recipients and attachments, and has its thread judged where `is_news`. Several
/// statements in one go: each trip to the database costs more than what it does there.
pub async fn insert(write: &mut Write, new: &NewMessage<'_>, is_news: bool, now: Time) -> anyhow::Result<MessageId> {
    let mail = new.mail;
    let stored = sqlx::query(INSERT)
        .bind(new.connection.0)
        .bind(new.source_id)
        .bind(new.thread.0)
        .bind(new.contact.map(|id| id.0))
        .bind(&mail.message_id)
        .bind(new.direction.as_str())
        .bind(mail.is_automatic())
        .bind(mail.kind.as_str())
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
        .bind(serde_json::to_string(&references_of(mail)).context("List the references of a mail")?)
        .bind(serde_json::to_string(&recipients_of(mail)).context("List the recipients of a mail")?)
        .bind(serde_json::to_string(&attachments_of(mail)).context("List the attachments of a mail")?)
        .bind(is_news)
        .bind(new.thread.0)
        .execute(write.conn())
        .await
        .context("Store a mail")?;
    Ok(MessageId(stored.last_insert_rowid()))
}

/// The tables behind the first have no rowid, so that the last one stays that of the mail.
const INSERT: &str =
    "insert into messages (connection_id, source_id, thread_id, contact_id, rfc_message_id, direction, is_automatic, kind, from_name,
         from_address, subject, own_text, quoted_text, signature, html, raw_headers, sent_at, sent_offset_minutes, stored_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
     insert into message_references (message_id, position, rfc_message_id)
     select last_insert_rowid(), key, value from json_each(?);
     insert into message_recipients (message_id, role, position, name, address)
     select last_insert_rowid(), value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?);
     insert into attachments (message_id, position, name, media_type, size_bytes)
     select last_insert_rowid(), key, value ->> 0, value ->> 1, value ->> 2 from json_each(?);
     update threads set is_unjudged = 1 where ? and thread_id = ? and is_unjudged = 0";

/// The mails that a mail names: what it answers, and what came back where it is a bounce.
fn references_of(mail: &ParsedMail) -> Vec<&String> {
    let bounced = mail.bounce.as_ref().and_then(|bounce| bounce.original_id.as_ref());
    let mut all: Vec<&String> = Vec::new();
    for reference in mail.references.iter().chain(&mail.in_reply_to).chain(bounced) {
        if !all.contains(&reference) && Some(reference) != mail.message_id.as_ref() {
            all.push(reference);
        }
    }
    all
}

/// As (role, position, name, address).
fn recipients_of(mail: &ParsedMail) -> Vec<(&str, i64, &str, &str)> {
    let mut all: Vec<(&str, i64, &str, &str)> = Vec::new();
    for (role, boxes) in [("to", &mail.to), ("cc", &mail.cc), ("bcc", &mail.bcc), ("reply_to", &mail.reply_to)] {
        all.extend((0..).zip(boxes).map(|(position, mailbox)| (role, position, mailbox.name.as_str(), mailbox.address.as_str())));
    }
    all.extend((0..).zip(&mail.delivered_to).map(|(position, address)| ("delivered_to", position, "", address.as_str())));
    all
}

/// As (name, media type, bytes).
fn attachments_of(mail: &ParsedMail) -> Vec<(&str, &str, i64)> {
    let of = |one: &'_ crate::mail::Attachment| i64::try_from(one.size).unwrap_or(i64::MAX);
    mail.attachments.iter().map(|one| (one.name.as_str(), one.media_type.as_str(), of(one))).collect()
}

/// What the store knows that matters to a mail which is being read.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The mail itself is stored: under the name of its bytes, or read through another connection.
    pub is_known: bool,
    /// Another mail stands under its Message-ID.
    pub is_taken: bool,
    /// The threads of the mails that it names, and of those that name it, each once.
    pub threads: Vec<ThreadId>,
    /// Those of the asked addresses that somebody has: the address, whose, whether they have a name, whether the operator wrote to
    /// them.
    pub people: Vec<(String, ContactId, bool, bool)>,
    /// Threads that begin, within the asked time, with a mail of the first of these people under its subject whose headers name
    /// nothing; and that mail's own subject.
    pub loose: Vec<(ThreadId, String)>,
}

/// What is looked up about a mail.
#[derive(Debug)]
pub struct Question<'a> {
    pub connection: ConnectionId,
    /// The names that it could stand under.
    pub by_bytes: &'a str,
    pub by_id: &'a str,
    pub mail: &'a ParsedMail,
    pub from: &'a str,
    /// Its own date, where it has one that can be believed.
    pub dated: Option<Time>,
    /// The people outside who stand on it, the one that it is with first.
    pub addresses: &'a [&'a str],
    pub subject: &'a str,
    /// Between which times answers without headers are looked for.
    pub answered: (Time, Time),
}

#[derive(sqlx::FromRow)]
struct SurroundingsRow {
    is_known: bool,
    is_taken: bool,
    threads: String,
    people: String,
    loose: String,
}

/// Looks all of it up in one go.
pub async fn surroundings(conn: &mut Conn, question: &Question<'_>) -> anyhow::Result<Surroundings> {
    let row: SurroundingsRow = sqlx::query_as(SURROUNDINGS)
        .bind(question.connection.0)
        .bind(question.by_bytes)
        .bind(question.by_id)
        .bind(&question.mail.message_id)
        .bind(question.from)
        .bind(question.dated.map(|at| at.0))
        .bind(serde_json::to_string(&references_of(question.mail)).context("List the references of a mail")?)
        .bind(serde_json::to_string(question.addresses).context("List the people of a mail")?)
        .bind(question.addresses.first().copied().unwrap_or_default())
        .bind(question.answered.0.0)
        .bind(question.answered.1.0)
        .bind(question.subject)
        .fetch_one(conn)
        .await
        .context("Look for a mail")?;
    let people: Vec<(String, ContactId, i64, i64)> = serde_json::from_str(&row.people).context("Read the people of a mail")?;
    Ok(Surroundings {
        is_known: row.is_known,
        is_taken: row.is_taken,
        threads: serde_json::from_str(&row.threads).context("Read the threads of a mail")?,
        people: people.into_iter().map(|(address, id, named, written)| (address, id, named != 0, written != 0)).collect(),
        loose: serde_json::from_str(&row.loose).context("Read the answers to a mail")?,
    })
}

/// The signs before columns keep SQLite from going by them: there are many mails of one sender, and one of an id.
pub const SURROUNDINGS: &str = "select
     exists (select 1 from messages where connection_id = ?1 and source_id = ?2)
         or exists (
             select 1 from messages where rfc_message_id = ?4 and +from_address = ?5 and (?6 is null or +sent_at = ?6)
         ) as is_known,
     exists (select 1 from messages where connection_id = ?1 and source_id = ?3) as is_taken,
     (select json_group_array(thread_id) from (
         select thread_id from messages where rfc_message_id in (select value from json_each(?7))
         union
         select messages.thread_id from message_references
         join messages on messages.message_id = message_references.message_id
         where message_references.rfc_message_id = ?4)) as threads,
     (select json_group_array(json_array(addresses.address, contacts.contact_id, contacts.name <> '', contacts.written_at is not null))
      from addresses join contacts on contacts.contact_id = addresses.contact_id
      where addresses.address in (select value from json_each(?8))) as people,
     (select json_group_array(json_array(messages.thread_id, messages.subject)) from addresses
      join messages on messages.contact_id = addresses.contact_id
      join threads on threads.thread_id = messages.thread_id
      where addresses.address = ?9 and messages.sent_at >= ?10 and messages.sent_at <= ?11 and threads.subject = ?12
        and not exists (select 1 from message_references where message_references.message_id = messages.message_id)
        and not exists (
            select 1 from messages as earlier
            where earlier.thread_id = messages.thread_id and earlier.sent_at < messages.sent_at)) as loose";

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
            subject, own_text, sent_at, sent_offset_minutes, stored_at
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

/// To whom the mails of a thread went, as (mail, address): to, cc and bcc.
pub async fn recipients_in_thread(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Vec<(i64, String)>> {
    sqlx::query_as(
        "select message_recipients.message_id, message_recipients.address from messages
         join message_recipients on message_recipients.message_id = messages.message_id
             and message_recipients.role in ('to', 'cc', 'bcc')
         where messages.thread_id = ?",
    )
    .bind(thread.0)
    .fetch_all(conn)
    .await
    .context("Read the recipients of a thread")
}

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
