//! What stands on the screens of the window.

use super::{count, unknown_contact};
use crate::{Author, Play, Tab};

/// The name of a screen, as the rail says it.
pub fn screen_queue() -> String {
    "Queue".to_owned()
}

pub fn screen_outbox() -> String {
    "Outbox".to_owned()
}

pub fn screen_people() -> String {
    "People".to_owned()
}

pub fn screen_signals() -> String {
    "Signals".to_owned()
}

pub fn screen_audit() -> String {
    "Audit".to_owned()
}

pub fn screen_connections() -> String {
    "Connections".to_owned()
}

pub fn screen_settings() -> String {
    "Settings".to_owned()
}

pub fn screens() -> String {
    "Screens".to_owned()
}

pub fn n_items(n: u64) -> String {
    count(n, "item", "items")
}

/// How much there is to do, and how long it takes at the operator's pace.
pub fn n_items_and_minutes(n: u64, minutes: Option<u32>) -> String {
    match minutes {
        Some(minutes) => format!("{}, about {minutes} min", n_items(n)),
        None => n_items(n),
    }
}

pub fn n_selected(n: u64) -> String {
    format!("{n} selected")
}

/// How many hot items wait, for those who do not see the badge.
pub fn n_hot(n: u64) -> String {
    count(n, "hot item", "hot items")
}

pub fn tab(tab: Tab) -> String {
    match tab {
        Tab::All => "All",
        Tab::Replies => "Replies",
        Tab::Deals => "Deals",
        Tab::Meetings => "Meetings",
        Tab::FollowUps => "Follow-ups",
        Tab::NewSenders => "New senders",
        Tab::Snoozed => "Snoozed",
    }
    .to_owned()
}

pub fn tabs() -> String {
    "Parts of the queue".to_owned()
}

/// Nothing stands in a part of the queue.
pub fn nothing_in_tab(tab: Tab) -> String {
    match tab {
        Tab::All => "Nothing waits for you",
        Tab::Replies => "Nobody waits for a reply",
        Tab::Deals => "No deal needs you",
        Tab::Meetings => "Nobody asks for a meeting",
        Tab::FollowUps => "Nothing is to be followed up",
        Tab::NewSenders => "Nobody new has written",
        Tab::Snoozed => "Nothing is put aside",
    }
    .to_owned()
}

/// The title over an item's draft: `Reply to Inês Duarte`.
pub fn heading(play: Play, who: Option<&str>) -> String {
    let unknown = unknown_contact();
    let who = who.filter(|who| !who.is_empty()).unwrap_or(&unknown);
    match play {
        Play::Answer => format!("Answer {who}"),
        Play::Reply => format!("Reply to {who}"),
        Play::Triage => format!("New: {who}"),
        Play::ProposeTimes => format!("Propose times to {who}"),
        Play::FollowUp => format!("Follow up with {who}"),
        Play::RepairContact => format!("Find a working address for {who}"),
        Play::FindNewContact => format!("{who} has left: find a new contact"),
        Play::FirstTouch => format!("First mail to {who}"),
        Play::Prepare => format!("Prepare the meeting with {who}"),
        Play::MeetingFollowUp => format!("Write to {who} after the meeting"),
        Play::Rebook => format!("Find another time with {who}"),
        Play::DealOutreach => format!("Write to {who} about the new deal"),
        Play::Advance => format!("Take the next step with {who}"),
        Play::ReviewDeal => format!("Look at the deal with {who}"),
        Play::Revive => format!("Bring the deal with {who} back to life"),
        Play::Onboard => format!("Welcome {who} as a customer"),
        Play::LearnWhy => format!("Find out why {who} said no"),
        Play::CheckIn => format!("Check in with {who}"),
        Play::DoTask => "Do the task".to_owned(),
        Play::Book => format!("Meet {who}"),
        Play::MoveDeal => "Move the deal".to_owned(),
        Play::ReopenTask => "Reopen the task".to_owned(),
        Play::AddTask => "Keep the task".to_owned(),
        Play::AddNote => "Keep the note".to_owned(),
    }
}

