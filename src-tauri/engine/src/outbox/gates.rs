//! The gates: every check that an action passes before it runs, in one ordered list that every path uses.
//!
//! Each gate answers whether it passes, what it looked at in words, and the earliest time at which it would pass. None writes.

use super::PRACTICE;
use crate::connectors::outgoing;
use crate::cx::Cx;
use crate::drafts::{Current, checks};
use crate::settings::Settings;
use crate::store::approvals::{self, Row as Approval};
use crate::store::crm::mail_logs;
use crate::store::drafts::{self, Stored};
use crate::store::items::Row as Item;
use crate::store::outbox::Row as Action;
use crate::store::{Conn, chat, connections, messages, outbox, settings as stored_settings, suppressions};
use anyhow::Context as _;
use api::{Details, Gate, GateName, Hold, ItemState, ThreadId, Time, text};

/// A source that was read longer ago than this is read again before something goes out.
pub(crate) const FRESH_MS: i64 = 60_000;
/// How much of a fingerprint is shown.
const FINGERPRINT_SHOWN: usize = 8;

/// What the gates look at: an item's draft, and its approval where there is one.
pub struct Subject {
    pub item: Item,
    pub stored: Stored,
    /// What the content checks say against it, but for what was waived.
    pub holds: Vec<Hold>,
    pub approved: Option<(Approval, Action)>,
    /// What would go out is, byte for byte, what was approved.
    pub is_unchanged: bool,
}

/// What a gate finds.
struct Finding {
    passes: bool,
    words: String,
    not_before: Option<Time>,
}

impl Finding {
    fn pass(words: String) -> Self {
        Self { passes: true, words, not_before: None }
    }

    fn hold(words: String, not_before: Option<Time>) -> Self {
        Self { passes: false, words, not_before }
    }
}

/// Asks every gate, in their order.
pub async fn trace(cx: &Cx, conn: &mut Conn, settings: &Settings, subject: &Subject) -> anyhow::Result<Vec<Gate>> {
    let now = cx.now();
    let mut gates = Vec::with_capacity(GateName::ALL.len());
    for &name in GateName::ALL {
        let finding = match name {
            GateName::KillSwitch => kill_switch(conn, settings).await?,
            GateName::Approval => approval(settings, subject),
            GateName::Destination => destination(conn, settings, subject).await?,
            GateName::Suppression => suppression(conn, subject).await?,
            GateName::NewerReply => newer_reply(conn, settings, subject, now).await?,
            GateName::Content => content(subject),
            GateName::Undo => undo(settings, subject, now),
        };
        gates.push(Gate { name, passes: finding.passes, words: finding.words, not_before: finding.not_before });
    }
    Ok(gates)
}

/// The earliest time at which all gates would pass; none where only the operator can change one of them. An action that
/// passes them all could go `now`.
pub fn not_before(gates: &[Gate], now: Time) -> Option<Time> {
    gates.iter().filter(|gate| !gate.passes).try_fold(now, |latest, gate| gate.not_before.map(|at| at.max(latest)))
}

/// The trace of an item's draft, approved or not; empty where there is no draft.
pub async fn of_item(
    cx: &Cx,
    conn: &mut Conn,
    settings: &Settings,
    item: &Item,
    draft: Option<&Current>,
) -> anyhow::Result<Vec<Gate>> {
    let waiting = match item.state {
        ItemState::Approved => outbox::waiting_of_item(conn, item.id()).await?,
        _ => None,
    };
    let subject = match (waiting, draft) {
        (Some(action), _) => subject_of(conn, settings, item.clone(), action, cx.now()).await?,
        (None, Some(draft)) => {
            let (stored, holds) = (draft.stored.clone(), draft.holds.clone());
            Subject { item: item.clone(), stored, holds, approved: None, is_unchanged: false }
        }
        (None, None) => return Ok(Vec::new()),
    };
    trace(cx, conn, settings, &subject).await
}

