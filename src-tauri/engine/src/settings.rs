//! What the operator can set: keys, first values, and what makes a value fit.

use crate::calendar::{WorkingHours, zone};
use crate::mail::sendable_address;
use crate::people::{company_domain, is_host_of};
use crate::scoring::Weights;
use crate::store::{Conn, settings as store};
use api::{ApiError, Code, text};
use jiff::tz::TimeZone;

/// One setting.
pub struct Key {
    pub name: &'static str,
    /// The value before the operator sets one.
    pub first: &'static str,
    /// What it is for.
    pub words: &'static str,
    check: fn(&str) -> Result<String, String>,
}

pub const EMAIL: &str = "operator.email";
pub const NAME: &str = "operator.name";
pub const TIME_ZONE: &str = "operator.time_zone";
pub const POSTAL_ADDRESS: &str = "operator.postal_address";
pub const SIGNATURE: &str = "operator.signature";
pub const WORKING_HOURS: &str = "operator.working_hours";
pub const PRACTICE: &str = "sending.practice";
pub const UNDO_SECONDS: &str = "sending.undo_seconds";
pub const KILL_SWITCH: &str = "sending.kill_switch";
pub const WEIGHTS: &str = "scoring.weights";
pub const FOLLOW_UP_DAYS: &str = "queue.follow_up_days";
pub const TYPICAL_DEAL: &str = "scoring.typical_deal";

/// The longest undo window, in seconds.
const UNDO_SECONDS_AT_MOST: i64 = 600;
const FOLLOW_UP_DAYS_AT_MOST: i64 = 30;
/// The longest value that is kept, in characters.
const VALUE_AT_MOST: usize = 10_000;

/// Every setting there is.
pub const ALL: &[Key] = &[
    Key {
        name: EMAIL,
        first: "",
        words: "Your own mail addresses, with commas between; the first is the default sender.",
        check: addresses,
    },
    Key { name: NAME, first: "", words: "Your name, as it stands below your mails.", check: one_line },
    Key { name: TIME_ZONE, first: "", words: "Your time zone, like Europe/Lisbon; empty for the machine's.", check: time_zone },
    Key { name: POSTAL_ADDRESS, first: "", words: "Your postal address, for first mails to new people.", check: any_text },
    Key { name: SIGNATURE, first: "", words: "What stands below your mails.", check: any_text },
    Key { name: WORKING_HOURS, first: "mon-fri 08:00-18:00", words: "When you work; due times count these hours.", check: hours },
    Key {
        name: PRACTICE,
        first: "true",
        words: "While true, approved work goes to the practice outbox and nothing leaves.",
        check: switch,
    },
    Key {
        name: UNDO_SECONDS,
        first: "30",
        words: "How long an approval can be taken back, 0 to 600 seconds.",
        check: undo_seconds,
    },
    Key {
        name: KILL_SWITCH,
        first: "off",
        words: "While on, nothing leaves. Set it with `casey kill-switch`.",
        check: kill_switch,
    },
    Key {
        name: WEIGHTS,
        first: "0.4 0.3 0.2 0.1",
        words: "Weights of revenue, urgency, strategic and effort in the score.",
        check: weights,
    },
    Key {
        name: FOLLOW_UP_DAYS,
        first: "3",
        words: "After how many working days without an answer you are asked to follow up, 1 to 30.",
        check: follow_up_days,
    },
    Key { name: TYPICAL_DEAL, first: "25000", words: "The amount of a typical deal of yours.", check: amount },
];

pub fn key(name: &str) -> Option<&'static Key> {
    ALL.iter().find(|key| key.name == name)
}

impl Key {
    /// The value as it is stored, tidied up. Errors: `invalid`, in words.
    pub fn accept(&self, value: &str) -> Result<String, ApiError> {
        let fault = |words: String| ApiError::new(Code::Invalid, words).on("value");
        if value.chars().count() > VALUE_AT_MOST {
            return Err(fault(text::too_long("value", VALUE_AT_MOST)));
        }
        (self.check)(value).map_err(fault)
    }
}

fn any_text(value: &str) -> Result<String, String> {
    Ok(value.replace("\r\n", "\n").trim().chars().filter(|c| !c.is_control() || *c == '\n').collect())
}

fn one_line(value: &str) -> Result<String, String> {
    if value.trim().chars().any(char::is_control) {
        Err(text::line_break_in_header("value"))
    } else {
        Ok(value.trim().to_owned())
    }
}

fn addresses(value: &str) -> Result<String, String> {
    let list: Option<Vec<String>> = split_addresses(value).iter().map(|address| sendable_address(address)).collect();
    list.map(|list| list.join(", ")).ok_or_else(|| text::not_addresses(value))
}

