//! Drafts: from a proposal to a revision, edits by the operator, and what holds an approval back.

pub mod checks;
mod claims;
mod content;
mod details;
mod edit;
mod kept;
mod recipients;
pub mod render;
pub mod templates;

pub use content::Content;
pub use edit::edit;
pub use kept::{drop_kept, keep};
pub use recipients::read as read_mailbox;

use crate::agents::{Brief, Proposal};
use crate::calendar;
use crate::cx::Cx;
use crate::mail::subject;
use crate::settings::Settings;
use crate::store::drafts::{self as store, Revision, Stored};
use crate::store::items::Row as Item;
use crate::store::{Conn, Write, messages};
use crate::write_back;
use anyhow::Context as _;
use api::{
    Action, ApiError, Author, Code, Details, Draft, Hold, ItemId, Language, Play, PutBy, RevisionView, SignalKind, Time, text,
};
use jiff::tz::TimeZone;

/// How much of the original is quoted below an answer, in characters.
const QUOTED_AT_MOST: usize = 20_000;

/// The revision that follows from an agent's proposal: its text, with the recipients, subject and quote that belong to the work.
pub async fn from_proposal(
    conn: &mut Conn,
    settings: &Settings,
    item: &Item,
    brief: &Brief,
    agent: &str,
    proposal: Proposal,
) -> anyhow::Result<Revision> {
    let own_words = [settings.name.as_str(), settings.postal_address.as_str()];
    let mut revision = Revision {
        author: Author::Agent,
        agent: Some(agent.to_owned()),
        from_name: settings.name.clone(),
        from_address: None,
        to: Vec::new(),
        cc: Vec::new(),
        bcc: Vec::new(),
        subject: proposal.subject.clone().unwrap_or_default(),
        claims: claims::of_agent(&proposal, &own_words),
        body: proposal.body,
        details: None,
        signature: String::new(),
        quoted: String::new(),
        answers: None,
    };
    if item.action != Action::SendEmail {
        revision.details = write_back::proposed(conn, item, brief).await?;
        if let Some(Details::Chat(chat)) = &revision.details {
            revision.subject = text::chat_place(chat);
        }
        return Ok(revision);
    }
    revision.signature = settings.signature.clone();
    let people = match &brief.about {
        Some(mail) => {
            let original = messages::original(conn, mail.id).await?.context("The mail to be answered is gone")?;
            revision.answers = Some(mail.id);
            revision.quoted = quote(&original, brief.language, &settings.zone);
            if proposal.subject.is_none() {
                revision.subject = subject::reply(&original.subject);
            }
            recipients::of_answer(conn, settings, mail.id, &original).await?
        }
        None => match &brief.meeting {
            Some(meeting) => recipients::of_meeting(conn, settings, item, meeting).await?,
            None => {
                // A first mail goes to whom the operator named; all else to whom the CRM names.
                let is_asked = item.play == Play::FirstTouch && item.kind != SignalKind::FormSubmitted;
                let put_by = if is_asked { PutBy::Operator } else { PutBy::Item };
                recipients::of_contact(settings, brief.contact.as_ref(), put_by)
            }
        },
    };
    Ok(Revision { from_address: people.from, to: people.to, cc: people.cc, ..revision })
}

/// The original, as it stands below an answer in that language.
fn quote(original: &messages::Original, language: Language, zone: &TimeZone) -> String {
    let who = if original.from_name.is_empty() { &original.from_address } else { &original.from_name };
    let text: String = original.own_text.chars().take(QUOTED_AT_MOST).collect();
    let lines: Vec<String> =
        text.trim().lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).collect();
    let (day, time) = calendar::day_and_time(language, Time(original.sent_at), zone);
    format!("{}\n{}", text::quote_heading(language, &day, &time, who), lines.join("\n"))
}

/// Stores an agent's revision; what the operator wrote before is kept and offered.
pub async fn add_by_agent(write: &mut Write, item: ItemId, revision: &Revision, now: Time) -> anyhow::Result<u32> {
    let set_aside = match store::newest(write.conn(), item).await? {
        Some((stored, _)) if stored.revision.author == Author::Operator => Some(stored.number),
        Some((_, offered)) => offered,
        None => None,
    };
    let number = store::add(write, item, revision, now).await?;
    store::offer(write, item, set_aside).await?;
    Ok(number)
}

/// The newest revision of an item's draft.
pub async fn newest(conn: &mut Conn, item: ItemId) -> anyhow::Result<Option<Stored>> {
    Ok(store::newest(conn, item).await?.map(|(stored, _)| stored))
}

/// All revisions of an item's draft, newest first. Errors: `not_found` where there is no such item.
pub async fn revisions(cx: &Cx, item: ItemId) -> anyhow::Result<Vec<RevisionView>> {
    let mut conn = cx.read().await?;
    if crate::store::items::one(&mut conn, item).await?.is_none() {
        return Err(ApiError::new(Code::NotFound, text::no_such_item(item.0)).on("item").into());
    }
    store::all(&mut conn, item).await
}

/// The newest revision of an item's draft, with what holds its approval back and which of the operator's revisions is offered.
#[derive(Debug)]
pub struct Current {
    pub stored: Stored,
    pub holds: Vec<Hold>,
    offered: Option<u32>,
}

/// What stands as the draft of an item; none where there is no draft yet.
pub async fn current(conn: &mut Conn, settings: &Settings, item: &Item, now: Time) -> anyhow::Result<Option<Current>> {
    let Some((stored, offered)) = store::newest(conn, item.id()).await? else { return Ok(None) };
    let holds = checks::holds(conn, settings, item, &stored, &[], now).await?;
    Ok(Some(Current { stored, holds, offered }))
}

/// The draft as hosts show it.
pub fn view(current: Current) -> Draft {
    let Current { stored, holds, offered } = current;
    let Revision { author, agent, from_address, to, cc, bcc, subject, body, details, signature, quoted, .. } = stored.revision;
    Draft {
        revision: stored.number,
        author,
        agent,
        from: from_address,
        to,
        cc,
        bcc,
        subject,
        body,
        details,
        signature,
        quoted,
        claims: stored.claims,
        holds,
        offered_revision: offered,
        made_at: stored.made_at,
    }
}
