//! What is checked and put right before the parser sees a mail.
//!
//! The parser walks multiparts with a stack of its own, so depth alone costs nothing. Three things are hostile though:
//! a search to the end of the mail for each boundary that never comes, a search through all attributes for each
//! attribute, and a record of memory for each of millions of empty parts. A mail that would cost that is refused here,
//! by counting, before any of it is paid.

use std::borrow::Cow;

use super::Unreadable;
use super::decode;

/// The longest header block that is read. Ten thousand recipients need about one.
pub(super) const HEADER_LIMIT: usize = 8 << 20;
/// Mails up to this size cannot cost enough to be worth counting in.
const SMALL: usize = 128 << 10;
/// Bytes that searching for missing boundaries may look at: some seconds of work at the very worst.
const SEARCH_BUDGET: u64 = 6 << 30;
/// Parts that a mail may have. Real ones have fewer than a thousand.
const PART_LIMIT: usize = 100_000;
/// Continued or encoded attributes (RFC 2231) that a mail may have.
const ATTRIBUTE_LIMIT: usize = 20_000;

/// Gives the mail in a form that the parser reads fully: no byte order mark or blank lines in front, an end to the header
/// block, and header lines in UTF-8 (RFC 6532), because old clients write Latin-1 there without saying so.
pub(super) fn tidy(raw: &[u8]) -> Result<Cow<'_, [u8]>, Unreadable> {
    let raw = raw.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(raw).trim_ascii_start();
    let (headers, body) = match header_end(raw) {
        Some(end) => raw.split_at(end),
        None => (raw, &b"\n\n"[..]),
    };
    if headers.len() > HEADER_LIMIT {
        return Err(Unreadable::HeadersTooLarge { limit: HEADER_LIMIT });
    }
    if std::str::from_utf8(headers).is_ok() && headers.len() + body.len() == raw.len() {
        return Ok(Cow::Borrowed(raw));
    }
    let mut whole = Vec::with_capacity(raw.len() + 2);
    for line in headers.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(_) => whole.extend_from_slice(line),
            Err(_) => whole.extend_from_slice(decode::windows_1252(line).as_bytes()),
        }
    }
    whole.extend_from_slice(body);
    Ok(Cow::Owned(whole))
}

/// Where the header block ends: just before the first empty line.
fn header_end(raw: &[u8]) -> Option<usize> {
    let mut at = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        if matches!(line, b"\n" | b"\r\n") {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Refuses a mail whose structure would cost more to follow than any real mail does.
pub(super) fn check(raw: &[u8]) -> Result<(), Unreadable> {
    if raw.len() <= SMALL || cannot_be_tangled(raw) {
        return Ok(());
    }
    let (mut boundaries, mut dashes, mut nested, mut attributes) = (0_u64, 0_usize, 0_usize, 0_usize);
    let mut before = 0_u8;
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        match byte {
            b'b' | b'B' if starts_with(rest, b"boundary") => boundaries += 1,
            b'r' | b'R' if starts_with(rest, b"rfc822") => nested += 1,
            b'g' | b'G' if starts_with(rest, b"global") => nested += 1,
            b'd' | b'D' if starts_with(rest, b"digest") => nested += 1,
            // A run of dashes is counted once, at its second dash: each delimiter line has at least one.
            b'-' if before == b'-' && tail.first() != Some(&b'-') => dashes += 1,
            b'*' if tail.first().is_some_and(|next| *next == b'=' || next.is_ascii_digit()) => attributes += 1,
            _ => {}
        }
        before = byte;
        rest = tail;
    }
    let parts = if boundaries == 0 { nested } else { nested.saturating_add(dashes) };
    let search = boundaries.saturating_mul(raw.len() as u64);
    if parts > PART_LIMIT || search > SEARCH_BUDGET || attributes > ATTRIBUTE_LIMIT {
        return Err(Unreadable::TooTangled);
    }
    Ok(())
}

/// Not even if each letter that could begin one of the words did. Most attachments are told by this at a tenth of the price.
fn cannot_be_tangled(raw: &[u8]) -> bool {
    let boundaries = decode::count(raw, |byte| matches!(byte, b'b' | b'B')) as u64;
    let parts = decode::count(raw, |byte| matches!(byte, b'r' | b'R' | b'g' | b'G' | b'd' | b'D' | b'-'));
    let attributes = decode::count(raw, |byte| byte == b'*');
    let search = boundaries.saturating_mul(raw.len() as u64);
    parts <= PART_LIMIT && search <= SEARCH_BUDGET && attributes <= ATTRIBUTE_LIMIT
}

fn starts_with(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_in_order_is_not_copied() {
        let raw = "Subject: Grüße\r\n\r\nbody".as_bytes();
        assert!(matches!(tidy(raw).unwrap(), Cow::Borrowed(same) if same == raw));
    }

    #[test]
    fn header_lines_become_utf_8_and_the_body_stays() {
        let tidied = tidy(b"\xEF\xBB\xBF\r\n\nSubject: Gr\xFC\xDFe\nX: \xC3\xA9\n\nb\xFC").unwrap();
        assert_eq!(tidied.as_ref(), ["Subject: Grüße\nX: é\n\n".as_bytes(), b"b\xFC"].concat());
        assert_eq!(tidy(b"Subject: x").unwrap().as_ref(), b"Subject: x\n\n");
    }

    #[test]
    fn a_structure_made_to_cost_is_refused() {
        let missing = "--a\nContent-Type: multipart/mixed; boundary=never\n\n".repeat(100_000);
        assert_eq!(check(missing.as_bytes()), Err(Unreadable::TooTangled));
        let empty_parts = format!("Content-Type: multipart/mixed; boundary=a\n\n{}", "--a\n\n".repeat(200_000));
        assert_eq!(check(empty_parts.as_bytes()), Err(Unreadable::TooTangled));
        let attributes = format!("Content-Type: text/plain{}\n\n", "; a*='b'c".repeat(30_000));
        assert_eq!(check(attributes.as_bytes()), Err(Unreadable::TooTangled));
    }

    #[test]
    fn a_long_letter_with_rulers_is_read() {
        let letter = format!("Subject: x\n\n{}", "one -- two --- three\n----\n".repeat(100_000));
        assert_eq!(check(letter.as_bytes()), Ok(()));
    }
}
