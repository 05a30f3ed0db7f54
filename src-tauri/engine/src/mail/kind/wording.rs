//! What machines write: in subjects, and about themselves. Folded, see `words::fold`.

use std::sync::LazyLock;

use super::super::pattern::Patterns;
use super::super::{absence, sentence, words};

/// Subjects of answers by machine, whatever stands behind them.
const ABSENCE: &str = "
    automatic reply / auto reply / autoreply / auto response / autoresponse / automated reply / automated response
    automatic response / out of office / out of the office / ooo / away from the office / away from my mail
    automatische antwort / abwesenheitsnotiz / abwesenheitsmeldung / abwesenheitsbenachrichtigung / abwesenheitsassistent
    abwesenheitsnachricht / automatische ruckantwort / automatische abwesenheitsnotiz / nicht im buro / ausser haus
    abwesend
    abwesenheit / reponse automatique / absence du bureau / message d'absence / absent du bureau / absente du bureau
    notification d'absence / reponse d'absence / absence / absent / absente / automatique / respuesta automatica
    fuera de la oficina
    fuera de oficina / ausente de la oficina / respuesta de ausencia / ausencia / resposta automatica / fora do escritorio
    ausencia temporaria / ausente do escritorio / automatisch antwoord / automatische antwoord / afwezigheidsbericht
    afwezig
    niet op kantoor / automatische reactie / risposta automatica / fuori sede / fuori ufficio / autosvar
    automatiskt svar
    ";
/// What a person can begin a subject with too, so the subject must end there or go on as a machine's does.
const WEAK: &str = "
    out of office / out of the office / ooo / nicht im buro / ausser haus / abwesend / abwesenheit / absence / ausencia
    absent / absente / automatique / fuera de la oficina / fuera de oficina / fora do escritorio / afwezig
    niet op kantoor
    away from the office
    ";

const BOUNCE: &str = "
    undelivered mail returned / undeliverable / undelivered / undeliverable mail|message
    mail delivery failed|failure|error
    delivery failure|failed / delivery status notification / delivery notification / message delivery failure|delayed
    returned mail / failure notice / failure delivery / delivery has failed / message undeliverable
    message not delivered
    mail could not be delivered / message could not be delivered / warning message ... delayed / delayed mail
    delivery delayed / mail delivery delayed / non delivery / nondeliverable mail / mail system error
    delivery problem|problems / rejected mail|message|email / message rejected|blocked / mail not delivered
    email not delivered / address not found / recipient rejected / your message ... couldn't|could be delivered
    delivery incomplete / could not ... deliver* / unzustellbar / unzustellbare nachricht|mail|e / nicht zustellbar
    nicht zugestellt / zustellung fehlgeschlagen / zustellung verzogert / zustellung nicht moglich
    mail nicht zustellbar|zugestellt / fehler bei der zustellung / zustellungsfehler / zustellfehler
    nachricht nicht zugestellt / ubermittlungsstatus / ruckgabe der / zuruckgewiesene / zustellbenachrichtigung
    benachrichtigung zum ubermittlungsstatus / unzustellbarkeitsbericht / echec de la remise / echec de remise
    echec de livraison / echec de la livraison / echec d'envoi / echec de l'envoi / echec de distribution / non remis
    non distribuable / non remise / message non remis|distribue|delivre|livre / courrier non remis|distribue
    retour de courrier / notification d'etat de remise|distribution / notification de ... remise
    remise differee|retardee
    mail non remis / no se puede entregar / no se pudo entregar / no se ha podido entregar / no entregado / no entregable
    correo no entregado|devuelto / mensaje no entregado|entregable|devuelto / error de entrega / error en la entrega
    fallo de entrega / fallo en la entrega / entrega retrasada|fallida / notificacion de estado de entrega
    notificacion del estado de la entrega / imposible entregar / devuelto / nao entregue / nao foi possivel entregar
    falha na entrega / mensagem nao entregue / nao e possivel entregar / onbestelbaar / niet bezorgd
    kan niet worden bezorgd
    niet afgeleverd / bezorging mislukt / mancata consegna / impossibile recapitare
    ";