pub fn part(name: &str) -> String {
    match name {
        "revenue" => "Revenue",
        "urgency" => "Urgency",
        "strategic" => "Strategic",
        "effort" => "Effort",
        other => other,
    }
    .to_owned()
}

pub fn part_outcomes() -> String {
    "Outcomes".to_owned()
}

pub fn part_limit() -> String {
    "Limit".to_owned()
}

pub fn n_sources(n: u64) -> String {
    count(n, "source", "sources")
}

pub fn evidence_title() -> String {
    "What speaks for it".to_owned()
}

pub fn field_to() -> String {
    "To".to_owned()
}

pub fn field_cc() -> String {
    "Cc".to_owned()
}

pub fn field_subject() -> String {
    "Subject".to_owned()
}

pub fn field_body() -> String {
    "Text of the mail".to_owned()
}

pub fn draft_is_made() -> String {
    "The draft is being written".to_owned()
}

pub fn without_draft() -> String {
    "There is no draft".to_owned()
}

pub fn version(revision: u32, author: Author) -> String {
    let whose = match author {
        Author::Agent => "the agent's",
        Author::Operator => "yours",
    };
    format!("Version {revision}, {whose}")
}

pub fn typed_not_stored() -> String {
    "Typed, not stored yet".to_owned()
}

pub fn n_words(n: u64) -> String {
    count(n, "word", "words")
}

pub fn n_without_source(n: u64) -> String {
    format!("{} without a source", count(n, "claim", "claims"))
}

pub fn quoted_title() -> String {
    "Quoted original".to_owned()
}

pub fn approve_label() -> String {
    "Approve".to_owned()
}

pub fn thread_title(n: u64) -> String {
    format!("Thread, {}", count(n, "message", "messages"))
}

pub fn you() -> String {
    "You".to_owned()
}

pub fn context_title() -> String {
    "Context".to_owned()
}

pub fn moves_title() -> String {
    "What happened".to_owned()
}

pub fn gates_title() -> String {
    "Before it goes".to_owned()
}

pub fn gate_passes() -> String {
    "passes".to_owned()
}

pub fn gate_holds() -> String {
    "holds".to_owned()
}

/// Said after an approval.
pub fn said_approved(who: &str) -> String {
    format!("Approved: {who}")
}

pub fn said_dismissed(who: &str) -> String {
    format!("Dismissed: {who}")
}

pub fn said_snoozed(who: &str, until: &str) -> String {
    format!("Snoozed until {until}: {who}")
}

pub fn said_woken(who: &str) -> String {
    format!("Back in the queue: {who}")
}

/// Said once what could not be kept before is kept.
pub fn said_typed_is_kept() -> String {
    "What you typed is kept now".to_owned()
}

pub fn said_done(who: &str) -> String {
    format!("Done by hand: {who}")
}

pub fn why_dismiss() -> String {
    "Why is it not for you?".to_owned()
}

pub fn until_when() -> String {
    "Until when?".to_owned()
}

pub fn snooze_hint() -> String {
    "In plain words: tomorrow 9:00, mon 9, 3d, 18:00".to_owned()
}

/// Under words that are being typed: what they mean.
pub fn until_moment(moment: &str) -> String {
    format!("Until {moment}")
}

/// Under words that are being typed, while they mean nothing.
pub fn until_not_understood() -> String {
    "Not understood so far".to_owned()
}

pub fn until_is_past() -> String {
    "That is past".to_owned()
}

pub fn until_is_too_far() -> String {
    "That is more than a year ahead".to_owned()
}

pub fn reason_hint() -> String {
    "It is kept with the item".to_owned()
}

/// Reasons that are one key away.
pub fn reasons() -> [String; 4] {
    ["not for us", "somebody else does it", "already answered", "no longer matters"].map(str::to_owned)
}

