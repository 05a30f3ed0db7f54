//! Signals: facts observed outside. Once stored, a row never changes.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use anyhow::Context as _;
use api::{ConnectionId, ContactId, ItemId, MessageId, Play, SignalId, SignalKind, ThreadId, Time};
use sqlx::{QueryBuilder, Sqlite};
use std::collections::HashMap;

/// A fact, as a detector reports it.
#[derive(Clone, Debug)]
pub struct Observed {
    pub connection: ConnectionId,
    /// The name of the fact at its source; with connection and kind it is the signal's identity.
    pub source_id: String,
    pub kind: SignalKind,
    /// The play that it calls for.
    pub play: Play,
    pub contact: Option<ContactId>,
    pub thread: Option<ThreadId>,
    pub message: Option<MessageId>,
    /// The words that made it so.
    pub excerpt: String,
    pub occurred_at: Time,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub signal_id: i64,
    #[sqlx(try_from = "String")]
    pub kind: SignalKind,
    #[sqlx(try_from = "String")]
    pub play: Play,
    pub message_id: Option<i64>,
    pub excerpt: String,
    pub occurred_at: i64,
}

/// Stores signals. Answers the id of each, in their order, and whether it is new; one that is known stays as it was.
pub async fn store(write: &mut Write, signals: &[&Observed], now: Time) -> anyhow::Result<Vec<(SignalId, bool)>> {
    let mut new: HashMap<(i64, String, String), i64> = HashMap::new();
    for chunk in signals.chunks(ROWS_PER_STATEMENT) {
        let rows: Vec<(i64, i64, String, String)> = QueryBuilder::<Sqlite>::new(
            "insert into signals (connection_id, source_id, kind, play, contact_id, thread_id, message_id, excerpt, occurred_at,
                 stored_at) ",
        )
        .push_values(chunk, |mut row, signal| {
            row.push_bind(signal.connection.0)
                .push_bind(signal.source_id.as_str())
                .push_bind(signal.kind.as_str())
                .push_bind(signal.play.as_str())
                .push_bind(signal.contact.map(|id| id.0))
                .push_bind(signal.thread.map(|id| id.0))
                .push_bind(signal.message.map(|id| id.0))
                .push_bind(signal.excerpt.as_str())
                .push_bind(signal.occurred_at.0)
                .push_bind(now.0);
        })
        .push(" on conflict (connection_id, source_id, kind) do nothing returning signal_id, connection_id, source_id, kind")
        .build_query_as()
        .persistent(chunk.len() == 1)
        .fetch_all(write.conn())
        .await
        .context("Store signals")?;
        new.extend(rows.into_iter().map(|(id, connection, source, kind)| ((connection, source, kind), id)));
    }
    let mut stored = Vec::with_capacity(signals.len());
    for signal in signals {
        let identity = (signal.connection.0, signal.source_id.clone(), signal.kind.as_str().to_owned());
        stored.push(match new.get(&identity) {
            Some(id) => (SignalId(*id), true),
            None => (known(write.conn(), signal).await?, false),
        });
    }
    Ok(stored)
}

async fn known(conn: &mut Conn, signal: &Observed) -> anyhow::Result<SignalId> {
    let id: i64 = sqlx::query_scalar("select signal_id from signals where connection_id = ? and source_id = ? and kind = ?")
        .bind(signal.connection.0)
        .bind(&signal.source_id)
        .bind(signal.kind.as_str())
        .fetch_one(conn)
        .await
        .context("Find a signal")?;
    Ok(SignalId(id))
}

/// Whether the signal already speaks for some item, whatever the operator did with that item. One that the facts have overtaken
/// does not count: where its mail still waits for an answer, it is work again.
pub async fn is_evidence(conn: &mut Conn, signal: SignalId) -> anyhow::Result<bool> {
    let found: i64 = sqlx::query_scalar(
        "select exists (
             select 1 from evidence join items on items.item_id = evidence.item_id
             where evidence.signal_id = ? and items.state <> 'superseded')",
    )
    .bind(signal.0)
    .fetch_one(conn)
    .await
    .context("Look for a signal's item")?;
    Ok(found != 0)
}

/// Has each signal speak for its item.
pub async fn add_evidence(write: &mut Write, evidence: &[(ItemId, SignalId)], now: Time) -> anyhow::Result<()> {
    for chunk in evidence.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into evidence (item_id, signal_id, added_at) ")
            .push_values(chunk, |mut row, (item, signal)| {
                row.push_bind(item.0).push_bind(signal.0).push_bind(now.0);
            })
            .push(" on conflict do nothing")
            .build()
            .persistent(chunk.len() == 1)
            .execute(write.conn())
            .await
            .context("Store evidence")?;
    }
    Ok(())
}

/// What speaks for an item, oldest first.
pub async fn of_item(conn: &mut Conn, item: ItemId) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(
        "select signals.signal_id, signals.kind, signals.play, signals.message_id, signals.excerpt, signals.occurred_at
         from evidence join signals on signals.signal_id = evidence.signal_id
         where evidence.item_id = ? order by signals.occurred_at, signals.signal_id",
    )
    .bind(item.0)
    .fetch_all(conn)
    .await
    .context("Read the evidence of an item")
}
