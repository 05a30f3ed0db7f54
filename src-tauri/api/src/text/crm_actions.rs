//! Words about what is written to a CRM, or kept here in place of one: deals that are moved, tasks and notes.

use super::quoted;
use crate::Belongs;

pub fn kept_here() -> String {
    "Your own pipeline".to_owned()
}

pub fn deal_not_found(id: i64) -> String {
    format!("There is no deal {id}.")
}

/// A deal by its name.
fn deal_called(name: &str) -> String {
    if name.is_empty() { "a deal without a name".to_owned() } else { name.to_owned() }
}

/// The title of an item that moves a deal.
pub fn move_deal_subject(name: &str) -> String {
    deal_called(name)
}

/// The title of a note.
pub fn note_subject(about: &str) -> String {
    if about.is_empty() { "A note".to_owned() } else { format!("Note about {about}") }
}

pub fn no_stage_of_that_name(typed: &str, names: &[&str]) -> String {
    if names.is_empty() {
        return "This deal has no stages to which it could be moved.".to_owned();
    }
    format!("No stage is called {}. The stages are: {}.", quoted(typed), names.join(", "))
}

/// `all` are stages of other pipelines, each as `Renewals: Signed (12)`.
pub fn several_stages_of_that_name(typed: &str, all: &[String]) -> String {
    format!("Several stages are called {}: {}. Give the number of one.", quoted(typed), all.join(", "))
}

pub fn stage_with_pipeline(pipeline: &str, stage: &str, id: i64) -> String {
    format!("{pipeline}: {stage} ({id})")
}

pub fn deal_stands_there(stage: &str) -> String {
    format!("The deal stands in {} already.", quoted(stage))
}

pub fn what_is_to_do() -> String {
    "Say in a few words what is to be done.".to_owned()
}

pub fn note_without_words() -> String {
    "The note is empty.".to_owned()
}

pub fn about_nothing() -> String {
    "Say with whom or with which deal it belongs.".to_owned()
}

pub fn another_deal_or_task() -> String {
    "What it is about cannot be changed; open another item for that.".to_owned()
}

pub fn stage_missing() -> String {
    "It is not said to which stage the deal is to be moved.".to_owned()
}

fn stage_name(name: &str) -> String {
    if name.is_empty() { "a stage that is not known here".to_owned() } else { quoted(name) }
}

/// Why a deal is not moved: it is not where the operator saw it.
pub fn deal_moved_since(seen: &str, now: &str) -> String {
    format!(
        "The deal was in {} when you saw it and is in {} now, so it was not moved. Look at it again.",
        stage_name(seen),
        stage_name(now)
    )
}

pub fn deal_not_there() -> String {
    "The deal is not there any more, so it was not moved.".to_owned()
}

pub fn stage_is_gone() -> String {
    "The stage is not there any more. Choose another one.".to_owned()
}

pub fn task_is_gone() -> String {
    "The task is not there any more.".to_owned()
}

/// Why a task is not changed: it is not as the operator saw it.
pub fn task_changed_since(was_done: &str, is_done: &str) -> String {
    format!("The task was {was_done} when you saw it and is {is_done} now, so it was left as it is.")
}

pub fn task_standing(is_done: bool) -> String {
    if is_done { "done" } else { "to do" }.to_owned()
}

pub fn task_stands_already(is_done: bool) -> String {
    if is_done { "Somebody marked the task as done already." } else { "Somebody reopened the task already." }.to_owned()
}

pub fn deal_stands_there_already() -> String {
    "Somebody moved the deal to this stage already.".to_owned()
}

pub fn record_is_gone() -> String {
    "The deal, contact or company that it belongs to is not there any more.".to_owned()
}

pub fn crm_knows_nobody(name: &str) -> String {
    format!("{name} knows neither the contact nor the company nor the deal, so there is nothing that it could belong to.")
}

pub fn not_found_yet() -> String {
    "the answer got lost, and it was not found there yet".to_owned()
}

/// A stage as it is to be, from the one that was seen: `Qualified → Contract sent`.
pub fn stage_line(seen: &str, stage: &str) -> String {
    if seen.is_empty() { stage.to_owned() } else { format!("{seen} → {stage}") }
}

