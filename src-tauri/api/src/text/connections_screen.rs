//! What stands on the screen Connections: what is read, how fresh it is, and what is wrong with it.

use super::count;
use crate::ConnectionState;

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `14:02`; on another day `Fri 20 Nov, 14:02`. The day is a weekday from Sunday, a day of the month, and a month, from 0.
pub fn time_of_day(day: Option<(u32, u32, u32)>, hours: u32, minutes: u32) -> String {
    let time = format!("{hours:02}:{minutes:02}");
    let name = |names: &[&'static str], at: u32| names.get(at as usize).copied().unwrap_or_default();
    match day {
        Some((weekday, day, month)) => format!("{} {day} {}, {time}", name(&WEEKDAYS, weekday), name(&MONTHS, month)),
        None => time,
    }
}

pub fn connections_lead() -> String {
    "What is read, and how fresh it is".to_owned()
}

pub fn connection_kind(kind: &str) -> String {
    match kind {
        "maildir" => "Maildir folder, watched",
        "import" => "Files, read once",
        "gmail" => "Gmail",
        "calendar" => "Google Calendar",
        "smtp" => "Sends by SMTP",
        other => other,
    }
    .to_owned()
}

pub fn connection_state(state: ConnectionState) -> String {
    match state {
        ConnectionState::Fresh => "Fresh",
        ConnectionState::Waiting => "Not read yet",
        ConnectionState::Reading => "First reading",
        ConnectionState::Failing => "Cannot be read",
        ConnectionState::SignInAgain => "Sign in again",
        ConnectionState::Disconnected => "Disconnected",
    }
    .to_owned()
}

/// How fresh it is: the time of day of the newest reading, and how long ago that was.
pub fn read_up_to(time: &str, ago: &str) -> String {
    format!("Read up to {time}, {ago}")
}

/// Files that are read once: nothing is watched.
pub fn read_in_at(time: &str, ago: &str) -> String {
    format!("Read in at {time}, {ago}")
}

pub fn not_read_yet() -> String {
    "Not read yet".to_owned()
}

pub fn not_read_since(time: &str, ago: &str) -> String {
    format!("Not read since {time}, {ago}")
}

pub fn never_read() -> String {
    "It could not be read so far".to_owned()
}

pub fn today_label() -> String {
    "Today".to_owned()
}

pub fn in_all_label() -> String {
    "In all".to_owned()
}

pub fn newest_mail_label() -> String {
    "Newest mail".to_owned()
}

pub fn source_label() -> String {
    "Source".to_owned()
}

pub fn why_label() -> String {
    "Why".to_owned()
}

pub fn kept_label() -> String {
    "Kept".to_owned()
}

pub fn kept_words() -> String {
    "What was read before stays; nothing is read twice.".to_owned()
}

pub fn n_mails_read(n: u64) -> String {
    match n {
        0 => "nothing new".to_owned(),
        n => format!("{} read", count(n, "mail", "mails")),
    }
}

pub fn n_mails(n: u64) -> String {
    count(n, "mail", "mails")
}

pub fn read_now() -> String {
    "Read now".to_owned()
}

pub fn reading_now() -> String {
    "Reading".to_owned()
}

pub fn read_now_named(name: &str) -> String {
    format!("Read now: {name}")
}

pub fn said_read(name: &str, n_new: u64) -> String {
    match n_new {
        0 => format!("{name}: nothing new"),
        n => format!("{name}: {} came in", count(n, "mail", "mails")),
    }
}

pub fn import_lead() -> String {
    "A Maildir, an mbox or single mails. Nothing is written there, and reading again changes nothing.".to_owned()
}

pub fn import_choose() -> String {
    "Choose files or a folder".to_owned()
}

pub fn new_senders_title(n: u64) -> String {
    count(n, "new sender", "new senders")
}

pub fn new_senders_lead() -> String {
    "They wrote for the first time and wait beside the queue until you let them in or keep them out.".to_owned()
}

pub fn show_new_senders() -> String {
    "Show them".to_owned()
}

pub fn check_title() -> String {
    "Workspace".to_owned()
}

pub fn check_lead() -> String {
    "Looks over the file, the ledger and everything that is read.".to_owned()
}

pub fn check_now() -> String {
    "Check now".to_owned()
}

pub fn checking() -> String {
    "Checking".to_owned()
}

/// What a check is about, in the words of the window.
pub fn check_subject(subject: &str) -> String {
    match subject {
        "workspace" => "Workspace file".to_owned(),
        "ledger" => "Ledger".to_owned(),
        "sync" => "Reading".to_owned(),
        "draft" => "Drafting".to_owned(),
        "send" => "Sending".to_owned(),
        "tokens" => "Sign-ins".to_owned(),
        other => super::setting_label(other).unwrap_or_else(|| other.to_owned()),
    }
}

pub fn no_connections_yet() -> String {
    "Nothing is read yet".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_names_the_day_where_it_is_not_today() {
        assert_eq!(time_of_day(None, 9, 2), "09:02");
        assert_eq!(time_of_day(Some((5, 20, 10)), 14, 30), "Fri 20 Nov, 14:30");
    }
}
