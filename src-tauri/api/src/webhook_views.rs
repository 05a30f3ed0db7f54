//! Sources that post to this machine by themselves, as forms do, and what became of what they posted.

use crate::signal::wire;
use crate::{ConnectionId, PostId, Secret, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is called how: `kind` is a word or a pointer, all others are JSON pointers (RFC 6901). `id`, `email`, `name`, `company` and
/// `text` have a meaning; others are shown under the name that they have here.
pub type Mapping = BTreeMap<String, String>;

wire! {
    /// How a post proves where it comes from.
    #[derive(Default)]
    Proof {
        /// `X-Signature-256: sha256=<hex>`, HMAC-SHA256 over the raw body.
        #[default]
        Sha256 = "sha256",
        /// `Authorization: Bearer <secret>`.
        Bearer = "bearer",
        /// HubSpot's signature, version 3.
        Hubspot = "hubspot",
        /// Slack's signature, version 0.
        Slack = "slack",
    }
}

wire! {
    /// Why a post was turned away. Of the body nothing is kept.
    Refused {
        NoSignature = "no_signature",
        BadSignature = "bad_signature",
        /// Its signature is right, and older than five minutes or from the future.
        OldSignature = "old_signature",
        /// The source is switched off.
        SwitchedOff = "switched_off",
        /// No source has this name.
        UnknownName = "unknown_name",
        /// The request names a host that is neither this machine nor listed.
        OtherHost = "other_host",
        TooLarge = "too_large",
        TooSlow = "too_slow",
        /// Neither JSON nor a form.
        OtherMedia = "other_media",
        /// It says that it is JSON or a form, and is not.
        Unreadable = "unreadable",
        /// The secret cannot be had at the moment; whoever posts tries again.
        Locked = "locked",
        /// More came at once than can be kept; whoever posts tries again.
        Busy = "busy",
        /// It is kept already.
        Replay = "replay",
        /// Its id is that of another post, and what it says is not.
        SameId = "same_id",
    }
}

wire! {
    /// How the listener stands.
    Listening {
        Off = "off",
        /// It listens in this process.
        On = "on",
        /// It is switched on and waits for whoever runs in the background to start it.
        NotHere = "not_here",
        /// Another program has the port.
        PortTaken = "port_taken",
    }
}

/// What listens for posts, and every source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhooks {
    pub listening: Listening,
    pub port: u16,
    /// How it stands, and what to do.
    pub words: String,
    pub sources: Vec<WebhookView>,
    /// What was turned away and belongs to no source.
    pub refusals: Vec<RefusalView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookView {
    pub id: ConnectionId,
    /// The last part of its address.
    pub name: String,
    pub is_on: bool,
    pub proof: Proof,
    /// Where the service posts to, where that is not the address below; HubSpot's signature is over it.
    pub public_url: String,
    /// Where it is reached on this machine.
    pub address: String,
    pub mapping: Mapping,
    pub n_posts: u64,
    pub n_today: u64,
    /// Posts in which the mapping finds nobody; they are kept for another try.
    pub n_unmapped: u64,
    /// What it did not find in the newest of them.
    pub unmapped_words: Option<String>,
    pub last_post_at: Option<Time>,
    pub refusals: Vec<RefusalView>,
    /// The secret, where one was made just now: it is never shown again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_secret: Option<Secret>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalView {
    pub reason: Refused,
    pub words: String,
    pub n: u64,
    /// Since the operator's day began.
    pub n_today: u64,
    pub last_at: Time,
}

/// What a post becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormView {
    /// None for a sample.
    #[serde(default)]
    pub post: Option<PostId>,
    /// The source that it came through.
    pub source: String,
    /// What it is called, as `Demo request`; may be empty.
    pub kind: String,
    pub email: String,
    pub name: String,
    pub company: String,
    pub text: String,
    /// What else is shown, in the order of the mapping.
    pub fields: Vec<FormField>,
    /// None for a sample.
    #[serde(default)]
    pub arrived_at: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormField {
    pub name: String,
    pub value: String,
}

/// What a mapping makes of a sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedPost {
    /// None where the mapping finds nobody.
    pub form: Option<FormView>,
    /// By what the post would be told from others; none where its content tells.
    pub id: Option<String>,
    /// What it becomes, or what is missing.
    pub words: String,
}