/// Reads what the gates look at for an action in the outbox.
pub async fn subject_of(conn: &mut Conn, settings: &Settings, item: Item, action: Action, now: Time) -> anyhow::Result<Subject> {
    let approval = approvals::one(conn, action.approval()).await?.context("The approval of an action is gone")?;
    let stored = drafts::read(conn, item.id(), approval.revision).await?.context("The revision of an approval is gone")?;
    let is_unchanged = super::ApprovedAction::of(conn, &approval).await?.is_some();
    let waived = approvals::waived(conn, action.approval()).await?;
    let holds = checks::holds(conn, settings, &item, &stored, &waived, now).await?;
    Ok(Subject { item, stored, holds, approved: Some((approval, action)), is_unchanged })
}

async fn kill_switch(conn: &mut Conn, settings: &Settings) -> anyhow::Result<Finding> {
    if !settings.kill_switch {
        return Ok(Finding::pass(text::kill_switch_off()));
    }
    let since = stored_settings::changed_at(conn, crate::settings::KILL_SWITCH).await?.unwrap_or_default();
    Ok(Finding::hold(text::kill_switch_on(&crate::moment(since, &settings.zone)), None))
}

fn approval(settings: &Settings, subject: &Subject) -> Finding {
    let Some((approval, _)) = &subject.approved else { return Finding::hold(text::not_approved(), None) };
    if approval.voided_at.is_some() {
        return Finding::hold(text::approval_voided(approval.void_reason.as_deref().unwrap_or_default()), None);
    }
    if !subject.is_unchanged {
        return Finding::hold(text::fingerprint_differs(), None);
    }
    let short: String = approval.fingerprint.chars().take(FINGERPRINT_SHOWN).collect();
    Finding::pass(text::approval_holds(&crate::moment(Time(approval.approved_at), &settings.zone), &short))
}

async fn destination(conn: &mut Conn, settings: &Settings, subject: &Subject) -> anyhow::Result<Finding> {
    let approved = subject.approved.as_ref().map(|(approval, _)| approval.destination.as_str());
    match (approved.map_or(settings.practice, |place| place == PRACTICE), settings.practice) {
        (true, true) => return Ok(Finding::pass(text::destination_practice())),
        (false, false) => {}
        _ => return Ok(Finding::hold(text::destination_changed(), None)),
    }
    let action = subject.item.action;
    if outgoing::is_for_own_eyes(action, subject.stored.revision.details.as_ref()) {
        return Ok(Finding::pass(text::destination_own_eyes()));
    }
    let doer = match approved.map(outgoing::of_destination) {
        Some(Some(id)) => match connections::one(conn, id).await? {
            Some(row) => Some((outgoing::does(conn, &row, action).await?, row.name)),
            None => None,
        },
        Some(None) => None,
        None => outgoing::doer_of(conn, action, &subject.stored.revision).await?.map(|(row, sends)| (sends, row.name)),
    };
    Ok(match doer {
        Some((api::Sends::Yes, name)) => {
            let words = text::destination_connection(action, &name);
            let kept_in = kept_in(conn, subject).await?;
            Finding::pass(if kept_in.is_empty() { words } else { text::mail_is_logged(&words, &kept_in.join(", ")) })
        }
        Some((api::Sends::NotAllowed, name)) => Finding::hold(text::not_allowed_to_do(action, &name), None),
        None if approved.is_none() && outgoing::is_kept_here(action, &subject.stored.revision) => {
            Finding::pass(text::destination_connection(action, &text::kept_here()))
        }
        Some((api::Sends::Never, _)) | None => Finding::hold(text::nothing_can_do(action), None),
    })
}

/// Where a mail is kept as well once it is sent: as its approval said, or as it would say.
async fn kept_in(conn: &mut Conn, subject: &Subject) -> anyhow::Result<Vec<String>> {
    if subject.item.action != api::Action::SendEmail {
        return Ok(Vec::new());
    }
    let Some((_, action)) = &subject.approved else {
        let all = outgoing::logging(conn, subject.item.contact_id.map(api::ContactId)).await?;
        return Ok(all.into_iter().map(|row| row.name).collect());
    };
    let mut names = Vec::new();
    for id in mail_logs::of_action(conn, action.id()).await? {
        names.extend(connections::one(conn, id).await?.map(|row| row.name));
    }
    Ok(names)
}

