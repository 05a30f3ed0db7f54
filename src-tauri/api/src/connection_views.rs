//! What is signed in to, read, and sent through; and how a sign-in goes.

use crate::signal::wire;
use crate::{ConnectionId, SignInId, Time};
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
    /// What is wrong, and what to do.
    pub error: Option<String>,
    /// How many mails were read, or meetings that stand where it is a calendar.
    pub n_messages: u64,
    /// How many of them were read since the operator's day began.
    #[serde(default)]
    pub n_today: u64,
    /// By which sign-in it is asked; none for what needs none.
    #[serde(default)]
    pub sign_in: Option<SignInId>,
    /// Whether what is approved can go out through it: mail, or meetings where it is a calendar.
    #[serde(default)]
    pub sends: Sends,
    /// How many of them went out since the operator's day began.
    #[serde(default)]
    pub n_sent_today: u64,
    /// How far its first reading is, while that goes on.
    #[serde(default)]
    pub progress: Option<Progress>,
    /// What was chosen for it.
    #[serde(default)]
    pub options: ConnectionOptions,
    /// What its token is not allowed, and what is left out because of that; none where nothing is.
    #[serde(default)]
    pub narrowed: Option<String>,
    /// In whose name it reads and speaks, and what follows; none where that goes without saying.
    #[serde(default)]
    pub access: Option<String>,
}

/// How far a first reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub n_done: u64,
    /// None while nobody has counted yet.
    pub n_expected: Option<u64>,
}

wire! {
    /// How a connection stands.
    ConnectionState {
        Fresh = "fresh",
        /// Not read yet.
        Waiting = "waiting",
        /// Its first reading goes on.
        Reading = "reading",
        /// The operator stopped its first reading; what was read stays, and it can be read on.
        Stopped = "stopped",
        /// The last reading failed; what was read before stays.
        Failing = "failing",
        /// The service wants the operator to sign in again.
        SignInAgain = "sign_in_again",
        /// The operator disconnected it. What it read stays.
        Disconnected = "disconnected",
    }
}

wire! {
    /// Whether what is approved can go out through a connection.
    #[derive(Default)]
    Sends {
        #[default]
        Never = "never",
        Yes = "yes",
        /// It could, once the operator allows it at the service.
        NotAllowed = "not_allowed",
    }
}

/// What can be chosen for a connection; what is not said is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConnectionOptions {
    /// How far back the first reading goes, in days; 90 as usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth_days: Option<u32>,
    /// How often it is read, in minutes, 1 to 60; 5 as usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every_minutes: Option<u32>,
    /// Only mail with one of these labels is read, where any are named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_labels: Vec<String>,
    /// Mail with one of these labels is not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_labels: Vec<String>,
    /// Only mail from and to these domains is read, where any are named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_domains: Vec<String>,
    /// Mail from and to these domains is not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_domains: Vec<String>,
    /// Calendars that are read, by their ids; the main one as usual.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<String>,
    /// Channels of a chat that are read, by name or id; all that it is a member of where none are named. Direct messages always are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// Mail that is sent to people whom a CRM knows is kept there as well; off as usual. The approval of the mail says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub logs_mail: bool,
    /// What the service lets one mailbox ask in a minute, in its quota units; 6,000 as usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota_per_minute: Option<u32>,
}

/// A calendar of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarChoice {
    /// As the options name it; `primary` for the main one.
    pub id: String,
    pub name: String,
    pub is_main: bool,
    pub is_read: bool,
}

wire! {
    /// What a sign-in asks for.
    Grant {
        Read = "read",
        /// Mail.
        Send = "send",
        /// Meetings, in a calendar.
        Book = "book",
    }
}

/// A sign-in that was begun: the operator opens the address in their browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInStarted {
    /// Its name, for as long as it goes on.
    pub attempt: String,
    pub address: String,
    /// Where the browser brings the answer.
    pub redirect: String,
    pub until: Time,
}

/// How a sign-in went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SignInOutcome {
    /// The browser has not come back yet.
    Waiting,
    Done {
        /// The mailbox that was signed in to.
        address: String,
        connections: Vec<ConnectionId>,
    },
    Failed {
        /// Why, and what to do.
        words: String,
        /// Somebody else signed in than before: the mailbox before, and the one of now. Nothing was changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other: Option<OtherMailbox>,
    },
}

/// Another mailbox was signed in to than the one that was connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherMailbox {
    pub before: String,
    pub now: String,
}

/// A mailbox that takes mail by SMTP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpServer {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// Empty where the server wants none.
    #[serde(default)]
    pub user: String,
}

wire! {
    /// How a server is spoken to without others listening.
    Security {
        /// Encrypted from the first byte, usually port 465.
        Tls = "tls",
        /// Encrypted after a greeting, usually port 587.
        StartTls = "starttls",
        /// In the open; only to this machine.
        None = "none",
    }
}
