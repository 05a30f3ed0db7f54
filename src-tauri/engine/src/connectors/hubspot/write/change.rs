//! Changes one value of a record: read, compared with what the operator saw, written, and read back.
//!
//! HubSpot compares nothing itself, so that between the look and the write somebody else may still come; what is read back says who won.

use super::{Came, Writing, came, not_yet, there};
use crate::connectors::Delivery;
use crate::connectors::hubspot::kinds::Kind as Path;
use crate::connectors::hubspot::wire::Object;
use crate::connectors::local::write::{set_done, set_stage};
use crate::connectors::web::Fault;
use crate::fault;
use crate::store::crm::deals::{self, Deal};
use crate::store::crm::pipelines::{self, Stage};
use crate::store::crm::tasks::{self, Task};
use crate::store::crm::writes::{self, Field, Kind, NewWrite};
use api::{DoneDetails, StageDetails, StageId, Time, text};
use serde_json::{Value, json};

const TO_DO: &str = "NOT_STARTED";
const DONE: &str = "COMPLETED";

/// A value of a record that is to become another one.
struct Change<'a> {
    path: Path,
    source_id: &'a str,
    /// What is read of the record.
    read: &'static [&'static str],
    properties: Value,
    new: NewWrite<'a>,
}

/// What a record says now.
enum Now {
    /// What it is to say.
    Wanted(Time),
    /// What the operator saw.
    Seen,
    /// Something else, in words for the operator.
    Changed(String),
}

pub async fn stage(writing: &Writing<'_>, wanted: &StageDetails) -> anyhow::Result<Delivery> {
    let mut conn = writing.cx.read().await?;
    let Some(deal) = deals::one(&mut conn, wanted.deal).await?.filter(|deal| deal.connection == writing.connection.id()) else {
        return Ok(Delivery::NotThere(text::deal_not_there()));
    };
    let stages = pipelines::of_connection(&mut conn, deal.connection).await?;
    drop(conn);
    let Some(target) = stages.iter().find(|stage| stage.id == wanted.stage && !stage.is_archived) else {
        return Ok(Delivery::NotThere(text::stage_is_gone()));
    };
    let source_id = deal.facts.source_id.clone();
    let change = Change {
        path: Path::Deals,
        source_id: &source_id,
        read: &["dealstage", "pipeline"],
        properties: json!({ "dealstage": target.source_id, "pipeline": target.pipeline_source_id }),
        new: NewWrite {
            connection: deal.connection,
            outbox: writing.id,
            kind: Kind::Deal,
            source_id: &source_id,
            field: Field::Stage,
            before: writes::stage(wanted.seen),
            after: writes::stage(Some(wanted.stage)),
        },
    };
    let says = |object: &Object| match stage_of(&stages, object) {
        Some(stage) if stage.id == wanted.stage => Now::Wanted(object.changed_at),
        now if now.map(|stage| stage.id) == wanted.seen => Now::Seen,
        now => Now::Changed(text::deal_moved_since(
            &wanted.seen_name,
            now.map_or(object.text("dealstage"), |stage| stage.name.as_str()),
        )),
    };
    match carry(writing, &change, &says, text::deal_not_there()).await? {
        Ended::There(at) => {
            keep_stage(writing, &deal, wanted, &source_id, at).await?;
            Ok(there(&source_id))
        }
        Ended::Otherwise(delivery) => Ok(delivery),
    }
}

fn stage_of<'a>(stages: &'a [Stage], object: &Object) -> Option<&'a Stage> {
    let (pipeline, stage) = (object.text("pipeline"), object.text("dealstage"));
    stages.iter().find(|known| known.source_id == stage && known.pipeline_source_id == pipeline)
}

/// Stores what stands there now, so that it is no difference when it is read. Where a reading was faster, what it stored is left.
async fn keep_stage(writing: &Writing<'_>, seen: &Deal, wanted: &StageDetails, source_id: &str, at: Time) -> anyhow::Result<()> {
    let mut write = writing.cx.write().await?;
    writes::settle(&mut write, writing.of(Kind::Deal), source_id, at).await?;
    if let Some(deal) = deals::one(write.conn(), seen.id).await?.filter(|deal| deal.stage() == wanted.seen) {
        set_stage(&mut write, deal, Some(StageId(wanted.stage.0)), at).await?;
    }
    write.commit().await
}

