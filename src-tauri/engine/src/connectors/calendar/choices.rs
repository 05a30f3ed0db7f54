//! The calendars of an account, to choose from.

use super::reading::{PRIMARY, service_at};
use crate::connectors::web::Fault;
use crate::connectors::{CALENDAR, options};
use crate::cx::Cx;
use crate::store::connections;
use api::{ApiError, CalendarChoice, Code, ConnectionId, text};
use serde::Deserialize;

/// Calendars on one page, the most that Google gives, and the most pages that are read.
const PER_PAGE: u32 = 250;
const PAGES_AT_MOST: usize = 4;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct List {
    items: Vec<Entry>,
    next_page_token: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Entry {
    id: String,
    summary: String,
    /// What the operator calls it.
    summary_override: Option<String>,
    primary: bool,
    deleted: bool,
}

/// The calendars of a connection, the main one first, with those that are read. One that is chosen and no longer there stays on the
/// list, so that it can be left out.
///
/// Errors: `not_found`; `conflict` where it is no calendar; `unavailable` where the service cannot be asked.
pub async fn list(cx: &Cx, id: ConnectionId) -> anyhow::Result<Vec<CalendarChoice>> {
    let row = connections::one(&mut *cx.read().await?, id).await?;
    let row = row.ok_or_else(|| ApiError::new(Code::NotFound, text::no_such_connection(id.0)).on("connection"))?;
    if row.kind != CALENDAR {
        return Err(ApiError::new(Code::Conflict, text::is_no_calendar(&row.name)).on("connection").into());
    }
    let chosen = options::said(&row).calendars;
    let is_read = |id: &str| if chosen.is_empty() { id == PRIMARY } else { chosen.iter().any(|one| one == id) };
    let service = service_at(cx, &row).await?;
    let entries = entries(&service).await.map_err(|fault| ApiError::new(Code::Unavailable, fault.to_string()))?;
    let mut choices: Vec<CalendarChoice> = Vec::new();
    for entry in entries.into_iter().filter(|entry| !entry.deleted && !entry.id.is_empty()) {
        // It is read under this name, which it keeps whatever the address.
        let id = if entry.primary { PRIMARY.to_owned() } else { entry.id };
        let name = entry.summary_override.filter(|name| !name.is_empty()).unwrap_or(entry.summary);
        choices.push(CalendarChoice { is_read: is_read(&id), is_main: entry.primary, id, name });
    }
    for gone in &chosen {
        if !choices.iter().any(|choice| choice.id == *gone) {
            choices.push(CalendarChoice { id: gone.clone(), name: gone.clone(), is_main: false, is_read: true });
        }
    }
    choices.sort_by_key(|choice| !choice.is_main);
    Ok(choices)
}

async fn entries(service: &crate::connectors::web::Service) -> Result<Vec<Entry>, Fault> {
    let (mut all, mut page) = (Vec::new(), None::<String>);
    for _ in 0..PAGES_AT_MOST {
        let mut query = vec![("maxResults", PER_PAGE.to_string())];
        query.extend(page.map(|page| ("pageToken", page)));
        let list: List = service.get(&["users", "me", "calendarList"], query).await?;
        all.extend(list.items);
        match list.next_page_token {
            None => break,
            next => page = next,
        }
    }
    Ok(all)
}
