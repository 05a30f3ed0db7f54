//! What the gates say, and where actions go.

use crate::Action;

pub fn practice_outbox() -> String {
    "practice outbox".to_owned()
}

pub fn kill_switch_off() -> String {
    "off".to_owned()
}

pub fn kill_switch_on(since: &str) -> String {
    format!("on since {since}; nothing leaves until it is lifted")
}

pub fn not_approved() -> String {
    "not approved yet".to_owned()
}

pub fn approval_holds(when: &str, fingerprint: &str) -> String {
    format!("{when}, fingerprint {fingerprint} is this mail")
}

pub fn approval_voided(reason: &str) -> String {
    format!("voided: {reason}")
}

pub fn fingerprint_differs() -> String {
    "what would go is not what was approved; approve it again".to_owned()
}

pub fn destination_practice() -> String {
    "practice outbox; nothing leaves this machine".to_owned()
}

pub fn nothing_can_do(action: Action) -> String {
    match action {
        Action::SendEmail => "no mailbox can send this; switch practice mode on, or connect a mailbox that can",
        Action::CreateTask => {
            "nothing that is connected keeps tasks; do it yourself and mark it as done, or switch practice mode on"
        }
        Action::CompleteTask => "nothing that is connected keeps this task; mark it as done by hand",
        Action::UpdateDealStage => "nothing that is connected keeps this deal; change it there by hand",
        Action::LogNote => "nothing that is connected keeps notes; read it, then mark it as done, or switch practice mode on",
        Action::PostMessage => "the chat is not connected any more; answer there by hand, or connect it again",
        Action::BookMeeting => "no calendar can take this; switch practice mode on, or connect a calendar",
    }
    .to_owned()
}

pub fn has_a_way_now() -> String {
    "nothing that was connected could do this when you approved it; something can now, so approve it again".to_owned()
}

pub fn nobody_is_written_to() -> String {
    "nobody is written to".to_owned()
}

pub fn destination_own_eyes() -> String {
    "a note for your own eyes; it goes nowhere".to_owned()
}

/// Where a note for the operator's own eyes goes.
pub fn goes_nowhere() -> String {
    "for your own eyes".to_owned()
}

pub fn destination_changed() -> String {
    "practice mode was switched since; approve it again".to_owned()
}

pub fn nobody_suppressed() -> String {
    "neither address nor domain".to_owned()
}

pub fn suppressed(address: &str, entry: &str) -> String {
    if address == entry {
        format!("{address} may not be written to")
    } else {
        format!("{address} may not be written to: all of {entry} is suppressed")
    }
}

pub fn no_newer_reply(looked: &str) -> String {
    if looked.is_empty() { "nobody has written".to_owned() } else { format!("nothing since, looked {looked}") }
}

pub fn newer_reply(who: &str) -> String {
    format!("{who} wrote since; read it before this goes")
}

pub fn source_not_read(name: &str) -> String {
    format!("{name} cannot be read just now; it goes once that is read")
}

pub fn source_to_be_read(name: &str) -> String {
    format!("{name} is read first")
}

pub fn content_holds(first: &str) -> String {
    first.to_owned()
}

pub fn content_passes(n_claims: usize) -> String {
    match n_claims {
        0 => "nothing that needs a source".to_owned(),
        1 => "1 claim, with its source".to_owned(),
        n => format!("{n} claims, all with a source or waived"),
    }
}

pub fn undo_open(until: &str) -> String {
    format!("can be taken back until {until}")
}

pub fn undo_over(seconds: i64) -> String {
    format!("{seconds} s, over")
}

pub fn undo_starts(seconds: i64) -> String {
    format!("{seconds} s from the approval")
}

pub fn nothing_newer_imported() -> String {
    "imported mail; nothing newer can be known".to_owned()
}
