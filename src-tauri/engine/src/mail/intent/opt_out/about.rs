//! What a wish for no more of something is about: all mail from us, or less than that.

use std::sync::LazyLock;

use super::super::super::pattern::{Classes, Patterns};
use super::super::super::said::Said;

const CLASSES: &Classes = &[
    ("drop", "remove|delete|erase|drop|strike|scratch|take|get|keep|leave|cross|wipe|purge|removed|taken|deleted"),
    (
        "streich",
        "nehmen|nimm|nehmt|streichen|streiche|loschen|losche|loscht|entfernen|entferne|entfernt|halten|halte|lassen|lass|werfen|tragen",
    ),
    ("retire", "retirez|supprimez|enlevez|effacez|rayez|otez|retire|retirer|supprimer|enlever|effacer|rayer|oter|laissez"),
    (
        "quita",
        "elimine|eliminen|elimina|eliminar|eliminad|borre|borren|borra|borrar|borrad|quite|quiten|quita|quitar|quitad|saque|saquen|saca|sacar|sacad|retire|retiren|retirar|suprima|suprimir",
    ),
    ("me", "me|us|my|our|mine|myself"),
    ("mich", "mich|uns|mein|meine|meinen|meiner|unser|unsere|unseren|unserer"),
    ("moi", "moi|nous|mon|ma|mes|notre|nos"),
    ("mi", "mi|mis|nuestro|nuestra|nuestros|nuestras"),
    (
        "mails",
        "email|emails|mail|mails|e|message|messages|nachricht|nachrichten|courriel|courriels|correo|correos|mensaje|mensajes",
    ),
];
/// Out of something; where that is no list, it is about less than mail.
const LEAVES: &str = "
    @drop ... @me ... from|off|out ?of your|our|the|this|that|any|all|whatever|a|each|every|future|future|page|price|talks
    @streich ... @mich ... aus|von|vom der|dem|den|ihrem|ihrer|ihren|eurem|eurer|diesem|dieser|unserem|unserer|allen|ihre|eure
    @retire ... @moi ... de|du|des|d' la|le|les|l'equipe|votre|vos|cette|ce|ces|notre|nos|liste|fichier
    me|nous @retire de|du|des la|le|les|votre|vos|cette|ce|notre|nos
    @quita ... @mi ... de|del la|el|los|las|su|sus|tu|tus|vuestra|vuestro|este|esta|nuestro|nuestra
    quiteme|quitame|quitenme|quitadme|saqueme|sacame|saquenme|eliminenme|elimineme|eliminame|borrenme|borreme|borrame ... de|del la|el|los|las|su|sus|tu|tus|vuestra|vuestro|este|esta
    vom|aus|von ... @streich
    ";
/// What people are taken off, so that nobody writes to them.
const LIST: &str = "
    list|lists|mailing|mailings|database|databases|db|crm|system|systems|records|record|files|contacts|distribution|newsletter|newsletters|campaign|campaigns|sequence|sequences|cadence|outreach|marketing|subscribers|recipients|spam|@mails|whatever|thing|books
    liste|listen|verteiler|verteilern|mailverteiler|emailverteiler|mailingliste|verteilerliste|adressliste|datenbank|kartei|kontakten|kontakte|mailings|crm|adressbuch|rundmail|rundmails
    listes|fichier|fichiers|base|bases|envois|diffusion|contacts|mailing|serveurs|donnees
    lista|listas|base|bases|ficheros|fichero|boletin|boletines|envios|envio|sistema|sistemas|registros|distribucion|contactos
    lijst|lijsten|bestand
    this|it|that|here $|please|now|immediately|thanks|at
    ";
/// A list that has another purpose than to write to those on it.
const OTHER_LIST: &str = "
    list|lists of|for ?the|all|our participants|attendees|signatories|approvers|speakers|references|admins|administrators|approvals|users|guests|drivers|testers|suppliers|vendors
    guest|attendee|attendance|approval|user|price|driver|reference|admin list|lists
    liste ?der|von|mit ?den ?der teilnehmer*|freigabe*|unterzeichner*|referenz*|fahrer*|ansprechpartner*|administrator*
    teilnehmerliste|freigabeliste|referenzliste|gasteliste|fahrerliste
    liste des|de signataires|participants|references|approbateurs|valideurs|conducteurs|chauffeurs|utilisateurs|invites|administrateurs
    lista de ?los firmantes|participantes|asistentes|referencias|conductores|usuarios|invitados|aprobadores|administradores
    ";
