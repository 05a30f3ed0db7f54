//! What two versions of a text differ by, word by word. Bounded: a text of any size is compared in a moment, if more coarsely.

use similar::{Algorithm, DiffTag};

/// More pieces than this on one side, without what both begin and end with, are compared by lines; more lines, as a whole.
/// The comparison takes time in the order of their product.
const PIECES_AT_MOST: usize = 1_500;
/// The longest piece that is shown, in characters.
const SHOWN_AT_MOST: usize = 4_000;
/// How much of what did not change is shown on either side of what did, in characters.
const AROUND: usize = 400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Same,
    Added,
    Removed,
    /// Unchanged and left out.
    Skipped,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub change: Change,
    pub text: String,
}

/// From `before` to `after`, in reading order; what was removed stands before what took its place.
pub fn between(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    let found = match compare(&old, &new) {
        Some(found) => found,
        None => {
            let (old, new) = (lines(before), lines(after));
            compare(&old, &new).unwrap_or_else(|| replaced(before, after))
        }
    };
    found.into_iter().filter(|piece| !piece.text.is_empty()).collect()
}

/// The same for showing: long pieces are cut, and of what did not change only what stands around what did is left.
pub fn shown(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let mut all = Vec::new();
    for (at, Piece { change, text }) in pieces.into_iter().enumerate() {
        let chars: Vec<char> = text.chars().collect();
        let n = chars.len();
        let is_only = last == 0;
        let (head, tail) = match change {
            Change::Same if !is_only && n <= 4 * AROUND => (n, n),
            Change::Same if !is_only => (if at == 0 { 0 } else { AROUND }, if at == last { n } else { n - AROUND }),
            _ => (n.min(SHOWN_AT_MOST), n),
        };
        let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
        all.push(Piece { change, text: part(0, head) });
        if head < tail {
            all.push(Piece { change: Change::Skipped, text: String::new() });
        }
        all.push(Piece { change, text: part(tail, n) });
    }
    all.retain(|piece| piece.change == Change::Skipped || !piece.text.is_empty());
    all
}

/// None where there is too much to compare.
fn compare(old: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
    let n_before = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (old.get(n_before..)?, new.get(n_before..)?);
    let n_behind = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let old_middle = old_rest.get(..old_rest.len() - n_behind)?;
    let new_middle = new_rest.get(..new_rest.len() - n_behind)?;
    if old_middle.len() > PIECES_AT_MOST || new_middle.len() > PIECES_AT_MOST {
        return None;
    }
    let text = |of: &[&str], range: std::ops::Range<usize>| of.get(range).unwrap_or_default().concat();
    let same = |text: String| Piece { change: Change::Same, text };
    let mut all = vec![same(text(old, 0..n_before))];
    for found in similar::capture_diff_slices(Algorithm::Myers, old_middle, new_middle) {
        if found.tag() == DiffTag::Equal {
            all.push(same(text(old_middle, found.old_range())));
            continue;
        }
        all.push(Piece { change: Change::Removed, text: text(old_middle, found.old_range()) });
        all.push(Piece { change: Change::Added, text: text(new_middle, found.new_range()) });
    }
    all.push(same(text(old_rest, old_middle.len()..old_rest.len())));
    Some(joined(all))
}

fn replaced(before: &str, after: &str) -> Vec<Piece> {
    let piece = |change, text: &str| Piece { change, text: text.to_owned() };
    vec![piece(Change::Removed, before), piece(Change::Added, after)]
}

/// Neighbours of one kind are one piece.
fn joined(all: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in all.into_iter().filter(|piece| !piece.text.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.change == piece.change => last.text.push_str(&piece.text),
            _ => joined.push(piece),
        }
    }
    phrases(joined)
}

