//! Conversations. A thread is a row that messages point to; which ones wait to be judged is a mark on it.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ThreadId, Time};

pub async fn make(write: &mut Write, subject: &str, now: Time) -> anyhow::Result<ThreadId> {
    let id: i64 = sqlx::query_scalar("insert into threads (subject, is_unjudged, made_at) values (?, 1, ?) returning thread_id")
        .bind(subject)
        .bind(now.0)
        .fetch_one(write.conn())
        .await
        .context("Make a thread")?;
    Ok(ThreadId(id))
}

/// Marks a thread as changed since it was last judged.
pub async fn mark(write: &mut Write, id: ThreadId) -> anyhow::Result<()> {
    sqlx::query("update threads set is_unjudged = 1 where thread_id = ? and is_unjudged = 0")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Mark a thread")?;
    Ok(())
}

pub async fn mark_all(write: &mut Write) -> anyhow::Result<()> {
    sqlx::query("update threads set is_unjudged = 1 where is_unjudged = 0")
        .execute(write.conn())
        .await
        .context("Mark all threads")?;
    Ok(())
}

/// Takes the mark off, in the transaction of the judgement.
pub async fn judged(write: &mut Write, id: ThreadId) -> anyhow::Result<()> {
    sqlx::query("update threads set is_unjudged = 0 where thread_id = ?")
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
    mark(write, into).await?;
    mark(write, from).await
}