fn split_addresses(value: &str) -> Vec<String> {
    value.split(',').map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect()
}

fn time_zone(value: &str) -> Result<String, String> {
    let name = value.trim();
    zone(name).map(|_| name.to_owned()).map_err(|_| text::not_a_zone(value))
}

fn hours(value: &str) -> Result<String, String> {
    WorkingHours::parse(value).map(|hours| hours.to_string()).map_err(|_| text::not_hours(value))
}

fn switch(value: &str) -> Result<String, String> {
    match value.trim().to_lowercase().as_str() {
        "true" | "on" | "yes" => Ok("true".to_owned()),
        "false" | "off" | "no" => Ok("false".to_owned()),
        _ => Err(text::not_a_switch(value)),
    }
}

fn kill_switch(value: &str) -> Result<String, String> {
    match value {
        "on" | "off" => Ok(value.to_owned()),
        _ => Err(text::not_a_switch(value)),
    }
}

fn undo_seconds(value: &str) -> Result<String, String> {
    match value.trim().parse::<i64>() {
        Ok(seconds) if (0..=UNDO_SECONDS_AT_MOST).contains(&seconds) => Ok(seconds.to_string()),
        _ => Err(text::not_a_number_between(value, 0, UNDO_SECONDS_AT_MOST)),
    }
}

fn follow_up_days(value: &str) -> Result<String, String> {
    match value.trim().parse::<i64>() {
        Ok(days) if (1..=FOLLOW_UP_DAYS_AT_MOST).contains(&days) => Ok(days.to_string()),
        _ => Err(text::not_a_number_between(value, 1, FOLLOW_UP_DAYS_AT_MOST)),
    }
}

fn weights(value: &str) -> Result<String, String> {
    Weights::parse(value).map(|_| value.trim().to_owned()).map_err(|_| text::not_weights(value))
}

fn amount(value: &str) -> Result<String, String> {
    match value.trim().parse::<f64>() {
        Ok(amount) if amount.is_finite() && amount > 0.0 => Ok(amount.to_string()),
        _ => Err(text::not_an_amount(value)),
    }
}

/// The settings as the engine uses them.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The operator's own addresses, lower case; the first is the default sender.
    pub own: Vec<String>,
    pub name: String,
    pub zone: TimeZone,
    pub signature: String,
    /// As the operator wrote it; empty while they have not.
    pub postal_address: String,
    pub hours: WorkingHours,
    pub practice: bool,
    pub undo_seconds: i64,
    pub kill_switch: bool,
    /// Working days after which a mail counts as not answered.
    pub follow_up_days: u32,
    pub weights: Weights,
    pub typical_deal: f64,
}

impl Settings {
    pub async fn load(conn: &mut Conn) -> anyhow::Result<Self> {
        let set = store::all(conn).await?;
        let value = |name: &str| {
            let stored = set.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
            stored.or_else(|| key(name).map(|key| key.first)).unwrap_or_default()
        };
        // What is stored was checked when it was set; a value that no longer reads falls back to the safe first one.
        Ok(Self {
            own: split_addresses(value(EMAIL)).into_iter().map(|own| sendable_address(&own).unwrap_or(own)).collect(),
            name: value(NAME).to_owned(),
            zone: zone(value(TIME_ZONE)).unwrap_or(TimeZone::UTC),
            signature: value(SIGNATURE).to_owned(),
            postal_address: value(POSTAL_ADDRESS).to_owned(),
            hours: WorkingHours::parse(value(WORKING_HOURS)).unwrap_or_default(),
            practice: value(PRACTICE) != "false",
            undo_seconds: value(UNDO_SECONDS).parse().unwrap_or(30),
            kill_switch: value(KILL_SWITCH) == "on",
            follow_up_days: value(FOLLOW_UP_DAYS).parse().unwrap_or(3),
            weights: Weights::parse(value(WEIGHTS)).unwrap_or_default(),
            typical_deal: value(TYPICAL_DEAL).parse().unwrap_or(25_000.0),
        })
    }

    pub fn is_own(&self, address: &str) -> bool {
        self.own.iter().any(|own| own.eq_ignore_ascii_case(address))
    }

    /// Whether a host belongs to the operator's company. Those of free mail belong to nobody who writes from there.
    pub fn owns(&self, host: &str) -> bool {
        is_host_of(&self.own, host)
    }

    /// Somebody else at the operator's company. Free mail is no company.
    pub fn is_colleague(&self, address: &str) -> bool {
        let domain = company_domain(address);
        domain.is_some() && !self.is_own(address) && self.own.iter().any(|own| company_domain(own) == domain)
    }
}