const BOUNCE_TEXT: &str = "
    could not be delivered / couldn't be delivered / cannot be delivered / can't be delivered / was not delivered
    wasn't delivered / delivery failed / delivery to the following / delivery ... failed / undeliverable / user unknown
    unknown user / address not found / mailbox unavailable / not able to deliver / unable to deliver
    wasn't able to deliver
    permanent error|failure / permanently rejected / recipient address rejected / has not yet been delivered
    not been delivered / delivery ... delayed / will be retried / rejected your message / mailbox is full / no such user
    nicht zugestellt / nicht zustellbar / unzustellbar / zustellung ... fehlgeschlagen / konnte nicht ... zugestellt
    nicht zugestellt werden / n'a pas pu etre remis|distribue|livre|delivre / n'ont pas pu etre remis
    pas pu etre remis|distribue|delivre|livre / impossible de remettre|distribuer|delivrer
    n'a pas ete remis|distribue|delivre / echec de la remise|distribution / echec de remise / no se pudo entregar
    no se ha podido entregar / no se puede entregar / no pudo ser entregado / no ha podido ser entregado / no se entrego
    imposible entregar / nao foi entregue / nao pode ser entregue / nao foi possivel entregar
    niet worden bezorgd|afgeleverd
    niet bezorgd
    ";

/// What a receipt or confirmation says on the envelope.
const RECEIPT: &str = "
    your ... invoice|receipt|order|payment|subscription|booking|reservation
    your ... bill|statement|purchase|shipment|ticket|tickets|registration / receipt ?for|from|of|no|nr
    payment receipt|received|confirmation|confirmed|successful|reminder|failed / invoice ?no|number|nr # / invoice from
    invoice for / ^ invoice / ^ receipt / order confirmation|confirmed|received|shipped|update|# / ^ order #
    order ... confirmed|shipped|dispatched / confirmation of ... order|payment|booking|purchase|registration
    purchase confirmation / booking confirmation|confirmed / registration confirmation|confirmed
    thank you for your order|purchase|payment|registration / thanks for your order|purchase|payment / has|have shipped
    subscription renewed|renewal|confirmation / ^ invitation / ticket ... received
    we received your request|message|inquiry
    ^ new invoice / ihre ... rechnung|bestellung|zahlung|buchung|quittung|reservierung|lieferung|registrierung
    deine ... rechnung|bestellung|zahlung|buchung / ^ rechnung / rechnung nr|vom|# / rechnungsnr / rechnungsnummer
    bestellbestatigung / auftragsbestatigung / zahlungsbestatigung / zahlungseingang / buchungsbestatigung / ^ quittung
    versandbestatigung / bestatigung ihrer|deiner / zahlungserinnerung
    vielen dank fur ihre|deine bestellung|zahlung|buchung|einkauf / eingangsbestatigung / zahlung erhalten
    votre ... facture|commande|recu|paiement|reservation|abonnement|achat|inscription / ^ facture / facture n|no|numero|#
    confirmation de ... commande|paiement|reservation|inscription / ^ recu / recu de ... / paiement recu|accepte|confirme
    commande ... confirmee|expediee / merci pour votre commande|achat|paiement
    su|tu|vuestra ... factura|pedido|recibo|pago|compra|reserva|suscripcion / ^ factura / ^ recibo
    factura n|no|num|numero|#
    confirmacion de ... pedido|pago|compra|reserva / pago recibido|confirmado / pedido ... confirmado|enviado
    gracias por tu|su compra|pedido|pago / recibo de pago / sua|seu ... fatura|pedido|recibo|pagamento|compra
    confirmacao de|do|da ... pedido|pagamento|compra / uw|je ... factuur|bestelling|betaling / ^ factuur
    orderbevestiging
    bevestiging van
    ";

