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

    /// All sentences of a text.
    pub fn all(text: &'a str) -> impl Iterator<Item = Said<'a>> {
        sentence::split(text).into_iter().map(Said::new)
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
}
