//! What requests cost, in quota units, as of May 2026 (Gmail API, usage limits).

pub const GET_PROFILE: u32 = 1;
pub const LIST_LABELS: u32 = 1;
pub const LIST_HISTORY: u32 = 2;
pub const LIST_MESSAGES: u32 = 5;
pub const GET_MESSAGE: u32 = 20;
pub const GET_THREAD: u32 = 40;
pub const LIST_DRAFTS: u32 = 5;
pub const GET_DRAFT: u32 = 5;
pub const CREATE_DRAFT: u32 = 10;
pub const DELETE_DRAFT: u32 = 10;
pub const SEND_DRAFT: u32 = 100;
