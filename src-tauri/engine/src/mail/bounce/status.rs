//! What codes and words say about a failure: gone for good, for now, or refused.

use std::sync::LazyLock;

use super::super::pattern::Patterns;
use super::super::words;
use super::Severity;

/// Words by which servers refuse the sender or the mail, not the recipient.
const POLICY: &str = "
    spam / spamhaus / blacklist / blacklisted / blocklist / blocklisted / blocked / dnsbl / rbl / barracuda / spamcop
    reputation / unsolicited / policy / policies / dmarc / spf / dkim / unauthenticated / authentication required|failed
    not authorized / not permitted / not allowed / relay access denied / relaying denied / relay denied / unable to relay
    relaying not / banned / prohibited / content rejected / rejected ... content / virus / malware / suspicious / phishing
    sender ... rejected|denied / only accepts|accept / restricted / bulk mail / too large / size limit / exceeds ... size
    message size / gesperrt / blockiert / bloque / bloqueado / politique / politica / richtlinie|richtlinien
    nicht berechtigt / no autorizado / non autorise / abgelehnt ... spam
    ";
/// Words for what may pass.
const SOFT: &str = "
    mailbox ... full / mailbox is full / full mailbox / inbox is full / inbox ... full / over quota / overquota
    quota exceeded / exceeded ... quota / out of storage / insufficient storage|system / storage ... full|exceeded
    not enough space|storage / over ... storage / quota / temporarily / temporary / try again later / try later
    will be retried / will retry / keep trying / still trying / continue to try / will try / being retried / delayed / delay
    greylist / greylisted / greylisting / timed out / timeout / connection refused / deferred / not yet been delivered
    warning only / too many connections / rate limit / rate limited / not been able / no need to resend
    do not need to resend / postfach ... voll / postfach voll / speicherplatz / verzogert / verzogerung / vorubergehend
    erneut versucht / weitere versuche / uberfullt / kontingent / boite ... pleine / boite pleine / quota depasse / temporaire
    temporairement / retarde|retardee / differe|differee / nouvelle tentative / nouvelles tentatives / sature|saturee
    buzon ... lleno / buzon lleno / cuota / temporal / temporalmente / retrasado|retrasada
    reintentar|reintentara|reintentando / volvera a intentar / mas tarde / caixa ... cheia / temporariamente / atrasada
    tijdelijk / postvak ... vol / vertraagd / vertraging
    ";
/// Words for an address that is none.
const HARD: &str = "
    user unknown / unknown user / no such user|recipient|address|mailbox|person / does not|doesn't exist / not exist
    address not found / not found / unknown recipient|address|mailbox / recipient unknown / mailbox unavailable
    invalid recipient|address|mailbox / recipient address rejected / address rejected / account ... disabled
    account ... inactive / disabled / deactivated / no longer exists|valid|active|in|available / bad address|destination
    couldn't be found / could not be found / wasn't found / was not found / domain not found / host unknown|not
    unknown host|domain / no mailbox / permanent error|failure / permanently / undeliverable / could not|couldn't be delivered
    delivery ... failed / mail delivery failed / delivery status notification failure / unbekannt / unbekannter|unbekannte
    existiert nicht / nicht gefunden / gibt es nicht / ungultig|ungultige / unzustellbar / nicht zustellbar / nicht zugestellt
    fehlgeschlagen / endgultig / dauerhaft / inconnu|inconnue / n'existe pas|plus / introuvable / adresse invalide|incorrecte
    echec / non remis / pas pu etre remis|distribue|delivre / definitif|definitive / permanente|permanent / pas trouve|trouvee
    desconocido|desconocida / no existe|existen / no se encontro|encontrado / no se ha encontrado / no encontrado|encontrada
    direccion invalida|incorrecta / no se pudo|puede entregar / no se ha podido entregar / no pudo ser entregado / permanente
    nao existe / desconhecido / nao encontrado / nao foi entregue / bestaat niet / onbekend|onbekende / niet gevonden
    ";

static WORDS: LazyLock<Patterns<Severity>> =
    LazyLock::new(|| Patterns::new(&[(POLICY, Severity::Policy), (SOFT, Severity::Soft), (HARD, Severity::Hard)]));

/// The severity for an enhanced status code (RFC 3463) and what the server said with it; the code may be empty.
pub(super) fn severity(code: &str, said: &str) -> Option<Severity> {
    let folded = words::fold(said);
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |sign| WORDS.has(&words, sign);
    let mut numbers = code.split('.');
    let class = numbers.next().unwrap_or_default();
    let topic = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    match (class, topic) {
        ("5", ("7", _) | ("2" | "3", "3" | "4")) => Some(Severity::Policy),
        ("5", ("2", "2")) => Some(Severity::Soft),
        // A code that names the address is believed, whatever list or policy its explanation links to.
        ("5", ("1", "1" | "2" | "3" | "6" | "10") | ("4", "1" | "4" | "310")) => Some(Severity::Hard),
        ("5", _) if has(Severity::Policy) => Some(Severity::Policy),
        ("5", _) if is_full(&words) => Some(Severity::Soft),
        ("5", _) => Some(Severity::Hard),
        ("4", _) => Some(Severity::Soft),
        _ => match smtp_code(said).map(|code| code.split_at_checked(1).unwrap_or((code, ""))) {
            Some(("4", _)) => Some(Severity::Soft),
            Some(("5", "52")) if has(Severity::Soft) || !has(Severity::Policy) => Some(Severity::Soft),
            Some(("5", _)) if has(Severity::Policy) => Some(Severity::Policy),
            Some(("5", _)) if is_full(&words) => Some(Severity::Soft),
            Some(("5", _)) => Some(Severity::Hard),
            _ => None,
        },
    }
}

/// A mailbox that is full has an owner.
fn is_full(words: &[&str]) -> bool {
    const FULL: [&str; 9] = ["full", "quota", "overquota", "storage", "voll", "pleine", "lleno", "cuota", "uberfullt"];
    words.iter().any(|word| FULL.contains(word))
}

/// What the words of a bounce say that is no report, and the code in them.
pub(super) fn of_words(subject: &str, text: &str) -> Option<(Severity, String)> {
    let code = enhanced(text).or_else(|| smtp_code(text)).unwrap_or_default().to_owned();
    if let Some(severity) = severity(if code.contains('.') { &code } else { "" }, text) {
        return Some((severity, code));
    }
    let folded = words::fold(&format!("{subject}\n{text}"));
    let words: Vec<&str> = folded.split(' ').collect();
    [Severity::Policy, Severity::Soft, Severity::Hard]
        .into_iter()
        .find(|severity| WORDS.has(&words, *severity))
        .map(|severity| (severity, code))
}

/// The first enhanced status code of a failure in a text: `5.1.1`, `#4.4.7`.
pub(super) fn enhanced(text: &str) -> Option<&str> {
    let is_number = |part: &str, max| (1..=max).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_matches('.')).find(|word| {
        let parts: Vec<&str> = word.split('.').take(4).collect();
        matches!(parts.as_slice(), ["4" | "5", subject, detail] if is_number(subject, 1) && is_number(detail, 3))
    })
}

/// The first SMTP code of a failure in a text (RFC 5321 §4.2).
fn smtp_code(text: &str) -> Option<&str> {
    const CODES: [&str; 14] = ["421", "450", "451", "452", "454", "550", "551", "552", "553", "554", "555", "521", "523", "530"];
    text.split(|c: char| !c.is_alphanumeric() && c != '.').find(|word| CODES.contains(word))
}
