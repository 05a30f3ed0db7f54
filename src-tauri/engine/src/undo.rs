//! Takes back what the operator decided last, about an item, a sender, a suppression, who came to a meeting, or a record that is
//! kept here.

use crate::cx::Cx;
use crate::store::record_decisions::Kind;
use crate::store::{moves, no_show_decisions, record_decisions, sender_decisions, suppression_decisions};
use crate::{deals, desk, meetings, people, queue, senders, write_back};
use api::{ApiError, Code, ItemId, ItemState, UndoView, text};

/// Undoes the newest decision that is not undone: an item snoozed, woken, dismissed, done by hand or approved; a sender let in or
/// kept out; an address or a domain suppressed or no longer; a meeting to which nobody came, or somebody after all; a deal or a task
/// that is kept here made or changed; two contacts or two companies merged; a deal that was moved and a task that was done, by an action that went
/// out.
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
    let said = no_show_decisions::last_undoable(write.conn()).await?;
    let is_behind_all = |decision: &record_decisions::Row| {
        moved.as_ref().is_none_or(|last| last.move_id <= decision.after_move)
            && decided.as_ref().is_none_or(|last| last.decision_id <= decision.after_sender_decision)
            && suppressed.as_ref().is_none_or(|last| last.decision_id <= decision.after_suppression_decision)
            && said.as_ref().is_none_or(|last| last.decision_id <= decision.after_no_show_decision)
    };
    if let Some(decision) = record_decisions::last_undoable(write.conn()).await?.filter(is_behind_all) {
        return match decision.kind {
            Kind::ContactsMerged => people::undo_merge(cx, write, &decision).await,
            Kind::CompaniesMerged => people::undo_company_merge(cx, write, &decision).await,
            _ => deals::undo(cx, write, &decision).await,
        };
    }
    let is_behind_others = |said: &no_show_decisions::Row| {
        moved.as_ref().is_none_or(|last| last.move_id <= said.after_move)
            && decided.as_ref().is_none_or(|last| last.decision_id <= said.after_sender_decision)
            && suppressed.as_ref().is_none_or(|last| last.decision_id <= said.after_suppression_decision)
    };
    if let Some(decision) = said.filter(is_behind_others) {
        return meetings::undo(cx, write, &decision).await;
    }
    if let Some(decision) = suppressed.filter(is_last) {
        return desk::undo_suppression(cx, write, &decision).await;
    }
    match (decided.filter(is_newest), &moved) {
        (Some(decision), _) => senders::undo(cx, write, &decision).await,
        (None, Some(last)) => {
            let item = queue::existing(&mut write, ItemId(last.item_id)).await?;
            let written =
                if last.to_state == ItemState::Approved { write_back::is_undoable(write.conn(), &item).await? } else { None };
            match written {
                Some(action) => write_back::undo(cx, write, &item, action, last).await,
                None => queue::undo(cx, write, last).await,
            }
        }
        (None, None) => Err(ApiError::new(Code::NotFound, text::nothing_to_undo()).into()),
    }
}
