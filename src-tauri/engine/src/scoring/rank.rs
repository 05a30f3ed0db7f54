//! The order of the queue: total and repeatable, so that no item jumps between two looks at the same facts.

use api::{ItemId, Time};
use std::cmp::Ordering;

/// What decides an item's place. The *least* rank stands first, so that a plain sort gives the queue from the top: higher score,
/// then earlier due, then opened earlier, then smaller id. A query that pages through the queue must order by the same four
/// (`aps desc, due_at, opened_at, id`).
#[derive(Clone, Copy, Debug)]
pub struct Rank {
    /// The stored, unrounded score: rounding would make ties that are none.
    pub aps: f64,
    pub due_at: Time,
    pub opened_at: Time,
    pub id: ItemId,
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .aps
            .total_cmp(&self.aps)
            .then_with(|| self.due_at.cmp(&other.due_at))
            .then_with(|| self.opened_at.cmp(&other.opened_at))
            .then_with(|| self.id.cmp(&other.id))
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

// Equality follows the order instead of being derived: a derived one would call a NaN unequal to itself.
impl PartialEq for Rank {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Rank {}
