//! Chats: their conversations and people, and what was said where the operator was named or written to.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, ContactId, Tag, ThreadId, Time};
use serde::Serialize;
use std::collections::HashMap;

/// Somebody of a chat.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    pub source_id: String,
    /// May be empty.
    pub name: String,
    /// Lower case; empty where it is not told.
    pub address: String,
    pub is_bot: bool,
    /// Of the workspace itself, no guest.
    pub is_member: bool,
    pub contact_id: Option<i64>,
    pub read_at: i64,
}

/// A conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Channel {
    pub source_id: String,
    /// Without a mark; of a direct message who it is with.
    pub name: String,
    /// `channel`, `group` or `direct`.
    pub kind: String,
}

pub const DIRECT: &str = "direct";

impl Channel {
    pub fn is_direct(&self) -> bool {
        self.kind == DIRECT
    }
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Message {
    pub chat_message_id: i64,
    pub connection_id: i64,
    pub source_id: String,
    pub channel: String,
    /// Empty where it is in no thread.
    pub root: String,
    pub thread_id: i64,
    pub person: String,
    pub is_own: bool,
    pub is_bot: bool,
    pub is_named: bool,
    pub text: String,
    pub gone_at: Option<i64>,
    pub sent_at: i64,
    pub stored_at: i64,
}

impl Message {
    /// The time by which the service names it.
    pub fn ts(&self) -> &str {
        self.source_id.rsplit_once('/').map_or("", |(_, ts)| ts)
    }
}

/// The columns of [`Message`] in one place.
macro_rules! select_messages {
    ($rest:literal) => {
        concat!(
            "select chat_message_id, connection_id, source_id, channel, root, thread_id, person, is_own, is_bot, is_named, text,
                 gone_at, sent_at, stored_at
             from chat_messages ",
            $rest
        )
    };
}

/// What is to be stored of a message.
#[derive(Clone, Debug)]
pub struct NewMessage<'a> {
    pub connection: ConnectionId,
    pub source_id: &'a str,
    pub channel: &'a str,
    pub root: &'a str,
    pub thread: ThreadId,
    pub person: &'a str,
    pub is_own: bool,
    pub is_bot: bool,
    pub is_named: bool,
    pub text: &'a str,
    pub sent_at: Time,
}

/// What became of a message that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    New,
    /// Its words are others than before.
    Changed,
    Known,
}

/// Stores a message, or its new words.
pub async fn put(write: &mut Write, new: &NewMessage<'_>, now: Time) -> anyhow::Result<Put> {
    let made = sqlx::query(
        "insert into chat_messages (connection_id, source_id, channel, root, thread_id, person, is_own, is_bot, is_named, text, sent_at,
             stored_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (connection_id, source_id) do nothing",
    )
    .bind(new.connection.0)
    .bind(new.source_id)
    .bind(new.channel)
    .bind(new.root)
    .bind(new.thread.0)
    .bind(new.person)
    .bind(new.is_own)
    .bind(new.is_bot)
    .bind(new.is_named)
    .bind(new.text)
    .bind(new.sent_at.0)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Store a message")?;
    if made.rows_affected() > 0 {
        write.changed(Tag::Queue);
        return Ok(Put::New);
    }
    let changed = sqlx::query(
        "update chat_messages set text = ?3, is_named = ?4
         where connection_id = ?1 and source_id = ?2 and gone_at is null and (text <> ?3 or is_named <> ?4)",
    )
    .bind(new.connection.0)
    .bind(new.source_id)
    .bind(new.text)
    .bind(new.is_named)
    .execute(write.conn())
    .await
    .context("Store the new words of a message")?;
    if changed.rows_affected() > 0 {
        write.changed(Tag::Queue);
        return Ok(Put::Changed);
    }
    Ok(Put::Known)
}

/// Notes that a message was taken back. Answers its conversation, where it was known and stood.
pub async fn gone(write: &mut Write, connection: ConnectionId, source_id: &str, now: Time) -> anyhow::Result<Option<ThreadId>> {
    let thread: Option<i64> = sqlx::query_scalar(
        "update chat_messages set gone_at = ?, text = '' where connection_id = ? and source_id = ? and gone_at is null
         returning thread_id",
    )
    .bind(now.0)
    .bind(connection.0)
    .bind(source_id)
    .fetch_optional(write.conn())
    .await
    .context("Note that a message was taken back")?;
    if thread.is_some() {
        write.changed(Tag::Queue);
    }
    Ok(thread.map(ThreadId))
}

