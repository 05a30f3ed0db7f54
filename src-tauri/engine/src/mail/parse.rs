//! One mail, from bytes to a plain value.
//!
//! mail-parser finds the structure. Bodies are decoded here, and only those that are read: attachments are counted and
//! never opened, and an attached mail stays an attachment. That is also what keeps the stack flat, because the parser
//! calls itself only for attached mails that are encoded, and it is not shown the encodings.

use std::sync::LazyLock;

use mail_parser::{HeaderName, Message, MessageParser, MessagePart, PartType};

use super::body::{self, Body};
use super::bounce::Bounce;
use super::headers::{self, Fields, Mailbox};
use super::kind::{self, Kind};
use super::{decode, guard};

/// The largest mail that is read, in bytes.
pub const MAIL_LIMIT: usize = 64 << 20;
/// The longest text that is kept of one mail, in bytes; the rest is cut at a character.
pub const TEXT_LIMIT: usize = 1 << 20;
/// The longest header block that is kept as text, in bytes.
const RAW_HEADER_LIMIT: usize = 64 << 10;
/// The longest subject or attachment name that is kept, in characters.
pub(super) const LINE_LIMIT: usize = 998;

/// A mail as it reads. All text is UTF-8 without control characters; line ends are `\n`.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedMail {
    /// Without angle brackets. None where the mail has none or it could not stand in a header.
    pub message_id: Option<String>,
    /// Message-IDs that this mail answers, without brackets.
    pub in_reply_to: Vec<String>,
    /// Message-IDs of the conversation so far, oldest first, without brackets.
    pub references: Vec<String>,
    /// Who wrote it: From, else Sender; not the group that passed it on under its own address. None only in automatic mail,
    /// whose senders are often no address (`MAILER-DAEMON`).
    pub from: Option<Mailbox>,
    pub reply_to: Vec<Mailbox>,
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub bcc: Vec<Mailbox>,
    /// Addresses, in lower case, that a server delivered this mail for.
    pub delivered_to: Vec<String>,
    /// Decoded, in one line; empty where there is none.
    pub subject: String,
    /// Unix milliseconds.
    pub date_ms: Option<i64>,
    /// The sender's offset from UTC, where the mail says it.
    pub date_offset_minutes: Option<i32>,
    /// The readable text: the plain parts, else the HTML as text, quotes and signature included.
    pub text: String,
    /// Whether `text` or `html` had to be cut to its limit.
    pub text_cut: bool,
    /// The HTML body as sent. Not safe to show as it stands.
    pub html: Option<String>,
    pub attachments: Vec<Attachment>,
    /// Whether a person wrote this mail, or what else it is.
    pub kind: Kind,
    /// What a bounce says; Some only where `kind` is Bounce and the mail says how it failed.
    pub bounce: Option<Bounce>,
    /// The hosts, in lower case, of the lists that this mail came through, where nothing but these makes it bulk. See `kind_for`.
    pub lists: Vec<String>,
    /// The header block, at most 64 KiB of it.
    pub raw_headers: String,
}

impl ParsedMail {
    /// Whether a machine wrote or multiplied this mail: an answer would reach nobody.
    pub fn is_automatic(&self) -> bool {
        self.kind != Kind::Person
    }

    /// The kind of this mail for whom the hosts are for which `owns` holds. A group address of their own passes on what people
    /// write to it and marks that as a list does; what came through nobody else's list is as good as written to them.
    pub fn kind_for(&self, owns: impl Fn(&str) -> bool) -> Kind {
        let is_own_group = !self.lists.is_empty() && self.lists.iter().all(|host| owns(host));
        if is_own_group { Kind::Person } else { self.kind }
    }
}

/// What is known of an attachment without opening it. Invitations (`text/calendar`) and attached mails are attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// In one line; empty where it has none. As the sender gave it: not safe as a path.
    pub name: String,
    /// In lower case, such as `application/pdf`.
    pub media_type: String,
    /// Bytes, once decoded.
    pub size: u64,
}

/// Why bytes could not be read as a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("this is not a mail: it has no From, Date, Subject or Message-ID")]
    NotMail,
    #[error("the mail does not say who sent it")]
    NoSender,
    #[error("the mail is larger than {} MB", limit >> 20)]
    TooLarge { limit: usize },
    #[error("the headers of the mail are larger than {} MB", limit >> 20)]
    HeadersTooLarge { limit: usize },
    #[error("the mail has more parts within parts than can be followed")]
    TooTangled,
    #[error("the mail is broken in a way that could not be read")]
    Broken,
}

