//! What a person wants with a mail: to be left alone, to meet, an answer, or nothing.
//!
//! Decided sentence by sentence from fixed phrases in English, German, French and Spanish, some in Portuguese and Dutch, so
//! that the same mail always reads the same and the screen can show the words that decided. Only the writer's own words
//! count; what is quoted was said by somebody else.

use super::asks::{is_asking, is_request, shown};
use super::said::Said;
use super::subject;
use super::visible::visible;

mod courtesy;
mod meeting;
mod opt_out;

/// What a mail wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// To get no more mail.
    OptOut,
    /// To meet, call or see something, or to find a time for it.
    MeetingRequest,
    /// An answer or something done.
    Asks,
    /// Nothing: thanks, receipt, greetings.
    Acknowledges,
    /// Nothing any more: a polite no.
    Declines,
    /// To tell something.
    Says,
}

impl Intent {
    /// The intent as a stable word, for tables and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Intent::OptOut => "opt_out",
            Intent::MeetingRequest => "meeting_request",
            Intent::Asks => "asks",
            Intent::Acknowledges => "acknowledges",
            Intent::Declines => "declines",
            Intent::Says => "says",
        }
    }

    /// The intent for a word of `as_str`.
    pub fn from_wire(word: &str) -> Option<Intent> {
        use Intent::{Acknowledges, Asks, Declines, MeetingRequest, OptOut, Says};
        [OptOut, MeetingRequest, Asks, Acknowledges, Declines, Says].into_iter().find(|intent| intent.as_str() == word)
    }
}

/// What was read of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub intent: Intent,
    /// The sentence that decided, in one line, at most 200 characters; the beginning of the text where none did.
    pub excerpt: String,
}

/// Whose sentences are read of one mail. Who writes more than this asks for something at its beginning.
const SENTENCE_LIMIT: usize = 400;

fn read(own_text: &str) -> Vec<Said<'_>> {
    Said::all(own_text).take(SENTENCE_LIMIT).collect()
}

/// What a person's mail wants. `own_text` is the own part of it (see `split`). A mail that asks for a meeting and something
/// else asks for a meeting; one that says something besides its thanks says something.
pub fn intent(own_text: &str) -> Read {
    let own_text = &*visible(own_text);
    let sentences = read(own_text);
    let decided = |intent, sentence: &Said<'_>| Read { intent, excerpt: shown(sentence.text) };
    if let Some(excerpt) = opt_out::wish("", own_text) {
        return Read { intent: Intent::OptOut, excerpt };
    }
    if let Some(sentence) = sentences.iter().find(|sentence| meeting::is_requested(sentence, &sentence.words())) {
        return decided(Intent::MeetingRequest, sentence);
    }
    let asking = || sentences.iter().filter(|sentence| is_asking(sentence));
    // A question says better what is wanted than the trouble that leads to it.
    if let Some(sentence) = asking().find(|sentence| sentence.has_question_mark()).or_else(|| asking().next()) {
        return decided(Intent::Asks, sentence);
    }
    if let Some(sentence) = sentences.iter().find(|sentence| courtesy::is_no(&sentence.words())) {
        return decided(Intent::Declines, sentence);
    }
    if is_emoji(own_text) {
        return Read { intent: Intent::Acknowledges, excerpt: shown(own_text) };
    }
    if let Some(sentence) = thanks_in(&sentences) {
        return decided(Intent::Acknowledges, sentence);
    }
    // What is said stands behind "Hi Anna," and the thanks.
    let said = sentences.iter().find(|sentence| courtesy::tone(&sentence.words()) == courtesy::Tone::Matter);
    said.or(sentences.first())
        .map_or(Read { intent: Intent::Says, excerpt: String::new() }, |sentence| decided(Intent::Says, sentence))
}

/// The sentences in which a mail that asks to meet offers days or times for it, each in one line, at most 200 characters; none
/// where it names no more than a week.
pub fn offered_times(own_text: &str) -> Vec<String> {
    const AT_MOST: usize = 4;
    let text = visible(own_text);
    let sentences = read(&text);
    if !sentences.iter().any(|sentence| meeting::is_requested(sentence, &sentence.words())) {
        return Vec::new();
    }
    let offers = sentences.iter().filter(|sentence| meeting::offers_times(sentence, &sentence.words()));
    offers.take(AT_MOST).map(|sentence| shown(sentence.text)).collect()
}