pub const THREAD_OF: &str = "select thread_id from chat_messages where connection_id = ? and channel = ? and root = ? limit 1";

/// The conversation of a thread, or of all that was said with one person, where `root` is empty.
pub async fn thread_of(conn: &mut Conn, connection: ConnectionId, channel: &str, root: &str) -> anyhow::Result<Option<ThreadId>> {
    let id: Option<i64> = sqlx::query_scalar(THREAD_OF)
        .bind(connection.0)
        .bind(channel)
        .bind(root)
        .fetch_optional(conn)
        .await
        .context("Find a conversation")?;
    Ok(id.map(ThreadId))
}

pub const OF_THREAD: &str = select_messages!("where thread_id = ? order by sent_at desc, source_id desc limit ?");

/// The newest messages of a conversation, oldest first.
pub async fn of_thread(conn: &mut Conn, thread: ThreadId, limit: i64) -> anyhow::Result<Vec<Message>> {
    let mut all: Vec<Message> =
        sqlx::query_as(OF_THREAD).bind(thread.0).bind(limit).fetch_all(conn).await.context("Read what was said")?;
    all.reverse();
    Ok(all)
}

pub const AMONG: &str =
    "select distinct thread_id from chat_messages where thread_id in (select value from json_each(?)) order by thread_id";

/// Those of these conversations that are in a chat.
pub async fn among(conn: &mut Conn, threads: &[ThreadId]) -> anyhow::Result<Vec<ThreadId>> {
    let list = serde_json::to_string(threads).context("List the threads")?;
    let ids: Vec<i64> = sqlx::query_scalar(AMONG).bind(list).fetch_all(conn).await.context("Find the chats among threads")?;
    Ok(ids.into_iter().map(ThreadId).collect())
}

/// The threads of channels in which something was said since then that is kept, as (channel, root).
pub async fn live_threads(
    conn: &mut Conn,
    connection: ConnectionId,
    since: Time,
    limit: i64,
) -> anyhow::Result<Vec<(String, String)>> {
    sqlx::query_as(LIVE_THREADS)
        .bind(connection.0)
        .bind(since.0)
        .bind(limit)
        .fetch_all(conn)
        .await
        .context("List the threads that go on")
}

/// What goes on is sorted, which is little of all that was ever said.
pub const LIVE_THREADS: &str = "select channel, root from chat_messages indexed by chat_messages_sent
     where connection_id = ? and sent_at >= ? and root <> ''
     group by channel, root order by max(sent_at) desc limit ?";

/// Who said something there since, that is neither the operator nor a program.
pub async fn newer(conn: &mut Conn, thread: ThreadId, since: Time) -> anyhow::Result<Option<String>> {
    sqlx::query_scalar(NEWER).bind(thread.0).bind(since.0).fetch_optional(conn).await.context("Look for what was said since")
}

/// Two ranges, each of what is newer only: a conversation may be long.
pub const NEWER: &str = "select coalesce(chat_people.name, '') from chat_messages
     left join chat_people on chat_people.connection_id = chat_messages.connection_id and chat_people.source_id = chat_messages.person
     where chat_messages.chat_message_id in (
             select chat_message_id from chat_messages where thread_id = ?1 and stored_at > ?2
             union select chat_message_id from chat_messages where thread_id = ?1 and sent_at > ?2)
       and chat_messages.is_own = 0 and chat_messages.is_bot = 0 and chat_messages.gone_at is null
     order by chat_messages.sent_at desc limit 1";

/// The newest of each conversation, and no other.
pub const SPEAKERS: &str = "select chat_messages.thread_id, chat_people.name, chat_messages.sent_at
     from json_each(?)
     join chat_messages on chat_messages.chat_message_id = (
         select newest.chat_message_id from chat_messages newest indexed by chat_messages_thread
         where newest.thread_id = json_each.value and newest.is_own = 0 and newest.is_bot = 0 order by newest.sent_at desc limit 1)
     join chat_people on chat_people.connection_id = chat_messages.connection_id and chat_people.source_id = chat_messages.person";

/// Who of the others spoke last in these conversations, by name.
pub async fn speakers(conn: &mut Conn, threads: &[ThreadId]) -> anyhow::Result<HashMap<i64, String>> {
    if threads.is_empty() {
        return Ok(HashMap::new());
    }
    let list = serde_json::to_string(threads).context("List the threads")?;
    let all: Vec<(i64, String, i64)> =
        sqlx::query_as(SPEAKERS).bind(list).fetch_all(conn).await.context("Read who spoke last")?;
    Ok(all.into_iter().map(|(thread, name, _)| (thread, name)).collect())
}

