//! What stands on the screen Audit: the ledger, filtered, and whether its chain holds.

pub fn event_label() -> String {
    "Event".to_owned()
}

pub fn all_events() -> String {
    "All events".to_owned()
}

/// An event of the ledger by its code, as a choice: `Draft edited`.
pub fn event_name(event: &str) -> String {
    match event {
        "item_moved" => "Item moved",
        "approved" => "Approved",
        "approval_voided" => "Approval voided",
        "draft_edited" => "Draft edited",
        "sending" => "Began to send",
        "sent" => "Sent",
        "failed" => "Could not be sent",
        "unsure" => "Sent or not, unsure",
        "resolved" => "Unsure one settled",
        "kill_switch" => "Kill switch",
        "setting_changed" => "Setting changed",
        "imported" => "Mail imported",
        "threads_joined" => "Conversations joined",
        "suppressed" => "Suppressed",
        "suppression_reason_changed" => "Reason of a suppression",
        "unsuppressed" => "Suppressed no longer",
        "suppression_decision_undone" => "Suppression undone",
        "sender_allowed" => "Sender let in",
        "sender_screened" => "Sender kept out",
        "sender_decision_undone" => "Sender undone",
        "demo_started" => "Demo started",
        other => return first_large(&other.replace('_', " ")),
    }
    .to_owned()
}

/// `unheard of` as `Unheard of`.
fn first_large(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub fn subject_label() -> String {
    "About".to_owned()
}

pub fn subject_hint() -> String {
    "item 12".to_owned()
}

/// The subject of a row in words: `item:12` as `item 12`.
pub fn ledger_subject(subject: &str) -> String {
    subject.replacen(':', " ", 1)
}

/// What a button says that shows only what is about the same thing.
pub fn only_about(subject: &str) -> String {
    format!("Only what is about {}", ledger_subject(subject))
}

pub fn only_label() -> String {
    "only this".to_owned()
}

pub fn n_rows(n: u64, has_more: bool) -> String {
    let rows = super::count(n, "row", "rows");
    if has_more { format!("more than {rows}") } else { rows }
}

pub fn verify_label() -> String {
    "Verify the chain".to_owned()
}

pub fn is_verifying() -> String {
    "Walking through the chain".to_owned()
}

/// The newest row of the ledger.
pub fn head_label(row: i64) -> String {
    format!("Head: row {row}")
}

pub fn ledger_is_empty() -> String {
    "Nothing happened yet. Each decision, and all that follows from it, is written down here.".to_owned()
}

pub fn no_row_fits() -> String {
    "No row fits. Choose another event, or clear what it is to be about.".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_a_newer_version_is_named_by_its_code() {
        assert_eq!(event_name("draft_edited"), "Draft edited");
        assert_eq!(event_name("unheard_of"), "Unheard of");
        assert_eq!(event_name(""), "");
    }
}
