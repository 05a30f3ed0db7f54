//! To whom a mail that came in is said: to the operator, to somebody else with them in copy, or to many.

use super::verdict::Letter;
use crate::settings::Settings;

/// Of a mail to more than so many people nobody is asked to answer.
pub const RECIPIENTS_AT_MOST: usize = 10;
/// A greeting is no longer than this, in characters.
const GREETING_CHARS: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressed {
    Operator,
    /// To somebody else, with the operator in copy.
    Beside,
    Many,
}

/// Whom it greets counts before where they stand; who stands nowhere got it through a group or in secret.
pub fn addressed(settings: &Settings, letter: &Letter) -> Addressed {
    let is_own = |address: &String| settings.is_own(address);
    if greets(&settings.name, &letter.row.own_text) {
        Addressed::Operator
    } else if letter.recipients.len() > RECIPIENTS_AT_MOST {
        Addressed::Many
    } else if !letter.to.is_empty() && !letter.to.iter().any(is_own) && letter.recipients.iter().any(is_own) {
        Addressed::Beside
    } else {
        Addressed::Operator
    }
}

/// Whether the greeting of a mail names somebody by a part of their name.
fn greets(name: &str, own_text: &str) -> bool {
    let line = own_text.trim_start().lines().next().unwrap_or_default().trim_end();
    let is_alone = line.ends_with([',', ':', '!']) && line.chars().count() <= GREETING_CHARS;
    let greeting = if is_alone { line } else { line.split([',', ':', '!', '?', '.']).next().unwrap_or_default() };
    if greeting.len() == line.len() && !is_alone || greeting.chars().count() > GREETING_CHARS {
        return false;
    }
    let greeting = greeting.to_lowercase();
    let names: Vec<String> = words(name).map(str::to_lowercase).filter(|part| part.chars().count() > 1).collect();
    words(&greeting).any(|word| names.iter().any(|part| part == word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_names_somebody_by_a_part_of_their_name() {
        for (text, expected) in [
            ("Hi Dana,\n\ncould you", true),
            ("Dear Ms Reed:\n", true),
            ("Hi Omar, hi Dana,\n\ncan you", true),
            ("dana, could you send it?", true),
            ("Hi Omar,\n\nDana will know.", false),
            ("Hi Omar, Dana said that you know this well", false),
            ("Could you ask Dana to call me", false),
            ("Hi Danatella,\n", false),
            ("", false),
        ] {
            assert_eq!(greets("Dana Reed", text), expected, "{text}");
        }
        assert!(!greets("", "Hi Dana,\n"));
    }
}
