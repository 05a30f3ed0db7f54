//! Takes back a move of the operator's.

use super::moves::{Change, apply, back_to_review};
use crate::cx::Cx;
use crate::store::items::MoveFields;
use crate::store::{Write, moves as store};
use api::{Actor, ApiError, Code, ItemState, OutboxState, Time, UndoView, text};

/// Undoes this move, which is the newest that can be undone: snoozed, dismissed, done by hand, approved.
///
/// Errors: `conflict` once the action is out, or where the item went on by itself.
pub async fn undo(cx: &Cx, mut write: Write, last: &store::Row) -> anyhow::Result<UndoView> {
    let now = cx.now();
    let item = super::decide::existing(&mut write, api::ItemId(last.item_id)).await?;
    let to = match (last.to_state, item.state) {
        (ItemState::Approved, ItemState::Approved) => {
            let held = crate::store::outbox::waiting_of_item(write.conn(), item.id()).await?;
            if held.is_none_or(|action| action.state != OutboxState::Held) {
                return Err(ApiError::new(Code::Conflict, text::too_late_to_undo()).into());
            }
            back_to_review(&mut write, &item, Actor::Operator, &text::undone(&last.reason), now).await?;
            ItemState::Review
        }
        (ItemState::Approved, ItemState::Done) => return refuse(write, last, text::too_late_to_undo(), now).await,
        (moved_to, state) if moved_to == state => {
            let to = item.previous().unwrap_or(ItemState::Review);
            if let Some(other) = super::decide::covering(&mut write, &item).await? {
                return Err(ApiError::new(Code::Conflict, text::covered_by(other.item_id)).into());
            }
            // The clock of an expiry stands still while an item is snoozed, and an undone snooze never was.
            let fields = MoveFields { expires_at: item.expires_at.map(Time), ..MoveFields::default() };
            let reason = text::undone(&last.reason);
            apply(&mut write, &item, Change { to, actor: Actor::Operator, reason: &reason, fields }, now).await?;
            to
        }
        (_, state) => return refuse(write, last, text::cannot_undo_over(state), now).await,
    };
    store::mark_undone(&mut write, last.move_id, now).await?;
    write.commit().await?;
    let words = text::undo_result(last.to_state, to, &item.subject);
    Ok(UndoView { item: Some(item.id()), state: Some(to), words })
}

/// Refuses for good: the move is settled, so that the next undo reaches the one before it.
async fn refuse(mut write: Write, last: &store::Row, words: String, now: Time) -> anyhow::Result<UndoView> {
    store::mark_undone(&mut write, last.move_id, now).await?;
    write.commit().await?;
    Err(ApiError::new(Code::Conflict, words).into())
}