/// Words that were replaced one after the other are one phrase that was: that they have their blanks in common says nothing.
fn phrases(all: Vec<Piece>) -> Vec<Piece> {
    use Change::{Added, Removed, Same};
    let is_blank = |piece: &Piece| piece.text.chars().all(|c| c.is_whitespace() && c != '\n');
    let mut phrases: Vec<Piece> = Vec::new();
    for piece in all {
        // Between two pieces that stayed, what was removed is one piece, and what was added another behind it.
        match (phrases.as_mut_slice(), piece.change) {
            ([.., old, new], Removed) if old.change == Removed && new.change == Added => {
                old.text.push_str(&piece.text);
                continue;
            }
            ([.., new], Added) if new.change == Added => {
                new.text.push_str(&piece.text);
                continue;
            }
            _ => phrases.push(piece),
        }
        let Some(start) = phrases.len().checked_sub(5) else { continue };
        let joined = match phrases.get(start..) {
            Some([old, new, blank, more_old, more_new])
                if [old.change, new.change, blank.change] == [Removed, Added, Same]
                    && [more_old.change, more_new.change] == [Removed, Added]
                    && is_blank(blank) =>
            {
                let text = |one: &Piece, other: &Piece| [&one.text, &blank.text, &other.text].map(String::as_str).concat();
                [(Removed, text(old, more_old)), (Added, text(new, more_new))]
            }
            _ => continue,
        };
        phrases.truncate(start);
        phrases.extend(joined.map(|(change, text)| Piece { change, text }));
    }
    phrases
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words, and the white space between them.
fn words(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut was_white: Option<bool> = None;
    for (at, c) in text.char_indices() {
        let is_white = c.is_whitespace();
        if was_white.is_some_and(|was| was != is_white) || c == '\n' && at > start {
            all.extend(text.get(start..at));
            start = at;
        }
        was_white = Some(is_white);
    }
    all.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use Change::{Added, Removed, Same, Skipped};

    fn told(before: &str, after: &str) -> Vec<(Change, String)> {
        between(before, after).into_iter().map(|piece| (piece.change, piece.text)).collect()
    }

    /// What was removed and stayed is the old text; what was added and stayed, the new one.
    fn holds_both(before: &str, after: &str) {
        let all = between(before, after);
        let side = |left_out: Change| {
            all.iter().filter(|piece| piece.change != left_out).map(|piece| piece.text.as_str()).collect::<String>()
        };
        assert!(side(Added) == before && side(Removed) == after);
    }

    #[test]
    fn a_changed_word_is_told_by_itself() {
        let expected = [(Same, "for "), (Removed, "40"), (Added, "50"), (Same, " seats")];
        assert_eq!(told("for 40 seats", "for 50 seats"), expected.map(|(change, text)| (change, text.to_owned())));
        assert_eq!(told("same", "same"), [(Same, "same".to_owned())]);
        assert_eq!(told("", "new"), [(Added, "new".to_owned())]);
        assert_eq!(told("", ""), []);
    }

    #[test]
    fn a_phrase_that_was_replaced_is_told_as_one() {
        let expected = [(Same, "I have "), (Removed, "the time"), (Added, "no idea"), (Same, " now")];
        let told = told("I have the time now", "I have no idea now");
        assert_eq!(told, expected.map(|(change, text)| (change, text.to_owned())));
    }

    #[test]
    fn both_versions_can_be_read_from_the_difference() {
        let texts = [
            "",
            "Hi Inês,\n\nfor 40 seats.\n",
            "Hello Inês,\nfor forty seats 👋🏽.\n\n",
            "שלום 40\u{200f} مقاعد",
            "a b  c\nd",
            "e f  g\nh",
            "  \n \n",
        ];
        for before in texts {
            for after in texts {
                holds_both(before, after);
            }
        }
    }

    #[test]
    fn of_texts_of_a_megabyte_little_is_shown() {
        let one = "lorem ipsum dolor ".repeat(58_000);
        let other = (0..150_000).map(|n| format!("{n} ")).collect::<String>();
        let by_lines = one.replace("ipsum", "ipsum\n");
        for (before, after) in [(&one, &other), (&by_lines, &other), (&one, &format!("{one}more")), (&one, &by_lines)] {
            holds_both(before, after);
            let n_shown: usize = shown(between(before, after)).iter().map(|piece| piece.text.len()).sum();
            assert!(n_shown < 40_000, "{n_shown}");
        }
    }

    #[test]
    fn what_did_not_change_is_left_out_away_from_what_did() {
        let long = "word ".repeat(400);
        let found = shown(between(&format!("{long}40{long}"), &format!("{long}50{long}")));
        let kinds: Vec<Change> = found.iter().map(|piece| piece.change).collect();
        assert_eq!(kinds, [Skipped, Same, Removed, Added, Same, Skipped]);
        assert!(found.iter().all(|piece| piece.text.chars().count() <= AROUND + 8));
        let short = shown(between("for 40 seats", "for 50 seats"));
        assert!(short.iter().all(|piece| piece.change != Skipped));
    }
}
