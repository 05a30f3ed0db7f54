//! Whether somebody asks or requests something, in English, German, French and Spanish.
//!
//! It looks at one sentence at a time and gives the first that asks, so that the screen can show why. Pleasantries that
//! are questions only by form ("How are you?", "let me know if you have any questions") do not count.

use super::phrases::{AFTER_MERCI_DE, AFTER_PLEASE, INTRODUCES, OFFERS, Sign, TOLD, WHOLE};
use super::{phrases, sentence};

/// The longest sentence that is given, in characters.
const SENTENCE_LIMIT: usize = 200;

/// The first sentence that asks or requests something, in one line, at most 200 characters. `own_text` is the own part of
/// a mail (see `split`): what is quoted was asked by somebody else.
pub fn asks(own_text: &str) -> Option<String> {
    sentences(own_text).into_iter().find(|sentence| is_question(sentence) || is_request(sentence)).map(shown)
}

/// The sentences of a text, trimmed, in order. A line break ends one only where it looks meant: at an empty line, before
/// an item of a list, after a short line.
pub fn sentences(text: &str) -> Vec<&str> {
    sentence::split(text)
}

fn shown(sentence: &str) -> String {
    let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_start_matches(['-', '*', '•', '·', ' ']);
    if line.chars().count() <= SENTENCE_LIMIT {
        return line.to_owned();
    }
    let cut: String = line.chars().take(SENTENCE_LIMIT - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Ends with a question mark that is no part of a link, and is no pleasantry.
fn is_question(sentence: &str) -> bool {
    if !sentence.contains(['?', '？', '؟']) {
        return false;
    }
    let end = sentence.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | ')' | '*' | '_' | '”' | '’' | '»' | '“' | '!' | '.')
    });
    let last_word = end.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_link = last_word.contains("://") || last_word.starts_with("www.");
    let asks = end.ends_with(['?', '？', '؟']) && !is_link;
    if !asks || !end.contains(char::is_alphabetic) {
        return false;
    }
    let words = words(sentence);
    !is_pleasantry(&words) && (!has_offer(&words) || has_request(&words))
}

