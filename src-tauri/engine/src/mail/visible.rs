//! What of a text an eye sees. Excerpts are made of that and nothing else: a stranger must not decide how the words beside
//! theirs are shown, nor hide some from whoever reads.
//!
//! The stored text stays as it came; what is taken out here is taken out of what is shown and of what is read.

use std::borrow::Cow;

use super::decode::is_deceptive;

/// The longest excerpt, in characters.
const EXCERPT_CHARS: usize = 200;

const COMMENT: &str = "<!--";

/// The text without comments of HTML, which some senders leave in plain text, and without characters that are not shown. A
/// comment without an end takes only its own opening, or all behind it would be gone.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let without = without_comments(text);
    if without.is_ascii() || !without.chars().any(may_hide) {
        return without;
    }
    let mut out = String::with_capacity(without.len());
    let mut chars = without.chars().peekable();
    while let Some(c) = chars.next() {
        // Emoji and some scripts are joined by what is not seen itself; between other letters it joins nothing.
        let is_kept = if is_joiner(c) {
            out.ends_with(|before| is_joined(before) || is_selector(before)) && chars.peek().is_some_and(|next| is_joined(*next))
        } else if is_selector(c) {
            out.ends_with(is_joined)
        } else {
            !is_deceptive(c)
        };
        if is_kept {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// An excerpt of a text: what is seen of it, in one line, at most 200 characters, cut behind a word.
pub fn excerpt(text: &str) -> String {
    let line = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT_CHARS {
        return line;
    }
    let start: String = line.chars().take(EXCERPT_CHARS - 1).collect();
    format!("{}…", start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words).trim_end())
}

/// What somebody says, without the line that greets.
pub fn without_greeting(text: &str) -> &str {
    const GREETING_CHARS: usize = 40;
    let (first, rest) = text.trim().split_once('\n').unwrap_or((text, ""));
    let greets = first.trim_end().ends_with([',', ':', '!']) && first.chars().count() <= GREETING_CHARS;
    if greets && !rest.trim().is_empty() { rest.trim_start() } else { text }
}

/// A text in one line, however long, as it is seen.
pub fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains(COMMENT) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Once no end is left, none is looked for again: the work must not grow with the number of openings.
    let mut has_ends = true;
    while let Some((before, comment)) = rest.split_once(COMMENT) {
        out.push_str(before);
        let end = if has_ends { comment.split_once("-->") } else { None };
        has_ends = end.is_some();
        rest = end.map_or(comment, |(_, after)| after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn may_hide(c: char) -> bool {
    is_deceptive(c) || is_joiner(c) || is_selector(c)
}

/// The joiners (Unicode UAX #31 §2.3).
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// What chooses how the character in front is drawn.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}')
}

/// What a joiner may stand beside, and a selector behind: letters of scripts that join, and symbols.
fn is_joined(c: char) -> bool {
    c > '\u{24F}' && !c.is_whitespace() && !is_joiner(c) && !is_selector(c) && !is_deceptive(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_not_in_an_excerpt() {
        for hidden in [
            '\u{202A}',
            '\u{202B}',
            '\u{202C}',
            '\u{202D}',
            '\u{202E}',
            '\u{2066}',
            '\u{2067}',
            '\u{2068}',
            '\u{2069}',
            '\u{200E}',
            '\u{200F}',
            '\u{61C}',
            '\u{200B}',
            '\u{200C}',
            '\u{200D}',
            '\u{2060}',
            '\u{2063}',
            '\u{FEFF}',
            '\u{AD}',
            '\u{34F}',
            '\u{180E}',
            '\u{206A}',
            '\u{FFFA}',
            '\u{FE0F}',
            '\u{E0041}',
            '\u{E0100}',
            '\u{3164}',
            '\u{1D173}',
        ] {
            assert_eq!(excerpt(&format!("{hidden}Send the{hidden} off{hidden}er.{hidden}")), "Send the offer.", "{hidden:?}");
        }
    }

    #[test]
    fn emoji_and_scripts_that_join_stay_whole() {
        for text in ["👩\u{200D}💻 ok ❤\u{FE0F}", "می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "Grüße, façade, Łódź"]
        {
            assert_eq!(excerpt(text), text);
        }
    }

    #[test]
    fn comments_of_html_are_not_in_an_excerpt() {
        let text = "<!-- p {margin:0} -->Hi,\n<!--\n/* Font Definitions */\n@font-face {}\n-->could you call?";
        assert_eq!(excerpt(text), "Hi, could you call?");
        assert_eq!(excerpt("Yes <!--[if mso]> and no"), "Yes [if mso]> and no");
        assert_eq!(excerpt(&COMMENT.repeat(1 << 18)), "");
    }

    #[test]
    fn it_is_cut_behind_a_word() {
        let cut = excerpt(&"word ".repeat(100));
        assert!(cut.ends_with("word…") && cut.chars().count() <= EXCERPT_CHARS, "{cut}");
        assert_eq!(excerpt(&"x".repeat(300)).chars().count(), EXCERPT_CHARS);
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_short_line_in_which_nothing_hides(text in "(<!--|-->|\\PC|\\s|[\u{200B}-\u{200F}\u{202A}-\u{202E}]|ab ){0,120}") {
            let shown = excerpt(&text);
            prop_assert!(shown.chars().count() <= EXCERPT_CHARS);
            prop_assert!(!shown.chars().any(|c| c.is_control() || is_deceptive(c)), "{shown:?}");
        }
    }
}