/// The sentences by which a mail asks for something or wants to meet, in order, each as an excerpt; at most three. Of more than
/// that, questions come before what only needs or lacks something. `own_text` is the own part of a mail (see `split`): what is
/// quoted was asked by somebody else.
pub fn asked(own_text: &str) -> Vec<String> {
    const SENTENCES_AT_MOST: usize = 3;
    let text = visible(own_text);
    let sentences = read(&text);
    let wants_to_meet = |said: &Said<'_>| meeting::is_requested(said, &said.words());
    // "Happy to talk. Does Tuesday suit you?": the question says it all.
    let asks_to_meet = sentences.iter().any(|said| is_asking(said) && wants_to_meet(said));
    let wants = |said: &&Said<'_>| is_asking(said) || !asks_to_meet && wants_to_meet(said);
    let asking: Vec<&Said<'_>> = sentences.iter().filter(wants).collect();
    let n_questions = asking.iter().filter(|said| said.has_question_mark()).count();
    let (mut questions_left, mut others_left) = (SENTENCES_AT_MOST, SENTENCES_AT_MOST.saturating_sub(n_questions));
    let kept = asking.into_iter().filter(|said| {
        let left = if said.has_question_mark() { &mut questions_left } else { &mut others_left };
        let is_kept = *left > 0;
        *left = left.saturating_sub(1);
        is_kept
    });
    kept.map(|said| shown(said.text)).collect()
}

/// Whether a sentence asks for something or to meet, rather than stating a need or a trouble from which a wish can be guessed.
pub fn requests(sentence: &str) -> bool {
    let said = Said::new(sentence);
    is_request(&said) || meeting::is_requested(&said, &said.words())
}

/// Whether the mail says nothing but thanks, receipt, greetings and see-you.
pub fn acknowledges(own_text: &str) -> bool {
    intent(own_text).intent == Intent::Acknowledges
}

/// The words by which a mail asks to get no more mail: a sentence of its own text, or the subject where the text says nothing
/// against it.
pub fn opts_out(subject: &str, own_text: &str) -> Option<String> {
    opt_out::wish(&subject::base(subject), &visible(own_text))
}

/// Whether a sentence is a greeting and nothing more.
pub(super) fn greets(sentence: &str) -> bool {
    const WORD_LIMIT: usize = 5;
    let said = Said::new(sentence);
    let words = said.words();
    words.len() <= WORD_LIMIT && courtesy::tone(&words) == courtesy::Tone::Form
}

/// Whether a text asks, agrees or wants to meet in a sentence that is not `besides` the point.
pub(super) fn carries_on(own_text: &str, besides: impl Fn(&str) -> bool) -> bool {
    read(own_text).iter().filter(|said| !besides(said.text)).any(|said| {
        let words = said.words();
        is_asking(said) || courtesy::agrees(&words) || meeting::is_requested(said, &words)
    })
}

/// A thumb up, with an initial at most.
fn is_emoji(text: &str) -> bool {
    let is_symbol = |c: char| matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}');
    const LETTERS: usize = 2;
    text.contains(is_symbol) && text.chars().filter(|c| c.is_alphanumeric()).nth(LETTERS).is_none() && !text.contains('?')
}

/// The first sentence of thanks, where no sentence says more.
fn thanks_in<'a, 'b>(sentences: &'a [Said<'b>]) -> Option<&'a Said<'b>> {
    use courtesy::Tone;
    let tones: Vec<Tone> = sentences.iter().map(|sentence| courtesy::tone(&sentence.words())).collect();
    // The name at the end is no matter, whatever it is.
    let n_said = match tones.as_slice() {
        [.., Tone::Matter] if tones.len() > 1 && sentences.last().is_some_and(|last| is_name(last.text)) => tones.len() - 1,
        all => all.len(),
    };
    let said = tones.get(..n_said).unwrap_or_default();
    // "Works with gloves. Many thanks!": one short aside leaves the thanks the point.
    const ASIDES_ALLOWED: usize = 1;
    const WORD_LIMIT: usize = 16;
    let n_matter = said.iter().filter(|tone| **tone == Tone::Matter).count();
    let n_words: usize = sentences.iter().map(|sentence| sentence.words().len()).sum();
    let is_aside = |(sentence, tone): (&Said<'_>, &Tone)| *tone != Tone::Matter || courtesy::is_aside(&sentence.words());
    if n_matter > ASIDES_ALLOWED || n_matter > 0 && (n_words > WORD_LIMIT || !sentences.iter().zip(said).all(is_aside)) {
        return None;
    }
    sentences.iter().zip(said).find(|(_, tone)| **tone == Tone::Thanks).map(|(sentence, _)| sentence)
}

/// One to three words with capitals and no mark of a sentence: "Anna", "Anna Keller", "A. K.".
pub(super) fn is_name(text: &str) -> bool {
    const LENGTH_LIMIT: usize = 40;
    let words: Vec<&str> = text.split_whitespace().collect();
    text.len() <= LENGTH_LIMIT
        && (1..=3).contains(&words.len())
        && words.iter().all(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphanumeric()))
        && !text.contains(['?', '!', ':'])
        && !text.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
