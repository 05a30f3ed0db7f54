//! Takes back what the operator changed of the records that are kept here.

use super::save::{self, Kept, State};
use super::todo;
use crate::cx::Cx;
use crate::signals::judge;
use crate::store::crm::deals::{self, Facts};
use crate::store::crm::{notes, tasks};
use crate::store::record_decisions::{self, Kind, Row};
use crate::store::{Write, connections, ledger};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ContactId, DealId, NoteId, TaskId, Time, UndoView, text};

/// Takes a decision back.
///
/// Errors: `conflict` where the record was changed otherwise since; the next undo then reaches the decision before.
pub async fn undo(cx: &Cx, mut write: Write, decided: &Row) -> anyhow::Result<UndoView> {
    let now = cx.now();
    record_decisions::mark_undone(&mut write, decided.decision_id, now).await?;
    let words = match decided.kind {
        Kind::DealMade | Kind::DealChanged => deal(&mut write, decided, now).await?,
        Kind::TaskMade | Kind::TaskFinished => task(&mut write, decided, now).await?,
        Kind::NoteMade => note(&mut write, decided, now).await?,
        Kind::ContactsMerged | Kind::CompaniesMerged => anyhow::bail!("a merge is not undone here"),
    };
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    match words {
        Ok(words) => Ok(UndoView { item: None, state: None, words }),
        Err(words) => Err(ApiError::new(Code::Conflict, words).into()),
    }
}

/// Answers what to say: that it was taken back, or why it cannot be.
async fn deal(write: &mut Write, decided: &Row, now: Time) -> anyhow::Result<Result<String, String>> {
    let kept: Kept = serde_json::from_str(&decided.before).context("Read what a deal was")?;
    let id = DealId(decided.subject);
    let Some(deal) = deals::one(write.conn(), id).await?.filter(|deal| deal.archived_at.is_none()) else {
        return Ok(Err(text::deal_is_gone_since()));
    };
    let name = deal.facts.name.clone();
    if !State::of(&deal).is_like(&kept.after) {
        return Ok(Err(text::deal_changed_since(&name)));
    }
    let words = match kept.before {
        None => {
            deals::archive(write, deal.connection, &[deal.facts.source_id.as_str()], now).await?;
            text::undid_making_deal(&name)
        }
        Some(State { facts, contacts }) => {
            let was_moved = facts.stage_id != deal.facts.stage_id;
            // That it was taken back is a change too, behind the one that it takes back.
            let facts = Facts { modified_at: now.0.max(deal.facts.modified_at + 1), ..facts };
            save::put(write, deal.connection, facts, contacts.into_iter().map(ContactId).collect(), now).await?;
            if was_moved { text::undid_moving_deal(&name) } else { text::undid_changing_deal(&name) }
        }
    };
    save::note(write, "deal_change_undone", id, now).await?;
    Ok(Ok(words))
}

async fn note(write: &mut Write, decided: &Row, now: Time) -> anyhow::Result<Result<String, String>> {
    let id = NoteId(decided.subject);
    if !notes::take_away(write, id).await? {
        return Ok(Err(text::note_is_gone_since()));
    }
    let subject = format!("note:{id}");
    let entry = ledger::Entry { actor: Actor::Operator, event: "note_undone", subject: &subject, detail: "", content_hash: "" };
    ledger::append(write, entry, now).await?;
    Ok(Ok(text::undid_note()))
}

async fn task(write: &mut Write, decided: &Row, now: Time) -> anyhow::Result<Result<String, String>> {
    let id = TaskId(decided.subject);
    let Some(task) = tasks::one(write.conn(), id).await?.filter(|task| task.archived_at.is_none()) else {
        return Ok(Err(text::task_is_gone_since()));
    };
    let connection = connections::one(write.conn(), task.connection).await?.context("A task of no connection")?;
    let title = task.told.title.clone();
    let words = match decided.kind {
        Kind::TaskFinished if task.told.done_at.is_none() => return Ok(Err(text::task_is_open_again(&title))),
        Kind::TaskFinished => {
            let told = tasks::Told { done_at: None, modified_at: now.0, ..task.told };
            tasks::put(write, connection.id(), &[told], now).await?;
            text::undid_finishing_task(&title)
        }
        _ => {
            tasks::archive(write, connection.id(), &[task.told.source_id.as_str()], now).await?;
            text::undid_adding_task(&title)
        }
    };
    todo::note(write, "task_change_undone", id, now).await?;
    Ok(Ok(words))
}
