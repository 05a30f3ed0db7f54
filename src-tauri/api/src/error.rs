//! What a request answers when it cannot do what was asked.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a request failed, where a caller acts on the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No such request, item, action or file.
    NotFound,
    /// The input cannot be used as it is; `field` names it where there is one.
    Invalid,
    /// What was asked no longer fits the state of the row: the window reads it again.
    Conflict,
    /// A check holds the approval; the message says what to do about it.
    Held,
    /// The workspace cannot be used: newer version, no permission, full disk.
    Unavailable,
    /// A fault of ours. Nothing was changed.
    Internal,
}

/// A failed request, in words that the operator can act on. Never carries a secret or the body of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    pub code: Code,
    /// What happened and what to do next.
    pub message: String,
    /// The field of the request that is at fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl ApiError {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None }
    }

    #[must_use]
    pub fn on(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ApiError {}
