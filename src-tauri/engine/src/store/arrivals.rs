//! Mails as they arrive, many at once: what is known about them already, and all that is stored of them.
//!
//! Each trip to the database costs more than what it does there for one mail, so that everything here takes a whole batch.

use super::messages::Direction;
use super::{Conn, ROWS_PER_STATEMENT, Write};
use crate::mail::{Kind, ParsedMail, Parts};
use anyhow::Context as _;
use api::{ConnectionId, ContactId, MessageId, ThreadId, Time};
use serde::Serialize;
use sqlx::{QueryBuilder, Sqlite};

/// What is looked up about a mail.
#[derive(Debug)]
pub struct Question<'a> {
    /// The names that it could stand under.
    pub by_bytes: &'a str,
    pub by_id: &'a str,
    pub rfc_message_id: Option<&'a str>,
    pub from: &'a str,
    /// Its own date, where it has one that can be believed.
    pub dated: Option<Time>,
    /// The mails that it names.
    pub references: &'a [&'a str],
    /// The people outside who stand on it, the one that it is with first.
    pub addresses: &'a [&'a str],
    /// Between which times answers without headers are looked for.
    pub answered: (Time, Time),
    pub subject: &'a str,
}

/// What the store knows that matters to a mail which is being read.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The mail itself is stored: under the name of its bytes, or read through another connection.
    pub is_known: bool,
    /// Another mail stands under its Message-ID.
    pub is_taken: bool,
    /// The mail itself is stored, but maybe not all of it.
    pub cut: Option<MessageId>,
    /// The threads of the mails that it names, and of those that name it, each once.
    pub threads: Vec<ThreadId>,
    /// Those of the asked addresses that somebody has.
    pub people: Vec<Person>,
    /// Threads that begin, within the asked time, with a mail of the first of these people under its subject whose headers name
    /// nothing; and that mail's own subject.
    pub loose: Vec<(ThreadId, String)>,
}

/// Who has an address, as far as reading a mail asks.
#[derive(Clone, Debug)]
pub struct Person {
    pub address: String,
    pub id: ContactId,
    pub is_named: bool,
    /// The operator wrote to them.
    pub is_written: bool,
}

#[derive(sqlx::FromRow)]
struct SurroundingsRow {
    is_known: bool,
    is_taken: bool,
    cut: Option<i64>,
    threads: String,
    people: String,
    loose: String,
}

/// Looks all of it up in one go. Answers in the order of the questions.
pub async fn surroundings(
    conn: &mut Conn,
    connection: ConnectionId,
    questions: &[Question<'_>],
) -> anyhow::Result<Vec<Surroundings>> {
    let asked = |one: &Question<'_>| {
        let first = one.addresses.first().copied().unwrap_or_default();
        serde_json::json!([
            one.by_bytes,
            one.by_id,
            one.rfc_message_id,
            one.from,
            one.dated,
            one.references,
            one.addresses,
            first,
            one.answered.0,
            one.answered.1,
            one.subject
        ])
    };
    let list = serde_json::Value::Array(questions.iter().map(asked).collect()).to_string();
    let rows: Vec<SurroundingsRow> =
        sqlx::query_as(SURROUNDINGS).bind(connection.0).bind(list).fetch_all(conn).await.context("Look for mails")?;
    anyhow::ensure!(rows.len() == questions.len(), "Looking for mails gave {} answers to {}", rows.len(), questions.len());
    rows.into_iter().map(read).collect()
}

fn read(row: SurroundingsRow) -> anyhow::Result<Surroundings> {
    let people: Vec<(String, ContactId, i64, i64)> = serde_json::from_str(&row.people).context("Read the people of a mail")?;
    let person = |(address, id, named, written)| Person { address, id, is_named: named != 0, is_written: written != 0 };
    Ok(Surroundings {
        is_known: row.is_known,
        is_taken: row.is_taken,
        cut: row.cut.map(MessageId),
        threads: serde_json::from_str(&row.threads).context("Read the threads of a mail")?,
        people: people.into_iter().map(person).collect(),
        loose: serde_json::from_str(&row.loose).context("Read the answers to a mail")?,
    })
}

