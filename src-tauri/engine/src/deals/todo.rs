//! Notes and tasks that the operator adds, and tasks as they are shown wherever they are kept.
//!
//! What is about something that a CRM keeps is never kept here instead: it waits for approval (`write_back`).

use super::{missing, pipelines};
use crate::connectors::LOCAL;
use crate::cx::Cx;
use crate::queue;
use crate::random::marker;
use crate::signals::judge;
use crate::store::crm::notes::{self, NewNote};
use crate::store::crm::tasks::{self as store, Task, Told};
use crate::store::crm::{deals, lists, pipelines as owners};
use crate::store::record_decisions::{self, Kind};
use crate::store::{Conn, Write, connections, directory, ledger, merges, people};
use crate::write_back;
use anyhow::Context as _;
use api::{
    Action, Actor, AddNote, AddTask, Added, ApiError, Code, CompanyId, CompanyRef, ContactId, CreateTask, DealId, DealRef,
    LogNote, NoteView, OwnerId, TaskId, TaskView, Time, text,
};
use std::collections::HashMap;

/// The longest note, title and text of a task, in characters.
const NOTE_AT_MOST: usize = 50_000;
const TITLE_AT_MOST: usize = 300;

/// What a note or a task is about.
struct About {
    contact: Option<ContactId>,
    company: Option<CompanyId>,
    deal: Option<DealId>,
}

impl About {
    /// With who somebody is now, where they were merged. Errors: `not_found`.
    async fn checked(self, write: &mut Write) -> anyhow::Result<Self> {
        let mut contact = None;
        if let Some(id) = self.contact {
            if people::contact(write.conn(), id).await?.is_none() {
                return Err(ApiError::new(Code::NotFound, text::no_such_contact(id.0)).on("contact").into());
            }
            contact = Some(merges::stands_for(write.conn(), id).await?);
        }
        if let Some(id) = self.company
            && directory::company(write.conn(), id).await?.is_none()
        {
            return Err(ApiError::new(Code::NotFound, text::no_such_company(id.0)).on("company").into());
        }
        if let Some(id) = self.deal
            && deals::one(write.conn(), id).await?.is_none()
        {
            return Err(missing(id).into());
        }
        Ok(Self { contact, ..self })
    }
}

/// Notes something. Errors: `not_found`; `invalid` without words, or about nothing.
pub async fn add_note(cx: &Cx, request: &AddNote) -> anyhow::Result<Added<NoteView>> {
    let AddNote { contact, company, deal, .. } = *request;
    let is_of_crm = write_back::is_of_crm(&mut *cx.read().await?, contact, company, deal, Action::LogNote).await?;
    if !is_of_crm {
        return keep_note(cx, request).await.map(Added::Kept);
    }
    let wanted = LogNote { body: request.body.clone(), contact, company, deal };
    let item = write_back::log_note(cx, &wanted).await?;
    Ok(Added::ToApprove(Box::new(queue::view(&mut *cx.read().await?, &item).await?)))
}

/// Adds something to do. Errors: `not_found`; `invalid` without a title, and for words that name no time to come.
pub async fn add_task(cx: &Cx, request: &AddTask) -> anyhow::Result<Added<TaskView>> {
    let AddTask { contact, company, deal, .. } = *request;
    let is_of_crm = write_back::is_of_crm(&mut *cx.read().await?, contact, company, deal, Action::CreateTask).await?;
    if !is_of_crm {
        return keep_task(cx, request).await.map(Added::Kept);
    }
    let AddTask { title, body, due, .. } = request.clone();
    let item = write_back::create_task(cx, &CreateTask { title, body, due, contact, company, deal }).await?;
    Ok(Added::ToApprove(Box::new(queue::view(&mut *cx.read().await?, &item).await?)))
}

/// Notes something here. Errors: `not_found`; `invalid` without words, or about nothing.
async fn keep_note(cx: &Cx, request: &AddNote) -> anyhow::Result<NoteView> {
    let invalid = |words: String, field: &str| ApiError::new(Code::Invalid, words).on(field);
    let body = request.body.trim();
    if body.is_empty() {
        return Err(invalid(text::empty_note(), "body").into());
    }
    if body.chars().count() > NOTE_AT_MOST {
        return Err(invalid(text::too_long("note", NOTE_AT_MOST), "body").into());
    }
    let AddNote { contact, company, deal, .. } = *request;
    if contact.is_none() && company.is_none() && deal.is_none() {
        return Err(invalid(text::note_about_nothing(), "contact").into());
    }
    let (now, source_id) = (cx.now(), marker(&*cx.random)?);
    let mut write = cx.write().await?;
    let About { contact, company, deal } = About { contact, company, deal }.checked(&mut write).await?;
    let connection = pipelines::connection(&mut write, now).await?;
    let new = NewNote { source_id: &source_id, body, contact, company, deal, written_at: now };
    let id = notes::keep(&mut write, connection, &new, now).await?;
    record_decisions::record(&mut write, Kind::NoteMade, id.0, "{}", now).await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "note_added",
        subject: &format!("note:{id}"),
        detail: "",
        content_hash: &crate::sha256(body.as_bytes()),
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    Ok(NoteView { id, body: body.to_owned(), written_at: now })
}

