//! Where sentences end. Careful about what looks like an end and is none: numbers, abbreviations, links, initials.

/// Words, in lower case and without their dot, behind which a dot ends nothing.
const ABBREVIATIONS: [&str; 66] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "inc", "ltd", "co", "corp", "no", "nr", "vs", "approx", "e.g", "i.e",
    "cf", "fig", "dept", "tel", "ext", "est", "z.b", "d.h", "u.a", "o.ä", "i.d.r", "bzw", "ca", "evtl", "ggf", "inkl", "zzgl",
    "hr", "fr", "str", "dipl", "ing", "abs", "mme", "mlle", "mm", "m", "p.ex", "env", "av", "bd", "sra", "srta", "ud", "uds",
    "p.ej", "aprox", "pág", "núm", "jan", "feb", "aug", "sept", "oct", "okt", "nov", "dec", "dez",
];
/// A line up to this long, in characters, was not broken because it was full.
const SHORT_LINE: usize = 50;

/// The sentences of a text, trimmed, none empty.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        let mut rest = paragraph;
        while let Some(end) = first_end(rest) {
            let Some((sentence, after)) = rest.split_at_checked(end) else {
                break;
            };
            found.push(sentence.trim());
            rest = after;
        }
        found.push(rest.trim());
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Pieces of text that no sentence spans: paragraphs, list items, greetings.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        at += line.len();
        let next = lines.peek().map_or("", |next| next.trim());
        let shown = line.trim();
        let is_short = shown.chars().nth(SHORT_LINE).is_none();
        let begins_new = next.is_empty()
            || is_item(next)
            || is_short && next.starts_with(|c: char| c.is_uppercase() || matches!(c, '¿' | '¡'));
        if shown.is_empty() || begins_new || is_short && shown.ends_with([',', ':']) {
            pieces.extend(text.get(start..at));
            start = at;
        }
    }
    pieces.extend(text.get(start..));
    pieces
}

fn is_item(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered =
        digits.len() < line.len() && line.len() - digits.len() <= 2 && (digits.starts_with(". ") || digits.starts_with(") "));
    is_numbered || ["- ", "* ", "• ", "· ", "– "].iter().any(|mark| line.starts_with(mark))
}

/// Where the first sentence of a paragraph ends, in bytes; None where it runs to the end.
fn first_end(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let mark_at = at + rest.bytes().position(|byte| matches!(byte, b'.' | b'?' | b'!' | 0xD8 | 0xE2 | 0xE3 | 0xEF))?;
        let from_mark = text.get(mark_at..)?;
        let mark = from_mark.chars().next()?;
        at = mark_at + mark.len_utf8();
        if !is_end_mark(mark) {
            continue;
        }
        // Further marks and what closes a quotation belong to the sentence.
        let closes = |c: char| is_end_mark(c) || matches!(c, '"' | ')' | '”' | '’' | '»' | '*' | '_');
        let after = text.get(at..)?.trim_start_matches(closes);
        let is_single = after.len() == text.len() - at;
        at = text.len() - after.len();
        let is_wide = matches!(mark, '。' | '？' | '！' | '؟');
        let ends = !after.is_empty() && (is_wide || after.starts_with(char::is_whitespace));
        if ends && !(mark == '.' && is_single && goes_on(text.get(..mark_at)?, after.trim_start())) {
            return Some(at);
        }
    }
}

fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟')
}

/// Whether a single dot between these two ends nothing.
fn goes_on(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '„' | '«')).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let is_ordinal = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let next_is_small = after.starts_with(|c: char| c.is_lowercase());
    next_is_small || is_initial || is_ordinal || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        for (text, expected) in [
            ("One. Two! Three? Four", vec!["One.", "Two!", "Three?", "Four"]),
            ("It is 1.5 M, e.g. for Dr. Keller. Fine.", vec!["It is 1.5 M, e.g. for Dr. Keller.", "Fine."]),
            ("See https://example.com/a.b?c=1. Then call.", vec!["See https://example.com/a.b?c=1.", "Then call."]),
            ("Wir treffen uns am 3. Mai z.B. in Bonn. Gut?", vec!["Wir treffen uns am 3. Mai z.B. in Bonn.", "Gut?"]),
            ("Really?! \"Yes.\" No...", vec!["Really?!", "\"Yes.\"", "No..."]),
            (
                "Hi Anna,\nthanks for the call.\n\nTwo points:\n- price\n- term",
                vec!["Hi Anna,", "thanks for the call.", "Two points:", "- price", "- term"],
            ),
            (
                "J. Smith wrote to the board of the company about it\nand asked for more. Done.",
                vec!["J. Smith wrote to the board of the company about it\nand asked for more.", "Done."],
            ),
            ("¿Qué tal? Quel prix ? Bon.", vec!["¿Qué tal?", "Quel prix ?", "Bon."]),
        ] {
            assert_eq!(split(text), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_is_lost(text in "([a-zA-Zéß0-9?!. \n,:-]|https://x\\.y/\\?|。|Dr\\. ){0,60}") {
            let n = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            prop_assert_eq!(split(&text).into_iter().map(n).sum::<usize>(), n(&text));
        }
    }
}
