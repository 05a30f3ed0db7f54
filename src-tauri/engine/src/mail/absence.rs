//! What an automatic answer says: away until when, gone for good, or something else; and who is there instead.
//!
//! A date is taken only where the text ties it to the return. A wrong one would wake the contact too early or let it sleep
//! for months, so what can be read in two ways is not read at all.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::headers::is_address;
use super::pattern::Patterns;
use super::{sentence, words};

mod dates;
mod note;
mod return_day;

pub(super) use note::{asks, is_note};

/// What an automatic answer says of its writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    Away {
        /// When the writer is back, where the text says it.
        back_on: Option<Back>,
        /// The address of whoever stands in.
        delegate: Option<String>,
    },
    /// The writer works there no more.
    Left { successor: Option<String> },
    /// No absence: "we got your request".
    Other,
}

/// When somebody is back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// On this day, the first.
    On(Date),
    /// Some time in the month that begins on this day.
    In(Date),
}

impl Back {
    /// The earliest day that it can be.
    pub fn day(self) -> Date {
        match self {
            Back::On(day) | Back::In(day) => day,
        }
    }
}

const LEFT: &str = "
    no longer with|at|employed|working|works|work|part|works|affiliated|active|a
    has|have|had left ?the|our|us|this company|organization|organisation|firm|team|business
    has|have|i've|i|recently left $
    has|have|i've left ... / left the|our company|organization|organisation|firm|business
    is|am|was|has ... no longer ... employee|company|work|employed / not ... longer ... work|works|working|employed
    no longer ... company|organization|organisation|firm / last day ... was|at|is|of|with / moved on|on from
    have moved to ... new / has|have retired / i|am|is retired / am|has retiring / my successor
    this ... mailbox|account|address|email ... no longer ... active|use|used|monitored|valid|in / has|have departed
    leaving the company / left my position / former employee / nicht mehr ... unternehmen|firma|gmbh|ag|team|tatig
    nicht mehr ... beschaftigt|angestellt|mitarbeiter|mitarbeiterin|arbeite|arbeitet|dabei
    unternehmen|firma ... verlassen|ausgeschieden / ausgeschieden / arbeite|arbeitet ... nicht mehr / im ruhestand
    in rente|pension / meine|mein ... nachfolge|nachfolger|nachfolgerin / nicht langer ... tatig|beschaftigt
    letzter arbeitstag / e mail adresse ... nicht mehr|deaktiviert / wechsle|gewechselt ... unternehmen
    ne|n'est|ni|n'y ... travaille|travaillons|fais|fait|suis|plus plus ... / ne fait|fais plus / plus partie|parmi
    n'est|suis plus ... employe|employee|poste|entreprise|societe|collaborateur|salarie
    quitte|quittee ... entreprise|societe|poste|fonctions|l'entreprise|groupe / a|ai quitte / mon successeur
    ma remplacante
    parti|partie a|en ?la retraite / retraite depuis / nouveau collaborateur
    ya no trabaja|trabajo|forma|formo|pertenece|estoy|esta|presta|colabora / no trabaja|trabajo mas|ya
    dejado|deje|dejo ?de ... empresa|compania|trabajar|organizacion|puesto / he|ha dejado ... / me he|ha jubilado
    se ha jubilado / mi sucesor|sucesora|sustituto / no forma|formo parte / me jubile / desvinculado|desvinculada
    nao trabalha|trabalho|faz|faco mais|parte / nao ... mais ... empresa|trabalho|trabalha|colaborador
    deixei|deixou a|de ?empresa|fazer|trabalhar / desliguei|desligou / ja nao ... trabalho|trabalha|empresa / me desliguei
    niet meer|langer ... werkzaam|werken|dienst|werk|werkt|in / werk|werkt|ben|is niet meer ... / uit dienst
    heb|heeft ... verlaten / met pensioen / mijn opvolger|opvolgster
    ";
