//! The properties that objects have, and which values they take. A portal may have more of its own.

use api::Time;
use serde_json::{Value, json};

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Contacts,
    Companies,
    Deals,
    Tasks,
    Notes,
    Emails,
    Meetings,
}

impl Kind {
    pub const ALL: [Self; 7] =
        [Self::Contacts, Self::Companies, Self::Deals, Self::Tasks, Self::Notes, Self::Emails, Self::Meetings];

    /// As it is called in the plural, and by number.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Contacts => ("contacts", "0-1"),
            Self::Companies => ("companies", "0-2"),
            Self::Deals => ("deals", "0-3"),
            Self::Tasks => ("tasks", "0-27"),
            Self::Notes => ("notes", "0-46"),
            Self::Emails => ("emails", "0-49"),
            Self::Meetings => ("meetings", "0-47"),
        }
    }

    /// By any of its names, the singular too.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| {
            let (plural, number) = kind.names();
            let singular = if *kind == Self::Companies { "company" } else { plural.trim_end_matches('s') };
            [plural, number, singular].contains(&name)
        })
    }

    /// The property that holds when an object last changed.
    pub fn changed(self) -> &'static str {
        if self == Self::Contacts { "lastmodifieddate" } else { "hs_lastmodifieddate" }
    }

    /// The property that holds when an object was made.
    pub fn made(self) -> &'static str {
        if matches!(self, Self::Contacts | Self::Companies | Self::Deals) { "createdate" } else { "hs_createdate" }
    }
}

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Text,
    Number,
    Moment,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// The name of an owner, a pipeline or a stage, which is looked up.
    Owner,
    Pipeline,
    Stage,
    /// What HubSpot sets and nobody else.
    Own,
}

const TASK_STATES: &[&str] = &["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "DEFERRED", "WAITING"];
const TASK_PRIORITIES: &[&str] = &["NONE", "LOW", "MEDIUM", "HIGH"];
const TASK_TYPES: &[&str] = &["TODO", "CALL", "EMAIL"];
const DIRECTIONS: &[&str] = &["EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"];
const MAIL_STATES: &[&str] = &["BOUNCED", "FAILED", "SCHEDULED", "SENDING", "SENT"];
const OUTCOMES: &[&str] = &["SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED"];

type Defined = &'static [(&'static str, Holds)];

