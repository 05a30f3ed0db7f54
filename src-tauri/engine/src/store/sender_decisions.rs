//! What the operator decided about people who wrote for the first time, with all that undo needs to take it back.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ContactId, ItemId, ItemState, Time};

/// Let in, or kept out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Allowed,
    Screened,
}

impl Decision {
    fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Screened => "screened",
        }
    }
}

impl TryFrom<String> for Decision {
    type Error = api::UnknownName;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let all = [Self::Allowed, Self::Screened];
        all.into_iter().find(|decision| decision.as_str() == name).ok_or(api::UnknownName { of: "Decision", name })
    }
}

/// A decision, and how things stood before it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub decision_id: i64,
    pub contact_id: i64,
    #[sqlx(try_from = "String")]
    pub decision: Decision,
    pub allowed_before: Option<i64>,
    pub screened_before: Option<i64>,
    /// The open mail item of the sender.
    pub item_id: Option<i64>,
    pub item_state: Option<String>,
    pub snoozed_since: Option<i64>,
    pub snoozed_until: Option<i64>,
    /// The newest move of any item: a later move has a greater id.
    pub after_move: i64,
}

impl Row {
    pub fn contact(&self) -> ContactId {
        ContactId(self.contact_id)
    }

    /// The item that stood open, with its state.
    pub fn item(&self) -> Option<(ItemId, ItemState)> {
        Some((ItemId(self.item_id?), ItemState::from_wire(self.item_state.as_deref()?)?))
    }
}

/// A decision that is being made.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub contact: ContactId,
    pub decision: Decision,
    pub allowed_before: Option<Time>,
    pub screened_before: Option<Time>,
    pub item: Option<&'a super::items::Row>,
}

/// Records a decision, behind the newest move.
pub async fn record(write: &mut Write, new: New<'_>, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into sender_decisions (contact_id, decision, allowed_before, screened_before, item_id, item_state, snoozed_since,
             snoozed_until, after_move, decided_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(move_id), 0) from moves), ?)",
    )
    .bind(new.contact.0)
    .bind(new.decision.as_str())
    .bind(new.allowed_before.map(|at| at.0))
    .bind(new.screened_before.map(|at| at.0))
    .bind(new.item.map(|item| item.item_id))
    .bind(new.item.map(|item| item.state.as_str()))
    .bind(new.item.and_then(|item| item.snoozed_since))
    .bind(new.item.and_then(|item| item.snoozed_until))
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Record a decision about a sender")?;
    Ok(())
}

/// The newest decision that is not taken back.
pub async fn last_undoable(conn: &mut Conn) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(LAST_UNDOABLE).fetch_optional(conn).await.context("Find the last decision about a sender")
}

pub const LAST_UNDOABLE: &str =
    "select decision_id, contact_id, decision, allowed_before, screened_before, item_id, item_state, snoozed_since,
            snoozed_until, after_move
     from sender_decisions where undone_at is null order by decision_id desc limit 1";

pub async fn mark_undone(write: &mut Write, decision_id: i64, now: Time) -> anyhow::Result<()> {
    sqlx::query("update sender_decisions set undone_at = ? where decision_id = ?")
        .bind(now.0)
        .bind(decision_id)
        .execute(write.conn())
        .await
        .context("Mark a decision about a sender as taken back")?;
    Ok(())
}