/// More ways to have left: by a date, for good, with a mailbox that nobody reads.
const LEFT_MORE: &str = "
    i|i've|have|has|who left|departed ... at|on|in|at|last|earlier|end|to ... # / i left ... on|in|at|end|last|this
    my|his|her last|final day|working ... was|at|is / moved on
    mailbox|inbox|account|address is|isn't|not|no ... longer|more|anymore ... / inbox|mailbox isn't monitored any ...
    no longer ... read|monitored|employed|part / retired|retirement ... from|since|on|at|after|enjoy / into|in retirement
    new role|job|position|challenge ... at|with|elsewhere / do not have access to this account
    seit|ab|zum ... nicht mehr fur|bei|in|im ... / nicht mehr fur|bei ... tatig|beschaftigt|da|erreichbar
    in den|im|dem ?wohlverdienten ruhestand|rente|pension / ruhestand ... gegangen|verabschiedet|gehe
    postfach ... geloscht|deaktiviert|abgeschaltet|nicht|geschlossen
    verlassen|verlasse ... unternehmen|firma|gesellschaft / neue|neuen|neuer herausforderung|aufgabe|stelle|arbeitgeber
    mein letzter ... tag|arbeitstag
    ai|a|ayant quitte ... / plus en poste|chez|dans|fonction / mes|ses fonctions ... fin|quitte|termine
    boite|messagerie|adresse ... desactivee|supprimee|consultee|fermee / retraite ... depuis|le|fin / dernier jour ...
    nouvelles fonctions|aventures|horizons / he|ha|habiendo dejado ...
    ya no trabajo|trabaja|formo|forma|estoy|esta|pertenezco ... / jubilado|jubilada|jubilacion ...
    buzon|correo|cuenta ... desactivado|desactivada|eliminado|cerrado|desactivara|no / ultimo dia ...
    nuevos proyectos|retos / nueva etapa
    ";
const AWAY: &str = "
    out of ?the|my office / out of the|my ?home ?home country|town / ooo
    away from|until|on|with|and|this|today|for|between|at|the|my / am|i'm|be|is|currently away
    on ... vacation|leave|holiday|holidays|pto|sabbatical|trip|travel|site
    annual|parental|maternity|paternity|sick|medical|family|personal leave / am|i'm|be travelling|traveling
    am|i'm|be|currently ... absent|unavailable|offline / not ... in the office / not in office / not ... available
    limited|no|intermittent access / will|i'll ... return|be back|reply ... when|on|upon / when i return|am back|get back
    upon|on my return / attending ... conference|training|event / office ... closed|closes|close
    offices|we are|is closed
    company holiday / back in ?the office / will be back / returning on|to / back on / my absence / vacation until
    i return
    nicht im buro|haus / ausser haus / abwesend / abwesenheit / im urlaub / urlaub / elternzeit / mutterschutz / krank
    krankgeschrieben / dienstreise|geschaftsreise / nicht erreichbar|verfugbar|anwesend|da
    wieder ... erreichbar|da|buro|zuruck|fur|im / ruckkehr / betriebsferien / betriebsurlaub / geschlossen / unterwegs
    erst ... wieder / nicht ... erreichbar / ausserhalb des buros / feiertag / absent|absente / absence
    en conge|conges|vacances|deplacement|formation|rtt / hors du|de bureau / de retour
    conge maternite|parental|paternite|maladie / a mon retour / indisponible / pas ... disponible|joignable|bureau
    bureaux ... fermes / fermeture / je reviens / conges annuels / fuera de la|mi|nuestra|el oficina|despacho
    fuera de oficina / ausente / ausencia / de vacaciones / vacaciones / de viaje / de baja
    permiso ... maternidad|paternidad|parental
    vuelvo|regreso|volvere|regresare|reincorporo|reincorporare|reincorporacion
    no estoy|estare ... disponible|oficina / mi regreso|vuelta / oficina|oficinas ... cerrada|cerradas|cerrado
    no disponible
    fora do escritorio / de|em ferias / ferias / retorno|retornarei|regresso|volto|voltarei / licenca / afwezig
    afwezigheid
    niet op|aanwezig ... kantoor / op|met vakantie / vakantie / verlof / weer aanwezig|bereikbaar|terug|op
    niet bereikbaar|aanwezig / ben|terug ... terug / zwangerschapsverlof / fuori sede|ufficio / in ferie
    ";