/// Times that are one key away, in words that a snooze understands.
pub fn snooze_times() -> [String; 5] {
    ["3h", "18:00", "tomorrow 9:00", "mon 9", "1w"].map(str::to_owned)
}

pub fn cancel() -> String {
    "Cancel".to_owned()
}

pub fn close() -> String {
    "Close".to_owned()
}

pub fn undo_label() -> String {
    "Undo".to_owned()
}

pub fn nothing_chosen() -> String {
    "Choose an item in the list".to_owned()
}

pub fn outbox_count(n_waiting: u64, n_sent: u64) -> String {
    format!("{n_waiting} waiting, {n_sent} gone")
}

/// Unfolds the mail of an action.
pub fn action_mail() -> String {
    "The mail as it goes".to_owned()
}

pub fn outbox_group_needs_you() -> String {
    "Needs you".to_owned()
}

pub fn outbox_group_waiting() -> String {
    "Waiting".to_owned()
}

pub fn outbox_group_gone() -> String {
    "Gone".to_owned()
}

pub fn outbox_group_back() -> String {
    "Came back".to_owned()
}

pub fn outbox_empty() -> String {
    "Nothing was approved yet. What you approve waits here through the undo window, and you can take it back.".to_owned()
}

pub fn outbox_unsure() -> String {
    "It may have gone, and nothing here can tell. Look in the mailbox, then say which.".to_owned()
}

pub fn it_was_sent() -> String {
    "It was sent".to_owned()
}

pub fn send_it() -> String {
    "Send it".to_owned()
}

pub fn take_back() -> String {
    "Take back".to_owned()
}

pub fn show_item() -> String {
    "Show the item".to_owned()
}

pub fn fingerprint_title() -> String {
    "Fingerprint".to_owned()
}

pub fn place_in_line(place: u32) -> String {
    match place {
        1 => "first in line".to_owned(),
        2 => "second in line".to_owned(),
        3 => "third in line".to_owned(),
        n => format!("number {n} in line"),
    }
}

pub fn is_held() -> String {
    "held".to_owned()
}

pub fn dismiss_label() -> String {
    "Dismiss".to_owned()
}

pub fn done_label() -> String {
    "Done".to_owned()
}

/// A state of an item, as the history of an item says it.
pub fn state(state: crate::ItemState) -> String {
    use crate::ItemState::*;
    match state {
        New => "Came in",
        Drafting => "Draft begun",
        Review => "To be reviewed",
        Failed => "Draft failed",
        Snoozed => "Put aside",
        Approved => "Approved",
        Done => "Done",
        Dismissed => "Dismissed",
        Expired => "Expired",
        Superseded => "No longer needed",
    }
    .to_owned()
}

pub fn gate_name(gate: crate::GateName) -> String {
    use crate::GateName::*;
    match gate {
        KillSwitch => "Kill switch",
        Approval => "Approval",
        Destination => "Destination",
        Suppression => "Suppression",
        NewerReply => "Newer reply",
        Content => "Content",
        Undo => "Undo window",
    }
    .to_owned()
}

/// A span that runs down, in minutes and seconds: `0:18`.
pub fn countdown(ms: i64) -> String {
    let seconds = (ms.max(0) + 999) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

pub fn outbox_state(state: crate::OutboxState) -> String {
    use crate::OutboxState::*;
    match state {
        Held => "held",
        Sending => "going",
        Sent => "sent",
        Failed => "failed",
        Unsure => "unsure",
        Cancelled => "taken back",
    }
    .to_owned()
}

pub fn also_open() -> String {
    "Also open with them".to_owned()
}

pub fn mails_label() -> String {
    "Mails".to_owned()
}

pub fn mails_exchanged(n_received: u64, n_sent: u64) -> String {
    format!("{n_received} from them, {n_sent} from you")
}

pub fn answers_label() -> String {
    "Answers".to_owned()
}

pub fn suppressed_label() -> String {
    "Suppressed".to_owned()
}
