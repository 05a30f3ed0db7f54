//! What the header fields of a mail say: who, to whom, in answer to what.
//!
//! Header text comes from strangers. Nothing leaves this file with a line break or another control character in it.

use mail_parser::{Header, HeaderValue, MimeHeaders};

use super::decode;

/// The longest address (RFC 5321 §4.5.3.1.3: a path of 256 with its brackets).
const ADDRESS_LIMIT: usize = 254;
/// The longest display name that is kept, in characters.
const NAME_LIMIT: usize = 200;
/// The longest Message-ID: the longest line (RFC 5322 §2.1.1).
const ID_LIMIT: usize = 998;
/// Mailboxes kept of one kind of field.
const MAILBOX_LIMIT: usize = 20_000;
/// Message-IDs kept of `References`: the oldest one and the newest of the others.
const REFERENCE_LIMIT: usize = 200;

/// Somebody's name and address as one mail gives them (RFC 5322 §3.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// As written, in one line, at most 200 characters; empty where there is none or it only repeats the address.
    pub name: String,
    /// In the form of [`comparable`], so that addresses can be compared as they stand; one for which `is_address` holds.
    pub address: String,
}

impl Mailbox {
    /// Gives nothing where the address is not one that mail could be sent to.
    pub fn new(name: &str, address: &str) -> Option<Mailbox> {
        let address = comparable(address)?;
        let name = decode::one_line(name, NAME_LIMIT);
        let name = unquote(&name).trim();
        let repeats = comparable(name).is_some_and(|name| name == address);
        Some(Mailbox { name: if repeats { String::new() } else { name.to_owned() }, address })
    }
}

/// An address in the form in which addresses are compared and stored: lower case, a domain in another script as the name that
/// mail servers know (RFC 5890 §2.3.2.1, `xn--…`). A domain that has no such name stays as it is. Gives nothing for what is no
/// address.
pub(super) fn comparable(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (local, domain) = text.split_once('@').filter(|_| is_address(&text))?;
    // Looked at before, because the way to that name drops characters that cannot be seen.
    let known = if domain.is_ascii() { None } else { idna::domain_to_ascii_strict(domain).ok() };
    let address = known.map_or_else(|| text.clone(), |known| format!("{local}@{known}"));
    is_address(&address).then_some(address)
}

/// The same for an address that mail is to be sent to: its domain is one that mail servers can look up.
pub fn sendable_address(text: &str) -> Option<String> {
    comparable(text).filter(|address| address.split_once('@').is_some_and(|(_, domain)| domain.is_ascii()))
}

/// A domain as people write it.
pub fn domain_in_words(domain: &str) -> String {
    idna::domain_to_unicode(domain).0
}

/// Outlook wraps names in single quotes, and some programs keep the double ones.
fn unquote(name: &str) -> &str {
    let inner = |quote: char| name.strip_prefix(quote).and_then(|name| name.strip_suffix(quote));
    inner('\'').or_else(|| inner('"')).unwrap_or(name)
}

/// Whether this can stand as an address in a header: one `@` with something on both sides, no white space, control or
/// invisible character, none of RFC 5322's specials (which would begin another recipient), at most 254 bytes. Quoted
/// local parts and domain literals are refused: people do not have them, attacks do.
pub fn is_address(text: &str) -> bool {
    let is_refused = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || decode::is_deceptive(c)
            || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\')
    };
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_domain = domain.split('.').all(|label| !label.is_empty());
    text.len() <= ADDRESS_LIMIT && !local.is_empty() && is_domain && !domain.contains('@') && !text.contains(is_refused)
}

/// The header fields of a part. Names are looked up once here, because a mail is asked for thirty of them.
pub(super) struct Fields<'a>(Vec<(&'a str, &'a HeaderValue<'a>)>);

impl<'a> Fields<'a> {
    pub fn of(headers: &'a [Header<'a>]) -> Fields<'a> {
        Fields(headers.iter().map(|header| (header.name.as_str(), &header.value)).collect())
    }

    /// The values of all fields of that name, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &'a HeaderValue<'a>> {
        self.0.iter().filter(move |(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// The text of the first field of that name.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.all(name).find_map(HeaderValue::as_text)
    }
}

/// All mailboxes of the fields of that name; groups (RFC 5322 §3.4) are flattened, what is no address is left out.
pub(super) fn mailboxes(fields: &Fields<'_>, name: &str) -> Vec<Mailbox> {
    fields
        .all(name)
        .filter_map(HeaderValue::as_address)
        .flat_map(|list| list.iter())
        .filter_map(|entry| Mailbox::new(entry.name().unwrap_or_default(), entry.address()?))
        .take(MAILBOX_LIMIT)
        .collect()
}