async fn suppression(conn: &mut Conn, subject: &Subject) -> anyhow::Result<Finding> {
    let addresses: Vec<&str> = subject.stored.revision.recipients().map(|recipient| recipient.address.as_str()).collect();
    let suppressed = suppressions::covering(conn, &addresses).await?;
    let first = addresses.into_iter().find_map(|address| suppressed.get(address).map(|entry| (address, entry)));
    Ok(match first {
        Some((address, entry)) => Finding::hold(text::suppressed(address, entry), None),
        None => Finding::pass(text::nobody_suppressed()),
    })
}

/// A mail by a person in the same thread, read or written since the approval.
async fn newer_reply(conn: &mut Conn, settings: &Settings, subject: &Subject, now: Time) -> anyhow::Result<Finding> {
    if !subject.item.action.reaches_people() {
        return Ok(Finding::pass(text::nobody_is_written_to()));
    }
    let since = subject.approved.as_ref().map(|(approval, _)| Time(approval.approved_at));
    if let Some(since) = since
        && let Some(who) = newer(conn, &subject.item, since).await?
    {
        return Ok(Finding::hold(text::newer_reply(&who), None));
    }
    let Some(source) = source(conn, subject).await? else { return Ok(Finding::pass(text::no_newer_reply(""))) };
    // Imported files do not change; only a connection that is watched can have news.
    if !crate::connectors::has_news(&source) {
        return Ok(Finding::pass(text::nothing_newer_imported()));
    }
    let read_at = source.last_success_at.map(Time);
    let is_fresh = read_at.is_some_and(|at| now.ms_since(at) <= FRESH_MS);
    let looked = read_at.map_or_else(String::new, |at| crate::moment(at, &settings.zone));
    if is_fresh || subject.approved.is_none() {
        return Ok(Finding::pass(text::no_newer_reply(&looked)));
    }
    match source.error {
        Some(_) => Ok(Finding::hold(text::source_not_read(&source.name), None)),
        None => Ok(Finding::hold(text::source_to_be_read(&source.name), Some(now))),
    }
}

/// Who wrote in the conversation of an item since then.
pub(super) async fn newer(conn: &mut Conn, item: &Item, since: Time) -> anyhow::Result<Option<String>> {
    let Some(thread) = item.thread_id.map(ThreadId) else { return Ok(None) };
    if item.action == api::Action::PostMessage {
        return chat::newer(conn, thread, since).await;
    }
    Ok(messages::newer_human_mail(conn, thread, since).await?.map(|(_, who)| who))
}

/// The connection through which the answered mail or message came.
pub(super) async fn source(conn: &mut Conn, subject: &Subject) -> anyhow::Result<Option<connections::Row>> {
    if let Some(Details::Chat(chat)) = &subject.stored.revision.details {
        return connections::one(conn, chat.connection).await;
    }
    let Some(id) = subject.stored.revision.answers else { return Ok(None) };
    connections::of_message(conn, id).await
}

fn content(subject: &Subject) -> Finding {
    // Suppression is a gate of its own, with its own words. What changed since an approval is compared when it is carried out: then
    // the item comes back with both, while a gate would hold it where nobody looks.
    let is_for_others = |hold: &Hold| match hold.code {
        api::HoldCode::SuppressedRecipient => true,
        api::HoldCode::RecordChanged => subject.approved.is_some(),
        _ => false,
    };
    match subject.holds.iter().find(|hold| !is_for_others(hold)) {
        Some(hold) => Finding::hold(text::content_holds(&hold.words), None),
        None => Finding::pass(text::content_passes(subject.stored.claims.len())),
    }
}

fn undo(settings: &Settings, subject: &Subject, now: Time) -> Finding {
    let Some((_, action)) = &subject.approved else {
        return Finding::hold(text::undo_starts(settings.undo_seconds), None);
    };
    let until = Time(action.undo_until);
    if now < until {
        return Finding::hold(text::undo_open(&crate::moment_with_seconds(until, &settings.zone)), Some(until));
    }
    Finding::pass(text::undo_over(settings.undo_seconds))
}
