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
    /// The play that it calls for; none for a fact that calls for nothing.
    pub play: Option<Play>,
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
    /// What it called for when it was last looked at.
    #[sqlx(try_from = "String")]
    pub play: Play,
    pub message_id: Option<i64>,
    pub thread_id: Option<i64>,
    pub contact_id: Option<i64>,
    pub excerpt: String,
    pub occurred_at: i64,
    /// Who wrote the mail, else the name of whom it is about; empty where there is neither.
    pub who: String,
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
                .push_bind(signal.play.map_or("", Play::as_str))
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

/// Has each signal speak for its item, with the play that it calls for.
pub async fn add_evidence(write: &mut Write, evidence: &[(ItemId, SignalId, Play)], now: Time) -> anyhow::Result<()> {
    for chunk in evidence.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into evidence (item_id, signal_id, added_at, play) ")
            .push_values(chunk, |mut row, (item, signal, play)| {
                row.push_bind(item.0).push_bind(signal.0).push_bind(now.0).push_bind(play.as_str());
            })
            .push(" on conflict do update set play = excluded.play")
            .build()
            .persistent(chunk.len() == 1)
            .execute(write.conn())
            .await
            .context("Store evidence")?;
    }
    Ok(())
}

/// Takes back that these signals speak for an item.
pub async fn take_evidence(write: &mut Write, item: ItemId, signals: &[SignalId]) -> anyhow::Result<()> {
    let list = serde_json::to_string(signals).context("List the signals")?;
    sqlx::query("delete from evidence where item_id = ? and signal_id in (select value from json_each(?))")
        .bind(item.0)
        .bind(list)
        .execute(write.conn())
        .await
        .context("Take evidence back")?;
    Ok(())
}

/// What speaks for an item, oldest first.
pub async fn of_item(conn: &mut Conn, item: ItemId) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(
        "select signals.signal_id, signals.kind, coalesce(evidence.play, signals.play) as play, signals.message_id,
                coalesce(messages.thread_id, signals.thread_id) as thread_id, signals.contact_id, signals.excerpt,
                signals.occurred_at,
                coalesce(nullif(messages.from_name, ''), messages.from_address, contacts.name, chat_people.name, '') as who
         from evidence join signals on signals.signal_id = evidence.signal_id
         left join messages on messages.message_id = signals.message_id
         left join chat_messages on chat_messages.connection_id = signals.connection_id and chat_messages.source_id = signals.source_id
         left join chat_people on chat_people.connection_id = chat_messages.connection_id
             and chat_people.source_id = chat_messages.person
         left join contacts on contacts.contact_id = signals.contact_id
         where evidence.item_id = ? order by signals.occurred_at, signals.signal_id",
    )
    .bind(item.0)
    .fetch_all(conn)
    .await
    .context("Read the evidence of an item")
}

/// A signal with where it comes from, as it is listed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    pub signal_id: i64,
    #[sqlx(try_from = "String")]
    pub kind: SignalKind,
    /// What it called for; empty for nothing.
    pub play: String,
    pub contact_id: Option<i64>,
    pub message_id: Option<i64>,
    pub excerpt: String,
    pub occurred_at: i64,
    pub stored_at: i64,
    pub connection: String,
    /// Who wrote the mail; empty where there is none.
    pub who: String,
    /// The newest item that it speaks for.
    pub item_id: Option<i64>,
}

/// The columns of [`Line`], in one place.
macro_rules! select_lines {
    ($rest:literal) => {
        concat!(
            "select signals.signal_id, signals.kind, signals.play, signals.contact_id, signals.message_id, signals.excerpt,
                    signals.occurred_at, signals.stored_at, connections.name as connection,
                    coalesce(nullif(messages.from_name, ''), messages.from_address, '') as who,
                    (select max(evidence.item_id) from evidence where evidence.signal_id = signals.signal_id) as item_id
             from signals
             cross join connections on connections.connection_id = signals.connection_id
             left join messages on messages.message_id = signals.message_id ",
            $rest
        )
    };
}

/// Signals, the newest first; `after` is the last one shown.
pub async fn newest(
    conn: &mut Conn,
    kind: Option<SignalKind>,
    after: Option<(i64, i64)>,
    limit: usize,
) -> anyhow::Result<Vec<Line>> {
    let (occurred_at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let query = match kind {
        None => sqlx::query_as(NEWEST),
        Some(kind) => sqlx::query_as(NEWEST_OF_KIND).bind(kind.as_str()),
    };
    query.bind(occurred_at).bind(id).bind(i64::try_from(limit)?).fetch_all(conn).await.context("List signals")
}

pub const NEWEST: &str = select_lines!(
    "where (signals.occurred_at, signals.signal_id) < (?, ?)
     order by signals.occurred_at desc, signals.signal_id desc limit ?"
);

pub const NEWEST_OF_KIND: &str = select_lines!(
    "where signals.kind = ? and (signals.occurred_at, signals.signal_id) < (?, ?)
     order by signals.occurred_at desc, signals.signal_id desc limit ?"
);
/// The words that speak for these items, as (item, excerpt).
pub async fn excerpts(conn: &mut Conn, items: &[ItemId]) -> anyhow::Result<Vec<(i64, String)>> {
    let list = serde_json::to_string(items).context("List the items")?;
    sqlx::query_as(
        "select evidence.item_id, signals.excerpt from evidence join signals on signals.signal_id = evidence.signal_id
         where evidence.item_id in (select value from json_each(?))",
    )
    .bind(list)
    .fetch_all(conn)
    .await
    .context("Read what speaks for items")
}
