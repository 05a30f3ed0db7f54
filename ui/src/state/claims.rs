//! A text with the words marked that state something, each by whether a stored row supports it.

use api::Claim;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether it is a claim, and if so whether it has a source.
    pub claim: Option<bool>,
}

/// The text in pieces. Claims whose words no longer stand where they did, because they were typed over, mark nothing.
pub fn pieces(text: &str, claims: &[Claim]) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut marks: Vec<(usize, usize, bool)> = Vec::new();
    for claim in claims {
        let words: Vec<char> = claim.text.chars().collect();
        let stated_at = claim.start as usize;
        let stands_there = chars.get(stated_at..stated_at + words.len()) == Some(words.as_slice());
        let start = if stands_there { Some(stated_at) } else { nearest(&chars, &words, stated_at) };
        if let Some(start) = start {
            marks.push((start, start + words.len(), claim.source.is_some()));
        }
    }
    marks.sort_unstable();
    let mut pieces = Vec::new();
    let mut at = 0;
    let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    for (start, end, is_sourced) in marks {
        if start < at || start == end {
            continue;
        }
        if start > at {
            pieces.push(Piece { text: part(at, start), claim: None });
        }
        pieces.push(Piece { text: part(start, end), claim: Some(is_sourced) });
        at = end;
    }
    if at < chars.len() {
        pieces.push(Piece { text: part(at, chars.len()), claim: None });
    }
    pieces
}

/// Where the words stand now, nearest to where they stood: text was typed before them.
fn nearest(chars: &[char], words: &[char], stated_at: usize) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    let found = chars.windows(words.len()).enumerate().filter(|(_, window)| *window == words).map(|(at, _)| at);
    found.min_by_key(|at| at.abs_diff(stated_at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::{ClaimId, Source};

    fn claim(text: &str, start: u32, is_sourced: bool) -> Claim {
        let source = is_sourced.then(|| Source { kind: "message".to_owned(), id: 1, excerpt: String::new() });
        Claim { id: ClaimId(1), text: text.to_owned(), start, source }
    }

    fn shown(text: &str, claims: &[Claim]) -> Vec<(String, Option<bool>)> {
        pieces(text, claims).into_iter().map(|piece| (piece.text, piece.claim)).collect()
    }

    #[test]
    fn claims_are_marked_by_their_support() {
        let all = [claim("40 seats", 4, true), claim("SSO", 17, false)];
        let expected = [("for ", None), ("40 seats", Some(true)), (" and ", None), ("SSO", Some(false)), (" ü", None)];
        assert_eq!(shown("for 40 seats and SSO ü", &all), expected.map(|(text, claim)| (text.to_owned(), claim)));
    }

    #[test]
    fn what_was_typed_over_is_marked_no_more() {
        assert_eq!(shown("for fifty seats", &[claim("40 seats", 4, true)]), [("for fifty seats".to_owned(), None)]);
    }

    #[test]
    fn words_that_moved_keep_their_mark() {
        let expected = [("Hello! for ".to_owned(), None), ("40 seats".to_owned(), Some(true))];
        assert_eq!(shown("Hello! for 40 seats", &[claim("40 seats", 4, true)]), expected);
    }

    #[test]
    fn overlapping_and_empty_claims_do_no_harm() {
        let all = [claim("40 seats", 0, true), claim("seats", 3, false), claim("", 0, true)];
        assert_eq!(shown("40 seats", &all), [("40 seats".to_owned(), Some(true))]);
        assert_eq!(shown("", &all), []);
    }
}
