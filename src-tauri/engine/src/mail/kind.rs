//! Who is behind a mail: a person, or a machine, and what for. Answers go to persons only.
//!
//! The surest sign decides first, and each kind hides those below it: what is a delivery report is none the less one for
//! coming from a no-reply address. A person who quotes or mentions what machines write stays a person, so the text is
//! judged only by the writer's own part, and only where the headers leave a doubt.

use mail_parser::{HeaderValue, Message, MimeHeaders};

use super::bounce::{self, Bounce, Report};
use super::headers::{Fields, Mailbox};
use super::{absence, intent, quotes, sentence, subject, words};

mod lists;
mod sender;
mod stems;
mod wording;

pub(super) use wording::is_absence_subject;

/// How much of a text is looked at, in bytes. What machines say of themselves stands at the top, or below little.
const LOOKED_AT: usize = 4 << 10;

/// What kind of mail this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Somebody wrote it.
    Person,
    /// It went to a list.
    Bulk,
    /// A machine tells something: receipts, alerts, read receipts.
    Notice,
    /// An invitation, or an answer to one.
    Calendar,
    /// A mail was not delivered, or not yet.
    Bounce,
    /// A machine answers: absence, "we got your request".
    AutoReply,
}

impl Kind {
    /// The kind as a stable word, for tables and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Bulk => "bulk",
            Kind::Notice => "notice",
            Kind::Calendar => "calendar",
            Kind::Bounce => "bounce",
            Kind::AutoReply => "auto_reply",
        }
    }

    /// The kind for a word of `as_str`.
    pub fn from_wire(word: &str) -> Option<Kind> {
        [Kind::Person, Kind::Bulk, Kind::Notice, Kind::Calendar, Kind::Bounce, Kind::AutoReply]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

impl TryFrom<String> for Kind {
    type Error = api::UnknownName;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::from_wire(&name).ok_or(api::UnknownName { of: "Kind", name })
    }
}

/// What of a mail is looked at to tell its kind.
pub(super) struct Seen<'a> {
    pub message: &'a Message<'a>,
    pub fields: &'a Fields<'a>,
    pub subject: &'a str,
    pub from: Option<&'a Mailbox>,
    pub to: &'a [Mailbox],
    pub text: &'a str,
}

/// What a mail is.
pub(super) struct Decided {
    pub kind: Kind,
    /// For a bounce what became of whose mail, where that can be told.
    pub bounce: Option<Bounce>,
    /// The hosts of the lists that it came through, where nothing but these makes it bulk.
    pub lists: Vec<String>,
}

impl From<Kind> for Decided {
    fn from(kind: Kind) -> Self {
        Decided { kind, bounce: None, lists: Vec::new() }
    }
}

pub(super) fn decide(seen: &Seen<'_>) -> Decided {
    match bounce::report(seen.message) {
        Some(Report::Failed(bounce)) => {
            return Decided { bounce: bounce.or_else(|| bounce_by_words(seen)), ..Kind::Bounce.into() };
        }
        Some(Report::Delivered | Report::Other) => return Kind::Notice.into(),
        None => {}
    }
    if is_bounce(seen) {
        return Decided { bounce: bounce_by_words(seen), ..Kind::Bounce.into() };
    }
    if is_auto_reply(seen) {
        Kind::AutoReply.into()
    } else if is_calendar(seen) {
        Kind::Calendar.into()
    } else if is_campaign(seen) {
        Kind::Bulk.into()
    } else if is_list(seen.fields) {
        let is_letter = seen.from.is_some() && alone(seen) == Kind::Person;
        Decided { lists: if is_letter { lists::hosts(seen.fields) } else { Vec::new() }, ..Kind::Bulk.into() }
    } else {
        alone(seen).into()
    }
}

/// What a mail is that went to nobody but its recipients.
fn alone(seen: &Seen<'_>) -> Kind {
    if is_notice(seen) { Kind::Notice } else { by_text(seen) }
}

/// The first word of a field, in lower case.
fn first_word(fields: &Fields<'_>, name: &str) -> Option<String> {
    let value = fields.text(name)?.trim_start();
    value.split(|c: char| c.is_whitespace() || matches!(c, ';' | '(' | ',')).next().map(str::to_ascii_lowercase)
}

fn says_yes(fields: &Fields<'_>, name: &str) -> bool {
    first_word(fields, name).is_some_and(|word| !matches!(word.as_str(), "" | "no" | "false"))
}

/// An empty return path (RFC 5321 §4.5.5): nobody wants to hear that this could not be delivered.
fn returns_nowhere(fields: &Fields<'_>) -> bool {
    fields.text("Return-Path").is_some_and(|path| path.split_whitespace().collect::<String>() == "<>")
}

/// A report of a server that does not come as one (RFC 3464), known by who sends it and by its words.
fn is_bounce(seen: &Seen<'_>) -> bool {
    let is_daemon = sender::is_daemon(seen.fields) || seen.fields.has("X-Failed-Recipients");
    if !is_daemon && !returns_nowhere(seen.fields) || wording::is_absence_subject(seen.subject) {
        return false;
    }
    wording::is_bounce_subject(seen.subject) || is_daemon && wording::is_bounce_text(start(seen.text))
}

