//! What the operator can set: keys, first values, and what makes a value fit.

use crate::calendar::{WorkingHours, zone};
use crate::mail::{self, sendable_address};
use crate::people::{company_domain, is_host_of};
use crate::scoring::Weights;
use crate::scoring::currency::{self, Rates};
use crate::store::{Conn, settings as store};
use api::{ApiError, Code, Time, text};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, HashSet};

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
pub const NOTIFY: &str = "notify.on";
pub const NOTIFY_HOURS: &str = "notify.hours";
pub const TYPICAL_DEAL: &str = "scoring.typical_deal";
pub const CURRENCY: &str = "scoring.currency";
pub const RATES: &str = "scoring.rates";
pub const TARGETS: &str = "scoring.target_domains";
pub const THEME: &str = "window.theme";
pub const DENSITY: &str = "window.density";
pub const ZOOM: &str = "window.zoom";
/// When the window was closed: run on in the tray, end, or ask.
pub const CLOSE: &str = "window.close";
pub const AUTOSTART: &str = "window.autostart";
pub const PAUSED_UNTIL: &str = "reading.paused_until";
/// Whether posts are listened for, where, for which hosts, and how long they are kept as they came.
pub const WEBHOOKS: &str = "webhooks.listen";
pub const WEBHOOK_PORT: &str = "webhooks.port";
pub const WEBHOOK_HOSTS: &str = "webhooks.hosts";
pub const KEEP_POSTS_DAYS: &str = "webhooks.keep_days";
pub const BINDINGS: &str = "keys.bindings";
pub const LETTERS: &str = "keys.letters";

/// The longest undo window, in seconds.
const UNDO_SECONDS_AT_MOST: i64 = 600;
const FOLLOW_UP_DAYS_AT_MOST: i64 = 30;
/// How far the window is enlarged, in percent.
const ZOOM_FROM: i64 = 100;
const ZOOM_TO: i64 = 200;
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
        check: on_or_off,
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
    Key { name: NOTIFY, first: "on", words: "Whether you are told of items that become hot, on or off.", check: on_or_off },
    Key {
        name: NOTIFY_HOURS,
        first: "mon-fri 07:00-20:00",
        words: "When you may be told; what becomes hot outside of these hours waits for the next.",
        check: hours,
    },
    Key { name: TYPICAL_DEAL, first: "25000", words: "The amount of a typical deal of yours.", check: amount },
    Key { name: CURRENCY, first: "EUR", words: "Your currency, as three letters.", check: currency },
    Key {
        name: RATES,
        first: "",
        words: "What one unit of other currencies is worth in yours, like USD 0.92, GBP 1.17.",
        check: rates,
    },
    Key {
        name: TARGETS,
        first: "",
        words: "Domains of companies that you want as customers above others, with commas between.",
        check: domains,
    },
    Key { name: THEME, first: "system", words: "How the window looks: system, light or dark.", check: theme },
    Key { name: DENSITY, first: "cosy", words: "How much the window shows at once: cosy or compact.", check: density },
    Key { name: ZOOM, first: "100", words: "How far the window is enlarged, 100 to 200 percent.", check: zoom },
    Key {
        name: CLOSE,
        first: "ask",
        words: "What closing the window does: ask, hide (runs on in the tray) or quit.",
        check: close,
    },
    Key {
        name: AUTOSTART,
        first: "off",
        words: "Whether CaseyOS starts in the tray when you log in, on or off.",
        check: on_or_off,
    },
    Key {
        name: PAUSED_UNTIL,
        first: "",
        words: "Until when no connection is read by itself, like 2026-11-26T14:00:00Z; empty while they are read.",
        check: moment,
    },
    Key {
        name: WEBHOOKS,
        first: "off",
        words: "Whether forms and other posts are listened for on this machine, on or off.",
        check: on_or_off,
    },
    Key { name: WEBHOOK_PORT, first: "4747", words: "The port on which they are listened for, 1024 to 65535.", check: port },
    Key {
        name: WEBHOOK_HOSTS,
        first: "",
        words: "Names under which a tunnel or relay hands posts on, with commas between; this machine need not be listed.",
        check: hosts,
    },
    Key {
        name: KEEP_POSTS_DAYS,
        first: "90",
        words: "After how many days the raw text of a post that was read is forgotten, 1 to 3650.",
        check: keep_days,
    },
    Key {
        name: BINDINGS,
        first: "{}",
        words: "Keys of your own, as JSON: names of commands with the key of each.",
        check: bindings,
    },
    Key { name: LETTERS, first: "on", words: "While off, single letters are no commands.", check: letters },
];

/// Whether a setting is about the window and its keys alone, whatever is read and done in the workspace.
pub fn is_of_window(name: &str) -> bool {
    name.starts_with("window.") || name.starts_with("keys.")
}

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

fn on_or_off(value: &str) -> Result<String, String> {
    match value {
        "on" | "off" => Ok(value.to_owned()),
        _ => Err(text::not_a_switch(value)),
    }
}

fn undo_seconds(value: &str) -> Result<String, String> {
    whole(value, 0, UNDO_SECONDS_AT_MOST)
}

fn follow_up_days(value: &str) -> Result<String, String> {
    whole(value, 1, FOLLOW_UP_DAYS_AT_MOST)
}

