//! What the operator does with approved actions: cancel, resolve, stop everything, leave practice.

use super::NOWHERE;
use super::send::LATE_MS;
use crate::connectors::outgoing;
use crate::cx::Cx;
use crate::queue;
use crate::settings;
use crate::store::outbox::{self as store, Row};
use crate::store::{Write, approvals, drafts, items, jobs, ledger, moves, settings as stored_settings};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, EndedHow, OutboxId, OutboxState, Position, Time, Verdict, text};

async fn existing(write: &mut Write, id: OutboxId) -> anyhow::Result<Row> {
    let row = store::one(write.conn(), id).await?;
    row.ok_or_else(|| ApiError::new(Code::NotFound, text::no_such_action(id.0)).on("action").into())
}

/// Takes a held action out of the outbox; its item goes back to review. Errors: `conflict` once it is on its way.
pub async fn cancel(cx: &Cx, id: OutboxId) -> anyhow::Result<()> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let action = existing(&mut write, id).await?;
    if action.state != OutboxState::Held {
        return Err(ApiError::new(Code::Conflict, text::action_not_held(action.state.as_str())).on("action").into());
    }
    let item = items::one(write.conn(), action.item()).await?.context("The item of an action is gone")?;
    queue::back_to_review(&mut write, &item, Actor::Operator, &text::cancelled(), now).await?;
    moves::settle(&mut write, item.id(), now).await?;
    write.commit().await
}

/// Says what became of an action that is unsure: it went, or it is to be sent. Errors: `conflict` for any other.
pub async fn resolve(cx: &Cx, id: OutboxId, verdict: Verdict) -> anyhow::Result<()> {
    let now = cx.now();
    let settings = cx.settings().await?;
    let mut write = cx.write().await?;
    let action = existing(&mut write, id).await?;
    if action.state != OutboxState::Unsure {
        return Err(ApiError::new(Code::Conflict, text::action_not_unsure(action.state.as_str())).on("action").into());
    }
    let approval = approvals::one(write.conn(), action.approval()).await?.context("The approval of an action is gone")?;
    match verdict {
        Verdict::Sent => {
            let item = items::one(write.conn(), action.item()).await?.context("The item of an action is gone")?;
            store::move_to(&mut write, id, OutboxState::Unsure, OutboxState::Sent, Some(&text::said_sent()), now).await?;
            let how = if approval.destination == super::PRACTICE { EndedHow::Practised } else { EndedHow::Sent };
            queue::end_by_action(&mut write, &item, how, Actor::Operator, now).await?;
        }
        Verdict::Send => {
            store::move_to(&mut write, id, OutboxState::Unsure, OutboxState::Held, None, now).await?;
            hold_anew(&mut write, &action, now.plus_seconds(settings.undo_seconds), now).await?;
        }
    }
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "resolved",
        subject: &format!("action:{id}"),
        detail: verdict.as_str(),
        content_hash: &approval.fingerprint,
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    Ok(())
}

async fn hold_anew(write: &mut Write, action: &Row, undo_until: Time, now: Time) -> anyhow::Result<()> {
    store::restart_undo(write, action.id(), undo_until).await?;
    jobs::ask(write, crate::jobs::SEND, action.outbox_id, undo_until, now).await?;
    jobs::put_off(write, crate::jobs::SEND, action.outbox_id, undo_until).await
}

/// Throws the kill switch. Lifting it sends nothing by itself: what has become late goes back to review, the rest gets a new
/// undo window.
pub async fn set_kill_switch(cx: &Cx, position: Position) -> anyhow::Result<()> {
    let now = cx.now();
    let settings = cx.settings().await?;
    if settings.kill_switch == (position == Position::On) {
        return Ok(());
    }
    let mut write = cx.write().await?;
    stored_settings::set(&mut write, settings::KILL_SWITCH, position.as_str(), now).await?;
    let entry =
        ledger::Entry { actor: Actor::Operator, event: "kill_switch", subject: "", detail: position.as_str(), content_hash: "" };
    ledger::append(&mut write, entry, now).await?;
    if position == Position::Off {
        for action in held(&mut write).await? {
            let due = Time(action.undo_until);
            if now.ms_since(due) > LATE_MS {
                let item = items::one(write.conn(), action.item()).await?.context("The item of an action is gone")?;
                let words = text::late(&crate::moment(due, &settings.zone));
                queue::back_to_review(&mut write, &item, Actor::Engine, &words, now).await?;
                moves::settle(&mut write, item.id(), now).await?;
            } else {
                hold_anew(&mut write, &action, now.plus_seconds(settings.undo_seconds), now).await?;
            }
        }
    }
    write.changed(api::Tag::Outbox);
    write.commit().await?;
    cx.work.notify_one();
    Ok(())
}

/// Has every held action asked again by its gates, because something that may have held it has changed.
pub async fn look_again(write: &mut Write, now: Time) -> anyhow::Result<()> {
    for action in held(write).await? {
        let approval = approvals::one(write.conn(), action.approval()).await?.context("The approval of an action is gone")?;
        if approval.destination == NOWHERE && has_a_way(write, &action, approval.revision).await? {
            let item = items::one(write.conn(), action.item()).await?.context("The item of an action is gone")?;
            queue::back_to_review(write, &item, Actor::Engine, &text::has_a_way_now(), now).await?;
            moves::settle(write, item.id(), now).await?;
        }
    }
    // One that was begun is finished by the same job.
    for action in store::waiting(write.conn()).await?.into_iter().filter(|action| action.state != OutboxState::Unsure) {
        jobs::ask(write, crate::jobs::SEND, action.outbox_id, now.max(Time(action.undo_until)), now).await?;
    }
    Ok(())
}

/// Whether something that is connected can carry out now what nothing could when it was approved.
async fn has_a_way(write: &mut Write, action: &Row, revision: u32) -> anyhow::Result<bool> {
    let Some(item) = items::one(write.conn(), action.item()).await? else { return Ok(false) };
    let Some(stored) = drafts::read(write.conn(), item.id(), revision).await? else { return Ok(false) };
    Ok(outgoing::doer_of(write.conn(), item.action, &stored.revision).await?.is_some())
}

/// Voids every held approval, because the place that it names is no longer where actions go.
pub async fn switch_practice(write: &mut Write, now: Time) -> anyhow::Result<()> {
    for action in held(write).await? {
        let item = items::one(write.conn(), action.item()).await?.context("The item of an action is gone")?;
        queue::back_to_review(write, &item, Actor::Engine, &text::practice_switched(), now).await?;
        moves::settle(write, item.id(), now).await?;
    }
    Ok(())
}

async fn held(write: &mut Write) -> anyhow::Result<Vec<Row>> {
    let waiting = store::waiting(write.conn()).await?;
    Ok(waiting.into_iter().filter(|action| action.state == OutboxState::Held).collect())
}
