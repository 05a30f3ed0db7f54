//! What stands on the screen People: contacts and companies, and what happened with each.

use super::{count, quoted};

pub fn people_tab() -> String {
    "People".to_owned()
}

pub fn companies_tab() -> String {
    "Companies".to_owned()
}

pub fn people_tabs() -> String {
    "People, companies or deals".to_owned()
}

pub fn find_people() -> String {
    "Find by name, address or company".to_owned()
}

pub fn find_companies() -> String {
    "Find by name or domain".to_owned()
}

/// How long a list is, as far as it was read.
fn n_read(n: u64, has_more: bool, one: &str, many: &str) -> String {
    if has_more { format!("more than {}", count(n, one, many)) } else { count(n, one, many) }
}

pub fn n_people(n: u64, has_more: bool) -> String {
    n_read(n, has_more, "person", "people")
}

pub fn n_companies(n: u64, has_more: bool) -> String {
    n_read(n, has_more, "company", "companies")
}

pub fn nobody_yet() -> String {
    "Nobody yet. Whoever writes to you, or gets mail from you, appears here once mail is read. Read some in with:".to_owned()
}

pub fn nobody_found(typed: &str) -> String {
    format!("Nobody is found by {}. Esc shows everybody again.", quoted(typed))
}

pub fn no_company_found(typed: &str) -> String {
    format!("No company is found by {}. Esc shows all of them again.", quoted(typed))
}

pub fn nobody_chosen() -> String {
    "Choose somebody in the list".to_owned()
}

/// How many items wait, beside a name.
pub fn n_open(n: u64) -> String {
    format!("{n} open")
}

pub fn no_mail_with_them() -> String {
    "no mail".to_owned()
}

pub fn is_suppressed() -> String {
    "suppressed".to_owned()
}

pub fn standing_label() -> String {
    "Standing".to_owned()
}

/// How the operator stands to somebody; `when` is as in `3 days ago`.
pub fn stands_screened(when: &str) -> String {
    format!("You kept them out {when}: no mail of theirs is work")
}

pub fn stands_allowed(when: &str) -> String {
    format!("You let them in {when}")
}

pub fn stands_written(when: &str) -> String {
    format!("You first wrote to them {when}")
}

pub fn stands_new() -> String {
    "New: you never wrote to them".to_owned()
}

pub fn asked_off_label() -> String {
    "Asked".to_owned()
}

pub fn asked_off(when: &str) -> String {
    format!("not to be written to, {when}")
}

pub fn left_label() -> String {
    "Has left".to_owned()
}

pub fn has_left(when: &str) -> String {
    format!("an automatic answer said so {when}")
}

pub fn away_label() -> String {
    "Away".to_owned()
}

pub fn away_until(date: &str) -> String {
    format!("until {date}")
}

pub fn addresses_label() -> String {
    "Also at".to_owned()
}

/// Why nothing can go to somebody: the reason may be empty. `when` is as in `3 days ago`.
pub fn nothing_may_go(what: &str, reason: &str, when: &str) -> String {
    if reason.is_empty() {
        format!("Nothing may go to {what}. Suppressed {when}.")
    } else {
        format!("Nothing may go to {what}: {reason}. Suppressed {when}.")
    }
}

pub fn open_with_them() -> String {
    "Open with them".to_owned()
}

pub fn nothing_open() -> String {
    "Nothing waits".to_owned()
}

pub fn timeline_title() -> String {
    "What happened".to_owned()
}

pub fn nothing_happened() -> String {
    "Nothing yet".to_owned()
}

pub fn show_earlier(n: u64) -> String {
    format!("Show {n} earlier")
}

pub fn people_of_company() -> String {
    "People".to_owned()
}

pub fn show_all_people(n: u64) -> String {
    format!("Show {n} more")
}

pub fn write_label() -> String {
    "Write to them".to_owned()
}

/// The button that opens what is open with somebody already.
pub fn open_item_label() -> String {
    "Open what waits".to_owned()
}

pub fn why_write() -> String {
    "What do you want to write about?".to_owned()
}

pub fn why_write_hint() -> String {
    "The draft gives it as its reason. It may stay empty.".to_owned()
}

pub fn suppress_label() -> String {
    "Suppress".to_owned()
}

pub fn suppress_company_label() -> String {
    "Suppress all of it".to_owned()
}

pub fn unsuppress_label() -> String {
    "Suppress no longer".to_owned()
}

pub fn why_suppress(what: &str) -> String {
    format!("Why should nothing go to {what}?")
}

pub fn why_suppress_hint() -> String {
    "It is kept with the entry, and shown wherever a mail is held back for it.".to_owned()
}

