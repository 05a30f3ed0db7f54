//! Words about items: what is proposed, why, and how they moved.

use super::quoted;
use crate::{ItemState, Play, SignalKind};

/// What an item proposes: `Answer: Seats for the pilot`.
pub fn what(play: Play, subject: &str) -> String {
    let verb = match play {
        Play::Answer => "Answer",
        Play::Reply => "Reply",
        Play::Triage => "New sender",
        Play::ProposeTimes => "Propose times",
        Play::FollowUp => "Follow up",
        Play::RepairContact => return "Find a working address".to_owned(),
        Play::FindNewContact => return "Find a new contact".to_owned(),
        Play::FirstTouch if subject.is_empty() => return "First mail".to_owned(),
        // Only a form has a subject of its own.
        Play::FirstTouch => "Answer the form",
        Play::Prepare => "Prepare",
        Play::MeetingFollowUp => "After the meeting",
        Play::Rebook => "Find another time",
        Play::DealOutreach => "New deal",
        Play::Advance => "Next step",
        Play::ReviewDeal => "Look at the deal",
        Play::Revive => "Bring back to life",
        Play::Onboard => "Welcome",
        Play::LearnWhy => "Find out why",
        Play::CheckIn => return "Check in".to_owned(),
        Play::DoTask => "Task",
        Play::Book => "Book a meeting",
        Play::MoveDeal => "Move the deal",
        Play::ReopenTask => "Reopen the task",
        Play::AddTask => "New task",
        Play::AddNote => "New note",
    };
    if subject.is_empty() { format!("{verb}: (no subject)") } else { format!("{verb}: {subject}") }
}

/// Why an item stands in the queue. `asks` says whether they asked something.
pub fn why(kind: SignalKind, play: Play, asks: bool) -> String {
    match (kind, play) {
        (SignalKind::EmailReceived, Play::Answer) if !asks => "Wrote to you, not answered yet",
        (SignalKind::MessageMention, Play::Answer) => "Named you in a channel, not answered yet",
        (SignalKind::MessageDirect, Play::Answer) => "Wrote to you in a chat, not answered yet",
        (_, Play::Answer) => "Asked you something, not answered yet",
        (SignalKind::EmailReceived, Play::Reply) => "Wrote to others, with you in copy",
        (_, Play::Reply) => "Wrote back, not answered yet",
        (_, Play::Triage) => "Never wrote before; let in or keep out",
        (SignalKind::MeetingDeclined, Play::ProposeTimes) => "Said no to the meeting",
        (_, Play::ProposeTimes) => "Asked for a meeting",
        (_, Play::FollowUp) => "Has not answered your mail",
        (_, Play::RepairContact) => "Your mail to them came back",
        (_, Play::FindNewContact) => "They have left, an automatic answer says",
        (SignalKind::FormSubmitted, Play::FirstTouch) => "Filled in a form, not answered yet",
        (_, Play::FirstTouch) => "You want to write to them",
        (_, Play::Prepare) => "You meet within a day",
        (_, Play::MeetingFollowUp) => "You met, and nothing was written since",
        (_, Play::Rebook) => "Nobody came to the meeting",
        (_, Play::DealOutreach) => "A deal was opened",
        (_, Play::Advance) => "The deal moved forward",
        (SignalKind::DealAmountChanged, Play::ReviewDeal) => "The deal's amount changed",
        (SignalKind::DealCloseSoon, Play::ReviewDeal) => "The deal is to close within a week",
        (_, Play::ReviewDeal) => "The deal moved back",
        (_, Play::Revive) => "Nothing happened with the deal for a week",
        (_, Play::Onboard) => "The deal is won",
        (_, Play::LearnWhy) => "The deal is lost",
        (_, Play::CheckIn) => "Nobody was in touch with them for two weeks",
        (_, Play::DoTask) => "The task is overdue",
        (_, Play::Book) => "You want to meet them",
        (_, Play::MoveDeal) => "You want the deal in another stage",
        (_, Play::ReopenTask) => "You took back that it is done",
        (_, Play::AddTask) => "You want it to be done",
        (_, Play::AddNote) => "You want it to be kept",
    }
    .to_owned()
}

/// Behind why it stands there, where no mail may go to whom it is about.
pub fn suppressed_since(why: &str) -> String {
    format!("{why}; suppressed, so no mail can go")
}

