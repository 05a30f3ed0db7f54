//! What the operator changed of the records that are kept here, with what stood there before, so that undo can take it back.

use super::{Conn, Write};
use anyhow::Context as _;
use api::Time;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    DealMade,
    DealChanged,
    TaskMade,
    TaskFinished,
    NoteMade,
    ContactsMerged,
    CompaniesMerged,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::DealMade,
        Self::DealChanged,
        Self::TaskMade,
        Self::TaskFinished,
        Self::NoteMade,
        Self::ContactsMerged,
        Self::CompaniesMerged,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::DealMade => "deal_made",
            Self::DealChanged => "deal_changed",
            Self::TaskMade => "task_made",
            Self::TaskFinished => "task_finished",
            Self::NoteMade => "note_made",
            Self::ContactsMerged => "contacts_merged",
            Self::CompaniesMerged => "companies_merged",
        }
    }
}

impl TryFrom<String> for Kind {
    type Error = api::UnknownName;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(api::UnknownName { of: "Kind", name })
    }
}

/// A decision, and how things stood before it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub decision_id: i64,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    /// The id of the deal, the task, the note, or the contact or company that was kept.
    pub subject: i64,
    /// A JSON object, as whoever undoes it reads it.
    pub before: String,
    /// The newest move of any item, and the newest decisions of the other kinds: later ones have greater ids.
    pub after_move: i64,
    pub after_sender_decision: i64,
    pub after_suppression_decision: i64,
    pub after_no_show_decision: i64,
}

/// Records a decision, behind the newest of all others. Answers its row.
pub async fn record(write: &mut Write, kind: Kind, subject: i64, before: &str, now: Time) -> anyhow::Result<i64> {
    sqlx::query_scalar(
        "insert into record_decisions (kind, subject, before, after_move, after_sender_decision, after_suppression_decision,
             after_no_show_decision, decided_at)
         values (?, ?, ?, (select coalesce(max(move_id), 0) from moves),
             (select coalesce(max(decision_id), 0) from sender_decisions),
             (select coalesce(max(decision_id), 0) from suppression_decisions),
             (select coalesce(max(decision_id), 0) from no_show_decisions), ?)
         returning decision_id",
    )
    .bind(kind.as_str())
    .bind(subject)
    .bind(before)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Record a decision about a record")
}

/// The newest decision that is not taken back.
pub async fn last_undoable(conn: &mut Conn) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(LAST_UNDOABLE).fetch_optional(conn).await.context("Find the last decision about a record")
}

pub const LAST_UNDOABLE: &str =
    "select decision_id, kind, subject, before, after_move, after_sender_decision, after_suppression_decision,
            after_no_show_decision
     from record_decisions where undone_at is null order by decision_id desc limit 1";

pub async fn mark_undone(write: &mut Write, decision_id: i64, now: Time) -> anyhow::Result<()> {
    sqlx::query("update record_decisions set undone_at = ? where decision_id = ?")
        .bind(now.0)
        .bind(decision_id)
        .execute(write.conn())
        .await
        .context("Mark a decision about a record as taken back")?;
    Ok(())
}
