//! Words about signals and the ledger: what became of each signal, and what each row of the ledger says.

use crate::{Actor, EndedHow, ItemState, SignalKind};

/// What became of a signal that speaks for an item.
pub fn became_item(what: &str, state: ItemState, ended_how: Option<EndedHow>) -> String {
    let how = match (state, ended_how) {
        (ItemState::New, _) => "waits in the queue",
        (ItemState::Drafting, _) => "is being drafted",
        (ItemState::Review, _) => "waits for your decision",
        (ItemState::Failed, _) => "could not be drafted",
        (ItemState::Snoozed, _) => "is snoozed",
        (ItemState::Approved, _) => "is approved and waits in the outbox",
        (ItemState::Done, Some(EndedHow::Sent)) => "was sent",
        (ItemState::Done, Some(EndedHow::Practised)) => "went to the practice outbox",
        (ItemState::Done, _) => "was done by hand",
        (ItemState::Dismissed, _) => "was dismissed",
        (ItemState::Expired, _) => "expired",
        (ItemState::Superseded, _) => "was overtaken by events",
    };
    format!("{what}: {how}")
}

/// What became of a signal that speaks for no item. `called` says whether it called for work.
pub fn became_no_item(kind: SignalKind, called: bool) -> String {
    match kind {
        SignalKind::EmailOptOut => "nothing goes to them any more",
        SignalKind::OutOfOffice => "nothing is asked of them until they are back",
        _ if called => "no item: there was nothing left to do about it",
        _ => "calls for nothing",
    }
    .to_owned()
}

/// A row of the ledger in words. `subject` is as in `item:12`, `detail` as in `review>approved`.
pub fn ledger_row(actor: Actor, event: &str, subject: &str, detail: &str) -> String {
    format!("{} {}", actor_name(actor), ledger_deed(event, subject, detail))
}

/// Who did what the ledger says.
pub fn actor_name(actor: Actor) -> String {
    match actor {
        Actor::Operator => "You",
        Actor::Engine => "CaseyOS",
    }
    .to_owned()
}

/// What was done, without who did it: `approved item 12`.
pub fn ledger_deed(event: &str, subject: &str, detail: &str) -> String {
    let about = subject.replacen(':', " ", 1);
    let moved = |(from, to): (&str, &str)| {
        if from.is_empty() { format!("opened {about}") } else { format!("moved {about} from {from} to {to}") }
    };
    match event {
        "item_moved" => detail.split_once('>').map_or_else(|| format!("moved {about}"), moved),
        "approved" => format!("approved {about}"),
        "approval_voided" => format!("voided {about}"),
        "draft_edited" => format!("edited the draft of {about}"),
        "sending" => format!("began to send {about}"),
        "sent" => format!("sent {about}"),
        "failed" => format!("could not send {about}"),
        "unsure" => format!("could not tell whether {about} went"),
        "resolved" => format!("said what became of {about}"),
        "kill_switch" => format!("turned the kill switch {detail}"),
        "setting_changed" => format!("changed the setting {subject}"),
        "imported" => "imported mail".to_owned(),
        "threads_joined" => format!("joined {} into {about}", detail.replacen(':', " ", 1)),
        "suppressed" => "suppressed an address or a domain".to_owned(),
        "suppression_reason_changed" => "gave a suppression another reason".to_owned(),
        "unsuppressed" => "took a suppression back".to_owned(),
        "sender_allowed" => "let a sender in".to_owned(),
        "sender_screened" => "kept a sender out".to_owned(),
        "suppression_decision_undone" => "took a decision about a suppression back".to_owned(),
        "sender_decision_undone" => "took a decision about a sender back".to_owned(),
        "demo_started" => "started the demo".to_owned(),
        other => [other.replace('_', " "), about].join(" ").trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_the_ledger_reads_as_a_sentence() {
        let row = |event, subject, detail| ledger_row(Actor::Operator, event, subject, detail);
        assert_eq!(row("item_moved", "item:12", "review>approved"), "You moved item 12 from review to approved");
        assert_eq!(row("item_moved", "item:12", ">new"), "You opened item 12");
        assert_eq!(row("setting_changed", "scoring.weights", ""), "You changed the setting scoring.weights");
        assert_eq!(ledger_row(Actor::Engine, "brand_new", "", ""), "CaseyOS brand new");
    }
}
