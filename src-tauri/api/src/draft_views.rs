//! What requests about drafts and the texts that they are made of answer with.

use crate::signal::wire;
use crate::{Author, ClaimId, Details, Recipient, TemplateId, Time};
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
    /// Of a meeting, what is typed as its time and was not taken yet.
    #[serde(default)]
    pub when: String,
    /// Of a meeting, what is typed as its place; none where nothing is.
    #[serde(default)]
    pub place: Option<String>,
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

/// The deal that an item is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealOfItem {
    pub id: crate::DealId,
    /// May be empty.
    pub name: String,
    /// Empty where it stands in none that is known.
    pub stage: String,
}

/// A stage to which a deal can be moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageChoice {
    pub id: crate::StageId,
    pub name: String,
    pub pipeline: String,
    /// It is in the pipeline in which the deal stands.
    pub is_of_its_pipeline: bool,
    /// The deal stands in it.
    pub is_now: bool,
}

/// One reason why an approval is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    pub code: HoldCode,
    pub claim: Option<ClaimId>,
    pub words: String,
}

wire! {
    /// The content checks by name.
    HoldCode {
        NoRecipient = "no_recipient",
        UnknownRecipient = "unknown_recipient",
        ReplyToElsewhere = "reply_to_elsewhere",
        SuppressedRecipient = "suppressed_recipient",
        BadAddress = "bad_address",
        NoSender = "no_sender",
        EmptySubject = "empty_subject",
        EmptyBody = "empty_body",
        BadHeader = "bad_header",
        Placeholder = "placeholder",
        PersonalNumber = "personal_number",
        /// What it changes is not as it was when the operator saw it.
        RecordChanged = "record_changed",
        ClaimWithoutSource = "claim_without_source",
        /// A meeting without a time, or with one that is past.
        BadTime = "bad_time",
        // First mails that an agent wrote.
        SubjectLength = "subject_length",
        ShortBody = "short_body",
        BannedPhrase = "banned_phrase",
        NoOptOut = "no_opt_out",
        NoPostalAddress = "no_postal_address",
    }
}

/// A text of the operator's that they use again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub id: TemplateId,
    /// One line, unlike that of any other.
    pub name: String,
    pub body: String,
}
