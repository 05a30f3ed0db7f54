//! One reading of the chosen calendars: what changed in each since the last one, or all that is near where nobody can say.

use super::cursor::Cursor;
use super::events::{self, Became};
use super::keep::{End, Page};
use super::wire::{Event, EventList};
use crate::calendar::zone as zone_of;
use crate::connectors::ReadReport;
use crate::connectors::halt::Halt;
use crate::connectors::options;
use crate::connectors::web::{Fault, Service};
use crate::cx::Cx;
use crate::settings::Settings;
use crate::store::connections::Row;
use api::{ConnectionId, Time, text};
use std::collections::HashSet;

const GOOGLE: &str = "https://www.googleapis.com";
const PATH: &str = "/calendar/v3";
/// The calendar that is read where none is chosen.
pub const PRIMARY: &str = "primary";
/// Events on one page, the most that Google gives.
const EVENTS_PER_PAGE: u32 = 2500;
/// More pages than this are no calendar of a person.
const PAGES_AT_MOST: usize = 400;
/// How far back the first reading goes.
const BACK_MS: i64 = 30 * 24 * 3_600_000;

pub struct Reading<'a> {
    pub cx: &'a Cx,
    service: Service,
    pub connection: ConnectionId,
    pub name: String,
    pub settings: Settings,
    /// The calendars that are read, by their ids.
    pub calendars: Vec<String>,
    pub cursor: Cursor,
    /// The cursor as it is stored.
    pub stored: Option<String>,
    pub report: ReadReport,
}

/// From where a list of events is asked for.
#[derive(Clone, Copy, Debug)]
enum Since<'a> {
    /// What changed since this was given.
    Token(&'a str),
    /// What ends after then.
    Time(Time),
}

impl<'a> Reading<'a> {
    /// Errors: in words, where the connection has no sign-in.
    pub async fn begin(cx: &'a Cx, row: &Row) -> anyhow::Result<Self> {
        let (service, calendars) = service_of(cx, row).await?;
        Ok(Self {
            cx,
            service,
            connection: row.id(),
            name: row.name.clone(),
            settings: cx.settings().await?,
            calendars,
            cursor: Cursor::read(row.cursor.as_deref()),
            stored: row.cursor.clone(),
            report: ReadReport::default(),
        })
    }

    /// Reads each calendar to its end. One that cannot be read does not hold up the others. Errors: why the first of them could
    /// not be.
    pub async fn go_on(&mut self) -> Result<(), Halt> {
        self.leave_out().await?;
        let mut first = Ok(());
        for calendar in self.calendars.clone() {
            match self.calendar(&calendar).await {
                Err(Halt::Fault(Fault::Gone(404))) => {
                    first = first.and(Err(Halt::Failed(anyhow::anyhow!(text::no_such_calendar(&calendar)))));
                }
                // What the service says of all of them it need not say again.
                Err(halt @ (Halt::Overtaken | Halt::Busy(_) | Halt::Fault(Fault::SignInAgain(_)))) => return Err(halt),
                done => first = first.and(done),
            }
        }
        first
    }

    async fn calendar(&mut self, calendar: &str) -> Result<(), Halt> {
        if let Some(token) = self.cursor.token(calendar).map(str::to_owned) {
            match self.list(calendar, Since::Token(&token)).await {
                // A token is not good for ever (410): all that is near is gone through again, past what is known.
                Err(Halt::Fault(Fault::Gone(410))) => {}
                done => return done,
            }
        }
        let since = self.cx.now().plus_ms(-BACK_MS);
        self.list(calendar, Since::Time(since)).await
    }

    /// Reads a list of events to its last page. One that is cut off begins anew: what is stored is known then.
    async fn list(&mut self, calendar: &str, from: Since<'_>) -> Result<(), Halt> {
        let mut seen = HashSet::new();
        let mut page: Option<String> = None;
        for _ in 0..PAGES_AT_MOST {
            let list = self.page(calendar, from, page.as_deref()).await?;
            let told = self.read(&list, &mut seen);
            let end = list.next_page_token.is_none().then(|| End {
                token: list.next_sync_token.clone(),
                // What changed says itself what is gone; a list of all that is near does so by what it lacks.
                lacking_since: match from {
                    Since::Token(_) => None,
                    Since::Time(since) => Some(since),
                },
            });
            self.store(Page { calendar, told, end: end.as_ref(), seen: &seen }).await?;
            match list.next_page_token {
                None => return Ok(()),
                next => page = next,
            }
        }
        Err(Halt::Failed(anyhow::anyhow!(text::calendar_without_end(calendar))))
    }

    async fn page(&self, calendar: &str, from: Since<'_>, page: Option<&str>) -> Result<EventList, Fault> {
        // A token is good for what it was given for: the same questions but for the time, which it holds itself.
        let mut query = vec![("singleEvents", "true".to_owned()), ("maxResults", EVENTS_PER_PAGE.to_string())];
        query.push(match from {
            Since::Token(token) => ("syncToken", token.to_owned()),
            Since::Time(since) => ("timeMin", written(since)),
        });
        query.extend(page.map(|page| ("pageToken", page.to_owned())));
        self.service.get(&["calendars", calendar, "events"], query).await
    }

    /// The events of a page; what cannot be read is in the report.
    fn read(&mut self, list: &EventList, seen: &mut HashSet<String>) -> Vec<Became> {
        let zone = list.time_zone.as_deref().and_then(|name| zone_of(name).ok()).unwrap_or_else(|| self.settings.zone.clone());
        let now = self.cx.now();
        let mut told = Vec::with_capacity(list.items.len());
        for item in &list.items {
            let id = item.get("id").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
            let event: Result<Event, String> = serde_json::from_value(item.clone()).map_err(|error| error.to_string());
            match event.and_then(|event| events::read(event, &self.settings, &zone, now)) {
                Ok(Became::Cancelled(id)) => {
                    seen.insert(id.clone());
                    told.push(Became::Cancelled(id));
                }
                Ok(stands) => {
                    seen.insert(id);
                    told.push(stands);
                }
                Err(why) => {
                    let shown = text::event_at(&self.name, &id);
                    let problem = text::unreadable_file(&shown, &why);
                    self.report.unreadable.push((shown, problem));
                    seen.insert(id);
                }
            }
        }
        told
    }
}

/// The service of a connection, and which of its calendars are read, by their ids. Errors: in words, where it has no sign-in.
pub async fn service_of(cx: &Cx, row: &Row) -> anyhow::Result<(Service, Vec<String>)> {
    let mut calendars = options::said(row).calendars;
    if calendars.is_empty() {
        calendars.push(PRIMARY.to_owned());
    }
    let mut seen = HashSet::new();
    calendars.retain(|calendar| seen.insert(calendar.clone()));
    Ok((service_at(cx, row).await?, calendars))
}

/// The service of a connection. Errors: in words, where it has no sign-in.
pub async fn service_at(cx: &Cx, row: &Row) -> anyhow::Result<Service> {
    Service::of(cx, row, GOOGLE, PATH).await
}

/// A moment as RFC 3339 has it.
pub fn written(at: Time) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
