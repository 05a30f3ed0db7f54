//! Meetings that the operator wants: an item of its own beside the one from which it was asked for, with a time that is free.
//!
//! Nothing is put into a calendar here: that takes an approval, as for all that leaves.

use crate::calendar::{day, zone};
use crate::connectors::outgoing;
use crate::cx::Cx;
use crate::drafts;
use crate::first_touch::OPERATOR;
use crate::free_slots;
use crate::mail;
use crate::queue;
use crate::random::marker;
use crate::settings::Settings;
use crate::store::drafts::{self as stored, Revision};
use crate::store::items::{self, Row};
use crate::store::signals::Observed;
use crate::store::{Conn, connections, messages, people};
use anyhow::Context as _;
use api::{
    Action, ApiError, Author, BookMeeting, Code, ContactId, ContactRef, Details, EditDraft, ItemId, MeetingDetails, MeetingTime,
    Play, PutBy, ReadMeetingTime, Recipient, SignalKind, ThreadId, Time, text,
};
use jiff::tz::TimeZone;

/// How long a meeting is where nobody says.
const USUAL_MINUTES: u32 = 30;
const MS_PER_MINUTE: i64 = 60_000;

/// Opens an item to meet whom an item is about, or gives the one that is there another time.
///
/// Errors: `not_found`; `invalid` for a length or words that name no time to come; `conflict` for an item that is about nobody.
pub async fn book(cx: &Cx, request: &BookMeeting) -> anyhow::Result<Row> {
    let settings = cx.settings().await?;
    let minutes = request.minutes.unwrap_or(USUAL_MINUTES);
    free_slots::check_minutes("minutes", minutes)?;
    let asked = asked_time(request, &settings, cx.now())?;
    let (source, contact) = subject(&mut *cx.read().await?, request.item).await?;
    let pile = pile(request.item);
    if let Some(open) = items::live_on_pile(&mut *cx.read().await?, &pile).await? {
        return at_another_time(cx, open, asked, request.minutes).await;
    }
    let starts_at = match asked {
        Some(at) => at,
        None => free_slots::first(cx, &settings, contact.id, minutes).await?,
    };
    let (now, source_id) = (cx.now(), marker(&*cx.random)?);
    let mut write = cx.write().await?;
    let connection = connections::ensure(&mut write, OPERATOR, &text::the_operator(), "", now).await?;
    let revision = revision(write.conn(), &settings, &source, &contact, (starts_at, minutes)).await?;
    let observed = Observed {
        connection,
        source_id,
        kind: SignalKind::Manual,
        play: Some(Play::Book),
        contact: Some(contact.id),
        thread: source.thread_id.map(ThreadId),
        message: None,
        excerpt: revision.subject.clone(),
        occurred_at: now,
    };
    let id = match items::live_on_pile(write.conn(), &pile).await? {
        // Somebody else asked for the same at the same moment.
        Some(open) => open.id(),
        None => queue::open_with_draft(&mut write, &settings, &observed, &pile, &revision, now).await?,
    };
    let item = queue::existing(&mut write, id).await?;
    write.commit().await?;
    Ok(item)
}

/// What words say of when a meeting is, and whether the operator is free then.
pub async fn read_time(cx: &Cx, request: &ReadMeetingTime) -> anyhow::Result<MeetingTime> {
    free_slots::check_minutes("minutes", request.minutes)?;
    let settings = cx.settings().await?;
    let (_, contact) = subject(&mut *cx.read().await?, request.item).await?;
    let starts_at = match queue::until_of(&request.when, &settings, cx.now()) {
        Ok(at) => at,
        Err(error) => return Ok(MeetingTime { slot: None, why_not: error.message, busy: String::new(), is_looked_up: false }),
    };
    let slot = (starts_at, starts_at.plus_ms(i64::from(request.minutes) * MS_PER_MINUTE));
    free_slots::look_up(cx, &settings, contact.id, slot).await
}

/// Of which item a booking is there once.
fn pile(item: ItemId) -> String {
    format!("booking:item:{item}")
}

