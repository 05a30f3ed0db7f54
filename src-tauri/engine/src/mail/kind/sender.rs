//! What an address says about who writes from it. Whole words only: `system` is one in `system@`, not in `ecosystem@`.

use std::sync::LazyLock;

use super::super::headers::{self, Fields, Mailbox};
use super::super::pattern::Patterns;
use super::super::words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    NoReply,
    Daemon,
    Newsletter,
    Role,
}

static NAMES: LazyLock<Patterns<Name>> = LazyLock::new(|| {
    Patterns::new(&[(NO_REPLY, Name::NoReply), (DAEMON, Name::Daemon), (NEWSLETTER, Name::Newsletter), (ROLES, Name::Role)])
});

const NO_REPLY: &str = "
    noreply / no reply / noreplies / donotreply / dontreply / do not reply / don't reply / noresponse / no response
    nepasrepondre / ne pas repondre / nereponde / nichtantworten / nicht antworten / keineantwort / keine antwort
    bitte nicht antworten / noresponder / no responder / noresponda / no responda / nocontestar / no contestar / naoresponda
    nao responda / naoresponder / nao responder / nietbeantwoorden / niet beantwoorden / nonrispondere / notification
    notifications / notify / notifier / notificacion / notificaciones / notificacoes / benachrichtigung / benachrichtigungen
    meldung / meldungen / alert / alerts / alerte / alertes / alertas / mailer / automailer / autoreply / bounce / bounces
    automated / automatic / automat / autoresponder / auto / robot / bot / system / daemon / cron / nobody / reminder
    reminders / unattended / unmonitored
    ";
const DAEMON: &str = "
    mailer daemon / mailerdaemon / mailer demon / postmaster / mail delivery system|subsystem|service / maildelivery
    microsoft outlook / mail administrator / mailadmin / microsoftexchange # / delivery system|subsystem
    ";
const NEWSLETTER: &str = "
    newsletter / newsletters / news / nl / mailing / mailings / marketing / campaign / campaigns / digest / boletin
    infolettre
    ";
const ROLES: &str = "
    billing / invoice / invoices / invoicing / receipt / receipts / order / orders / payment / payments / pay / sales orders
    accounting / accounts / subscriptions / subscription / confirmation / confirmations / confirm / checkout / shop / store
    rechnung / rechnungen / rechnungsstellung / buchhaltung / bestellung / bestellungen / zahlung / zahlungen / auftrag
    buchung / buchungen / versand / shipping / shipment / shipments / delivery / tracking / bookings / booking / facture
    factures / facturation / commande / commandes / paiement / paiements / comptabilite / recu / recus / factura / facturas
    facturacion / pedido / pedidos / pago / pagos / recibo / recibos / cobros / administracion / fatura / faturas
    faturamento / pagamento / pagamentos / facturatie / factuur / facturen / bestelling / bestellingen / tickets / ticketing
    reservations / reservation / service / services / support / kundenservice / info / team / hello
    ";

/// The words of the part in front of the `@`, without the numbers behind them.
fn has(local: &str, name: Name) -> bool {
    let folded = words::fold(local);
    let words: Vec<&str> = folded.split(' ').map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).collect();
    NAMES.has(&words, name)
}

fn local(address: &str) -> &str {
    address.split('@').next().unwrap_or_default()
}

/// `MAILER-DAEMON`, `postmaster@`, "Mail Delivery Subsystem": a server writes, about mail.
pub(super) fn is_daemon(fields: &Fields<'_>) -> bool {
    super::senders(fields).any(|text| has(local(text), Name::Daemon) || local(text).starts_with("MicrosoftExchange"))
}

/// Nobody reads what is sent there: by From or by Reply-To.
pub(super) fn is_no_reply(fields: &Fields<'_>, from: Option<&Mailbox>) -> bool {
    let is_silent = |mailbox: &Mailbox| {
        let local = local(&mailbox.address);
        has(local, Name::NoReply) || has(local, Name::Daemon)
    };
    from.is_some_and(is_silent)
        || fields.has("Reply-To")
            && headers::mailboxes(fields, "Reply-To").first().is_some_and(|to| has(local(&to.address), Name::NoReply))
}

pub(super) fn is_newsletter(address: &str) -> bool {
    let local = local(address);
    // A person's name may have any word in it; a role has nothing else.
    has(local, Name::Newsletter) && !local.contains(['.', '_'])
}

/// An address that belongs to a task and not to a person.
pub(super) fn has_role(address: &str) -> bool {
    has(local(address), Name::Role)
}
