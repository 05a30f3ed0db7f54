//! What stands on the screen Audit: the ledger, filtered and in words, and whether its chain holds.
//!
//! Must never say more than a row and what it points at hold: where a name is not known, the row is named by its number.

use super::{count, quoted};
use crate::{Action, Actor, ItemState, Play, Verdict};

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
        "send_failed" => "Could not be sent",
        "send_unsure" => "Sent or not, unsure",
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
        "template_saved" => "Template saved",
        "template_deleted" => "Template deleted",
        "meeting_no_show" => "Nobody came",
        "meeting_no_show_undone" => "Somebody came after all",
        "deal_made" => "Deal made",
        "deal_changed" => "Deal changed",
        "deal_change_undone" => "Deal's change undone",
        "task_added" => "Task added",
        "task_finished" => "Task done",
        "task_change_undone" => "Task's change undone",
        "note_added" => "Note added",
        "note_undone" => "Note taken back",
        "pipeline_saved" => "Pipeline changed",
        "contact_saved" => "Contact changed",
        "company_saved" => "Company changed",
        "contacts_imported" => "Contacts imported",
        "people_exported" => "People exported",
        "contacts_merged" => "Contacts merged",
        "contacts_merge_undone" => "Merge undone",
        "contacts_told_apart" => "Contacts told apart",
        "companies_merged" => "Companies merged",
        "companies_merge_undone" => "Merge of companies undone",
        "companies_told_apart" => "Companies told apart",
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

/// Who did what the ledger says.
pub fn actor_name(actor: Actor) -> String {
    match actor {
        Actor::Operator => "You",
        Actor::Engine => "CaseyOS",
    }
    .to_owned()
}

/// What the rows behind a row of the ledger say of it now. Each part is empty where they say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerAbout {
    /// What the item proposes, and with whom.
    pub item: Option<(Play, Option<String>)>,
    pub action: Option<Action>,
    /// Who gets the mail, by name or address.
    pub to: Vec<String>,
    /// Whether it was approved for the practice outbox.
    pub is_practice: bool,
    /// What the setting was changed to.
    pub value: Option<String>,
    /// The name of the template.
    pub name: Option<String>,
}

/// A row of the ledger as a sentence: `You approved the mail to Mara Lindqvist`. `subject` is as in `item:12`, `detail` as in
/// `review>approved`.
pub fn ledger_row(actor: Actor, event: &str, subject: &str, detail: &str, about: &LedgerAbout) -> String {
    format!("{} {}", actor_name(actor), ledger_deed(actor, event, subject, detail, about))
}

