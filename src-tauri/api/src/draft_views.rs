//! What requests about drafts and the texts that they are made of answer with.

use crate::{Author, Details, Recipient, TemplateId, Time};
use serde::{Deserialize, Serialize};

/// What the operator is typing, as typed: fields as they stand, checked by nobody. It is no revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDraft {
    /// The revision that it was typed over; a newer one came since where the draft's is higher.
    pub revision: u32,
    pub to: String,
    pub cc: String,
    pub bcc: String,
    pub subject: String,
    pub body: String,
    pub kept_at: Time,
}

/// One version of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionView {
    pub revision: u32,
    pub author: Author,
    /// The agent that wrote the draft first.
    pub agent: Option<String>,
    pub made_at: Time,
    pub to: Vec<Recipient>,
    pub cc: Vec<Recipient>,
    pub bcc: Vec<Recipient>,
    pub subject: String,
    pub body: String,
    /// What its action needs beside that; none for a mail.
    #[serde(default)]
    pub details: Option<Details>,
}

/// A text of the operator's that they use again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub id: TemplateId,
    /// One line, unlike that of any other.
    pub name: String,
    pub body: String,
}