/// What a machine says about itself at the beginning of a sentence.
const AUTOMATIC: &str = "
    do not|please not answer to|this ... / do not answer this ... / don't answer this ...
    this|it ... was generated by our|the|a ... / it was generated ...
    this is an|a ... automated|automatic|automatically|autogenerated|auto|system ... message|email|e|mail|notification
    this is an|a ... automated|automatic|automatically ... reply|response|reminder|confirmation|alert
    this is an|a ... autogenerated|auto|system ... reply|response|reminder|confirmation|alert
    this message|email|e|mail ... automatically|automated|autogenerated|auto ... generated|sent|created|produced
    this notification|mailbox|reply|letter ... automatically|automated ... generated|sent|created|produced
    this notification|mailbox|reply|letter ... autogenerated|auto ... generated|sent|created|produced
    this message|email|e|mail ... automatically|automated|autogenerated|auto ... issued|message|notification|email
    this notification|mailbox|reply|letter ... automatically|automated ... issued|message|notification|email
    this notification|mailbox|reply|letter ... autogenerated|auto ... issued|message|notification|email
    automated message|email|notification / automatically generated message|email|e|notification
    automatic message|notification|email / do not|not reply|respond ?directly to this|to
    don't reply|respond ?directly to this / replies to this ... not|unmonitored / mailbox|inbox|address is not monitored
    this ... mailbox|inbox|address|account ... not|unmonitored|unattended ... monitored|read|checked
    diese|dies|das ... mail|email|nachricht|schreiben ... automatisch|maschinell
    diese|dies|das ... automatisch|automatische|automatisierte|maschinell ... mail|email|nachricht|benachrichtigung
    dies ist eine automatisch|automatische|automatisierte / automatisch erstellte|generierte|versendete|erzeugte|versandte
    automatische nachricht|benachrichtigung|mail|e / antworten sie ?bitte nicht auf diese|direkt
    bitte nicht auf diese|direkt ... / bitte ... nicht antworten / nicht auf diese ... antworten
    antworte ?bitte nicht auf diese / pas repondre a ce|cet|cette / pas repondre directement
    pas repondre ... message|mail|courriel|email|courrier
    ceci est un ... message|mail|email|courriel|e ... automatique|genere
    ce|cet|c'est ... message|mail|email|courriel|e|courrier ... automatique|automatiquement / message|courriel automatique
    message genere automatiquement / ne repondez pas a ce|cet
    no responda|responder|conteste|contestar|respondas|contestes|respondan a este|esta
    no responda|responder|conteste|contestar|respondas directamente / no responda ... correo|mensaje|email
    este|esto|esta ... mensaje|correo|email|mail|notificacion ... automatico|automatica|automaticamente
    mensaje|correo automatico / mensaje|correo generado automaticamente
    este|esta|isto ... mensagem|email|mail ... automatico|automatica|automaticamente
    nao responda|responder a este|esta|essa|esse / nao responda ... mensagem|email|mail / mensagem automatica
    deze|dit ... mail|bericht|email ... automatisch / automatisch gegenereerd|gegenereerde ...
    niet ... deze|dit ... beantwoorden|reageren|antwoorden / niet op deze|dit ... mail|bericht|email
    ";
/// What a server puts below a person's mail, and what a person says of their mailbox: the mail is none the less theirs.
const BY_THE_WAY: &str = "
    virus|viruses|malware|antivirus|spam|threats|encrypted|encryption|scanned|scan|confidential|translated|signed
    viren|schadsoftware|verschlusselt|verschlusselte|verschlusselter|gepruft|gescannt|vertraulich|ubersetzt|signiert
    l'antivirus|antivirus|analyse|analysee|chiffre|chiffree|crypte|cryptee|verifie|verifiee|scanne|traduit
    analizado|analizada|cifrado|cifrada|encriptado|verificado|escaneado|traducido
    address|mailbox|inbox|box|mail|email|message|monitored|read|checked ?is ?not ?monitored ?read for|at|on|outside|after|during|over|with|about|regarding weekends|weekend|night|nights|holidays|hours|business|office|working|invoices|orders|support|the|any|questions|billing|bank|payments|christmas
    adresse|postfach|mail|nachricht|e ?wird ?ist ?nicht fur|am|an|ausserhalb|wegen|mit ...
    adresse|boite|message|mail pour|le|en|les|hors|avec ... / direccion|buzon|correo|mensaje para|los|en|fuera|con ...
    ";
