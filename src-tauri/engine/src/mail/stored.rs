//! What a mail is of which only the headers and the text were kept, by a version before mails were told apart.

use super::{Kind, parse};

/// The kind of a stored mail for whom the hosts are for which `owns` holds (see `ParsedMail::kind_for`). Parts that were not kept
/// cannot speak for it: a bounce is known by its words then.
pub fn kind_of_stored(raw_headers: &str, own_text: &str, has_calendar: bool, owns: impl Fn(&str) -> bool) -> Kind {
    let headers = without_structure(raw_headers);
    match parse(format!("{headers}\r\n\r\n{own_text}").as_bytes()).map(|mail| mail.kind_for(owns)) {
        Ok(Kind::Person) if has_calendar => Kind::Calendar,
        Ok(kind) => kind,
        // It could be read once, so somebody sent it; what is left of it is no letter.
        Err(_) => Kind::Notice,
    }
}

/// The headers but for those that describe parts and encodings which were not kept. A report says what it is there.
fn without_structure(raw_headers: &str) -> String {
    let (mut kept, mut skips) = (String::with_capacity(raw_headers.len()), false);
    for line in raw_headers.lines() {
        let is_continued = line.starts_with([' ', '\t']);
        if !is_continued {
            let name = line.split(':').next().unwrap_or_default();
            let is_structure = ["content-type", "content-transfer-encoding"].contains(&name.to_ascii_lowercase().as_str());
            skips = is_structure && !line.to_ascii_lowercase().contains("multipart/report");
        }
        if !skips {
            kept.push_str(line);
            kept.push_str("\r\n");
        }
    }
    kept.truncate(kept.trim_end().len());
    kept
}

/// Whether the headers say that no person sent it: the path back is empty (RFC 5321 §4.5.5), or it is marked (RFC 3834 §5).
pub fn is_sent_by_machine(raw_headers: &str) -> bool {
    raw_headers.lines().filter_map(|line| line.split_once(':')).any(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        match name.trim_end().to_ascii_lowercase().as_str() {
            "return-path" => value == "<>",
            "auto-submitted" => !value.is_empty() && !value.starts_with("no"),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_mail_is_told_apart_by_what_is_left_of_it() {
        let person =
            "From: Ines <ines@brightloom.example>\r\nSubject: Seats\r\nContent-Type: multipart/alternative;\r\n boundary=x";
        let kind_of_stored =
            |headers: &str, text: &str, has_calendar| kind_of_stored(headers, text, has_calendar, |host| host == "own.example");
        assert_eq!(kind_of_stored(person, "Could you send pricing?", false), Kind::Person);
        assert_eq!(kind_of_stored(person, "Invitation", true), Kind::Calendar);
        let list = format!("{person}\r\nList-Id: <x.example>");
        assert_eq!(kind_of_stored(&list, "News", false), Kind::Bulk);
        let group = format!("{person}\r\nList-Id: <own.example>");
        assert_eq!(kind_of_stored(&group, "Could you send pricing?", false), Kind::Person);
        let away = "From: ines@brightloom.example\r\nSubject: x\r\nAuto-Submitted: auto-replied";
        assert_eq!(kind_of_stored(away, "I am away", false), Kind::AutoReply);
    }

    #[test]
    fn a_machine_says_that_it_wrote() {
        for (headers, expected) in [
            ("Return-Path: <>\r\nFrom: x@y.example", true),
            ("return-path:<>", true),
            ("Subject: a\r\nAuto-Submitted: auto-replied (bounce)", true),
            ("Auto-Submitted: no", false),
            ("Return-Path: <ines@brightloom.example>", false),
            ("Subject: Return-Path: <>", false),
        ] {
            assert_eq!(is_sent_by_machine(headers), expected, "{headers}");
        }
    }
}
