//! What a first mail must have and must not say, as far as an agent wrote it.

use crate::mail::language;
use crate::settings::Settings;
use crate::store::drafts::Revision;
use api::{HoldCode, Language, text};

const SUBJECT_CHARS: std::ops::RangeInclusive<usize> = 5..=120;
const BODY_CHARS_AT_LEAST: usize = 50;

/// Phrases that filters and people take for spam, in lower case.
const BANNED: &[&str] = &[
    "act now",
    "amazing deal",
    "apply now",
    "as per my last email",
    "buy now",
    "cash bonus",
    "circle back",
    "click here",
    "dear friend",
    "double your",
    "exclusive deal",
    "free trial",
    "game changer",
    "guaranteed",
    "i hope this email finds you well",
    "just checking in",
    "limited time",
    "low hanging fruit",
    "no obligation",
    "once in a lifetime",
    "order now",
    "quick question",
    "risk free",
    "special promotion",
    "touch base",
    "urgent",
    "what are you waiting for",
    "while supplies last",
];

/// What holds a first mail back. `agents_text` are the lines that the operator left as the agent wrote them.
pub fn holds(settings: &Settings, revision: &Revision, agents_text: &str) -> Vec<(HoldCode, String)> {
    let mut holds = Vec::new();
    let n_subject = revision.subject.trim().chars().count();
    if !SUBJECT_CHARS.contains(&n_subject) {
        holds.push((HoldCode::SubjectLength, text::subject_length(*SUBJECT_CHARS.start(), *SUBJECT_CHARS.end())));
    }
    if revision.body.trim().chars().count() < BODY_CHARS_AT_LEAST {
        holds.push((HoldCode::ShortBody, text::short_body(BODY_CHARS_AT_LEAST)));
    }
    let spaced = spaced(agents_text);
    for phrase in BANNED.iter().filter(|phrase| spaced.contains(&format!(" {phrase} "))) {
        holds.push((HoldCode::BannedPhrase, text::banned_phrase(phrase)));
    }
    if !Language::ALL.iter().any(|language| revision.body.contains(&text::opt_out_line(*language))) {
        let line = text::opt_out_line(language(&revision.body).unwrap_or_default());
        holds.push((HoldCode::NoOptOut, text::no_opt_out(&line)));
    }
    let address = settings.postal_address.trim();
    if address.is_empty() {
        holds.push((HoldCode::NoPostalAddress, text::postal_address_unknown()));
    } else if !same_words(&revision.body, address) {
        holds.push((HoldCode::NoPostalAddress, text::no_postal_address()));
    }
    holds
}

/// Words in lower case with one space before and after each, so that only whole words are found.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + &word.to_lowercase() + " ")
}

/// Whether `part` stands in `whole`, however the lines are broken.
fn same_words(whole: &str, part: &str) -> bool {
    spaced(whole).contains(&spaced(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_banned() {
        assert!(spaced("We act now.").contains(" act now "));
        assert!(!spaced("We react nowadays").contains(" act now "));
        assert!(same_words("x\nNorthwind\nRua 1, Lisboa", "Northwind, Rua 1\nLisboa"));
    }
}
