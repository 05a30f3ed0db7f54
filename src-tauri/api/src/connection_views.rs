//! What is read, how far, and what is wrong with it.

use crate::signal::wire;
use crate::{ConnectionId, Time};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionView {
    pub id: ConnectionId,
    pub name: String,
    pub kind: String,
    pub state: ConnectionState,
    /// The newest thing that was read is from then.
    pub read_up_to: Option<Time>,
    pub last_success_at: Option<Time>,
    pub error: Option<String>,
    pub n_messages: u64,
    /// How many of them were read since the operator's day began.
    #[serde(default)]
    pub n_today: u64,
}

wire! {
    /// How a connection stands.
    ConnectionState {
        Fresh = "fresh",
        /// Not read yet.
        Waiting = "waiting",
        /// The last reading failed; what was read before stays.
        Failing = "failing",
    }
}