/// One mail of several.
const ONE_MAIL: &str = "
    last|previous|earlier|latest|first|second|other|wrong|old|yesterday's|duplicate|misdirected ?draft|two|few @mails
    @mails from|of|that|which|sent|dated|yesterday|above|below yesterday|monday|tuesday|wednesday|thursday|friday|last|today|this|i|we|went|was|earlier|morning
    letzte|letzten|vorige|vorigen|vorherige|vorherigen|fruhere|erste|ersten|andere|falsche|gestrige|heutige|doppelte ?e @mails
    @mails von|vom gestern|heute|montag|dienstag|mittwoch|donnerstag|freitag|vorhin|#
    dernier|derniere|derniers|precedent|precedente|premier|autre|faux|mauvais @mails / @mails precedent|precedente|d'hier|errone|erronee
    @mails d'hier|de lundi|mardi|mercredi|jeudi|vendredi|#|matin
    ultimo|ultimos|anterior|primer|otro @mails / @mails anterior|anteriores / @mails de|del ayer|lunes|martes|miercoles|jueves|viernes|ayer|#
    ";
/// Not now, or not somebody else.
const OTHERWISE: &str = "
    before|until|till|bis|vor|avant|jusqu'a|jusqu'au|hasta|antes monday|tuesday|wednesday|thursday|friday|next|noon|the|then|we|you|i|#|montag|dienstag|mittwoch|donnerstag|freitag|zum|dem|der|den|lundi|mardi|mercredi|jeudi|vendredi|le|la|que|de|el|lunes|martes|miercoles|jueves|viernes
    ";
/// The people of whom the writer speaks, and who may want no mail, or use our product.
const OTHERS: &str = "
    our|the|their|some|one|of drivers|driver|employees|employee|customers|customer|staff|people|clients|client|workers|subscribers|buyers|tenants|members|patients|readers
    their|his|her data|consent|account|accounts|address|addresses / an|a|each|every ... employee|driver|customer|client|worker|subscriber|tenant|person
    unsere|unseren|unserer|die|der|ein|eine|einem|einer fahrer*|mitarbeiter*|kunden|kunde|angestellte*|beschaftigte*|leser*|mieter*
    nos|les|un|une|des chauffeurs|chauffeur|conducteurs|conducteur|salaries|salarie|clients|client|employes|employe|abonnes|lecteurs
    nuestros|los|las|un|una|nuestras conductores|conductor|empleados|empleado|clientes|cliente|trabajadores|trabajador|lectores
    ";
/// The reader is told how to get rid of the writer's mail.
const FOOTER: &str = "
    if|should|case|once|when you ... wish|want|prefer|like|longer|rather|decide ... receive|receiving|hear|get|be|emails|mails|unsubscribe|opt|contacted|messages
    ^ to ?be ?stop ?no ?longer unsubscribe|unsubscribed|opt|receive|receiving|removed ... click|reply|here|visit|use|follow|write|send|go
    ^ you can|may|could ... unsubscribe|opt / you ... receive|receiving|received|get|getting this|these|it ... because|as|since
    reply|answer|text|respond|write ?with stop|unsubscribe / click|tap ... unsubscribe / unsubscribe here|link|anytime|online
    ^ sie mochten|wollen|wunschen ... nicht|keine|abmelden|abbestellen / mochten|wollen|wunschen sie ... nicht|keine|abmelden|abbestellen|keinen
    wenn|falls|sofern|sollten sie|du|ihr ... nicht|keine|keinen|abmelden|abbestellen|austragen
    hier abmelden|abbestellen|austragen / um sich|dich ... abzumelden|auszutragen / zum|zur abmelden|abbestellen|abmeldung|abbestellung
    antworten|antworte ... mit stopp|stop|abmelden / sie|du konnen|kannst ... abmelden|abbestellen|widerrufen|widersprechen
    si vous|tu ... plus|desabonner|desinscrire|pas / ^ vous|tu ne|n' ... plus / pour vous|te|se desabonner|desinscrire
    vous|tu pouvez|peux ... desabonner|desinscrire / repondez|reponds ... stop / cliquez ... desabonner|desinscrire
    si ?usted ?ya no ... desea|quiere|deseas|quieres|desean|quieren ... / si ?usted desea|quiere|deseas|quieres ... baja|dejar
    para darse|cancelar|dejar ... / responda|responde|conteste ... baja|stop / puede|puedes ... darse|darte de baja
    ";