/// Who wrote a mail: From, else Sender. A group that may not pass a mail on under its writer's address (RFC 7489 §3) puts its own
/// in its place, `Ines Duarte via Sales`; the writer's stands in a field that such groups add, or in Reply-To.
pub(super) fn author(fields: &Fields<'_>) -> Option<Mailbox> {
    let from = mailboxes(fields, "From").into_iter().chain(mailboxes(fields, "Sender")).next()?;
    let is_group = ["List-Id", "List-Post"].iter().any(|name| fields.has(name));
    let Some((writer, _)) = from.name.rsplit_once(" via ").filter(|_| is_group) else { return Some(from) };
    let original = fields.text("X-Original-Sender").and_then(|address| Mailbox::new(unquote(writer.trim()), address));
    let answered = || mailboxes(fields, "Reply-To").into_iter().next();
    let is_other = |mailbox: &Mailbox| mailbox.address != from.address;
    original.or_else(answered).filter(is_other).or(Some(from))
}

/// The addresses for which a server delivered this mail. They show which alias somebody wrote to.
pub(super) fn delivered_to(fields: &Fields<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in ["Delivered-To", "X-Original-To", "Envelope-To"] {
        for value in fields.all(name).filter_map(HeaderValue::as_text) {
            let address = comparable(value.trim().trim_start_matches('<').trim_end_matches('>'));
            if let Some(address) = address.filter(|address| !found.contains(address) && found.len() < REFERENCE_LIMIT) {
                found.push(address);
            }
        }
    }
    found
}

/// The Message-IDs of all fields of that name (RFC 5322 §3.6.4), without brackets, in the order given: oldest first.
pub(super) fn message_ids(fields: &Fields<'_>, name: &str) -> Vec<String> {
    let mut ids: Vec<String> = fields
        .all(name)
        .flat_map(|value| match value {
            HeaderValue::Text(id) => std::slice::from_ref(id),
            HeaderValue::TextList(ids) => ids,
            _ => &[],
        })
        .filter_map(|id| message_id(id))
        .collect();
    if ids.len() > REFERENCE_LIMIT {
        ids.drain(1..=ids.len() - REFERENCE_LIMIT);
    }
    ids
}

/// White space and control characters have no place in a Message-ID. One that has them could open a new header where it
/// is quoted in an answer, so it counts as no id.
pub(super) fn message_id(raw: &str) -> Option<String> {
    let id = raw.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let is_broken = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>');
    (!id.is_empty() && id.len() <= ID_LIMIT && !id.contains(is_broken)).then(|| id.to_owned())
}

/// The moment in the `Date` field as unix milliseconds, and the sender's offset in minutes. `-0000` says that the offset
/// is not known (RFC 5322 §3.3).
pub(super) fn date(fields: &Fields<'_>) -> (Option<i64>, Option<i32>) {
    let Some(mut date) = fields.all("Date").find_map(|value| value.as_datetime().copied()) else {
        return (None, None);
    };
    // A leap second is valid in mail and unknown to unix time.
    date.second = date.second.min(59);
    if !date.is_valid() {
        return (None, None);
    }
    let minutes = i32::from(date.tz_hour) * 60 + i32::from(date.tz_minute);
    let offset = match (date.tz_before_gmt, minutes) {
        (true, 0) => None,
        (true, minutes) => Some(-minutes),
        (false, minutes) => Some(minutes),
    };
    (Some(date.to_timestamp() * 1000), offset)
}

/// The media type of a part in lower case, `text/plain` where it names none (RFC 2045 §5.2).
pub(super) fn media_type(part: &mail_parser::MessagePart<'_>) -> String {
    part.content_type().map_or_else(
        || "text/plain".to_owned(),
        |kind| decode::one_line(&format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")), NAME_LIMIT).to_lowercase(),
    )
}

/// Whether a part is text of that subtype.
pub(super) fn is_text(part: &mail_parser::MessagePart<'_>, subtype: &str) -> bool {
    part.content_type().map_or(subtype == "plain", |kind| kind.ctype() == "text" && kind.subtype().unwrap_or("plain") == subtype)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_mail_can_be_sent_to() {
        for good in ["anna@example.com", "a.b+c@sub.example.test", "jürgen@bücher.example", "o'neil@example.com", "x@localhost"]
        {
            assert!(is_address(good), "{good}");
        }
        let long = format!("{}@example.com", "a".repeat(250));
        for bad in ["", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@b\n", "a@b,c@d", "<a@b>", "a@b..c", "a@.b", "a@b.", &long]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_mailbox_is_lower_case_and_its_name_one_line() {
        let mailbox = Mailbox::new("'Anna\r\nBcc: evil@x.test'", " Anna@Example.COM ").unwrap();
        assert_eq!((mailbox.name.as_str(), mailbox.address.as_str()), ("Anna Bcc: evil@x.test", "anna@example.com"));
        assert_eq!(Mailbox::new("ANNA@example.com", "anna@example.com").unwrap().name, "");
        assert_eq!(Mailbox::new(&"n".repeat(10_000), "a@example.com").unwrap().name.len(), NAME_LIMIT);
    }

    #[test]
    fn a_message_id_cannot_open_a_header() {
        assert_eq!(message_id(" <a.b@example.com> ").unwrap(), "a.b@example.com");
        for bad in ["", "<>", "a\r\nBcc: x@y", "your message of Tuesday", "a>\n<b"] {
            assert_eq!(message_id(bad), None, "{bad}");
        }
    }
}
