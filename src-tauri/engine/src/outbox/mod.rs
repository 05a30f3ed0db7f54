//! From an approval to the outside world: approvals, gates, and the one function that sends.

mod approvals;
mod decide;
pub mod gates;
mod log;
mod practice;
mod send;
mod show;

pub use approvals::{ApprovedAction, approve};
pub use decide::{cancel, look_again, resolve, set_kill_switch, switch_practice};
pub use log::log;
pub use send::send;
pub use show::{counts, kill_switch, list, of_item, read, view};

/// The destination of everything while practice mode is on.
pub(crate) const PRACTICE: &str = "practice";
/// The destination of what nothing that was connected could carry out.
const NOWHERE: &str = "none";
