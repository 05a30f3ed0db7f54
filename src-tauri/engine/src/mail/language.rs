//! In which language a mail is written, and how it addresses its reader, by counting the small words that no text does without.
//!
//! A guess that is wrong is worse than none, because a whole draft would be in it: without a clear margin there is no answer.

use std::collections::HashSet;
use std::sync::LazyLock;

use api::Language;

use super::words;

/// The small words of each language, folded as `words::fold` does, with the courtesies of a mail. A word may stand in several.
const SMALL_WORDS: [(Option<Language>, &str); 8] = [
    (
        Some(Language::English),
        "the of and to is are was were be been have has had will would could should can do does did not don't this that these
         it its it's i i'm i'll i'd we we're we'll our us you your they their them there he she his her for from with about at
         on in by as or but if so my me what which when who how all any some no yes please thank thanks thx hi hello hey dear
         regards best cheers sincerely kind sounds got great good just let need know here by an let's",
    ),
    (
        Some(Language::German),
        "der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist sind war waren wird werden
         wurde wurden haben hat habe hatten kann konnen konnten konnte muss mussen soll ich wir sie du ihr euch uns mir mich
         dir dich ihnen ihre ihren ihrer unser unsere unseren mein meine dein deine zu zum zur von vom bei beim mit fur auf
         aus an am im in um uber nach noch nur schon auch sehr es wie was wann wer dass wenn weil dann denn hier heute morgen
         bitte danke dank vielen hallo guten geehrte geehrter liebe lieber gruss grusse freundlichen viele passt alles klar
         moin servus bescheid gesendet meinem angekommen stimmt",
    ),
    (
        Some(Language::French),
        "le la les un une des du de et ou mais ne pas plus est sont etait etes sommes suis ai as avons avez ont avait sera
         serait pouvez pourriez peut je j'ai j'aimerais nous vous tu il elle on ils mon ma mes votre vos notre nos leur leurs
         ce cet cette ces c'est qui que quoi quand comment pour par sur avec dans en au aux chez sans y a deja bien tres merci
         bonjour bonsoir salut madame monsieur cordialement d'accord recu l'offre jusqu'a s'il voici ete fait faire si note
         bonne envoye depuis",
    ),
    (
        Some(Language::Spanish),
        "el la los las un una unos de del y o pero no ni es son era esta estan estamos estoy he ha hemos han tengo tenemos
         tiene puede podemos podria yo nosotros usted ustedes tu te le les me nos mi mis su sus nuestro nuestra vuestro este
         esta ese eso que quien cuando como donde para por con sin sobre en al a ya muy mas tambien si hay gracias hola buenos
         buenas dias tardes estimado estimada saludo saludos cordial favor recibido perfecto vale desde lo se muchas hasta",
    ),
    // What is written in none of the four, told from them by its own small words.
    (
        None,
        "o os as um uma do da dos das no na nos nas e ou mas nao sim que quem quando como para por pelo pela com sem em ao aos
         voce voces eu seu sua seus suas meu minha esta estao temos tem foi ser ate ja muito mais tambem isso obrigado obrigada
         ola bom boa dia tarde cumprimentos abraco prezado prezada",
    ),
    (
        None,
        "il lo la i gli le un uno una di del della dei che e o ma non per con su da dal nel nella sono e ho ha abbiamo puo
         questo questa anche molto piu grazie ciao buongiorno salve saluti cordiali gentile vi ci si come quando",
    ),
    (
        None,
        "het een de en van voor met niet is zijn was wordt kan kunnen wij we ik je jij u uw ons onze jullie dat dit die er naar
         op om ook nog wel graag dank bedankt groet groeten beste hallo met vriendelijke hoe wat wanneer",
    ),
    (
        None,
        "och og att at det den en ett et ar er som pa til till med for ikke inte vi jeg jag du dig deg har kan vil skal ska om
         hej hei tack takk tak hilsen halsningar venlig vanliga mvh",
    ),
];

