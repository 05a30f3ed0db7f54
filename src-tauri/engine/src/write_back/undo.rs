//! Takes back what was written: what is kept here at once, what a CRM keeps by an action of its own that compares first.
//!
//! Nothing is taken back over what somebody else changed since.

use super::{Wanted, moving, open};
use crate::connectors::LOCAL;
use crate::connectors::local::write::{set_done, set_stage};
use crate::cx::Cx;
use crate::outbox;
use crate::signals::judge;
use crate::store::crm::writes::{self, Row};
use crate::store::crm::{deals, notes, pipelines, tasks};
use crate::store::items::Row as Item;
use crate::store::{Conn, Write, connections, ledger, moves, outbox as actions};
use anyhow::Context as _;
use api::{
    Actor, ApiError, Approve, Code, ConnectionId, DealId, Details, DoneDetails, EndedHow, GoneDetails, ItemId, ItemState,
    OutboxId, Play, StageDetails, StageId, TaskId, Time, UndoView, text,
};

/// The action by which an item is done, where what it wrote can be taken back.
pub async fn is_undoable(conn: &mut Conn, item: &Item) -> anyhow::Result<Option<OutboxId>> {
    if item.state != ItemState::Done || item.ended_how() != Some(EndedHow::Sent) {
        return Ok(None);
    }
    let Some(action) = actions::sent_of_item(conn, item.id()).await? else { return Ok(None) };
    let all = writes::of_action(conn, action.id()).await?;
    let is_own = |row: &Row| row.kind != writes::Kind::Email.as_str() && row.undone_at.is_none() && row.written_at.is_some();
    Ok(all.iter().any(is_own).then(|| action.id()))
}

/// Takes back what an action wrote; `moved` is its approval.
///
/// Errors: `conflict` where it was changed since, and for what only its CRM can take back; the next undo then reaches the decision
/// before.
pub async fn undo(cx: &Cx, mut write: Write, item: &Item, action: OutboxId, moved: &moves::Row) -> anyhow::Result<UndoView> {
    let now = cx.now();
    let all = writes::of_action(write.conn(), action).await?;
    let row = all.into_iter().find(|row| row.undone_at.is_none()).context("Nothing was written")?;
    let connection = connections::one(write.conn(), ConnectionId(row.connection_id)).await?.context("A write to nowhere")?;
    let is_here = connection.kind == LOCAL;
    let settings = cx.settings().await?;
    if settings.practice && !is_here {
        return Err(conflict(text::cannot_undo_in_practice()));
    }
    moves::mark_undone(&mut write, moved.move_id, now).await?;
    let done = if is_here { here(&mut write, &row, now).await? } else { reverse(&mut write, &row).await? };
    let (words, reversed) = match done {
        Ok(Taken { words, reversed }) => (words, reversed),
        Err(words) => {
            write.commit().await?;
            return Err(conflict(words));
        }
    };
    writes::mark_undone(&mut write, action, now).await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "write_undone",
        subject: &format!("action:{action}"),
        detail: &format!("item:{}", item.item_id),
        content_hash: "",
    };
    ledger::append(&mut write, entry, now).await?;
    let opened = match reversed {
        Some(Reversal { play, subject, details }) => {
            let wanted = Wanted {
                play,
                contact: item.contact_id.map(api::ContactId),
                thread: item.thread_id.map(api::ThreadId),
                pile: None,
                subject: &subject,
                body: text::taken_back_by_you(),
                details,
            };
            Some(open(cx, &mut write, &settings, wanted).await?)
        }
        None => None,
    };
    write.commit().await?;
    if let Some(id) = opened {
        approve(cx, id).await?;
    }
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    Ok(UndoView { item: opened.or(Some(item.id())), state: None, words })
}

/// That the operator took it back is their approval of the very opposite: it passes the gates and is compared like any other.
async fn approve(cx: &Cx, id: ItemId) -> anyhow::Result<()> {
    let request = Approve { item: id, revision: None, waivers: Vec::new() };
    let action = outbox::approve(cx, &request).await?;
    let mut write = cx.write().await?;
    // It is no decision of its own: the next undo reaches the one before.
    moves::settle(&mut write, id, cx.now()).await?;
    actions::restart_undo(&mut write, action, cx.now()).await?;
    crate::store::jobs::put_off(&mut write, crate::jobs::SEND, action.0, cx.now()).await?;
    write.commit().await
}

fn conflict(words: String) -> anyhow::Error {
    ApiError::new(Code::Conflict, words).into()
}

/// What to say, and what is to be done where that is not done yet.
struct Taken {
    words: String,
    reversed: Option<Reversal>,
}

struct Reversal {
    play: Play,
    subject: String,
    details: Details,
}

type Undone = Result<Taken, String>;

fn done(words: String) -> Undone {
    Ok(Taken { words, reversed: None })
}

fn id_of(noted: &str) -> Option<StageId> {
    noted.parse().ok().map(StageId)
}

async fn deal_of(write: &mut Write, row: &Row) -> anyhow::Result<Option<deals::Deal>> {
    let mut found = deals::of_sources(write.conn(), ConnectionId(row.connection_id), &[row.source_id.as_str()]).await?;
    Ok(found.remove(&row.source_id).filter(|deal| deal.archived_at.is_none()))
}

