//! Subjects: what is left of one without `Re:` and its like, to compare and to answer.

use super::visible::one_line;

/// Marks that mail programs put in front of answers and forwards, without the colon. `sv`, `vs` and `vb` are Nordic, `rv`
/// and `tr` Spanish and French forwards, `ynt` Turkish, `odp` Polish.
const PREFIXES: [&str; 26] = [
    "re",
    "fw",
    "fwd",
    "aw",
    "wg",
    "sv",
    "vs",
    "vb",
    "vl",
    "rv",
    "tr",
    "rep",
    "rép",
    "res",
    "enc",
    "antwort",
    "antw",
    "weitergeleitet",
    "doorst",
    "ynt",
    "ilt",
    "odp",
    "回复",
    "答复",
    "转发",
    "回覆",
];

/// The subject without marks of answers and forwards, in one line, its case kept. Tags of lists (`[sales]`) stay, wherever
/// the marks stand around them. RFC 5256 §2.1 does the same for English.
///
/// `AW: Re[2]: [sales]  Offer (fwd)` gives `[sales] Offer`.
pub fn base(subject: &str) -> String {
    let clean: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = one_line(&clean);
    let mut tags = String::new();
    let mut rest = line.as_str();
    loop {
        rest = rest.trim_start();
        if let Some(after) = without_mark(rest) {
            rest = after;
        } else if let Some((tag, after)) = leading_tag(rest) {
            if !tags.contains(tag) {
                tags.push_str(tag);
                tags.push(' ');
            }
            rest = after;
        } else {
            break;
        }
    }
    while let Some(before) = rest.strip_suffix("(fwd)").or_else(|| rest.strip_suffix("(Fwd)")) {
        rest = before.trim_end();
    }
    format!("{tags}{rest}").trim().to_owned()
}

/// What to compare subjects by: `base` in lower case. Empty where nothing is left; an empty key joins nothing.
pub fn key(subject: &str) -> String {
    base(subject).to_lowercase()
}

/// The subject of an answer (RFC 5322 §3.6.5): one `Re: ` and the base.
pub fn reply(subject: &str) -> String {
    format!("Re: {}", base(subject)).trim_end().to_owned()
}

/// Whether the subject says by itself that this is an answer or a forward.
pub fn is_marked(subject: &str) -> bool {
    without_mark(subject.trim_start()).is_some()
}

/// What follows one `Re:`, `RE :`, `Re[2]:`, `Re(2):` or `Re^2:`.
fn without_mark(text: &str) -> Option<&str> {
    let (head, after) = text.split_once([':', '：'])?;
    let head = head.trim_end();
    let word = head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '^' | '*')).trim_end();
    // The count must be a count: `Re2: x` is somebody's product.
    let counted = head.len() > word.len();
    let is_count = !counted || head.get(word.len()..).is_some_and(|count| count.trim_start().starts_with(['[', '(', '^', '*']));
    (is_count && PREFIXES.contains(&word.to_lowercase().as_str())).then_some(after)
}

/// A tag in brackets at the start with something behind it.
fn leading_tag(text: &str) -> Option<(&str, &str)> {
    const TAG_LIMIT: usize = 40;
    let end = text.strip_prefix('[')?.find(']')? + 2;
    let (tag, after) = text.split_at_checked(end)?;
    (tag.len() <= TAG_LIMIT && !after.trim().is_empty()).then_some((tag, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_go_and_tags_stay() {
        for (subject, expected) in [
            ("Re: Offer", "Offer"),
            ("AW: WG: Re[2]: RE : Angebot  für\r\n Mai", "Angebot für Mai"),
            ("[sales] Re: Offer", "[sales] Offer"),
            ("Re: [sales] Fwd: [sales] Offer (fwd)", "[sales] Offer"),
            ("RE：Offer", "Offer"),
            ("Regarding: Offer", "Regarding: Offer"),
            ("Re2: launch", "Re2: launch"),
            ("Antwort: Tr: x", "x"),
            ("Re:", ""),
            ("[urgent]", "[urgent]"),
        ] {
            assert_eq!(base(subject), expected, "{subject}");
        }
        assert_eq!(key("RE: Offer"), key("Fwd: OFFER"));
    }

    #[test]
    fn an_answer_has_one_mark_and_one_line() {
        assert_eq!(reply("AW: Re: Offer"), "Re: Offer");
        assert_eq!(reply("Offer\r\nBcc: x@example.com"), "Re: Offer Bcc: x@example.com");
        assert_eq!(reply(""), "Re:");
        assert!(is_marked(" Aw: x") && !is_marked("Awesome: x"));
    }

    proptest! {
        #[test]
        fn the_base_of_an_answer_is_the_base(subject in "(Re: |Fwd: |\\[a\\] |x|\\(fwd\\)|:|é){0,8}") {
            prop_assert_eq!(base(&reply(&subject)), base(&subject));
        }
    }
}
