//! Conversations in a chat, as they are shown.

use crate::Time;
use serde::{Deserialize, Serialize};

/// What was said in one place: a thread of a channel, or with one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatThread {
    /// `#deals`, `direct message with Ana Duarte`.
    pub place: String,
    /// The newest messages, oldest first.
    pub lines: Vec<ChatLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatLine {
    /// Its row; a draft cites it by this.
    pub id: i64,
    pub who: String,
    /// The operator, or a bot that speaks for them.
    pub is_own: bool,
    pub is_bot: bool,
    /// Plain words. Empty where it was taken back.
    pub text: String,
    pub is_gone: bool,
    pub sent_at: Time,
}