fn port(value: &str) -> Result<String, String> {
    whole(value, 1024, i64::from(u16::MAX))
}

fn keep_days(value: &str) -> Result<String, String> {
    whole(value, 1, 3650)
}

/// Names of hosts, without ports.
fn hosts(value: &str) -> Result<String, String> {
    let names = split_addresses(value);
    let is_name = |name: &String| name.len() <= 253 && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    if names.iter().all(is_name) { Ok(names.join(", ")) } else { Err(text::not_a_host(value)) }
}

fn zoom(value: &str) -> Result<String, String> {
    whole(value, ZOOM_FROM, ZOOM_TO)
}

fn whole(value: &str, lowest: i64, highest: i64) -> Result<String, String> {
    match value.trim().parse::<i64>() {
        Ok(number) if (lowest..=highest).contains(&number) => Ok(number.to_string()),
        _ => Err(text::not_a_number_between(value, lowest, highest)),
    }
}

fn theme(value: &str) -> Result<String, String> {
    one_of(value, &["system", "light", "dark"])
}

fn letters(value: &str) -> Result<String, String> {
    one_of(value, &["on", "off"])
}

fn density(value: &str) -> Result<String, String> {
    one_of(value, &["cosy", "compact"])
}

fn close(value: &str) -> Result<String, String> {
    one_of(value, &["ask", "hide", "quit"])
}

/// A moment as RFC 3339 writes it, in UTC and to the second; nothing stays nothing.
fn moment(value: &str) -> Result<String, String> {
    if value.trim().is_empty() {
        return Ok(String::new());
    }
    let at: jiff::Timestamp = value.trim().parse().map_err(|_| text::not_a_moment(value))?;
    Ok(written(Time(at.as_millisecond())))
}

/// A moment as a setting keeps it.
pub fn written(at: Time) -> String {
    // The next whole second, so that what is put off until then is not early.
    let seconds = at.0.div_euclid(1000) + i64::from(at.0.rem_euclid(1000) > 0);
    jiff::Timestamp::from_second(seconds).map_or_else(|_| String::new(), |at| at.to_string())
}

fn one_of(value: &str, choices: &[&str]) -> Result<String, String> {
    let wanted = value.trim().to_lowercase();
    if choices.contains(&wanted.as_str()) { Ok(wanted) } else { Err(text::not_one_of(value, choices)) }
}

/// An object of texts. Whether there is such a command or key is known to the window alone, which passes over what it does not
/// know: a newer version may have written it.
fn bindings(value: &str) -> Result<String, String> {
    if value.len() > VALUE_AT_MOST {
        return Err(text::too_long("value", VALUE_AT_MOST));
    }
    let written = if value.trim().is_empty() { "{}" } else { value };
    let keys: Option<BTreeMap<String, String>> = serde_json::from_str(written).ok();
    keys.and_then(|keys| serde_json::to_string(&keys).ok()).ok_or_else(|| text::not_bindings(value))
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

fn currency(value: &str) -> Result<String, String> {
    currency::code(value).ok_or_else(|| text::not_a_currency(value))
}

fn rates(value: &str) -> Result<String, String> {
    currency::rates(value).map(|table| currency::written(&table)).ok_or_else(|| text::not_rates(value))
}

fn domains(value: &str) -> Result<String, String> {
    let wanted = split_addresses(value);
    match wanted.iter().find(|domain| mail::sendable_address(&format!("info@{domain}")).is_none()) {
        Some(wrong) => Err(text::not_a_domain(wrong)),
        None => Ok(wanted.join(", ")),
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
    pub rates: Rates,
    /// Domains of companies that the operator wants as customers above others, lower case.
    pub targets: HashSet<String>,
    /// Whether the operator is told of items that become hot.
    pub notify: bool,
    pub notify_hours: WorkingHours,
    /// Until when no connection is read by itself; it may be over.
    pub paused_until: Option<Time>,
    /// Whether posts are listened for.
    pub webhooks: bool,
    pub webhook_port: u16,
    /// Names of hosts for which posts are taken beside those of this machine, lower case.
    pub webhook_hosts: Vec<String>,
    pub keep_posts_days: i64,
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
            rates: Rates::new(value(CURRENCY), currency::rates(value(RATES)).unwrap_or_default()),
            targets: split_addresses(value(TARGETS)).into_iter().collect(),
            notify: value(NOTIFY) != "off",
            notify_hours: WorkingHours::parse(value(NOTIFY_HOURS)).unwrap_or_default(),
            paused_until: value(PAUSED_UNTIL).parse().ok().map(|at: jiff::Timestamp| Time(at.as_millisecond())),
            webhooks: value(WEBHOOKS) == "on",
            webhook_port: value(WEBHOOK_PORT).parse().unwrap_or(4747),
            webhook_hosts: split_addresses(value(WEBHOOK_HOSTS)),
            keep_posts_days: value(KEEP_POSTS_DAYS).parse().unwrap_or(90),
        })
    }

    /// Until when no connection is read by itself, where that is still to come.
    pub fn pause(&self, now: Time) -> Option<Time> {
        self.paused_until.filter(|until| *until > now)
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
