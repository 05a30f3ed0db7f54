//! Carries out what is kept here, and takes it back: in the very transaction in which it is recorded, so that it is done once whatever
//! happens in between.

use crate::connectors::outgoing::is_for_own_eyes;
use crate::connectors::{Delivery, Effect};
use crate::store::Write;
use crate::store::crm::changes::Field as Changed;
use crate::store::crm::deals::{self, Deal};
use crate::store::crm::notes::{self, NewNote};
use crate::store::crm::pipelines;
use crate::store::crm::tasks::{self, Task};
use crate::store::crm::writes::{self, Field, Kind, NewWrite};
use crate::store::outbox::Receipt;
use anyhow::Context as _;
use api::{Belongs, ConnectionId, Details, DoneDetails, StageDetails, StageId, TaskDetails, Time, text};

/// Does what was approved. Nothing is written where it answers anything but `There`.
pub async fn carry_out(write: &mut Write, connection: ConnectionId, effect: &Effect, now: Time) -> anyhow::Result<Delivery> {
    if is_for_own_eyes(effect.content.action, effect.content.details.as_ref()) {
        return Ok(Delivery::There(Receipt::default()));
    }
    let details = effect.content.details.as_ref().context("An action without details")?;
    let named = details.connection().unwrap_or(connection);
    if named != connection {
        return Ok(Delivery::NotThere(text::record_is_gone()));
    }
    match details {
        Details::Stage(stage) => move_deal(write, effect, stage, now).await,
        Details::Done(done) => complete(write, effect, done, now).await,
        Details::Task(task) => create(write, connection, effect, task, now).await,
        Details::Note(note) => keep(write, connection, effect, &note.belongs, now).await,
        Details::Meeting(_) | Details::Chat(_) | Details::Gone(_) => {
            Ok(Delivery::NotThere(text::nothing_can_do(effect.content.action)))
        }
    }
}

fn there(source_id: &str) -> Delivery {
    Delivery::There(Receipt { provider_id: Some(source_id.to_owned()), ..Receipt::default() })
}

async fn note(write: &mut Write, new: &NewWrite<'_>, now: Time) -> anyhow::Result<()> {
    writes::begin(write, new, now).await?;
    writes::settle(write, (new.connection, new.outbox, new.kind), new.source_id, now).await
}

async fn move_deal(write: &mut Write, effect: &Effect, wanted: &StageDetails, now: Time) -> anyhow::Result<Delivery> {
    let Some(deal) = deals::one(write.conn(), wanted.deal).await?.filter(|deal| deal.archived_at.is_none()) else {
        return Ok(Delivery::NotThere(text::deal_not_there()));
    };
    if deal.stage() != wanted.seen {
        let name = stage_name(write, deal.stage()).await?;
        return Ok(Delivery::NotThere(text::deal_moved_since(&wanted.seen_name, &name)));
    }
    if pipelines::stage(write.conn(), wanted.stage).await?.is_none_or(|stage| stage.is_archived) {
        return Ok(Delivery::NotThere(text::stage_is_gone()));
    }
    let source_id = deal.facts.source_id.clone();
    let (before, after) = (writes::stage(deal.stage()), writes::stage(Some(wanted.stage)));
    let new = NewWrite {
        connection: deal.connection,
        outbox: effect.id,
        kind: Kind::Deal,
        source_id: &source_id,
        field: Field::Stage,
        before,
        after,
    };
    note(write, &new, now).await?;
    set_stage(write, deal, Some(wanted.stage), now).await?;
    Ok(there(&source_id))
}

/// Stores a deal in another stage: our own change, and no news.
pub async fn set_stage(write: &mut Write, deal: Deal, stage: Option<StageId>, now: Time) -> anyhow::Result<()> {
    // Of two changes at one moment the second is later, too.
    let at = now.0.max(deal.facts.modified_at + 1);
    let facts = deals::Facts { stage_id: stage.map(|id| id.0), modified_at: at, active_at: Some(now.0), ..deal.facts };
    let told = deals::Told { facts, contacts: deal.contacts, own: vec![Changed::Stage] };
    deals::put(write, deal.connection, &[told], false, now).await?;
    Ok(())
}

