//! The outbox: approved actions and what became of them.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ApprovalId, ItemId, OutboxId, OutboxState, Tag, Time};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub outbox_id: i64,
    pub approval_id: i64,
    pub item_id: i64,
    #[sqlx(try_from = "String")]
    pub state: OutboxState,
    pub undo_until: i64,
    pub due_at: i64,
    pub sending_since: Option<i64>,
    pub sent_at: Option<i64>,
    pub reason: Option<String>,
    /// The draft at the provider from which it is sent, once that is made.
    pub provider_draft: Option<String>,
}

/// What a provider calls what went out, as far as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    pub provider_id: Option<String>,
    pub provider_thread: Option<String>,
    /// The Message-ID that it went out with, where that is another than was asked for.
    pub message_id: Option<String>,
}

impl Row {
    pub fn id(&self) -> OutboxId {
        OutboxId(self.outbox_id)
    }

    pub fn item(&self) -> ItemId {
        ItemId(self.item_id)
    }

    pub fn approval(&self) -> ApprovalId {
        ApprovalId(self.approval_id)
    }
}

/// The columns of [`Row`] in one place.
macro_rules! select_outbox {
    ($rest:literal) => {
        concat!(
            "select outbox_id, approval_id, item_id, state, undo_until, due_at, sending_since, sent_at, reason, provider_draft from outbox ",
            $rest
        )
    };
}

pub async fn insert(
    write: &mut Write,
    approval: ApprovalId,
    item: ItemId,
    undo_until: Time,
    due_at: Time,
) -> anyhow::Result<OutboxId> {
    let id: i64 = sqlx::query_scalar(
        "insert into outbox (approval_id, item_id, state, undo_until, due_at) values (?, ?, 'held', ?, ?) returning outbox_id",
    )
    .bind(approval.0)
    .bind(item.0)
    .bind(undo_until.0)
    .bind(due_at.0)
    .fetch_one(write.conn())
    .await
    .context("Hold an action")?;
    write.changed(Tag::Outbox);
    Ok(OutboxId(id))
}

/// Moves an action; the database refuses what the table of states does not have. Answers whether it still was in `from`.
pub async fn move_to(
    write: &mut Write,
    id: OutboxId,
    from: OutboxState,
    to: OutboxState,
    reason: Option<&str>,
    now: Time,
) -> anyhow::Result<bool> {
    let moved = sqlx::query(
        "update outbox set state = ?2, reason = ?3,
             sending_since = case when ?2 = 'sending' then ?4 else sending_since end,
             data_begun_at = case when ?2 = 'sending' then null else data_begun_at end,
             sent_at = case when ?2 = 'sent' then ?4 else sent_at end
         where outbox_id = ?1 and state = ?5",
    )
    .bind(id.0)
    .bind(to.as_str())
    .bind(reason)
    .bind(now.0)
    .bind(from.as_str())
    .execute(write.conn())
    .await
    .context("Move an action")?;
    write.changed(Tag::Outbox);
    Ok(moved.rows_affected() == 1)
}

/// Notes the draft at the provider from which an action is sent, before it is.
pub async fn note_draft(write: &mut Write, id: OutboxId, draft: Option<&str>) -> anyhow::Result<()> {
    sqlx::query("update outbox set provider_draft = ? where outbox_id = ? and state = 'sending'")
        .bind(draft)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note a draft at the provider")?;
    Ok(())
}

/// Notes that the bytes of an action begin to be handed in, before they are. Answers whether nobody had begun before: of two
/// that find the same action only one goes on.
pub async fn begin_data(write: &mut Write, id: OutboxId, now: Time) -> anyhow::Result<bool> {
    let begun =
        sqlx::query("update outbox set data_begun_at = ? where outbox_id = ? and state = 'sending' and data_begun_at is null")
            .bind(now.0)
            .bind(id.0)
            .execute(write.conn())
            .await
            .context("Note that an action is handed in")?;
    Ok(begun.rows_affected() == 1)
}

/// Notes that what was begun did not go, for certain.
pub async fn forget_data(write: &mut Write, id: OutboxId) -> anyhow::Result<()> {
    sqlx::query("update outbox set data_begun_at = null where outbox_id = ? and state = 'sending'")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note that an action was refused")?;
    Ok(())
}