/// A part of the mails, or what they are about.
const PART: &str = "
    about|regarding|concerning / emails|mails|messages|email|mail|follow|reminders|writing|us|me on|for ?the|this|that|these|those
    these|those|this|such|reminders|reminder|weekly|daily|follow|followups|notifications
    diese|diesen|dieser|dieses|erinnerungen|erinnerung|zu|zum|zur|wegen|hierzu|dazu|nachfragen
    ces|cet|cette relances|rappels|mails|messages|emails|envois / sur|concernant|relances|rappels|relancer
    estos|estas|esos|recordatorios|sobre|respecto
    ";
/// How somebody came by an address, and whether the wish is fulfilled: no business.
const ASIDES: &str = "
    where|how|who|why|whom|what|which ... my|our|me|us ... address|email|e|mail|data|details|contact|name|number|mailbox|inbox|permission|consent
    who ... gave|told|sold / how|where did|do|have you ... get|got|find|found|obtain|come / what part of / how many|often times|more|do
    why ... writing|emailing|contacting|keep|still|mailing|sending|getting|receiving / do you|i ... understand|make|need / is that|this clear|understood
    confirm|confirmation|acknowledge ... / clear enough
    woher ... / warum ... schreiben|kontaktieren|bekomme|erhalte|immer / bestatigen|bestatigung|bestatige ... / wer|wie|wo ... adresse|daten|namen|kontakt
    ou|comment|qui|pourquoi ... adresse|mail|coordonnees|donnees|nom|numero|ecrivez|contactez / confirmer|confirmez|confirmation ...
    de ?donde ... / quien|como|por ... correo|datos|direccion|nombre|contacto|escriben|escribe|numero / confirme|confirmen|confirmar|confirmad|confirmacion ...
    ";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Leaves,
    List,
    OtherList,
    OneMail,
    Otherwise,
    Others,
    Footer,
    Part,
    Aside,
}

static SIGNS: LazyLock<Patterns<Sign>> = LazyLock::new(|| {
    Patterns::with_classes(
        CLASSES,
        &[
            (LEAVES, Sign::Leaves),
            (LIST, Sign::List),
            (OTHER_LIST, Sign::OtherList),
            (ONE_MAIL, Sign::OneMail),
            (OTHERWISE, Sign::Otherwise),
            (OTHERS, Sign::Others),
            (FOOTER, Sign::Footer),
            (PART, Sign::Part),
            (ASIDES, Sign::Aside),
        ],
    )
});

/// The writer, alone, as the one who acts.
const ACTS: [&str; 4] = ["i", "ich", "je", "yo"];
/// The writer, alone.
const SELF: [&str; 15] =
    ["me", "my", "mine", "myself", "mich", "mir", "mein", "meine", "meinen", "moi", "mon", "ma", "mes", "mi", "mis"];
/// The writer's side.
const OURSELVES: [&str; 14] = [
    "us", "our", "uns", "unser", "unsere", "unseren", "nous", "notre", "nos", "nuestro", "nuestra", "nuestros", "nuestras",
    "darnos",
];
/// Behind these the writer's side is whom the mails come from.
const FROM: [&str; 11] = ["from", "by", "let", "via", "von", "bei", "durch", "mit", "de", "par", "por"];

/// Whether the writer speaks of themselves.
pub(super) fn is_own(words: &[&str]) -> bool {
    // "darme", "eliminenme", "borradnos"; "m'envoyez".
    const JOINED: [&str; 9] = ["ame", "eme", "nme", "dme", "rme", "dnos", "nnos", "rnos", "enos"];
    let is_joined = |word: &str| word.len() > 4 && JOINED.iter().any(|end| word.ends_with(end)) || word.starts_with("m'");
    words.iter().any(|word| SELF.contains(word) || OURSELVES.contains(word) || is_joined(word))
}

/// Whether a wish of the writer's is about all mail to them, so that nothing else in the mail can take it back.
pub(super) fn is_about_all_mail(words: &[&str]) -> bool {
    is_own(words) && !SIGNS.has(words, Sign::Part)
}

/// Whether a sentence that sounds like a wish is about less than being written to.
pub(super) fn is_about_less(said: &Said<'_>, words: &[&str]) -> bool {
    let has = |sign| SIGNS.has(words, sign);
    let is_left = has(Sign::Leaves) && (!has(Sign::List) || has(Sign::OtherList));
    let is_list = has(Sign::List) && !has(Sign::OtherList);
    is_left
        || has(Sign::OneMail) && !words.iter().any(|word| matches!(*word, "list" | "liste" | "lista" | "verteiler"))
        || has(Sign::Otherwise) && !is_list
        || has(Sign::Others)
        || is_footer(words)
        || is_about_a_thing(said, words)
}

