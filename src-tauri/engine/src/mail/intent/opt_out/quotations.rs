//! What a writer puts in quotation marks: somebody else said it.

use std::borrow::Cow;

/// From this many words on it is somebody's sentence; fewer are a word that the writer stresses.
const WORDS: usize = 3;
/// The longest quotation, in bytes. A mark that is never closed must not swallow the mail.
const LENGTH_LIMIT: usize = 600;

/// A text without what it quotes in quotation marks; the text itself where it says nothing besides.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    // Most texts have no quotation mark at all, and that is quickly seen.
    if text.is_ascii() && !text.contains('"') {
        return Cow::Borrowed(text);
    }
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, quotation, after)) = first(rest) {
        left.push_str(before);
        // What stands behind is a sentence of its own.
        if quotation.trim_end().ends_with(['.', '!', '?']) {
            left.push_str(".\n\n");
        }
        rest = after;
    }
    if rest.len() == text.len() || !left.contains(char::is_alphanumeric) && !rest.contains(char::is_alphanumeric) {
        return Cow::Borrowed(text);
    }
    left.push_str(rest);
    Cow::Owned(left)
}

/// What stands before the first quotation, it, and what stands behind it.
fn first(text: &str) -> Option<(&str, &str, &str)> {
    text.char_indices().find_map(|(at, open)| {
        let closing: &[char] = match open {
            '"' => &['"'],
            '“' => &['”', '"'],
            '„' => &['“', '”', '"'],
            '«' => &['»'],
            '»' => &['«'],
            _ => return None,
        };
        let before = text.get(..at)?;
        // The mark of inches stands behind its number.
        if before.chars().next_back().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let behind = text.get(at + open.len_utf8()..)?;
        let end = behind.find(closing).filter(|end| *end <= LENGTH_LIMIT)?;
        let (quotation, after) = behind.split_at_checked(end)?;
        let after = after.get(after.chars().next()?.len_utf8()..)?;
        let is_sentence = quotation.split_whitespace().count() >= WORDS && !quotation.contains("\n\n");
        is_sentence.then_some((before, quotation, after))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quotations_go_and_single_words_stay() {
        for (text, expected) in [
            ("He said: \"Take me off it.\" So I ask.", "He said: .\n\n So I ask."),
            ("Er sagt „nehmt mich da raus“ und geht.", "Er sagt  und geht."),
            ("Reply \"stop\" or \"no more\".", "Reply \"stop\" or \"no more\"."),
            ("A 19\" and a very nice 24\" one.", "A 19\" and a very nice 24\" one."),
            ("\"Take me off your list.\"", "\"Take me off your list.\""),
            ("No «end of this text here", "No «end of this text here"),
        ] {
            assert_eq!(without(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "[ab .\"“„«»\\n]{0,40}") {
            prop_assert!(without(&text).len() <= text.len() + 3 * text.len());
        }
    }
}
