//! The signals that call for work as things stand: what is waiting. Unlike a signal, a row here changes with its thread.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use anyhow::Context as _;
use api::{ContactId, MessageId, Play, SignalId, SignalKind, ThreadId, Time};
use sqlx::{QueryBuilder, Sqlite};

/// A signal that waits on a pile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub signal: SignalId,
    pub thread: ThreadId,
    pub contact: Option<ContactId>,
    /// Of which pile there is one open item: `mail:5`, `task:contact:5`.
    pub pile: String,
    /// The key of its play: `thread:12`.
    pub key: String,
    pub play: Play,
}

/// A signal that no longer waits where it did.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Gone {
    pub signal_id: i64,
    pub pile: String,
}

/// Has exactly `calls` wait of all that is in `threads`. Answers what waited there before and does no longer.
pub async fn replace(write: &mut Write, threads: &[ThreadId], calls: &[Call]) -> anyhow::Result<Vec<Gone>> {
    let list = serde_json::to_string(threads).context("List the threads")?;
    let before: Vec<Gone> = sqlx::query_as(OF_THREADS).bind(&list).fetch_all(write.conn()).await.context("Read what waited")?;
    let stays = |gone: &Gone| calls.iter().any(|call| call.signal.0 == gone.signal_id && call.pile == gone.pile);
    let gone: Vec<Gone> = before.into_iter().filter(|gone| !stays(gone)).collect();
    if !gone.is_empty() {
        let list =
            serde_json::to_string(&gone.iter().map(|gone| gone.signal_id).collect::<Vec<_>>()).context("List what went")?;
        sqlx::query("delete from waiting where signal_id in (select value from json_each(?))")
            .bind(list)
            .execute(write.conn())
            .await
            .context("Take off what no longer waits")?;
    }
    for chunk in calls.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into waiting (signal_id, thread_id, contact_id, pile, key, play) ")
            .push_values(chunk, |mut row, call| {
                row.push_bind(call.signal.0)
                    .push_bind(call.thread.0)
                    .push_bind(call.contact.map(|id| id.0))
                    .push_bind(call.pile.as_str())
                    .push_bind(call.key.as_str())
                    .push_bind(call.play.as_str());
            })
            .push(
                " on conflict (signal_id) do update set thread_id = excluded.thread_id, contact_id = excluded.contact_id,
                     pile = excluded.pile, key = excluded.key, play = excluded.play",
            )
            .build()
            .persistent(chunk.len() == 1)
            .execute(write.conn())
            .await
            .context("Store what waits")?;
    }
    Ok(gone)
}

pub const OF_THREADS: &str = "select signal_id, pile from waiting where thread_id in (select value from json_each(?))";

/// What waits on a pile, with all that a queue item is made from.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub signal_id: i64,
    pub thread_id: Option<i64>,
    pub contact_id: Option<i64>,
    pub pile: String,
    pub key: String,
    /// Of its mail, else of its conversation.
    pub subject: String,
    #[sqlx(try_from = "String")]
    pub kind: SignalKind,
    #[sqlx(try_from = "String")]
    pub play: Play,
    pub message_id: Option<i64>,
    pub source_id: String,
    pub occurred_at: i64,
    /// The wish of whoever wrote it not to be written to, where they had one.
    pub opted_out_at: Option<i64>,
    /// Some item that has ended dealt with it.
    pub is_settled: bool,
}

impl Row {
    pub fn id(&self) -> SignalId {
        SignalId(self.signal_id)
    }

    pub fn at(&self) -> Time {
        Time(self.occurred_at)
    }

    pub fn message(&self) -> Option<MessageId> {
        self.message_id.map(MessageId)
    }

    /// Whether somebody wrote and waits for an answer.
    pub fn is_asked(&self) -> bool {
        is_asked(self.kind, self.message_id)
    }
}

/// Whether it is a mail by somebody else who waits for an answer: not one of the operator's own that nobody answered.
pub fn is_asked(kind: SignalKind, message: Option<i64>) -> bool {
    message.is_some() && kind != SignalKind::NoReply
}

/// What waits on these piles, oldest first.
pub async fn on_piles(conn: &mut Conn, piles: &[&str]) -> anyhow::Result<Vec<Row>> {
    let list = serde_json::to_string(piles).context("List the piles")?;
    sqlx::query_as(ON_PILES).bind(list).fetch_all(conn).await.context("Read what waits")
}

/// An item that was dismissed or expired dealt with all that spoke for it; one that is done, with its own thread only: an answer
/// in one conversation does not answer another.
pub const ON_PILES: &str = "select waiting.signal_id, waiting.thread_id, waiting.contact_id, waiting.pile, waiting.key,
            coalesce(messages.subject, threads.subject, '') as subject, signals.kind, waiting.play, signals.message_id, signals.source_id, signals.occurred_at, contacts.opted_out_at,
            exists (
                select 1 from evidence join items on items.item_id = evidence.item_id
                where evidence.signal_id = waiting.signal_id
                  and (items.state in ('dismissed', 'expired') or items.state = 'done' and items.thread_id is waiting.thread_id)
            ) as is_settled
     from waiting
     join signals on signals.signal_id = waiting.signal_id
     left join contacts on contacts.contact_id = signals.contact_id
     left join messages on messages.message_id = signals.message_id
     left join threads on threads.thread_id = waiting.thread_id
     where waiting.pile in (select value from json_each(?))
     order by signals.occurred_at, waiting.signal_id";

/// Whether any of these signals waits, on whatever pile.
pub async fn any_waits(conn: &mut Conn, signals: &[SignalId]) -> anyhow::Result<bool> {
    let list = serde_json::to_string(signals).context("List the signals")?;
    let found: i64 =
        sqlx::query_scalar("select exists (select 1 from waiting where signal_id in (select value from json_each(?)))")
            .bind(list)
            .fetch_one(conn)
            .await
            .context("Look for what waits")?;
    Ok(found != 0)
}

/// Whether nothing was said between the operator and this contact since `message`, which was the operator's.
pub async fn is_last_word(conn: &mut Conn, contact: ContactId, message: MessageId) -> anyhow::Result<bool> {
    let newest: Option<i64> =
        sqlx::query_scalar(LAST_WORD).bind(contact.0).fetch_optional(conn).await.context("Find the last word with somebody")?;
    Ok(newest.is_none_or(|newest| newest == message.0))
}

pub const LAST_WORD: &str = "select message_id from messages
     where contact_id = ? and kind in ('person', 'calendar') order by sent_at desc, message_id desc limit 1";
