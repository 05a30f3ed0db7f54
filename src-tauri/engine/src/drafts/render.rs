//! The exact bytes of a mail, without its Date: what an approval is bound to.
//!
//! A pure function of the revision and the envelope. Everything that a library would make up by itself (Message-ID, Date,
//! the boundary between parts) is given, so that the same approval gives the same bytes for ever.

use crate::store::drafts::Revision;
use anyhow::{Context as _, ensure};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

/// The header that a sent mail is found again by.
pub const MARKER_HEADER: &str = "X-CaseyOS-Id";
/// Stands first while the mail is built, so that the library makes no date of its own; taken out again.
const NO_DATE: &str = "Date: unset\r\n";

/// What a mail carries beside what the operator reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Without angle brackets.
    pub message_id: String,
    /// 128 random bits in hexadecimal.
    pub marker: String,
    /// The mail that is answered, without angle brackets.
    pub in_reply_to: Option<String>,
    /// What that mail refers to, and itself, oldest first (RFC 5322, 3.6.4).
    pub references: Vec<String>,
}

/// Builds a mail (RFC 5322, multipart/alternative, UTF-8) without its Date.
///
/// Errors: a header with a control character in it, or no sender. Such a mail is refused, never repaired in silence.
pub fn render(revision: &Revision, envelope: &Envelope) -> anyhow::Result<Vec<u8>> {
    let from = revision.from_address.as_deref().context("The mail has no sender")?;
    let header_values = revision
        .recipients()
        .flat_map(|recipient| [recipient.name.as_str(), recipient.address.as_str()])
        .chain([revision.subject.as_str(), revision.from_name.as_str(), from, &envelope.message_id])
        .chain(envelope.references.iter().chain(&envelope.in_reply_to).map(String::as_str));
    for value in header_values {
        ensure!(!value.chars().any(char::is_control), "A header has a control character in it");
    }
    let text = whole_text(revision);
    let boundary = format!("casey_{}", envelope.marker);
    let alternatives = vec![MimePart::new("text/plain", text.as_str()), MimePart::new("text/html", html(revision))];
    let mut mail = MessageBuilder::new()
        .header("Date", Raw::new("unset"))
        .from(address(&revision.from_name, from))
        .to(addresses_of(&revision.to))
        .subject(revision.subject.as_str())
        .message_id(envelope.message_id.as_str());
    if !revision.cc.is_empty() {
        mail = mail.cc(addresses_of(&revision.cc));
    }
    if !revision.bcc.is_empty() {
        mail = mail.bcc(addresses_of(&revision.bcc));
    }
    if let Some(parent) = &envelope.in_reply_to {
        mail = mail.in_reply_to(parent.as_str());
    }
    if !envelope.references.is_empty() {
        mail = mail.references(MessageId::new_list(envelope.references.iter().map(String::as_str)));
    }
    let built = mail
        .header(MARKER_HEADER, Raw::new(envelope.marker.as_str()))
        .header("MIME-Version", Raw::new("1.0"))
        .body(MimePart::new(ContentType::new("multipart/alternative").attribute("boundary", boundary.as_str()), alternatives))
        .write_to_vec()
        .context("Build the mail")?;
    let undated = built.strip_prefix(NO_DATE.as_bytes()).context("The mail does not begin as it was built")?;
    Ok(undated.to_vec())
}

/// The approved bytes with their Date in front: what goes out.
pub fn dated(rendered: &[u8], date: &str) -> Vec<u8> {
    [format!("Date: {date}\r\n").as_bytes(), rendered].concat()
}

fn address<'a>(name: &'a str, address: &'a str) -> Address<'a> {
    Address::new_address((!name.is_empty()).then_some(name), address)
}

fn addresses_of(recipients: &[api::Recipient]) -> Address<'_> {
    Address::new_list(recipients.iter().map(|recipient| address(&recipient.name, &recipient.address)).collect())
}

/// All that is read of a mail: its body, the signature, and the mail that it answers.
pub fn whole_text(revision: &Revision) -> String {
    let mut text = revision.body.trim_end().to_owned();
    if !revision.signature.is_empty() {
        text.push_str("\n\n-- \n");
        text.push_str(&revision.signature);
    }
    if !revision.quoted.is_empty() {
        text.push_str("\n\n");
        text.push_str(&revision.quoted);
    }
    text.push('\n');
    text
}