async fn stage_name(write: &mut Write, id: Option<StageId>) -> anyhow::Result<String> {
    let stage = match id {
        Some(id) => pipelines::stage(write.conn(), id).await?,
        None => None,
    };
    Ok(stage.map(|stage| stage.name).unwrap_or_default())
}

async fn complete(write: &mut Write, effect: &Effect, wanted: &DoneDetails, now: Time) -> anyhow::Result<Delivery> {
    let Some(task) = tasks::one(write.conn(), wanted.task).await?.filter(|task| task.archived_at.is_none()) else {
        return Ok(Delivery::NotThere(text::task_is_gone()));
    };
    let is_done = task.told.done_at.is_some();
    if is_done == wanted.is_done {
        let (seen, now) = (text::task_standing(!wanted.is_done), text::task_standing(is_done));
        return Ok(Delivery::NotThere(text::task_changed_since(&seen, &now)));
    }
    let done_at = wanted.is_done.then_some(now.0);
    let source_id = task.told.source_id.clone();
    let new = NewWrite {
        connection: task.connection,
        outbox: effect.id,
        kind: Kind::Task,
        source_id: &source_id,
        field: Field::Done,
        before: writes::time(task.told.done_at),
        after: writes::time(done_at),
    };
    note(write, &new, now).await?;
    set_done(write, task, done_at, now).await?;
    Ok(there(&source_id))
}

/// Stores a task as done, or as to do.
pub async fn set_done(write: &mut Write, task: Task, done_at: Option<i64>, now: Time) -> anyhow::Result<()> {
    let told = tasks::Told { done_at, modified_at: now.0.max(task.told.modified_at + 1), ..task.told };
    tasks::put(write, task.connection, &[told], now).await?;
    Ok(())
}

async fn create(
    write: &mut Write,
    connection: ConnectionId,
    effect: &Effect,
    wanted: &TaskDetails,
    now: Time,
) -> anyhow::Result<Delivery> {
    note(write, &made(connection, effect, Kind::Task), now).await?;
    tasks::put(write, connection, &[told_task(effect, &effect.marker, wanted, now)], now).await?;
    Ok(there(&effect.marker))
}

/// A task that was made by an action, as it is stored.
pub fn told_task(effect: &Effect, source_id: &str, wanted: &TaskDetails, modified_at: Time) -> tasks::Told {
    tasks::Told {
        source_id: source_id.to_owned(),
        title: effect.content.title.clone(),
        body: effect.content.notes.clone(),
        due_at: wanted.due_at.map(|at| at.0),
        done_at: None,
        owner_id: None,
        contact_id: wanted.belongs.contact.map(|id| id.0),
        company_id: wanted.belongs.company.map(|id| id.0),
        deal_id: wanted.belongs.deal.map(|id| id.0),
        modified_at: modified_at.0,
    }
}

async fn keep(
    write: &mut Write,
    connection: ConnectionId,
    effect: &Effect,
    belongs: &Belongs,
    now: Time,
) -> anyhow::Result<Delivery> {
    note(write, &made(connection, effect, Kind::Note), now).await?;
    keep_note(write, connection, effect, &effect.marker, belongs, now).await?;
    Ok(there(&effect.marker))
}

/// Stores a note that was made by an action.
pub async fn keep_note(
    write: &mut Write,
    connection: ConnectionId,
    effect: &Effect,
    source_id: &str,
    belongs: &Belongs,
    now: Time,
) -> anyhow::Result<()> {
    let body = effect.content.notes.as_str();
    let Belongs { contact, company, deal, .. } = *belongs;
    let new = NewNote { source_id, body, contact, company, deal, written_at: now };
    notes::keep(write, connection, &new, now).await?;
    Ok(())
}

fn made<'a>(connection: ConnectionId, effect: &'a Effect, kind: Kind) -> NewWrite<'a> {
    let (before, after) = (String::new(), effect.marker.clone());
    NewWrite { connection, outbox: effect.id, kind, source_id: &effect.marker, field: Field::Made, before, after }
}
