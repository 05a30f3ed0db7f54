//! From what a calendar says of an event to the values that are stored. Pure: it looks nothing up.

use super::wire::{Event, Person, When};
use crate::calendar;
use crate::mail::{Mailbox, one_line};
use crate::settings::Settings;
use crate::store::meetings::{Attendee, Status, Told};
use api::{MeetingResponse, Time, text};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Under which private property an event says that it was made here.
pub const MARKER: &str = "caseyos";
/// Longer titles, places and links are cut, in characters.
const LINE_AT_MOST: usize = 500;
/// Whoever calls this many together does not mean each of them; the rest of the list is not read.
const ATTENDEES_AT_MOST: usize = 200;
/// Rooms and shared calendars are listed like people.
const NO_PERSON: &str = ".calendar.google.com";

/// An event, with the people on it. Whether somebody is outside is marked by `is_outside`, in the order of `told`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub told: Told,
    /// Without contacts.
    pub attendees: Vec<Attendee>,
    /// The places in `attendees` of those who are outside.
    pub outside: Vec<usize>,
}

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    Stands(Box<Read>),
    /// It was taken off the calendar; all that is known then may be its name.
    Cancelled(String),
}

/// Reads an event. `zone` is that of its calendar. Errors: why it is none, in words for the operator.
pub fn read(event: Event, settings: &Settings, zone: &TimeZone, now: Time) -> Result<Became, String> {
    if event.id.is_empty() {
        return Err(text::event_without_name());
    }
    if Status::from_wire(&event.status) == Status::Cancelled {
        return Ok(Became::Cancelled(event.id));
    }
    let starts_at = moment(&event.start, zone).ok_or_else(text::event_without_time)?;
    let ends_at = moment(&event.end, zone).unwrap_or(starts_at).max(starts_at);
    let updated_at = event.updated.as_deref().and_then(timestamp).unwrap_or(Time(0));
    // A service that does not say, or whose clock is ahead, said so by now.
    let responded_at = if updated_at == Time(0) { now } else { updated_at.min(now) };
    let organizer = event.organizer.email.as_deref().map(|email| email.trim().to_lowercase()).unwrap_or_default();
    let (mut attendees, mut outside, mut ours) = (Vec::<Attendee>::new(), Vec::new(), None);
    for person in event.attendees.iter().take(ATTENDEES_AT_MOST) {
        let Some(mailbox) = mailbox(person).filter(|one| !attendees.iter().any(|known| known.address == one.address)) else {
            continue;
        };
        let response = response(person);
        let is_ours = person.is_self || settings.is_own(&mailbox.address);
        if is_ours {
            ours = Some(response);
        }
        if !is_ours && !person.resource && is_outside(settings, &mailbox.address) {
            outside.push(attendees.len());
        }
        let (address, name) = (mailbox.address, mailbox.name);
        attendees.push(Attendee { address, name, response, responded_at: responded_at.0, contact_id: None });
    }
    let video = event.conference_data.entry_points.into_iter().find(|entry| entry.entry_point_type == "video");
    let told = Told {
        event_id: event.id,
        ical_uid: event.ical_uid.unwrap_or_default(),
        title: line(event.summary),
        starts_at: starts_at.0,
        ends_at: ends_at.0,
        zone: line(event.start.time_zone.clone()),
        is_all_day: event.start.date_time.is_none(),
        status: Status::from_wire(&event.status),
        // Whoever is on no list and called the meeting comes.
        our_response: ours.unwrap_or(MeetingResponse::Accepted),
        organizer,
        place: line(event.location),
        link: line(event.hangout_link.or_else(|| video.and_then(|video| video.uri))),
        marker: event.extended_properties.private.get(MARKER).cloned(),
        updated_at: updated_at.0,
    };
    Ok(Became::Stands(Box::new(Read { told, attendees, outside })))
}

/// Whether an address is somebody's whom the operator meets, not their own, a colleague's or a room's.
pub fn is_outside(settings: &Settings, address: &str) -> bool {
    !settings.is_own(address) && !settings.is_colleague(address) && !address.ends_with(NO_PERSON)
}

fn mailbox(person: &Person) -> Option<Mailbox> {
    Mailbox::new(person.display_name.as_deref().unwrap_or_default(), person.email.as_deref()?)
}

fn response(person: &Person) -> MeetingResponse {
    match person.response_status.as_deref() {
        Some("accepted") => MeetingResponse::Accepted,
        Some("tentative") => MeetingResponse::Tentative,
        Some("declined") => MeetingResponse::Declined,
        _ => MeetingResponse::NeedsAction,
    }
}

fn line(text: Option<String>) -> String {
    let text: String = text.unwrap_or_default().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    one_line(&text).chars().take(LINE_AT_MOST).collect()
}

fn moment(when: &When, of_calendar: &TimeZone) -> Option<Time> {
    let named = when.time_zone.as_deref().and_then(|name| TimeZone::get(name).ok());
    let zone = named.as_ref().unwrap_or(of_calendar);
    let local = match (&when.date_time, &when.date) {
        (Some(at), _) => match timestamp(at) {
            Some(at) => return Some(at),
            None => at.parse::<DateTime>().ok()?,
        },
        // The days of a calendar are those of its own zone.
        (None, Some(day)) => return Some(calendar::at_local(day.parse::<Date>().ok()?.at(0, 0, 0, 0), of_calendar)),
        (None, None) => return None,
    };
    Some(calendar::at_local(local, zone))
}

fn timestamp(text: &str) -> Option<Time> {
    text.parse::<jiff::Timestamp>().ok().map(|at| Time(at.as_millisecond()))
}
