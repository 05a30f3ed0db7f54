//! Cuts what was typed into numbers, words and marks. Any text can be cut; whether it means something is decided later.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Its value, and how many digits it was written with.
    Number(u32, usize),
    /// Letters of any script, up to the next thing that is none: "3d" is a number and a word.
    Word(&'a str),
    /// Any other single character.
    Mark(char),
}

/// White space and commas only separate. A number too long to be one is a mark, which no term begins with.
pub(super) fn tokens(words: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = words.trim_start_matches(separates);
    while let Some(first) = rest.chars().next() {
        let belongs: fn(char) -> bool = match first {
            '0'..='9' => |c| c.is_ascii_digit(),
            c if c.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        let n_bytes = rest.find(|c| !belongs(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (text, after) = rest.split_at(n_bytes);
        tokens.push(match (first, text.parse()) {
            ('0'..='9', Ok(value)) => Token::Number(value, text.len()),
            (c, _) if c.is_alphabetic() => Token::Word(text),
            _ => Token::Mark(first),
        });
        rest = after.trim_start_matches(separates);
    }
    tokens
}

fn separates(c: char) -> bool {
    c.is_whitespace() || c == ','
}
