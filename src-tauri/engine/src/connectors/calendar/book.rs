//! Puts a meeting into a calendar, which asks people to come, once: under a name of ours, so that asking twice makes one.
//!
//! After an answer that got lost it is looked up by that name, and never taken for missing because a search does not find it.

use super::events::MARKER;
use super::reading::{PRIMARY, service_of, written};
use super::wire::Event;
use crate::connectors::web::{Ask, Fault, Service};
use crate::connectors::{Delivery, Effect};
use crate::cx::Cx;
use crate::fault;
use crate::store::connections::Row;
use crate::store::outbox::Receipt;
use anyhow::Context as _;
use api::{Details, MeetingDetails, text};
use reqwest::Method;
use serde_json::{Value, json};

/// The service has something under this name already.
const TAKEN: u16 = 409;

/// Books a meeting. Errors: faults on this machine.
pub async fn book(cx: &Cx, connection: &Row, effect: &Effect) -> anyhow::Result<Delivery> {
    let details = effect.content.details.as_ref().and_then(Details::meeting).context("A meeting without a time")?;
    let (service, _) = service_of(cx, connection).await?;
    let calendar = if details.calendar.is_empty() { PRIMARY } else { &details.calendar };
    let booking = Booking { service, calendar, effect };
    if effect.is_resumed {
        match booking.look().await {
            Ok(Some(delivery)) => return Ok(delivery),
            // Nothing stands there: that it is asked for again makes one at most.
            Ok(None) => {}
            Err(fault) => return Ok(Delivery::Unknown(fault.to_string())),
        }
    }
    fault::point("booking_before_insert");
    let delivery = booking.insert(details).await?;
    fault::point("booking_after_insert");
    Ok(delivery)
}

struct Booking<'a> {
    service: Service,
    calendar: &'a str,
    effect: &'a Effect,
}

impl Booking<'_> {
    async fn insert(&self, details: &MeetingDetails) -> anyhow::Result<Delivery> {
        let ask = Ask { query: query(details), ..Ask::json(event(self.effect, details))? };
        let made = self.service.once::<Event>(Method::POST, &["calendars", self.calendar, "events"], &ask).await;
        let fault = match made {
            Ok(_) => return Ok(Delivery::There(self.receipt())),
            Err(fault) => fault,
        };
        Ok(match fault {
            // It did nothing.
            Fault::Busy(_) | Fault::SignInAgain(_) | Fault::Unreachable(_) | Fault::Here(_) => {
                Delivery::NotYet(fault.to_string())
            }
            Fault::Gone(_) => Delivery::NotThere(text::no_such_calendar(self.calendar)),
            Fault::Refused { status, .. } if status != TAKEN && status < 500 => Delivery::NotThere(fault.to_string()),
            Fault::Forbidden(_) => Delivery::NotThere(fault.to_string()),
            // It may stand there, now or before.
            Fault::Refused { .. } | Fault::Lost(_) => match self.look().await {
                Ok(Some(delivery)) => delivery,
                Ok(None) => Delivery::NotYet(fault.to_string()),
                Err(fault) => Delivery::Unknown(fault.to_string()),
            },
        })
    }

    /// What stands under our name; none where nothing does. One that was taken off since was there.
    async fn look(&self) -> Result<Option<Delivery>, Fault> {
        let path = ["calendars", self.calendar, "events", self.effect.marker.as_str()];
        match self.service.get::<Event>(&path, Vec::new()).await {
            Ok(event) if event.extended_properties.private.get(MARKER) == Some(&self.effect.marker) => {
                Ok(Some(Delivery::There(self.receipt())))
            }
            Ok(_) => Ok(Some(Delivery::NotThere(text::event_is_not_ours()))),
            Err(Fault::Gone(404)) => Ok(None),
            Err(Fault::Gone(_)) => Ok(Some(Delivery::There(self.receipt()))),
            Err(fault) => Err(fault),
        }
    }

    fn receipt(&self) -> Receipt {
        Receipt { provider_id: Some(self.effect.marker.clone()), ..Receipt::default() }
    }
}

fn query(details: &MeetingDetails) -> Vec<(&'static str, String)> {
    let mut query = vec![("sendUpdates", "all".to_owned())];
    if details.adds_call {
        query.push(("conferenceDataVersion", "1".to_owned()));
    }
    query
}

/// An event as the service takes it (Calendar API v3, events.insert). The digits of the marker are among those that its name may have:
/// base32hex, in small letters.
fn event(effect: &Effect, details: &MeetingDetails) -> Value {
    let content = &effect.content;
    let attendees: Vec<Value> = content
        .attendees
        .iter()
        .map(|one| match one.name.as_str() {
            "" => json!({ "email": one.address }),
            name => json!({ "email": one.address, "displayName": name }),
        })
        .collect();
    let when = |at| json!({ "dateTime": written(at), "timeZone": details.zone });
    let mut event = json!({
        "id": effect.marker,
        "summary": content.title,
        "description": content.notes,
        "location": details.place,
        "start": when(details.starts_at),
        "end": when(details.ends_at),
        "attendees": attendees,
        "extendedProperties": { "private": { MARKER: effect.marker } },
    });
    if details.adds_call
        && let Some(event) = event.as_object_mut()
    {
        let request = json!({ "requestId": effect.marker, "conferenceSolutionKey": { "type": "hangoutsMeet" } });
        event.insert("conferenceData".to_owned(), json!({ "createRequest": request }));
    }
    event
}