fn bounce_by_words(seen: &Seen<'_>) -> Option<Bounce> {
    let ours = seen.to.iter().chain(seen.from).map(|mailbox| mailbox.address.as_str()).collect::<Vec<_>>();
    let failed = seen.fields.text("X-Failed-Recipients").unwrap_or_default();
    bounce::by_words(seen.message, seen.subject, seen.text, failed, &ours)
}

/// `Auto-Submitted: auto-replied` (RFC 3834 §5) and its older like; the subject that such answers have.
/// `X-Auto-Response-Suppress` only asks others not to answer by machine, and people's mail carries it too; it counts where
/// the mail also has an empty return path.
fn is_auto_reply(seen: &Seen<'_>) -> bool {
    let fields = seen.fields;
    let precedence = first_word(fields, "Precedence").unwrap_or_default();
    let suppresses = fields.text("X-Auto-Response-Suppress").is_some_and(|value| !value.trim().eq_ignore_ascii_case("none"));
    first_word(fields, "Auto-Submitted").is_some_and(|word| word == "auto-replied")
        || ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply"]
            .into_iter()
            .any(|name| says_yes(fields, name))
        || matches!(precedence.as_str(), "auto_reply" | "auto-reply" | "autoreply")
        || suppresses && returns_nowhere(fields)
        || wording::is_absence_subject(seen.subject)
}

/// A calendar part that is there to be acted on (RFC 6047 §2.4). A file that somebody attached is none.
fn is_calendar(seen: &Seen<'_>) -> bool {
    seen.message.parts.iter().any(|part| {
        let Some(kind) = part.content_type().filter(|kind| kind.ctype().eq_ignore_ascii_case("text")) else {
            return false;
        };
        let is_attached = part.content_disposition().is_some_and(|disposition| disposition.is_attachment());
        let method = kind.attribute("method");
        kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("calendar"))
            && (!is_attached || method.is_some_and(|method| !method.eq_ignore_ascii_case("publish")))
    })
}

/// The marks of senders of campaigns.
fn is_campaign(seen: &Seen<'_>) -> bool {
    const FIELDS: [&str; 8] = [
        "X-Campaign",
        "X-CampaignID",
        "X-Campaign-Id",
        "X-Mailchimp-Campaign",
        "X-MC-User",
        "X-Mailer-RecptId",
        "X-CSA-Complaints",
        "X-List-Unsubscribe",
    ];
    let precedence = first_word(seen.fields, "Precedence").unwrap_or_default();
    // Amazon puts a Feedback-ID on all that leaves it, letters and receipts included.
    let is_feedback = |value: &str| !value.trim().is_empty() && !value.trim_end().ends_with("AmazonSES");
    matches!(precedence.as_str(), "bulk" | "junk")
        || FIELDS.into_iter().any(|name| seen.fields.has(name))
        || seen.fields.text("Feedback-ID").is_some_and(is_feedback)
        || seen.from.is_some_and(|from| sender::is_newsletter(&from.address))
}

/// The list fields of RFC 2919 and RFC 2369, a `Precedence` of lists. Newsletters have them, and so has what somebody writes to
/// a group of people.
fn is_list(fields: &Fields<'_>) -> bool {
    first_word(fields, "Precedence").is_some_and(|word| word == "list")
        || ["List-Id", "List-Unsubscribe", "List-Post"].into_iter().any(|name| fields.has(name))
}

/// A machine by its own word, by its address, or by what role it has and what it sends.
fn is_notice(seen: &Seen<'_>) -> bool {
    says_yes(seen.fields, "Auto-Submitted")
        || returns_nowhere(seen.fields)
        || sender::is_no_reply(seen.fields, seen.from)
        || !is_answer(seen)
            && seen.from.is_some_and(|from| sender::has_role(&from.address))
            && wording::is_receipt_subject(seen.subject)
}

fn is_answer(seen: &Seen<'_>) -> bool {
    seen.fields.has("In-Reply-To") || subject::is_marked(seen.subject)
}

/// What is left to the words of the text: that it says itself that it is automatic, or that its writer is away.
fn by_text(seen: &Seen<'_>) -> Kind {
    let text = start(seen.text);
    if !stems::may_be_automatic(text) {
        return Kind::Person;
    }
    // What a machine says below a rule looks like a signature; what is quoted is nobody's word for this mail.
    let parts = quotes::split(text);
    let says_so = |sentence: &str| wording::is_automatic(&words::fold(sentence).split(' ').collect::<Vec<_>>());
    let said = || [&parts.own, &parts.signature].into_iter().flat_map(|part| sentence::split(part));
    if said().any(says_so) && !(seen.fields.has("In-Reply-To") && intent::carries_on(&parts.own, says_so)) {
        Kind::Notice
    } else if parts.quoted.is_empty() && (wording::is_absence_text(&parts.own) || is_answer(seen) && absence::is_note(&parts.own))
    {
        Kind::AutoReply
    } else {
        Kind::Person
    }
}

fn start(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or(text)
}

/// The texts in which a field may name who sent a mail: names and what may be no address.
fn senders<'a>(fields: &Fields<'a>) -> impl Iterator<Item = &'a str> {
    let lists = fields.all("From").filter_map(HeaderValue::as_address);
    lists.flat_map(|list| list.iter()).flat_map(|entry| [entry.name(), entry.address()]).flatten()
}

#[cfg(test)]
mod tests;
