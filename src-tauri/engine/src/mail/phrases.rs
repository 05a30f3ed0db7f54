//! The phrases by which people ask, in four languages, and a table that finds them in one pass.
//!
//! Folded (see `words`): in lower case, without accents, words apart by one space. Hyphens are spaces.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::pattern::Fnv;

/// What a phrase says about its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// It requests something.
    Request,
    /// It does, depending on the word behind it.
    Please,
    /// It does, depending on who is told.
    LetMeKnow,
    /// An offer of help, from which on nothing is requested.
    Offer,
}

/// All phrases by their first word, so that a sentence is gone through once, however many phrases there are.
type Phrases = HashMap<&'static str, Vec<(&'static str, Sign)>, BuildHasherDefault<Fnv>>;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lists: [(&[&'static str], Sign); 5] = [
        (&REQUESTS, Sign::Request),
        (&REQUESTS_ES, Sign::Request),
        (&PLEASE, Sign::Please),
        (&LET_ME_KNOW, Sign::LetMeKnow),
        (&OFFERS, Sign::Offer),
    ];
    let mut by_first = Phrases::default();
    for (phrase, sign) in lists.into_iter().flat_map(|(list, sign)| list.iter().map(move |phrase| (*phrase, sign))) {
        by_first.entry(phrase.split(' ').next().unwrap_or_default()).or_default().push((phrase, sign));
    }
    by_first
});

/// The phrases that begin with a word.
pub(super) fn starting_with(word: &str) -> &'static [(&'static str, Sign)] {
    PHRASES.get(word).map(Vec::as_slice).unwrap_or_default()
}

/// Offers of help, which end many mails.
pub(super) const OFFERS: [&str; 20] = [
    "if you have any questions",
    "if you have any further questions",
    "if you have any other questions",
    "if you have questions",
    "should you have any questions",
    "any questions just let me know",
    "if you need anything",
    "if there is anything else",
    "if there's anything else",
    "if i can help",
    "if i can be of",
    "bei fragen",
    "falls sie fragen haben",
    "wenn sie fragen haben",
    "falls du fragen hast",
    "n'hesitez pas",
    "n'hesite pas",
    "no dude en",
    "no dudes en",
    "si tiene alguna pregunta",
];

/// Questions that are politeness, whole sentences but for a name in front.
pub(super) const WHOLE: [&str; 18] = [
    "how are you",
    "how are you doing",
    "how are things",
    "how's it going",
    "how is it going",
    "how have you been",
    "how was your weekend",
    "wie geht es ihnen",
    "wie geht es dir",
    "wie geht's",
    "comment allez vous",
    "comment vas tu",
    "comment ca va",
    "ca va",
    "como estas",
    "como esta",
    "que tal",
    "you know what",
];

/// Phrases that request something wherever they stand.
const REQUESTS: [&str; 85] = [
    // English
    "could you",
    "can you",
    "would you",
    "will you be able",
    "could we",
    "can we",
    "could i",
    "can i get",
    "can i have",
    "may i ask",
    "would it be possible",
    "is it possible",
    "send me",
    "send us",
    "send over",
    "send it over",
    "get back to me",
    "get back to us",
    "give me a call",
    "give us a call",
    "call me",
    "need you to",
    "i'd need",
    "we'd need",
    "i would need",
    "we would need",
    "still need",
    "waiting for your",
    "i was wondering",
    "wondering if",
    "wondering whether",
    "do you have",
    "are you able",
    "are you available",
    "please advise",
    "confirm whether",
    "confirm if",
    "keep me posted",
    "appreciate it if",
    "be grateful if",
    // German
    "konnten sie",
    "konnen sie",
    "konntest du",
    "kannst du",
    "konnt ihr",
    "konntet ihr",
    "wurden sie",
    "wurdest du",
    "haben sie",
    "konnten wir",
    "konnen wir",
    "schicken sie",
    "senden sie",
    "schick mir",
    "schickt mir",
    "geben sie",
    "gib mir",
    "sagen sie",
    "melden sie sich",
    "ich brauchte",
    "wir brauchten",
    "ich brauche",
    "wir brauchen",
    "ich bitte um",
    "wir bitten um",
    "um ruckmeldung",
    "um ruckruf",
    "ware es moglich",
    // French
    "pourriez vous",
    "pouvez vous",
    "pourrais tu",
    "peux tu",
    "pourrait on",
    "serait il possible",
    "dites moi",
    "dis moi",
    "envoyez moi",
    "j'aurais besoin",
    "nous aurions besoin",
    "j'ai besoin",
    "nous avons besoin",
    "s'il vous plait",
    "s'il te plait",
    "svp",
    "stp",
];

const REQUESTS_ES: [&str; 38] = [
    "podria",
    "podrias",
    "podrian",
    "podriais",
    "podriamos",
    "puedes",
    "puede usted",
    "me puede",
    "nos puede",
    "me puedes",
    "pueden enviar",
    "seria posible",
    "es posible",
    "por favor",
    "necesito",
    "necesitamos",
    "necesitaria",
    "necesitariamos",
    "me gustaria",
    "nos gustaria",
    "le agradeceria",
    "te agradeceria",
    "agradeceria",
    "agradeceriamos",
    "enviame",
    "envieme",
    "envienos",
    "envianos",
    "mandame",
    "mandeme",
    "confirmame",
    "confirmeme",
    "confirmenos",
    "avisame",
    "aviseme",
    "indiqueme",
    "digame",
    "quedo a la espera",
];

/// Words behind "please", "bitte", "veuillez", "merci de" that make no request.
pub(super) const AFTER_PLEASE: [&str; 33] = [
    "no",
    "find",
    "see",
    "note",
    "be",
    "accept",
    "don't",
    "do",
    "feel",
    "ignore",
    "disregard",
    "consider",
    "excuse",
    "forgive",
    "pardon",
    "sehr",
    "schon",
    "entschuldigen",
    "entschuldige",
    "verzeihen",
    "beachten",
    "beachte",
    "finden",
    "agreer",
    "recevoir",
    "trouver",
    "croire",
    "votre",
    "vos",
    "ta",
    "ton",
    "tes",
    "la",
];
pub(super) const AFTER_MERCI_DE: [&str; 8] = ["l'", "cette", "ces", "ce", "le", "les", "toute", "d'avance"];

const PLEASE: [&str; 5] = ["please", "kindly", "bitte", "veuillez", "merci de"];
const LET_ME_KNOW: [&str; 9] = [
    "let me know",
    "let us know",
    "lass mich wissen",
    "lassen sie mich wissen",
    "lassen sie uns wissen",
    "tenez moi",
    "hazme saber",
    "haganos saber",
    "hagame saber",
];

/// What follows "please" in an offer of help.
pub(super) const INTRODUCES: [&str; 6] = ["let", "reach", "contact", "call", "get", "ask"];
/// Who comes before "let me know" where somebody was told something and nobody is asked.
pub(super) const TOLD: [&str; 8] = ["he", "she", "they", "it", "who", "you", "team", "colleague"];
