//! What the window says: the page, and the shell that starts it.

use super::quoted;
use crate::{Band, ConnectionState, KillSwitch, Level, Position, Time};

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

pub fn shell_usage() -> String {
    "Usage: caseyos [--data DIR] [--hidden] [caseyos://item/ID]\n\n  --data DIR          the folder of the workspace; else CASEY_DATA, else the platform's data folder\n  --hidden            start in the tray, where there is one\n  caseyos://item/ID   show this item\n\nEverything else can be asked of the command line: casey --help".to_owned()
}

pub fn unknown_argument(argument: &str) -> String {
    format!("{} is not an argument of caseyos. `caseyos --help` names them.", quoted(argument))
}

pub fn data_needs_folder() -> String {
    "--data needs a folder, as in `--data /path/to/workspace`.".to_owned()
}

pub fn no_window(fault: &str) -> String {
    format!("The window cannot be opened: {fault}. The command line works without one: casey --help")
}

pub fn no_display() -> String {
    "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)".to_owned()
}

pub fn request_broke_off(name: &str) -> String {
    format!("The engine broke off while it answered {}. What is stored is safe; the log says more. Try again.", quoted(name))
}

pub fn opening_broke_off() -> String {
    "The engine broke off while it opened the workspace. What is stored is safe; the log says more. Try again.".to_owned()
}

pub fn engine_unreachable(fault: &str) -> String {
    format!("The window does not reach the engine: {}. Close the window and start it again.", quoted(fault))
}

pub fn opening_workspace() -> String {
    "Opening the workspace".to_owned()
}

pub fn workspace_not_shown() -> String {
    "The workspace cannot be shown".to_owned()
}

pub fn try_again() -> String {
    "Try again".to_owned()
}

/// Stands above what was read before, where the newest reading failed.
pub fn shown_is_old(read: &str, error: &str) -> String {
    format!("What you see was read {read}. {error}")
}

pub fn open_items(n: u64) -> String {
    if n == 1 { "open item" } else { "open items" }.to_owned()
}

pub fn nothing_waits() -> String {
    "Nothing waits for you".to_owned()
}

pub fn what_to_look_at() -> String {
    "What should CaseyOS look at?".to_owned()
}

pub fn stays_here() -> String {
    "Everything stays on this machine. Until you switch it off, practice mode is on: what you approve is written to a folder, and nothing is sent.".to_owned()
}

/// It is not known whether it does what was asked.
pub fn not_answering() -> String {
    "CaseyOS has not answered for half a minute. It may be busy with something large, and goes on by itself then; if it does not, \
     quit it and start it again. Nothing that was stored is lost."
        .to_owned()
}

/// Stands in the page itself, for a window whose program cannot be started. A test holds the two to each other.
pub fn window_did_not_start() -> String {
    "CaseyOS cannot show its window. Quit it and start it again; if that does not help, install it again. Your mail and your \
     drafts are safe."
        .to_owned()
}

pub fn everything_was_read() -> String {
    "What comes in appears here by itself. More mail can be read in at any time.".to_owned()
}

pub fn what_is_wrong() -> String {
    "What is wrong".to_owned()
}

/// Said with a score to those who do not see its colour.
pub fn score_in_band(score: &str, band: Band) -> String {
    format!("Score {score}, {}", band.as_str())
}

pub fn unknown_contact() -> String {
    "Unknown sender".to_owned()
}

pub fn level(level: Level) -> String {
    match level {
        Level::Good => "Good",
        Level::Note => "Note",
        Level::Bad => "Problem",
    }
    .to_owned()
}

/// How a due time stands to now: `12 min late`, `in 3 h`.
pub fn due(due_at: Time, now: Time) -> String {
    let ms = due_at.ms_since(now);
    match (span(ms), ms < 0) {
        (None, _) => "due now".to_owned(),
        (Some(span), true) => format!("{span} late"),
        (Some(span), false) => format!("in {span}"),
    }
}

