//! Drafts: from a proposal to a revision, edits by the operator, and what holds an approval back.

pub mod checks;
mod claims;
mod edit;
mod recipients;
pub mod render;

pub use edit::edit;

use crate::agents::{Brief, Proposal};
use crate::mail::subject;
use crate::settings::Settings;
use crate::store::drafts::{self as store, Revision, Stored};
use crate::store::{Conn, Write, messages};
use anyhow::Context as _;
use api::{Author, Draft, ItemId, Time, text};
use jiff::tz::TimeZone;

/// How much of the original is quoted below an answer, in characters.
const QUOTED_AT_MOST: usize = 20_000;

/// The revision that follows from an agent's proposal: its text, with recipients, subject and quote from the mail it answers.
pub async fn from_proposal(
    conn: &mut Conn,
    settings: &Settings,
    brief: &Brief,
    agent: &str,
    proposal: Proposal,
) -> anyhow::Result<Revision> {
    let original = messages::original(conn, brief.answers.id).await?.context("The mail to be answered is gone")?;
    let people = recipients::of_answer(conn, settings, brief.answers.id, &original).await?;
    Ok(Revision {
        author: Author::Agent,
        agent: Some(agent.to_owned()),
        from_name: settings.name.clone(),
        from_address: people.from,
        to: people.to,
        cc: people.cc,
        subject: subject::reply(&original.subject),
        claims: claims::of_agent(&proposal, &settings.name),
        body: proposal.body,
        signature: settings.signature.clone(),
        quoted: quote(&original, &settings.zone),
        answers: Some(brief.answers.id),
    })
}

/// The original, as it stands below the answer.
fn quote(original: &messages::Original, zone: &TimeZone) -> String {
    let who = if original.from_name.is_empty() { &original.from_address } else { &original.from_name };
    let text: String = original.own_text.chars().take(QUOTED_AT_MOST).collect();
    let lines: Vec<String> =
        text.trim().lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).collect();
    format!("{}\n{}", text::quote_heading(&crate::moment(Time(original.sent_at), zone), who), lines.join("\n"))
}

/// Stores an agent's revision; what the operator wrote before is kept and offered.
pub async fn add_by_agent(write: &mut Write, item: ItemId, revision: &Revision, now: Time) -> anyhow::Result<u32> {
    let set_aside = match store::newest(write.conn(), item).await? {
        Some((number, offered)) => match store::read(write.conn(), item, number).await? {
            Some(stored) if stored.revision.author == Author::Operator => Some(number),
            _ => offered,
        },
        None => None,
    };
    let number = store::add(write, item, revision, now).await?;
    store::offer(write, item, set_aside).await?;
    Ok(number)
}

/// The newest revision of an item's draft.
pub async fn newest(conn: &mut Conn, item: ItemId) -> anyhow::Result<Option<Stored>> {
    match store::newest(conn, item).await? {
        Some((number, _)) => store::read(conn, item, number).await,
        None => Ok(None),
    }
}

/// The draft as hosts show it, with what holds its approval back.
pub async fn view(conn: &mut Conn, settings: &Settings, item: ItemId) -> anyhow::Result<Option<Draft>> {
    let Some(stored) = newest(conn, item).await? else { return Ok(None) };
    let offered = store::newest(conn, item).await?.and_then(|(_, offered)| offered);
    let holds = checks::holds(conn, settings, item, &stored, &[]).await?;
    let Revision { author, agent, from_address, to, cc, subject, body, signature, quoted, .. } = stored.revision;
    Ok(Some(Draft {
        revision: stored.number,
        author,
        agent,
        from: from_address,
        to,
        cc,
        subject,
        body,
        signature,
        quoted,
        claims: stored.claims,
        holds,
        offered_revision: offered,
        made_at: stored.made_at,
    }))
}
