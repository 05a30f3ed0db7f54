//! Edits by the operator. Each makes a new revision; an approval that was given is void.

use super::{claims, details};
use crate::cx::Cx;
use crate::queue;
use crate::store::drafts::{self as store, Revision};
use crate::store::{kept_drafts, ledger, moves};
use crate::write_back;
use api::{Action, Actor, ApiError, Author, Code, EditDraft, ItemState, PutBy, Recipient, text};

const SUBJECT_AT_MOST: usize = 500;
/// The longest text, in characters.
pub const BODY_AT_MOST: usize = 1_000_000;
const RECIPIENTS_AT_MOST: usize = 100;

/// Stores the operator's version of a draft. What is left out stays as it was.
///
/// Errors: `invalid` for a field that does not fit, `conflict` for an item that is neither in review nor approved.
pub async fn edit(cx: &Cx, request: &EditDraft) -> anyhow::Result<()> {
    let lists = [&request.to, &request.cc, &request.bcc];
    let is_empty = request.subject.is_none() && request.body.is_none() && request.details.is_none();
    if is_empty && lists.iter().all(|list| list.is_none()) {
        return Err(ApiError::new(Code::Invalid, text::nothing_to_edit()).into());
    }
    let now = cx.now();
    let settings = cx.settings().await?;
    let mut write = cx.write().await?;
    let item = queue::existing(&mut write, request.item).await?;
    if !matches!(item.state, ItemState::Review | ItemState::Approved) {
        return Err(ApiError::new(Code::Conflict, text::not_in_this_state("edited", item.state)).into());
    }
    let is_mail = item.action == Action::SendEmail;
    if !item.action.has_recipients() && lists.iter().any(|list| list.as_ref().is_some_and(|list| !list.is_empty())) {
        return Err(ApiError::new(Code::Invalid, text::task_has_no_recipients()).on("to").into());
    }
    let copies = lists.iter().skip(1).copied();
    if !is_mail && copies.flatten().any(|list| !list.is_empty()) {
        return Err(ApiError::new(Code::Invalid, text::meeting_has_no_copies()).on("cc").into());
    }
    let Some(before) = super::newest(write.conn(), item.id()).await? else {
        return Err(ApiError::new(Code::Conflict, text::no_draft()).into());
    };
    let before = before.revision;
    let body = request.body.as_deref().map_or(Ok(before.body.clone()), body)?;
    let asked = write_back::fitted(write.conn(), item.action, before.details.as_ref(), request.details.as_ref()).await?;
    let details = details::edited(item.action, before.details.as_ref(), asked.as_ref())?;
    let revision = Revision {
        author: Author::Operator,
        agent: before.agent.clone(),
        from_name: settings.name.clone(),
        from_address: before.from_address.clone().or_else(|| settings.own.first().filter(|_| is_mail).cloned()),
        to: request.to.as_deref().map_or(Ok(before.to.clone()), |list| recipients(list, "to"))?,
        cc: request.cc.as_deref().map_or(Ok(before.cc.clone()), |list| recipients(list, "cc"))?,
        bcc: request.bcc.as_deref().map_or(Ok(before.bcc.clone()), |list| recipients(list, "bcc"))?,
        // What is said in a chat is called after where it is said.
        subject: match request.subject.as_deref().filter(|_| item.action != Action::PostMessage) {
            Some(typed) => subject(typed)?,
            None => before.subject.clone(),
        },
        claims: claims::after_edit(&before.body, &before.claims, &body),
        body,
        details,
        signature: if is_mail { settings.signature.clone() } else { String::new() },
        quoted: before.quoted.clone(),
        answers: before.answers,
    };
    if item.state == ItemState::Approved {
        queue::back_to_review(&mut write, &item, Actor::Operator, &text::edited(), now).await?;
        moves::settle(&mut write, item.id(), now).await?;
    }
    let number = store::add(&mut write, item.id(), &revision, now).await?;
    kept_drafts::drop_of(&mut write, item.id()).await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "draft_edited",
        subject: &format!("item:{}", item.item_id),
        detail: &format!("revision:{number}"),
        content_hash: &crate::sha256(revision.body.as_bytes()),
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await
}

fn subject(value: &str) -> Result<String, ApiError> {
    let value = value.trim();
    if value.chars().any(char::is_control) {
        return Err(ApiError::new(Code::Invalid, text::line_break_in_header("subject")).on("subject"));
    }
    if value.chars().count() > SUBJECT_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long("subject", SUBJECT_AT_MOST)).on("subject"));
    }
    Ok(value.to_owned())
}

/// A text as it is stored: one kind of line end, no control characters, no empty end. Errors: `invalid` where it is too long.
pub(super) fn body(value: &str) -> Result<String, ApiError> {
    if value.chars().count() > BODY_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long("text", BODY_AT_MOST)).on("body"));
    }
    let lines = value.replace("\r\n", "\n").replace('\r', "\n");
    Ok(lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().trim_end().to_owned())
}

fn recipients(list: &[String], field: &str) -> Result<Vec<Recipient>, ApiError> {
    let mut all: Vec<Recipient> = Vec::new();
    for entry in list {
        let mailbox = super::recipients::read(entry, field)?;
        if !all.iter().any(|other| other.address == mailbox.address) {
            all.push(Recipient { name: mailbox.name, address: mailbox.address, put_by: PutBy::Operator });
        }
    }
    if all.len() > RECIPIENTS_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_many_recipients(RECIPIENTS_AT_MOST)).on(field));
    }
    Ok(all)
}
