//! The same decision about many items at once, in one transaction, which one undo takes back.

use super::decide::{reason_of, refusal, refusal_to_wake, set_aside, until_of};
use super::wake::{after_waking, rouse};
use crate::cx::Cx;
use crate::jobs;
use crate::signals::judge;
use crate::store::items;
use crate::store::{Write, jobs as work, moves};
use api::{Actor, ApiError, Bulk, Code, ItemId, ItemState, RefusedItem, Time, text};
use std::collections::HashSet;

const ITEMS_AT_MOST: usize = 1000;

/// What is decided.
enum Decision<'a> {
    Aside {
        to: ItemState,
        /// The decision as a refusal names it.
        wanted: &'a str,
        /// What each move gets.
        reason: &'a str,
        until: Option<Time>,
    },
    Wake,
}

impl Decision<'_> {
    fn until(&self) -> Option<Time> {
        match self {
            Self::Aside { until, .. } => *until,
            Self::Wake => None,
        }
    }
}

/// Puts items aside for good. Errors: `invalid` without a reason or without items.
pub async fn dismiss_many(cx: &Cx, items: &[ItemId], reason: &str) -> anyhow::Result<Bulk> {
    let reason = reason_of(reason)?;
    let decision = Decision::Aside { to: ItemState::Dismissed, wanted: "dismissed", reason, until: None };
    decide(cx, items, &decision).await
}

/// Puts items aside until a time in plain words. Errors: `invalid` for words that name no time to come, or without items.
pub async fn snooze_many(cx: &Cx, items: &[ItemId], words: &str) -> anyhow::Result<Bulk> {
    let settings = cx.settings().await?;
    let until = until_of(words, &settings, cx.now())?;
    let reason = text::snoozed_until(&crate::moment(until, &settings.zone));
    let decision = Decision::Aside { to: ItemState::Snoozed, wanted: "snoozed", reason: &reason, until: Some(until) };
    decide(cx, items, &decision).await
}

/// Marks items as dealt with outside of this product. Errors: `invalid` without items.
pub async fn finish_many(cx: &Cx, items: &[ItemId]) -> anyhow::Result<Bulk> {
    let reason = text::finished_by_hand();
    let decision = Decision::Aside { to: ItemState::Done, wanted: "marked as done", reason: &reason, until: None };
    let bulk = decide(cx, items, &decision).await?;
    judge::judge_changed(cx).await?;
    Ok(bulk)
}

/// Brings snoozed items back to the queue now. Errors: `invalid` without items.
pub async fn wake_many(cx: &Cx, items: &[ItemId]) -> anyhow::Result<Bulk> {
    let bulk = decide(cx, items, &Decision::Wake).await?;
    after_waking(cx).await?;
    Ok(bulk)
}

async fn decide(cx: &Cx, asked: &[ItemId], decision: &Decision<'_>) -> anyhow::Result<Bulk> {
    if asked.is_empty() {
        return Err(ApiError::new(Code::Invalid, text::no_items_named()).on("items").into());
    }
    if asked.len() > ITEMS_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_many_items(ITEMS_AT_MOST)).on("items").into());
    }
    let now = cx.now();
    let mut write = cx.write().await?;
    let before = moves::newest(write.conn()).await?;
    let (mut bulk, mut seen) = (Bulk::default(), HashSet::new());
    // One that is named twice is decided about once.
    for &item in asked.iter().filter(|item| seen.insert(**item)) {
        match decide_one(&mut write, item, decision, now).await? {
            None => bulk.done.push(item),
            Some(words) => bulk.refused.push(RefusedItem { item, words }),
        }
    }
    // Being woken by hand is told from other ways back by being joined, however few they are.
    if bulk.done.len() > 1 || matches!(decision, Decision::Wake) {
        moves::join(&mut write, before).await?;
    }
    if let Some(until) = decision.until().filter(|_| !bulk.done.is_empty()) {
        work::ask(&mut write, jobs::TICK, 0, until, now).await?;
        bulk.snoozed_until = Some(until);
    }
    write.commit().await?;
    Ok(bulk)
}

/// Answers why not, in words; none where the item moved.
async fn decide_one(write: &mut Write, id: ItemId, decision: &Decision<'_>, now: Time) -> anyhow::Result<Option<String>> {
    let Some(item) = items::one(write.conn(), id).await? else { return Ok(Some(text::no_such_item(id.0))) };
    let refused = match decision {
        Decision::Aside { to, wanted, .. } => refusal(&item, *to, wanted),
        Decision::Wake => refusal_to_wake(&item),
    };
    if refused.is_some() {
        return Ok(refused);
    }
    match decision {
        Decision::Aside { to, reason, until, .. } => set_aside(write, &item, *to, reason, *until, now).await?,
        Decision::Wake => rouse(write, &item, Actor::Operator, now).await?,
    }
    Ok(None)
}