impl Unreadable {
    /// The reason as a stable word, for tables and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Unreadable::Empty => "empty",
            Unreadable::NotMail => "not_mail",
            Unreadable::NoSender => "no_sender",
            Unreadable::TooLarge { .. } => "too_large",
            Unreadable::HeadersTooLarge { .. } => "headers_too_large",
            Unreadable::TooTangled => "too_tangled",
            Unreadable::Broken => "broken",
        }
    }
}

static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
    MessageParser::new()
        .header_content_type(HeaderName::ContentType)
        .header_content_type(HeaderName::ContentDisposition)
        // Hidden from the parser: see the top of this file. The field is read from its bytes when a part is decoded.
        .ignore_header(HeaderName::ContentTransferEncoding)
        .header_date(HeaderName::Date)
        .header_text(HeaderName::Subject)
        .header_address(HeaderName::From)
        .header_address(HeaderName::Sender)
        .header_address(HeaderName::ReplyTo)
        .header_address(HeaderName::To)
        .header_address(HeaderName::Cc)
        .header_address(HeaderName::Bcc)
        .header_id(HeaderName::MessageId)
        .header_id(HeaderName::InReplyTo)
        .header_id(HeaderName::References)
        .default_header_raw()
});

/// Reads one mail (RFC 5322, MIME by RFC 2045 to 2047 and 2231) from its bytes.
///
/// # Errors
/// A named reason where the bytes are no mail, say no sender, or go over a limit. Never panics.
pub fn parse(raw: &[u8]) -> Result<ParsedMail, Unreadable> {
    if raw.len() > MAIL_LIMIT {
        return Err(Unreadable::TooLarge { limit: MAIL_LIMIT });
    }
    let raw = guard::tidy(raw)?;
    if raw.trim_ascii().is_empty() {
        return Err(Unreadable::Empty);
    }
    guard::check(&raw)?;
    // The parser is not ours and promises not to panic; one mail for which it does must not end the import of the rest.
    let message =
        std::panic::catch_unwind(|| PARSER.parse(raw.as_ref())).map_err(|_| Unreadable::Broken)?.ok_or(Unreadable::NotMail)?;
    let mail = read(&message);
    dismantle(message);
    mail
}

/// Frees attached mails one by one. Left to itself, Rust frees what is nested by calling itself, and a chain of a
/// hundred thousand attached mails would end the process.
fn dismantle(message: Message<'_>) {
    let mut left = vec![message];
    while let Some(message) = left.pop() {
        left.extend(message.parts.into_iter().filter_map(|part| match part.body {
            PartType::Message(inner) => Some(inner),
            _ => None,
        }));
    }
}

fn read(message: &Message<'_>) -> Result<ParsedMail, Unreadable> {
    let root = message.parts.first().ok_or(Unreadable::NotMail)?;
    let fields = &Fields::of(&root.headers);
    if !["From", "Date", "Subject", "Message-ID"].iter().any(|name| fields.has(name)) {
        return Err(Unreadable::NotMail);
    }
    let subject = decode::one_line(fields.text("Subject").unwrap_or_default(), LINE_LIMIT);
    let from = headers::author(fields);
    let to = headers::mailboxes(fields, "To");
    let body = Body::of(message);
    let seen = kind::Seen { message, fields, subject: &subject, from: from.as_ref(), to: &to, text: &body.text };
    let kind::Decided { kind, bounce, lists } = kind::decide(&seen);
    if from.is_none() && kind == Kind::Person {
        return Err(Unreadable::NoSender);
    }
    let (date_ms, date_offset_minutes) = headers::date(fields);
    Ok(ParsedMail {
        message_id: headers::message_ids(fields, "Message-ID").into_iter().next(),
        in_reply_to: headers::message_ids(fields, "In-Reply-To"),
        references: headers::message_ids(fields, "References"),
        from,
        reply_to: headers::mailboxes(fields, "Reply-To"),
        to,
        cc: headers::mailboxes(fields, "Cc"),
        bcc: headers::mailboxes(fields, "Bcc"),
        delivered_to: headers::delivered_to(fields),
        subject,
        date_ms,
        date_offset_minutes,
        text: body.text,
        text_cut: body.cut,
        html: body.html,
        attachments: body::attachments(message, &body.read),
        kind,
        bounce,
        lists,
        raw_headers: raw_headers(message, root),
    })
}

fn raw_headers(message: &Message<'_>, root: &MessagePart<'_>) -> String {
    let block = message.raw_message.get(..root.offset_body as usize).unwrap_or_default();
    let block = block.get(..RAW_HEADER_LIMIT).unwrap_or(block);
    let mut text = std::str::from_utf8(block).map_or_else(|_| decode::clean(&String::from_utf8_lossy(block)), decode::clean);
    decode::cut(&mut text, RAW_HEADER_LIMIT);
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests;
