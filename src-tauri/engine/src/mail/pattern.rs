//! Phrases with a little play in them, found in one pass over the words of a sentence.
//!
//! A list of phrases is text, one phrase a line or several with ` / ` between. Words are as `words::fold` makes them, and
//!
//! - `a|b` is one of these words, `?a` or `?a|b` one of these or none, `a*` any word that begins so (not as the first),
//! - `...` up to three words, `#` a word that begins with a digit, alone or as one of several,
//! - `@name` among words is all words of that class (see `with_classes`),
//! - `^` in front means: at the beginning of the sentence; `$` behind, alone or as one of several: at its end.
//!
//! Phrases stand under their first word, so a sentence is gone through once however many there are, and what one phrase
//! may skip is bounded: the work grows with the length of the text and nothing else.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Words that `...` may skip.
const GAP: usize = 3;

/// Words that stand for each other, under a name: "day", "monday|tuesday".
pub(super) type Classes = [(&'static str, &'static str)];

enum Token {
    OneOf(OneOf),
    Maybe(OneOf),
    Gap,
    Number,
    End,
}

struct Phrase<T> {
    at_start: bool,
    /// Behind the first word.
    rest: Vec<Token>,
    sign: T,
}

/// Lists of phrases, each with what it is a sign of, under their first words.
pub(super) struct Patterns<T> {
    by_first: HashMap<&'static str, Vec<Phrase<T>>, BuildHasherDefault<Fnv>>,
    firsts: Heads,
}

/// By the first byte of a word, which lengths there are: bit 31 is for all from 31 on. Most words are told apart by that alone,
/// for a fraction of what looking them up costs.
pub(super) struct Heads([u32; 256]);

impl Heads {
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Heads {
        let mut heads = Heads([0; 256]);
        for word in words {
            if let Some(lengths) = word.bytes().next().and_then(|first| heads.0.get_mut(usize::from(first))) {
                *lengths |= length_bit(word);
            }
        }
        heads
    }

    pub fn may_have(&self, word: &str) -> bool {
        let lengths = word.bytes().next().and_then(|first| self.0.get(usize::from(first)));
        lengths.is_some_and(|lengths| lengths & length_bit(word) != 0)
    }
}

fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

/// A phrase in a sentence: its first word and the one behind its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub start: usize,
    pub end: usize,
    pub sign: T,
}

/// Some words, and whether a number is one of them and the end of the sentence another.
#[derive(Default)]
struct OneOf {
    words: HashSet<&'static str, BuildHasherDefault<Fnv>>,
    starts: Vec<&'static str>,
    number: bool,
    end: bool,
}

impl<T: Copy + PartialEq> Patterns<T> {
    pub fn new(lists: &[(&'static str, T)]) -> Patterns<T> {
        Patterns::with_classes(&[], lists)
    }

    pub fn with_classes(classes: &Classes, lists: &[(&'static str, T)]) -> Patterns<T> {
        let mut by_first: HashMap<_, Vec<_>, _> = HashMap::default();
        for (list, sign) in lists {
            for phrase in list.split(['\n', '/']).map(str::trim).filter(|phrase| !phrase.is_empty()) {
                let (phrase, at_start) = phrase.strip_prefix('^').map_or((phrase, false), |phrase| (phrase.trim(), true));
                let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
                debug_assert!(first.chars().all(|c| c.is_alphanumeric() || matches!(c, '|' | '#' | '\'' | '@')), "{phrase}");
                for word in members(first, classes) {
                    let rest = rest.split_whitespace().map(|text| token(text, classes)).collect();
                    by_first.entry(word).or_default().push(Phrase { at_start, rest, sign: *sign });
                }
            }
        }
        let firsts = Heads::of(by_first.keys().copied());
        Patterns { by_first, firsts }
    }

    /// The phrases that begin with a word, one of `#` left out.
    fn under(&self, word: &str) -> Option<&Vec<Phrase<T>>> {
        if self.firsts.may_have(word) { self.by_first.get(word) } else { None }
    }

    /// Those that begin with any number, where the word is one.
    fn under_number(&self, word: &str) -> Option<&Vec<Phrase<T>>> {
        if is_number(word) { self.by_first.get("#") } else { None }
    }

    /// All phrases of the lists in these words, in order of their first words.
    pub fn all<'a>(&'a self, words: &'a [&'a str]) -> impl Iterator<Item = Found<T>> + 'a {
        words.iter().enumerate().flat_map(move |(start, word)| {
            let phrases = self.under(word).into_iter().chain(self.under_number(word)).flatten();
            phrases.filter_map(move |phrase| {
                let behind = words.get(start + 1..).filter(|_| start == 0 || !phrase.at_start)?;
                let left = n_left(&phrase.rest, behind)?;
                Some(Found { start, end: words.len() - left, sign: phrase.sign })
            })
        })
    }

    /// Whether a phrase begins at the first of these words.
    pub fn opens(&self, words: &[&str]) -> bool {
        let (Some(word), behind) = (words.first(), words.get(1..).unwrap_or_default()) else {
            return false;
        };
        let phrases = self.under(word).map(Vec::as_slice).unwrap_or_default();
        phrases.iter().any(|phrase| n_left(&phrase.rest, behind).is_some())
    }

    pub fn any(&self, words: &[&str]) -> bool {
        self.all(words).next().is_some()
    }

    /// Whether a sentence of a text may have one of the phrases: whether the words of the whole text do where beginnings and ends
    /// of sentences count for nothing. Costs a fraction of telling its sentences apart.
    pub fn may_be_in(&self, words: &[&str]) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            let behind = words.get(at + 1..).unwrap_or_default();
            let phrases = self.under(word).into_iter().chain(self.under_number(word)).flatten();
            { phrases }.any(|phrase| may_follow(&phrase.rest, behind))
        })
    }

    pub fn has(&self, words: &[&str], sign: T) -> bool {
        self.all(words).any(|found| found.sign == sign)
    }
}

