//! The queue: items, their states and moves, and what the operator does with them.

mod decide;
mod moves;
mod rescore;
mod show;
mod take_in;
mod tick;
mod undo;

pub(crate) use decide::existing;
pub use decide::{dismiss, finish, reopen, retry, snooze};
pub use moves::{Change, apply, back_to_review, end_by_action};
pub use rescore::{rescore, rescore_all};
pub use show::{detail, list, view};
pub use take_in::{Unanswered, answered_elsewhere, end_answered, join_threads, renew_windows, take_in};
pub use tick::tick;
pub use undo::undo;
