//! When the operator is busy, by all calendars that are read: asked for at the moment, because what is stored may be minutes old.

use super::reading::{service_of, written};
use crate::connectors::web::{Ask, Fault};
use crate::cx::Cx;
use crate::store::connections::Row;
use anyhow::Context as _;
use api::{Time, text};
use reqwest::Method;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answer {
    calendars: BTreeMap<String, Busy>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Busy {
    busy: Vec<Span>,
    errors: Vec<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct Span {
    /// RFC 3339, both.
    start: String,
    end: String,
}

/// The spans in which something stands in the calendars of a connection. Errors: a [`Fault`], or words about a calendar of which the
/// service does not say so: nobody may take that for free.
pub async fn busy(cx: &Cx, connection: &Row, from: Time, until: Time) -> anyhow::Result<Vec<(Time, Time)>> {
    let (service, calendars) = service_of(cx, connection).await?;
    let items: Vec<_> = calendars.iter().map(|id| serde_json::json!({ "id": id })).collect();
    let body = serde_json::json!({ "timeMin": written(from), "timeMax": written(until), "items": items });
    // Asking changes nothing, so that it may be asked twice.
    let mut answer: Answer = service.patiently(Method::POST, &["freeBusy"], Ask::json(body)?).await?;
    let mut all = Vec::new();
    for calendar in &calendars {
        let Some(said) = answer.calendars.remove(calendar).filter(|said| said.errors.is_empty()) else {
            anyhow::bail!(text::no_such_calendar(calendar));
        };
        for span in said.busy {
            let time = |text: &str| text.parse::<jiff::Timestamp>().map(|at| Time(at.as_millisecond()));
            let read = (time(&span.start), time(&span.end));
            let (Ok(from), Ok(until)) = read else {
                return Err(Fault::Lost(text::service_answer_unreadable("freeBusy"))).context("Read when the operator is busy");
            };
            all.push((from, until));
        }
    }
    Ok(all)
}
