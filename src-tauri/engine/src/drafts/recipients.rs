//! To whom an answer goes, and from which mailbox: from the mail it answers and nothing else.

use crate::mail::{self, Mailbox};
use crate::settings::Settings;
use crate::store::items::Row as Item;
use crate::store::messages::{self, Original, Recipient as Stored};
use crate::store::{Conn, meetings, suppressions};
use api::{ApiError, Code, ContactRef, Guest, MeetingResponse, MeetingView, MessageId, Play, PutBy, Recipient, text};

/// The people of an answer.
#[derive(Debug)]
pub struct People {
    pub to: Vec<Recipient>,
    pub cc: Vec<Recipient>,
    /// The own address that received the mail, else the default one; none while it is not known which is the operator's.
    pub from: Option<String>,
}

/// Reply-To, else From; in copy the others of the mail, without own and suppressed addresses.
pub async fn of_answer(conn: &mut Conn, settings: &Settings, mail: MessageId, original: &Original) -> anyhow::Result<People> {
    let on_mail = messages::recipients(conn, mail).await?;
    let in_role = |role: &str| -> Vec<&Stored> { on_mail.iter().filter(|stored| stored.role == role).collect() };
    let put = |name: &str, address: &str| Recipient { name: name.to_owned(), address: address.to_owned(), put_by: PutBy::Item };
    let mut to: Vec<Recipient> = Vec::new();
    let is_own = settings.is_own(&original.from_address);
    if is_own {
        // A follow-up goes to whom the operator wrote.
        for stored in in_role("to").into_iter().filter(|stored| !settings.is_own(&stored.address)) {
            add(&mut to, put(&stored.name, &stored.address));
        }
    }
    // A group of the own company may name itself; who wrote to it waits for an answer all the same.
    let is_ours = |stored: &&Stored| settings.is_own(&stored.address) || !is_own && settings.is_colleague(&stored.address);
    for stored in in_role("reply_to").into_iter().filter(|stored| !is_ours(stored)) {
        add(&mut to, put(&stored.name, &stored.address));
    }
    if to.is_empty() && !is_own {
        add(&mut to, put(&original.from_name, &original.from_address));
    }
    let mut cc: Vec<Recipient> = Vec::new();
    let addresses: Vec<&str> = on_mail.iter().map(|stored| stored.address.as_str()).collect();
    let suppressed = suppressions::covering(conn, &addresses).await?;
    for stored in in_role("to").into_iter().chain(in_role("cc")) {
        let is_addressed = to.iter().any(|recipient| recipient.address == stored.address);
        let is_sender = stored.address == original.from_address;
        if settings.is_own(&stored.address) || is_addressed || is_sender || suppressed.contains_key(&stored.address) {
            continue;
        }
        add(&mut cc, put(&stored.name, &stored.address));
    }
    if is_own {
        return Ok(People { to, cc, from: Some(original.from_address.clone()) });
    }
    let received_by = on_mail.iter().filter(|stored| stored.role != "reply_to").find(|stored| settings.is_own(&stored.address));
    let from = received_by.map(|stored| stored.address.clone()).or_else(|| settings.own.first().cloned());
    Ok(People { to, cc, from })
}

/// A mail that answers nothing goes to the contact, from the default mailbox.
pub fn of_contact(settings: &Settings, contact: Option<&ContactRef>, put_by: PutBy) -> People {
    let recipient = |contact: &ContactRef| Recipient { name: contact.name.clone(), address: contact.address.clone(), put_by };
    // Of some whom a CRM knows no address is known.
    let contact = contact.filter(|contact| !contact.address.is_empty());
    People { to: contact.map(recipient).into_iter().collect(), cc: Vec::new(), from: settings.own.first().cloned() }
}

/// A mail about a meeting goes to its guests, the item's contact first: about one that was declined to whoever said no, else to all
/// others. From the own address that is invited.
pub async fn of_meeting(conn: &mut Conn, settings: &Settings, item: &Item, meeting: &MeetingView) -> anyhow::Result<People> {
    let said_no = |guest: &&Guest| guest.response == MeetingResponse::Declined;
    let is_declined = item.play == Play::ProposeTimes;
    let mut guests: Vec<&Guest> = meeting.guests.iter().filter(|guest| said_no(guest) == is_declined).collect();
    guests.sort_by_key(|guest| Some(guest.contact.0) != item.contact_id);
    let addresses: Vec<&str> = guests.iter().map(|guest| guest.address.as_str()).collect();
    let suppressed = suppressions::covering(conn, &addresses).await?;
    let mut to = Vec::new();
    for guest in guests.into_iter().filter(|guest| !suppressed.contains_key(&guest.address)) {
        add(&mut to, Recipient { name: guest.name.clone(), address: guest.address.clone(), put_by: PutBy::Item });
    }
    let invited = meetings::one(conn, meeting.id).await?.map_or_else(Vec::new, |meeting| meeting.attendees);
    let invited = invited.into_iter().map(|attendee| attendee.address).find(|address| settings.is_own(address));
    Ok(People { to, cc: Vec::new(), from: invited.or_else(|| settings.own.first().cloned()) })
}

/// Reads one address as it stands in a mail header: `Inês Duarte <ines@brightloom.example>`.
///
/// Errors: `invalid` for anything else, and for a line break that would begin another header.
pub fn read(entry: &str, field: &str) -> Result<Mailbox, ApiError> {
    if entry.chars().any(char::is_control) {
        return Err(ApiError::new(Code::Invalid, text::line_break_in_header(field)).on(field));
    }
    let (name, address) = match entry.rsplit_once('<') {
        Some((name, rest)) => (mail::unquoted_name(name), rest.trim().strip_suffix('>').unwrap_or_default()),
        None => (String::new(), entry.trim()),
    };
    let mailbox = mail::sendable_address(address).and_then(|address| Mailbox::new(&name, &address));
    mailbox.ok_or_else(|| ApiError::new(Code::Invalid, text::bad_address(entry)).on(field))
}

fn add(list: &mut Vec<Recipient>, recipient: Recipient) {
    if !list.iter().any(|other| other.address == recipient.address) {
        list.push(recipient);
    }
}