/// Whether a sentence only asks how the writer's address was come by, or for a word that it is gone.
pub(super) fn is_about_the_wish(words: &[&str]) -> bool {
    SIGNS.has(words, Sign::Aside) || is_footer(words)
}

fn is_footer(words: &[&str]) -> bool {
    let is_received = |at: usize| at > 0 && words.get(at - 1).is_some_and(|before| FROM.contains(before));
    let is_ours = |(at, word): (usize, &&str)| {
        OURSELVES.contains(word)
            && !is_received(at)
            && !matches!(
                *word,
                "our" | "unser" | "unsere" | "unseren" | "nos" | "notre" | "nuestro" | "nuestra" | "nuestros" | "nuestras"
            )
    };
    SIGNS.has(words, Sign::Footer)
        && !words.iter().any(|word| SELF.contains(word) || ACTS.contains(word))
        && !words.iter().enumerate().any(is_ours)
}

/// "Don't send me the contract by mail", "no more paper invoices": whether what is not to be sent is something else than mail.
fn is_about_a_thing(said: &Said<'_>, words: &[&str]) -> bool {
    let clause_end = |at: usize| said.starts().iter().map(|start| start.at).find(|start| *start > at).unwrap_or(words.len());
    words.iter().enumerate().any(|(at, word)| {
        let behind = words.get(at + 1..clause_end(at)).unwrap_or_default();
        is_sending(word, behind) && names_a_thing(behind) || matches!(*word, "more" | "further") && is_thing(behind)
    })
}

fn is_sending(word: &str, behind: &[&str]) -> bool {
    const STEMS: [&str; 11] =
        ["send", "forward", "schick", "schreib", "envoye", "envoie", "m'envo", "envie", "enviar", "mand", "ecriv"];
    let is_to_us = behind.first().is_some_and(|word| matches!(*word, "me" | "us"));
    STEMS.iter().any(|stem| word.starts_with(stem)) || is_to_us && matches!(word, "mail" | "email" | "emailing" | "mailing")
}

/// Whether an object with its article follows.
fn names_a_thing(behind: &[&str]) -> bool {
    const SKIPPED: [&str; 24] = [
        "me", "us", "to", "sie", "mir", "uns", "bitte", "please", "moi", "nous", "nos", "plus", "mas", "mehr", "nicht", "not",
        "any", "more", "over", "doch", "ihr", "du", "le", "les",
    ];
    const ARTICLES: [&str; 17] =
        ["the", "la", "le", "les", "el", "los", "las", "die", "der", "das", "den", "dem", "a", "an", "un", "une", "una"];
    let n = behind.iter().take_while(|word| SKIPPED.contains(word) && !ARTICLES.contains(word)).count();
    let from = behind.get(n..).unwrap_or_default();
    match from.split_first() {
        Some((first, rest)) if ARTICLES.contains(first) => is_thing(rest),
        Some((first, _)) => first.strip_prefix("l'").is_some_and(|noun| is_thing(&[noun])),
        None => false,
    }
}

/// Whether these words begin with what is no mail. A thing has at most two words before it.
fn is_thing(words: &[&str]) -> bool {
    const WORDS: usize = 3;
    const ENDS: &str = " by per via par por in on from to von vom an auf als que qui and or und oder et ou y please pls thanks thank bitte of \
                        at about for we i you it if no not than merci de fur ever again zum zur since because as this that these ";
    const MAIL: &str = " email emails mail mails e message messages newsletter newsletters offer offers information info stuff spam ads \
                        advertising marketing promotional promotions sales communication communications correspondence contact outreach \
                        pitches pitch things thing reminders follow follows followups updates notifications material brochures calls \
                        requests letters texts notes rubbish junk crap nonsense time kind sort mailings mailing advertisement promos \
                        anything something proposals solicitations attempts nachricht nachrichten werbung angebote infos \
                        messages courriel courriels publicite publicites offres relances newsletter correo correos mensaje mensajes \
                        publicidad ofertas boletin propaganda lot ";
    let is_in = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let named: Vec<&&str> = words.iter().take(WORDS).take_while(|word| !is_in(ENDS, word)).collect();
    !named.is_empty() && !named.iter().any(|word| is_in(MAIL, word))
}
