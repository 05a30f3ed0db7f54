//! What requests about the queue as a whole answer with.

use crate::{ItemId, TabCount, Time};
use serde::{Deserialize, Serialize};

/// The whole of a tab in its order, as ids: what a list of any length scrolls over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// All items that were asked for, in order.
    pub ids: Vec<ItemId>,
    /// How many items stand in each tab, whatever was filtered.
    pub tabs: Vec<TabCount>,
    /// How long the open queue takes at the operator's own pace, in minutes; none while that is not known.
    pub minutes: Option<u32>,
}

/// What became of many items that were decided about at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulk {
    /// Those that moved, in the order asked; one undo takes all of them back.
    pub done: Vec<ItemId>,
    /// Those that stayed as they were.
    pub refused: Vec<RefusedItem>,
    /// When those that were snoozed wake; none for another decision, and where none was snoozed.
    #[serde(default)]
    pub snoozed_until: Option<Time>,
}

/// What plain words say of until when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Until {
    /// The moment that they mean; none where they mean no moment to come.
    pub at: Option<Time>,
    /// Why they mean none, in a few words; empty where they do.
    pub why_not: String,
}

/// An item that could not be decided about with the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedItem {
    pub item: ItemId,
    /// Why, in words.
    pub words: String,
}
