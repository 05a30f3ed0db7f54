//! Takes back a move of the operator's, or the moves that they made at once.

use super::moves::{Change, apply, back_to_review};
use crate::cx::Cx;
use crate::store::items::{MoveFields, Row};
use crate::store::{Write, moves as store};
use api::{Actor, ApiError, Code, ItemState, OutboxState, Time, UndoView, text};

/// What became of a move that was to be taken back.
enum TakenBack {
    /// The item is in this state again.
    To(ItemState),
    /// It can no longer be taken back: the next undo reaches the one before it.
    Never(String),
    /// Something else has to be decided first.
    NotNow(String),
}

/// Undoes this move, which is the newest that can be undone: snoozed, woken, dismissed, done by hand, approved; and with it all that
/// were made at once.
///
/// Errors: `conflict` once the action is out, or where the item went on by itself.
pub async fn undo(cx: &Cx, mut write: Write, last: &store::Row) -> anyhow::Result<UndoView> {
    if let Some(batch) = last.batch_move_id {
        return undo_batch(cx, write, last, batch).await;
    }
    let now = cx.now();
    let item = super::decide::existing(&mut write, api::ItemId(last.item_id)).await?;
    match take_back(&mut write, &item, last, now).await? {
        TakenBack::To(to) => {
            store::mark_undone(&mut write, last.move_id, now).await?;
            write.commit().await?;
            let words = text::undo_result(last.to_state, to, &item.subject);
            Ok(UndoView { item: Some(item.id()), state: Some(to), words })
        }
        TakenBack::Never(words) => {
            store::mark_undone(&mut write, last.move_id, now).await?;
            write.commit().await?;
            Err(conflict(words))
        }
        TakenBack::NotNow(words) => Err(conflict(words)),
    }
}

/// Undoes what was done to many items at once: all that did not go on since. Where that is none, the last one's reason is told.
async fn undo_batch(cx: &Cx, mut write: Write, last: &store::Row, batch: i64) -> anyhow::Result<UndoView> {
    let now = cx.now();
    let moves = store::undoable_of_batch(write.conn(), batch).await?;
    let (mut first, mut n_back, mut refused, mut waits) = (None, 0, None, false);
    let mut subject = String::new();
    for moved in &moves {
        let item = super::decide::existing(&mut write, api::ItemId(moved.item_id)).await?;
        match take_back(&mut write, &item, moved, now).await? {
            TakenBack::To(to) => {
                first = first.or(Some((item.id(), to)));
                n_back += 1;
                subject = item.subject;
            }
            TakenBack::Never(words) => refused = Some(words),
            TakenBack::NotNow(words) => (refused, waits) = (Some(words), true),
        }
        store::mark_undone(&mut write, moved.move_id, now).await?;
    }
    match (first, refused) {
        // Nothing is written: once the rest is decided, the same undo finds them again.
        (None, Some(words)) if waits => Err(conflict(words)),
        (None, Some(words)) => {
            write.commit().await?;
            Err(conflict(words))
        }
        (first, _) => {
            write.commit().await?;
            let (item, state) = first.unzip();
            let n_left = moves.len() as u64 - n_back;
            let words = match (last.is_waking(), n_back, n_left) {
                (false, ..) => text::undo_of_many(n_back, last.to_state, n_left),
                (true, 1, 0) => text::undid_waking(&subject),
                (true, ..) => text::undid_waking_many(n_back, n_left),
            };
            Ok(UndoView { item, state, words })
        }
    }
}

async fn take_back(write: &mut Write, item: &Row, moved: &store::Row, now: Time) -> anyhow::Result<TakenBack> {
    if moved.is_waking() {
        return Ok(super::wake::put_back(write, item, moved, now)
            .await?
            .map_or(TakenBack::To(ItemState::Snoozed), TakenBack::Never));
    }
    match (moved.to_state, item.state) {
        (ItemState::Approved, ItemState::Approved) => {
            let held = crate::store::outbox::waiting_of_item(write.conn(), item.id()).await?;
            if held.is_none_or(|action| action.state != OutboxState::Held) {
                return Ok(TakenBack::NotNow(text::too_late_to_undo()));
            }
            back_to_review(write, item, Actor::Operator, &text::undone(&moved.reason), now).await?;
            Ok(TakenBack::To(ItemState::Review))
        }
        (ItemState::Approved, ItemState::Done) => Ok(TakenBack::Never(text::too_late_to_undo())),
        (moved_to, state) if moved_to == state => {
            let to = item.previous().unwrap_or(ItemState::Review);
            if let Some(other) = super::decide::covering(write, item).await? {
                return Ok(TakenBack::NotNow(text::covered_by(other.item_id)));
            }
            // The clock of an expiry stands still while an item is snoozed, and an undone snooze never was.
            let fields = MoveFields { expires_at: item.expires_at.map(Time), ..MoveFields::default() };
            let reason = text::undone(&moved.reason);
            apply(write, item, Change { to, actor: Actor::Operator, reason: &reason, fields }, now).await?;
            Ok(TakenBack::To(to))
        }
        (_, state) => Ok(TakenBack::Never(text::cannot_undo_over(state))),
    }
}

fn conflict(words: String) -> anyhow::Error {
    ApiError::new(Code::Conflict, words).into()
}
