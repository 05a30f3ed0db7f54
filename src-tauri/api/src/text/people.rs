//! Words about people: what happened with them, mail by mail and decision by decision.

use super::quoted;
use crate::ItemState;

pub fn no_such_message(id: i64) -> String {
    format!("There is no mail {id}.")
}

pub fn no_such_contact(id: i64) -> String {
    format!("There is no contact {id}.")
}

pub fn no_such_company(id: i64) -> String {
    format!("There is no company {id}.")
}

/// What stands for a picture of a mail that has no text of its own.
pub fn unnamed_picture() -> String {
    "picture".to_owned()
}

fn titled(subject: &str) -> String {
    if subject.is_empty() { "(no subject)".to_owned() } else { subject.to_owned() }
}

pub fn mail_by_operator(subject: &str) -> String {
    format!("You wrote: {}", titled(subject))
}

pub fn mail_by(who: &str, subject: &str) -> String {
    format!("{who} wrote: {}", titled(subject))
}

/// A mail that no person wrote.
pub fn automatic_mail(who: &str, subject: &str) -> String {
    format!("Automatic mail of {who}: {}", titled(subject))
}

pub fn mail_came_back(subject: &str) -> String {
    format!("Your mail came back: {}", titled(subject))
}

pub fn invitation(who: &str, subject: &str) -> String {
    format!("Invitation of {who}: {}", titled(subject))
}

/// A decision about an item, or its end. `what` is what the item proposes.
pub fn item_went(to: ItemState, what: &str) -> String {
    let what = quoted(what);
    match to {
        ItemState::Done => format!("Done: {what}"),
        ItemState::Dismissed => format!("You dismissed {what}"),
        ItemState::Snoozed => format!("You snoozed {what}"),
        ItemState::Approved => format!("You approved {what}"),
        ItemState::Drafting => format!("You had {what} drafted again"),
        ItemState::New | ItemState::Review | ItemState::Failed => format!("You brought {what} back"),
        ItemState::Expired | ItemState::Superseded => format!("{what} ended"),
    }
}