/// Where in its sentence a machine comes to the point, in words.
const POINT: usize = 4;

/// That the writer is away, and beyond doubt.
const AWAY: &str = "
    i am|i'm ... away from my ... / my last day ... was|is|at ...
    i am|i'm ... out of ?the office until|from|on|and|with|through|till|between|this|today
    i am|i'm currently|presently ?out|away ... office|leave|vacation|holiday
    i will|i'll be ... out of ?the office until|from|on|and|with|through|till
    i am|i'm on ... vacation|leave|holiday until|from|and|with|through|till / currently out of ?the office
    i am|i'm away ... office|until / out of ?the office until|from / ich bin ... nicht im buro|haus / ich bin ... abwesend
    ich bin ... im urlaub / ich bin ... ausser haus / ich befinde mich ... urlaub|elternzeit
    bin ich ... nicht im buro|haus
    ich bin ... nicht erreichbar / ich bin erst ... wieder|ab / je suis ... absent|absente|conges|conge|vacances
    je suis ... hors du bureau / je serai ... absent|absente|conges|conge / estoy|estare ... fuera de la|mi oficina
    estoy|estare ... ausente / estoy|estare ... de vacaciones / me encuentro ... fuera|ausente|vacaciones
    estou|estarei ... fora do escritorio / estou|estarei ... ausente / estou|estarei de ferias / ik ben ... afwezig
    ik ben ... niet op kantoor|aanwezig / ik ben ... vakantie
    ";
/// What absent people say besides, and present ones do not.
const REACH: &str = "
    not expect an|a answer|reply ... / when i come back / not have access to this ... / has taken over ...
    limited|no|intermittent|sporadic access to / limited|no email|mail access
    will ?not ... reply|respond|answer|get back ... upon|when|on|after ... / upon|on my return
    when i return|am back|get back / as soon as i return|am back|get back / in urgent cases|matters
    in|for ... urgent ... contact / if ... urgent ... contact|call|reach / for urgent|immediate ... / for anything urgent
    not be checking|reading / not have access / your ... will not be forwarded / in my absence / during my absence
    while i am|i'm away|out / in dringenden fallen|angelegenheiten / bei dringenden ...
    nachricht|mail|mails|e ... nicht weitergeleitet|gelesen / nach meiner ruckkehr / wahrend meiner abwesenheit
    in meiner abwesenheit / wenden sie sich ... an / keinen zugriff|zugang / eingeschrankt|begrenzt ... zugriff|erreichbar
    beantworte|beantworten ... nach|ruckkehr|sobald|danach / vertretung / en cas d'urgence / des|a mon retour
    en mon absence
    pendant mon absence / acces limite / pour toute urgence|demande / urgence ... contacter / urgente
    a mi regreso|vuelta
    en mi ausencia / durante mi ausencia / acceso limitado / en caso de urgencia / para|si ... urgente* ...
    asuntos|temas|casos urgentes / responder ... vuelta|regreso / acesso limitado / no meu regresso|retorno
    em caso de urgencia / beperkt|geen toegang / bij mijn terugkomst / dringende|spoed ... / bij spoed
    ";

