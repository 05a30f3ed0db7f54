//! Words about deals, tasks and notes, and about those that are kept here without a CRM.

use super::{count, quoted};
use crate::DuplicateReason;

pub fn own_pipeline() -> String {
    "Your own pipeline".to_owned()
}

pub fn first_pipeline() -> String {
    "Sales".to_owned()
}

/// A stage of the first pipeline, by what it is called at its source.
pub fn first_stage(source_id: &str) -> String {
    match source_id {
        "appointmentscheduled" => "Appointment scheduled",
        "qualifiedtobuy" => "Qualified to buy",
        "presentationscheduled" => "Presentation scheduled",
        "decisionmakerboughtin" => "Decision maker bought in",
        "contractsent" => "Contract sent",
        "closedwon" => "Closed won",
        "closedlost" => "Closed lost",
        other => other,
    }
    .to_owned()
}

pub fn no_such_deal(id: i64) -> String {
    format!("There is no deal {id}.")
}

pub fn no_such_pipeline(id: i64) -> String {
    format!("There is no pipeline {id}.")
}

pub fn no_such_stage(id: i64) -> String {
    format!("There is no stage {id}.")
}

pub fn no_such_task(id: i64) -> String {
    format!("There is no task {id}.")
}

pub fn deal_of_a_crm(crm: &str) -> String {
    format!("This deal is kept in {crm}. It is changed there by an action that you approve, not by hand here.")
}

pub fn task_of_a_crm(crm: &str) -> String {
    format!("This task is kept in {crm}. It is done there by an action that you approve, not by hand here.")
}

pub fn pipeline_of_a_crm() -> String {
    "This pipeline is kept in a CRM. Change its stages there.".to_owned()
}

pub fn needs_a_name() -> String {
    "A name is missing.".to_owned()
}

pub fn stage_of_another_pipeline(stage: &str) -> String {
    format!("The stage {} is of a pipeline that is not kept here. Choose one of your own.", quoted(stage))
}

pub fn stage_is_put_away(stage: &str) -> String {
    format!("The stage {} was put away. Choose another one.", quoted(stage))
}

pub fn stage_is_in_use(stage: &str, n_deals: u64) -> String {
    let stand = count(n_deals, "deal stands", "deals stand");
    format!("{stand} in {}. Move them to another stage first; nothing was changed.", quoted(stage))
}

pub fn stage_named_twice(stage: &str) -> String {
    format!("The stage {} is there twice. Each needs a name of its own.", quoted(stage))
}

pub fn too_many_stages(limit: usize) -> String {
    format!("A pipeline has room for {limit} stages.")
}

pub fn no_open_stage() -> String {
    "A pipeline needs at least one stage in which a deal is open.".to_owned()
}

pub fn not_a_probability() -> String {
    "How likely a deal is won is a number from 0 to 1.".to_owned()
}

pub fn too_many_people(limit: usize) -> String {
    format!("A deal has room for {limit} people.")
}

pub fn not_an_amount_of_money() -> String {
    "The amount cannot be used. It is not below zero, and below a thousand billion.".to_owned()
}

pub fn not_a_currency(input: &str) -> String {
    format!("{} is no currency. Use its three letters, as in EUR.", quoted(input))
}

pub fn empty_note() -> String {
    "The note is empty.".to_owned()
}

pub fn note_about_nothing() -> String {
    "Say about whom the note is: a contact, a company or a deal.".to_owned()
}

pub fn empty_task() -> String {
    "Say what is to be done.".to_owned()
}

pub fn task_is_done() -> String {
    "This task is done already.".to_owned()
}

fn stage_or_none(stage: &str) -> String {
    if stage.is_empty() { "an unknown stage".to_owned() } else { stage.to_owned() }
}

pub fn deal_opened(stage: &str) -> String {
    format!("Opened in {}", stage_or_none(stage))
}

pub fn deal_moved(from: &str, to: &str) -> String {
    format!("Moved from {} to {}", stage_or_none(from), stage_or_none(to))
}

/// The amounts are as in `EUR 48,000`; empty for none.
pub fn deal_amount_changed(from: &str, to: &str) -> String {
    match (from, to) {
        ("", to) => format!("Amount set to {to}"),
        (from, "") => format!("Amount {from} taken off"),
        (from, to) => format!("Amount changed from {from} to {to}"),
    }
}

/// The days are as in `Fri 20 Nov 2026`; empty for none.
pub fn deal_date_changed(from: &str, to: &str) -> String {
    match (from, to) {
        ("", to) => format!("To be decided by {to}"),
        (from, "") => format!("No longer to be decided by {from}"),
        (from, to) => format!("To be decided by {to} instead of {from}"),
    }
}

/// What changed about one of several deals.
pub fn of_deal(deal: &str, words: &str) -> String {
    if deal.is_empty() { words.to_owned() } else { format!("{deal}: {words}") }
}

fn titled(title: &str) -> String {
    if title.is_empty() { "(no title)".to_owned() } else { title.to_owned() }
}

