//! Makes a record that belongs to a contact, a company and a deal, once.
//!
//! HubSpot makes a second one for the same request sent twice. So after an answer that got lost it is looked for by the marker in its
//! text: first beside the records that it belongs to, because what belongs to a record is known there at once, while a search sees it
//! seconds later; only once it is certain that no request is on its way any more, and it is still not there, it is made anew.

use super::{Came, Writing, came, mark, there};
use crate::connectors::hubspot::kinds::Kind as Path;
use crate::connectors::hubspot::wire::Object;
use crate::connectors::local::write::{keep_note, told_task};
use crate::connectors::web::Fault;
use crate::connectors::{Delivery, Effect};
use crate::fault;
use crate::store::Conn;
use crate::store::crm::writes::{self, Field, Kind, NewWrite};
use crate::store::crm::{deals, pipelines, records, tasks};
use api::{Belongs, NoteDetails, TaskDetails, Time, text};
use jiff::Timestamp;
use serde_json::{Value, json};

/// After this time no request of ours can still be on its way: ours end after a minute, and HubSpot's before that.
const SURE_AFTER_MS: i64 = 5 * 60_000;
/// How many of the newest records beside another one are looked through.
const LOOKED_THROUGH: usize = 100;

/// A kind of record that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    Note,
    Task,
    Email,
}

impl Made {
    pub const fn kind(self) -> Kind {
        match self {
            Self::Note => Kind::Note,
            Self::Task => Kind::Task,
            Self::Email => Kind::Email,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "notes",
            Self::Task => "tasks",
            Self::Email => "emails",
        }
    }

    /// Where its text stands.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Note => "hs_note_body",
            Self::Task => "hs_task_body",
            Self::Email => "hs_email_text",
        }
    }

    /// The numbers by which HubSpot calls that it belongs to a contact, a company, a deal (associations, HUBSPOT_DEFINED).
    const fn association(self, to: Path) -> Option<u32> {
        match (self, to) {
            (Self::Note, Path::Contacts) => Some(202),
            (Self::Note, Path::Companies) => Some(190),
            (Self::Note, Path::Deals) => Some(214),
            (Self::Task, Path::Contacts) => Some(204),
            (Self::Task, Path::Companies) => Some(192),
            (Self::Task, Path::Deals) => Some(216),
            (Self::Email, Path::Contacts) => Some(198),
            (Self::Email, Path::Companies) => Some(186),
            (Self::Email, Path::Deals) => Some(210),
            (_, Path::Tasks) => None,
        }
    }
}

/// What is made.
pub struct New {
    pub made: Made,
    pub marker: String,
    pub properties: Value,
    /// To what it belongs, as HubSpot calls it.
    pub links: Vec<(Path, String)>,
}

/// The records of the portal to which something belongs: the deal first, because fewest belong to it.
pub async fn links(conn: &mut Conn, writing: &Writing<'_>, belongs: &Belongs) -> anyhow::Result<Vec<(Path, String)>> {
    let connection = writing.connection.id();
    let mut links = Vec::new();
    if let Some(id) = belongs.deal
        && let Some(deal) = deals::one(conn, id).await?.filter(|deal| deal.connection == connection && deal.archived_at.is_none())
    {
        links.push((Path::Deals, deal.facts.source_id));
    }
    if belongs.contact.is_some() {
        let known = records::sources_of(conn, connection, belongs.contact, None).await?;
        links.extend(known.into_iter().take(1).map(|id| (Path::Contacts, id)));
    }
    if belongs.company.is_some() {
        let known = records::sources_of(conn, connection, None, belongs.company).await?;
        links.extend(known.into_iter().take(1).map(|id| (Path::Companies, id)));
    }
    Ok(links)
}

/// What HubSpot calls the operator, and what we call that; none where it does not know them.
async fn owner(writing: &Writing<'_>) -> anyhow::Result<Option<(String, api::OwnerId)>> {
    let settings = writing.cx.settings().await?;
    let mut conn = writing.cx.read().await?;
    let all = pipelines::all_owners(&mut conn).await?;
    let connection = writing.connection.id();
    let own = all.into_iter().find(|owner| owner.connection == connection && settings.is_own(&owner.address));
    let Some(own) = own.map(|owner| owner.id) else { return Ok(None) };
    let named = pipelines::owners(&mut conn, connection).await?;
    Ok(named.into_iter().find(|(_, id)| *id == own))
}

