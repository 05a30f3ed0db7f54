//! What goes out through a connection, and which connection that is.

use super::{ALL, Connector};
use crate::drafts::Content;
use crate::mail::Mailbox;
use crate::store::connections::{self, Row};
use crate::store::crm::records;
use crate::store::drafts::Revision;
use crate::store::outbox::Receipt;
use crate::store::{Conn, Write, sign_ins};
use api::{Action, Belongs, ConnectionId, ContactId, Details, MessageId, OutboxId, Sends, Time, text};

/// A mail that the operator approved, on its way.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub id: OutboxId,
    /// 128 random bits in hexadecimal: the header `X-CaseyOS-Id`, by which the mail is found again wherever it went.
    pub marker: String,
    /// Without angle brackets.
    pub message_id: String,
    /// The whole mail (RFC 5322) with its Date; its Bcc stands in it, and must not reach anybody.
    pub bytes: Vec<u8>,
    pub from: String,
    /// Everybody whom it goes to, with Cc and Bcc, each once.
    pub recipients: Vec<Mailbox>,
    /// The Message-ID of the mail that it answers.
    pub in_reply_to: Option<String>,
    /// The draft at the provider from which it is sent, where one was made and noted before.
    pub draft: Option<String>,
    /// It was begun before, and nobody knows how far that came.
    pub is_resumed: bool,
}

/// An action that the operator approved and that is no mail, on its way.
#[derive(Clone, Debug)]
pub struct Effect {
    pub id: OutboxId,
    /// 128 random bits in hexadecimal, by which what it made is found again.
    pub marker: String,
    /// Read from the approved bytes, so that it cannot be anything else.
    pub content: Content,
    /// It was begun before, and nobody knows how far that came.
    pub is_resumed: bool,
}

/// A mail that went out, to be kept where its people are.
#[derive(Clone, Debug)]
pub struct SentMail {
    pub id: OutboxId,
    pub marker: String,
    /// The whole mail (RFC 5322) with its Date.
    pub bytes: Vec<u8>,
    pub sent_at: Time,
    pub belongs: Belongs,
}

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It is there, once.
    There(Receipt),
    /// It is not, and will not be, because of this.
    NotThere(String),
    /// It is not there yet, for certain; the same may be tried again later.
    NotYet(String),
    /// Nobody can tell now. It may be looked for again later, and is never sent again before it was.
    Unknown(String),
    /// Nobody can tell.
    Unsure(String),
}

/// The connector of a connection.
pub fn connector_of(row: &Row) -> Option<&'static dyn Connector> {
    ALL.iter().copied().find(|connector| connector.kind() == row.kind)
}

/// Whether anything is carried out through a connection as things are.
pub async fn sends(conn: &mut Conn, row: &Row) -> anyhow::Result<Sends> {
    let mut best = Sends::Never;
    for action in Action::ALL {
        match does(conn, row, *action).await? {
            Sends::Yes => return Ok(Sends::Yes),
            Sends::NotAllowed => best = Sends::NotAllowed,
            Sends::Never => {}
        }
    }
    Ok(best)
}

/// Whether such an action is carried out through a connection as things are.
pub async fn does(conn: &mut Conn, row: &Row, action: Action) -> anyhow::Result<Sends> {
    let Some(connector) = connector_of(row).filter(|_| row.disconnected_at.is_none()) else { return Ok(Sends::Never) };
    let sign_in = match row.sign_in() {
        Some(id) => sign_ins::one(conn, id).await?,
        None => None,
    };
    Ok(connector.does(row, sign_in.as_ref(), action))
}

/// The connection through which an action is carried out; one that would have to be allowed to, where no other can. None where
/// nothing can.
pub async fn doer_of(conn: &mut Conn, action: Action, revision: &Revision) -> anyhow::Result<Option<(Row, Sends)>> {
    if action == Action::SendEmail {
        let from = revision.from_address.as_deref().unwrap_or_default();
        return sender_of(conn, from, revision.answers).await;
    }
    let named = revision.details.as_ref().and_then(Details::connection);
    let mut best: Option<(Row, Sends)> = None;
    // What can be kept elsewhere is not kept here.
    let (own, mut others): (Vec<Row>, Vec<Row>) =
        connections::all(conn).await?.into_iter().partition(|row| row.kind == super::LOCAL);
    if is_for_own_eyes(action, revision.details.as_ref()) {
        others.clear();
    }
    for row in others.into_iter().chain(own).filter(|row| named.is_none_or(|named| named == row.id())) {
        match does(conn, &row, action).await? {
            Sends::Yes => return Ok(Some((row, Sends::Yes))),
            Sends::NotAllowed if best.is_none() => best = Some((row, Sends::NotAllowed)),
            _ => {}
        }
    }
    Ok(best)
}