/// The same words as simple HTML, for programs that show only that.
fn html(revision: &Revision) -> String {
    let mut html = String::from("<!DOCTYPE html>\n<html><body>\n");
    for paragraph in revision.body.trim().split("\n\n") {
        html.push_str(&format!("<p>{}</p>\n", lines(paragraph)));
    }
    if !revision.signature.is_empty() {
        html.push_str(&format!("<p>-- <br>\n{}</p>\n", lines(&revision.signature)));
    }
    if let Some((heading, quoted)) = revision.quoted.split_once('\n') {
        let original: Vec<&str> =
            quoted.lines().map(|line| line.strip_prefix("> ").or_else(|| line.strip_prefix('>')).unwrap_or(line)).collect();
        html.push_str(&format!("<p>{}</p>\n<blockquote>{}</blockquote>\n", lines(heading), lines(&original.join("\n"))));
    }
    html.push_str("</body></html>\n");
    html
}

fn lines(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("<br>\n"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::{Author, PutBy, Recipient};

    fn person(name: &str, address: &str) -> Recipient {
        Recipient { name: name.to_owned(), address: address.to_owned(), put_by: PutBy::Item }
    }

    fn revision() -> Revision {
        Revision {
            author: Author::Operator,
            agent: None,
            from_name: "Dana Reed".to_owned(),
            from_address: Some("dana@northwind.example".to_owned()),
            to: vec![person("Inês Duarte", "ines@brightloom.example")],
            cc: vec![person("", "joao@brightloom.example")],
            bcc: Vec::new(),
            subject: "Re: Plätze für den Piloten 🚀".to_owned(),
            details: None,
            body: "Hi Inês,\n\n40 seats are <fine> & ready.\n\nBest regards\n\nDana".to_owned(),
            signature: "Dana Reed\nNorthwind".to_owned(),
            quoted: "On Fri 20 Nov 2026 14:00, Inês Duarte wrote:\n> Could you send pricing?\n>\n> Inês".to_owned(),
            answers: None,
            claims: Vec::new(),
        }
    }

    fn envelope() -> Envelope {
        Envelope {
            message_id: "0123@northwind.example".to_owned(),
            marker: "00112233445566778899aabbccddeeff".to_owned(),
            in_reply_to: Some("b@brightloom.example".to_owned()),
            references: vec!["a@northwind.example".to_owned(), "b@brightloom.example".to_owned()],
        }
    }

    #[test]
    fn a_rendered_mail_is_the_same_for_ever() {
        let bytes = render(&revision(), &envelope()).unwrap();
        assert_eq!(bytes, render(&revision(), &envelope()).unwrap());
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap().replace("\r\n", "\n"));
    }

    #[test]
    fn a_rendered_mail_reads_back_as_it_was_written() {
        let bytes = dated(&render(&revision(), &envelope()).unwrap(), "Fri, 20 Nov 2026 15:00:00 +0000");
        let mail = crate::mail::parse(&bytes).unwrap();
        assert_eq!(mail.subject, revision().subject);
        assert_eq!(mail.references, envelope().references);
        assert_eq!(mail.in_reply_to, ["b@brightloom.example"]);
        assert_eq!(mail.to.first().unwrap().name, "Inês Duarte");
        assert!(mail.text.contains("40 seats are <fine> & ready."));
        let parts = crate::mail::split(&mail.text);
        assert!(revision().body.starts_with(parts.own.trim()));
        assert!(parts.quoted.contains("> Could you send pricing?"));
        assert!(!mail.is_automatic());
    }

    #[test]
    fn a_line_break_in_a_header_is_refused() {
        for change in [
            |r: &mut Revision| r.subject = "Hello\r\nBcc: victim@example.com".to_owned(),
            |r: &mut Revision| r.to = vec![person("Inês\nX: y", "ines@brightloom.example")],
            |r: &mut Revision| r.cc = vec![person("", "ines@brightloom.example\r\nBcc: v@example.com")],
            |r: &mut Revision| r.bcc = vec![person("X\ny", "ines@brightloom.example")],
            |r: &mut Revision| r.from_name = "Dana\r".to_owned(),
        ] {
            let mut revision = revision();
            change(&mut revision);
            assert!(render(&revision, &envelope()).is_err());
        }
    }
}