/// A meeting that has begun.
pub fn met(title: &str) -> String {
    format!("Meeting: {}", titled(title))
}

pub fn nobody_met(title: &str) -> String {
    format!("Nobody came: {}", titled(title))
}

pub fn noted() -> String {
    "Note".to_owned()
}

pub fn undid_making_deal(name: &str) -> String {
    format!("The deal {} is gone again.", quoted(name))
}

pub fn undid_moving_deal(name: &str) -> String {
    format!("{} is back in the stage where it was.", quoted(name))
}

pub fn undid_changing_deal(name: &str) -> String {
    format!("{} is as it was before.", quoted(name))
}

pub fn undid_finishing_task(title: &str) -> String {
    format!("{} is to do again.", quoted(title))
}

pub fn undid_adding_task(title: &str) -> String {
    format!("The task {} is gone again.", quoted(title))
}

pub fn deal_is_gone_since() -> String {
    "That cannot be taken back: the deal is gone since.".to_owned()
}

pub fn deal_changed_since(name: &str) -> String {
    format!("That cannot be taken back: {} was changed otherwise since.", quoted(name))
}

pub fn task_is_gone_since() -> String {
    "That cannot be taken back: the task is gone since.".to_owned()
}

pub fn note_is_gone_since() -> String {
    "That cannot be taken back: the note is gone since.".to_owned()
}

pub fn task_is_open_again(title: &str) -> String {
    format!("{} is to do already.", quoted(title))
}

pub fn not_a_date(input: &str) -> String {
    format!("{} is no date. Write it as in 2026-12-18.", quoted(input))
}

/// `names` are the stages that there are.
pub fn no_stage_called(input: &str, names: &[&str]) -> String {
    if names.is_empty() {
        return format!("There is no stage {} yet. The first deal without a stage makes your pipeline.", quoted(input));
    }
    format!("There is no stage {} of your own. There are: {}.", quoted(input), names.join(", "))
}

pub fn nobody_at(address: &str) -> String {
    format!("Nobody is known at {}.", quoted(address))
}

pub fn nobody_there() -> String {
    "Nobody is found.".to_owned()
}

pub fn no_deals() -> String {
    "There is no deal. `casey deal add NAME` makes one in your own pipeline.".to_owned()
}

pub fn contact_without_name() -> String {
    "A contact needs a name or an address.".to_owned()
}

pub fn too_many_addresses(limit: usize) -> String {
    format!("A contact has room for {limit} addresses.")
}

pub fn that_is_you(address: &str) -> String {
    format!("{} is your own address.", quoted(address))
}

pub fn address_of_another(address: &str, who: &str) -> String {
    format!("{} is an address of {who}. Where both are one person, merge them.", quoted(address))
}

pub fn address_with_mail(address: &str) -> String {
    format!("There is mail with {}. It stays an address of theirs.", quoted(address))
}

pub fn domain_of_another(domain: &str, company: &str) -> String {
    format!("{} is the domain of {company}.", quoted(domain))
}

pub fn domain_of_a_provider(domain: &str) -> String {
    format!("{} belongs to a mail provider and not to one company. Leave the domain empty.", quoted(domain))
}

pub fn not_a_domain(input: &str) -> String {
    format!("{} is no domain. Write it as in brightloom.example, or leave it empty.", quoted(input))
}

/// Why two contacts may be one person.
pub fn duplicate_because(reason: DuplicateReason) -> String {
    match reason {
        DuplicateReason::SamePhone => "They have the same telephone number.",
        DuplicateReason::SameName => "They have the same name.",
        DuplicateReason::SimilarName => "They work at one company, and their names are nearly the same.",
    }
    .to_owned()
}

pub fn one_and_the_same() -> String {
    "Choose two different contacts.".to_owned()
}

pub fn merged_already(name: &str) -> String {
    let name = if name.is_empty() { "This contact".to_owned() } else { quoted(name) };
    format!("{name} was merged with somebody before.")
}

pub fn one_and_the_same_company() -> String {
    "These are one and the same company.".to_owned()
}

pub fn company_merged_otherwise_since() -> String {
    "That cannot be taken back: one of them was merged with another company since.".to_owned()
}

pub fn undid_merging_companies(name: &str) -> String {
    format!("{} is a company of its own again.", if name.is_empty() { "It" } else { name })
}

pub fn merge_over_an_approval() -> String {
    "A mail to one of them is approved while other work waits for the other. Let it go, or take it back, and merge them then."
        .to_owned()
}

pub fn merged_otherwise_since() -> String {
    "That cannot be taken back: one of them was merged with somebody else since.".to_owned()
}

pub fn approved_since_the_merge() -> String {
    "A mail to them was approved since. Take that back first, or let it go.".to_owned()
}

pub fn undid_merging(who: &str) -> String {
    format!("{} is a contact of their own again.", quoted(who))
}

/// Why an item stands open again.
pub fn two_people_again() -> String {
    "they are two people again".to_owned()
}
