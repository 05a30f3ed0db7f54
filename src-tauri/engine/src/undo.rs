//! Takes back what the operator decided last, about an item, about a sender, or about a suppression.

use crate::cx::Cx;
use crate::store::{moves, sender_decisions, suppression_decisions};
use crate::{desk, queue, senders};
use api::{ApiError, Code, UndoView, text};

/// Undoes the newest decision that is not undone: an item snoozed, woken, dismissed, done by hand or approved; a sender let in or
/// kept out; an address or a domain suppressed or no longer.
///
/// Errors: `not_found` where there is none; `conflict` once the action is out, or where the item went on by itself.
pub async fn undo(cx: &Cx) -> anyhow::Result<UndoView> {
    let mut write = cx.write().await?;
    let moved = moves::last_undoable(write.conn()).await?;
    let decided = sender_decisions::last_undoable(write.conn()).await?;
    let suppressed = suppression_decisions::last_undoable(write.conn()).await?;
    // By their places, not by their times: two decisions of one moment have an order too.
    let is_newest = |decision: &sender_decisions::Row| moved.as_ref().is_none_or(|last| last.move_id <= decision.after_move);
    let is_last = |decision: &suppression_decisions::Row| {
        moved.as_ref().is_none_or(|last| last.move_id <= decision.after_move)
            && decided.as_ref().is_none_or(|last| last.decision_id <= decision.after_sender_decision)
    };
    if let Some(decision) = suppressed.filter(is_last) {
        return desk::undo_suppression(cx, write, &decision).await;
    }
    match (decided.filter(is_newest), &moved) {
        (Some(decision), _) => senders::undo(cx, write, &decision).await,
        (None, Some(last)) => queue::undo(cx, write, last).await,
        (None, None) => Err(ApiError::new(Code::NotFound, text::nothing_to_undo()).into()),
    }
}