/// What every object has.
const EVERY: Defined = &[
    ("hs_object_id", Holds::Own),
    ("hs_merged_object_ids", Holds::Own),
    ("hs_createdate", Holds::Own),
    ("hs_lastmodifieddate", Holds::Own),
    ("createdate", Holds::Own),
    ("hubspot_owner_id", Holds::Owner),
];
const CONTACT: Defined = &[
    ("email", Holds::Text),
    ("hs_additional_emails", Holds::Text),
    ("firstname", Holds::Text),
    ("lastname", Holds::Text),
    ("phone", Holds::Text),
    ("mobilephone", Holds::Text),
    ("jobtitle", Holds::Text),
    ("company", Holds::Text),
    ("lifecyclestage", Holds::Text),
    ("associatedcompanyid", Holds::Own),
    ("lastmodifieddate", Holds::Own),
    ("notes_last_contacted", Holds::Own),
    ("notes_last_updated", Holds::Own),
];
const COMPANY: Defined = &[
    ("name", Holds::Text),
    ("domain", Holds::Text),
    ("hs_additional_domains", Holds::Text),
    ("phone", Holds::Text),
    ("industry", Holds::Text),
    ("notes_last_contacted", Holds::Own),
    ("notes_last_updated", Holds::Own),
];
const DEAL: Defined = &[
    ("dealname", Holds::Text),
    ("amount", Holds::Number),
    ("deal_currency_code", Holds::Text),
    ("pipeline", Holds::Pipeline),
    ("dealstage", Holds::Stage),
    ("closedate", Holds::Moment),
    ("dealtype", Holds::Text),
    ("description", Holds::Text),
    ("hs_is_closed", Holds::Own),
    ("hs_is_closed_won", Holds::Own),
    ("hs_priority", Holds::Text),
    ("notes_last_contacted", Holds::Own),
    ("notes_last_updated", Holds::Own),
];
const TASK: Defined = &[
    ("hs_task_subject", Holds::Text),
    ("hs_task_body", Holds::Text),
    ("hs_task_status", Holds::OneOf(TASK_STATES)),
    ("hs_task_priority", Holds::OneOf(TASK_PRIORITIES)),
    ("hs_task_type", Holds::OneOf(TASK_TYPES)),
    ("hs_timestamp", Holds::Moment),
    ("hs_task_completion_date", Holds::Own),
    ("hs_unique_id", Holds::Text),
];
const NOTE: Defined = &[("hs_note_body", Holds::Text), ("hs_timestamp", Holds::Moment), ("hs_unique_id", Holds::Text)];
const MAIL: Defined = &[
    ("hs_email_subject", Holds::Text),
    ("hs_email_text", Holds::Text),
    ("hs_email_html", Holds::Text),
    ("hs_email_direction", Holds::OneOf(DIRECTIONS)),
    ("hs_email_status", Holds::OneOf(MAIL_STATES)),
    ("hs_email_headers", Holds::Text),
    ("hs_timestamp", Holds::Moment),
    ("hs_unique_id", Holds::Text),
];
const MEETING: Defined = &[
    ("hs_meeting_title", Holds::Text),
    ("hs_meeting_body", Holds::Text),
    ("hs_meeting_start_time", Holds::Moment),
    ("hs_meeting_end_time", Holds::Moment),
    ("hs_meeting_outcome", Holds::OneOf(OUTCOMES)),
    ("hs_meeting_location", Holds::Text),
    ("hs_timestamp", Holds::Moment),
    ("hs_unique_id", Holds::Text),
];

fn own(kind: Kind) -> Defined {
    match kind {
        Kind::Contacts => CONTACT,
        Kind::Companies => COMPANY,
        Kind::Deals => DEAL,
        Kind::Tasks => TASK,
        Kind::Notes => NOTE,
        Kind::Emails => MAIL,
        Kind::Meetings => MEETING,
    }
}

/// The properties of a kind that every portal has.
pub fn defined(kind: Kind) -> impl Iterator<Item = (&'static str, Holds)> {
    EVERY.iter().chain(own(kind)).copied()
}

/// What a property holds; none where there is no such property.
pub fn holds(kind: Kind, name: &str) -> Option<Holds> {
    defined(kind).find(|(known, _)| *known == name).map(|(_, holds)| holds)
}

/// A property as the list of properties tells it.
pub fn told(name: &str, holds: Holds) -> Value {
    let (what, field) = match holds {
        Holds::Number => ("number", "number"),
        Holds::Moment => ("datetime", "date"),
        Holds::OneOf(_) | Holds::Owner | Holds::Pipeline | Holds::Stage => ("enumeration", "select"),
        Holds::Text | Holds::Own => ("string", "text"),
    };
    let options: Vec<Value> = match holds {
        Holds::OneOf(names) => names.iter().map(|name| json!({ "label": name, "value": name, "hidden": false })).collect(),
        _ => Vec::new(),
    };
    json!({
        "name": name, "label": name, "type": what, "fieldType": field, "groupName": "information", "description": "",
        "options": options,
    })
}

/// A moment as HubSpot writes it; values hold milliseconds of Unix or this.
pub fn written(at: Time) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// A moment out of a value: milliseconds of Unix, a date, or a date with a time.
pub fn moment(value: &str) -> Option<Time> {
    if let Ok(ms) = value.parse::<i64>() {
        return Some(Time(ms));
    }
    if let Ok(at) = value.parse::<jiff::Timestamp>() {
        return Some(Time(at.as_millisecond()));
    }
    let day = value.parse::<jiff::civil::Date>().ok()?;
    Some(Time(day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond()))
}
