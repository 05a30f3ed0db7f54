//! Something to do and something to keep, as the operator asks for it.

use super::about::{belongs, kept_in};
use super::{Wanted, finish, moving, open};
use crate::cx::Cx;
use crate::queue;
use crate::store::crm::deals;
use crate::store::items::Row;
use crate::store::{Write, directory, people};
use api::{
    Action, ApiError, Belongs, Code, CompanyId, ContactId, CreateTask, DealId, Details, LogNote, NoteDetails, Play, TaskDetails,
    ThreadId, text,
};

/// The longest title, and the longest text, in characters.
const TITLE_AT_MOST: usize = 200;
const TEXT_AT_MOST: usize = 20_000;

fn invalid(words: String, field: &str) -> ApiError {
    ApiError::new(Code::Invalid, words).on(field)
}

fn checked(typed: &str, field: &str, at_most: usize) -> Result<String, ApiError> {
    let typed: String = typed.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    if typed.chars().count() > at_most {
        return Err(invalid(text::too_long(field, at_most), field));
    }
    Ok(typed.trim().to_owned())
}

/// What it belongs to, and the conversation of that. Errors: `not_found`.
async fn about(
    write: &mut Write,
    contact: Option<ContactId>,
    company: Option<CompanyId>,
    deal: Option<DealId>,
) -> anyhow::Result<(Belongs, Option<ThreadId>)> {
    if let Some(id) = contact
        && people::contact(write.conn(), id).await?.is_none()
    {
        return Err(ApiError::new(Code::NotFound, text::no_such_contact(id.0)).on("contact").into());
    }
    if let Some(id) = company
        && directory::company(write.conn(), id).await?.is_none()
    {
        return Err(ApiError::new(Code::NotFound, text::no_such_company(id.0)).on("company").into());
    }
    if let Some(id) = deal {
        moving::deal(write.conn(), id).await?;
    }
    let belongs = belongs(write.conn(), contact, company, deal).await?;
    let thread = match deal {
        Some(id) => deals::one(write.conn(), id).await?.map(|deal| deal.thread),
        None => None,
    };
    Ok((belongs, thread))
}

/// Opens an item that keeps something to do. Errors: `not_found`, `invalid`.
pub async fn create_task(cx: &Cx, request: &CreateTask) -> anyhow::Result<Row> {
    let settings = cx.settings().await?;
    let title = checked(&request.title.split_whitespace().collect::<Vec<_>>().join(" "), "title", TITLE_AT_MOST)?;
    if title.is_empty() {
        return Err(invalid(text::what_is_to_do(), "title").into());
    }
    let body = checked(&request.body, "body", TEXT_AT_MOST)?;
    let due_at = match request.due.as_deref().map(str::trim).filter(|due| !due.is_empty()) {
        Some(words) => Some(queue::until_of(words, &settings, cx.now()).map_err(|error| error.on("due"))?),
        None => None,
    };
    let mut write = cx.write().await?;
    let (belongs, thread) = about(&mut write, request.contact, request.company, request.deal).await?;
    let connection = kept_in(write.conn(), &belongs, Action::CreateTask).await?;
    // What is kept here may have no end; a CRM asks for one.
    let due_at = match connection {
        Some(_) => due_at.or(Some(settings.hours.add_business_days(cx.now(), 1, &settings.zone))),
        None => due_at,
    };
    let wanted = Wanted {
        play: Play::AddTask,
        contact: belongs.contact,
        thread,
        pile: None,
        subject: &title,
        body,
        details: Details::Task(TaskDetails { connection, due_at, belongs }),
    };
    let id = open(cx, &mut write, &settings, wanted).await?;
    finish(cx, write, id).await
}

/// Opens an item that keeps a note. Errors: `not_found`; `invalid` without words, or about nothing.
pub async fn log_note(cx: &Cx, request: &LogNote) -> anyhow::Result<Row> {
    let settings = cx.settings().await?;
    let body = checked(&request.body, "body", TEXT_AT_MOST)?;
    if body.is_empty() {
        return Err(invalid(text::note_without_words(), "body").into());
    }
    if request.contact.is_none() && request.company.is_none() && request.deal.is_none() {
        return Err(invalid(text::about_nothing(), "contact").into());
    }
    let mut write = cx.write().await?;
    let (belongs, thread) = about(&mut write, request.contact, request.company, request.deal).await?;
    let connection = kept_in(write.conn(), &belongs, Action::LogNote).await?;
    let names = [&belongs.deal_name, &belongs.contact_name, &belongs.company_name];
    let subject = text::note_subject(names.into_iter().find(|name| !name.is_empty()).map_or("", String::as_str));
    let wanted = Wanted {
        play: Play::AddNote,
        contact: belongs.contact,
        thread,
        pile: None,
        subject: &subject,
        body,
        details: Details::Note(NoteDetails { connection, belongs }),
    };
    let id = open(cx, &mut write, &settings, wanted).await?;
    finish(cx, write, id).await
}