async fn subject(conn: &mut Conn, id: ItemId) -> anyhow::Result<(Row, ContactRef)> {
    let row = items::one(conn, id).await?;
    let row = row.ok_or_else(|| ApiError::new(Code::NotFound, text::no_such_item(id.0)).on("item"))?;
    let contact = match row.contact_id {
        Some(id) => people::contact(conn, ContactId(id)).await?.map(|(contact, _)| contact),
        None => None,
    };
    let contact = contact.ok_or_else(|| ApiError::new(Code::Conflict, text::nobody_to_meet()).on("item"))?;
    Ok((row, contact))
}

fn asked_time(request: &BookMeeting, settings: &Settings, now: Time) -> Result<Option<Time>, ApiError> {
    match (request.starts_at, request.when.as_deref()) {
        (Some(at), _) if at <= now => Err(ApiError::new(Code::Invalid, text::meeting_time_is_past()).on("starts_at")),
        (Some(at), _) => Ok(Some(at)),
        (None, Some(words)) => queue::until_of(words, settings, now).map(Some).map_err(|error| error.on("when")),
        (None, None) => Ok(None),
    }
}

/// The booking that is there, at the time that was asked for now.
async fn at_another_time(cx: &Cx, open: Row, asked: Option<Time>, minutes: Option<u32>) -> anyhow::Result<Row> {
    let newest = drafts::newest(&mut *cx.read().await?, open.id()).await?;
    let before = newest.and_then(|stored| stored.revision.details);
    if let (Some(Details::Meeting(before)), Some(starts_at)) = (before, asked) {
        let length = minutes.map_or(before.ends_at.ms_since(before.starts_at), |minutes| i64::from(minutes) * MS_PER_MINUTE);
        let details = MeetingDetails { starts_at, ends_at: starts_at.plus_ms(length), ..before };
        let (item, details) = (open.id(), Some(Details::Meeting(details)));
        drafts::edit(cx, &EditDraft { item, subject: None, body: None, to: None, cc: None, bcc: None, details }).await?;
    }
    let again = items::one(&mut *cx.read().await?, open.id()).await?;
    again.context("The booking is gone")
}

/// What is proposed: the subject of the conversation, and those to whom its draft goes.
async fn revision(
    conn: &mut Conn,
    settings: &Settings,
    source: &Row,
    contact: &ContactRef,
    (starts_at, minutes): (Time, u32),
) -> anyhow::Result<Revision> {
    let draft = match source.action {
        Action::SendEmail => stored::newest(conn, source.id()).await?.map(|(stored, _)| stored.revision),
        _ => None,
    };
    let answers = draft.as_ref().and_then(|draft| draft.answers);
    let mut to = draft.map(|draft| draft.to).unwrap_or_default();
    if to.is_empty() {
        to.push(Recipient { name: contact.name.clone(), address: contact.address.clone(), put_by: PutBy::Operator });
    }
    let about = mail::subject::base(&source.subject);
    let newest = messages::newest_words(conn, contact.id).await?;
    let language = newest.as_ref().and_then(|(words, _)| mail::language(words)).unwrap_or_default();
    let wrote_on = newest.map_or_else(String::new, |(_, sent_at)| day(language, sent_at, &settings.zone));
    let body = text::meeting_invitation(language, &about, &wrote_on);
    let organizer = outgoing::organizer(conn).await?;
    let mut revision = Revision {
        author: Author::Operator,
        agent: None,
        from_name: settings.name.clone(),
        from_address: organizer,
        to,
        cc: Vec::new(),
        bcc: Vec::new(),
        subject: if about.is_empty() { text::meeting_of(&contact.called(), &settings.name) } else { about },
        body,
        details: None,
        signature: String::new(),
        quoted: String::new(),
        answers,
        claims: Vec::new(),
    };
    let calendar = outgoing::doer_of(conn, Action::BookMeeting, &revision).await?;
    revision.details = Some(Details::Meeting(MeetingDetails {
        starts_at,
        ends_at: starts_at.plus_ms(i64::from(minutes) * MS_PER_MINUTE),
        zone: name_of(&settings.zone),
        connection: calendar.map(|(row, _)| row.id()),
        calendar: String::new(),
        place: String::new(),
        adds_call: false,
    }));
    Ok(revision)
}

/// The name of the operator's zone, as calendars know it.
fn name_of(own: &TimeZone) -> String {
    own.iana_name().filter(|name| zone(name).is_ok()).unwrap_or("UTC").to_owned()
}
