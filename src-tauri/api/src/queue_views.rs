//! What requests about the queue as a whole answer with.

use crate::{ItemId, TabCount};
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