static LISTS: LazyLock<Vec<(Option<Language>, HashSet<&'static str>)>> =
    LazyLock::new(|| SMALL_WORDS.iter().map(|(language, words)| (*language, words.split_whitespace().collect())).collect());

/// Words of a text that are counted. More would not change the answer.
const COUNTED: usize = 600;
/// By how many counted words the first language leads the second, in a text that has more than a few words.
const LEAD: usize = 2;
/// In a text as short as this, one word that no other language has is enough: "Vielen Dank!".
const SHORT: usize = 8;

/// The language of a text, English for one that is in none of the four; None where nothing leads clearly.
pub fn language(text: &str) -> Option<Language> {
    let folded = words::fold(text);
    let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(COUNTED).map(words::plain).collect();
    let count = |list: &HashSet<&str>| all.iter().filter(|word| list.contains(*word)).count();
    let mut counts: Vec<(usize, Option<Language>)> = LISTS.iter().map(|(language, list)| (count(list), *language)).collect();
    counts.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let [(first, language), (second, _), ..] = counts.as_slice() else { return None };
    let lead = if all.len() <= SHORT { 1 } else { LEAD.max(first / 8) };
    (*first >= second + lead).then(|| language.unwrap_or_default())
}

/// How somebody is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// As somebody near: "du", "tú".
    Familiar,
    /// "Sie", "usted".
    Formal,
}

const FAMILIAR_DE: &str = "du dir dich dein deine deinen deinem deiner deines euch euer eure euren eurem eurer";
const FAMILIAR_ES: &str = "tu tus te ti contigo tuyo tuya vosotros vosotras os vuestro vuestra vuestros vuestras puedes podrias
     podeis tienes teneis quieres quereis sabes estas has habeis dime enviame mandame llamame avisame cuentame tienes podes";
/// In German only the capital tells "Ihnen" from "ihnen".
const FORMAL_DE: &str = "Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Ihres";
const FORMAL_ES: &str = "usted ustedes estimado estimada";

/// How a text in this language addresses its reader, where it does. English knows no difference, and in French a draft stays
/// with "vous" whatever the mail says.
pub fn address(language: Language, text: &str) -> Option<Address> {
    let is_in = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let folded = words::fold(text);
    let says = |list: &str| folded.split(' ').any(|word| is_in(list, words::plain(word)));
    let (is_familiar, is_formal) = match language {
        Language::English | Language::French => return None,
        Language::German => {
            let is_familiar = says(FAMILIAR_DE);
            // "Sie" at the head of a sentence may be others.
            (is_familiar, !is_familiar && text.split(|c: char| !c.is_alphabetic()).any(|word| is_in(FORMAL_DE, word)))
        }
        Language::Spanish => (says(FAMILIAR_ES), says(FORMAL_ES)),
    };
    match (is_familiar, is_formal) {
        (_, true) => Some(Address::Formal),
        (true, false) => Some(Address::Familiar),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_in_the_language_of_its_small_words() {
        for (text, expected) in [
            ("Thanks, that works for us.", Some(Language::English)),
            ("Vielen Dank, passt so.", Some(Language::German)),
            ("Pourriez-vous nous envoyer le contrat ?", Some(Language::French)),
            ("¿Podría enviarnos el contrato? Gracias.", Some(Language::Spanish)),
            ("Olá Dana, você pode enviar o contrato até amanhã? Obrigado", Some(Language::English)),
            ("Kunnen jullie het contract naar ons sturen? Dank je wel", Some(Language::English)),
            ("Kan du sende os kontrakten? Det haster for vores indkøb. Tak og hilsen", Some(Language::English)),
            ("", None),
            ("40 x 12 = 480", None),
            ("OK", None),
            ("契約書を送ってください", None),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }

    #[test]
    fn who_is_called_du_or_tu_is_near() {
        for (language, text, expected) in [
            (Language::German, "Kannst Du mir das schicken?", Some(Address::Familiar)),
            (Language::German, "Was schlagt ihr vor? Danke euch! Sie warten schon.", Some(Address::Familiar)),
            (Language::German, "Können Sie mir das schicken?", Some(Address::Formal)),
            (Language::German, "Danke, ist angekommen.", None),
            (Language::Spanish, "¿Te parece bien? Te llamo.", Some(Address::Familiar)),
            (Language::Spanish, "¿Podría usted decirme qué te han dicho?", Some(Address::Formal)),
            (Language::Spanish, "¿Podría enviarme su oferta?", None),
            (Language::French, "Tu peux m'envoyer ça ?", None),
            (Language::English, "Can you send it?", None),
        ] {
            assert_eq!(address(language, text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_language_or_none(text in any::<String>()) {
            let _ = language(&text);
        }
    }
}
