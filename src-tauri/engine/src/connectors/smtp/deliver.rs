//! Hands a mail in, once. Before its bytes begin to be written that is noted, so that a crash is known to have come before or
//! after; after it, without an answer, nobody can tell whether the server took it, and it is never handed in again by itself.

use super::talk::{Fault, HandedIn, Patience, Talk};
use super::{PASSWORD, bytes, owner};
use crate::connectors::{self, Delivery, MAILDIR, Outgoing};
use crate::cx::Cx;
use crate::fault;
use crate::store::connections::{self, Row};
use crate::store::outbox::{self, Receipt};
use crate::store::{messages, smtp_servers};
use crate::{mail, vault};
use api::{SmtpServer, text};
use lettre::Address;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{MailBodyParameter, MailParameter};
use std::time::Duration;

const CONNECTS_WITHIN: Duration = Duration::from_secs(20);
/// Some servers are slow on purpose; RFC 5321, 4.5.3.2 would give them five minutes.
const ANSWERS_WITHIN: Duration = Duration::from_secs(60);
/// For the answer to a whole mail (RFC 5321, 4.5.3.2.6): giving up sooner makes mails of which nobody knows whether they went.
const TAKES_WITHIN: Duration = Duration::from_secs(600);

pub async fn deliver(cx: &Cx, connection: &Row, mail: &Outgoing) -> anyhow::Result<Delivery> {
    if mail.is_resumed && outbox::is_data_begun(&mut *cx.read().await?, mail.id).await? {
        return found_or_unsure(cx, mail, text::smtp_was_cut_off()).await;
    }
    let server = smtp_servers::of(&mut *cx.read().await?, connection.id()).await?;
    let Some(server) = server.filter(|_| connection.disconnected_at.is_none()) else {
        return Ok(Delivery::NotThere(text::smtp_not_connected(&connection.name)));
    };
    let parts = bytes::to_hand_in(&mail.bytes).and_then(|bytes| Ok((bytes, Envelope::of(mail)?)));
    let (content, envelope) = match parts {
        Ok(parts) => parts,
        Err(words) => return Ok(Delivery::NotThere(words)),
    };
    let password = match vault::open(cx, &owner(connection.id()), PASSWORD).await {
        Ok(None) if !server.user.is_empty() => return Ok(Delivery::NotThere(text::smtp_no_password(&connection.name))),
        Ok(password) => password.filter(|_| !server.user.is_empty()),
        // The key may be had later: the keychain is locked, or the passphrase not given yet.
        Err(error) => return Ok(Delivery::NotYet(crate::error::told(error).message)),
    };
    let patience = Patience {
        connect: cx.http.patience(CONNECTS_WITHIN),
        answer: cx.http.patience(ANSWERS_WITHIN),
        mail: cx.http.patience(TAKES_WITHIN),
    };
    let mut talk = match Talk::open(&server, password.as_ref(), patience).await {
        Ok(talk) => talk,
        Err(fault) => {
            note_state(cx, connection, Some(&text::smtp_sentence(&fault.words(&server)))).await?;
            return Ok(settled(&fault, &server));
        }
    };
    note_state(cx, connection, None).await?;
    let is_plain = content.is_ascii() && envelope.is_ascii();
    if !is_plain && !talk.takes_any_script() {
        talk.end().await;
        return Ok(Delivery::NotThere(text::smtp_no_script(&server.host)));
    }
    match announce(&mut talk, &server, &envelope, is_plain).await {
        Ok(()) => hand_in(cx, talk, &server, mail, &content).await,
        Err(delivery) => {
            talk.end().await;
            Ok(delivery)
        }
    }
}

/// Whom a mail comes from and goes to, as the server is told.
struct Envelope {
    from: Address,
    to: Vec<Address>,
}

impl Envelope {
    /// Errors: the address that is none, in words.
    fn of(outgoing: &Outgoing) -> Result<Self, String> {
        // The name of a domain is told as mail servers look it up.
        let parsed = |address: &str| {
            let sendable = mail::sendable_address(address).and_then(|address| address.parse::<Address>().ok());
            sendable.ok_or_else(|| text::smtp_no_recipient(address))
        };
        let to = outgoing.recipients.iter().map(|recipient| parsed(&recipient.address)).collect::<Result<_, _>>()?;
        Ok(Self { from: parsed(&outgoing.from)?, to })
    }

    fn is_ascii(&self) -> bool {
        self.to.iter().chain([&self.from]).all(|address| AsRef::<str>::as_ref(address).is_ascii())
    }
}

