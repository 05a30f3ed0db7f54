//! Whether a text is an absence note and nothing else.
//!
//! Some servers mark the absence notes that they send by nothing at all: no header, and the subject of an answer. Their words
//! must then do, so they must do alone: one sentence that says anything else makes the text a person's.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::dates;
use crate::mail::pattern::Patterns;
use crate::mail::{intent, sentence, words};

/// Notes are short, in bytes and in sentences.
const LENGTH_LIMIT: usize = 600;
const SENTENCE_LIMIT: usize = 8;

/// That the writer is not there. Few words do, because no other ones may stand beside them.
const GONE: &str = "
    am|i'm|be ... away|absent|out / out of ?the office / on annual|parental|maternity|paternity|sick|medical|business leave|trip
    on leave|vacation|holiday|holidays / nicht ... im buro|haus|dienst / nicht ... erreichbar|anwesend / ausser haus / abwesend
    im urlaub|mutterschutz / in ?der elternzeit / auf dienstreise|geschaftsreise / unterwegs
    absent / absente / en conge|conges|vacances|deplacement / hors du bureau
    fuera de la|mi oficina / fuera de oficina / ausente / de vacaciones|baja|viaje|permiso
    fora do escritorio / de|em ferias|licenca / afwezig / op vakantie / met verlof / niet op kantoor
    ";
/// Until when: a note that does not say it could be anybody's remark.
const UNTIL: &str = "
    until / till / til / through / bis / jusqu'au / jusqu'a / jusqu'en / jusque / hasta / ate / tot / back on|in / return on|in
    returning on|in / ab ... wieder / erst ... wieder / wieder ... am|ab / zuruck am|ab / de retour le|en / de vuelta el|en
    vuelvo el|en / regreso el|en / volto|retorno em|a|no / terug op
    ";
/// Sentences that point to others, with whatever words.
const POINTS: &str = "
    in|for|if ... urgent|emergency|emergencies ... / urgent|immediate|anything ... contact|call|reach|write
    in|bei ... dringend|dringende|dringenden ... / wenden|wende sie|dich ... an / vertretung|vertritt|vertreten ...
    en cas d'urgence ... / pour toute urgence|demande / en caso de urgencia ... / para|si ... urgente|urgentes|urgencias ...
    em caso de urgencia ... / bij spoed|dringende ... / in my absence ... / in meiner abwesenheit ... / en mon absence ...
    en mi ausencia ... / not be forwarded ... / nicht weitergeleitet ...
    ";
/// Questions of a note: whether it is urgent, and whether somebody else could be asked.
const URGENT: &str = "
    ^ is ?it|this|your ... urgent $ / ^ urgent|urgente|dringend $ / ^ es ?algo urgente $ / ^ ist ?es ?ihr|etwas ... dringend $
    ^ c'est|est ... urgent|urgente $ / ^ si|algo urgente $ / ^ it's urgent $ / ^ une urgence $ / ^ tiene algo urgente $ / ^ eilt es ... $
    ";
const ELSEWHERE: &str = "
    contact|call|reach|ask|phone ... / turn|reach|write|speak|talk to|out ...
    wenden|wende|kontaktieren|kontaktiere|anrufen|schreiben|melden ?sie|dich ?bitte|sich ... an|bei|meinen|meine|meiner|meinem|kollegen|kollegin|herrn|frau
    contactez|contacter|ecrivez|ecrire|appelez|appeler|adressez|adresser|voyez ?vous ?a ... mon|ma|collegue|m|mme|monsieur|madame|a
    escriba|escribe|escriban|contacte|contacta|contacten|contactar|llame|llama|llamar|escribir|dirijase|dirigirse ?con|a|al ... a|con|mi|companero|companera|colega|al
    ";