/// A moment as HubSpot takes it.
pub fn moment(at: Time) -> String {
    let at = Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

pub async fn task(writing: &Writing<'_>, effect: &Effect, wanted: &TaskDetails) -> anyhow::Result<Delivery> {
    let owner = owner(writing).await?;
    // A task without an end is none there: it is due a day later.
    let due_at = wanted.due_at.unwrap_or_else(|| writing.cx.now().plus_seconds(24 * 3600));
    let mut properties = json!({
        "hs_task_subject": effect.content.title,
        "hs_task_body": mark::with(&effect.content.notes, &effect.marker),
        "hs_task_status": "NOT_STARTED",
        "hs_task_type": "TODO",
        "hs_timestamp": moment(due_at),
    });
    if let (Some((name, _)), Some(fields)) = (&owner, properties.as_object_mut()) {
        fields.insert("hubspot_owner_id".to_owned(), json!(name));
    }
    let links = links(&mut *writing.cx.read().await?, writing, &wanted.belongs).await?;
    let new = New { made: Made::Task, marker: effect.marker.clone(), properties, links };
    match make(writing, &new).await? {
        Ended::There(id, at) => {
            let told = told_task(effect, &id, &TaskDetails { due_at: Some(due_at), ..wanted.clone() }, at);
            let told = tasks::Told { owner_id: owner.map(|(_, id)| id.0), ..told };
            let mut write = writing.cx.write().await?;
            writes::settle(&mut write, writing.of(Kind::Task), &id, at).await?;
            let connection = writing.connection.id();
            // A reading that was faster knows it already.
            if tasks::of_sources(write.conn(), connection, &[id.as_str()]).await?.is_empty() {
                tasks::put(&mut write, connection, &[told], writing.cx.now()).await?;
            }
            write.commit().await?;
            Ok(there(&id))
        }
        Ended::Otherwise(delivery) => Ok(delivery),
    }
}

pub async fn note(writing: &Writing<'_>, effect: &Effect, wanted: &NoteDetails) -> anyhow::Result<Delivery> {
    let now = writing.cx.now();
    let mut properties = json!({
        "hs_note_body": mark::with(&effect.content.notes, &effect.marker),
        "hs_timestamp": moment(now),
    });
    if let (Some((name, _)), Some(fields)) = (owner(writing).await?, properties.as_object_mut()) {
        fields.insert("hubspot_owner_id".to_owned(), json!(name));
    }
    let links = links(&mut *writing.cx.read().await?, writing, &wanted.belongs).await?;
    let new = New { made: Made::Note, marker: effect.marker.clone(), properties, links };
    match make(writing, &new).await? {
        Ended::There(id, at) => {
            let mut write = writing.cx.write().await?;
            writes::settle(&mut write, writing.of(Kind::Note), &id, at).await?;
            keep_note(&mut write, writing.connection.id(), effect, &id, &wanted.belongs, at).await?;
            write.commit().await?;
            Ok(there(&id))
        }
        Ended::Otherwise(delivery) => Ok(delivery),
    }
}

pub enum Ended {
    /// It is there, under this name, since then.
    There(String, Time),
    Otherwise(Delivery),
}

/// Makes a record, or finds the one that was made before.
pub async fn make(writing: &Writing<'_>, new: &New) -> anyhow::Result<Ended> {
    let kind = new.made.kind();
    if let Some(begun) = writing.begun(kind).await? {
        if let Some(at) = begun.written_at {
            return Ok(Ended::There(begun.source_id, Time(at)));
        }
        match find(writing, new).await {
            Ok(Some((id, at))) => return Ok(Ended::There(id, at)),
            Ok(None) if writing.cx.now().ms_since(Time(begun.begun_at)) < SURE_AFTER_MS => {
                return Ok(Ended::Otherwise(Delivery::Unknown(text::not_found_yet())));
            }
            // No request is on its way any more, and it is not there: this makes the one.
            Ok(None) => writing.forget(kind).await?,
            Err(fault) => return Ok(Ended::Otherwise(Delivery::Unknown(fault.to_string()))),
        }
    }
    if new.links.is_empty() {
        return Ok(Ended::Otherwise(Delivery::NotThere(text::crm_knows_nobody(&writing.connection.name))));
    }
    let note = NewWrite {
        connection: writing.connection.id(),
        outbox: writing.id,
        kind,
        source_id: "",
        field: Field::Made,
        before: String::new(),
        after: new.marker.clone(),
    };
    writing.begin(&note).await?;
    fault::point("crm_after_begun_commit");
    let made = writing.portal.make(new.made.name(), body(new)).await;
    fault::point("crm_after_write");
    let fault = match made.map(|told| Object::read(&told, "hs_lastmodifieddate")) {
        Ok(Ok(object)) => return Ok(Ended::There(object.id, object.changed_at)),
        Ok(Err(why)) => Fault::Lost(why),
        Err(fault) => fault,
    };
    match came(&fault) {
        Came::Nothing(words) => {
            writing.forget(kind).await?;
            Ok(Ended::Otherwise(Delivery::NotYet(words)))
        }
        Came::Refused(words) => {
            writing.forget(kind).await?;
            let words = if matches!(fault, Fault::Gone(_)) { text::record_is_gone() } else { words };
            Ok(Ended::Otherwise(Delivery::NotThere(words)))
        }
        Came::Unknown(words) => match find(writing, new).await {
            Ok(Some((id, at))) => Ok(Ended::There(id, at)),
            _ => Ok(Ended::Otherwise(Delivery::Unknown(words))),
        },
    }
}

fn body(new: &New) -> Value {
    let association = |(path, id): &(Path, String)| {
        let number = new.made.association(*path)?;
        let types = json!([{ "associationCategory": "HUBSPOT_DEFINED", "associationTypeId": number }]);
        Some(json!({ "to": { "id": id }, "types": types }))
    };
    let associations: Vec<Value> = new.links.iter().filter_map(association).collect();
    json!({ "properties": new.properties, "associations": associations })
}

/// What was made under the marker, beside what it belongs to. Errors: that cannot be told now.
async fn find(writing: &Writing<'_>, new: &New) -> Result<Option<(String, Time)>, Fault> {
    let Some((path, id)) = new.links.first() else { return Ok(None) };
    let mut beside = writing.portal.beside(*path, new.made.name(), id).await?;
    // The newest have the highest numbers.
    beside.sort_by_key(|id| std::cmp::Reverse(id.parse::<u64>().unwrap_or_default()));
    beside.truncate(LOOKED_THROUGH);
    if beside.is_empty() {
        return Ok(None);
    }
    let page = writing.portal.these(new.made.name(), &beside, new.made.text()).await?;
    let all = page.results.iter().filter_map(|told| Object::read(told, "hs_lastmodifieddate").ok());
    let found = all.into_iter().find(|object| mark::carries(object.text(new.made.text()), &new.marker));
    Ok(found.map(|object| (object.id, object.changed_at)))
}
