//! A list of addresses as it stands in a header and as people type it (RFC 5322 §3.4): split at the commas that part entries,
//! never at those within a quoted name, a comment or angle brackets.

/// The entries of a list, each as it was written; empty ones are left out. Gives nothing where a quotation mark or a bracket
/// is not closed, because nobody can tell where that entry ends.
pub fn split_list(list: &str) -> Option<Vec<&str>> {
    let (mut entries, mut begin, mut open) = (Vec::new(), 0, Open::default());
    let mut is_escaped = false;
    for (at, c) in list.char_indices() {
        if is_escaped {
            is_escaped = false;
            continue;
        }
        match c {
            '\\' if open.quote || open.comments > 0 => is_escaped = true,
            '"' if open.comments == 0 => open.quote = !open.quote,
            _ if open.quote => {}
            '(' => open.comments += 1,
            ')' => open.comments = open.comments.saturating_sub(1),
            '<' if open.comments == 0 => open.angle = true,
            '>' if open.comments == 0 => open.angle = false,
            ',' if open.is_none() => {
                entries.push(list.get(begin..at)?);
                begin = at + c.len_utf8();
            }
            _ => {}
        }
    }
    entries.push(list.get(begin..)?);
    entries.retain(|entry| !entry.trim().is_empty());
    open.is_none().then_some(entries)
}

/// What has begun and not ended.
#[derive(Default)]
struct Open {
    quote: bool,
    angle: bool,
    /// Comments stand within one another.
    comments: usize,
}

impl Open {
    fn is_none(&self) -> bool {
        !self.quote && !self.angle && self.comments == 0
    }
}

/// A name as it is meant: without its quotation marks, and with what a backslash stood before in it.
pub fn unquoted_name(name: &str) -> String {
    let name = name.trim();
    let Some(inner) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else { return name.to_owned() };
    let mut meant = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(c) = letters.next() {
        meant.extend(if c == '\\' { letters.next() } else { Some(c) });
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_split_between_its_entries_and_nowhere_else() {
        for (list, entries) in [
            ("", &[][..]),
            (" , ,", &[]),
            ("a@x.test", &["a@x.test"]),
            ("a@x.test,b@x.test", &["a@x.test", "b@x.test"]),
            ("\"Doe, John\" <j@x.test>,b@x.test", &["\"Doe, John\" <j@x.test>", "b@x.test"]),
            (r#""a \", b" <j@x.test>"#, &[r#""a \", b" <j@x.test>"#]),
            ("John (Sales, (EU, UK)) <j@x.test>", &["John (Sales, (EU, UK)) <j@x.test>"]),
            ("(a \" b) <a@x.test>,c@x.test", &["(a \" b) <a@x.test>", "c@x.test"]),
            ("Smile :) <a@x.test>,b@x.test", &["Smile :) <a@x.test>", "b@x.test"]),
            ("Zoë <z@x.test>,“Ann” <a@x.test>", &["Zoë <z@x.test>", "“Ann” <a@x.test>"]),
        ] {
            assert_eq!(split_list(list).unwrap(), entries, "{list}");
        }
    }

    #[test]
    fn what_is_not_closed_is_no_list() {
        for list in ["\"Doe, John <j@x.test>", "John <j@x.test, b@x.test", "John (Sales, b@x.test", "\"a\\\""] {
            assert_eq!(split_list(list), None, "{list}");
        }
    }

    #[test]
    fn a_name_is_taken_out_of_its_quotation_marks() {
        for (written, meant) in [
            ("John", "John"),
            (" \"Doe, John\" ", "Doe, John"),
            (r#""John \"Jack\" Doe""#, "John \"Jack\" Doe"),
            (r#""a\\b""#, r"a\b"),
            ("\"", "\""),
            ("\"\"", ""),
        ] {
            assert_eq!(unquoted_name(written), meant, "{written}");
        }
    }
}
