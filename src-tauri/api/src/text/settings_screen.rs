//! What stands on the screen Settings: what the operator can choose, and what a choice would change.

use super::{count, quoted};

/// What a setting is called, by its key. None for one that is chosen nowhere.
pub fn setting_label(key: &str) -> Option<String> {
    let label = match key {
        "operator.name" => "Name",
        "operator.email" => "Mail addresses",
        "operator.signature" => "Signature",
        "operator.postal_address" => "Postal address",
        "operator.time_zone" => "Time zone",
        "operator.working_hours" => "Working hours",
        "sending.practice" => "Practice mode",
        "sending.kill_switch" => "Kill switch",
        "sending.undo_seconds" => "Undo window",
        "queue.follow_up_days" => "Follow up after",
        "notify.on" => "Notifications",
        "notify.hours" => "Notify within",
        "webhooks.listen" => "Listen for forms",
        "webhooks.port" => "Port",
        "webhooks.hosts" => "Tunnel or relay",
        "webhooks.keep_days" => "Keep what was posted",
        "scoring.weights" => "What counts",
        "scoring.typical_deal" => "Typical deal",
        "scoring.currency" => "Currency",
        "scoring.rates" => "Rates",
        "scoring.target_domains" => "Target companies",
        "keys.bindings" => "Keys of your own",
        "keys.letters" => "Single letters",
        "window.theme" => "Theme",
        "window.density" => "Density",
        "window.zoom" => "Size",
        "window.close" => "Closing the window",
        "window.autostart" => "Start at log-in",
        "reading.paused_until" => "Reading pauses until",
        _ => return None,
    };
    Some(label.to_owned())
}

/// What a setting does, in a sentence.
pub fn setting_help(key: &str) -> String {
    match key {
        "operator.name" => "Stands below your mails.",
        "operator.email" => "All of your own, with commas between. The first one sends.",
        "operator.signature" => "Stands below your name on every mail.",
        "operator.postal_address" => "The law asks for it on first mails to new people.",
        "operator.time_zone" => "Like Europe/Lisbon. Empty for the one of this machine.",
        "operator.working_hours" => "Due times count these hours, like mon-fri 08:00-18:00.",
        "sending.practice" => "While on, what you approve is written to a folder on this machine and nothing is sent.",
        "sending.kill_switch" => "While on, nothing leaves, whatever was approved.",
        "sending.undo_seconds" => "How long an approval can be taken back, 0 to 600 seconds.",
        "queue.follow_up_days" => "Working days without an answer before you are asked to follow up, 1 to 30.",
        "notify.on" => "Tells you of work that becomes hot while the window is not in front. Never shows what a mail says.",
        "notify.hours" => "What becomes hot at other times waits until then.",
        "webhooks.listen" => "While on, this machine takes posts for the sources that stand under Connections.",
        "webhooks.port" => "Where it listens on this machine, 1024 to 65535.",
        "webhooks.hosts" => "Host names under which yours hands posts on, with commas between.",
        "webhooks.keep_days" => "Days until the raw text of what was read is forgotten. What was found in it stays.",
        "scoring.weights" => "The four always sum to 100 %. Moving one moves the others.",
        "scoring.currency" => "Amounts are compared in it.",
        "scoring.rates" => "What one unit of other currencies is worth in yours, like USD 0.92, GBP 1.17. Without a rate an amount does not count.",
        "scoring.target_domains" => "Domains with commas between. Work with these companies weighs more.",
        "scoring.typical_deal" => "A deal of this amount counts as usual; larger ones weigh more.",
        "keys.bindings" => "Press Change, then the new key, or two in a row such as G X. Esc leaves it as it was.",
        "keys.letters" => "While off, only keys with Ctrl, Alt or Cmd, and keys with a name such as Enter, are commands.",
        "window.theme" => "System follows the machine.",
        "window.density" => "Compact shows more of the queue at once.",
        "window.zoom" => "Enlarges everything in the window.",
        "window.close" => "Where the desktop has a tray, CaseyOS can go on reading there.",
        "window.autostart" => "Starts in the tray when you log in to this machine.",
        "reading.paused_until" => "Pause and go on from the tray, or by name in the palette.",
        _ => "",
    }
    .to_owned()
}

/// A value that is chosen from a few, as the window says it.
pub fn setting_choice(value: &str) -> String {
    match value {
        "system" => "System",
        "light" => "Light",
        "dark" => "Dark",
        "cosy" => "Cosy",
        "compact" => "Compact",
        "ask" => "Ask",
        "hide" => "Go on in the tray",
        "quit" => "Quit",
        other => other,
    }
    .to_owned()
}

/// What a number of a setting counts.
pub fn setting_unit(key: &str) -> String {
    match key {
        "sending.undo_seconds" => "seconds",
        "queue.follow_up_days" => "working days",
        _ => "",
    }
    .to_owned()
}

pub fn settings_sections() -> String {
    "Parts of the settings".to_owned()
}

pub fn section_you() -> String {
    "You".to_owned()
}

pub fn section_sending() -> String {
    "Sending".to_owned()
}

pub fn section_forms() -> String {
    "Forms".to_owned()
}

pub fn section_suppressed() -> String {
    "Not to be written to".to_owned()
}

pub fn section_score() -> String {
    "Score".to_owned()
}

pub fn section_keys() -> String {
    "Keys".to_owned()
}

pub fn section_look() -> String {
    "Look".to_owned()
}

