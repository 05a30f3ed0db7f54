//! Conversations. A thread is a row that messages point to; which ones wait to be judged is a mark on it.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, ContactId, ItemId, ThreadId, Time};

/// Makes a thread that does not wait to be judged: most mail is history, and what is not marks it.
pub async fn make(write: &mut Write, subject: &str, now: Time) -> anyhow::Result<ThreadId> {
    let id: i64 = sqlx::query_scalar("insert into threads (subject, is_unjudged, made_at) values (?, 0, ?) returning thread_id")
        .bind(subject)
        .bind(now.0)
        .fetch_one(write.conn())
        .await
        .context("Make a thread")?;
    Ok(ThreadId(id))
}

/// Gives a thread another subject.
pub async fn rename(write: &mut Write, id: ThreadId, subject: &str) -> anyhow::Result<()> {
    sqlx::query("update threads set subject = ?1 where thread_id = ?2 and subject <> ?1")
        .bind(subject)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Rename a thread")?;
    Ok(())
}

/// Marks threads as changed since they were last judged.
pub async fn mark(write: &mut Write, threads: impl IntoIterator<Item = ThreadId>) -> anyhow::Result<()> {
    let list = serde_json::to_string(&threads.into_iter().collect::<Vec<_>>()).context("List threads")?;
    sqlx::query("update threads set is_unjudged = 1 where thread_id in (select value from json_each(?)) and is_unjudged = 0")
        .bind(list)
        .execute(write.conn())
        .await
        .context("Mark threads")?;
    Ok(())
}

pub async fn mark_all(write: &mut Write) -> anyhow::Result<()> {
    // What the operator asked for themselves stands, whatever mails say; as long as there are none, there is nothing to judge.
    sqlx::query(
        "update threads set is_unjudged = 1
         where is_unjudged = 0
           and (thread_id not in (select thread_id from signals where kind = 'manual' and thread_id is not null)
                or exists (select 1 from messages where messages.thread_id = threads.thread_id))",
    )
    .execute(write.conn())
    .await
    .context("Mark all threads")?;
    Ok(())
}

/// Marks the conversations of contacts: how the operator stands to them has changed.
pub async fn mark_of_contacts(write: &mut Write, contacts: &[ContactId]) -> anyhow::Result<()> {
    sqlx::query(
        "update threads set is_unjudged = 1
         where is_unjudged = 0 and thread_id in (
             select thread_id from messages where contact_id in (select value from json_each(?)))",
    )
    .bind(serde_json::to_string(contacts).context("List contacts")?)
    .execute(write.conn())
    .await
    .context("Mark the threads of contacts")?;
    Ok(())
}

/// Marks the conversations of people to whom the operator wrote for the first time: those with a mail since then, and those in
/// which a machine answered for them, which counts only for people to whom one writes.
pub async fn mark_of_newly_written(write: &mut Write, contacts: &[ContactId], since: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update threads set is_unjudged = 1
         where is_unjudged = 0 and thread_id in (
             select thread_id from messages
             where contact_id in (select value from json_each(?)) and (sent_at >= ? or kind = 'auto_reply'))",
    )
    .bind(serde_json::to_string(contacts).context("List contacts")?)
    .bind(since.0)
    .execute(write.conn())
    .await
    .context("Mark the threads of contacts")?;
    Ok(())
}

/// Marks the threads in which a mail to one of these contacts came back.
pub async fn mark_bounced(write: &mut Write, contacts: &[ContactId]) -> anyhow::Result<()> {
    sqlx::query(
        "update threads set is_unjudged = 1
         where is_unjudged = 0 and thread_id in (
             select messages.thread_id from bounces join messages on messages.message_id = bounces.message_id
             where bounces.address in (
                 select address from addresses where contact_id in (select value from json_each(?))))",
    )
    .bind(serde_json::to_string(contacts).context("List contacts")?)
    .execute(write.conn())
    .await
    .context("Mark the threads of bounces")?;
    Ok(())
}

/// Marks the conversations by which the deals of a connection are judged: what their stages mean has changed.
pub async fn mark_of_deals(write: &mut Write, connection: ConnectionId) -> anyhow::Result<()> {
    sqlx::query(
        "update threads set is_unjudged = 1
         where is_unjudged = 0 and thread_id in (select thread_id from deals where connection_id = ?)",
    )
    .bind(connection.0)
    .execute(write.conn())
    .await
    .context("Mark the threads of deals")?;
    Ok(())
}

/// Marks the threads in which something waits on the pile of an item.
pub async fn mark_of_pile(write: &mut Write, item: ItemId) -> anyhow::Result<()> {
    sqlx::query(
        "update threads set is_unjudged = 1
         where is_unjudged = 0 and thread_id in (
             select waiting.thread_id from items join waiting on waiting.pile = items.pile where items.item_id = ?)",
    )
    .bind(item.0)
    .execute(write.conn())
    .await
    .context("Mark the threads of a pile")?;
    Ok(())
}

/// Marks the threads whose time to be looked at has come. Answers whether there was one.
pub async fn mark_due(write: &mut Write, now: Time) -> anyhow::Result<bool> {
    let marked = sqlx::query("update threads set is_unjudged = 1, look_at = null where look_at is not null and look_at <= ?")
        .bind(now.0)
        .execute(write.conn())
        .await
        .context("Mark the threads that are due")?;
    Ok(marked.rows_affected() > 0)
}

/// Takes the mark off, in the transaction of the judgement, and notes when to look again.
pub async fn judged(write: &mut Write, id: ThreadId, look_at: Option<Time>) -> anyhow::Result<()> {
    sqlx::query("update threads set is_unjudged = 0, look_at = ? where thread_id = ?")
        .bind(look_at.map(|at| at.0))
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Unmark a thread")?;
    Ok(())
}

/// Up to `limit` threads that wait to be judged.
pub async fn unjudged(conn: &mut Conn, limit: i64) -> anyhow::Result<Vec<ThreadId>> {
    let ids: Vec<i64> = sqlx::query_scalar(UNJUDGED).bind(limit).fetch_all(conn).await.context("List the threads to judge")?;
    Ok(ids.into_iter().map(ThreadId).collect())
}

pub const UNJUDGED: &str = "select thread_id from threads where is_unjudged = 1 order by thread_id limit ?";

/// Moves all that belongs to `from` into `into`: two halves of a conversation whose link arrived last.
pub async fn merge(write: &mut Write, from: ThreadId, into: ThreadId) -> anyhow::Result<()> {
    sqlx::query("update messages set thread_id = ? where thread_id = ?")
        .bind(into.0)
        .bind(from.0)
        .execute(write.conn())
        .await
        .context("Join two threads")?;
    sqlx::query("update items set thread_id = ? where thread_id = ?")
        .bind(into.0)
        .bind(from.0)
        .execute(write.conn())
        .await
        .context("Move items to another thread")?;
    mark(write, [into, from]).await
}