/// A piece of evidence in words.
pub fn evidence(kind: SignalKind, who: &str, when: &str, asks: bool) -> String {
    match (kind, asks) {
        (SignalKind::EmailReply | SignalKind::EmailReceived, true) => format!("{who} asked on {when}"),
        (SignalKind::EmailReply, false) => format!("{who} wrote back on {when}"),
        (SignalKind::EmailReceived, _) => format!("{who} wrote on {when}"),
        (SignalKind::MeetingRequest, _) => format!("{who} asked for a meeting on {when}"),
        (SignalKind::EmailOptOut, _) => format!("{who} asked on {when} not to be written to"),
        (SignalKind::EmailBounced, _) => format!("your mail came back on {when}"),
        (SignalKind::OutOfOffice, _) => format!("{who} was away on {when}"),
        (SignalKind::NoReply, _) => format!("not answered by {when}"),
        (SignalKind::ChampionLeft, _) => format!("an automatic answer for {who} on {when}"),
        (SignalKind::FormSubmitted, _) => format!("{who} filled in a form on {when}"),
        (SignalKind::Manual, _) => format!("you asked for it on {when}"),
        (SignalKind::MeetingUpcoming, _) => format!("you meet on {when}"),
        (SignalKind::MeetingEnded, _) => format!("the meeting was over on {when}"),
        (SignalKind::MeetingDeclined, _) if who.is_empty() => format!("a no to the meeting on {when}"),
        (SignalKind::MeetingDeclined, _) => format!("{who} said no to the meeting on {when}"),
        (SignalKind::MeetingNoShow, _) => format!("you said on {when} that nobody came"),
        (SignalKind::DealCreated, _) => format!("the deal was opened on {when}"),
        (SignalKind::DealStageChanged, _) => format!("the deal moved on {when}"),
        (SignalKind::DealAmountChanged, _) => format!("the amount changed on {when}"),
        (SignalKind::DealStalled, _) => format!("nothing happened with the deal until {when}"),
        (SignalKind::DealCloseSoon, _) => format!("since {when} the deal closes within a week"),
        (SignalKind::DealWon, _) => format!("the deal was won on {when}"),
        (SignalKind::DealLost, _) => format!("the deal was lost on {when}"),
        (SignalKind::LeadCold, _) => format!("nobody was in touch until {when}"),
        (SignalKind::TaskOverdue, _) => format!("it was due on {when}"),
        (SignalKind::MessageMention, _) if who.is_empty() => format!("a message named you on {when}"),
        (SignalKind::MessageMention, _) => format!("{who} named you on {when}"),
        (SignalKind::MessageDirect, _) if who.is_empty() => format!("a direct message on {when}"),
        (SignalKind::MessageDirect, _) => format!("{who} wrote to you on {when}"),
    }
}

/// Why an item was opened.
pub fn moved_by_signal(kind: SignalKind) -> String {
    match kind {
        SignalKind::MeetingUpcoming => "a meeting is near",
        SignalKind::MeetingEnded => "a meeting is over",
        SignalKind::MeetingDeclined => "somebody said no to a meeting",
        SignalKind::MeetingNoShow => "nobody came to a meeting",
        SignalKind::DealCreated => "a deal was opened",
        SignalKind::DealStageChanged => "a deal moved",
        SignalKind::DealAmountChanged => "the amount of a deal changed",
        SignalKind::DealStalled => "a deal stands still",
        SignalKind::DealCloseSoon => "a deal closes soon",
        SignalKind::DealWon => "a deal was won",
        SignalKind::DealLost => "a deal was lost",
        SignalKind::LeadCold => "nobody was in touch with a lead",
        SignalKind::TaskOverdue => "a task is overdue",
        SignalKind::FormSubmitted => "a form came in",
        SignalKind::Manual => "you asked for it",
        SignalKind::MessageMention => "a message named you",
        SignalKind::MessageDirect => "a direct message came in",
        _ => "a mail came in",
    }
    .to_owned()
}

/// Why an item about a record of a CRM is no longer work.
pub fn record_overtaken(kind: SignalKind) -> String {
    match kind {
        SignalKind::TaskOverdue => "the task was done, moved or put away",
        SignalKind::LeadCold => "somebody was in touch with them since",
        _ => "the deal went on without it",
    }
    .to_owned()
}

