//! What a task, a note or a move is about: looked up once, with the names by which it is shown.

use crate::agents::Brief;
use crate::chats;
use crate::connectors::{LOCAL, outgoing};
use crate::store::crm::{deals, pipelines, records, tasks};
use crate::store::items::Row as Item;
use crate::store::{Conn, connections, directory, people};
use api::{
    Action, Belongs, CompanyId, ConnectionId, ContactId, DealId, DealOfItem, Details, DoneDetails, NoteDetails, Play, Sends,
    TaskDetails, ThreadId, Time,
};

/// The deal, the contact and their company, by name.
pub async fn belongs(
    conn: &mut Conn,
    contact: Option<ContactId>,
    company: Option<CompanyId>,
    deal: Option<DealId>,
) -> anyhow::Result<Belongs> {
    let mut belongs = Belongs::default();
    let deal = match deal {
        Some(id) => deals::one(conn, id).await?,
        None => None,
    };
    let contact = contact.or_else(|| deal.as_ref()?.contacts.first().copied());
    if let Some(id) = contact
        && let Some((contact, company)) = people::contact(conn, id).await?
    {
        belongs.contact = Some(id);
        belongs.contact_name = contact.called();
        belongs.company = company.as_ref().map(|company| company.id);
        belongs.company_name = company.map(|company| company.called().to_owned()).unwrap_or_default();
    }
    if let Some(id) = company.or_else(|| deal.as_ref()?.company())
        && let Some(company) = directory::company(conn, id).await?
    {
        belongs.company = Some(id);
        belongs.company_name = company.called().to_owned();
    }
    if let Some(deal) = deal {
        belongs.deal = Some(deal.id);
        belongs.deal_name = deal.facts.name;
    }
    Ok(belongs)
}

/// Where something about these is kept: with the deal, else where the contact or the company is known. None where it is kept here.
pub async fn kept_in(conn: &mut Conn, belongs: &Belongs, action: Action) -> anyhow::Result<Option<ConnectionId>> {
    if let Some(id) = belongs.deal
        && let Some(deal) = deals::one(conn, id).await?
    {
        return Ok(Some(deal.connection));
    }
    let known = records::connections_of(conn, belongs.contact, belongs.company).await?;
    for id in known {
        if let Some(row) = connections::one(conn, id).await?
            && outgoing::does(conn, &row, action).await? != Sends::Never
        {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Whether something about these is kept in a CRM that is connected, so that it is written only once it was approved.
pub async fn is_of_crm(
    conn: &mut Conn,
    contact: Option<ContactId>,
    company: Option<CompanyId>,
    deal: Option<DealId>,
    action: Action,
) -> anyhow::Result<bool> {
    let belongs = belongs(conn, contact, company, deal).await?;
    let row = match kept_in(conn, &belongs, action).await? {
        Some(id) => connections::one(conn, id).await?,
        None => None,
    };
    Ok(row.is_some_and(|row| row.kind != LOCAL && row.disconnected_at.is_none()))
}

/// What the action of an item needs beside the text that an agent proposes; none for what has no such thing.
pub async fn proposed(conn: &mut Conn, item: &Item, brief: &Brief) -> anyhow::Result<Option<Details>> {
    match item.action {
        Action::CompleteTask => {
            let task = match &brief.task {
                Some(task) => tasks::one(conn, task.id).await?,
                None => None,
            };
            Ok(task.map(|task| {
                let (connection, task, task_title) = (task.connection, task.id, task.told.title);
                Details::Done(DoneDetails { connection, task, task_title, is_done: true })
            }))
        }
        // What prepares a meeting is for the operator's own eyes, and is kept with nobody.
        Action::LogNote if item.play == Play::Prepare => Ok(None),
        Action::CreateTask | Action::LogNote => {
            let deal = brief.deal.as_ref().map(|deal| deal.id);
            let belongs = belongs(conn, item.contact_id.map(ContactId), None, deal).await?;
            let connection = kept_in(conn, &belongs, item.action).await?;
            Ok(Some(if item.action == Action::CreateTask {
                Details::Task(TaskDetails { connection, due_at: Some(Time(item.due_at)), belongs })
            } else {
                Details::Note(NoteDetails { connection, belongs })
            }))
        }
        Action::PostMessage => chats::details(conn, item).await.map(|chat| chat.map(Details::Chat)),
        _ => Ok(None),
    }
}

/// The deal that an item is about; none where it is about something else.
pub async fn deal_of_item(conn: &mut Conn, item: &Item) -> anyhow::Result<Option<DealOfItem>> {
    let Some(thread) = item.thread_id.map(ThreadId) else { return Ok(None) };
    let mut deal = deals::of_threads(conn, &[thread]).await?.remove(&thread);
    if deal.is_none()
        && let Some(task) = tasks::of_threads(conn, &[thread]).await?.remove(&thread)
        && let Some(id) = task.told.deal_id
    {
        deal = deals::one(conn, DealId(id)).await?;
    }
    let Some(deal) = deal.filter(|deal| deal.archived_at.is_none()) else { return Ok(None) };
    let stage = match deal.stage() {
        Some(id) => pipelines::stage(conn, id).await?,
        None => None,
    };
    Ok(Some(DealOfItem { id: deal.id, name: deal.facts.name, stage: stage.map(|stage| stage.name).unwrap_or_default() }))
}

/// To what a mail belongs: the contact of its item, and the deal that it is about, or their only one that is open.
pub async fn belongs_of_mail(conn: &mut Conn, item: &Item) -> anyhow::Result<Belongs> {
    let contact = item.contact_id.map(ContactId);
    let mut deal = deal_of_item(conn, item).await?.map(|deal| deal.id);
    if let (None, Some(contact)) = (deal, contact) {
        let mut open = Vec::new();
        for one in deals::of_contacts(conn, &[contact]).await? {
            let stage = match one.stage() {
                Some(id) => pipelines::stage(conn, id).await?,
                None => None,
            };
            open.extend(stage.is_none_or(|stage| stage.ends.is_none()).then_some(one.id));
        }
        deal = open.pop().filter(|_| open.is_empty());
    }
    belongs(conn, contact, None, deal).await
}