pub async fn done(writing: &Writing<'_>, wanted: &DoneDetails) -> anyhow::Result<Delivery> {
    let task = tasks::one(&mut *writing.cx.read().await?, wanted.task).await?;
    let Some(task) = task.filter(|task| task.connection == writing.connection.id()) else {
        return Ok(Delivery::NotThere(text::task_is_gone()));
    };
    let source_id = task.told.source_id.clone();
    let done_at = wanted.is_done.then_some(writing.cx.now().0);
    let change = Change {
        path: Path::Tasks,
        source_id: &source_id,
        read: &["hs_task_status"],
        properties: json!({ "hs_task_status": if wanted.is_done { DONE } else { TO_DO } }),
        new: NewWrite {
            connection: task.connection,
            outbox: writing.id,
            kind: Kind::Task,
            source_id: &source_id,
            field: Field::Done,
            before: writes::time(task.told.done_at),
            after: writes::time(done_at),
        },
    };
    let says = |object: &Object| {
        let is_done = object.text("hs_task_status") == DONE;
        if is_done == wanted.is_done { Now::Wanted(object.changed_at) } else { Now::Seen }
    };
    match carry(writing, &change, &says, text::task_is_gone()).await? {
        Ended::There(at) => {
            keep_done(writing, &task, wanted, &source_id, at).await?;
            Ok(there(&source_id))
        }
        Ended::Otherwise(delivery) => Ok(delivery),
    }
}

async fn keep_done(writing: &Writing<'_>, seen: &Task, wanted: &DoneDetails, source_id: &str, at: Time) -> anyhow::Result<()> {
    let mut write = writing.cx.write().await?;
    writes::settle(&mut write, writing.of(Kind::Task), source_id, at).await?;
    let is_as_seen = |task: &Task| task.told.done_at.is_some() != wanted.is_done;
    if let Some(task) = tasks::one(write.conn(), seen.id).await?.filter(is_as_seen) {
        set_done(&mut write, task, wanted.is_done.then_some(at.0), at).await?;
    }
    write.commit().await
}

enum Ended {
    /// It says what it is to say, since then.
    There(Time),
    Otherwise(Delivery),
}

/// Reads, compares, writes and reads back.
async fn carry(
    writing: &Writing<'_>,
    change: &Change<'_>,
    says: &(dyn Fn(&Object) -> Now + Sync),
    gone: String,
) -> anyhow::Result<Ended> {
    let begun = writing.begun(change.new.kind).await?;
    if let Some(at) = begun.as_ref().and_then(|row| row.written_at) {
        return Ok(Ended::There(Time(at)));
    }
    match look(writing, change, says).await {
        Err(Fault::Gone(_)) => return give_up(writing, change, gone).await,
        // Where it was begun, what became of it is looked for; nothing is lost by asking again.
        Err(fault) if begun.is_some() => return Ok(Ended::Otherwise(Delivery::Unknown(fault.to_string()))),
        Err(fault) => return Ok(Ended::Otherwise(not_yet(&fault))),
        Ok(Now::Wanted(at)) if begun.is_some() => return Ok(Ended::There(at)),
        Ok(Now::Wanted(_)) => return Ok(Ended::Otherwise(Delivery::NotThere(already(change)))),
        Ok(Now::Changed(words)) => return give_up(writing, change, words).await,
        Ok(Now::Seen) => {}
    }
    writing.begin(&change.new).await?;
    fault::point("crm_after_begun_commit");
    let written = writing.portal.change(change.path, change.source_id, change.properties.clone()).await;
    fault::point("crm_after_write");
    if let Err(fault) = written {
        match came(&fault) {
            Came::Nothing(words) => {
                writing.forget(change.new.kind).await?;
                return Ok(Ended::Otherwise(Delivery::NotYet(words)));
            }
            Came::Refused(words) => {
                let words = if matches!(fault, Fault::Gone(_)) { gone } else { words };
                return give_up(writing, change, words).await;
            }
            Came::Unknown(_) => {}
        }
    }
    match look(writing, change, says).await {
        Ok(Now::Wanted(at)) => Ok(Ended::There(at)),
        // The same value twice is one value.
        Ok(Now::Seen) => Ok(Ended::Otherwise(Delivery::NotYet(text::not_found_yet()))),
        Ok(Now::Changed(words)) => give_up(writing, change, words).await,
        Err(fault) => Ok(Ended::Otherwise(Delivery::Unknown(fault.to_string()))),
    }
}

/// It does not stand there, and will not by us.
async fn give_up(writing: &Writing<'_>, change: &Change<'_>, words: String) -> anyhow::Result<Ended> {
    writing.forget(change.new.kind).await?;
    Ok(Ended::Otherwise(Delivery::NotThere(words)))
}

fn already(change: &Change<'_>) -> String {
    match change.new.field {
        Field::Done => text::task_stands_already(!change.new.after.is_empty()),
        _ => text::deal_stands_there_already(),
    }
}

async fn look(writing: &Writing<'_>, change: &Change<'_>, says: &(dyn Fn(&Object) -> Now + Sync)) -> Result<Now, Fault> {
    let told = writing.portal.one(change.path, change.source_id, change.read).await?;
    let object = Object::read(&told, change.path.changed()).map_err(Fault::Lost)?;
    Ok(says(&object))
}