/// What joined an item that was open.
pub fn moved_by_evidence(kind: SignalKind) -> String {
    match moved_by_signal(kind) {
        words if words == moved_by_signal(SignalKind::EmailReceived) => "another mail came in".to_owned(),
        words => words,
    }
}

/// Part of what an item was about needs nothing more.
pub fn moved_by_less() -> String {
    "part of it needs nothing more".to_owned()
}

/// What joined an item after it was approved.
pub fn approval_voided_by(kind: SignalKind, who: &str) -> String {
    if moved_by_signal(kind) == moved_by_signal(SignalKind::EmailReceived) {
        return format!("{who} wrote again after the approval; read it, then decide");
    }
    format!("{} after the approval; look at it again, then decide", moved_by_signal(kind))
}

pub fn answered_elsewhere() -> String {
    "you answered elsewhere".to_owned()
}

pub fn no_longer_read() -> String {
    "by what you chose, it is not read any more".to_owned()
}

pub fn put_away_at_mailbox() -> String {
    "you deleted the conversation in your mailbox, or called it spam".to_owned()
}

pub fn declined_since() -> String {
    "they said no since".to_owned()
}

pub fn screened_out() -> String {
    "you keep this sender out".to_owned()
}

pub fn opted_out() -> String {
    "they asked not to be written to".to_owned()
}

pub fn no_longer_unanswered() -> String {
    "they wrote, or you did, since".to_owned()
}

pub fn joined_contact() -> String {
    "another item covers the same contact".to_owned()
}

pub fn suppressed_by_opt_out(when: &str) -> String {
    format!("asked on {when} not to be written to")
}

/// `status` as a mail server gives it, `5.1.1`; may be empty.
pub fn suppressed_by_bounce(status: &str) -> String {
    if status.is_empty() {
        "mail to this address came back for good".to_owned()
    } else {
        format!("mail to this address came back for good ({status})")
    }
}

pub fn repair_contact(who: &str) -> String {
    format!("Find a working address for {who}")
}

pub fn find_new_contact(where_: &str) -> String {
    format!("Find a new contact at {where_}")
}

/// The connection that stands for what the operator asks for themselves.
pub fn the_operator() -> String {
    "You".to_owned()
}

pub fn demo_name() -> String {
    "Demo mail".to_owned()
}

pub fn demo_pipeline_name() -> String {
    "Demo pipeline".to_owned()
}

pub fn joined_thread() -> String {
    "another item covers the same conversation".to_owned()
}

pub fn drafting() -> String {
    "the draft is being written".to_owned()
}

pub fn ready_for_review() -> String {
    "ready to be looked over".to_owned()
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

pub fn woken_by_hand() -> String {
    "woken by hand".to_owned()
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

/// What an undo took back: that an item was woken.
pub fn undid_waking(subject: &str) -> String {
    format!("{} is snoozed again.", quoted(subject))
}

/// What an undo took back: that somebody was let in. `kept_out` says whether they had been kept out before.
pub fn undid_letting_in(who: &str, kept_out: bool) -> String {
    if kept_out {
        format!("{who} is no longer let in, and is kept out again.")
    } else {
        format!("{who} is no longer let in; it is for you to decide about them again.")
    }
}

/// What an undo took back: that somebody was kept out. `let_in` says whether they had been let in before.
pub fn undid_keeping_out(who: &str, let_in: bool) -> String {
    if let_in {
        format!("{who} is no longer kept out, and is let in again.")
    } else {
        format!("{who} is no longer kept out; it is for you to decide about them again.")
    }
}

/// The item of somebody who was kept out has come back; the reason of its move.
pub fn no_longer_kept_out() -> String {
    "taken back: you keep this sender out".to_owned()
}

/// What an undo took back: that something was suppressed.
pub fn undid_suppressing(what: &str) -> String {
    format!("{what} is no longer suppressed.")
}

/// What an undo took back: that something was taken off the list.
pub fn undid_unsuppressing(what: &str) -> String {
    format!("{what} is suppressed again.")
}

/// What an undo took back: a newer reason.
pub fn undid_reason_of_suppression(what: &str) -> String {
    format!("{what} is suppressed for the reason before.")
}

/// Why a suppression is not taken back.
pub fn opted_out_since(what: &str) -> String {
    format!("{what} asked not to be written to, so it stays suppressed. `suppress remove` lifts it all the same.")
}

/// Why an item is not reopened.
pub fn sender_is_kept_out() -> String {
    "You keep this sender out; let them in first.".to_owned()
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
