//! Words about items: what is proposed, why, and how they moved.

use super::quoted;
use crate::{ItemState, Play, SignalKind};

/// What an item proposes: `Answer: Seats for the pilot`.
pub fn what(play: Play, subject: &str) -> String {
    let verb = match play {
        Play::Answer => "Answer",
        Play::Reply => "Reply",
    };
    if subject.is_empty() { format!("{verb}: (no subject)") } else { format!("{verb}: {subject}") }
}

/// Why an item stands in the queue.
pub fn why(play: Play) -> String {
    match play {
        Play::Answer => "Asked you something, not answered yet".to_owned(),
        Play::Reply => "Wrote back, not answered yet".to_owned(),
    }
}

/// A piece of evidence in words.
pub fn evidence(kind: SignalKind, who: &str, when: &str, asks: bool) -> String {
    match (kind, asks) {
        (SignalKind::EmailReply, true) => format!("{who} asked on {when}"),
        (SignalKind::EmailReply, false) => format!("{who} wrote back on {when}"),
    }
}

pub fn moved_by_signal() -> String {
    "a mail came in".to_owned()
}

pub fn moved_by_evidence() -> String {
    "another mail came in".to_owned()
}

pub fn approval_voided_by_mail(who: &str) -> String {
    format!("{who} wrote again after the approval; read it, then decide")
}

pub fn answered_elsewhere() -> String {
    "you answered elsewhere".to_owned()
}

pub fn joined_thread() -> String {
    "another item covers the same conversation".to_owned()
}

pub fn drafting() -> String {
    "the draft is being written".to_owned()
}

pub fn drafted(agent: &str) -> String {
    format!("drafted by {agent}")
}

pub fn draft_failed(fault: &str) -> String {
    format!("the draft failed: {fault}")
}

pub fn no_agent() -> String {
    "no agent takes this play".to_owned()
}

pub fn snoozed_until(when: &str) -> String {
    format!("snoozed until {when}")
}

pub fn woke() -> String {
    "its time came".to_owned()
}

pub fn finished_by_hand() -> String {
    "done by hand".to_owned()
}

pub fn expired() -> String {
    "no longer worth doing".to_owned()
}

pub fn reopened() -> String {
    "reopened".to_owned()
}

pub fn retried() -> String {
    "to be drafted again".to_owned()
}

pub fn approved(revision: u32) -> String {
    format!("revision {revision} approved")
}

pub fn edited() -> String {
    "edited after the approval".to_owned()
}

pub fn undone(what: &str) -> String {
    format!("taken back: {what}")
}

pub fn sent() -> String {
    "sent".to_owned()
}

pub fn practised() -> String {
    "delivered to the practice outbox".to_owned()
}

pub fn said_sent() -> String {
    "you said that it went".to_owned()
}

pub fn cancelled() -> String {
    "taken out of the outbox".to_owned()
}

pub fn practice_switched() -> String {
    "practice mode was switched; approve again for the new destination".to_owned()
}

pub fn late(when: &str) -> String {
    format!("was to go {when}; still right?")
}

pub fn send_failed(fault: &str) -> String {
    format!("it could not be delivered: {fault}")
}

pub fn send_unsure(fault: &str) -> String {
    format!("it cannot be told whether it was delivered: {fault}. Look in the outbox, then say sent or send")
}

/// What an undo took back.
pub fn undo_result(from: ItemState, to: ItemState, subject: &str) -> String {
    let to = match to {
        ItemState::Review => "in review".to_owned(),
        other => other.as_str().to_owned(),
    };
    format!("{} is no longer {from}; it is {to} again.", quoted(subject))
}

/// The line that stands above a quoted mail.
pub fn quote_heading(when: &str, who: &str) -> String {
    format!("On {when}, {who} wrote:")
}

pub fn covered_by(item: i64) -> String {
    format!("Item {item} covers the same conversation and is open; use that one.")
}

/// What the connection of imported files is called.
pub fn imported_files() -> String {
    "Imported files".to_owned()
}

pub fn nothing_to_import() -> String {
    "Say what to import: mails, mbox files or Maildir folders.".to_owned()
}

pub fn operator_guessed(addresses: &str) -> String {
    format!("Your address seems to be {addresses}. If it is not, set operator.email.")
}

pub fn operator_not_guessed() -> String {
    "It is not clear from these mails which address is yours, so nothing is proposed yet. Set operator.email.".to_owned()
}
