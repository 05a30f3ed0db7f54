//! The content checks: what must be right before a mail may be approved, and again before it goes.
//!
//! Text that the operator typed is theirs: it is never held for its facts or numbers. Signature and quote are not looked at.

mod first_mail;
mod numbers;
pub(crate) mod placeholders;

use super::claims::agents_lines;
use super::details;
use crate::mail::is_address;
use crate::settings::Settings;
use crate::store::drafts::{self as store, Stored};
use crate::store::items::Row as Item;
use crate::store::{Conn, meetings, messages, people, suppressions};
use api::{Action, Author, ClaimId, ContactId, Hold, HoldCode, Play, PutBy, Recipient, SignalKind, ThreadId, Time, text};

/// What holds the approval of this revision back, in the order in which it is to be mended; empty where nothing does.
/// `waived` are claims that the operator lets stand; what is past at `now` is too late.
pub async fn holds(
    conn: &mut Conn,
    settings: &Settings,
    item: &Item,
    stored: &Stored,
    waived: &[ClaimId],
    now: Time,
) -> anyhow::Result<Vec<Hold>> {
    let revision = &stored.revision;
    let mut holds = Vec::new();
    let mut hold = |code: HoldCode, words: String| holds.push(Hold { code, claim: None, words });
    let is_mail = item.action == Action::SendEmail;
    if is_mail && (revision.from_address.is_none() || settings.own.is_empty()) {
        hold(HoldCode::NoSender, text::no_sender());
    }
    if item.action.has_recipients() && revision.to.is_empty() {
        hold(HoldCode::NoRecipient, if is_mail { text::no_recipient() } else { text::nobody_is_invited() });
    }
    if let Some(words) = details::holds(item.action, revision.details.as_ref(), now) {
        hold(HoldCode::BadTime, words);
    }
    if revision.subject.trim().is_empty() {
        hold(HoldCode::EmptySubject, text::empty_subject());
    }
    if let Some(words) = details::changed(conn, revision.details.as_ref()).await? {
        hold(HoldCode::RecordChanged, words);
    }
    // A mail and a note are nothing without words.
    if revision.body.trim().is_empty() && matches!(item.action, Action::SendEmail | Action::LogNote | Action::PostMessage) {
        hold(HoldCode::EmptyBody, text::empty_body());
    }
    if revision.subject.chars().any(char::is_control) {
        hold(HoldCode::BadHeader, text::line_break_in_header("subject"));
    }
    // A note goes to nobody, and quotes titles that may look like one.
    let open = match item.action {
        Action::LogNote | Action::CompleteTask | Action::UpdateDealStage => Vec::new(),
        _ => placeholders::find(&revision.subject).into_iter().chain(placeholders::find(&revision.body)).collect(),
    };
    for found in open {
        hold(HoldCode::Placeholder, text::placeholder(&found));
    }
    let agents_text = match revision.author {
        Author::Agent => format!("{}\n{}", revision.subject, revision.body),
        Author::Operator => match store::newest_by_agent(conn, item.id()).await? {
            Some(agents) => agents_lines(&revision.body, &agents.revision.body).join("\n"),
            None => String::new(),
        },
    };
    for kind in numbers::personal(&agents_text) {
        hold(HoldCode::PersonalNumber, text::personal_number(kind));
    }
    if is_mail && is_first_mail(conn, item).await? {
        for (code, words) in first_mail::holds(settings, revision, &agents_text) {
            hold(code, words);
        }
    }
    holds.extend(recipient_holds(conn, settings, item, stored).await?);
    for claim in stored.claims.iter().filter(|claim| claim.source.is_none() && !waived.contains(&claim.id)) {
        holds.push(Hold {
            code: HoldCode::ClaimWithoutSource,
            claim: Some(claim.id),
            words: text::claim_without_source(&claim.text),
        });
    }
    Ok(holds)
}

/// Whether the operator never wrote to whom it goes, and does not answer them either.
async fn is_first_mail(conn: &mut Conn, item: &Item) -> anyhow::Result<bool> {
    match (item.play, item.contact_id.map(ContactId)) {
        // Whoever filled in a form asked to be written to.
        (Play::FirstTouch, _) => Ok(item.kind != SignalKind::FormSubmitted),
        (Play::DealOutreach | Play::Advance | Play::Revive | Play::Onboard | Play::CheckIn, Some(contact)) => {
            let standing = people::standings(conn, &[contact]).await?.remove(&contact);
            Ok(standing.is_none_or(|standing| standing.written_at.is_none()))
        }
        _ => Ok(false),
    }
}

/// Whether each recipient may be there: known to the conversation or put there by the operator, and not suppressed.
async fn recipient_holds(conn: &mut Conn, settings: &Settings, item: &Item, stored: &Stored) -> anyhow::Result<Vec<Hold>> {
    let revision = &stored.revision;
    let (mut known, mut sender) = (Vec::new(), None);
    if let Some(id) = revision.answers
        && let Some((from, others)) = messages::addresses(conn, id).await?
    {
        (known, sender) = (others, Some(from));
    }
    if let Some(thread) = item.thread_id.map(ThreadId)
        && let Some(meeting) = meetings::of_thread(conn, thread).await?
    {
        known.extend(meeting.attendees.into_iter().map(|attendee| attendee.address));
    }
    // What answers nothing goes to whom it is about.
    if let (None, Some(contact)) = (revision.answers, item.contact_id.map(ContactId)) {
        known.extend(people::addresses(conn, contact).await?);
    }
    let addresses: Vec<&str> = revision.recipients().map(|recipient| recipient.address.as_str()).collect();
    let suppressed = suppressions::covering(conn, &addresses).await?;
    let mut holds = Vec::new();
    for recipient in revision.recipients() {
        let address = &recipient.address;
        let is_known = recipient.put_by == PutBy::Operator || known.contains(address) || sender.as_ref() == Some(address);
        if !is_address(address) || recipient.name.chars().any(char::is_control) {
            holds.push(Hold { code: HoldCode::BadAddress, claim: None, words: text::recipient_is_no_address(address) });
        } else if !is_known {
            holds.push(Hold { code: HoldCode::UnknownRecipient, claim: None, words: text::unknown_recipient(address) });
        } else if suppressed.contains_key(address) {
            holds.push(Hold { code: HoldCode::SuppressedRecipient, claim: None, words: text::suppressed_recipient(address) });
        }
    }
    for recipient in &revision.to {
        // Behind a mail of the operator's own there is nobody whose answers could be led astray.
        let theirs = sender.as_ref().filter(|sender| !settings.is_own(sender));
        if let Some(sender) = theirs.filter(|sender| leads_elsewhere(recipient, sender)) {
            let words = text::reply_to_elsewhere(&recipient.address, sender);
            holds.push(Hold { code: HoldCode::ReplyToElsewhere, claim: None, words });
        }
    }
    Ok(holds)
}

/// A Reply-To of another domain than the sender's, which the operator has not entered themselves.
fn leads_elsewhere(recipient: &Recipient, sender: &str) -> bool {
    let domain = |address: &str| address.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
    recipient.put_by == PutBy::Item && domain(&recipient.address) != domain(sender)
}
