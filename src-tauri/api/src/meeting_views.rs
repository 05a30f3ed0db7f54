//! Meetings: when and where, and who comes.

use crate::signal::wire;
use crate::{ContactId, MeetingId, Time};
use serde::{Deserialize, Serialize};

wire! {
    /// What somebody said to an invitation.
    #[derive(Default)]
    MeetingResponse {
        /// Nothing yet.
        #[default]
        NeedsAction = "needs_action",
        Accepted = "accepted",
        Tentative = "tentative",
        Declined = "declined",
    }
}

/// A meeting with somebody outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingView {
    pub id: MeetingId,
    /// May be empty.
    pub title: String,
    pub starts_at: Time,
    pub ends_at: Time,
    pub is_all_day: bool,
    /// As the calendar has it; may be empty.
    pub place: String,
    /// Where it is held over the internet; may be empty.
    pub link: String,
    pub is_cancelled: bool,
    /// When the operator said that nobody came; none where they did not.
    pub no_show_at: Option<Time>,
    /// The people outside, in the order of the invitation.
    pub guests: Vec<Guest>,
}

/// Times that are free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slots {
    /// What the other side's zone is called, where it is known.
    pub their_zone: Option<String>,
    /// The earliest first, at most six.
    pub slots: Vec<Slot>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub starts_at: Time,
    pub ends_at: Time,
    /// In the zones of both.
    pub words: String,
}

/// A time for a meeting, as plain words name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingTime {
    /// None where the words name no time to come.
    pub slot: Option<Slot>,
    /// Why not; else empty.
    pub why_not: String,
    /// What stands in the operator's calendars then, in words; empty where nothing does.
    pub busy: String,
    /// The calendars were asked. Without that nobody knows what stands there.
    pub is_looked_up: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    pub contact: ContactId,
    /// May be empty.
    pub name: String,
    pub address: String,
    pub response: MeetingResponse,
}

impl Guest {
    /// The name, or the address of whoever has none.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.address } else { &self.name }
    }
}
