//! Approvals, and the only way to an [`ApprovedAction`].
//!
//! An approval names one revision, one destination and the SHA-256 of the exact bytes. What goes out is made from a stored
//! approval that is not void and whose bytes, rendered anew from the revision, still have that fingerprint.

use super::{NOWHERE, PRACTICE};
use crate::connectors::outgoing;
use crate::cx::Cx;
use crate::drafts::{self, Content, checks, render};
use crate::fault;
use crate::queue::{self, Change};
use crate::random::marker;
use crate::settings::Settings;
use crate::store::approvals::{self as store, NewApproval};
use crate::store::crm::mail_logs;
use crate::store::drafts::{Revision, Stored};
use crate::store::items::Row as Item;
use crate::store::{Conn, Write, jobs, ledger, messages, outbox, people};
use api::{Action, Actor, ApiError, Approve, Code, ContactId, Hold, HoldCode, ItemState, OutboxId, Time, Waiver, text};

const WAIVER_AT_MOST: usize = 500;

/// An effect that the operator has approved. Only this module makes one; without one nothing can be sent.
#[derive(Debug)]
pub struct ApprovedAction {
    action: Action,
    destination: String,
    marker: String,
    rendered: Vec<u8>,
}

impl ApprovedAction {
    pub fn destination(&self) -> &str {
        &self.destination
    }

    pub fn action(&self) -> Action {
        self.action
    }

    /// The name by which the mail is found again, 128 random bits in hexadecimal.
    pub fn marker(&self) -> &str {
        &self.marker
    }

    /// The approved bytes; a mail has this Date in front.
    pub fn bytes(&self, date: &str) -> Vec<u8> {
        match self.action {
            Action::SendEmail => render::dated(&self.rendered, date),
            _ => self.rendered.clone(),
        }
    }

    /// The one constructor: reads a stored approval and compares what would go out with what was approved. None where the
    /// approval is void or the fingerprint differs.
    pub(super) async fn of(conn: &mut Conn, approval: &store::Row) -> anyhow::Result<Option<Self>> {
        if approval.voided_at.is_some() {
            return Ok(None);
        }
        let Some(revision) = crate::store::drafts::read(conn, api::ItemId(approval.item_id), approval.revision).await? else {
            return Ok(None);
        };
        let Some(item) = crate::store::items::one(conn, api::ItemId(approval.item_id)).await? else { return Ok(None) };
        let rendered = rendered(conn, &item, &revision, &approval.marker, &approval.rfc_message_id).await?;
        let is_same = crate::sha256(&rendered) == approval.fingerprint && rendered == approval.rendered;
        let (destination, marker) = (approval.destination.clone(), approval.marker.clone());
        Ok(is_same.then_some(Self { action: item.action, destination, marker, rendered }))
    }
}

/// What goes out, byte for byte but for a mail's Date.
async fn rendered(conn: &mut Conn, item: &Item, stored: &Stored, marker: &str, message_id: &str) -> anyhow::Result<Vec<u8>> {
    match item.action {
        Action::SendEmail => {
            let envelope = envelope(conn, stored, marker, message_id).await?;
            render::render(&stored.revision, &envelope)
        }
        _ => {
            let contact = match item.contact_id {
                Some(id) => people::contact(conn, ContactId(id)).await?.map(|(contact, _)| contact.address),
                None => None,
            };
            Content::of(item.action, &stored.revision, marker, contact.as_deref()).written()
        }
    }
}

/// The headers of an answer: In-Reply-To is its parent; References are the parent's, or its In-Reply-To, and the parent
/// (RFC 5322, 3.6.4).
async fn envelope(conn: &mut Conn, stored: &Stored, marker: &str, message_id: &str) -> anyhow::Result<render::Envelope> {
    let (mut in_reply_to, mut references) = (None, Vec::new());
    if let Some(parent) = stored.revision.answers {
        in_reply_to = messages::original(conn, parent).await?.and_then(|mail| mail.rfc_message_id);
        references = messages::references(conn, parent).await?;
        references.extend(in_reply_to.clone());
    }
    Ok(render::Envelope { message_id: message_id.to_owned(), marker: marker.to_owned(), in_reply_to, references })
}

/// Where an action goes as things are now: the practice outbox, or the connection that can do it.
async fn destination(
    write: &mut Write,
    settings: &Settings,
    action: Action,
    revision: &Revision,
    now: Time,
) -> anyhow::Result<String> {
    if settings.practice {
        return Ok(PRACTICE.to_owned());
    }
    let doer = outgoing::doer_or_own(write, action, revision, now).await?;
    Ok(doer.map_or_else(|| NOWHERE.to_owned(), outgoing::destination))
}