async fn task_of(write: &mut Write, row: &Row) -> anyhow::Result<Option<tasks::Task>> {
    let mut found = tasks::of_sources(write.conn(), ConnectionId(row.connection_id), &[row.source_id.as_str()]).await?;
    Ok(found.remove(&row.source_id).filter(|task| task.archived_at.is_none()))
}

/// Of what is kept here.
async fn here(write: &mut Write, row: &Row, now: Time) -> anyhow::Result<Undone> {
    let connection = ConnectionId(row.connection_id);
    let changed = || Ok(Err(text::changed_since_it_was_written()));
    match (row.kind.as_str(), row.field.as_str()) {
        ("deal", "stage") => {
            let Some(deal) = deal_of(write, row).await?.filter(|deal| deal.stage() == id_of(&row.after)) else {
                return changed();
            };
            let before = match id_of(&row.before) {
                Some(id) => pipelines::stage(write.conn(), id).await?,
                None => None,
            };
            let name = deal.facts.name.clone();
            set_stage(write, deal, id_of(&row.before), now).await?;
            Ok(done(text::undid_move(&name, &before.map(|stage| stage.name).unwrap_or_default())))
        }
        ("task", "done") => {
            let is_as_left = |task: &tasks::Task| writes::time(task.told.done_at) == row.after;
            let Some(task) = task_of(write, row).await?.filter(is_as_left) else { return changed() };
            let (title, before) = (task.told.title.clone(), row.before.parse().ok());
            set_done(write, task, before, now).await?;
            Ok(done(if before.is_none() { text::undid_done(&title) } else { text::undid_open(&title) }))
        }
        ("task", "made") => {
            let Some(task) = task_of(write, row).await?.filter(|task| task.told.done_at.is_none()) else { return changed() };
            tasks::archive(write, connection, &[row.source_id.as_str()], now).await?;
            Ok(done(text::undid_task(&task.told.title)))
        }
        ("note", "made") => {
            if notes::remove(write, connection, &row.source_id).await? {
                Ok(done(text::undid_note()))
            } else {
                changed()
            }
        }
        _ => Ok(Err(text::too_late_to_undo())),
    }
}

/// Of what a CRM keeps: the opposite, from the value that we set back to the one before.
async fn reverse(write: &mut Write, row: &Row) -> anyhow::Result<Undone> {
    let connection = ConnectionId(row.connection_id);
    match (row.kind.as_str(), row.field.as_str()) {
        ("deal", "stage") => {
            let (before, after) = (id_of(&row.before), id_of(&row.after));
            let Some(deal) = deal_of(write, row).await?.filter(|deal| deal.stage() == after) else {
                return Ok(Err(text::changed_since_it_was_written()));
            };
            let (all, now) = moving::of_deal(write.conn(), &deal).await?;
            let Some(stage) = all.into_iter().find(|stage| Some(stage.id) == before) else {
                return Ok(Err(text::stage_is_gone()));
            };
            let details = StageDetails {
                connection,
                deal: DealId(deal.id.0),
                stage: stage.id,
                stage_name: stage.name.clone(),
                seen: after,
                seen_name: now.map(|stage| stage.name).unwrap_or_default(),
            };
            let subject = text::move_deal_subject(&deal.facts.name);
            let reversed = Some(Reversal { play: Play::MoveDeal, subject, details: Details::Stage(details) });
            Ok(Ok(Taken { words: text::undoes_move(&deal.facts.name, &stage.name), reversed }))
        }
        ("task", "done") => {
            let was_done = !row.before.is_empty();
            let is_as_left = |task: &tasks::Task| task.told.done_at.is_some() != was_done;
            let Some(task) = task_of(write, row).await?.filter(is_as_left) else {
                return Ok(Err(text::changed_since_it_was_written()));
            };
            let task_title = task.told.title;
            let words = if was_done { text::undid_open(&task_title) } else { text::undoes_done(&task_title) };
            let details = DoneDetails { connection, task: TaskId(task.id.0), task_title: task_title.clone(), is_done: was_done };
            let reversed = Some(Reversal { play: Play::ReopenTask, subject: task_title, details: Details::Done(details) });
            Ok(Ok(Taken { words, reversed }))
        }
        ("task", "made") => {
            let Some(task) = task_of(write, row).await?.filter(|task| task.told.done_at.is_none()) else {
                return Ok(Err(text::changed_since_it_was_written()));
            };
            let tasks::Told { title, body, .. } = task.told;
            Ok(Ok(take_away(row, Play::AddTask, &title, body, text::undoes_task(&title))))
        }
        ("note", "made") => match notes::said(write.conn(), connection, &row.source_id).await? {
            Some(said) => {
                let shown = said.lines().next().unwrap_or_default().chars().take(60).collect::<String>();
                Ok(Ok(take_away(row, Play::AddNote, &shown, said, text::undoes_note())))
            }
            None => Ok(Err(text::changed_since_it_was_written())),
        },
        _ => Ok(Err(text::cannot_undo_in_crm())),
    }
}

/// A record that we made goes away again, by an action that compares first.
fn take_away(row: &Row, play: Play, what: &str, said: String, words: String) -> Taken {
    let connection = ConnectionId(row.connection_id);
    let details = GoneDetails { connection, source_id: row.source_id.clone(), marker: row.after.clone(), said };
    let subject = text::takes_away_subject(what);
    Taken { words, reversed: Some(Reversal { play, subject, details: Details::Gone(details) }) }
}
