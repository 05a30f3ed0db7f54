//! The bytes of a mail as they are handed in: those that were approved, but for the names of hidden recipients.

use api::text;

/// The longest line of a mail in octets, without its end (RFC 5322, 2.1.1).
const LINE_AT_MOST: usize = 998;

/// What is handed in for these bytes: the same without the field Bcc, whose recipients nobody else may see.
///
/// Errors: in words, a line that is too long or does not end in CRLF. Servers differ in what they make of those, and where two
/// differ about where a mail ends, somebody writes another mail into it.
pub fn to_hand_in(mail: &[u8]) -> Result<Vec<u8>, String> {
    let mut kept = Vec::with_capacity(mail.len());
    let (mut is_header, mut is_hidden) = (true, false);
    for line in lines(mail) {
        let Some(content) = line.strip_suffix(b"\r\n") else { return Err(text::smtp_bad_lines()) };
        if content.len() > LINE_AT_MOST || content.contains(&b'\r') || content.contains(&b'\n') || content.contains(&0) {
            return Err(text::smtp_bad_lines());
        }
        if content.is_empty() {
            is_header = false;
        }
        if is_header {
            // A line that begins with white space belongs to the field before it.
            is_hidden = if content.starts_with(b" ") || content.starts_with(b"\t") { is_hidden } else { is_bcc(content) };
        }
        if !is_header || !is_hidden {
            kept.extend_from_slice(line);
        }
    }
    Ok(kept)
}

fn is_bcc(field: &[u8]) -> bool {
    let name = field.split(|byte| *byte == b':').next().unwrap_or_default();
    name.trim_ascii().eq_ignore_ascii_case(b"bcc")
}

/// Lines with their ends.
fn lines(mail: &[u8]) -> impl Iterator<Item = &[u8]> {
    mail.split_inclusive(|byte| *byte == b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed_in(mail: &str) -> String {
        String::from_utf8(to_hand_in(mail.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn hidden_recipients_are_left_out_with_all_their_lines() {
        let mail = "From: a@x.example\r\nBcc: one@x.example,\r\n two@x.example,\r\n\tthree@x.example\r\nSubject: Hi\r\n there\r\n\r\nBody\r\n";
        assert_eq!(handed_in(mail), "From: a@x.example\r\nSubject: Hi\r\n there\r\n\r\nBody\r\n");
    }

    #[test]
    fn hidden_recipients_are_left_out_however_the_field_is_written_and_wherever_it_stands() {
        for field in ["BCC: one@x.example\r\n", "bcc:one@x.example\r\n", "Bcc : one@x.example\r\n", "Bcc:\r\n one@x.example\r\n"]
        {
            assert_eq!(handed_in(&format!("{field}To: a@x.example\r\n\r\nBody\r\n")), "To: a@x.example\r\n\r\nBody\r\n");
            assert_eq!(handed_in(&format!("To: a@x.example\r\n{field}\r\nBody\r\n")), "To: a@x.example\r\n\r\nBody\r\n");
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        let mail =
            "To: a@x.example\r\nX-Bcc: y\r\nBcc-Note: z\r\nSubject: Bcc: me\r\n\r\nBcc: this stays\r\n folded\r\n\r\n.\r\n..\r\n";
        assert_eq!(handed_in(mail), mail);
    }

    #[test]
    fn a_line_that_two_servers_could_read_differently_is_refused() {
        let long = format!("To: a@x.example\r\n\r\n{}\r\n", "x".repeat(LINE_AT_MOST + 1));
        for mail in
            ["A: b\r\n\r\nBody\n.\r\n", "A: b\r\n\r\nBo\rdy\r\n", "A: b\r\n\r\nBody", "A: b\r\n\r\nBo\0dy\r\n", long.as_str()]
        {
            assert_eq!(to_hand_in(mail.as_bytes()), Err(text::smtp_bad_lines()), "{mail:?}");
        }
    }
}
