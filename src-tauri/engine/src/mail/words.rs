//! Text as the lists of phrases want it: lower case, without accents, words apart by one space.
//!
//! People leave accents out, write them in two ways, and use two apostrophes. A list that has to name each way names none.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::pattern::{Fnv, Heads};

static USUAL: LazyLock<HashMap<&str, &str, BuildHasherDefault<Fnv>>> = LazyLock::new(|| FORMS.into_iter().collect());
static TYPED: LazyLock<Heads> = LazyLock::new(|| Heads::of(FORMS.iter().map(|(typed, _)| *typed)));

/// The words of a text. An apostrophe within a word is part of it; hyphens and all other marks are spaces.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut apostrophe = false;
    let mut in_word = false;
    for c in text.chars() {
        // Nearly all of most texts, so it comes first and in few steps.
        if c.is_ascii_alphanumeric() {
            begin(&mut out, in_word, apostrophe);
            out.push(c.to_ascii_lowercase());
            (in_word, apostrophe) = (true, false);
        } else if !c.is_ascii() && (c.is_alphanumeric() || is_accent(c)) {
            if !is_accent(c) {
                begin(&mut out, in_word, apostrophe);
                push(&mut out, c);
                (in_word, apostrophe) = (true, false);
            }
        } else {
            apostrophe = in_word && !apostrophe && matches!(c, '\'' | '’');
            in_word &= apostrophe;
        }
    }
    out
}

/// What stands in front of a letter: the apostrophe within its word, or the space in front of that.
#[inline]
fn begin(out: &mut String, in_word: bool, apostrophe: bool) {
    if !in_word {
        if !out.is_empty() {
            out.push(' ');
        }
    } else if apostrophe {
        out.push('\'');
    }
}

/// A word in the form that the lists know, where people type it otherwise: apostrophes left out, umlauts in two letters,
/// the shorthand of telephones.
pub(super) fn plain(word: &str) -> &str {
    // Nearly no word is one of these.
    if TYPED.may_have(word) { USUAL.get(word).copied().unwrap_or(word) } else { word }
}

/// What looks like an address in a text, in lower case, in order. Whether it is one is for `headers::is_address` to say.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = String> {
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\'' | '*' | '|' | '=' | '/' | '?')
    };
    let words = text.split(is_mark).filter(|word| word.contains('@'));
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).filter(|word| word.contains('@'))
}

/// A letter beyond ASCII, without its accent.
fn push(out: &mut String, c: char) {
    for c in c.to_lowercase() {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' => out.push('i'),
            'ñ' | 'ń' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ő' => out.push('o'),
            'ù'..='ü' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ß' => out.push_str("ss"),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c if is_accent(c) => {}
            c => out.push(c),
        }
    }
}

/// Accents as characters of their own, as macOS writes them.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// What people type, and what they mean by it.
const FORMS: [(&str, &str); 117] = [
    ("dont", "don't"),
    ("doesnt", "doesn't"),
    ("didnt", "didn't"),
    ("cant", "can't"),
    ("wont", "won't"),
    ("isnt", "isn't"),
    ("arent", "aren't"),
    ("wasnt", "wasn't"),
    ("havent", "haven't"),
    ("hasnt", "hasn't"),
    ("couldnt", "couldn't"),
    ("wouldnt", "wouldn't"),
    ("shouldnt", "shouldn't"),
    ("im", "i'm"),
    ("ive", "i've"),
    ("youre", "you're"),
    ("youve", "you've"),
    ("thats", "that's"),
    ("whats", "what's"),
    ("hows", "how's"),
    ("wheres", "where's"),
    ("whos", "who's"),
    ("lets", "let's"),
    ("theyre", "they're"),
    ("weve", "we've"),
    ("hadnt", "hadn't"),
    ("u", "you"),
    ("ur", "your"),
    ("pls", "please"),
    ("plz", "please"),
    ("tmrw", "tomorrow"),
    ("tmr", "tomorrow"),
    ("tomoro", "tomorrow"),
    ("cud", "could"),
    ("wud", "would"),
    ("recieve", "receive"),
    ("recieved", "received"),
    ("adress", "address"),
    ("fuer", "fur"),
    ("koennen", "konnen"),
    ("koennten", "konnten"),
    ("koennte", "konnte"),
    ("koennt", "konnt"),
    ("moechte", "mochte"),
    ("moechten", "mochten"),
    ("waere", "ware"),
    ("waeren", "waren"),
    ("haette", "hatte"),
    ("haetten", "hatten"),
    ("haettest", "hattest"),
    ("wuerde", "wurde"),
    ("wuerden", "wurden"),
    ("muessen", "mussen"),
    ("muesste", "musste"),
    ("muessten", "mussten"),
    ("naechste", "nachste"),
    ("naechsten", "nachsten"),
    ("naechster", "nachster"),
    ("zurueck", "zuruck"),
    ("schoen", "schon"),
    ("schoene", "schone"),
    ("schoenen", "schonen"),
    ("gruesse", "grusse"),
    ("ueber", "uber"),
    ("uebersicht", "ubersicht"),
    ("spaeter", "spater"),
    ("bestaetige", "bestatige"),
    ("bestaetigen", "bestatigen"),
    ("loeschen", "loschen"),
    ("aendern", "andern"),
    ("naemlich", "namlich"),
    ("duerfen", "durfen"),
    ("duerfte", "durfte"),
    ("schoenes", "schones"),
    ("moeglich", "moglich"),
    ("verfuegbar", "verfugbar"),
    ("gespraech", "gesprach"),
    ("waer", "ware"),
    ("koennts", "konnt"),
    ("nich", "nicht"),
    ("gibts", "gibt"),
    ("gehts", "geht"),
    ("passts", "passt"),
    ("stimmts", "stimmt"),
    ("habs", "habe"),
    ("slt", "salut"),
    ("bjr", "bonjour"),
    ("bcp", "beaucoup"),
    ("mrc", "merci"),
    ("dispo", "disponible"),
    ("dispos", "disponibles"),
    ("qd", "quand"),
    ("tt", "tout"),
    ("c", "c'est"),
    ("cest", "c'est"),
    ("jai", "j'ai"),
    ("jaimerais", "j'aimerais"),
    ("jattends", "j'attends"),
    ("q", "que"),
    ("xq", "porque"),
    ("tenes", "tienes"),
    ("podes", "puedes"),
    ("queres", "quieres"),
    ("decime", "dime"),
    ("porfa", "favor"),
    ("porfavor", "favor"),
    ("ud", "usted"),
    ("uds", "ustedes"),
    ("vc", "voce"),
    ("vcs", "voces"),
    ("grax", "gracias"),
    ("aki", "aqui"),
    ("tks", "thanks"),
    ("thnx", "thanks"),
    ("thanx", "thanks"),
    ("thankx", "thanks"),
    ("tysm", "thanks"),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_word_is_written_in_one_way() {
        assert_eq!(fold("  Könnten Sie’s – bitte: PRÜFEN? "), "konnten sie's bitte prufen");
        assert_eq!(fold("re\u{301}ponse d'aujourd'hui 'so' e-mail"), "reponse d'aujourd'hui so e mail");
        assert_eq!(fold("¿Qué?"), "que");
        assert_eq!(fold(" ?!"), "");
        assert_eq!(fold("a \u{300}["), "a");
    }

    proptest! {
        #[test]
        fn words_are_apart_by_one_space(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
        }
    }
}
