//! A sentence as it stands and as lists of phrases want it: its words, and where its clauses begin.

use super::{sentence, words};

/// A sentence somebody wrote.
pub(super) struct Said<'a> {
    pub text: &'a str,
    folded: String,
    starts: Vec<Start>,
}

/// The first word of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    pub at: usize,
    /// It opens the sentence, or what is announced: "Hi Anna, …", "One thing: …". Behind other commas a question word
    /// mostly refers to what stands before it.
    pub is_main: bool,
}

/// What is called out to somebody is no longer than this, in words.
const CALL_LIMIT: usize = 3;

/// How much of a text is read, in bytes. Who writes more than this says what they want before it.
const TEXT_LIMIT: usize = 64 << 10;
/// How much of one sentence is read, in words, and in bytes where it has no spaces.
const WORD_LIMIT: usize = 400;
const SENTENCE_BYTES: usize = 8 << 10;

/// What is read of a text.
pub(super) fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TEXT_LIMIT)).unwrap_or(text)
}

/// The beginning of a sentence that has no end.
fn start_of(sentence: &str) -> &str {
    let sentence = sentence.get(..sentence.floor_char_boundary(SENTENCE_BYTES)).unwrap_or(sentence);
    let spaces = sentence.match_indices(char::is_whitespace);
    let ends =
        spaces.filter(|(at, space)| !sentence.get(at + space.len()..).is_some_and(|rest| rest.starts_with(char::is_whitespace)));
    ends.map(|(at, _)| at).nth(WORD_LIMIT - 1).and_then(|end| sentence.get(..end)).unwrap_or(sentence)
}

impl<'a> Said<'a> {
    pub fn new(text: &'a str) -> Said<'a> {
        let mut folded = String::with_capacity(text.len());
        let (mut starts, mut n_words, mut is_main) = (Vec::new(), 0, true);
        let mut left = text;
        while !left.is_empty() {
            let (clause, mark, rest) = first_clause(left);
            left = rest;
            let clause = words::fold(clause);
            if !clause.is_empty() {
                starts.push(Start { at: n_words, is_main });
                if !folded.is_empty() {
                    folded.push(' ');
                }
                folded.push_str(&clause);
                n_words += clause.split(' ').count();
                is_main = mark != ',' || starts.len() == 1 && n_words <= CALL_LIMIT;
            }
        }
        Said { text, folded, starts }
    }

    /// The sentences of a text, of what is read of it and of each.
    pub fn all(text: &'a str) -> impl Iterator<Item = Said<'a>> {
        sentence::split(beginning(text)).into_iter().map(start_of).map(Said::new)
    }

    /// The words, each in the one form that the lists know.
    pub fn words(&self) -> Vec<&str> {
        self.folded.split(' ').filter(|word| !word.is_empty()).map(words::plain).collect()
    }

    pub fn starts(&self) -> &[Start] {
        &self.starts
    }

    /// Whether it is a question by its mark.
    pub fn has_question_mark(&self) -> bool {
        const CLOSES: [char; 9] = ['"', ')', '*', '_', '”', '’', '»', '“', '\''];
        // An emoji or a smiley may follow, a word may not.
        let after = self.text.rsplit(['?', '？', '؟']).next().unwrap_or_default();
        after.len() < self.text.len() && !after.contains(|c: char| c.is_alphanumeric() && !CLOSES.contains(&c))
    }
}

/// The text up to a mark that ends a clause, that mark, and what stands behind it.
fn first_clause(text: &str) -> (&str, char, &str) {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
        let is_dash = matches!(c, '-' | '–' | '—') && before == ' ' && behind.starts_with(' ');
        let is_mark =
            matches!(c, ',' | ':' | ';' | '(' | '¿' | '!' | '…') && !behind.starts_with(|c: char| c.is_ascii_digit() || c == '/');
        if is_dash || is_mark || c == '.' && behind.starts_with(' ') {
            return (text.get(..at).unwrap_or_default(), c, behind);
        }
        before = c;
    }
    (text, '.', "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clauses_begin_where_something_is_said_anew() {
        let said = Said::new("Hi Anna, one thing: is it in, or dont we know, who is");
        assert_eq!(said.words().join(" "), "hi anna one thing is it in or don't we know who is");
        let starts: Vec<_> = said.starts().iter().map(|start| (start.at, start.is_main)).collect();
        assert_eq!(starts, [(0, true), (2, true), (4, true), (7, false), (11, false)]);
        assert!(Said::new("Really? :-)").has_question_mark() && !Said::new("Really? Yes").has_question_mark());
    }

    proptest! {
        #[test]
        fn the_words_are_those_of_the_text(text in any::<String>()) {
            let said = Said::new(&text);
            prop_assert!(said.starts().iter().all(|start| start.at < said.words().len()));
        }
    }

    #[test]
    fn of_a_sentence_without_an_end_the_beginning_is_read() {
        let endless = "no end ".repeat(100_000);
        let said: Vec<Said<'_>> = Said::all(&endless).collect();
        assert_eq!(said.iter().map(|said| said.words().len()).collect::<Vec<_>>(), [WORD_LIMIT]);
        let unspaced = "no.end.".repeat(100_000);
        assert!(Said::all(&unspaced).all(|said| said.text.len() <= SENTENCE_BYTES));
        let many = "This is short. ".repeat(10_000);
        let read: usize = Said::all(&many).map(|said| said.text.len() + 1).sum();
        assert!((TEXT_LIMIT - 20..=TEXT_LIMIT + 1).contains(&read), "{read}");
        assert_eq!(start_of("a  b c"), "a  b c");
    }
}
