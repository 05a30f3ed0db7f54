//! What the operator suppressed or no longer does, with what stood there before, so that undo can take it back.

use super::{Conn, Write};
use anyhow::Context as _;
use api::Time;

/// A decision, and the entry that stood there before it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub decision_id: i64,
    pub what: String,
    pub reason_before: Option<String>,
    pub since_before: Option<i64>,
    /// The newest move of any item, and the newest decision about a sender: later ones have greater ids.
    pub after_move: i64,
    pub after_sender_decision: i64,
}

/// Records a decision that is about to be made: what stands there now is what stood there before it.
pub async fn record(write: &mut Write, what: &str, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into suppression_decisions (what, reason_before, since_before, after_move, after_sender_decision, decided_at)
         values (?1, (select reason from suppressions where what = ?1), (select suppressed_at from suppressions where what = ?1),
             (select coalesce(max(move_id), 0) from moves), (select coalesce(max(decision_id), 0) from sender_decisions), ?2)",
    )
    .bind(what)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Record a decision about a suppression")?;
    Ok(())
}

/// The newest decision that is not taken back.
pub async fn last_undoable(conn: &mut Conn) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(LAST_UNDOABLE).fetch_optional(conn).await.context("Find the last decision about a suppression")
}

pub const LAST_UNDOABLE: &str = "select decision_id, what, reason_before, since_before, after_move, after_sender_decision
     from suppression_decisions where undone_at is null order by decision_id desc limit 1";

pub async fn mark_undone(write: &mut Write, decision_id: i64, now: Time) -> anyhow::Result<()> {
    sqlx::query("update suppression_decisions set undone_at = ? where decision_id = ?")
        .bind(now.0)
        .bind(decision_id)
        .execute(write.conn())
        .await
        .context("Mark a decision about a suppression as taken back")?;
    Ok(())
}
