//! Words of the queue's screen: what is looked at, recipients, versions, templates, claims, and first mails.

use super::{count, quoted};
use crate::{Counted, ItemState, Sort, Tab};

/// How many of a tab's items are shown: `3 of 25`.
pub fn n_of(n: u64, total: u64) -> String {
    format!("{n} of {total}")
}

pub fn filter_label() -> String {
    "Filter".to_owned()
}

pub fn filter_hint() -> String {
    "Who or what about".to_owned()
}

pub fn clear_filter() -> String {
    "Clear the filter".to_owned()
}

/// Nothing in the list fits what it was narrowed to.
pub fn nothing_fits(words: Option<&str>, band: Option<crate::Band>) -> String {
    match (words, band) {
        (Some(words), Some(band)) => format!("Nothing {} fits {}", band.as_str(), quoted(words)),
        (Some(words), None) => format!("Nothing fits {}", quoted(words)),
        (None, Some(band)) => format!("Nothing here is {}", band.as_str()),
        (None, None) => "Nothing fits".to_owned(),
    }
}

pub fn band_name(band: crate::Band) -> String {
    match band {
        crate::Band::Hot => "Hot",
        crate::Band::Warm => "Warm",
        crate::Band::Cool => "Cool",
    }
    .to_owned()
}

pub fn bands_label() -> String {
    "How urgent".to_owned()
}

pub fn sort_label() -> String {
    "Order".to_owned()
}

/// An order of the list; none is the tab's own.
pub fn sort_name(sort: Option<Sort>, tab: Tab) -> String {
    match (sort, tab) {
        (None, Tab::Snoozed) => "By waking",
        (None | Some(Sort::Score), _) => "By score",
        (Some(Sort::Due), _) => "By due time",
        (Some(Sort::Newest), _) => "Newest first",
        (Some(Sort::Name), _) => "By name",
    }
    .to_owned()
}

/// Said once the order was changed by a key.
pub fn said_sorted(name: &str) -> String {
    format!("Order: {}", name.to_lowercase())
}

pub fn selection_label() -> String {
    "What is selected".to_owned()
}

pub fn clear_selection() -> String {
    "Clear".to_owned()
}

/// What became of many: `done` says what went, the reasons why others did not.
pub fn some_could_not(done: Option<&str>, n_refused: u64, reasons: &[String]) -> String {
    let begin = done.map(|done| format!("{done}; ")).unwrap_or_default();
    format!("{begin}{n_refused} could not: {}", reasons.join(" "))
}

pub fn field_bcc() -> String {
    "Bcc".to_owned()
}

/// What takes a recipient off a mail.
pub fn remove_recipient(who: &str) -> String {
    format!("Remove {who}")
}

pub fn not_an_address() -> String {
    "no mail address".to_owned()
}

pub fn suggestions_label() -> String {
    "People".to_owned()
}

pub fn n_suggestions(n: u64) -> String {
    count(n, "person fits", "people fit")
}

/// Stands below a field that takes no more.
pub fn subject_is_full(limit: u32) -> String {
    format!("{} What goes beyond was not taken.", super::errors::room("subject", limit as usize))
}

/// Below a text that cannot be stored; `n_over` is how far it goes beyond.
pub fn body_is_full(limit: usize, n_over: usize) -> String {
    format!("{} Shorten it by {n_over} to have it stored.", super::errors::room("text", limit))
}

/// A long text is shown without marks.
pub fn too_long_to_mark() -> String {
    "long text, claims are not marked".to_owned()
}

pub fn versions_title() -> String {
    "Versions".to_owned()
}

pub fn open_versions() -> String {
    "Show all versions".to_owned()
}

pub fn use_this_version() -> String {
    "Use this version".to_owned()
}

pub fn is_current_version() -> String {
    "This is the draft as it stands.".to_owned()
}

pub fn said_version_used(revision: u32) -> String {
    format!("Version {revision} is the draft again")
}

/// What a version is compared with.
pub fn compared_with_agent(revision: u32) -> String {
    format!("Compared with version {revision}, the agent's: added words are underlined, removed ones struck out.")
}

pub fn same_as_agents() -> String {
    "The same words as in the agent's version.".to_owned()
}

pub fn is_agents_version() -> String {
    "As the agent wrote it.".to_owned()
}

pub fn left_out() -> String {
    "unchanged text left out".to_owned()
}

/// For those who do not see how it is marked.
pub fn added_words() -> String {
    "added:".to_owned()
}

pub fn removed_words() -> String {
    "removed:".to_owned()
}

pub fn template_label() -> String {
    "Template".to_owned()
}

pub fn templates_title() -> String {
    "Insert a template".to_owned()
}

pub fn no_templates() -> String {
    "There is no template yet. Make one in Settings, under Templates.".to_owned()
}

pub fn no_such_template_name(typed: &str) -> String {
    format!("No template fits {}.", quoted(typed))
}

pub fn claims_title(n: u64) -> String {
    format!("{} no source", count(n, "claim has", "claims have"))
}

pub fn claims_hint() -> String {
    "Say why each may stay, or take it out. The reason becomes part of the approval.".to_owned()
}

pub fn why_may_it_stay(claim: &str) -> String {
    format!("Why may {} stay?", quoted(claim))
}

pub fn take_it_out() -> String {
    "Take it out".to_owned()
}

pub fn approve_with_reasons() -> String {
    "Approve".to_owned()
}