/// The signs before columns keep SQLite from going by them: there are many mails of one sender, and one of an id.
pub const SURROUNDINGS: &str = "with asked as materialized (
         select key as position, value ->> 0 as by_bytes, value ->> 1 as by_id, value ->> 2 as rfc_message_id, value ->> 3 as sender,
             value ->> 4 as dated, value -> 5 as named, value -> 6 as addresses, value ->> 7 as first, value ->> 8 as since,
             value ->> 9 as until, value ->> 10 as subject
         from json_each(?2))
     select
     exists (select 1 from messages where connection_id = ?1 and source_id = asked.by_bytes)
         or exists (
             select 1 from messages where messages.rfc_message_id = asked.rfc_message_id and +from_address = asked.sender
                 and (asked.dated is null or +sent_at = asked.dated)
         ) as is_known,
     exists (select 1 from messages where connection_id = ?1 and source_id = asked.by_id) as is_taken,
     (select message_id from messages
      where messages.rfc_message_id = asked.rfc_message_id and +from_address = asked.sender
        and (asked.dated is null or +sent_at = asked.dated) and may_be_cut = 1 limit 1) as cut,
     (select json_group_array(thread_id) from (
         select thread_id from messages where rfc_message_id in (select value from json_each(asked.named))
         union
         select messages.thread_id from message_references
         join messages on messages.message_id = message_references.message_id
         where message_references.rfc_message_id = asked.rfc_message_id)) as threads,
     (select json_group_array(json_array(addresses.address, contacts.contact_id, contacts.name <> '', contacts.written_at is not null))
      from addresses join contacts on contacts.contact_id = addresses.contact_id
      where addresses.address in (select value from json_each(asked.addresses))) as people,
     (select json_group_array(json_array(messages.thread_id, messages.subject)) from addresses
      join messages on messages.contact_id = addresses.contact_id
      join threads on threads.thread_id = messages.thread_id
      where addresses.address = asked.first and messages.sent_at >= asked.since and messages.sent_at <= asked.until
        and threads.subject = asked.subject
        and not exists (select 1 from message_references where message_references.message_id = messages.message_id)
        and not exists (
            select 1 from messages as earlier
            where earlier.thread_id = messages.thread_id and earlier.sent_at < messages.sent_at)) as loose
     from asked order by asked.position";

/// A mail to be stored.
#[derive(Debug)]
pub struct NewMessage<'a> {
    pub id: MessageId,
    pub source_id: &'a str,
    pub thread: ThreadId,
    /// The person outside: who wrote it, or to whom the operator wrote.
    pub contact: Option<ContactId>,
    pub direction: Direction,
    /// What it is to the operator.
    pub kind: Kind,
    pub mail: &'a ParsedMail,
    pub parts: &'a Parts,
    pub may_be_cut: bool,
    pub references: &'a [&'a str],
    pub from_name: &'a str,
    pub from_address: &'a str,
    pub sent_at: Time,
}

/// The highest ids of mails and of threads that were ever given.
pub async fn newest_ids(conn: &mut Conn) -> anyhow::Result<(MessageId, ThreadId)> {
    let (message, thread): (i64, i64) = sqlx::query_as(
        "select coalesce((select seq from sqlite_sequence where name = 'messages'), 0),
             coalesce((select seq from sqlite_sequence where name = 'threads'), 0)",
    )
    .fetch_one(conn)
    .await
    .context("Look up the newest mail")?;
    Ok((MessageId(message), ThreadId(thread)))
}

/// Stores mails with what they name, their recipients and attachments, after the threads, with their subjects, that begin with
/// them. A new thread does not wait to be judged: most mail is history, and what is not is marked.
pub async fn insert(
    write: &mut Write,
    connection: ConnectionId,
    threads: &[(ThreadId, &str)],
    mails: &[NewMessage<'_>],
    now: Time,
) -> anyhow::Result<()> {
    run(write, THREADS, threads, Some(now)).await?;
    for chunk in mails.chunks(ROWS_PER_STATEMENT) {
        insert_mails(write, connection, chunk, now).await?;
    }
    run(write, REFERENCES, &mails.iter().flat_map(references_of).collect::<Vec<_>>(), None).await?;
    run(write, RECIPIENTS, &mails.iter().flat_map(recipients_of).collect::<Vec<_>>(), None).await?;
    run(write, ATTACHMENTS, &mails.iter().flat_map(|new| attachments_of(new.id, new.mail)).collect::<Vec<_>>(), None).await
}

const THREADS: &str = "insert into threads (thread_id, subject, is_unjudged, made_at)
     select value ->> 0, value ->> 1, 0, ?2 from json_each(?1)";
const REFERENCES: &str = "insert into message_references (message_id, position, rfc_message_id)
     select value ->> 0, value ->> 1, value ->> 2 from json_each(?1)";
const RECIPIENTS: &str = "insert into message_recipients (message_id, role, position, name, address)
     select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?1)";
const ATTACHMENTS: &str = "insert into attachments (message_id, position, name, media_type, size_bytes)
     select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?1)";