/// All words that notes are made of, besides numbers and the names of months and days.
const WORDS: &str = "
    i i'm am i'll will be being currently presently away out of the office home on leave vacation holiday holidays annual parental
    maternity paternity sick medical business trip travel travelling traveling absent until till til through to from and or
    including inclusive back return returning again in at a an my me with limited no without intermittent access email emails e
    mail mails message messages reply respond answer get you your yours as soon possible when then after only not able during
    this that time period available unavailable reachable by phone st nd rd th which is it have
    ich bin befinde mich vom von bis zum zu einschliesslich inklusive nicht im in ins buro haus dienst ausser abwesend unterwegs
    urlaub elternzeit mutterschutz dienstreise geschaftsreise auf der die das den dem einer eingeschrankt begrenzt erreichbar
    anwesend ab am wieder zuruck da fur sie ihnen euch dich dir und oder ihre ihren nachricht nachrichten mail mails e beantworte
    werde antworten melde melden nach meiner ruckkehr danach sobald wie moglich erst wird werden gelesen weitergeleitet keinen
    zugriff zugang habe meine meinen mails leider gerne dann
    je suis serai absent absente du bureau hors de en conge conges vacances deplacement maternite parental paternite jusqu'au
    jusqu'a jusqu'en jusque le la les l' au a inclus retour reviens et ou vous repondrai repondre mon ma mes des que possible
    message messages mail mails courriel courriels n'aurai pas acces limite mais votre vos ne pourrai prendrai connaissance
    estoy estare me encuentro fuera de la el mi oficina ausente vacaciones baja por viaje permiso maternidad paternidad hasta del
    al inclusive vuelvo vuelta regreso volvere y o le les te respondere contestare a su sus tu mensaje mensajes
    correo correos en cuanto posible no tendre acceso limitado sin
    estou estarei fora do da escritorio ferias licenca ate ao volto retorno em e o os sua mensagem
    thank thanks many danke dank vielen besten herzlichen ihr anfrage merci beaucoup gracias muchas obrigado bedankt interesse
    ik ben afwezig vakantie verlof op kantoor niet tot en met terug vanaf uw bericht mijn
    ";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Gone,
    Until,
    Points,
    Urgent,
    Elsewhere,
}

static SIGNS: LazyLock<Patterns<Sign>> = LazyLock::new(|| {
    Patterns::new(&[
        (GONE, Sign::Gone),
        (UNTIL, Sign::Until),
        (POINTS, Sign::Points),
        (URGENT, Sign::Urgent),
        (ELSEWHERE, Sign::Elsewhere),
    ])
});
static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

/// Whether this text, of a mail that quotes nothing, says that its writer is away until some time, and says nothing besides but
/// whom to ask instead.
pub(in crate::mail) fn is_note(own: &str) -> bool {
    if own.len() > LENGTH_LIMIT {
        return false;
    }
    let said = sentence::split(own);
    said.len() <= SENTENCE_LIMIT
        && said.iter().all(|sentence| is_usual(sentence))
        && said.iter().any(|sentence| is_absence(sentence))
}

/// Whether a sentence says that the writer is away, and until when.
fn is_absence(sentence: &str) -> bool {
    let folded = words::fold(sentence);
    let words: Vec<&str> = folded.split(' ').collect();
    SIGNS.has(&words, Sign::Gone) && SIGNS.has(&words, Sign::Until) && is_made_of_known(&words)
}

/// Whether a sentence asks something of the reader: more than whether it is urgent, or to turn to somebody else.
pub(in crate::mail) fn asks(sentence: &str) -> bool {
    let folded = words::fold(sentence);
    sentence.contains('?') && !points_elsewhere(&folded.split(' ').collect::<Vec<_>>())
}

fn points_elsewhere(words: &[&str]) -> bool {
    const WRITER: [&str; 16] = [
        "me", "us", "our", "let's", "lets", "we", "mir", "mich", "uns", "unseren", "moi", "nous", "notre", "nos", "nuestra", "it",
    ];
    // "Please call Bob", "If urgent, could you contact Sue": it comes to the point soon.
    const POINT: usize = 5;
    let is_told = SIGNS.all(words).any(|found| found.sign == Sign::Elsewhere && found.start <= POINT);
    SIGNS.has(words, Sign::Urgent) || is_told && !words.iter().any(|word| WRITER.contains(word))
}

/// Whether a sentence is one that notes have: of their words, a greeting, one that points to somebody else, or a name below.
fn is_usual(sentence: &str) -> bool {
    let folded = words::fold(sentence);
    let words: Vec<&str> = folded.split(' ').collect();
    if points_elsewhere(&words) {
        return true;
    }
    !sentence.contains('?')
        && (is_made_of_known(&words) || SIGNS.has(&words, Sign::Points) || intent::greets(sentence) || intent::is_name(sentence))
}

fn is_made_of_known(words: &[&str]) -> bool {
    let is_known = |word: &&str| KNOWN.contains(word) || word.starts_with(|c: char| c.is_ascii_digit()) || dates::is_name(word);
    words.iter().all(is_known)
}
