//! The queue: items, their states and moves, and what the operator does with them.

mod adopt;
mod background;
mod bulk;
mod by_hand;
mod decide;
mod ends;
mod hot;
mod moves;
mod preview;
mod rank;
mod rescore;
mod settle;
mod show;
mod take_in;
mod tick;
mod undo;
mod wake;

pub use bulk::{dismiss_many, finish_many, snooze_many, wake_many};
pub use by_hand::open_with_draft;
pub(crate) use decide::{covering, existing};
pub use decide::{dismiss, finish, read_until, reopen, retry, snooze, until_of};
pub use ends::supersede;
pub use hot::pass_over;
pub use moves::{Change, apply, back_to_review, end_by_action};
pub use preview::preview;
pub use rank::rank;
pub use rescore::{rescore, rescore_all};
pub use settle::{Opened, renew_windows};
pub use show::{detail, lines, list, open, view, views};
pub use take_in::{About, Judged, join_threads, mail_pile, take_in};
pub use tick::tick;
pub use undo::undo;
pub use wake::wake;