/// What was done, without who did it: `approved the mail to Mara Lindqvist`.
pub fn ledger_deed(actor: Actor, event: &str, subject: &str, detail: &str, about: &LedgerAbout) -> String {
    let mail = || mail_of(subject, about);
    match event {
        "item_moved" => item_moved(actor, detail, &item_of(subject, about)),
        "approved" if about.is_practice => format!("approved {} for the practice outbox", mail()),
        "approved" => format!("approved {}", mail()),
        "approval_voided" => format!("took back the approval of {}", mail()),
        "draft_edited" if about.to.is_empty() => format!("edited the draft of {}", item_of(subject, about)),
        "draft_edited" => format!("edited {}", mail()),
        "sending" => format!("began to send {}", mail()),
        "sent" if about.is_practice => format!("put {} into the practice outbox", mail()),
        "sent" => format!("sent {}", mail()),
        "send_failed" => format!("could not send {}", mail()),
        "send_unsure" => format!("could not tell whether {} went", mail()),
        "resolved" if detail == Verdict::Sent.as_str() => format!("said that {} went", mail()),
        "resolved" if detail == Verdict::Send.as_str() => format!("had {} sent again", mail()),
        "resolved" => format!("said what became of {}", mail()),
        "kill_switch" => format!("turned the kill switch {detail}"),
        "setting_changed" => setting_changed(subject, about.value.as_deref()),
        "imported" => imported(detail),
        "threads_joined" => "joined two halves of one conversation".to_owned(),
        "suppressed" => "suppressed an address or a domain".to_owned(),
        "suppression_reason_changed" => "gave a suppression another reason".to_owned(),
        "unsuppressed" => "let mail go to a suppressed address or domain again".to_owned(),
        "suppression_decision_undone" => "took back a decision about a suppression".to_owned(),
        "sender_allowed" => "let a sender in".to_owned(),
        "sender_screened" => "kept a sender out".to_owned(),
        "sender_decision_undone" => "took back a decision about a sender".to_owned(),
        "template_saved" => about.name.as_deref().map_or_else(
            || "saved a template that is gone since".to_owned(),
            |name| format!("saved the template {}", quoted(name)),
        ),
        "template_deleted" => "deleted a template".to_owned(),
        "meeting_no_show" => "said that nobody came to a meeting".to_owned(),
        "meeting_no_show_undone" => "took back that nobody came to a meeting".to_owned(),
        "deal_made" => "made a deal".to_owned(),
        "deal_changed" => "changed a deal".to_owned(),
        "deal_change_undone" => "took back a change of a deal".to_owned(),
        "task_added" => "added a task".to_owned(),
        "task_finished" => "marked a task as done".to_owned(),
        "task_change_undone" => "took back a change of a task".to_owned(),
        "note_added" => "noted something".to_owned(),
        "note_undone" => "took a note back".to_owned(),
        "pipeline_saved" => "changed a pipeline".to_owned(),
        "contact_saved" => "changed a contact".to_owned(),
        "company_saved" => "changed a company".to_owned(),
        "contacts_imported" => "read in a file of contacts".to_owned(),
        "people_exported" => "wrote all contacts to a file".to_owned(),
        "contacts_merged" => "merged two contacts".to_owned(),
        "contacts_merge_undone" => "took back a merge of two contacts".to_owned(),
        "contacts_told_apart" => "said that two contacts are two people".to_owned(),
        "companies_merged" => "merged two companies".to_owned(),
        "companies_merge_undone" => "took back a merge of two companies".to_owned(),
        "companies_told_apart" => "said that two companies are two".to_owned(),
        "demo_started" => "started the demo".to_owned(),
        other => [other.replace('_', " "), ledger_subject(subject)].join(" ").trim().to_owned(),
    }
}

/// An item by what it proposes, or by its number.
fn item_of(subject: &str, about: &LedgerAbout) -> String {
    match &about.item {
        Some((play, who)) => quoted(&super::heading(*play, who.as_deref())),
        None => ledger_subject(subject),
    }
}

/// What was to go out, by who gets it: two at most are named.
fn mail_of(subject: &str, about: &LedgerAbout) -> String {
    let to = match about.to.as_slice() {
        [] if about.action == Some(Action::CreateTask) => return "a task".to_owned(),
        [] if about.action == Some(Action::CompleteTask) => return "a task that is done".to_owned(),
        [] if about.action == Some(Action::UpdateDealStage) => return "a deal's stage".to_owned(),
        [] if about.action == Some(Action::LogNote) => return "a note".to_owned(),
        [] if about.action == Some(Action::BookMeeting) => return "a meeting".to_owned(),
        [] if about.action == Some(Action::PostMessage) => return "a message in a chat".to_owned(),
        [] => return format!("the mail of {}", ledger_subject(subject)),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, others @ ..] => format!("{one} and {} others", others.len()),
    };
    match about.action {
        Some(Action::BookMeeting) => format!("the meeting with {to}"),
        _ => format!("the mail to {to}"),
    }
}

