//! The one way in which an item moves: the state, the record of the move and the ledger in one transaction.

use crate::signals::plays;
use crate::store::items::{self, MoveFields, Row};
use crate::store::{Write, approvals, jobs, ledger, moves, outbox, threads};
use api::{Actor, ApiError, Code, EndedHow, ItemId, ItemState, OutboxState, Time, text};

/// A move to be made.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    pub to: ItemState,
    pub actor: Actor,
    pub reason: &'a str,
    pub fields: MoveFields,
}

impl<'a> Change<'a> {
    /// A move that keeps the item's expiry and writes nothing else.
    pub fn plain(item: &Row, to: ItemState, actor: Actor, reason: &'a str) -> Self {
        Self { to, actor, reason, fields: MoveFields { expires_at: item.expires_at.map(Time), ..MoveFields::default() } }
    }
}

/// Moves an item, where the table of states allows it and nobody else moved it meanwhile.
///
/// Errors: `conflict` where the item is no longer in the state in which it was read, or may not move so.
pub async fn apply(write: &mut Write, item: &Row, change: Change<'_>, now: Time) -> anyhow::Result<()> {
    let reopens_practised = item.ended_how() == Some(EndedHow::Practised) && change.to == ItemState::Review;
    if !item.state.may_become(change.to) && !reopens_practised {
        return Err(ApiError::new(Code::Conflict, text::not_in_this_state(change.to.as_str(), item.state)).into());
    }
    if !items::move_to(write, item.id(), item.state, change.to, change.fields).await? {
        return Err(ApiError::new(Code::Conflict, text::not_in_this_state(change.to.as_str(), item.state)).into());
    }
    if change.to == ItemState::New && plays::row(item.kind, item.play)?.is_drafted_at_once() {
        // It was set aside before its draft was made.
        jobs::ask(write, crate::jobs::DRAFT, item.item_id, now, now).await?;
    }
    record(write, &[item.id()], Some(item.state), change, now).await
}

/// Writes down that some items made the same move.
pub(super) async fn record(
    write: &mut Write,
    items: &[ItemId],
    from: Option<ItemState>,
    change: Change<'_>,
    now: Time,
) -> anyhow::Result<()> {
    moves::record(write, items, from, change.to, change.actor, change.reason, now).await?;
    let detail = format!("{}>{}", from.map_or("", ItemState::as_str), change.to.as_str());
    let content_hash = crate::sha256(change.reason.as_bytes());
    let subjects: Vec<String> = items.iter().map(|item| format!("item:{item}")).collect();
    let (actor, event) = (change.actor, "item_moved");
    let entry = |subject| ledger::Entry { actor, event, subject, detail: &detail, content_hash: &content_hash };
    let entries: Vec<ledger::Entry<'_>> = subjects.iter().map(|subject| entry(subject.as_str())).collect();
    ledger::append_all(write, &entries, now).await
}

/// Brings an approved item back to review: its approval is voided, its action leaves the outbox.
///
/// Errors: `conflict` where the action is on its way or out.
pub async fn back_to_review(write: &mut Write, item: &Row, actor: Actor, reason: &str, now: Time) -> anyhow::Result<()> {
    if let Some(action) = outbox::waiting_of_item(write.conn(), item.id()).await? {
        if !outbox::move_to(write, action.id(), OutboxState::Held, OutboxState::Cancelled, Some(reason), now).await? {
            return Err(ApiError::new(Code::Conflict, text::too_late_to_undo()).into());
        }
        approvals::void(write, action.approval(), reason, now).await?;
        jobs::withdraw(write, crate::jobs::SEND, action.outbox_id).await?;
        let entry = ledger::Entry {
            actor,
            event: "approval_voided",
            subject: &format!("approval:{}", action.approval_id),
            detail: "",
            content_hash: &crate::sha256(reason.as_bytes()),
        };
        ledger::append(write, entry, now).await?;
    }
    apply(write, item, Change::plain(item, ItemState::Review, actor, reason), now).await
}

/// Ends an item whose action is out.
pub async fn end_by_action(write: &mut Write, item: &Row, how: EndedHow, actor: Actor, now: Time) -> anyhow::Result<()> {
    let reason = if how == EndedHow::Practised { text::practised() } else { text::sent() };
    let fields =
        MoveFields { previous: None, ended_how: Some(how), expires_at: item.expires_at.map(Time), ..MoveFields::default() };
    apply(write, item, Change { to: ItemState::Done, actor, reason: &reason, fields }, now).await?;
    // What else was waiting with them is not answered by this.
    threads::mark_of_pile(write, item.id()).await
}
