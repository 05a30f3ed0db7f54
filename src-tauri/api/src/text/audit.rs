//! Words about signals: what became of each.

use crate::{EndedHow, ItemState, SignalKind};

/// What became of a signal that speaks for an item.
pub fn became_item(what: &str, state: ItemState, ended_how: Option<EndedHow>) -> String {
    let how = match (state, ended_how) {
        (ItemState::New, _) => "waits in the queue",
        (ItemState::Drafting, _) => "is being drafted",
        (ItemState::Review, _) => "waits for your decision",
        (ItemState::Failed, _) => "could not be drafted",
        (ItemState::Snoozed, _) => "is snoozed",
        (ItemState::Approved, _) => "is approved and waits in the outbox",
        (ItemState::Done, Some(EndedHow::Sent)) => "was sent",
        (ItemState::Done, Some(EndedHow::Practised)) => "went to the practice outbox",
        (ItemState::Done, _) => "was done by hand",
        (ItemState::Dismissed, _) => "was dismissed",
        (ItemState::Expired, _) => "expired",
        (ItemState::Superseded, _) => "was overtaken by events",
    };
    format!("{what}: {how}")
}

/// What became of a signal that speaks for no item. `called` says whether it called for work.
pub fn became_no_item(kind: SignalKind, called: bool) -> String {
    match kind {
        SignalKind::EmailOptOut => "nothing goes to them any more",
        SignalKind::OutOfOffice => "nothing is asked of them until they are back",
        _ if called => "no item: there was nothing left to do about it",
        _ => "calls for nothing",
    }
    .to_owned()
}
