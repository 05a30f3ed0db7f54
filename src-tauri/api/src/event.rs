//! What the engine tells its host. Tags only: the host asks again, so a lost event costs freshness and never truth.

use serde::{Deserialize, Serialize};

/// Which part of what is stored has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    Queue,
    Outbox,
    Connections,
    Settings,
    Problems,
    /// Another process wrote to the same workspace; anything may have changed.
    Everything,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Changed(Tag),
}
