//! Why a request could not be done.

use super::quoted;
use crate::ItemState;

pub fn unknown_request(name: &str) -> String {
    format!("There is no request called {}. `casey call --list` names them all.", quoted(name))
}

pub fn unreadable_request(name: &str, fault: &str) -> String {
    format!("The fields of {name} cannot be read: {fault}.")
}

/// Where an answer goes could not take it: a full disk.
pub fn unwritten_output(fault: &str) -> String {
    format!("The answer could not be written: {fault}. What was asked for may have been done.")
}

pub fn unwritable_answer(fault: &str) -> String {
    format!("The answer could not be written: {fault}. Nothing is lost; this is a fault of the program.")
}

pub fn no_such_item(id: i64) -> String {
    format!("There is no item {id}. `casey queue` lists the open ones.")
}

pub fn no_such_action(id: i64) -> String {
    format!("There is no action {id} in the outbox. `casey outbox` lists them.")
}

pub fn no_such_connection(id: i64) -> String {
    format!("There is no connection {id}.")
}

/// An item whose state does not allow what was asked.
pub fn not_in_this_state(wanted: &str, state: ItemState) -> String {
    let because = match state {
        ItemState::New => "its draft has not been started yet",
        ItemState::Drafting => "its draft is being written",
        ItemState::Review => "it stands in review",
        ItemState::Failed => "its draft failed",
        ItemState::Snoozed => "it is snoozed",
        ItemState::Approved => "it is approved and stands in the outbox",
        ItemState::Done => "it is done",
        ItemState::Dismissed => "it was dismissed",
        ItemState::Expired => "it expired",
        ItemState::Superseded => "it was overtaken by events",
    };
    format!("This item cannot be {wanted}: {because}.")
}

pub fn draft_changed(shown: u32, current: u32) -> String {
    format!(
        "The draft changed since it was shown: revision {shown} was meant, revision {current} is the newest. Read it again, then approve."
    )
}

pub fn no_draft() -> String {
    "This item has no draft yet. It is written by the next run.".to_owned()
}

pub fn reason_missing() -> String {
    "Say why: the reason is kept with the item.".to_owned()
}

pub fn waiver_of_nothing(claim: i64) -> String {
    format!("Claim {claim} is not an open claim of this draft, so there is nothing to waive.")
}

pub fn bad_address(input: &str) -> String {
    format!("{} is not a mail address.", quoted(input))
}

pub fn bad_address_list(input: &str) -> String {
    format!("{} is no list of addresses: a quotation mark or a bracket in it is not closed.", quoted(input))
}

pub fn line_break_in_header(field: &str) -> String {
    format!("The {field} has a line break in it. Take it out: a header stands on one line.")
}

pub fn too_long(field: &str, limit: usize) -> String {
    format!("{} Shorten it; nothing was changed.", room(field, limit))
}

/// How much a field takes, as every limit says it: in what an operator can count.
pub(super) fn room(field: &str, limit: usize) -> String {
    format!("The {field} has room for {} characters.", in_thousands(limit))
}

/// `1,000,000`.
fn in_thousands(n: usize) -> String {
    let digits = n.to_string();
    let breaks = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.chars().enumerate().flat_map(|(at, digit)| breaks(at).then_some(',').into_iter().chain([digit])).collect()
}

pub fn suppresses_self(what: &str) -> String {
    format!("{what} is your own and cannot be suppressed; nothing was changed.")
}

pub fn suppresses_free_mail(domain: &str) -> String {
    format!("{domain} is a provider of many people's mail and cannot be suppressed as a whole. Suppress the address instead.")
}

pub fn nothing_to_undo() -> String {
    "There is nothing to take back.".to_owned()
}

pub fn too_late_to_undo() -> String {
    "It can no longer be taken back: the action is out.".to_owned()
}

pub fn cannot_undo_over(state: ItemState) -> String {
    format!("It can no longer be taken back: the item went on and is now {}.", state.as_str())
}

/// Why an item that was woken is not put back into its snooze.
pub fn its_time_has_come() -> String {
    "It can no longer be taken back: it would be awake by now.".to_owned()
}