static SUBJECTS: LazyLock<Patterns<Subject>> = LazyLock::new(|| {
    Patterns::new(&[(ABSENCE, Subject::Absence), (WEAK, Subject::Weak), (BOUNCE, Subject::Bounce), (RECEIPT, Subject::Receipt)])
});
static TEXTS: LazyLock<Patterns<Text>> = LazyLock::new(|| {
    Patterns::new(&[
        (BOUNCE_TEXT, Text::Bounce),
        (AUTOMATIC, Text::Automatic),
        (BY_THE_WAY, Text::ByTheWay),
        (AWAY, Text::Away),
        (REACH, Text::Reach),
    ])
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Absence,
    Weak,
    Bounce,
    Receipt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    Bounce,
    Automatic,
    ByTheWay,
    Away,
    Reach,
}

/// The subject of an automatic answer: one that begins with its name, goes on with a mark, a date or nothing, and does
/// not stand behind the `Re:` of somebody who answers it. "Out of office space in Berlin?" is somebody's question.
pub(in super::super) fn is_absence_subject(subject: &str) -> bool {
    // Longer than the longest name of such a subject, with tags in front.
    const NAME_LIMIT: usize = 120;
    let head = subject.get(..subject.floor_char_boundary(NAME_LIMIT)).unwrap_or(subject);
    let mut head = head.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[');
    if let Some((_, after)) = head.strip_prefix('[').and_then(|tagged| tagged.split_once(']')) {
        head = if after.trim().is_empty() { head } else { after };
    }
    let (name, rest) = match head.find([':', '：', '–', '—', '|', '(']) {
        Some(at) => head.split_at_checked(at).unwrap_or((head, "")),
        None => (head, ""),
    };
    let folded = words::fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let found = |sign| SUBJECTS.all(&words).filter(|found| found.start == 0 && found.sign == sign).map(|found| found.end).max();
    let Some(end) = found(Subject::Absence) else {
        return false;
    };
    let next = words.get(end).copied().unwrap_or_default();
    let is_whole = next.is_empty();
    let goes_on = is_whole
        || matches!(
            next,
            "re" | "aw"
                | "fw"
                | "until"
                | "from"
                | "till"
                | "bis"
                | "vom"
                | "von"
                | "jusqu'au"
                | "du"
                | "hasta"
                | "tot"
                | "ate"
                | "message"
                | "notification"
                | "autoreply"
                | "reply"
                | "assistant"
        )
        || next.starts_with(|c: char| c.is_ascii_digit());
    match found(Subject::Weak) {
        // "Absence: who takes over?" is written by people.
        Some(weak) if weak == end => goes_on && (!rest.contains('?') || rest.starts_with([':', '：'])),
        _ => goes_on || name.contains(" - "),
    }
}

/// The subject of a report that a mail was not delivered. `Re:` in front of it is a person's.
pub(super) fn is_bounce_subject(subject: &str) -> bool {
    const LATEST: usize = 5;
    let folded = words::fold(subject);
    let words: Vec<&str> = folded.split(' ').take(40).collect();
    !super::subject::is_marked(subject)
        && SUBJECTS.all(&words).any(|found| found.sign == Subject::Bounce && found.start <= LATEST)
}

pub(super) fn is_receipt_subject(subject: &str) -> bool {
    let folded = words::fold(subject);
    SUBJECTS.has(&folded.split(' ').take(40).collect::<Vec<_>>(), Subject::Receipt)
}

pub(super) fn is_bounce_text(text: &str) -> bool {
    let folded = words::fold(text);
    TEXTS.has(&folded.split(' ').collect::<Vec<_>>(), Text::Bounce)
}

/// Whether a machine says in this sentence that it is one. Who tells of such mail comes to it later in the sentence.
pub(super) fn is_automatic(words: &[&str]) -> bool {
    TEXTS.all(words).any(|found| found.sign == Text::Automatic && found.start <= POINT) && !TEXTS.has(words, Text::ByTheWay)
}

/// Whether the writer is away beyond doubt: says so, says what to expect or whom to ask instead, and asks nothing.
pub(super) fn is_absence_text(own: &str) -> bool {
    const LENGTH_LIMIT: usize = 1_500;
    if own.len() > LENGTH_LIMIT || sentence::split(own).iter().any(|sentence| absence::asks(sentence)) {
        return false;
    }
    let folded: Vec<String> = sentence::split(own).into_iter().map(words::fold).collect();
    let has = |sign| folded.iter().any(|sentence| TEXTS.has(&sentence.split(' ').collect::<Vec<_>>(), sign));
    has(Text::Away) && has(Text::Reach)
}
