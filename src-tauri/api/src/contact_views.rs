//! What is known of somebody with whom the operator corresponds.

use crate::{Suppression, Time};
use serde::{Deserialize, Serialize};

/// The correspondence with one contact in figures, and what stands in its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// Mails of theirs, whatever their kind.
    pub n_received: u64,
    /// The operator's mails to them.
    pub n_sent: u64,
    /// The oldest mail of either side.
    pub first_at: Option<Time>,
    /// The newest mail of either side.
    pub last_at: Option<Time>,
    /// The median time until they answered the operator's mails, in milliseconds; none where they never did.
    pub answers_after_ms: Option<i64>,
    /// When they last asked not to be written to.
    pub opted_out_at: Option<Time>,
    /// When an automatic answer said that they no longer work there.
    pub left_at: Option<Time>,
    /// Until when they are, or were, away.
    pub away_until: Option<Time>,
    /// The entry by which nothing may go to the address under which they are shown.
    pub suppressed: Option<Suppression>,
}