/// All that comes before the mail itself. Where one recipient is refused nobody gets it: who else to write to is for the
/// operator to decide.
async fn announce(talk: &mut Talk, server: &SmtpServer, envelope: &Envelope, is_plain: bool) -> Result<(), Delivery> {
    let parameters = match is_plain {
        true => Vec::new(),
        false => vec![MailParameter::SmtpUtfEight, MailParameter::Body(MailBodyParameter::EightBitMime)],
    };
    let settled = |fault: Fault| settled(&fault, server);
    talk.say(Mail::new(Some(envelope.from.clone()), parameters)).await.map_err(settled)?;
    let (mut refused, mut put_off) = (Vec::new(), Vec::new());
    for recipient in &envelope.to {
        match talk.say(Rcpt::new(recipient.clone(), Vec::new())).await {
            Ok(()) => {}
            Err(Fault::Never(said)) => refused.push((recipient.to_string(), said)),
            // It closes the conversation with this one.
            Err(Fault::Later(said)) if said.starts_with("421") => return Err(settled(Fault::Later(said))),
            Err(Fault::Later(said)) => put_off.push((recipient.to_string(), said)),
            Err(fault) => return Err(settled(fault)),
        }
    }
    if !refused.is_empty() || !put_off.is_empty() {
        // Without an answer the conversation ends, which comes to the same.
        drop(talk.say(Rset).await);
    }
    if !refused.is_empty() {
        return Err(Delivery::NotThere(text::smtp_recipients_refused(&refused)));
    }
    if !put_off.is_empty() {
        return Err(Delivery::NotYet(text::smtp_recipients_later(&put_off)));
    }
    fault::point("smtp_before_data");
    talk.say(Data).await.map_err(settled)
}

/// The mail itself.
async fn hand_in(cx: &Cx, mut talk: Talk, server: &SmtpServer, mail: &Outgoing, content: &[u8]) -> anyhow::Result<Delivery> {
    let mut write = cx.write().await?;
    let is_first = outbox::begin_data(&mut write, mail.id, cx.now()).await?;
    fault::point("smtp_before_begun_commit");
    write.commit().await?;
    fault::point("smtp_after_begun_commit");
    if !is_first {
        // The conversation is left without a mail. Whoever began may still be at it.
        return Ok(Delivery::Unsure(text::smtp_somebody_else()));
    }
    let handed_in = talk.hand_in(content).await;
    fault::point("smtp_after_answer");
    match handed_in {
        HandedIn::Yes => {
            talk.end().await;
            Ok(Delivery::There(Receipt::default()))
        }
        HandedIn::No(fault) | HandedIn::NotWhole(fault) => {
            let mut write = cx.write().await?;
            outbox::forget_data(&mut write, mail.id).await?;
            write.commit().await?;
            Ok(settled(&fault, server))
        }
        HandedIn::Unknown(fault) => found_or_unsure(cx, mail, text::smtp_no_answer(&fault.words(server))).await,
    }
}

/// What a fault comes to of which it is certain that nothing was sent.
fn settled(fault: &Fault, server: &SmtpServer) -> Delivery {
    let words = fault.words(server);
    if fault.is_for_good() { Delivery::NotThere(words) } else { Delivery::NotYet(words) }
}

/// What went is found where a copy of it lies: many servers and programs put one beside the mails that are read. That none is
/// there says nothing.
async fn found_or_unsure(cx: &Cx, mail: &Outgoing, why: String) -> anyhow::Result<Delivery> {
    let watched = connections::all(&mut *cx.read().await?).await?;
    for folder in watched.iter().filter(|row| row.kind == MAILDIR && row.disconnected_at.is_none()) {
        connectors::sync(cx, folder.id()).await?;
    }
    // The Message-ID was made from the marker, and nobody knew it before the mail went.
    let is_found = messages::is_stored(&mut *cx.read().await?, &mail.message_id).await?;
    Ok(if is_found { Delivery::There(Receipt::default()) } else { Delivery::Unsure(why) })
}

/// Shows on the connection what is wrong with its server, or that nothing is any more.
async fn note_state(cx: &Cx, connection: &Row, words: Option<&str>) -> anyhow::Result<()> {
    if connection.error.as_deref() == words {
        return Ok(());
    }
    let mut write = cx.write().await?;
    match words {
        Some(words) => connections::failed(&mut write, connection.id(), words).await?,
        None => connections::recovered(&mut write, connection.id()).await?,
    }
    write.commit().await
}