/// Approves the newest revision of an item. It leaves no sooner than the undo window is over and every gate passes.
///
/// Errors: `conflict` for an item that is not in review or a draft that changed since it was shown; `held` where a check
/// holds it; `invalid` for a waiver of nothing or without a reason.
pub async fn approve(cx: &Cx, request: &Approve) -> anyhow::Result<OutboxId> {
    let now = cx.now();
    let settings = cx.settings().await?;
    let marker = marker(&*cx.random)?;
    let mut write = cx.write().await?;
    let item = queue::existing(&mut write, request.item).await?;
    if item.state != ItemState::Review {
        return Err(ApiError::new(Code::Conflict, text::not_in_this_state("approved", item.state)).into());
    }
    let Some(stored) = drafts::newest(write.conn(), item.id()).await? else {
        return Err(ApiError::new(Code::Conflict, text::no_draft()).into());
    };
    if let Some(shown) = request.revision.filter(|shown| *shown != stored.number) {
        return Err(ApiError::new(Code::Conflict, text::draft_changed(shown, stored.number)).on("revision").into());
    }
    check_waivers(&stored, &request.waivers)?;
    let waived: Vec<_> = request.waivers.iter().map(|waiver| waiver.claim).collect();
    let holds = checks::holds(write.conn(), &settings, &item, &stored, &waived, now).await?;
    if !holds.is_empty() {
        return Err(held(&holds).into());
    }
    let domain =
        stored.revision.from_address.as_deref().and_then(|from| from.rsplit_once('@')).map_or("localhost", |(_, domain)| domain);
    let rfc_message_id = format!("{marker}@{domain}");
    let rendered = rendered(write.conn(), &item, &stored, &marker, &rfc_message_id).await?;
    let fingerprint = crate::sha256(&rendered);
    let destination = destination(&mut write, &settings, item.action, &stored.revision, now).await?;
    let new = NewApproval {
        item: item.id(),
        revision: stored.number,
        destination: &destination,
        fingerprint: &fingerprint,
        marker: &marker,
        rfc_message_id: &rfc_message_id,
        rendered: &rendered,
        waivers: &request.waivers,
    };
    let approval = store::insert(&mut write, &new, now).await?;
    let undo_until = now.plus_seconds(settings.undo_seconds);
    let action = outbox::insert(&mut write, approval, item.id(), undo_until, Time(item.due_at)).await?;
    if item.action == Action::SendEmail && destination != PRACTICE {
        for row in outgoing::logging(write.conn(), item.contact_id.map(ContactId)).await? {
            mail_logs::add(&mut write, action, row.id()).await?;
        }
    }
    let reason = text::approved(stored.number);
    queue::apply(&mut write, &item, Change::plain(&item, ItemState::Approved, Actor::Operator, &reason), now).await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "approved",
        subject: &format!("approval:{approval}"),
        detail: &format!("item:{} revision:{} destination:{destination}", item.item_id, stored.number),
        content_hash: &fingerprint,
    };
    ledger::append(&mut write, entry, now).await?;
    jobs::ask(&mut write, crate::jobs::SEND, action.0, undo_until, now).await?;
    fault::point("approve_before_commit");
    write.commit().await?;
    fault::point("approve_after_commit");
    Ok(action)
}

fn check_waivers(stored: &Stored, waivers: &[Waiver]) -> Result<(), ApiError> {
    for waiver in waivers {
        if !stored.claims.iter().any(|claim| claim.id == waiver.claim && claim.source.is_none()) {
            return Err(ApiError::new(Code::Invalid, text::waiver_of_nothing(waiver.claim.0)).on("waivers"));
        }
        if waiver.reason.trim().is_empty() {
            return Err(ApiError::new(Code::Invalid, text::reason_missing()).on("waivers"));
        }
        if waiver.reason.chars().count() > WAIVER_AT_MOST {
            return Err(ApiError::new(Code::Invalid, text::too_long("reason", WAIVER_AT_MOST)).on("waivers"));
        }
    }
    Ok(())
}

/// A refused approval, in the words of all that holds it; the field is where to begin.
fn held(holds: &[Hold]) -> ApiError {
    let words: Vec<&str> = holds.iter().map(|hold| hold.words.as_str()).collect();
    let error = ApiError::new(Code::Held, words.join(" "));
    match holds.first().map(|hold| hold.code) {
        Some(HoldCode::EmptySubject | HoldCode::BadHeader | HoldCode::SubjectLength) => error.on("subject"),
        Some(
            HoldCode::EmptyBody
            | HoldCode::Placeholder
            | HoldCode::PersonalNumber
            | HoldCode::ShortBody
            | HoldCode::BannedPhrase
            | HoldCode::NoOptOut
            | HoldCode::NoPostalAddress,
        ) => error.on("body"),
        Some(HoldCode::ClaimWithoutSource) => error.on("claims"),
        Some(HoldCode::NoSender) => error.on("from"),
        Some(HoldCode::BadTime | HoldCode::RecordChanged) => error.on("details"),
        Some(_) => error.on("to"),
        None => error,
    }
}
