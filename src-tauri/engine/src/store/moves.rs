//! The moves of items from state to state: what undo takes back, and what the screen explains.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use anyhow::Context as _;
use api::{Actor, ItemId, ItemState, Time};
use sqlx::{QueryBuilder, Sqlite};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub move_id: i64,
    pub item_id: i64,
    pub from_state: Option<String>,
    #[sqlx(try_from = "String")]
    pub to_state: ItemState,
    #[sqlx(try_from = "String")]
    pub actor: Actor,
    pub reason: String,
    pub moved_at: i64,
    /// The first of the moves that were made at once; none for a move by itself.
    pub batch_move_id: Option<i64>,
}

impl Row {
    pub fn from(&self) -> Option<ItemState> {
        self.from_state.as_deref().and_then(ItemState::from_wire)
    }

    /// Whether the operator woke the item with it. A snooze that was taken back leads the same way, but is never joined.
    pub fn is_waking(&self) -> bool {
        self.from() == Some(ItemState::Snoozed) && self.batch_move_id.is_some()
    }
}

/// Records the same move of some items.
pub async fn record(
    write: &mut Write,
    items: &[ItemId],
    from: Option<ItemState>,
    to: ItemState,
    actor: Actor,
    reason: &str,
    now: Time,
) -> anyhow::Result<()> {
    for chunk in items.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into moves (item_id, from_state, to_state, actor, reason, moved_at) ")
            .push_values(chunk, |mut row, item| {
                row.push_bind(item.0)
                    .push_bind(from.map(ItemState::as_str))
                    .push_bind(to.as_str())
                    .push_bind(actor.as_str())
                    .push_bind(reason)
                    .push_bind(now.0);
            })
            .build()
            .persistent(chunk.len() == 1)
            .execute(write.conn())
            .await
            .context("Record moves")?;
    }
    Ok(())
}

/// The moves of an item, oldest first.
pub async fn of_item(conn: &mut Conn, item: ItemId) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(
        "select move_id, item_id, from_state, to_state, actor, reason, moved_at, batch_move_id
         from moves where item_id = ? order by move_id",
    )
    .bind(item.0)
    .fetch_all(conn)
    .await
    .context("Read the moves of an item")
}

/// The operator's newest move that is not taken back.
pub async fn last_undoable(conn: &mut Conn) -> anyhow::Result<Option<Row>> {
    let aside: Option<Row> = sqlx::query_as(LAST_UNDOABLE).fetch_optional(&mut *conn).await.context("Find the last move")?;
    let woken: Option<Row> = sqlx::query_as(LAST_WOKEN).fetch_optional(conn).await.context("Find the last waking")?;
    Ok(aside.into_iter().chain(woken).max_by_key(|moved| moved.move_id))
}

pub const LAST_UNDOABLE: &str = "select move_id, item_id, from_state, to_state, actor, reason, moved_at, batch_move_id from moves
     where actor = 'operator' and undone_at is null and to_state in ('snoozed', 'dismissed', 'done', 'approved')
     order by move_id desc limit 1";

/// Wakings by hand are joined, be it with themselves alone, so they are found among what was made at once.
pub const LAST_WOKEN: &str = "select move_id, item_id, from_state, to_state, actor, reason, moved_at, batch_move_id from moves
     where batch_move_id is not null and from_state = 'snoozed' and actor = 'operator' and undone_at is null
     order by batch_move_id desc, move_id desc limit 1";

/// The newest move of any item; 0 before the first.
pub async fn newest(conn: &mut Conn) -> anyhow::Result<i64> {
    sqlx::query_scalar("select coalesce(max(move_id), 0) from moves").fetch_one(conn).await.context("Find the newest move")
}

/// Has undo take back at once all that the operator moved in this transaction, which began behind that move.
pub async fn join(write: &mut Write, after: i64) -> anyhow::Result<()> {
    sqlx::query(
        "update moves set batch_move_id = (select min(move_id) from moves where move_id > ?1 and actor = 'operator')
         where move_id > ?1 and actor = 'operator'",
    )
    .bind(after)
    .execute(write.conn())
    .await
    .context("Join moves")?;
    Ok(())
}

/// The moves that were made at once and are not taken back, in their order.
pub async fn undoable_of_batch(conn: &mut Conn, batch: i64) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(OF_BATCH).bind(batch).fetch_all(conn).await.context("Read moves that were made at once")
}

pub const OF_BATCH: &str = "select move_id, item_id, from_state, to_state, actor, reason, moved_at, batch_move_id from moves
     where batch_move_id = ? and undone_at is null order by move_id";

/// When the operator decided about items, newest first; what was decided at once counts once.
pub async fn decided(conn: &mut Conn, limit: i64) -> anyhow::Result<Vec<Time>> {
    let times: Vec<i64> = sqlx::query_scalar(DECIDED).bind(limit).fetch_all(conn).await.context("Read when was decided")?;
    Ok(times.into_iter().map(Time).collect())
}

pub const DECIDED: &str = "select distinct moved_at from moves
     where actor = 'operator' and to_state in ('snoozed', 'dismissed', 'done', 'approved')
     order by moved_at desc limit ?";

/// Marks a move as taken back, or as one that can no longer be.
pub async fn mark_undone(write: &mut Write, move_id: i64, now: Time) -> anyhow::Result<()> {
    sqlx::query("update moves set undone_at = ? where move_id = ?")
        .bind(now.0)
        .bind(move_id)
        .execute(write.conn())
        .await
        .context("Mark a move as taken back")?;
    Ok(())
}

/// Has the operator's last snooze of an item be undoable again: the item is back in it.
pub async fn unsettle_snooze(write: &mut Write, item: ItemId) -> anyhow::Result<()> {
    sqlx::query(
        "update moves set undone_at = null
         where move_id = (select max(move_id) from moves where item_id = ? and actor = 'operator' and to_state = 'snoozed')",
    )
    .bind(item.0)
    .execute(write.conn())
    .await
    .context("Have a snooze be undoable again")?;
    Ok(())
}

/// Marks the moves of an item as no longer undoable: it went on without the operator.
pub async fn settle(write: &mut Write, item: ItemId, now: Time) -> anyhow::Result<()> {
    sqlx::query("update moves set undone_at = ? where item_id = ? and actor = 'operator' and undone_at is null")
        .bind(now.0)
        .bind(item.0)
        .execute(write.conn())
        .await
        .context("Settle the moves of an item")?;
    Ok(())
}