/// Runs a statement over rows that it takes as one JSON list.
async fn run<T: Serialize>(write: &mut Write, statement: &'static str, rows: &[T], now: Option<Time>) -> anyhow::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let list = serde_json::to_string(rows).context("List what belongs to mails")?;
    let query = sqlx::query(statement).bind(list);
    let query = match now {
        Some(now) => query.bind(now.0),
        None => query,
    };
    query.execute(write.conn()).await.context("Store what belongs to mails")?;
    Ok(())
}

async fn insert_mails(write: &mut Write, connection: ConnectionId, mails: &[NewMessage<'_>], now: Time) -> anyhow::Result<()> {
    QueryBuilder::<Sqlite>::new(
        "insert into messages (message_id, connection_id, source_id, thread_id, contact_id, rfc_message_id, direction, is_automatic, kind,
             from_name, from_address, subject, own_text, quoted_text, signature, html, raw_headers, sent_at, sent_offset_minutes,
             stored_at, may_be_cut) ",
    )
    .push_values(mails, |mut row, new| {
        let mail = new.mail;
        row.push_bind(new.id.0)
            .push_bind(connection.0)
            .push_bind(new.source_id)
            .push_bind(new.thread.0)
            .push_bind(new.contact.map(|id| id.0))
            .push_bind(mail.message_id.as_deref())
            .push_bind(new.direction.as_str())
            .push_bind(new.kind != Kind::Person)
            .push_bind(new.kind.as_str())
            .push_bind(new.from_name)
            .push_bind(new.from_address)
            .push_bind(mail.subject.as_str())
            .push_bind(new.parts.own.as_str())
            .push_bind(new.parts.quoted.as_str())
            .push_bind(new.parts.signature.as_str())
            .push_bind(mail.html.as_deref())
            .push_bind(mail.raw_headers.as_str())
            .push_bind(new.sent_at.0)
            .push_bind(i64::from(mail.date_offset_minutes.unwrap_or(0)))
            .push_bind(now.0)
            .push_bind(new.may_be_cut);
    })
    .build()
    .persistent(mails.len() == 1)
    .execute(write.conn())
    .await
    .context("Store mails")?;
    Ok(())
}

/// Puts the whole mail in the place of one that was cut, and has its thread judged again.
pub async fn complete(write: &mut Write, id: MessageId, kind: Kind, mail: &ParsedMail, parts: &Parts) -> anyhow::Result<()> {
    sqlx::query(COMPLETE)
        .bind(id.0)
        .bind(&parts.own)
        .bind(&parts.quoted)
        .bind(&parts.signature)
        .bind(&mail.html)
        .bind(kind != Kind::Person)
        .bind(kind.as_str())
        .execute(write.conn())
        .await
        .context("Complete a mail")?;
    run(write, ATTACHMENTS, &attachments_of(id, mail), None).await
}

const COMPLETE: &str =
    "update messages set own_text = ?2, quoted_text = ?3, signature = ?4, html = ?5, is_automatic = ?6, kind = ?7, may_be_cut = 0
     where message_id = ?1;
     delete from attachments where message_id = ?1;
     update threads set is_unjudged = 1 where thread_id = (select thread_id from messages where message_id = ?1)";

fn positions<T>(list: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (0..).zip(list)
}

/// As (mail, position, Message-ID).
fn references_of<'a>(new: &NewMessage<'a>) -> Vec<(i64, i64, &'a str)> {
    positions(new.references).map(|(position, name)| (new.id.0, position, *name)).collect()
}

/// As (mail, role, position, name, address).
fn recipients_of<'a>(new: &NewMessage<'a>) -> Vec<(i64, &'static str, i64, &'a str, &'a str)> {
    let (id, mail) = (new.id.0, new.mail);
    let mut all = Vec::new();
    for (role, boxes) in [("to", &mail.to), ("cc", &mail.cc), ("bcc", &mail.bcc), ("reply_to", &mail.reply_to)] {
        all.extend(positions(boxes).map(|(position, one)| (id, role, position, one.name.as_str(), one.address.as_str())));
    }
    all.extend(positions(&mail.delivered_to).map(|(position, address)| (id, "delivered_to", position, "", address.as_str())));
    all
}

/// As (mail, position, name, media type, bytes).
fn attachments_of(id: MessageId, mail: &ParsedMail) -> Vec<(i64, i64, &str, &str, i64)> {
    let size = |one: &crate::mail::Attachment| i64::try_from(one.size).unwrap_or(i64::MAX);
    positions(&mail.attachments)
        .map(|(position, one)| (id.0, position, one.name.as_str(), one.media_type.as_str(), size(one)))
        .collect()
}
