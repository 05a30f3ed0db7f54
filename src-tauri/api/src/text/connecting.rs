//! What is asked and said while a service is connected.

use super::{n_done, n_read, read_and_done, stopped_reading};
use crate::{ConnectionOptions, ConnectionState, ConnectionView};

/// What a connection read and wrote: in all, and since the operator's day began.
pub fn connection_figures(one: &ConnectionView) -> String {
    let today = match one.kind.as_str() {
        // What is only sent through read nothing, and a portal does not count by days.
        "smtp" => return format!("today {}", n_done(&one.kind, one.n_sent_today)),
        "hubspot" => String::new(),
        kind => format!(", today {}", read_and_done(kind, one.n_today, one.n_sent_today)),
    };
    let stopped = match one.state {
        ConnectionState::Stopped => format!("{}, ", stopped_reading(&one.kind, one.progress.as_ref()).to_lowercase()),
        _ => String::new(),
    };
    format!("{stopped}{}{today}", n_read(&one.kind, one.n_messages))
}

/// What is chosen for a connection, a line for each option.
pub fn options_lines(options: &ConnectionOptions) -> Vec<String> {
    let number = |name: &str, value: Option<u32>, usual: u32| match value {
        Some(value) => format!("{name}: {value}"),
        None => format!("{name}: {usual}, as usual"),
    };
    let list = |name: &str, names: &[String], none: &str| {
        let names = if names.is_empty() { none.to_owned() } else { names.join(", ") };
        format!("{name}: {names}")
    };
    vec![
        number("depth-days", options.depth_days, 90),
        number("every-minutes", options.every_minutes, 5),
        number("quota-per-minute", options.quota_per_minute, 6000),
        list("only-labels", &options.only_labels, "all"),
        list("without-labels", &options.without_labels, "none"),
        list("only-domains", &options.only_domains, "all"),
        list("without-domains", &options.without_domains, "none"),
        list("calendars", &options.calendars, "the main one"),
    ]
}

/// Two names in one line.
pub fn both(one: &str, other: &str) -> String {
    format!("{one}, {other}")
}

/// Before a connection is disconnected: another one is of the same sign-in.
pub fn goes_with_it(also: &str) -> String {
    format!("{also} goes with it, because both are one sign-in.")
}

pub fn go_on_question() -> String {
    "Disconnect both? [y/N]".to_owned()
}

pub fn nothing_disconnected() -> String {
    "Nothing was disconnected.".to_owned()
}

/// A secret was to come over standard input.
pub fn no_secret_came() -> String {
    "Nothing came over standard input. Give the secret there, like: echo \"$SECRET\" | casey connect …".to_owned()
}

/// Another mailbox was signed in to than the one that was connected.
pub fn other_mailbox_question(now: &str) -> String {
    format!("Connect {now} as well?")
}

pub fn other_mailbox_consequence(before: &str, now: &str) -> String {
    format!(
        "You signed in to {now}, and this connection is {before}. Nothing was changed yet. {now} becomes a connection of its own beside it, \
         and your browser asks once more; {before} stays as it is."
    )
}

pub fn connect_beside() -> String {
    "Connect it beside".to_owned()
}

pub fn google_depth_label() -> String {
    "Days back for the first reading; empty for 90".to_owned()
}

pub fn copy_address() -> String {
    "Copy the address".to_owned()
}

pub fn address_is_copied() -> String {
    "Copied".to_owned()
}