pub fn give_each_a_reason() -> String {
    "Each claim that stays needs a reason.".to_owned()
}

/// What a claim rests on, in front of the words that support it.
pub fn claim_source(from: &str) -> String {
    format!("From {from}:")
}

pub fn source_mail(who: &str, when: &str) -> String {
    format!("{who}'s mail, {when}")
}

pub fn source_own_mail(when: &str) -> String {
    format!("your mail, {when}")
}

pub fn source_other(kind: &str) -> String {
    match kind {
        "message" => "an earlier mail",
        "contact" => "what is known of the contact",
        "meeting" | "calendar" => "the calendar",
        "item" => "another piece of work",
        "post" => "the form",
        "chat" => "what was said in the chat",
        other => other,
    }
    .to_owned()
}

pub fn claim_has_no_source(claim: &str) -> String {
    format!("{} has no source", quoted(claim))
}

pub fn claim_stays(claim: &str, reason: &str) -> String {
    format!("{} stays: {}", quoted(claim), quoted(reason))
}

pub fn say_why() -> String {
    "Say why it may stay".to_owned()
}

/// More of what holds an approval.
pub fn and_more_holds(n: u64) -> String {
    if n == 1 { "One more thing holds it.".to_owned() } else { format!("{n} more things hold it.") }
}

/// Why an item cannot be approved as it stands; empty where it can.
pub fn not_to_approve(state: ItemState) -> String {
    match state {
        ItemState::Review => "",
        ItemState::New | ItemState::Drafting => "The draft is still being written.",
        ItemState::Failed => "The draft failed. Have it drafted again, or do it by hand.",
        ItemState::Snoozed => "It is snoozed. It comes back at its time, or when they write.",
        ItemState::Approved => "It is approved and waits in the outbox.",
        ItemState::Done => "It is done.",
        ItemState::Dismissed => "It is dismissed.",
        ItemState::Expired | ItemState::Superseded => "It is no longer needed.",
    }
    .to_owned()
}

/// When a snoozed item comes back: `Fri 27 Nov, 09:00`.
pub fn comes_back(moment: &str) -> String {
    format!("It comes back on {moment}, or when they write.")
}

/// Takes an action out of the outbox so that it can be written on.
pub fn edit_label() -> String {
    "Edit".to_owned()
}

pub fn item_not_shown() -> String {
    "The item cannot be shown".to_owned()
}

/// Brings an item back that ended by itself.
pub fn reopen_label() -> String {
    "Reopen".to_owned()
}

pub fn compose_title() -> String {
    "Write to somebody".to_owned()
}

pub fn compose_hint() -> String {
    "A first mail is drafted for you to review. Nothing goes out before you approve it.".to_owned()
}

pub fn compose_why() -> String {
    "Why you write".to_owned()
}

pub fn compose_why_hint() -> String {
    "It becomes the reason in the mail: we met at the trade fair".to_owned()
}

pub fn compose_go() -> String {
    "Draft the mail".to_owned()
}

pub fn compose_nobody() -> String {
    "Say to whom.".to_owned()
}

pub fn compose_bad(entry: &str) -> String {
    format!("{} is no mail address. Correct it or take it out.", quoted(entry))
}

pub fn said_composed(who: &str) -> String {
    format!("A first mail is being drafted: {who}")
}

/// What a part of the score says, in a few words.
pub fn part_words(name: &str) -> String {
    match name {
        "revenue" => "what such work is worth",
        "urgency" => "how soon it is due",
        "strategic" => "weight of the relation",
        "effort" => "how little is left to do",
        _ => "",
    }
    .to_owned()
}

/// What a part of the score took in, in a few words.
pub fn counted(counted: &Counted) -> String {
    match counted {
        Counted::Amount { cents, currency } => format!("a deal of {}", super::money(*cents, currency)),
        Counted::NoRate { cents, currency } => {
            format!("a deal of {}, not counted: there is no rate for it in the settings", super::money(*cents, currency))
        }
        Counted::TargetCompany => "a target company".to_owned(),
        Counted::DecisionMaker => "somebody who decides".to_owned(),
    }
}

/// How the points of a part come about, from a factor of 0 to 1 and a weight of 0 to 1: `0.76 × 40`.
pub fn part_sum(value: f64, weight: f64) -> String {
    format!("{value:.2} × {:.0}", weight * 100.0)
}

pub fn outcomes_words() -> String {
    "what became of earlier mails, meetings, deals and tasks".to_owned()
}

pub fn limit_words() -> String {
    "the scale ends at 0 and 100".to_owned()
}

/// A link that brings a mail of the thread into view.
pub fn show_the_mail() -> String {
    "Show the mail".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_done_is_said_with_its_reasons() {
        let reasons = ["It is snoozed.".to_owned()];
        assert_eq!(some_could_not(Some("Dismissed: 5 items"), 2, &reasons), "Dismissed: 5 items; 2 could not: It is snoozed.");
        assert_eq!(some_could_not(None, 1, &reasons), "1 could not: It is snoozed.");
    }

    #[test]
    fn an_empty_result_names_what_was_looked_for() {
        assert_eq!(nothing_fits(Some("ines"), None), "Nothing fits “ines”");
        assert_eq!(nothing_fits(None, Some(crate::Band::Hot)), "Nothing here is hot");
        assert_eq!(nothing_fits(Some("ines"), Some(crate::Band::Cool)), "Nothing cool fits “ines”");
    }
}
