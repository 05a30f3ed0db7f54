//! What came in and what was done, row by row.

use crate::{Actor, CompanyRef, ContactRef, ItemId, MessageId, SignalId, SignalKind, Time};
use serde::{Deserialize, Serialize};

/// A stored signal, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalLine {
    pub id: SignalId,
    pub kind: SignalKind,
    /// When it happened outside.
    pub occurred_at: Time,
    /// When it was noticed here.
    pub stored_at: Time,
    pub contact: Option<ContactRef>,
    pub company: Option<CompanyRef>,
    /// Where it was observed: the name of the connection.
    pub connection: String,
    /// The mail that it was read from.
    pub message: Option<MessageId>,
    /// The words of that mail that made it a signal; may be empty.
    pub excerpt: String,
    /// What it is.
    pub words: String,
    /// What became of it.
    pub became: String,
    /// The newest item that it speaks for.
    pub item: Option<ItemId>,
}

/// A page of the signals, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalPage {
    pub signals: Vec<SignalLine>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// A row of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// Its place in the chain, from 1.
    pub id: i64,
    pub at: Time,
    pub actor: Actor,
    /// What happened, as a code: `item_moved`.
    pub event: String,
    /// The row that it happened to, as in `item:12`; may be empty.
    pub subject: String,
    /// Codes and ids that belong to it, as in `review>approved`; may be empty.
    pub detail: String,
    /// What happened, in words: `You approved the mail to Mara Lindqvist`.
    pub words: String,
    /// The same without who did it.
    #[serde(default)]
    pub deed: String,
    /// The SHA-256 of this row and of all before it, in hexadecimal.
    pub hash: String,
}

/// The newest row of the ledger, from which all others follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerHead {
    /// Its place in the chain, from 1.
    pub id: i64,
    /// Its hash, in hexadecimal. Kept elsewhere, it shows later whether anything up to it was changed.
    pub hash: String,
}

/// A page of the ledger, the newest row first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerPage {
    pub rows: Vec<LedgerLine>,
    /// Every event that the ledger holds, by name.
    pub events: Vec<String>,
    /// The newest row of all, whatever was asked for; none of an empty ledger.
    pub head: Option<LedgerHead>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}
