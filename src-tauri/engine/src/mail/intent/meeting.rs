//! That somebody asks to meet, to call, to be shown something, or for a time; an offer of times is such a request too.
//!
//! A meeting that is merely spoken of ("as discussed in the call", "looking forward to our meeting") asks for nothing.

use std::sync::LazyLock;

use super::super::asks;
use super::super::pattern::Patterns;
use super::super::said::Said;
use super::courtesy;

mod amounts;
mod english;
mod families;
mod french;
mod german;
mod others;
mod spanish;
mod times;

/// A meeting that is over, refused, or a thing among others.
const NOT: &str = "
    ^ nos vemos ... / nos va bien|muy / peux|pouvons|peut pas ... / que vuelve ...
    had|did ... time|chance / eu ... temps / tenido ... tiempo / zeit ... gehabt / tido tempo
    not|no|don't|cannot|can't|won't need|to|have|think|see|want|able|time|necessary
    couldn't|unable|never|without|wouldn't|isn't need|to|have|think|see|want|able|time|necessary
    not|no|don't|cannot|can't|won't ready|in|interested|open|a|the|schedule|book|commit|make
    couldn't|unable|never|without|wouldn't|isn't ready|in|interested|open|a|the|schedule|book|commit|make
    no need|time|reason|point / before we|i|you|scheduling|booking|having|getting / instead of / rather than / too early|soon
    unfortunately / nicht notig|mehr|erforderlich|bereit
    kein|keine|keinen ... bedarf|zeit|interesse|termin|gesprach|demo|telefonat / bevor wir|ich|sie / leider
    pas ... besoin|temps|necessaire|disponible|possible|le / avant de|que|d'organiser / malheureusement
    no ... necesario|necesitamos|tiempo|tenemos|podemos|podre|puedo / antes de|que / desgraciadamente / lamentablemente
    nao ... preciso|tempo / geen ... behoefte|tijd / helaas
    thanks|thank|danke|merci|gracias ... for|fur|pour|por ... call|meeting|demo|time|gesprach|telefonat
    thanks|thank|danke|merci|gracias ... for|fur|pour|por ... termin|appel|reunion|llamada|temps|tiempo / looking|look forward
    freue|freuen mich|uns|wir ... auf|schon / hate|impatient|rejouis ...
    discussed|mentioned|agreed|spoken|talked ... in|on|during / wie ... besprochen / comme ... convenu|discute|evoque
    como ... comentamos|hablamos|acordamos|comentado / still on / still happening|taking|scheduled|valid / canceled|cancelled
    minutes|notes|recording of|from|vom|von|der|des ... call|meeting|demo|gesprach|termin|sitzung
    protokoll|aufzeichnung|recap|summary of|from|vom|von|der|des ... call|meeting|demo|gesprach|termin|sitzung / compte rendu
    acta de
    ";
/// Things that are done by a day and are no meeting.
const THINGS: &str = "
    delivery / deliver / delivered / deadline / launch / ship / shipping / shipment / invoice / payment / go live
    kickoff date / installation / lieferung / liefern / lieferdatum / liefertermin / zahlung / rechnung / livraison / livrer
    facture / paiement / entrega / entregar / factura / pago / levering / contract / vertrag / contrat / contrato / offer
    seats|seat|licence|licences|license|licenses|lizenz|lizenzen|platze|sieges|licencia|licencias / percent|prozent|discount|rabatt|remise|descuento
    angebot / quote / proposal / devis / propuesta / price|pricing|prices / cost|costs / start date
    ";
/// How long something takes.
const LASTS: &str = "
    takes|took|lasts|lasted|runs|ran|needs|dauert|dauerte|lauft|braucht|prend|dure|met|tarda|dura|lleva ... hour|hours|minutes|minute|stunde|stunden|minuten|heure|heures|demi|hora|horas|minutos
    ";
/// What makes it a meeting all the same.
const NOUNS: &str = "
    call / meeting / meet / demo / chat / zoom / teams / talk / speak / appointment / phone / visio / appel / reunion / rendez
    rdv / echanger / rencontrer / termin / telefonat / telefonieren / treffen / gesprach / sprechen / anrufen / videocall
    besprechung / llamada / videollamada / cita / hablar / reunirnos / vernos / demostracion / demonstration / vorfuhrung
    session / afspraak / bellen / gesprek / reuniao / chamada / conversar / slot / slots / creneau / creneaux / hueco
    available / availability / disponible / disponibilites / disponibilidad / minutes / minuten
    ";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Wanted,
    Not,
    Thing,
    Noun,
    Lasts,
    /// About something that only has the name of a meeting, or one among themselves.
    Other,
}

static SIGNS: LazyLock<Patterns<Sign>> = LazyLock::new(|| {
    Patterns::with_classes(
        families::CLASSES,
        &[
            (families::WANTED, Sign::Wanted),
            (families::WANTED_ROMANCE, Sign::Wanted),
            (families::NOT, Sign::Other),
            (english::WANTED, Sign::Wanted),
            (german::WANTED, Sign::Wanted),
            (french::WANTED, Sign::Wanted),
            (spanish::WANTED, Sign::Wanted),
            (others::WANTED, Sign::Wanted),
            (NOT, Sign::Not),
            (THINGS, Sign::Thing),
            (NOUNS, Sign::Noun),
            (LASTS, Sign::Lasts),
        ],
    )
});

/// Whether a sentence asks for a meeting or a time for one. `words` are its words, folded.
pub(super) fn is_requested(said: &Said<'_>, words: &[&str]) -> bool {
    let names_meeting = SIGNS.has(words, Sign::Noun);
    let all = words;
    let words = &amounts::without(said.text, all, names_meeting);
    // "Would 15% be ok?"
    if words != all && !names_meeting && !courtesy::names_time(words) {
        return false;
    }
    if !SIGNS.has(words, Sign::Wanted) || asks::is_pleasantry(&format!(" {} ", words.join(" "))) {
        return false;
    }
    let is_question = said.has_question_mark();
    if !is_question && SIGNS.has(words, Sign::Lasts) && !courtesy::names_time(words) {
        return false;
    }
    // "Unfortunately Tuesday is out, does Thursday work?" asks all the same.
    let is_denied = (!is_question || denies_at_start(words)) && SIGNS.has(words, Sign::Not);
    // "Nos parece bien" takes an offer; only with a day or a talk is it about a meeting.
    let is_yes = || !is_question && courtesy::agrees(words) && !courtesy::names_time(words) && !SIGNS.has(words, Sign::Noun);
    !is_denied && !is_yes() && !SIGNS.has(words, Sign::Other) && (SIGNS.has(words, Sign::Noun) || !SIGNS.has(words, Sign::Thing))
}

/// Whether a sentence of a mail that asks to meet offers a day or a time for it.
pub(super) fn offers_times(said: &Said<'_>, words: &[&str]) -> bool {
    times::are_offered(said.text, words, is_requested(said, words))
}

fn denies_at_start(words: &[&str]) -> bool {
    // "Is the call still on?", "Did you have time to read it?"
    const HAD: [&str; 7] = ["still", "had", "eu", "tenido", "gehabt", "did", "tido"];
    const DENIALS: [&str; 8] = ["before", "bevor", "avant", "antes", "is", "thanks", "thank", "minutes"];
    words.first().is_some_and(|first| DENIALS.contains(first)) || words.iter().any(|word| HAD.contains(word))
}
