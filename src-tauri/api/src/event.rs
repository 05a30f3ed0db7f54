//! What the page is told without having asked. Changes are tags only: the host asks again, so a lost event costs freshness and
//! never truth.

use crate::ItemId;
use serde::{Deserialize, Serialize};

/// Which part of what is stored has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    Queue,
    Outbox,
    Connections,
    /// Contacts, companies, deals, and what is noted of them.
    People,
    Settings,
    Problems,
    /// Another process wrote to the same workspace; anything may have changed.
    Everything,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Of the engine: this part of what is stored has changed.
    Changed(Tag),
    /// Of the shell: a link or a notification leads to this item.
    Show(ItemId),
    /// Of the shell: this item was snoozed from its notification.
    Snoozed(ItemId),
    /// Of the shell: this item was to be snoozed from its notification, and could not be.
    NotSnoozed(ItemId),
    /// Of the shell: a link was followed that leads to no item.
    BadLink,
    /// Of the shell: it waits for the operator's answer.
    Ask(Question),
    /// Of the shell: a newer version can be installed.
    UpdateFound,
    /// Of the shell: the operator asked outside of the window whether there is a newer version.
    CheckForUpdates,
}

/// What the operator is asked before the window goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// The window was closed for the first time: is the application to keep running?
    Close,
    /// The application is to end while approved actions wait.
    Quit,
}