/// Keeps something to do here. Errors: `not_found`; `invalid` without a title, and for words that name no time to come.
async fn keep_task(cx: &Cx, request: &AddTask) -> anyhow::Result<TaskView> {
    let invalid = |words: String, field: &str| ApiError::new(Code::Invalid, words).on(field);
    let title = request.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = request.body.trim();
    if title.is_empty() {
        return Err(invalid(text::empty_task(), "title").into());
    }
    if title.chars().count() > TITLE_AT_MOST {
        return Err(invalid(text::too_long("title", TITLE_AT_MOST), "title").into());
    }
    if body.chars().count() > NOTE_AT_MOST {
        return Err(invalid(text::too_long("text", NOTE_AT_MOST), "body").into());
    }
    let (now, settings) = (cx.now(), cx.settings().await?);
    let due_at = match request.due.as_deref().map(str::trim).filter(|due| !due.is_empty()) {
        Some(words) => Some(queue::until_of(words, &settings, now).map_err(|error| error.on("due"))?),
        None => None,
    };
    let AddTask { contact, company, deal, .. } = *request;
    let mut write = cx.write().await?;
    let About { contact, company, deal } = About { contact, company, deal }.checked(&mut write).await?;
    let connection = pipelines::connection(&mut write, now).await?;
    let told = Told {
        source_id: marker(&*cx.random)?,
        title,
        body: body.to_owned(),
        due_at: due_at.map(|at| at.0),
        done_at: None,
        owner_id: None,
        contact_id: contact.map(|id| id.0),
        company_id: company.map(|id| id.0),
        deal_id: deal.map(|id| id.0),
        modified_at: now.0,
    };
    store::put(&mut write, connection, std::slice::from_ref(&told), now).await?;
    let stored = store::of_sources(write.conn(), connection, &[told.source_id.as_str()]).await?;
    let id = stored.get(&told.source_id).map(|task| task.id).context("A task was not stored")?;
    record_decisions::record(&mut write, Kind::TaskMade, id.0, "{}", now).await?;
    note(&mut write, "task_added", id, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    view(&mut *cx.read().await?, id).await
}

/// Marks a task as done. Errors: `not_found`; `conflict` for one that is done, and for one of a CRM.
pub async fn finish_task(cx: &Cx, id: TaskId) -> anyhow::Result<TaskView> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let task = store::one(write.conn(), id).await?.filter(|task| task.archived_at.is_none()).ok_or_else(|| missing_task(id))?;
    let connection = connections::one(write.conn(), task.connection).await?.context("A task of no connection")?;
    if connection.kind != LOCAL {
        return Err(ApiError::new(Code::Conflict, text::task_of_a_crm(&connection.name)).on("task").into());
    }
    if task.told.done_at.is_some() {
        return Err(ApiError::new(Code::Conflict, text::task_is_done()).on("task").into());
    }
    let told = Told { done_at: Some(now.0), modified_at: now.0, ..task.told };
    store::put(&mut write, task.connection, &[told], now).await?;
    record_decisions::record(&mut write, Kind::TaskFinished, id.0, "{}", now).await?;
    note(&mut write, "task_finished", id, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    view(&mut *cx.read().await?, id).await
}

pub fn missing_task(id: TaskId) -> ApiError {
    ApiError::new(Code::NotFound, text::no_such_task(id.0)).on("task")
}

pub async fn note(write: &mut Write, event: &str, id: TaskId, now: Time) -> anyhow::Result<()> {
    let subject = format!("task:{id}");
    let entry = ledger::Entry { actor: Actor::Operator, event, subject: &subject, detail: "", content_hash: "" };
    ledger::append(write, entry, now).await
}

async fn view(conn: &mut Conn, id: TaskId) -> anyhow::Result<TaskView> {
    let task = store::one(conn, id).await?.ok_or_else(|| missing_task(id))?;
    views(conn, &[task]).await?.pop().context("A task without a view")
}

/// Tasks as hosts show them, in this order.
pub async fn views(conn: &mut Conn, tasks: &[Task]) -> anyhow::Result<Vec<TaskView>> {
    if tasks.is_empty() {
        return Ok(Vec::new());
    }
    let contacts: Vec<ContactId> = tasks.iter().filter_map(|task| task.told.contact_id.map(ContactId)).collect();
    let contacts = people::contacts(conn, &contacts).await?;
    let owners: HashMap<OwnerId, owners::Owner> =
        owners::all_owners(conn).await?.into_iter().map(|owner| (owner.id, owner)).collect();
    let kept_in = lists::kept_in(conn).await?;
    let (mut companies, mut named): (HashMap<i64, Option<CompanyRef>>, HashMap<i64, Option<DealRef>>) = Default::default();
    let mut views = Vec::with_capacity(tasks.len());
    for task in tasks {
        let told = &task.told;
        if let Some(id) = told.company_id.filter(|id| !companies.contains_key(id)) {
            companies.insert(id, directory::company(conn, CompanyId(id)).await?);
        }
        if let Some(id) = told.deal_id.filter(|id| !named.contains_key(id)) {
            let deal = deals::one(conn, DealId(id)).await?;
            named.insert(id, deal.map(|deal| DealRef { id: deal.id, name: deal.facts.name }));
        }
        let owner = told.owner_id.and_then(|id| owners.get(&OwnerId(id)));
        let called = |owner: &owners::Owner| if owner.name.is_empty() { owner.address.clone() } else { owner.name.clone() };
        views.push(TaskView {
            id: task.id,
            title: told.title.clone(),
            body: told.body.clone(),
            due_at: told.due_at.map(Time),
            done_at: told.done_at.map(Time),
            owner: owner.map(called).unwrap_or_default(),
            contact: told.contact_id.and_then(|id| contacts.get(&ContactId(id))).map(|(contact, _)| contact.clone()),
            company: told.company_id.and_then(|id| companies.get(&id).cloned().flatten()),
            deal: told.deal_id.and_then(|id| named.get(&id).cloned().flatten()),
            kept: kept_in.get(&task.connection).cloned().context("A task of no connection")?,
        });
    }
    Ok(views)
}