/// Reasons that are one key away.
pub fn suppress_reasons() -> [String; 4] {
    ["asked by phone", "a competitor", "no longer a customer", "wrong person"].map(str::to_owned)
}

pub fn said_allowed(who: &str) -> String {
    format!("Let in: {who}")
}

pub fn said_screened(who: &str) -> String {
    format!("Kept out: {who}")
}

/// Why a first mail is not offered.
pub fn wrote_before() -> String {
    "You wrote to them before. A first mail is for somebody new; answer from what waits.".to_owned()
}

pub fn phone_label() -> String {
    "Phone".to_owned()
}

pub fn name_label() -> String {
    "Name".to_owned()
}

pub fn title_label() -> String {
    "Title".to_owned()
}

pub fn company_label() -> String {
    "Company".to_owned()
}

pub fn domain_label() -> String {
    "Domain, as in brightloom.example".to_owned()
}

pub fn addresses_field() -> String {
    "Addresses, with commas between them".to_owned()
}

/// Beside a company that the operator wants above others.
pub fn target_company() -> String {
    "Target".to_owned()
}

pub fn target_label() -> String {
    "A target: what comes from it counts more".to_owned()
}

/// How many there are, as far as they were read.
pub fn so_many(n: u64, has_more: bool) -> String {
    if has_more { format!("{n}+") } else { n.to_string() }
}

pub fn add_person_label() -> String {
    "Add a person".to_owned()
}

pub fn add_company_label() -> String {
    "Add a company".to_owned()
}

pub fn add_deal_label() -> String {
    "Add a deal".to_owned()
}

pub fn edit_record_label() -> String {
    "Change".to_owned()
}

pub fn add_task_label() -> String {
    "Add a task".to_owned()
}

pub fn add_note_label() -> String {
    "Add a note".to_owned()
}

pub fn change_of(called: &str) -> String {
    format!("Change {called}")
}

pub fn said_saved(called: &str) -> String {
    format!("Saved: {called}")
}

pub fn tasks_title() -> String {
    "To do".to_owned()
}

pub fn new_task_label() -> String {
    "What is to be done".to_owned()
}

pub fn task_due_label() -> String {
    "By when: fri, tomorrow 9:00, 3d".to_owned()
}

pub fn n_tasks_done(n: u64) -> String {
    format!("{n} done")
}

pub fn said_task_added() -> String {
    "Task added".to_owned()
}

/// `title` may be empty.
pub fn said_task_done(title: &str) -> String {
    if title.is_empty() { "Task done".to_owned() } else { format!("Done: {title}") }
}

pub fn notes_title() -> String {
    "Notes".to_owned()
}

pub fn note_label() -> String {
    "What is to be remembered".to_owned()
}

/// A CRM keeps what it is about.
pub fn said_task_to_be_made() -> String {
    "The task waits in the queue for your approval".to_owned()
}

pub fn said_note_to_be_made() -> String {
    "The note waits in the queue for your approval".to_owned()
}

pub fn said_noted() -> String {
    "Noted".to_owned()
}

/// Beside a company that is not there yet.
pub fn new_company() -> String {
    "new company".to_owned()
}

pub fn find_company_to_add() -> String {
    "Find, or type a new one".to_owned()
}

pub fn find_people_to_add() -> String {
    "Find by name or address".to_owned()
}

pub fn n_duplicates(n: u64) -> String {
    count(n, "possible duplicate", "possible duplicates")
}

pub fn no_duplicates() -> String {
    "Nobody is here twice, as far as can be seen.".to_owned()
}

pub fn duplicates_help() -> String {
    "Mail, deals, tasks and notes of the one go to the other. Undo puts them back.".to_owned()
}

pub fn no_company_duplicates() -> String {
    "No company is here twice, as far as can be seen.".to_owned()
}

pub fn company_duplicates_help() -> String {
    "People, deals, tasks and notes of the one go to the other, and so does who writes from its domain. Undo puts them back."
        .to_owned()
}

pub fn companies_are_alike() -> String {
    "They are called alike.".to_owned()
}

pub fn not_the_same_company() -> String {
    "Not the same company".to_owned()
}

pub fn said_companies_apart() -> String {
    "Kept as two companies".to_owned()
}

pub fn merge_into() -> String {
    "Merge into this one".to_owned()
}

pub fn not_the_same() -> String {
    "Not the same person".to_owned()
}

pub fn said_merged(who: &str) -> String {
    format!("Merged into {who}")
}

pub fn said_apart() -> String {
    "Kept as two people".to_owned()
}

pub fn export_label() -> String {
    "Export".to_owned()
}

/// The name that is offered for a file of all contacts.
pub fn export_file() -> String {
    "people.csv".to_owned()
}
