//! Finds personal numbers and keys that have no place in a mail: payment cards, social security numbers, IBANs, keys.

/// How the start of well-known keys reads.
const KEY_STARTS: &[&str] = &["sk-", "sk_live_", "pat-", "xoxb-", "xoxp-", "ghp_", "AKIA", "AIza", "-----BEGIN"];
/// Shorter words that begin like a key are none.
const KEY_CHARS: usize = 16;

/// What kinds of such numbers stand in a text.
pub fn personal(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    if runs(text).iter().any(|digits| (13..=19).contains(&digits.len()) && passes_luhn(digits)) {
        found.push("a payment card number");
    }
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '"')).collect();
    if words.iter().any(|word| is_social_security(word.trim_end_matches('.'))) {
        found.push("a social security number");
    }
    if has_iban(text) {
        found.push("an IBAN");
    }
    let is_key = |word: &&str| {
        KEY_STARTS.iter().any(|start| word.starts_with(start)) && (word.len() >= KEY_CHARS || word.starts_with("-----"))
    };
    if words.iter().any(is_key) {
        found.push("a secret key");
    }
    found
}

/// Runs of digits, written together or in groups with single spaces or hyphens between.
fn runs(text: &str) -> Vec<Vec<u32>> {
    let (mut all, mut run, mut gap) = (Vec::new(), Vec::new(), false);
    for c in text.chars().chain(std::iter::once('.')) {
        if let Some(digit) = c.to_digit(10) {
            run.push(digit);
            gap = false;
        } else if matches!(c, ' ' | '-') && !gap && !run.is_empty() {
            gap = true;
        } else if !run.is_empty() {
            all.push(std::mem::take(&mut run));
            gap = false;
        }
    }
    all
}

/// The check digit of payment cards (ISO/IEC 7812-1, Luhn).
fn passes_luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, doubled) if doubled > 9 => doubled - 9,
            (_, doubled) => doubled,
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|&digit| digit != 0)
}

/// `123-45-6789`, as it is written in the United States.
fn is_social_security(word: &str) -> bool {
    let groups: Vec<&str> = word.split('-').collect();
    groups.iter().map(|group| group.len()).eq([3, 2, 4]) && groups.iter().all(|group| group.chars().all(|c| c.is_ascii_digit()))
}

/// An IBAN (ISO 13616): two letters, two check digits, 11 to 30 letters or digits, remainder 1 by 97.
fn has_iban(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).any(|first| {
        let mut joined = String::new();
        words.iter().skip(first).take(9).any(|word| {
            joined.push_str(word.trim_end_matches(['.', ',', ';']));
            is_iban(&joined)
        })
    })
}

fn is_iban(candidate: &str) -> bool {
    if !(15..=34).contains(&candidate.len()) || !candidate.is_ascii() {
        return false;
    }
    let (Some(head), Some(tail)) = (candidate.get(..4), candidate.get(4..)) else { return false };
    let shape = head.chars().take(2).all(|c| c.is_ascii_uppercase()) && head.chars().skip(2).all(|c| c.is_ascii_digit());
    if !shape || !tail.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) {
        return false;
    }
    let remainder = tail
        .chars()
        .chain(head.chars())
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, value| if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 });
    remainder == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_are_found() {
        assert_eq!(personal("card 4111 1111 1111 1111, thanks"), ["a payment card number"]);
        assert_eq!(personal("pay to DE89 3704 0044 0532 0130 00."), ["an IBAN"]);
        assert_eq!(personal("it is 078-05-1120."), ["a social security number"]);
        assert_eq!(personal("use sk-abcdefghijklmnopqrstuv"), ["a secret key"]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in
            ["40 seats for 48,000 a year", "+351 21 000 00 00", "order 4111111111111112", "20 Nov 2026 14:00", "2026-11-20"]
        {
            assert!(personal(text).is_empty(), "{text}: {:?}", personal(text));
        }
    }
}
