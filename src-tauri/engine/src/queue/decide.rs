//! What the operator does with an item, short of approving it.

use super::moves::{Change, apply};
use crate::calendar::{SnoozeError, parse_snooze};
use crate::cx::Cx;
use crate::jobs;
use crate::settings::Settings;
use crate::signals::judge;
use crate::store::items::{self, MoveFields, Row};
use crate::store::jobs as work;
use crate::store::{Write, approvals, drafts, moves, people, threads};
use api::{Actor, ApiError, Code, ContactId, EndedHow, ItemId, ItemState, Time, Until, text};

/// The longest reason that is kept, in characters.
const REASON_AT_MOST: usize = 2000;

/// Reads an item. Errors: `not_found`.
pub(crate) async fn existing(write: &mut Write, id: ItemId) -> anyhow::Result<Row> {
    let row = items::one(write.conn(), id).await?;
    row.ok_or_else(|| ApiError::new(Code::NotFound, text::no_such_item(id.0)).on("item").into())
}

/// Another item that has not ended and covers the same work.
pub(crate) async fn covering(write: &mut Write, item: &Row) -> anyhow::Result<Option<Row>> {
    let on_pile = items::live_on_pile(write.conn(), &item.pile).await?;
    let other = match on_pile {
        Some(other) => Some(other),
        None => items::live_by_key(write.conn(), &item.key).await?,
    };
    Ok(other.filter(|other| other.item_id != item.item_id))
}

/// Why the operator cannot bring an item there, in the words of what was asked; none where they can.
pub(super) fn refusal(item: &Row, to: ItemState, wanted: &str) -> Option<String> {
    // `approved` may become `done`, but only by its action.
    let is_of_action = to == ItemState::Done && item.state == ItemState::Approved;
    // A finished or dismissed item is not finished or dismissed again: that is undo's way back, not this one.
    let can_be = item.state.may_become(to) && !is_of_action;
    (!can_be).then(|| text::not_in_this_state(wanted, item.state))
}

/// Why an item cannot be woken; none where it is snoozed.
pub(super) fn refusal_to_wake(item: &Row) -> Option<String> {
    (item.state != ItemState::Snoozed).then(|| text::not_in_this_state("woken", item.state))
}

fn allow(item: &Row, to: ItemState, wanted: &str) -> Result<(), ApiError> {
    refusal(item, to, wanted).map_or(Ok(()), |words| Err(ApiError::new(Code::Conflict, words)))
}

/// The operator's reason, as it is kept. Errors: `invalid` where there is none, or too much of it.
pub(super) fn reason_of(given: &str) -> Result<&str, ApiError> {
    let reason = given.trim();
    if reason.is_empty() {
        return Err(ApiError::new(Code::Invalid, text::reason_missing()).on("reason"));
    }
    if reason.chars().count() > REASON_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long("reason", REASON_AT_MOST)).on("reason"));
    }
    Ok(reason)
}

/// Until when these words mean. Errors: `invalid` for words that name no time to come.
pub fn until_of(words: &str, settings: &Settings, now: Time) -> Result<Time, ApiError> {
    parse_snooze(words, now, &settings.zone, &settings.hours)
        .map_err(|error| ApiError::new(Code::Invalid, error.to_string()).on("until"))
}

/// What words say of until when, as they are typed.
pub async fn read_until(cx: &Cx, words: &str) -> anyhow::Result<Until> {
    let settings = cx.settings().await?;
    Ok(match parse_snooze(words, cx.now(), &settings.zone, &settings.hours) {
        Ok(until) => Until { at: Some(until), why_not: String::new() },
        Err(SnoozeError::NotUnderstood(_)) => Until { at: None, why_not: text::until_not_understood() },
        Err(SnoozeError::Past(_)) => Until { at: None, why_not: text::until_is_past() },
        Err(SnoozeError::TooFar(_)) => Until { at: None, why_not: text::until_is_too_far() },
    })
}

/// Puts an item aside for good. Errors: `invalid` without a reason, `conflict` in a state that cannot be dismissed.
pub async fn dismiss(cx: &Cx, id: ItemId, reason: &str) -> anyhow::Result<Row> {
    let reason = reason_of(reason)?;
    let now = cx.now();
    let mut write = cx.write().await?;
    let item = existing(&mut write, id).await?;
    allow(&item, ItemState::Dismissed, "dismissed")?;
    set_aside(&mut write, &item, ItemState::Dismissed, reason, None, now).await?;
    finish_write(write, id).await
}