/// A move of an item; `detail` is as in `review>approved`.
fn item_moved(actor: Actor, detail: &str, item: &str) -> String {
    use ItemState::{Approved, Dismissed, Done, Drafting, Expired, Failed, New, Review, Snoozed, Superseded};
    let (from, to) = detail.split_once('>').unwrap_or_default();
    let by_hand = actor == Actor::Operator;
    match (ItemState::from_wire(from), ItemState::from_wire(to)) {
        (None, Some(New)) => format!("opened {item}"),
        (_, Some(Drafting)) if by_hand => format!("had {item} drafted again"),
        (_, Some(Drafting)) => format!("began to draft {item}"),
        (Some(Drafting), Some(Review)) => format!("drafted {item}"),
        (Some(Drafting), Some(Failed)) => format!("could not draft {item}"),
        (Some(Snoozed), Some(New | Review | Failed)) => format!("brought {item} back from its snooze"),
        (Some(Approved), Some(Review)) => format!("brought {item} back from the outbox"),
        (_, Some(New | Review | Failed)) => format!("brought {item} back"),
        (_, Some(Snoozed)) => format!("snoozed {item}"),
        (_, Some(Approved)) => format!("moved {item} to the outbox"),
        (_, Some(Done)) if by_hand => format!("marked {item} as done"),
        (_, Some(Done)) => format!("finished {item}"),
        (_, Some(Dismissed)) => format!("dismissed {item}"),
        (_, Some(Expired)) => format!("let {item} expire"),
        (_, Some(Superseded)) => format!("closed {item}, no longer needed"),
        (_, None) => format!("moved {item}"),
    }
}

/// How much of a value is shown in a sentence, in characters.
const VALUE_SHOWN: usize = 60;

fn setting_changed(key: &str, value: Option<&str>) -> String {
    let label = super::setting_label(key).map_or_else(|| key.to_owned(), |label| quoted(&label));
    let Some(value) = value else { return format!("changed {label}") };
    match (key, value) {
        (_, "") => format!("cleared {label}"),
        // Neither is read in one line.
        ("keys.bindings" | "reading.paused_until", _) => format!("changed {label}"),
        _ if value.contains('\n') || value.chars().count() > VALUE_SHOWN => format!("changed {label}"),
        _ => format!("changed {label}: {}", setting_value(key, value)),
    }
}

/// A value as the screen of the settings shows it.
fn setting_value(key: &str, value: &str) -> String {
    match (key, value) {
        ("scoring.weights", _) => weights(value).unwrap_or_else(|| value.to_owned()),
        ("window.zoom", _) => format!("{value} %"),
        (_, "true") => "on".to_owned(),
        (_, "false") => "off".to_owned(),
        _ => {
            let unit = super::setting_unit(key);
            if unit.is_empty() { super::setting_choice(value) } else { format!("{value} {unit}") }
        }
    }
}

fn weights(value: &str) -> Option<String> {
    let parts = ["revenue", "urgency", "strategic", "effort"];
    let all: Vec<f64> = value.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    let said = parts.iter().zip(&all).map(|(name, part)| format!("{} {:.0} %", super::part(name), part * 100.0));
    (all.len() == parts.len()).then(|| said.collect::<Vec<_>>().join(", "))
}

