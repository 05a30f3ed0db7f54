//! The states of items and of actions, and the one table of moves that are allowed between them.
//!
//! The database holds the same table in triggers; a test compares the two over every pair.

use crate::signal::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// The state of a queue item.
    ItemState {
        New = "new",
        Drafting = "drafting",
        Review = "review",
        Failed = "failed",
        Snoozed = "snoozed",
        Approved = "approved",
        Done = "done",
        Dismissed = "dismissed",
        Expired = "expired",
        Superseded = "superseded",
    }
}

impl ItemState {
    /// Listed in the queue.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Drafting | Self::Review | Self::Failed)
    }

    /// Whether the table of states has a row that leads from this state to `to`. A snoozed, dismissed or finished item may
    /// only go back to what it was, which the row itself knows; an item ended by a sent mail goes nowhere.
    pub const fn may_become(self, to: Self) -> bool {
        use ItemState::{Approved, Dismissed, Done, Drafting, Expired, Failed, New, Review, Snoozed, Superseded};
        match self {
            New | Failed => matches!(to, Drafting | Snoozed | Dismissed | Done | Superseded | Expired),
            Drafting => matches!(to, Review | Failed | Superseded | Expired),
            Review => matches!(to, Drafting | Approved | Snoozed | Dismissed | Done | Superseded | Expired),
            Snoozed => matches!(to, New | Review | Failed | Superseded),
            Approved => matches!(to, Review | Done),
            Dismissed | Done => matches!(to, New | Review | Failed),
            Expired | Superseded => matches!(to, Review),
        }
    }
}

wire! {
    /// The state of an approved action.
    OutboxState {
        Held = "held",
        Sending = "sending",
        Sent = "sent",
        Failed = "failed",
        /// It may have gone; only the operator can say.
        Unsure = "unsure",
        Cancelled = "cancelled",
    }
}

impl OutboxState {
    pub const fn may_become(self, to: Self) -> bool {
        use OutboxState::{Cancelled, Failed, Held, Sending, Sent, Unsure};
        match self {
            Held => matches!(to, Sending | Cancelled),
            Sending => matches!(to, Sent | Failed | Unsure),
            Unsure => matches!(to, Sent | Held),
            Sent | Failed | Cancelled => false,
        }
    }

    /// Still to be carried out or decided.
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Held | Self::Sending | Self::Unsure)
    }
}

wire! {
    /// How an item came to be done.
    EndedHow {
        ByHand = "by_hand",
        Sent = "sent",
        Practised = "practised",
    }
}

wire! {
    /// A split of the queue.
    Tab {
        /// Everything but new senders and what is snoozed.
        All = "all",
        Replies = "replies",
        Deals = "deals",
        Meetings = "meetings",
        FollowUps = "follow_ups",
        /// People who wrote for the first time, to be let in or kept out.
        NewSenders = "new_senders",
        Snoozed = "snoozed",
    }
}

wire! {
    /// In which order the queue is read.
    Sort {
        /// Highest score first, then earlier due, then older.
        Score = "score",
        /// Earliest due first.
        Due = "due",
        /// What was opened last first.
        Newest = "newest",
        /// By the name of the contact, or their address where the name is not known; items with nobody last.
        Name = "name",
    }
}
