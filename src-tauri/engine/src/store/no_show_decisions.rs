//! What the operator said of who came to meetings, with what stood there before, so that undo can take it back.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{MeetingId, Time};

/// A decision, and what stood there before it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub decision_id: i64,
    pub meeting_id: i64,
    pub no_show_before: Option<i64>,
    /// The newest move of any item, and the newest other decisions: later ones have greater ids.
    pub after_move: i64,
    pub after_sender_decision: i64,
    pub after_suppression_decision: i64,
}

impl Row {
    pub fn meeting(&self) -> MeetingId {
        MeetingId(self.meeting_id)
    }
}

/// Records a decision that is about to be made: what stands there now is what stood there before it.
pub async fn record(write: &mut Write, meeting: MeetingId, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into no_show_decisions (meeting_id, no_show_before, after_move, after_sender_decision, after_suppression_decision,
             decided_at)
         values (?1, (select no_show_at from meetings where meeting_id = ?1), (select coalesce(max(move_id), 0) from moves),
             (select coalesce(max(decision_id), 0) from sender_decisions),
             (select coalesce(max(decision_id), 0) from suppression_decisions), ?2)",
    )
    .bind(meeting.0)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Record who came to a meeting")?;
    Ok(())
}

/// The newest decision that is not taken back.
pub async fn last_undoable(conn: &mut Conn) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(LAST_UNDOABLE).fetch_optional(conn).await.context("Find the last decision about a meeting")
}

pub const LAST_UNDOABLE: &str =
    "select decision_id, meeting_id, no_show_before, after_move, after_sender_decision, after_suppression_decision
     from no_show_decisions where undone_at is null order by decision_id desc limit 1";

pub async fn mark_undone(write: &mut Write, decision_id: i64, now: Time) -> anyhow::Result<()> {
    sqlx::query("update no_show_decisions set undone_at = ? where decision_id = ?")
        .bind(now.0)
        .bind(decision_id)
        .execute(write.conn())
        .await
        .context("Mark a decision about a meeting as taken back")?;
    Ok(())
}
