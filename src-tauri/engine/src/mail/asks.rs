//! Whether somebody asks or requests something, in English, German, French and Spanish.
//!
//! It looks at one sentence at a time, so that the screen can show which ones ask. Pleasantries that are questions only by form
//! ("How are you?", "let me know if you have any questions") do not count.

use std::sync::LazyLock;

use super::pattern::Patterns;
use super::phrases::{AFTER_MERCI_DE, AFTER_PLEASE, INTRODUCES, OFFERS, Sign, TOLD, WHOLE};
use super::said::Said;
use super::visible::excerpt;
use super::{phrases, sentence};

mod english;
mod french;
mod german;
mod settled;
mod spanish;

pub(super) use settled::NO_QUESTIONS;

/// What a cue without a question mark says of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Asks,
    /// What begins within it asks nothing.
    Not,
}

static CUES: LazyLock<[Patterns<Cue>; 4]> = LazyLock::new(|| {
    let language = |third, asks, not| Patterns::with_classes(&[("third", third)], &[(asks, Cue::Asks), (not, Cue::Not)]);
    [
        language(english::THIRD, english::WANTS, english::NOT),
        language(german::THIRD, german::WANTS, german::NOT),
        language(french::THIRD, french::WANTS, french::NOT),
        language(spanish::THIRD, spanish::WANTS, spanish::NOT),
    ]
});
static NOTHING: LazyLock<Patterns<()>> = LazyLock::new(|| Patterns::new(&[(NO_QUESTIONS, ())]));
static OPENS: LazyLock<Patterns<()>> =
    LazyLock::new(|| Patterns::new(&[(english::OPENS, ()), (german::OPENS, ()), (french::OPENS, ()), (spanish::OPENS, ())]));
static QUESTIONS: LazyLock<Patterns<()>> = LazyLock::new(|| {
    Patterns::new(&[(english::QUESTIONS, ()), (german::QUESTIONS, ()), (french::QUESTIONS, ()), (spanish::QUESTIONS, ())])
});

/// The sentences of a text, trimmed, in order. A line break ends one only where it looks meant: at an empty line, before
/// an item of a list, after a short line.
pub fn sentences(text: &str) -> Vec<&str> {
    sentence::split(text)
}

/// Whether a sentence asks or requests something.
pub(super) fn is_asking(said: &Said<'_>) -> bool {
    let all = said.words();
    let words = format!(" {} ", all.join(" "));
    let before = said.text.rsplit_once(['?', '？', '؟']).map_or("", |(before, _)| before);
    // Nobody else's question, and no motto, asks anything of us.
    if is_pleasantry(&words) || is_told(before, &words) || is_motto(before) {
        return false;
    }
    is_question(said, &words) || has_request(&words) || !has_offer(&words) && (has_cue(&all) || opens_asking(said, &all))
}

/// Whether a sentence asks or requests by its form, and does not merely state a need, a trouble or a condition.
pub(super) fn is_request(said: &Said<'_>) -> bool {
    let all = said.words();
    let words = format!(" {} ", all.join(" "));
    is_asking(said) && (is_question(said, &words) || has_request(&words) || opens_asking(said, &all))
}

/// A need, a lack, a condition, a wish to know: one that stands in nothing that takes it back.
fn has_cue(words: &[&str]) -> bool {
    // Where somebody says in one language that they have no questions, another reads that they have some.
    let nothing: Vec<_> = NOTHING.all(words).collect();
    CUES.iter().any(|cues| {
        let mut not_before = 0;
        let mut asks = false;
        let mut found: Vec<_> = cues.all(words).collect();
        // What takes back comes first where both begin at one word.
        found.sort_by_key(|found| (found.start, found.sign == Cue::Asks));
        for found in found {
            match found.sign {
                Cue::Not => not_before = not_before.max(found.end),
                Cue::Asks => {
                    let is_nothing = nothing.iter().any(|nothing| found.start < nothing.end && nothing.start < found.end);
                    asks |= found.start >= not_before && !is_nothing;
                }
            }
        }
        asks
    })
}