/// The words of `a|b|@class`.
fn members<'a>(text: &'static str, classes: &'a Classes) -> impl Iterator<Item = &'static str> + 'a {
    text.split('|').flat_map(move |word| {
        let class = word.strip_prefix('@');
        let found = class.and_then(|class| classes.iter().find(|(name, _)| *name == class));
        debug_assert!(class.is_none() || found.is_some(), "{text}");
        found.map_or(word, |(_, words)| words).split('|')
    })
}

fn token(text: &'static str, classes: &Classes) -> Token {
    match text {
        "..." => Token::Gap,
        "#" => Token::Number,
        "$" => Token::End,
        _ => match text.strip_prefix('?') {
            Some(words) => Token::Maybe(one_of(words, classes)),
            None => Token::OneOf(one_of(text, classes)),
        },
    }
}

fn one_of(text: &'static str, classes: &Classes) -> OneOf {
    let mut one_of = OneOf::default();
    for word in members(text, classes) {
        match word.strip_suffix('*') {
            Some(start) => one_of.starts.push(start),
            None if word == "#" => one_of.number = true,
            None if word == "$" => one_of.end = true,
            None => {
                one_of.words.insert(word);
            }
        }
    }
    one_of
}

/// How many words are left behind the phrase, or None where it does not fit.
fn n_left(tokens: &[Token], words: &[&str]) -> Option<usize> {
    let Some((token, tokens)) = tokens.split_first() else {
        return Some(words.len());
    };
    let behind = || words.split_first().map(|(word, behind)| (*word, behind));
    match token {
        Token::End => words.is_empty().then_some(0),
        Token::OneOf(list) if words.is_empty() => (list.end && tokens.is_empty()).then_some(0),
        Token::OneOf(list) => behind().filter(|(word, _)| list.has(word)).and_then(|(_, behind)| n_left(tokens, behind)),
        Token::Number => behind().filter(|(word, _)| is_number(word)).and_then(|(_, behind)| n_left(tokens, behind)),
        Token::Maybe(list) => behind()
            .filter(|(word, _)| list.has(word))
            .and_then(|(_, behind)| n_left(tokens, behind))
            .or_else(|| n_left(tokens, words)),
        Token::Gap => (0..=GAP).find_map(|n| n_left(tokens, words.get(n..)?)),
    }
}

/// As `n_left`, but any word may be the last of its sentence.
fn may_follow(tokens: &[Token], words: &[&str]) -> bool {
    let Some((token, tokens)) = tokens.split_first() else {
        return true;
    };
    let goes_on = |list: &OneOf| words.split_first().is_some_and(|(word, behind)| list.has(word) && may_follow(tokens, behind));
    match token {
        Token::End => true,
        Token::OneOf(list) => list.end && tokens.is_empty() || goes_on(list),
        Token::Number => words.split_first().is_some_and(|(word, behind)| is_number(word) && may_follow(tokens, behind)),
        Token::Maybe(list) => goes_on(list) || may_follow(tokens, words),
        Token::Gap => (0..=GAP).any(|n| words.get(n..).is_some_and(|behind| may_follow(tokens, behind))),
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

impl OneOf {
    fn has(&self, word: &str) -> bool {
        self.words.contains(word) || self.number && is_number(word) || self.starts.iter().any(|start| word.starts_with(start))
    }
}

/// FNV-1a. The keys are ours and the words short; the hash that guards against chosen keys takes most of the time here.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_mark_means_what_it_says() {
        let patterns = Patterns::new(&[
            ("remove|delete me|us ... list|lists\n^ stop $ / call|ring ?me # ", 1),
            ("schedul ... call", 2),
            ("set up a meet*", 3),
        ]);
        for (text, expected) in [
            ("please remove me from your mailing list", true),
            ("delete us list", true),
            ("remove me from your very long list", false),
            ("stop", true),
            ("stop it", false),
            ("please stop", false),
            ("call 5pm", true),
            ("ring me 5", true),
            ("call me", false),
            ("we set up a meeting", true),
            ("", false),
        ] {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(patterns.any(&words), expected, "{text}");
        }
        let found: Vec<_> = patterns.all(&["so", "call", "5"]).collect();
        assert_eq!(found, [Found { start: 1, end: 3, sign: 1 }]);
        assert!(!patterns.has(&["call", "5"], 2));
    }

    proptest! {
        #[test]
        fn any_words_are_survived(words in prop::collection::vec("a|b|5|call", 0..20)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let patterns = Patterns::new(&[("call ... ?a ... b ... # $ / a ... a / b", ())]);
            prop_assert!(patterns.all(&words).all(|found| found.start < found.end && found.end <= words.len()));
        }

        #[test]
        fn what_a_sentence_has_its_text_may_have(
            before in prop::collection::vec("a|b|5|call", 0..5),
            words in prop::collection::vec("a|b|5|call", 0..8),
            behind in prop::collection::vec("a|b|5|call", 0..5),
        ) {
            let patterns = Patterns::new(&[("call ... ?a b # $ / ^ a ... b|$ / b ?a $", ())]);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let text: Vec<&str> = before.iter().map(String::as_str).chain(words.iter().copied()).chain(behind.iter().map(String::as_str)).collect();
            prop_assert!(!patterns.any(&words) || patterns.may_be_in(&text));
        }
    }
}