/// The same; where nothing can, what can be kept here is: the connection that stands for that is made.
pub async fn doer_or_own(
    write: &mut Write,
    action: Action,
    revision: &Revision,
    now: Time,
) -> anyhow::Result<Option<ConnectionId>> {
    if let Some((row, _)) = doer_of(write.conn(), action, revision).await? {
        return Ok(Some(row.id()));
    }
    if !is_kept_here(action, revision) {
        return Ok(None);
    }
    connections::ensure(write, super::LOCAL, &text::kept_here(), "", now).await.map(Some)
}

/// The connections in which a mail to this contact is kept once it is sent.
pub async fn logging(conn: &mut Conn, contact: Option<ContactId>) -> anyhow::Result<Vec<Row>> {
    let mut all = Vec::new();
    for id in records::connections_of(conn, contact, None).await? {
        let Some(row) = connections::one(conn, id).await?.filter(|row| row.disconnected_at.is_none()) else { continue };
        let sign_in = match row.sign_in() {
            Some(id) => sign_ins::one(conn, id).await?,
            None => None,
        };
        if connector_of(&row).is_some_and(|connector| connector.logs_mail(&row, sign_in.as_ref())) {
            all.push(row);
        }
    }
    Ok(all)
}

/// Whether it is a note that belongs to nobody: it goes nowhere, and approving it says that it was read.
pub fn is_for_own_eyes(action: Action, details: Option<&Details>) -> bool {
    action == Action::LogNote && details.is_none()
}

/// Whether an action that nothing else does is carried out here.
pub fn is_kept_here(action: Action, revision: &Revision) -> bool {
    action.can_be_kept_here() && revision.details.as_ref().and_then(Details::connection).is_none()
}

/// The connection through which a mail from `from` goes: the one that the answered mail came through, else one of that address;
/// one that would have to be allowed to send, where no other can. None where no mailbox can.
async fn sender_of(conn: &mut Conn, from: &str, answers: Option<MessageId>) -> anyhow::Result<Option<(Row, Sends)>> {
    let source = match answers {
        Some(id) => connections::of_message(conn, id).await?.map(|row| row.id()),
        None => None,
    };
    let mut best: Option<(u8, Row, Sends)> = None;
    for row in connections::all(conn).await? {
        let sends = does(conn, &row, Action::SendEmail).await?;
        let is_source = source == Some(row.id());
        let is_of_address = address_of(conn, &row).await?.is_some_and(|address| address.eq_ignore_ascii_case(from));
        let rank = match (sends, is_source, is_of_address) {
            (Sends::Yes, true, _) => 4,
            (Sends::Yes, false, true) => 3,
            (Sends::NotAllowed, true, _) => 2,
            (Sends::NotAllowed, false, true) => 1,
            _ => continue,
        };
        if best.as_ref().is_none_or(|(of_best, ..)| rank > *of_best) {
            best = Some((rank, row, sends));
        }
    }
    Ok(best.map(|(_, row, sends)| (row, sends)))
}

/// Who calls the meetings that are booked now: the account of the calendar that takes them. None where none does.
pub async fn organizer(conn: &mut Conn) -> anyhow::Result<Option<String>> {
    for row in connections::all(conn).await?.into_iter().filter(|row| row.kind == super::CALENDAR) {
        if does(conn, &row, Action::BookMeeting).await? != Sends::Never {
            return address_of(conn, &row).await;
        }
    }
    Ok(None)
}

/// The mailbox of a connection, where it has one.
async fn address_of(conn: &mut Conn, row: &Row) -> anyhow::Result<Option<String>> {
    Ok(match row.sign_in() {
        Some(id) => sign_ins::one(conn, id).await?.map(|sign_in| sign_in.address),
        None if row.kind == super::SMTP => Some(row.location.clone()),
        None => None,
    })
}

/// As an approval names a connection.
pub fn destination(id: ConnectionId) -> String {
    format!("connection:{id}")
}

/// The connection that an approval names.
pub fn of_destination(destination: &str) -> Option<ConnectionId> {
    destination.strip_prefix("connection:")?.parse().ok().map(ConnectionId)
}
