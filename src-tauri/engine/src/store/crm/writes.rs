//! What was written to CRMs, and to the records that are kept here in place of one: noted before it begins, so that our own change is
//! known as ours however soon it is read, and so that what may have gone is never done again unseen.

use crate::store::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, OutboxId, StageId, Time};

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The record itself: there was none before.
    Made,
    /// From stage to stage, by our ids; empty for one that nobody knew.
    Stage,
    /// When a task was done, in Unix milliseconds; empty for one that is to do.
    Done,
}

impl Field {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Stage => "stage",
            Self::Done => "done",
        }
    }
}

/// Of which kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Deal,
    Task,
    Note,
    Email,
}

impl Kind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deal => "deal",
            Self::Task => "task",
            Self::Note => "note",
            Self::Email => "email",
        }
    }
}

/// Something that is about to be written.
#[derive(Clone, Debug)]
pub struct NewWrite<'a> {
    pub connection: ConnectionId,
    /// The action by which it is.
    pub outbox: OutboxId,
    pub kind: Kind,
    /// What the CRM calls the record; empty for one that it has yet to name.
    pub source_id: &'a str,
    pub field: Field,
    pub before: String,
    pub after: String,
}

/// Something that was begun, and maybe done.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    pub write_id: i64,
    pub connection_id: i64,
    pub outbox_id: i64,
    pub kind: String,
    pub source_id: String,
    pub field: String,
    pub before: String,
    pub after: String,
    pub begun_at: i64,
    /// When it stood there; none while nobody knows.
    pub written_at: Option<i64>,
    pub undone_at: Option<i64>,
}

/// A stage as it is noted here.
pub fn stage(id: Option<StageId>) -> String {
    id.map_or_else(String::new, |id| id.0.to_string())
}

/// A time as it is noted here.
pub fn time(at: Option<i64>) -> String {
    at.map_or_else(String::new, |at| at.to_string())
}

/// Notes that something begins to be written. What was begun before stays as it was.
pub async fn begin(write: &mut Write, new: &NewWrite<'_>, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into crm_writes (connection_id, outbox_id, kind, source_id, field, before, after, begun_at)
         values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
    )
    .bind(new.connection.0)
    .bind(new.outbox.0)
    .bind(new.kind.as_str())
    .bind(new.source_id)
    .bind(new.field.as_str())
    .bind(&new.before)
    .bind(&new.after)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Note what begins to be written")?;
    Ok(())
}

/// Where, by which action, and of what something is written.
pub type Of = (ConnectionId, OutboxId, Kind);

/// Notes that what an action wrote of this kind stands there, under this name.
pub async fn settle(write: &mut Write, (connection, outbox, kind): Of, source_id: &str, at: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update crm_writes set source_id = ?, written_at = ?
         where outbox_id = ? and connection_id = ? and kind = ? and written_at is null",
    )
    .bind(source_id)
    .bind(at.0)
    .bind(outbox.0)
    .bind(connection.0)
    .bind(kind.as_str())
    .execute(write.conn())
    .await
    .context("Note what was written")?;
    Ok(())
}

/// Forgets what an action began to write of this kind: it is certain that it does not stand there.
pub async fn forget(write: &mut Write, (connection, outbox, kind): Of) -> anyhow::Result<()> {
    sqlx::query("delete from crm_writes where outbox_id = ? and connection_id = ? and kind = ? and written_at is null")
        .bind(outbox.0)
        .bind(connection.0)
        .bind(kind.as_str())
        .execute(write.conn())
        .await
        .context("Forget what was not written")?;
    Ok(())
}

pub const OF_ACTION: &str =
    "select write_id, connection_id, outbox_id, kind, source_id, field, before, after, begun_at, written_at,
     undone_at from crm_writes where outbox_id = ? order by connection_id, kind, field";

/// What an action began to write, in order.
pub async fn of_action(conn: &mut Conn, outbox: OutboxId) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(OF_ACTION).bind(outbox.0).fetch_all(conn).await.context("Read what an action wrote")
}

/// Marks what an action wrote as taken back.
pub async fn mark_undone(write: &mut Write, outbox: OutboxId, now: Time) -> anyhow::Result<()> {
    sqlx::query("update crm_writes set undone_at = ? where outbox_id = ?")
        .bind(now.0)
        .bind(outbox.0)
        .execute(write.conn())
        .await
        .context("Mark what was written as taken back")?;
    Ok(())
}

pub const BEGUN: &str = "select write_id, connection_id, outbox_id, kind, source_id, field, before, after, begun_at, written_at,
     undone_at from crm_writes where connection_id = ? and kind = ? and source_id = ? and written_at is null order by write_id";

/// Whether this value of a record, which is read from its CRM for the first time, is one that we are writing just now or may have
/// written. It then counts as written: when somebody else sets the same value later, that is news.
///
/// What is known to stand there is stored here as well, so that it is no difference when it is read.
pub async fn is_ours(
    write: &mut Write,
    connection: ConnectionId,
    kind: Kind,
    source_id: &str,
    (field, value): (Field, &str),
    told_at: Time,
) -> anyhow::Result<bool> {
    let begun: Vec<Row> = sqlx::query_as(BEGUN)
        .bind(connection.0)
        .bind(kind.as_str())
        .bind(source_id)
        .fetch_all(write.conn())
        .await
        .context("Look up what is being written")?;
    let Some(row) = begun.into_iter().find(|row| row.field == field.as_str() && row.after == value) else { return Ok(false) };
    settle(write, (connection, OutboxId(row.outbox_id), kind), source_id, told_at).await?;
    Ok(true)
}
