//! That somebody wants no more mail from us. What is missed is a mail that should never have gone out, so this hears every
//! way of saying it; but what is heard wrongly loses a buyer at once, so it must not hear it where somebody talks of other
//! people's lists, of our product, of a single mail or thing, or tells the reader how to get rid of the writer's own mail.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::super::asks::{is_asking, shown};
use super::super::pattern::Patterns;
use super::super::said::{Said, beginning};
use super::super::words;
use super::{courtesy, meeting, read};

mod about;
mod phrases;
mod quotations;

static WANTS: LazyLock<Patterns<()>> = LazyLock::new(|| {
    use phrases::*;
    Patterns::with_classes(
        CLASSES,
        &[
            (WANTED, ()),
            (WANTED_DE, ()),
            (WANTED_FR, ()),
            (WANTED_ES, ()),
            (WANTED_PT_NL, ()),
            (WANTED_MORE, ()),
            (WANTED_BLUNT, ()),
        ],
    )
});
static BARES: LazyLock<Patterns<Bare>> =
    LazyLock::new(|| Patterns::new(&[(phrases::BARE, Bare::Wish), (phrases::AROUND, Bare::Around)]));
static WISHES: LazyLock<Patterns<()>> = LazyLock::new(|| Patterns::new(&[(phrases::BARE, ())]));
static TALKS: LazyLock<Patterns<()>> = LazyLock::new(|| Patterns::new(&[(phrases::BUSINESS, ())]));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bare {
    Wish,
    Around,
}

/// The sentence by which a text, or else its subject, asks for no more mail, in one line.
pub(super) fn wish(subject: &str, own_text: &str) -> Option<String> {
    // Long texts are not folded once more: what is bare is short.
    const BARE_LIMIT: usize = 200;
    const MATTER_AT_MOST: usize = 2;
    let is_bare_text = |text: &str| text.len() <= BARE_LIMIT && is_bare(&words::fold(text).split(' ').collect::<Vec<_>>());
    if is_bare_text(own_text) {
        return Some(shown(own_text));
    }
    let text: Cow<'_, str> = quotations::without(beginning(own_text));
    if !may_have_wish(&text) && !is_bare_text(subject) {
        return None;
    }
    let sentences = read(&text);
    let words: Vec<Vec<&str>> = sentences.iter().map(Said::words).collect();
    let wishes: Vec<bool> = sentences.iter().zip(&words).map(|(said, words)| is_wanted(said, words)).collect();
    let shown_at = |at: usize| sentences.get(at).map(|sentence| shown(sentence.text));
    let explicit = || words.iter().zip(&wishes).position(|(words, is_wish)| *is_wish && about::is_about_all_mail(words));
    if wishes.contains(&true)
        && let Some(at) = explicit()
    {
        return shown_at(at);
    }
    let n_matter = || words.iter().filter(|words| courtesy::tone(words) == courtesy::Tone::Matter).count();
    let by_word = || words.iter().position(|words| is_bare(words)).filter(|_| n_matter() <= MATTER_AT_MOST);
    let found = wishes.iter().position(|is_wish| *is_wish).or_else(by_word).and_then(shown_at);
    let found = found.or_else(|| is_bare_text(subject).then(|| shown(subject)))?;
    (!carries_on(&sentences, &words, &wishes)).then_some(found)
}

/// Whether a careful look is worth its time. Nearly no letter of a person is, so this runs over nearly all mail. Of a long text
/// it says so at once: the careful look reads the beginnings of its sentences, and this would read all of it.
fn may_have_wish(text: &str) -> bool {
    const LONG: usize = 8 << 10;
    if text.len() > LONG {
        return true;
    }
    let folded = words::fold(text);
    let mut words: Vec<&str> = Vec::with_capacity(folded.len() / 4);
    words.extend(folded.split_ascii_whitespace().map(words::plain));
    WANTS.may_be_in(&words) || WISHES.may_be_in(&words)
}

/// Whether a mail goes on with the business besides what it wants no more of: it asks, orders, accepts or wants to meet.
fn carries_on(sentences: &[Said<'_>], words: &[Vec<&str>], wishes: &[bool]) -> bool {
    if words.iter().any(|words| courtesy::is_no(words)) {
        return false;
    }
    let does = |(said, words): (&Said<'_>, &Vec<&str>)| {
        let is_business = is_asking(said) || courtesy::agrees(words) || meeting::is_requested(said, words);
        is_business && !is_bare(words) && !about::is_about_the_wish(words)
    };
    sentences.iter().zip(words).zip(wishes).any(|(said, is_wish)| !is_wish && does(said))
}

/// Whether these words, folded, are nothing but the wish to be taken off.
fn is_bare(words: &[&str]) -> bool {
    const WORD_LIMIT: usize = 8;
    if words.len() > WORD_LIMIT {
        return false;
    }
    let mut is_wish = false;
    let mut covered = vec![false; words.len()];
    for found in BARES.all(words) {
        is_wish |= found.sign == Bare::Wish;
        covered.iter_mut().take(found.end).skip(found.start).for_each(|covered| *covered = true);
    }
    is_wish && covered.iter().all(|covered| *covered)
}

/// Whether a sentence, folded, asks for no more mail.
fn is_wanted(said: &Said<'_>, words: &[&str]) -> bool {
    // "Don't hesitate to contact me."
    const INVITES: [&str; 9] = ["hesitate", "hesitez", "n'hesitez", "n'hesite", "hesitar", "dude", "dudes", "duden", "zogern"];
    // Who talks of an account has bought something, and wants a change of it.
    const ACCOUNT: [&str; 15] = [
        "account",
        "user",
        "users",
        "pilot",
        "konto",
        "compte",
        "cuenta",
        "seat",
        "seats",
        "clause",
        "thread",
        "app",
        "aplicacion",
        "licencias",
        "invoice",
    ];
    // Nearly no sentence has one of the phrases, so they are looked for first.
    WANTS.any(words)
        && !words.iter().any(|word| INVITES.contains(word) || ACCOUNT.contains(word))
        && (about::is_own(words) || !TALKS.any(words))
        && !about::is_about_less(said, words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_quick_look_overlooks_no_wish(
            text in "(please|unsubscribe|stop|remove|don't|email|mailing|me|us|from|your|list|nicht|mehr|baja|dar|de|Dr|[.!?,:\"“” ]|\n| |  |- |Anna){0,24}"
        ) {
            let careful = read(&text).iter().any(|said| {
                let words = said.words();
                is_wanted(said, &words) || is_bare(&words)
            });
            prop_assert!(!careful || may_have_wish(&text), "{text}");
        }
    }
}
