//! What a token has to be allowed for what we do, what is left out where it is not, and in whose name it speaks.

use crate::chats::BOT;
use crate::connectors::tokens;
use crate::store::sign_ins::Row;
use crate::store::{Conn, vault};
use api::text;

pub const POST: &str = "chat:write";
pub const USERS: &str = "users:read";
pub const ADDRESSES: &str = "users:read.email";

/// Conversations of a kind, with what a token needs to list and to read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// As Slack calls them where they are listed.
    pub types: &'static str,
    pub list: &'static str,
    pub history: &'static str,
}

pub const KINDS: &[Kind] = &[
    Kind { types: "im", list: "im:read", history: "im:history" },
    Kind { types: "public_channel", list: "channels:read", history: "channels:history" },
    Kind { types: "private_channel", list: "groups:read", history: "groups:history" },
    Kind { types: "mpim", list: "mpim:read", history: "mpim:history" },
];

/// Each with what it is for.
pub const NEEDED: &[(&str, &str)] = &[
    ("im:read", "finding direct messages"),
    ("im:history", "reading direct messages"),
    ("channels:read", "finding channels"),
    ("channels:history", "reading channels"),
    ("groups:read", "finding private channels"),
    ("groups:history", "reading private channels"),
    ("mpim:read", "finding group messages"),
    ("mpim:history", "reading group messages"),
    (USERS, "names"),
    (ADDRESSES, "addresses, by which people are matched to contacts"),
    (POST, "posting"),
];

/// All that is needed, with spaces between.
pub fn all() -> String {
    NEEDED.iter().map(|(scope, _)| *scope).collect::<Vec<_>>().join(" ")
}

/// What a token is not allowed, in words; none where it may do all that is needed.
pub fn narrowed(sign_in: &Row) -> Option<String> {
    let missing: Vec<(&str, &str)> = NEEDED.iter().filter(|(scope, _)| !sign_in.allows(scope)).copied().collect();
    (!missing.is_empty()).then(|| text::slack_narrowed(&missing))
}

/// In whose name a sign-in reads and posts, and whether what is said comes in at once.
pub async fn access(conn: &mut Conn, sign_in: &Row) -> anyhow::Result<String> {
    let is_live = vault::sealed(conn, &sign_in.owner(), tokens::APP).await?.is_some();
    Ok(text::slack_access(&sign_in.address, sign_in.client_id == BOT, is_live))
}
