//! What Google Calendar says, as far as it is read (Calendar API v3, events). What is not said is empty.

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EventList {
    /// Each is read by itself, so that one that cannot be does not hold up the rest.
    pub items: Vec<serde_json::Value>,
    pub next_page_token: Option<String>,
    /// On the last page only.
    pub next_sync_token: Option<String>,
    /// The zone of the calendar.
    pub time_zone: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Event {
    pub id: String,
    pub status: String,
    pub summary: Option<String>,
    pub location: Option<String>,
    pub hangout_link: Option<String>,
    #[serde(rename = "iCalUID")]
    pub ical_uid: Option<String>,
    /// RFC 3339.
    pub updated: Option<String>,
    pub start: When,
    pub end: When,
    pub organizer: Person,
    pub attendees: Vec<Person>,
    pub conference_data: Conference,
    pub extended_properties: Properties,
}

/// A moment, or the first moment of a day.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct When {
    /// RFC 3339; the offset may be missing where the zone is told.
    pub date_time: Option<String>,
    /// `2026-11-20`, for whole days; the end is the day after the last.
    pub date: Option<String>,
    pub time_zone: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Person {
    pub email: Option<String>,
    pub display_name: Option<String>,
    pub response_status: Option<String>,
    /// A room or a thing.
    pub resource: bool,
    /// Whose calendar this is.
    #[serde(rename = "self")]
    pub is_self: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Conference {
    pub entry_points: Vec<EntryPoint>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EntryPoint {
    /// `video`, `phone`, `sip` or `more`.
    pub entry_point_type: String,
    pub uri: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Properties {
    pub private: std::collections::BTreeMap<String, String>,
}
