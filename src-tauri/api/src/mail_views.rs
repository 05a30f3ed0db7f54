//! What a single mail is shown with.

use crate::{Attachment, MessageId, Time};
use serde::{Deserialize, Serialize};

/// One mail with all that stands on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageDetail {
    pub id: MessageId,
    /// Written by the operator.
    pub is_own: bool,
    /// As the mail gives it; may be empty.
    pub from_name: String,
    /// Lower case; empty where a machine gave none.
    pub from_address: String,
    pub to: Vec<ContactLine>,
    pub cc: Vec<ContactLine>,
    pub subject: String,
    /// The writer's own words, without quotes and signature.
    pub text: String,
    /// What they quoted from earlier mails; may be empty.
    pub quoted: String,
    /// What stands below their words; may be empty.
    pub signature: String,
    pub sent_at: Time,
    pub attachments: Vec<Attachment>,
    /// It has an HTML part, so that `mail_page` shows more than its text.
    pub has_html: bool,
}

/// Somebody as they stand on a mail, whether or not they are a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLine {
    /// As the mail gives it; may be empty.
    pub name: String,
    /// Lower case.
    pub address: String,
}

/// A mail as a page that can be shown in a frame: nothing in it runs, and nothing is fetched by showing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailHtml {
    /// A whole document, with a content security policy of its own.
    pub html: String,
    /// Pictures of other places that were left out.
    pub n_remote: u32,
    /// How many of these are of one dot: nobody would see them, they tell the sender that the mail was read. Never fetched.
    pub n_dots: u32,
}