/// Whether the bytes of an action began to be handed in.
pub async fn is_data_begun(conn: &mut Conn, id: OutboxId) -> anyhow::Result<bool> {
    sqlx::query_scalar("select data_begun_at is not null from outbox where outbox_id = ?")
        .bind(id.0)
        .fetch_one(conn)
        .await
        .context("Look whether an action was begun")
}

/// Notes what the provider calls what went out.
pub async fn note_receipt(write: &mut Write, id: OutboxId, receipt: &Receipt) -> anyhow::Result<()> {
    sqlx::query("update outbox set provider_id = ?, provider_thread = ?, sent_message_id = ? where outbox_id = ?")
        .bind(&receipt.provider_id)
        .bind(&receipt.provider_thread)
        .bind(&receipt.message_id)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note what went out")?;
    Ok(())
}

/// How many actions went to a destination since then.
pub async fn n_sent_through(conn: &mut Conn, destination: &str, since: Time) -> anyhow::Result<u64> {
    sqlx::query_scalar(
        "select count(*) from outbox join approvals using (approval_id)
         where outbox.state = 'sent' and outbox.sent_at >= ? and approvals.destination = ?",
    )
    .bind(since.0)
    .bind(destination)
    .fetch_one(conn)
    .await
    .context("Count what went out")
}

/// Gives a held action a new undo window.
pub async fn restart_undo(write: &mut Write, id: OutboxId, undo_until: Time) -> anyhow::Result<()> {
    sqlx::query("update outbox set undo_until = ? where outbox_id = ? and state = 'held'")
        .bind(undo_until.0)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Restart an undo window")?;
    write.changed(Tag::Outbox);
    Ok(())
}

pub async fn one(conn: &mut Conn, id: OutboxId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_outbox!("where outbox_id = ?")).bind(id.0).fetch_optional(conn).await.context("Read an action")
}

/// The action of an item that is not yet out.
pub async fn waiting_of_item(conn: &mut Conn, item: ItemId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_outbox!("where item_id = ? and state in ('held', 'sending', 'unsure') order by outbox_id desc limit 1"))
        .bind(item.0)
        .fetch_optional(conn)
        .await
        .context("Find the action of an item")
}

/// The action of an item that went, the newest where it was practised before.
pub async fn sent_of_item(conn: &mut Conn, item: ItemId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_outbox!("where item_id = ? and state = 'sent' order by outbox_id desc limit 1"))
        .bind(item.0)
        .fetch_optional(conn)
        .await
        .context("Find what an item sent")
}

/// What still waits, in the order in which it goes: due, then approval.
pub async fn waiting(conn: &mut Conn) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(select_outbox!("where state in ('held', 'sending', 'unsure') order by due_at, outbox_id"))
        .fetch_all(conn)
        .await
        .context("Read the outbox")
}

/// What no longer waits, newest first.
pub async fn finished(conn: &mut Conn, limit: i64) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(select_outbox!("where state in ('sent', 'failed', 'cancelled') order by outbox_id desc limit ?"))
        .bind(limit)
        .fetch_all(conn)
        .await
        .context("Read the outbox")
}

/// How many stand before an action in the line, itself included.
pub async fn place(conn: &mut Conn, row: &Row) -> anyhow::Result<u32> {
    sqlx::query_scalar(
        "select count(*) from outbox where state in ('held', 'sending', 'unsure') and (due_at, outbox_id) <= (?, ?)",
    )
    .bind(row.due_at)
    .bind(row.outbox_id)
    .fetch_one(conn)
    .await
    .context("Find the place in line")
}

pub async fn n_waiting(conn: &mut Conn) -> anyhow::Result<u64> {
    let n: i64 = sqlx::query_scalar("select count(*) from outbox where state in ('held', 'sending', 'unsure')")
        .fetch_one(conn)
        .await
        .context("Count the outbox")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

/// How many went, of all. Read through as a whole, and so only where it is looked at.
pub async fn n_gone(conn: &mut Conn) -> anyhow::Result<u64> {
    let n: i64 = sqlx::query_scalar("select count(*) from outbox where state = 'sent'")
        .fetch_one(conn)
        .await
        .context("Count what went")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

/// Whether an action of the item was begun, or may have gone: it cannot be called back.
pub async fn is_on_its_way(conn: &mut Conn, item: ItemId) -> anyhow::Result<bool> {
    Ok(waiting_of_item(conn, item).await?.is_some_and(|action| action.state != OutboxState::Held))
}
