//! Brings snoozed items back to the queue: when their time has come, or when the operator does not wait for it.
//!
//! Must never leave an item that the operator woke without knowing its snooze: undo puts it back.

use super::decide::{existing, refusal_to_wake};
use super::moves::{Change, apply};
use crate::cx::Cx;
use crate::jobs;
use crate::store::items::{self, MoveFields, Row};
use crate::store::jobs as work;
use crate::store::{Write, moves};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ItemId, ItemState, Time, text};

/// Brings a snoozed item back to the queue now. Errors: `not_found`, `conflict` where it is not snoozed.
pub async fn wake(cx: &Cx, id: ItemId) -> anyhow::Result<Row> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let item = existing(&mut write, id).await?;
    if let Some(words) = refusal_to_wake(&item) {
        return Err(ApiError::new(Code::Conflict, words).into());
    }
    let before = moves::newest(write.conn()).await?;
    rouse(&mut write, &item, Actor::Operator, now).await?;
    moves::join(&mut write, before).await?;
    write.commit().await?;
    after_waking(cx).await?;
    items::one(&mut *cx.read().await?, id).await?.context("A woken item is gone")
}

/// What follows once woken items are stored: they are drafted where they were not yet, and stand where they belong.
pub(super) async fn after_waking(cx: &Cx) -> anyhow::Result<()> {
    cx.work.notify_one();
    super::rescore_all(cx).await?;
    Ok(())
}

/// The move by which an item wakes. The clock of its expiry stood still meanwhile.
pub(super) async fn rouse(write: &mut Write, item: &Row, actor: Actor, now: Time) -> anyhow::Result<()> {
    let to = item.previous().unwrap_or(ItemState::Review);
    let slept = item.snoozed_since.map_or(0, |since| now.ms_since(Time(since)));
    let expires_at = item.expires_at.map(|at| Time(at).plus_ms(slept));
    let (reason, fields) = match actor {
        Actor::Engine => (text::woke(), MoveFields { expires_at, ..MoveFields::default() }),
        // It still knows its snooze until it moves on.
        Actor::Operator => {
            let (since, until) = (item.snoozed_since.map(Time), item.snoozed_until.map(Time));
            let fields = MoveFields { snoozed_since: since, snoozed_until: until, expires_at, ..MoveFields::default() };
            (text::woken_by_hand(), fields)
        }
    };
    apply(write, item, Change { to, actor, reason: &reason, fields }, now).await
}

/// Puts an item that the operator woke with this move back into its snooze. Answers why not, in words, where it went on since or
/// its time has come meanwhile.
pub(super) async fn put_back(write: &mut Write, item: &Row, woken: &moves::Row, now: Time) -> anyhow::Result<Option<String>> {
    let (Some(since), Some(until)) = (item.snoozed_since.map(Time), item.snoozed_until.map(Time)) else {
        return Ok(Some(text::cannot_undo_over(item.state)));
    };
    if item.state != woken.to_state {
        return Ok(Some(text::cannot_undo_over(item.state)));
    }
    if until <= now {
        return Ok(Some(text::its_time_has_come()));
    }
    let slept = Time(woken.moved_at).ms_since(since);
    let fields = MoveFields {
        previous: Some(item.state),
        snoozed_since: Some(since),
        snoozed_until: Some(until),
        expires_at: item.expires_at.map(|at| Time(at).plus_ms(-slept)),
        ..MoveFields::default()
    };
    let reason = text::undone(&woken.reason);
    apply(write, item, Change { to: ItemState::Snoozed, actor: Actor::Operator, reason: &reason, fields }, now).await?;
    // The snooze that undo reaches next is the one of before, in its place among the decisions.
    let newest = moves::newest(write.conn()).await?;
    moves::mark_undone(write, newest, now).await?;
    work::ask(write, jobs::TICK, 0, until, now).await?;
    Ok(None)
}
