//! Which mail was not delivered, to whom, and whether to try again: from a report of a server (RFC 3464), or its words.
//!
//! Hard ends an address for good, so it is said only where the server says so; what blames the sender, his server or his
//! words is policy, and the address may be as good as ever. Attached mails are not opened but for their Message-ID.

use mail_parser::{Message, MessagePart, MimeHeaders};

use super::headers::comparable;
use super::{body, decode, words};

mod fields;
mod status;

use fields::Group;

/// What a server says became of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    pub severity: Severity,
    /// Whom the mail did not reach, in lower case, at most 50; of several kinds of failure only those of the gravest.
    pub recipients: Vec<String>,
    /// The enhanced status code (RFC 3463) such as `5.1.1`, else the SMTP code; empty where none is given.
    pub status: String,
    /// The Message-ID of the mail that came back, without brackets.
    pub original_id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Not now: the server goes on trying, or the mailbox is full.
    Soft,
    /// Refused for who sent it or what it says.
    Policy,
    /// There is no such address.
    Hard,
}

impl Severity {
    /// The severity as a stable word, for tables and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Hard => "hard",
            Severity::Soft => "soft",
            Severity::Policy => "policy",
        }
    }

    /// The severity for a word of `as_str`.
    pub fn from_wire(word: &str) -> Option<Severity> {
        [Severity::Hard, Severity::Soft, Severity::Policy].into_iter().find(|severity| severity.as_str() == word)
    }
}

/// What a `multipart/report` (RFC 6522) reports.
pub(super) enum Report {
    /// A mail was not delivered, or not yet. None where the report does not say how.
    Failed(Option<Bounce>),
    /// It was.
    Delivered,
    /// Something else: a read receipt (RFC 8098), a complaint (RFC 5965).
    Other,
}

/// Recipients that are kept.
const RECIPIENT_LIMIT: usize = 50;
/// How much of a report is read, in bytes. Real ones need some hundred for each recipient.
const REPORT_LIMIT: usize = 256 << 10;
/// How much of a returned mail is searched for its Message-ID, in bytes.
const ORIGINAL_LIMIT: usize = 64 << 10;
/// How much of a text is searched, in bytes.
const TEXT_LIMIT: usize = 16 << 10;

/// The report that this mail is, if it says that it is one.
pub(super) fn report(message: &Message<'_>) -> Option<Report> {
    let root = message.parts.first()?.content_type()?;
    let is = |is: &str, wanted: &str| is.eq_ignore_ascii_case(wanted);
    if !is(root.ctype(), "multipart") || !root.subtype().is_some_and(|subtype| is(subtype, "report")) {
        return None;
    }
    let part = status_part(message);
    let names_delivery = root.attribute("report-type").is_some_and(|kind| is(kind.trim(), "delivery-status"));
    if part.is_none() && !names_delivery {
        return Some(Report::Other);
    }
    let groups = part.map(|part| fields::groups(&bytes_of(message, part, REPORT_LIMIT))).unwrap_or_default();
    if !groups.is_empty() && groups.iter().all(Group::is_delivered) {
        return Some(Report::Delivered);
    }
    Some(Report::Failed(from_groups(&groups, message)))
}

fn from_groups(groups: &[Group], message: &Message<'_>) -> Option<Bounce> {
    let failed = || groups.iter().filter(|group| !group.is_delivered()).filter_map(|group| Some((group.severity()?, group)));
    let severity = failed().map(|(severity, _)| severity).max()?;
    let gravest = || failed().filter(|(of, _)| *of == severity).map(|(_, group)| group);
    let mut recipients = Vec::new();
    for address in gravest().flat_map(Group::addresses) {
        add(&mut recipients, &address);
    }
    let status = gravest().map(Group::code).find(|code| !code.is_empty()).unwrap_or_default();
    Some(Bounce { severity, recipients, status, original_id: original_id(message) })
}