/// Marks an item as dealt with outside of this product.
pub async fn finish(cx: &Cx, id: ItemId) -> anyhow::Result<Row> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let item = existing(&mut write, id).await?;
    allow(&item, ItemState::Done, "marked as done")?;
    set_aside(&mut write, &item, ItemState::Done, &text::finished_by_hand(), None, now).await?;
    let row = finish_write(write, id).await?;
    judge::judge_changed(cx).await?;
    Ok(row)
}

/// Puts an item aside until a time in plain words. Errors: `invalid` for words that name no time to come.
pub async fn snooze(cx: &Cx, id: ItemId, words: &str) -> anyhow::Result<Row> {
    let now = cx.now();
    let settings = cx.settings().await?;
    let until = until_of(words, &settings, now)?;
    let mut write = cx.write().await?;
    let item = existing(&mut write, id).await?;
    allow(&item, ItemState::Snoozed, "snoozed")?;
    let reason = text::snoozed_until(&crate::moment(until, &settings.zone));
    set_aside(&mut write, &item, ItemState::Snoozed, &reason, Some(until), now).await?;
    work::ask(&mut write, jobs::TICK, 0, until, now).await?;
    finish_write(write, id).await
}

pub(super) async fn set_aside(
    write: &mut Write,
    item: &Row,
    to: ItemState,
    reason: &str,
    until: Option<Time>,
    now: Time,
) -> anyhow::Result<()> {
    let fields = MoveFields {
        previous: Some(item.state),
        ended_how: (to == ItemState::Done).then_some(EndedHow::ByHand),
        snoozed_since: until.map(|_| now),
        snoozed_until: until,
        expires_at: item.expires_at.map(Time),
    };
    apply(write, item, Change { to, actor: Actor::Operator, reason, fields }, now).await?;
    if to == ItemState::Done {
        // What the mails behind it still call for is judged again.
        threads::mark_of_pile(write, item.id()).await?;
    }
    Ok(())
}

/// Brings an expired, superseded or practised item back to review, for as long as its play gives it.
///
/// Errors: `conflict` in another state, where another item covers it, and where the operator keeps its sender out.
pub async fn reopen(cx: &Cx, id: ItemId) -> anyhow::Result<Row> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let item = existing(&mut write, id).await?;
    let practised = item.ended_how() == Some(EndedHow::Practised);
    if !matches!(item.state, ItemState::Expired | ItemState::Superseded) && !practised {
        return Err(ApiError::new(Code::Conflict, text::not_in_this_state("reopened", item.state)).into());
    }
    if let Some(other) = covering(&mut write, &item).await? {
        return Err(ApiError::new(Code::Conflict, text::covered_by(other.item_id)).into());
    }
    let contact: Vec<ContactId> = item.contact_id.map(ContactId).into_iter().collect();
    let standing = people::standings(write.conn(), &contact).await?;
    if standing.values().any(|standing| standing.screened_at.is_some()) {
        return Err(ApiError::new(Code::Conflict, text::sender_is_kept_out()).into());
    }
    // An item that had expired would expire again at once; the operator has said that it is worth doing.
    let expires_at = item.expires_at.map(Time).filter(|at| *at > now);
    let fields = MoveFields { expires_at, ..MoveFields::default() };
    let reason = text::reopened();
    // What was approved before went out or was overtaken; the next approval is another one, and undo goes back past this.
    approvals::void_of_item(&mut write, id, &reason, now).await?;
    moves::settle(&mut write, id, now).await?;
    apply(&mut write, &item, Change { to: ItemState::Review, actor: Actor::Operator, reason: &reason, fields }, now).await?;
    if drafts::newest(write.conn(), id).await?.is_none() {
        work::ask(&mut write, jobs::DRAFT, item.item_id, now, now).await?;
        cx.work.notify_one();
    }
    finish_write(write, id).await
}

/// Has a failed item drafted again.
pub async fn retry(cx: &Cx, id: ItemId) -> anyhow::Result<Row> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let item = existing(&mut write, id).await?;
    if item.state != ItemState::Failed {
        return Err(ApiError::new(Code::Conflict, text::not_in_this_state("drafted again", item.state)).into());
    }
    let reason = text::retried();
    apply(&mut write, &item, Change::plain(&item, ItemState::Drafting, Actor::Operator, &reason), now).await?;
    work::ask(&mut write, jobs::DRAFT, item.item_id, now, now).await?;
    cx.work.notify_one();
    finish_write(write, id).await
}

async fn finish_write(mut write: Write, id: ItemId) -> anyhow::Result<Row> {
    let row = existing(&mut write, id).await?;
    write.commit().await?;
    Ok(row)
}
