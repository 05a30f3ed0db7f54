//! What ranking tells beside the queue itself: what other weights would change, and what became hot.

use crate::{ItemId, ItemView, views::two_decimals};
use serde::{Deserialize, Serialize};

/// The top of the queue as other weights would have it. Nothing is changed by looking.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WeightsPreview {
    /// The first ten under the other weights, best first.
    pub items: Vec<Moved>,
}

/// An item and its place under other weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// As it stands now.
    pub item: ItemView,
    /// Its place in the queue now, from 1.
    pub rank_before: u32,
    /// Its place under the other weights, from 1.
    pub rank_after: u32,
    /// Its score under the other weights, 0 to 100.
    #[serde(serialize_with = "two_decimals")]
    pub score_after: f64,
}

/// Something that the operator is told outside of the window. Never holds a word of a mail's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// The item to open; none where it is about several.
    pub item: Option<ItemId>,
    /// Who, and their company; or how many items.
    pub title: String,
    /// What is proposed, and why; or who.
    pub body: String,
}
