//! What stands on the screen Connections: what is read, how fresh it is, and what is wrong with it.

use super::count;
use crate::{ConnectionState, Security, Sends};

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
        "hubspot" => "HubSpot",
        "slack" => "Slack",
        other => other,
    }
    .to_owned()
}

pub fn connection_state(state: ConnectionState) -> String {
    match state {
        ConnectionState::Fresh => "Fresh",
        ConnectionState::Waiting => "Not read yet",
        ConnectionState::Reading => "First reading",
        ConnectionState::Stopped => "Stopped",
        ConnectionState::Failing => "Something is wrong",
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

pub fn newest_label(kind: &str) -> String {
    match kind {
        "hubspot" => "Last change",
        "slack" => "Newest",
        _ => "Newest mail",
    }
    .to_owned()
}

pub fn left_out_label() -> String {
    "Left out".to_owned()
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

/// What is read of a connection of this kind, counted: `12 meetings`.
pub fn n_read(kind: &str, n: u64) -> String {
    match kind {
        "calendar" => count(n, "meeting", "meetings"),
        "hubspot" => count(n, "record", "records"),
        "slack" => count(n, "message", "messages"),
        _ => count(n, "mail", "mails"),
    }
}

/// The same of what is new.
pub fn n_newly_read(kind: &str, n: u64) -> String {
    match n {
        0 => "nothing new".to_owned(),
        n => format!("{} read", n_read(kind, n)),
    }
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

pub fn said_read(name: &str, kind: &str, n_new: u64) -> String {
    match n_new {
        0 => format!("{name}: nothing new"),
        n => format!("{name}: {} came in", n_read(kind, n)),
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

pub fn sends_only() -> String {
    "Ready to send".to_owned()
}

pub fn cannot_send() -> String {
    "The last mail could not go through it".to_owned()
}

pub fn disconnected_words() -> String {
    "Disconnected; what was read stays".to_owned()
}

pub fn sending_label(kind: &str) -> String {
    match kind {
        "calendar" => "Booking",
        "hubspot" => "Writing",
        "slack" => "Posting",
        _ => "Sending",
    }
    .to_owned()
}

pub fn sends_words(sends: Sends, is_practice: bool) -> String {
    match sends {
        Sends::Never => "not through this",
        Sends::Yes if is_practice => "what you approve, once you leave practice mode",
        Sends::Yes => "what you approve",
        Sends::NotAllowed => "not allowed yet",
    }
    .to_owned()
}

/// What is done through a connection of this kind: mail is sent, meetings are booked.
pub fn n_done(kind: &str, n: u64) -> String {
    match (kind, n) {
        ("calendar", 0) => "nothing booked".to_owned(),
        ("calendar", n) => format!("{} booked", n_read(kind, n)),
        (_, 0) => "nothing sent".to_owned(),
        (_, n) => format!("{} sent", n_read(kind, n)),
    }
}

pub fn read_and_done(kind: &str, n_read: u64, n_sent: u64) -> String {
    if n_sent == 0 { n_newly_read(kind, n_read) } else { format!("{}, {}", n_newly_read(kind, n_read), n_done(kind, n_sent)) }
}

pub fn connect_again() -> String {
    "Connect again".to_owned()
}

pub fn sign_in_again_label() -> String {
    "Sign in again".to_owned()
}

pub fn allow_sending(kind: &str) -> String {
    if kind == "calendar" { "Allow booking".to_owned() } else { "Allow sending".to_owned() }
}

pub fn options_label() -> String {
    "Options".to_owned()
}

pub fn options_title() -> String {
    "What is read of this mailbox".to_owned()
}

pub fn calendars_title() -> String {
    "Which calendars are read".to_owned()
}

pub fn calendars_label() -> String {
    "Calendars".to_owned()
}

pub fn main_calendar() -> String {
    "main".to_owned()
}

pub fn no_calendar_chosen() -> String {
    "Choose at least one calendar.".to_owned()
}

pub fn depth_label() -> String {
    "Days back for the first reading".to_owned()
}

pub fn every_label() -> String {
    "Minutes between readings".to_owned()
}

pub fn only_labels_label() -> String {
    "Only these labels, with commas between".to_owned()
}

pub fn without_labels_label() -> String {
    "Without these labels".to_owned()
}

pub fn only_domains_label() -> String {
    "Only mail from and to these domains".to_owned()
}

pub fn without_domains_label() -> String {
    "Without mail from and to these domains".to_owned()
}

pub fn save_options() -> String {
    "Save".to_owned()
}

pub fn not_a_number(typed: &str) -> String {
    format!("\"{typed}\" is not a whole number.")
}

pub fn disconnect_label() -> String {
    "Disconnect".to_owned()
}

pub fn google_title() -> String {
    "Google: Gmail and Calendar".to_owned()
}

pub fn google_lead() -> String {
    "You sign in in your own browser, with a client id of your own. Reading comes first; sending and booking only when you allow it."
        .to_owned()
}

pub fn google_open() -> String {
    "Connect Google".to_owned()
}

pub fn google_steps_title() -> String {
    "How to get a client id, once".to_owned()
}

pub fn google_steps() -> Vec<String> {
    [
        "Open console.cloud.google.com and make a project.",
        "Under APIs & Services, enable the Gmail API and the Google Calendar API.",
        "Set up the consent screen: type Internal in a Workspace organisation, else External with yourself as a test user.",
        "Under Credentials, create an OAuth client id of the type Desktop app.",
        "Copy its client id and client secret into the fields below.",
    ]
    .map(str::to_owned)
    .to_vec()
}

pub fn google_testing() -> String {
    "While an External app stands on \"Testing\", Google ends each sign-in after 7 days, and you sign in again here. Internal apps and published \
     ones do not have that limit."
        .to_owned()
}

pub fn client_id_label() -> String {
    "Client id".to_owned()
}

pub fn client_secret_label() -> String {
    "Client secret".to_owned()
}

pub fn google_send_too() -> String {
    "Allow sending and booking at once; else each is asked for when you first need it".to_owned()
}

pub fn google_more() -> String {
    "Behind a proxy or a firewall".to_owned()
}

pub fn base_url_label() -> String {
    "Address of the service, where it is not Google's own".to_owned()
}

pub fn redirect_port_label() -> String {
    "Port of this machine for the browser's answer".to_owned()
}

pub fn not_a_port(typed: &str) -> String {
    format!("\"{typed}\" is no port. A port is a number from 1 to 65535.")
}

pub fn connecting() -> String {
    "Opening your browser".to_owned()
}

pub fn google_connect() -> String {
    "Sign in with Google".to_owned()
}

pub fn sign_in_title() -> String {
    "Sign in in your browser".to_owned()
}

pub fn sign_in_waits() -> String {
    "Your browser shows the service's own page. Sign in there; this window goes on by itself, for up to five minutes.".to_owned()
}

pub fn sign_in_address_lead() -> String {
    "If no browser opened, copy this address into one:".to_owned()
}

pub fn sign_in_address_label() -> String {
    "Address to sign in at".to_owned()
}

pub fn open_browser_again() -> String {
    "Open the browser again".to_owned()
}

pub fn said_connected(address: &str) -> String {
    format!("{address} is connected; its first reading begins now")
}

pub fn smtp_title() -> String {
    "Another mailbox: sending by SMTP".to_owned()
}

pub fn smtp_lead() -> String {
    "For a mailbox that is read from a Maildir. The server is tried before anything is stored; nothing is sent.".to_owned()
}

pub fn smtp_open() -> String {
    "Connect a server".to_owned()
}

pub fn smtp_address_label() -> String {
    "Your address there".to_owned()
}

pub fn smtp_host_label() -> String {
    "Server, like smtp.example.com".to_owned()
}

pub fn smtp_security_label() -> String {
    "Encryption".to_owned()
}

pub fn security(security: Security) -> String {
    match security {
        Security::Tls => "From the beginning (TLS, usually port 465)",
        Security::StartTls => "After a greeting (STARTTLS, usually port 587)",
        Security::None => "None, for a server on this machine only",
    }
    .to_owned()
}

pub fn smtp_port_label() -> String {
    "Port; empty for the usual one".to_owned()
}

pub fn smtp_user_label() -> String {
    "User name, often the address".to_owned()
}

pub fn smtp_password_label() -> String {
    "Password; many servers want an app password".to_owned()
}

pub fn connect_label() -> String {
    "Try and connect".to_owned()
}

pub fn trying_server() -> String {
    "Trying the server".to_owned()
}

pub fn said_sends(name: &str) -> String {
    format!("{name} can send")
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