/// How long ago something was: `just now`, `2 min ago`.
pub fn ago(at: Time, now: Time) -> String {
    match span(now.ms_since(at)) {
        Some(span) => format!("{span} ago"),
        None => "just now".to_owned(),
    }
}

pub fn practice_line(practice: Position) -> String {
    match practice {
        Position::On => "Practice mode: nothing leaves",
        Position::Off => "Practice mode off",
    }
    .to_owned()
}

pub fn kill_switch_line(switch: &KillSwitch, now: Time) -> String {
    match (switch.position, switch.since.and_then(|since| span(now.ms_since(since)))) {
        (Position::Off, _) => "Kill switch off".to_owned(),
        (Position::On, Some(span)) => format!("Kill switch on for {span}: nothing leaves"),
        (Position::On, None) => "Kill switch on: nothing leaves".to_owned(),
    }
}

/// How fresh a connection is, for the status line.
pub fn freshness(name: &str, state: ConnectionState, last_success_at: Option<Time>, now: Time) -> String {
    match (state, last_success_at) {
        (ConnectionState::Fresh, Some(at)) => format!("{name}, {}", ago(at, now)),
        (ConnectionState::Fresh, None) => name.to_owned(),
        (ConnectionState::Waiting, _) => format!("{name}: not read yet"),
        (ConnectionState::Failing, Some(at)) => format!("{name}: cannot be read, last read {}", ago(at, now)),
        (ConnectionState::Failing, None) => format!("{name}: cannot be read"),
        (ConnectionState::Reading, _) => format!("{name}: first reading"),
        (ConnectionState::Stopped, _) => format!("{name}: stopped"),
        (ConnectionState::SignInAgain, _) => format!("{name}: sign in again"),
        (ConnectionState::Disconnected, _) => format!("{name}: disconnected"),
    }
}

/// How long somebody takes to answer: `within 3 h`.
pub fn span_in_words(ms: i64) -> String {
    span(ms).map_or_else(|| "within a minute".to_owned(), |span| format!("within {span}, half of them"))
}

/// A span in the largest unit that fits, cut to a whole number; none below a minute.
fn span(ms: i64) -> Option<String> {
    let ms = ms.saturating_abs();
    if ms < MINUTE {
        None
    } else if ms < HOUR {
        Some(format!("{} min", ms / MINUTE))
    } else if ms < 2 * DAY {
        Some(format!("{} h", ms / HOUR))
    } else {
        Some(format!("{} days", ms / DAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_time_is_said_in_the_largest_unit_that_fits() {
        let now = Time(1_000 * DAY);
        let in_ms = |ms| due(now.plus_ms(ms), now);
        assert_eq!(in_ms(25 * MINUTE), "in 25 min");
        assert_eq!(in_ms(-12 * MINUTE - 1), "12 min late");
        assert_eq!(in_ms(MINUTE - 1), "due now");
        assert_eq!(in_ms(-MINUTE + 1), "due now");
        assert_eq!(in_ms(3 * HOUR), "in 3 h");
        assert_eq!(in_ms(-47 * HOUR), "47 h late");
        assert_eq!(in_ms(2 * DAY), "in 2 days");
        assert_eq!(due(Time(i64::MIN), Time(i64::MAX)), "106751991167 days late");
    }

    #[test]
    fn a_kill_switch_that_is_on_says_so_even_without_a_time() {
        let mut switch = KillSwitch { position: Position::On, since: None, n_waiting: 0 };
        assert_eq!(kill_switch_line(&switch, Time(0)), "Kill switch on: nothing leaves");
        switch.since = Some(Time(0));
        assert_eq!(kill_switch_line(&switch, Time(5 * MINUTE)), "Kill switch on for 5 min: nothing leaves");
        switch.position = Position::Off;
        assert_eq!(kill_switch_line(&switch, Time(5 * MINUTE)), "Kill switch off");
    }
}