/// What came of an import; `detail` is as in `new:3 known:0 unreadable:1`.
fn imported(detail: &str) -> String {
    let n = |name: &str| {
        let part = detail.split(' ').find_map(|part| part.strip_prefix(name)?.strip_prefix(':'));
        part.and_then(|n| n.parse::<u64>().ok())
    };
    let Some(n_new) = n("new") else { return "imported mail".to_owned() };
    let others = [(n("known"), "known"), (n("unreadable"), "unreadable")];
    let others = others.into_iter().filter_map(|(n, what)| n.filter(|n| *n > 0).map(|n| format!(", {n} {what}")));
    format!("imported {}{}", count(n_new, "new mail", "new mails"), others.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deed(event: &str, subject: &str, detail: &str, about: &LedgerAbout) -> String {
        ledger_deed(Actor::Operator, event, subject, detail, about)
    }

    fn to(names: &[&str]) -> LedgerAbout {
        LedgerAbout { to: names.iter().map(|name| (*name).to_owned()).collect(), ..LedgerAbout::default() }
    }

    fn value(value: &str) -> LedgerAbout {
        LedgerAbout { value: Some(value.to_owned()), ..LedgerAbout::default() }
    }

    #[test]
    fn a_row_of_the_ledger_reads_as_a_person_would_say_it() {
        let mara = to(&["Mara Lindqvist"]);
        let row = ledger_row(Actor::Operator, "approved", "approval:2", "item:1 revision:1 destination:practice", &mara);
        assert_eq!(row, "You approved the mail to Mara Lindqvist");
        let practised = LedgerAbout { is_practice: true, ..mara };
        assert_eq!(deed("sent", "action:2", "", &practised), "put the mail to Mara Lindqvist into the practice outbox");
        assert_eq!(deed("resolved", "action:2", "sent", &to(&["A", "B"])), "said that the mail to A and B went");
        assert_eq!(deed("sending", "action:2", "", &to(&["A", "B", "C"])), "began to send the mail to A and 2 others");
        assert_eq!(
            deed("imported", "connection:1", "new:1 known:0 unreadable:2", &LedgerAbout::default()),
            "imported 1 new mail, 2 unreadable"
        );
    }

    #[test]
    fn moves_are_told_by_what_the_item_proposes() {
        let reply = LedgerAbout { item: Some((Play::Reply, Some("Mara Lindqvist".to_owned()))), ..LedgerAbout::default() };
        let moved = |actor, detail| ledger_deed(actor, "item_moved", "item:12", detail, &reply);
        assert_eq!(moved(Actor::Operator, "review>dismissed"), "dismissed “Reply to Mara Lindqvist”");
        assert_eq!(moved(Actor::Operator, "snoozed>review"), "brought “Reply to Mara Lindqvist” back from its snooze");
        assert_eq!(moved(Actor::Operator, "failed>drafting"), "had “Reply to Mara Lindqvist” drafted again");
        assert_eq!(moved(Actor::Engine, ">new"), "opened “Reply to Mara Lindqvist”");
        assert_eq!(moved(Actor::Engine, "approved>done"), "finished “Reply to Mara Lindqvist”");
    }

    #[test]
    fn what_is_not_known_is_named_by_its_number_and_nothing_is_made_up() {
        let nothing = LedgerAbout::default();
        assert_eq!(deed("approved", "approval:2", "", &nothing), "approved the mail of approval 2");
        assert_eq!(deed("item_moved", "item:12", "review>snoozed", &nothing), "snoozed item 12");
        assert_eq!(deed("setting_changed", "notify.hours", "", &nothing), "changed “Notify within”");
        assert_eq!(deed("setting_changed", "brand.new", "", &nothing), "changed brand.new");
        assert_eq!(ledger_row(Actor::Engine, "brand_new", "", "", &nothing), "CaseyOS brand new");
    }

    #[test]
    fn a_setting_is_told_with_what_it_was_changed_to() {
        let set = |key, new| deed("setting_changed", key, "", &value(new));
        assert_eq!(set("notify.hours", "mon-fri 07:00-19:00"), "changed “Notify within”: mon-fri 07:00-19:00");
        assert_eq!(set("sending.practice", "false"), "changed “Practice mode”: off");
        assert_eq!(set("sending.undo_seconds", "20"), "changed “Undo window”: 20 seconds");
        assert_eq!(set("window.close", "hide"), "changed “Closing the window”: Go on in the tray");
        let percents = "Revenue 40 %, Urgency 30 %, Strategic 20 %, Effort 10 %";
        assert_eq!(set("scoring.weights", "0.4 0.3 0.2 0.1"), format!("changed “What counts”: {percents}"));
        assert_eq!(set("operator.signature", ""), "cleared “Signature”");
        assert_eq!(set("operator.signature", "Dana\nNorthwind"), "changed “Signature”");
        assert_eq!(set("keys.bindings", "{}"), "changed “Keys of your own”");
    }

    #[test]
    fn no_event_of_today_is_told_by_its_code() {
        for event in ["send_failed", "send_unsure", "template_saved", "template_deleted"] {
            assert!(!deed(event, "action:1", "", &LedgerAbout::default()).starts_with(&event.replace('_', " ")), "{event}");
        }
    }

    #[test]
    fn an_event_of_a_newer_version_is_named_by_its_code() {
        assert_eq!(event_name("draft_edited"), "Draft edited");
        assert_eq!(event_name("unheard_of"), "Unheard of");
        assert_eq!(event_name(""), "");
    }
}