/// Words in lower case, one space before and after each. An apostrophe within a word is part of it.
fn words(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len() + 2);
    out.push(' ');
    let mut apostrophe = false;
    for c in sentence.chars() {
        let in_word = !out.ends_with(' ');
        if c.is_alphanumeric() {
            if apostrophe && in_word {
                out.push('\'');
            }
            if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
        } else if in_word && !matches!(c, '\'' | '’') {
            out.push(' ');
        }
        apostrophe = matches!(c, '\'' | '’');
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Politeness in the shape of a question.
fn is_pleasantry(words: &str) -> bool {
    let greeting = words.trim();
    let after_name = greeting.split_once(' ').map_or("", |(_, rest)| rest);
    let after_names = after_name.split_once(' ').map_or("", |(_, rest)| rest);
    [greeting, after_name, after_names].iter().any(|rest| {
        WHOLE.iter().any(|phrase| {
            rest.strip_prefix(phrase).is_some_and(|end| end.is_empty() || matches!(end, " today" | " these days" | " heute"))
        })
    })
}

fn is_request(sentence: &str) -> bool {
    let words = words(sentence);
    (has_request(&words) || opens_as_question(&words)) && !is_pleasantry(&words)
}

fn has_offer(words: &str) -> bool {
    OFFERS.iter().any(|offer| words.contains(offer))
}

/// "Please send the offer and let me know if you have any questions": what stands before an offer of help counts, but not
/// what introduces it.
fn has_request(words: &str) -> bool {
    let (mut requests, mut introduces) = (false, false);
    let mut before = "";
    let mut rest = words.strip_prefix(' ').unwrap_or(words);
    while let Some((word, after)) = rest.split_once(' ') {
        for (phrase, sign) in phrases::starting_with(word) {
            let Some(behind) = rest.strip_prefix(phrase).and_then(|behind| behind.strip_prefix(' ')) else {
                continue;
            };
            let next = behind.split(' ').next().unwrap_or_default();
            match sign {
                Sign::Request => requests = true,
                Sign::Please if INTRODUCES.contains(&next) => introduces = true,
                Sign::Please => requests |= is_plea(phrase, next),
                Sign::LetMeKnow => introduces |= !TOLD.contains(&before),
                Sign::Offer => return requests,
            }
        }
        (before, rest) = (word, after);
    }
    requests || introduces
}

/// "Please send", but not "please find attached"; "merci de confirmer", but not "merci de votre réponse".
fn is_plea(please: &str, next: &str) -> bool {
    let is_thanks =
        please == "merci de" && AFTER_MERCI_DE.iter().any(|word| next == *word || word.ends_with('\'') && next.starts_with(word));
    !next.is_empty() && !AFTER_PLEASE.contains(&next) && !is_thanks
}

/// A question whose mark was forgotten: "when can you start", "how much is it".
fn opens_as_question(words: &str) -> bool {
    const QUESTION: [&str; 7] = ["what", "when", "where", "how", "which", "who", "why"];
    const AUXILIARY: [&str; 15] =
        ["is", "are", "do", "does", "did", "can", "could", "would", "will", "should", "much", "many", "about", "long", "soon"];
    let mut all =
        words.split_whitespace().skip_while(|word| matches!(*word, "hi" | "hello" | "and" | "so" | "also" | "but" | "ok"));
    let (first, second) = (all.next().unwrap_or_default(), all.next().unwrap_or_default());
    QUESTION.contains(&first) && AUXILIARY.contains(&second)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn questions_and_requests_are_found() {
        for text in [
            "Does Friday work for you?",
            "Could you send the deck",
            "Please send me the contract by Friday.",
            "Let me know if Thursday works.",
            "Please send the contract, and let me know if you have any questions.",
            "Yes, please go ahead.",
            "when can you start",
            "I'd like to see a demo next week.",
            "Könnten Sie mir das Angebot schicken",
            "Bitte senden Sie uns die Unterlagen.",
            "Schicken Sie mir bitte den Vertrag.",
            "Passt Ihnen Dienstag?",
            "Pourriez-vous m'envoyer le devis",
            "Merci de me confirmer la date.",
            "Veuillez nous transmettre le contrat.",
            "Quel est le prix ?",
            "¿Podría enviarme la propuesta?",
            "Por favor, confirme la fecha.",
            "Quedo a la espera de su respuesta.",
        ] {
            assert!(asks(text).is_some(), "{text}");
        }
    }

    #[test]
    fn statements_thanks_and_pleasantries_ask_nothing() {
        for text in [
            "Thanks, got it.",
            "Please find attached the offer.",
            "Let me know if you have any questions.",
            "Please let us know if you need anything, and just call if there is anything else.",
            "They let me know that the budget is gone.",
            "Hi Anna, how are you?",
            "See https://example.com/search?q=1",
            "Look at https://example.com/?",
            "We have signed. Great work!",
            "What a great call.",
            "Danke, passt.",
            "Bitte entschuldigen Sie die späte Antwort.",
            "Bei Fragen melden Sie sich gerne bei mir, können Sie immer.",
            "Merci de votre réponse.",
            "Veuillez agréer mes salutations distinguées.",
            "Gracias por la información.",
            "",
        ] {
            assert_eq!(asks(text), None, "{text}");
        }
    }

    #[test]
    fn the_sentence_that_asks_is_given_in_one_line() {
        let text = "Hi Bob,\n\nthanks for Tuesday. Could you send the\nrevised offer by Friday? We have 1.5 M for it.";
        assert_eq!(asks(text).unwrap(), "Could you send the revised offer by Friday?");
        assert_eq!(asks("- price?\n- term?").unwrap(), "price?");
        let long = asks(&format!("Could you {}?", "really ".repeat(100))).unwrap();
        assert!(long.chars().count() <= SENTENCE_LIMIT && long.ends_with('…'));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            asks(&text);
        }
    }
}
