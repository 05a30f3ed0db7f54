//! What holds an approval back, and what to do about it.

use super::quoted;

pub fn no_recipient() -> String {
    "Nobody stands in To. Put somebody there.".to_owned()
}

pub fn unknown_recipient(address: &str) -> String {
    format!("{address} was put there neither by the conversation nor by you. Take it out, or enter it yourself.")
}

pub fn reply_to_elsewhere(reply_to: &str, from: &str) -> String {
    format!("The answer would go to {reply_to}, another domain than {from}. Enter the right address in To yourself.")
}

pub fn suppressed_recipient(address: &str) -> String {
    format!("{address} may not be written to. Take it out, or lift the suppression.")
}

pub fn recipient_is_no_address(address: &str) -> String {
    format!("{address} is not a mail address. Correct it.")
}

pub fn no_sender() -> String {
    "It is not known which address is yours. Set operator.email.".to_owned()
}

pub fn empty_subject() -> String {
    "The subject is empty.".to_owned()
}

pub fn empty_body() -> String {
    "The mail is empty.".to_owned()
}

pub fn placeholder(found: &str) -> String {
    format!("“{found}” still has to be filled in.")
}

pub fn personal_number(kind: &str) -> String {
    format!("There is what looks like {kind} in it that you did not type. Take it out.")
}

pub fn claim_without_source(claim: &str) -> String {
    format!("{} has no source: change it, take it out, or say why it may stay.", quoted(claim))
}

pub fn subject_length(at_least: usize, at_most: usize) -> String {
    format!("The subject of a first mail has {at_least} to {at_most} characters.")
}

pub fn short_body(at_least: usize) -> String {
    format!("A first mail has at least {at_least} characters.")
}

pub fn banned_phrase(phrase: &str) -> String {
    format!("“{phrase}” reads like an advertisement. Say it in other words.")
}

pub fn no_opt_out(line: &str) -> String {
    format!("A first mail says how to end it. Put this in: {line}")
}

pub fn postal_address_unknown() -> String {
    "A first mail carries your postal address. Set operator.postal_address, then put it into the mail.".to_owned()
}

pub fn no_postal_address() -> String {
    "A first mail carries your postal address as it stands in operator.postal_address. Put it in.".to_owned()
}

pub fn has_no_such_details(action: crate::Action) -> String {
    format!("{} has no such details.", quoted(action.as_str()))
}

pub fn task_has_no_recipients() -> String {
    "A task goes to nobody: it has a title and notes.".to_owned()
}