pub fn action_not_held(state: &str) -> String {
    format!("Only an action that is held can be cancelled; this one is {state}.")
}

pub fn action_not_unsure(state: &str) -> String {
    format!("Only an action that is unsure can be resolved; this one is {state}.")
}

pub fn no_such_file(path: &str) -> String {
    format!("There is nothing at {path}.")
}

pub fn not_allowed_to_read(path: &str) -> String {
    format!("There is no permission to read {path}. Change its permissions, then import again.")
}

pub fn not_mail(path: &str) -> String {
    format!("{path} is neither a mail, an mbox file nor a Maildir.")
}

pub fn unreadable_file(path: &str, fault: &str) -> String {
    format!("{path} cannot be read: {fault}.")
}

pub fn maildir_gone(path: &str) -> String {
    format!("The folder {path} is not there, or may not be read. What was read before stays; it is tried again.")
}

pub fn own_folder(path: &str) -> String {
    format!("{path} is a folder of this workspace and is not imported.")
}

pub fn newer_workspace(file: i64, own: i64) -> String {
    format!(
        "This workspace was made by a newer version (migration {file}; this program knows {own}). Update the program; nothing was changed."
    )
}

pub fn not_a_workspace(path: &str) -> String {
    format!("{path} is not a workspace of this program. Choose another folder with --data; nothing was changed.")
}

pub fn workspace_unreachable(path: &str, fault: &str) -> String {
    format!("The workspace at {path} cannot be opened: {fault}.")
}

pub fn disk_full() -> String {
    "The disk is full. What was stored before is safe; make room, then try again.".to_owned()
}

pub fn disk_failed(fault: &str) -> String {
    format!("The disk failed: {fault}. What was stored before is safe; look after the disk, then try again.")
}

pub fn read_only() -> String {
    "The workspace may not be written to. Check the permissions of its folder; nothing was changed.".to_owned()
}

pub fn busy() -> String {
    "Another program is writing to the workspace and did not finish in time. Nothing was changed; try again.".to_owned()
}

pub fn internal(fault: &str) -> String {
    format!("Something went wrong that should not have: {fault}. Nothing was changed.")
}

pub fn unknown_command_time(input: &str) -> String {
    format!("{} is not a time. Write it like 2026-11-20T14:00:00Z.", quoted(input))
}

pub fn too_many_recipients(limit: usize) -> String {
    format!("There are more than {limit} recipients. Take some out; nothing was changed.")
}

pub fn nothing_to_edit() -> String {
    "Say what to change: the subject, the text, To, Cc or Bcc. Nothing was changed.".to_owned()
}

pub fn not_a_folder(path: &str) -> String {
    format!("{path} is a file, where a folder is needed. Choose another place for the workspace; nothing was changed.")
}

pub fn no_such_sender(address: &str) -> String {
    format!("Nobody at {} has written to you. `casey senders` lists who waits.", quoted(address))
}

pub fn already_known(address: &str) -> String {
    format!("You have written to {address} before; this is for first mails.")
}

/// `shown` is a file, and which mail of it.
pub fn may_be_cut(shown: &str) -> String {
    format!(
        "{shown}, is the last of its file, which ends in the middle of a line: it may be cut, and is stored as far as it goes. \
         Import the whole file again to complete it."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{body_is_full, subject_is_full, too_long_to_keep};

    #[test]
    fn every_limit_of_a_field_is_said_in_characters_and_in_one_way() {
        let said = [too_long("text", 1_000_000), body_is_full(1_000_000, 7), too_long_to_keep(1_000_000)];
        for words in &said {
            assert!(words.starts_with("The text has room for 1,000,000 characters."), "{words}");
            assert!(!words.contains("MB"), "{words}");
        }
        assert!(said[1].ends_with("Shorten it by 7 to have it stored."), "{}", said[1]);
        assert!(subject_is_full(500).starts_with("The subject has room for 500 characters."), "{}", subject_is_full(500));
        assert!(too_long("reason", 2000).starts_with("The reason has room for 2,000 characters."));
    }
}
