//! A text with the words marked that state something, each by whether a stored row supports it.

use super::form::byte_at;
use api::{Claim, ClaimId, Draft, HoldCode, Waiver};
use std::collections::BTreeMap;

/// A longer text, in bytes, is not marked: it would be searched and drawn twice with each letter that is typed.
pub const MARKED_AT_MOST: usize = 20_000;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// The claim that it is, and whether that has a source.
    pub claim: Option<(ClaimId, bool)>,
}

/// The text in pieces. Claims whose words no longer stand where they did, because they were typed over, mark nothing.
pub fn pieces(text: &str, claims: &[Claim]) -> Vec<Piece> {
    if text.len() > MARKED_AT_MOST {
        return vec![Piece { text: text.to_owned(), claim: None }];
    }
    let chars: Vec<char> = text.chars().collect();
    let mut marks: Vec<(usize, usize, (ClaimId, bool))> = Vec::new();
    for claim in claims {
        let words: Vec<char> = claim.text.chars().collect();
        let stated_at = claim.start as usize;
        let stands_there = chars.get(stated_at..stated_at + words.len()) == Some(words.as_slice());
        let start = if stands_there { Some(stated_at) } else { nearest(&chars, &words, stated_at) };
        if let Some(start) = start {
            marks.push((start, start + words.len(), (claim.id, claim.source.is_some())));
        }
    }
    marks.sort_unstable();
    let mut pieces = Vec::new();
    let mut at = 0;
    let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    for (start, end, claim) in marks {
        if start < at || start == end {
            continue;
        }
        if start > at {
            pieces.push(Piece { text: part(at, start), claim: None });
        }
        pieces.push(Piece { text: part(start, end), claim: Some(claim) });
        at = end;
    }
    if at < chars.len() {
        pieces.push(Piece { text: part(at, chars.len()), claim: None });
    }
    pieces
}

/// The claim at a place of the text, which is given as the browser counts, in units of UTF-16.
pub fn at(text: &str, claims: &[Claim], place: u32) -> Option<ClaimId> {
    if text.len() > MARKED_AT_MOST {
        return None;
    }
    let place = byte_at(text, place);
    let mut end = 0;
    let found = pieces(text, claims).into_iter().find(|piece| {
        end += piece.text.len();
        place < end || place == end && piece.claim.is_some()
    });
    found?.claim.map(|(id, _)| id)
}

/// The text without the words of a claim, and without the blank that would stand there twice.
pub fn without(text: &str, claims: &[Claim], gone: ClaimId) -> String {
    let mut rest = String::new();
    for piece in pieces(text, claims) {
        let is_gone = piece.claim.is_some_and(|(id, _)| id == gone);
        if is_gone && rest.ends_with(' ') {
            rest.pop();
        } else if !is_gone {
            rest.push_str(&piece.text);
        }
    }
    rest
}

/// What an approval comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approval {
    /// A check holds it, in words; only an edit or a setting can change that.
    Held(String),
    /// Claims without a source are left for which no reason was given.
    Ask,
    Go(Vec<Waiver>),
}

/// Whether a draft can be approved, with the reasons that the operator gave for claims without a source, by their words.
pub fn approval(draft: &Draft, reasons: &BTreeMap<String, String>) -> Approval {
    if let Some(words) = held(draft) {
        return Approval::Held(words);
    }
    let mut waivers = Vec::new();
    for claim in draft.claims.iter().filter(|claim| claim.source.is_none()) {
        match reasons.get(&claim.text).map(|reason| reason.trim()).filter(|reason| !reason.is_empty()) {
            Some(reason) => waivers.push(Waiver { claim: claim.id, reason: reason.to_owned() }),
            None => return Approval::Ask,
        }
    }
    Approval::Go(waivers)
}

/// The first of what no reason can overcome.
pub fn held(draft: &Draft) -> Option<String> {
    draft.holds.iter().find(|hold| hold.code != HoldCode::ClaimWithoutSource).map(|hold| hold.words.clone())
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
    use crate::state::form::tests::draft;
    use api::{Hold, Source};

    fn claim(text: &str, start: u32, is_sourced: bool) -> Claim {
        let source = is_sourced.then(|| Source { kind: "message".to_owned(), id: 1, excerpt: String::new() });
        Claim { id: ClaimId(i64::from(start)), text: text.to_owned(), start, source }
    }

    fn shown(text: &str, claims: &[Claim]) -> Vec<(String, Option<bool>)> {
        pieces(text, claims).into_iter().map(|piece| (piece.text, piece.claim.map(|(_, is_sourced)| is_sourced))).collect()
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

    #[test]
    fn the_claim_under_the_cursor_is_found_as_the_browser_counts() {
        let all = [claim("40 seats", 6, true)];
        let text = "👋 for 40 seats.";
        assert_eq!(at(text, &all, 6), None);
        assert_eq!(at(text, &all, 8).or(at(text, &all, 15)), Some(ClaimId(6)));
        assert_eq!((at(text, &all, 16), at(text, &all, 99)), (None, None));
    }

    #[test]
    fn a_claim_is_taken_out_with_one_of_the_blanks_around_it() {
        let all = [claim("40 seats", 4, false), claim("SSO", 17, true)];
        assert_eq!(without("for 40 seats and SSO", &all, ClaimId(4)), "for and SSO");
        assert_eq!(without("for 40 seats and SSO", &all, ClaimId(9)), "for 40 seats and SSO");
    }

    #[test]
    fn a_megabyte_is_not_searched() {
        let text = "40 seats ".repeat(120_000);
        let found = pieces(&text, &[claim("40 seats", 0, true)]);
        assert!(found.len() == 1 && found[0].claim.is_none());
        assert_eq!(at(&text, &[claim("40 seats", 0, true)], 3), None);
    }

    #[test]
    fn an_approval_asks_for_a_reason_for_each_claim_without_a_source() {
        let mut shown = draft(1, "for 40 seats and SSO");
        shown.claims = vec![claim("40 seats", 4, true), claim("SSO", 17, false)];
        let unsourced = Hold { code: HoldCode::ClaimWithoutSource, claim: Some(ClaimId(17)), words: "no source".to_owned() };
        shown.holds = vec![unsourced];
        let mut reasons = BTreeMap::new();
        assert_eq!(approval(&shown, &reasons), Approval::Ask);
        reasons.insert("SSO".to_owned(), "  ".to_owned());
        assert_eq!(approval(&shown, &reasons), Approval::Ask);
        reasons.insert("SSO".to_owned(), "agreed by phone".to_owned());
        let waiver = Waiver { claim: ClaimId(17), reason: "agreed by phone".to_owned() };
        assert_eq!(approval(&shown, &reasons), Approval::Go(vec![waiver]));
        // What no reason overcomes comes first.
        shown.holds.push(Hold { code: HoldCode::EmptySubject, claim: None, words: "The subject is empty.".to_owned() });
        assert_eq!(approval(&shown, &reasons), Approval::Held("The subject is empty.".to_owned()));
    }
}
