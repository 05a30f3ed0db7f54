//! How far a first reading is, and that it was stopped.

use super::n_read;
use crate::Progress;

pub fn first_reading(kind: &str, progress: Option<&Progress>) -> String {
    match progress {
        Some(Progress { n_done, n_expected: Some(all) }) => format!("First reading: {n_done} of about {}", n_read(kind, *all)),
        Some(Progress { n_done, n_expected: None }) if *n_done > 0 => format!("First reading: {} so far", n_read(kind, *n_done)),
        _ => "First reading".to_owned(),
    }
}

/// A first reading that the operator stopped.
pub fn stopped_reading(kind: &str, progress: Option<&Progress>) -> String {
    match progress {
        Some(Progress { n_done, n_expected: Some(all) }) => format!("Stopped at {n_done} of about {}", n_read(kind, *all)),
        Some(Progress { n_done, .. }) if *n_done > 0 => format!("Stopped at {}", n_read(kind, *n_done)),
        _ => "Stopped before anything was read".to_owned(),
    }
}

/// What a stopped reading means.
pub fn stopped_words() -> String {
    "What was read stays, and nothing new comes in until you read on.".to_owned()
}

pub fn stop_reading_label() -> String {
    "Stop reading".to_owned()
}

pub fn stopping_reading() -> String {
    "Stopping".to_owned()
}

pub fn read_on_label() -> String {
    "Read on".to_owned()
}

pub fn read_on_named(name: &str) -> String {
    format!("Read on: {name}")
}

/// Beside a name, where a reading was stopped by a key.
pub fn said_stopped(name: &str, kind: &str, progress: Option<&Progress>) -> String {
    format!("{name}: {}", stopped_reading(kind, progress).to_lowercase())
}

/// Nothing is there to be stopped.
pub fn nothing_to_stop() -> String {
    "No first reading goes on.".to_owned()
}

pub fn no_first_reading(name: &str) -> String {
    format!("No first reading of {name} goes on, so there is nothing to stop.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_it_came_is_said_in_what_is_read_there() {
        let counted = Progress { n_done: 120, n_expected: Some(300) };
        assert_eq!(first_reading("gmail", Some(&counted)), "First reading: 120 of about 300 mails");
        assert_eq!(stopped_reading("gmail", Some(&counted)), "Stopped at 120 of about 300 mails");
        let uncounted = Progress { n_done: 1, n_expected: None };
        assert_eq!(first_reading("calendar", Some(&uncounted)), "First reading: 1 meeting so far");
        assert_eq!(stopped_reading("calendar", Some(&uncounted)), "Stopped at 1 meeting");
        assert_eq!(stopped_reading("gmail", None), "Stopped before anything was read");
        assert_eq!(said_stopped("a@example.com", "gmail", Some(&uncounted)), "a@example.com: stopped at 1 mail");
    }
}