/// An imperative at the beginning of a clause, or a question there whose mark was forgotten.
fn opens_asking(said: &Said<'_>, words: &[&str]) -> bool {
    const SKIPPED: [&str; 39] = [
        "hi", "hello", "hey", "and", "so", "also", "but", "ok", "okay", "then", "just", "well", "please", "bitte", "und", "aber",
        "also", "dann", "noch", "y", "e", "et", "pero", "mais", "donc", "bonjour", "salut", "hola", "hallo", "buenas", "por",
        "favor", "thanks", "danke", "en", "maar", "ah", "oh", "solo",
    ];
    said.starts().iter().any(|start| {
        let from = words.get(start.at..).unwrap_or_default();
        let n = from.iter().take(3).take_while(|word| SKIPPED.contains(word)).count();
        let from = from.get(n..).unwrap_or_default();
        let cancelled = || CUES.iter().any(|cues| cues.all(from).any(|found| found.start == 0 && found.sign == Cue::Not));
        (OPENS.opens(from) && (start.is_main || is_imperative(from)) || start.is_main && QUESTIONS.opens(from)) && !cancelled()
    })
}

/// Whether the first word is no auxiliary of a question, which behind a comma is a mere inversion.
fn is_imperative(words: &[&str]) -> bool {
    const AUXILIARIES: &str = " do did does have has had is are was were can could would will should may might am shall habt hast          haben hatten hattet gibt kann konnen konnt konnte konnten lauft ist sind geht wird werden darf durfen mussen muss soll          sollen wurde wurden ware passt stimmt gilt lasst peut est y a avez pouvez faut dois doit hay tiene tienen es esta          estan se is zijn heeft heb kan need needs want requires ";
    words.first().is_some_and(|word| !AUXILIARIES.contains(&format!(" {word} ")))
}

/// A sentence as an excerpt, without the mark of a list.
pub(super) fn shown(sentence: &str) -> String {
    excerpt(sentence.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '·')))
}

/// Ends with a question mark that is no part of a link, and is no pleasantry.
fn is_question(said: &Said<'_>, words: &str) -> bool {
    if !said.has_question_mark() {
        return false;
    }
    let before = said.text.rsplit_once(['?', '？', '؟']).map_or("", |(before, _)| before);
    let last_word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_link = last_word.contains("://") || last_word.starts_with("www.");
    let asks = !is_link && before.contains(char::is_alphabetic);
    asks && (!has_offer(words) || has_request(words))
}

/// "I asked her straight: would you pay for it?"
fn is_told(before: &str, words: &str) -> bool {
    const ASKED: [&str; 18] = [
        " i asked ",
        " we asked ",
        " asked me ",
        " asked us ",
        " asked her ",
        " asked him ",
        " asked them ",
        " habe ihn gefragt ",
        " habe sie gefragt ",
        " hat mich gefragt ",
        " wurde ich gefragt ",
        " ich fragte ",
        " j'ai demande ",
        " m'a demande ",
        " le pregunte ",
        " les pregunte ",
        " me pregunto ella ",
        " they said ",
    ];
    before.contains([':', '"', '“', '„', '«']) && ASKED.iter().any(|asked| words.contains(asked))
}

/// Something in quotation marks, with the question mark behind them.
fn is_motto(before: &str) -> bool {
    before.trim_end().ends_with(['"', '”', '»']) && before.contains(['|', '"', '„', '“', '«'])
}

/// Politeness in the shape of a question.
pub(super) fn is_pleasantry(words: &str) -> bool {
    let greeting = words.trim();
    let after_name = greeting.split_once(' ').map_or("", |(_, rest)| rest);
    let after_names = after_name.split_once(' ').map_or("", |(_, rest)| rest);
    [greeting, after_name, after_names].iter().any(|rest| {
        WHOLE.iter().any(|phrase| {
            rest.strip_prefix(phrase).is_some_and(|end| end.is_empty() || matches!(end, " today" | " these days" | " heute"))
        })
    })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asks(text: &str) -> Option<&str> {
        Said::all(text).find(is_asking).map(|said| said.text)
    }

    #[test]
    fn questions_and_requests_are_found() {
        for text in [
            "Does Friday work for you?",
            "Could you send the deck",
            "Please send me the contract by Friday.",
            "Let me know if Thursday works.",
            "Please send the contract, and let me know if you have any questions.",
            "Yes, please go ahead.",
            "Keep us informed about the date.",
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
            "I will keep you posted.",
            "We'll keep you informed about the decision.",
            "",
        ] {
            assert_eq!(asks(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            asks(&text);
        }
    }
}