/// What machines answer that somebody has written to.
const TICKET: &str = "
    ticket / case number|id|# / reference number / request has been|was received
    received your|the ... request|message|email|inquiry|enquiry|application|e / we have|we've received
    has been received|created|opened / support request / within # / as soon as possible / one of our / our team will
    thank you for contacting|reaching|writing|getting / thanks for contacting|reaching|writing|getting
    business days|hours
    our support / a member of / will be processed / ticketnummer / vorgangsnummer
    ihre anfrage|nachricht|mail|e ... erhalten|eingegangen|bearbeitet|bearbeiten / haben ihre ... erhalten / eingegangen
    vielen dank fur ihre|deine anfrage|nachricht|mail|e / schnellstmoglich / werktagen / bearbeitungszeit
    unser team|support
    kundenservice / votre demande|message|mail|ticket ... recu|recue|pris|prise|enregistre|enregistree|traite
    bien recu votre / accuse reception / dans les meilleurs delais / notre equipe / prise en compte
    numero de dossier|ticket
    hemos recibido ... / su|tu solicitud|mensaje|consulta|peticion ... recibido|recibida|registrado|registrada
    numero de ticket|caso|incidencia|referencia / nuestro equipo / lo antes posible
    gracias por contactar|escribir|contactarnos|escribirnos|ponerse / recebemos sua|seu|o|a / nossa equipe
    we hebben uw|je ... ontvangen / uw aanvraag|bericht|verzoek
    ";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Left,
    Away,
    Ticket,
}

static SIGNS: LazyLock<Patterns<Sign>> =
    LazyLock::new(|| Patterns::new(&[(LEFT, Sign::Left), (LEFT_MORE, Sign::Left), (AWAY, Sign::Away), (TICKET, Sign::Ticket)]));

/// How much of a text is read, in bytes, and how many of its sentences. Automatic answers are short.
const TEXT_LIMIT: usize = 16 << 10;
const SENTENCE_LIMIT: usize = 100;

/// What an automatic answer says. `written_on` is the day it was written, from which "Monday" and "3 May" count; `sender`
/// the address it came from, which is nobody else's.
pub fn absence(subject: &str, own_text: &str, written_on: Date, sender: &str) -> Absence {
    let text = own_text.get(..own_text.floor_char_boundary(TEXT_LIMIT)).unwrap_or(own_text);
    let sentences: Vec<&str> = sentence::split(text).into_iter().take(SENTENCE_LIMIT).collect();
    let folded: Vec<String> = sentences.iter().map(|sentence| words::fold(sentence)).collect();
    let says = |folded: &str, sign| SIGNS.has(&folded.split(' ').collect::<Vec<_>>(), sign);
    let any = |sign| folded.iter().any(|sentence| says(sentence, sign));
    let other = || words::addresses(text).find(|address| is_address(address) && is_somebody(address, sender));
    let head = words::fold(subject);
    if any(Sign::Left) || says(&head, Sign::Left) {
        return Absence::Left { successor: other() };
    }
    let back_on = return_day::of(sentences.iter().copied().chain([subject]), written_on);
    // "Automatic reply" is what Exchange calls each of its absences, and some helpdesks each of their receipts.
    let is_away = any(Sign::Away) || says(&head, Sign::Away) || back_on.is_some();
    let is_unsaid = !any(Sign::Ticket) && super::kind::is_absence_subject(subject);
    if is_away && !(any(Sign::Ticket) && back_on.is_none() && !folded.iter().any(|sentence| is_about_writer(sentence)))
        || is_unsaid
    {
        Absence::Away { back_on, delegate: other() }
    } else {
        Absence::Other
    }
}

/// Whether a sentence says of its writer, and not of a team or an office, that he is away.
fn is_about_writer(folded: &str) -> bool {
    const SELF: [&str; 21] = [
        "i", "i'm", "i'll", "my", "me", "ich", "bin", "meine", "meiner", "meinem", "je", "suis", "j'ai", "mon", "estoy",
        "estare", "mi", "vuelvo", "estou", "ik", "ben",
    ];
    let words: Vec<&str> = folded.split(' ').collect();
    words.iter().any(|word| SELF.contains(word)) && SIGNS.has(&words, Sign::Away)
}

fn is_somebody(address: &str, sender: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    !address.eq_ignore_ascii_case(sender.trim()) && !local.contains("noreply") && !local.contains("no-reply")
}

#[cfg(test)]
mod tests;