pub fn section_templates() -> String {
    "Templates".to_owned()
}

pub fn percent(n: u32) -> String {
    format!("{n} %")
}

/// Asked before practice mode is switched, which voids what was approved and has not gone.
pub fn practice_question(is_on: bool) -> String {
    if is_on { "Leave practice mode?" } else { "Go back to practice mode?" }.to_owned()
}

pub fn practice_consequence(is_on: bool, n_waiting: u64) -> String {
    let then = if is_on {
        "What you approve from then on is meant to be sent."
    } else {
        "What you approve from then on is written to a folder, and nothing is sent."
    };
    match n_waiting {
        0 => then.to_owned(),
        1 => format!("{then} The approval that waits in the outbox becomes void, and its item goes back to review."),
        n => format!("{then} The {n} approvals that wait in the outbox become void, and their items go back to review."),
    }
}

pub fn leave_practice() -> String {
    "Leave practice mode".to_owned()
}

pub fn enter_practice() -> String {
    "Practise".to_owned()
}

pub fn suppressed_help() -> String {
    "Nothing goes to these people and companies, whatever is approved.".to_owned()
}

pub fn suppress_what() -> String {
    "Address or domain".to_owned()
}

pub fn suppress_reason() -> String {
    "Reason".to_owned()
}

pub fn add() -> String {
    "Add".to_owned()
}

pub fn remove() -> String {
    "Remove".to_owned()
}

pub fn remove_named(what: &str) -> String {
    format!("Remove {what}")
}

pub fn nobody_listed() -> String {
    "Nobody yet. Whoever asks not to be written to is added by itself.".to_owned()
}

pub fn said_suppressed(what: &str) -> String {
    format!("Nothing goes to {what} any more")
}

pub fn said_unsuppressed(what: &str) -> String {
    format!("{what} may be written to again")
}

/// What a weight counts for, beside its name.
pub fn weight_help(name: &str) -> String {
    match name {
        "revenue" => "What a deal is worth",
        "urgency" => "How soon it is due",
        "strategic" => "Whom it is with",
        "effort" => "How little work it takes",
        _ => "",
    }
    .to_owned()
}

pub fn order_today() -> String {
    "As it stands".to_owned()
}

pub fn order_then() -> String {
    "With these weights".to_owned()
}

/// By how many places an item moves: shown with an arrow, said in words.
pub fn rises(n: u32) -> String {
    format!("rises {}", count(u64::from(n), "place", "places"))
}

pub fn falls(n: u32) -> String {
    format!("falls {}", count(u64::from(n), "place", "places"))
}

pub fn nothing_to_rank() -> String {
    "The queue is empty; there is nothing to compare.".to_owned()
}

pub fn apply() -> String {
    "Apply".to_owned()
}

pub fn reset() -> String {
    "Reset".to_owned()
}

/// Tries the weights as they were shipped.
pub fn usual_weights() -> String {
    "Usual weights".to_owned()
}

pub fn weights_are_tried() -> String {
    "Tried, not applied".to_owned()
}

pub fn weights_applied() -> String {
    "The queue is ranked by the new weights".to_owned()
}

pub fn change() -> String {
    "Change".to_owned()
}

pub fn change_key_of(command: &str) -> String {
    format!("Change the key of: {command}")
}

pub fn reset_key_of(command: &str) -> String {
    format!("Reset the key of: {command}")
}

pub fn reset_all_keys() -> String {
    "Reset all keys".to_owned()
}

pub fn press_a_key() -> String {
    "Press a key".to_owned()
}

pub fn press_a_second_key() -> String {
    "and a second, or wait".to_owned()
}

pub fn no_key() -> String {
    "No key".to_owned()
}

pub fn without_key() -> String {
    "none".to_owned()
}

pub fn key_is_taken(keys: &str, command: &str) -> String {
    format!("{keys} is “{command}”. Choose another, or take it from there.")
}

pub fn key_begins_others(keys: &str, n: u64) -> String {
    format!("{keys} begins or hides the keys of {}. Choose another.", count(n, "other command", "other commands"))
}

pub fn take_it() -> String {
    "Take it".to_owned()
}

pub fn choose_another() -> String {
    "Choose another".to_owned()
}

pub fn key_cannot_be_used() -> String {
    "That key cannot be used. Choose another.".to_owned()
}

pub fn said_theme(choice: &str) -> String {
    format!("Theme: {choice}")
}

pub fn said_zoom(percent: u32) -> String {
    format!("Size: {percent} %")
}

pub fn templates_help() -> String {
    "Texts that you use again.".to_owned()
}

pub fn no_templates_yet() -> String {
    "None yet.".to_owned()
}

pub fn new_template() -> String {
    "New template".to_owned()
}

pub fn template_name() -> String {
    "Name".to_owned()
}

pub fn template_text() -> String {
    "Text".to_owned()
}

pub fn save() -> String {
    "Save".to_owned()
}

pub fn delete() -> String {
    "Delete".to_owned()
}

pub fn delete_template_question(name: &str) -> String {
    format!("Delete {}?", quoted(name))
}

pub fn delete_template_consequence() -> String {
    "Drafts that were made with it stay as they are. It cannot be brought back.".to_owned()
}

pub fn said_template_saved(name: &str) -> String {
    format!("Saved: {name}")
}

pub fn said_template_deleted(name: &str) -> String {
    format!("Deleted: {name}")
}