pub async fn count_of(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<u64> {
    let n: i64 = sqlx::query_scalar("select count(*) from chat_messages where connection_id = ?")
        .bind(connection.0)
        .fetch_one(conn)
        .await
        .context("Count messages")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

pub async fn count_since(conn: &mut Conn, connection: ConnectionId, since: Time) -> anyhow::Result<u64> {
    let n: i64 =
        sqlx::query_scalar(COUNT_SINCE).bind(connection.0).bind(since.0).fetch_one(conn).await.context("Count new messages")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

pub const COUNT_SINCE: &str = "select count(*) from chat_messages where connection_id = ? and stored_at >= ?";

/// Stores conversations as they are told of.
pub async fn put_channels(write: &mut Write, connection: ConnectionId, channels: &[Channel]) -> anyhow::Result<()> {
    if channels.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "insert into chat_channels (connection_id, source_id, name, kind)
         select ?1, value ->> 'source_id', value ->> 'name', value ->> 'kind' from json_each(?2) where true
         on conflict (connection_id, source_id) do update set name = excluded.name, kind = excluded.kind
         where name <> excluded.name or kind <> excluded.kind",
    )
    .bind(connection.0)
    .bind(serde_json::to_string(channels).context("List the conversations")?)
    .execute(write.conn())
    .await
    .context("Store conversations")?;
    Ok(())
}

pub async fn channels(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<Vec<Channel>> {
    sqlx::query_as("select source_id, name, kind from chat_channels where connection_id = ? order by chat_channel_id")
        .bind(connection.0)
        .fetch_all(conn)
        .await
        .context("Read the conversations")
}

pub async fn channel(conn: &mut Conn, connection: ConnectionId, source_id: &str) -> anyhow::Result<Option<Channel>> {
    sqlx::query_as("select source_id, name, kind from chat_channels where connection_id = ? and source_id = ?")
        .bind(connection.0)
        .bind(source_id)
        .fetch_optional(conn)
        .await
        .context("Read a conversation")
}

/// Those of these people who are known, by what the service calls them.
pub async fn people(conn: &mut Conn, connection: ConnectionId, ids: &[&str]) -> anyhow::Result<HashMap<String, Person>> {
    let list = serde_json::to_string(ids).context("List the people")?;
    let all: Vec<Person> = sqlx::query_as(
        "select source_id, name, address, is_bot, is_member, contact_id, read_at from chat_people
         where connection_id = ? and source_id in (select value from json_each(?))",
    )
    .bind(connection.0)
    .bind(list)
    .fetch_all(conn)
    .await
    .context("Read the people of a chat")?;
    Ok(all.into_iter().map(|person| (person.source_id.clone(), person)).collect())
}

/// Those whose address is not known are asked about again.
pub async fn ask_again(write: &mut Write, connection: ConnectionId) -> anyhow::Result<()> {
    sqlx::query("update chat_people set read_at = 0 where connection_id = ? and address = ''")
        .bind(connection.0)
        .execute(write.conn())
        .await
        .context("Ask about somebody of a chat again")?;
    Ok(())
}

/// Stores who somebody is. A contact that was found stays, unless their address was not known then.
pub async fn put_person(write: &mut Write, connection: ConnectionId, person: &Person) -> anyhow::Result<()> {
    sqlx::query(
        "insert into chat_people (connection_id, source_id, name, address, is_bot, is_member, contact_id, read_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (connection_id, source_id) do update set name = excluded.name, address = excluded.address,
             is_bot = excluded.is_bot, is_member = excluded.is_member, read_at = excluded.read_at,
             contact_id = case when chat_people.address = '' and excluded.address <> '' then excluded.contact_id
                 else coalesce(chat_people.contact_id, excluded.contact_id) end",
    )
    .bind(connection.0)
    .bind(&person.source_id)
    .bind(&person.name)
    .bind(&person.address)
    .bind(person.is_bot)
    .bind(person.is_member)
    .bind(person.contact_id)
    .bind(person.read_at)
    .execute(write.conn())
    .await
    .context("Store somebody of a chat")?;
    write.changed(Tag::People);
    Ok(())
}

/// Who somebody of a chat is here; none for the operator, colleagues and programs.
pub fn contact_of(person: Option<&Person>) -> Option<ContactId> {
    person.and_then(|person| person.contact_id).map(ContactId)
}
