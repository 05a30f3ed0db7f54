//! What comes in from a chat by itself, and what goes out to it: both noted before anything is acknowledged or posted.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, OutboxId, Time};

/// An event that came in and was not worked through.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Event {
    pub event_id: String,
    /// JSON, as it came.
    pub payload: String,
}

/// Keeps an event. Answers whether it is new.
pub async fn keep(write: &mut Write, connection: ConnectionId, event: &str, payload: &str, now: Time) -> anyhow::Result<bool> {
    let kept = sqlx::query(
        "insert into chat_events (connection_id, event_id, payload, stored_at) values (?, ?, ?, ?)
         on conflict (connection_id, event_id) do nothing",
    )
    .bind(connection.0)
    .bind(event)
    .bind(payload)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Keep an event")?;
    Ok(kept.rows_affected() > 0)
}

pub const WAITING: &str =
    "select event_id, payload from chat_events where connection_id = ? and done_at is null order by stored_at, event_id limit ?";

/// The oldest events that wait.
pub async fn waiting(conn: &mut Conn, connection: ConnectionId, limit: i64) -> anyhow::Result<Vec<Event>> {
    sqlx::query_as(WAITING).bind(connection.0).bind(limit).fetch_all(conn).await.context("Read the events that wait")
}

/// These events were worked through; what they said is forgotten.
pub async fn done(write: &mut Write, connection: ConnectionId, events: &[&str], now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update chat_events set payload = '', done_at = ?
         where connection_id = ? and event_id in (select value from json_each(?))",
    )
    .bind(now.0)
    .bind(connection.0)
    .bind(serde_json::to_string(events).context("List the events")?)
    .execute(write.conn())
    .await
    .context("Note which events were worked through")?;
    Ok(())
}

/// Forgets the names of events that nobody sends again.
pub async fn sweep(write: &mut Write, connection: ConnectionId, before: Time) -> anyhow::Result<()> {
    sqlx::query("delete from chat_events where connection_id = ? and done_at < ?")
        .bind(connection.0)
        .bind(before.0)
        .execute(write.conn())
        .await
        .context("Forget old events")?;
    Ok(())
}

/// A message of ours that began to be posted.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Post {
    pub begun_at: i64,
    /// What the service calls it; none while nobody knows.
    pub source_id: Option<String>,
}

pub async fn post(conn: &mut Conn, id: OutboxId) -> anyhow::Result<Option<Post>> {
    sqlx::query_as("select begun_at, source_id from chat_posts where outbox_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read what began to be posted")
}

pub async fn begin_post(write: &mut Write, id: OutboxId, connection: ConnectionId, now: Time) -> anyhow::Result<()> {
    sqlx::query("insert into chat_posts (outbox_id, connection_id, begun_at) values (?, ?, ?) on conflict do nothing")
        .bind(id.0)
        .bind(connection.0)
        .bind(now.0)
        .execute(write.conn())
        .await
        .context("Note what begins to be posted")?;
    Ok(())
}

/// It is there, under this name.
pub async fn settle_post(write: &mut Write, id: OutboxId, source_id: &str) -> anyhow::Result<()> {
    sqlx::query("update chat_posts set source_id = ? where outbox_id = ?")
        .bind(source_id)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note what was posted")?;
    Ok(())
}

/// It is certain that it was not posted.
pub async fn forget_post(write: &mut Write, id: OutboxId) -> anyhow::Result<()> {
    sqlx::query("delete from chat_posts where outbox_id = ? and source_id is null")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Forget what was not posted")?;
    Ok(())
}