/// What a task or a note belongs to, in one line; empty where to nothing.
pub fn belongs_line(belongs: &Belongs) -> String {
    let all = [&belongs.contact_name, &belongs.company_name, &belongs.deal_name];
    all.into_iter().filter(|name| !name.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// What a move of a deal says above its text, in the outbox.
pub fn stage_lines(seen: &str, stage: &str) -> String {
    format!("Stage: {}", stage_line(seen, stage))
}

pub fn done_lines(is_done: bool) -> String {
    format!("Mark as {}", task_standing(is_done))
}

/// Of a task or a note that was made from here.
pub fn takes_away_lines() -> String {
    "Take it away where it is kept".to_owned()
}

pub fn takes_away_subject(what: &str) -> String {
    format!("Take away: {what}")
}

pub fn undoes_task(title: &str) -> String {
    format!("The task {} is being taken away where it is kept.", quoted(title))
}

pub fn undoes_note() -> String {
    "The note is being taken away where it is kept.".to_owned()
}

/// What a task or a note says above its text, in the outbox; `due` is empty where it has no end.
pub fn belongs_lines(belongs: &Belongs, due: &str) -> String {
    let mut lines = Vec::new();
    if !due.is_empty() {
        lines.push(format!("Due: {due}"));
    }
    let with = belongs_line(belongs);
    if !with.is_empty() {
        lines.push(format!("Belongs to: {with}"));
    }
    lines.join("\n")
}

pub fn undid_move(deal: &str, stage: &str) -> String {
    format!("{} is back in {}.", deal_called(deal), stage_name(stage))
}

pub fn undoes_move(deal: &str, stage: &str) -> String {
    format!("{} goes back to {}.", deal_called(deal), stage_name(stage))
}

pub fn undid_done(title: &str) -> String {
    format!("The task {} is to do again.", quoted(title))
}

pub fn undid_open(title: &str) -> String {
    format!("The task {} is done again.", quoted(title))
}

pub fn undoes_done(title: &str) -> String {
    format!("The task {} will be to do again.", quoted(title))
}

pub fn undid_task(title: &str) -> String {
    format!("The task {} is taken back.", quoted(title))
}

pub fn undid_note() -> String {
    "The note is taken back.".to_owned()
}

pub fn changed_since_it_was_written() -> String {
    "It was changed by somebody else since, so it cannot be taken back.".to_owned()
}

pub fn cannot_undo_in_crm() -> String {
    "This stands in the CRM now. Take it back there.".to_owned()
}

pub fn cannot_undo_in_practice() -> String {
    "Practice mode is on, so nothing can be changed where the record is kept. Switch it off first.".to_owned()
}

/// Why an action that takes another one back was approved.
pub fn taken_back_by_you() -> String {
    "you took back what was done before".to_owned()
}

pub fn stage_label() -> String {
    "Stage".to_owned()
}

pub fn due_label() -> String {
    "Due".to_owned()
}

pub fn belongs_label() -> String {
    "With".to_owned()
}

pub fn task_label() -> String {
    "Task".to_owned()
}

pub fn moved_from(seen: &str) -> String {
    format!("from {}", stage_name(seen))
}

pub fn no_due() -> String {
    "No date".to_owned()
}

pub fn due_hint() -> String {
    "tomorrow 9:00, mon 9, 3d".to_owned()
}

pub fn marks_done(is_done: bool) -> String {
    format!("is marked as {}", task_standing(is_done))
}

pub fn no_deal_here() -> String {
    "This item is not about a deal.".to_owned()
}

pub fn move_deal_title() -> String {
    "Move the deal".to_owned()
}

pub fn move_deal_words(name: &str) -> String {
    format!("Choose the stage for {}. It becomes an item that you approve.", quoted(&deal_called(name)))
}

/// Behind what sends a mail that is also kept in CRMs.
pub fn mail_is_logged(sends: &str, names: &str) -> String {
    format!("{sends}, then it is kept in {names} as well: approving it approves both")
}

pub fn mail_not_logged(why: &str) -> String {
    format!("A mail that was sent could not be kept in the CRM: {why}")
}

pub fn logs_mail_label() -> String {
    "Sent mail".to_owned()
}

pub fn logs_mail_hint() -> String {
    "Keep what you send with the people it knows".to_owned()
}