/// A bounce that is no report: the addresses in its text, or in `failed`, the field `X-Failed-Recipients`. `not` are
/// addresses that cannot have failed: whom it was sent to, and by whom.
pub(super) fn by_words(message: &Message<'_>, subject: &str, text: &str, failed: &str, not: &[&str]) -> Option<Bounce> {
    if let Some(part) = status_part(message)
        && let Some(bounce) = from_groups(&fields::groups(&bytes_of(message, part, REPORT_LIMIT)), message)
    {
        return Some(bounce);
    }
    let text = text.get(..text.floor_char_boundary(TEXT_LIMIT)).unwrap_or(text);
    let said = above_original(text);
    let (severity, status) = status::of_words(subject, said)?;
    let mut recipients = Vec::new();
    for address in failed.split(',') {
        add(&mut recipients, address);
    }
    if recipients.is_empty() {
        recipients = addresses(said, not);
    }
    let original_id = original_id(message).or_else(|| {
        let below = text.get(said.len()..).unwrap_or_default();
        fields::message_id(below.trim_start_matches(|c| c != '\n').trim_start().as_bytes())
    });
    Some(Bounce { severity, recipients, status, original_id })
}

fn add(recipients: &mut Vec<String>, address: &str) {
    let address = comparable(address.trim().trim_matches(['<', '>']));
    recipients.extend(address.filter(|address| !recipients.contains(address) && recipients.len() < RECIPIENT_LIMIT));
}

/// The addresses in a text: those that have a line to themselves, else all.
fn addresses(text: &str, not: &[&str]) -> Vec<String> {
    const NAMES: [&str; 6] = ["postmaster", "mailer-daemon", "abuse", "helpdesk", "support", "noreply"];
    let is_meant = |address: &String| {
        let local = address.split('@').next().unwrap_or_default();
        address.contains('.') && !not.contains(&address.as_str()) && !NAMES.contains(&local)
    };
    let (mut alone, mut all) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let found: Vec<String> = words::addresses(line).filter(is_meant).collect();
        let starts = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if let Some(first) = found.first().filter(|address| starts.starts_with(address.as_str())) {
            add(&mut alone, first);
        }
        for address in &found {
            add(&mut all, address);
        }
    }
    if alone.is_empty() { all } else { alone }
}

/// What the server says, without the copy of the mail below.
fn above_original(text: &str) -> &str {
    const MARKS: [&str; 10] = [
        "this is a copy of",
        "copy of the message",
        "original message",
        "message header",
        "ursprüngliche nachricht",
        "message d'origine",
        "mensaje original",
        "below this line is",
        "return-path:",
        "received:",
    ];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if at > 0
            && MARKS
                .iter()
                .any(|mark| start.starts_with(mark) || start.len() < 100 && start.contains(mark) && line.contains("--"))
        {
            return text.get(..at).unwrap_or(text);
        }
        at += line.len();
    }
    text
}

fn status_part<'a>(message: &'a Message<'a>) -> Option<&'a MessagePart<'a>> {
    part_of(message, "message", &["delivery-status", "global-delivery-status"])
}

fn part_of<'a>(message: &'a Message<'a>, kind: &str, subtypes: &[&str]) -> Option<&'a MessagePart<'a>> {
    message.parts.iter().find(|part| {
        part.content_type().is_some_and(|of| {
            of.ctype().eq_ignore_ascii_case(kind)
                && of.subtype().is_some_and(|is| subtypes.iter().any(|subtype| is.eq_ignore_ascii_case(subtype)))
        })
    })
}

/// The Message-ID of the attached original, from its header block alone.
fn original_id(message: &Message<'_>) -> Option<String> {
    let part = part_of(message, "message", &["rfc822", "global"])
        .or_else(|| part_of(message, "text", &["rfc822-headers"]))
        .or_else(|| part_of(message, "message", &["global-headers"]))?;
    fields::message_id(&bytes_of(message, part, ORIGINAL_LIMIT))
}

/// The first bytes of a part, decoded. A report in base64 is none the less one.
fn bytes_of(message: &Message<'_>, part: &MessagePart<'_>, limit: usize) -> Vec<u8> {
    let raw = message.raw_message.as_ref();
    let bytes = raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    // Base64 comes in groups of four; what is cut apart is only the end.
    let bytes = bytes.get(..limit).unwrap_or(bytes);
    decode::transfer(bytes, body::encoding(raw, part)).into_owned()
}

#[cfg(test)]
mod tests;
