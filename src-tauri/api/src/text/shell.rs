//! What the shell says around the window: tray, notifications, links, closing and quitting, newer versions.

use super::{count, due, quoted};
use crate::Time;

pub fn app_name() -> String {
    "CaseyOS".to_owned()
}

pub fn tray_open() -> String {
    "Open CaseyOS".to_owned()
}

pub fn tray_pause() -> String {
    "Pause reading for an hour".to_owned()
}

pub fn tray_resume() -> String {
    "Go on reading".to_owned()
}

pub fn tray_kill_switch() -> String {
    "Kill switch: nothing leaves".to_owned()
}

pub fn tray_check_for_updates() -> String {
    "Look for a newer version".to_owned()
}

pub fn tray_quit() -> String {
    "Quit".to_owned()
}

/// In the status line while nothing is read by itself.
pub fn reading_paused(until: Time, now: Time) -> String {
    format!("Reading is paused, goes on {}", due(until, now))
}

pub fn reading_goes_on() -> String {
    "Mail is read again".to_owned()
}

/// For how long reading is paused, in words that the engine understands.
pub fn pause_for() -> String {
    "1h".to_owned()
}

/// The button of a notification that puts its item aside.
pub fn snooze_from_notification() -> String {
    "Snooze until tomorrow 9:00".to_owned()
}

/// Until when that button puts it aside, in words that a snooze understands.
pub fn snooze_from_notification_until() -> String {
    "tomorrow 9:00".to_owned()
}

pub fn open_from_notification() -> String {
    "Open".to_owned()
}

/// Beside the item as it stands now.
pub fn snooze_refused() -> String {
    "It could not be snoozed from its notification. Here is how it stands.".to_owned()
}

pub fn bad_link() -> String {
    "That link leads nowhere. A link to an item looks like caseyos://item/12.".to_owned()
}

pub fn close_title() -> String {
    "Keep CaseyOS running?".to_owned()
}

pub fn close_words() -> String {
    "It can stay in the tray when its window is closed: mail is read, and what you approved goes on time. Your choice is kept; the settings change it.".to_owned()
}

pub fn keep_running() -> String {
    "Keep running".to_owned()
}

pub fn quit() -> String {
    "Quit".to_owned()
}

pub fn quit_title() -> String {
    "Quit while approved work waits?".to_owned()
}

/// How many approved actions wait, and when the last of those that have a time would go.
pub fn quit_words(n_waiting: u64, last_at: Option<Time>, now: Time) -> String {
    let waits = if n_waiting == 1 { "waits" } else { "wait" };
    let what = count(n_waiting, "approved action", "approved actions");
    let when = match last_at {
        Some(at) if n_waiting == 1 => format!(" It would go {}.", due(at, now)),
        Some(at) => format!(" The last would go {}.", due(at, now)),
        None => String::new(),
    };
    format!("{what} still {waits}.{when} Nothing goes while CaseyOS does not run; it goes on when you start it again.")
}

pub fn quit_anyway() -> String {
    "Quit anyway".to_owned()
}

pub fn stay() -> String {
    "Stay".to_owned()
}

pub fn update_found() -> String {
    format!("There is a newer version. {}", how_to_install())
}

pub fn update_version_found(version: &str) -> String {
    format!("Version {version} is there. {}", how_to_install())
}

/// How a newer version comes to run, and what becomes of what waits.
fn how_to_install() -> String {
    let command = quoted(&super::command(crate::Command::InstallUpdate));
    format!("{command} in the palette installs it and starts CaseyOS again. Drafts and what waits in the outbox are kept.")
}

/// While a newer version is fetched, before the window goes.
pub fn update_is_installing() -> String {
    "Installing the newer version. CaseyOS closes and starts again by itself; drafts and what waits in the outbox are kept, and mail goes on once it runs.".to_owned()
}

pub fn update_none(version: &str) -> String {
    format!("Version {version} is the newest.")
}

pub fn update_failed(fault: &str) -> String {
    format!("Newer versions cannot be looked for: {}. Try again later.", quoted(fault))
}

pub fn update_not_installed(fault: &str) -> String {
    format!("The newer version could not be installed: {}. This one runs on, and nothing was changed.", quoted(fault))
}

pub fn no_updates_here() -> String {
    "This build does not look for newer versions.".to_owned()
}

pub fn not_a_moment(value: &str) -> String {
    format!("{} is not a moment. Write one like 2026-11-26T14:00:00Z, or nothing.", quoted(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_version_says_what_installing_it_means_for_what_waits() {
        for words in [update_found(), update_version_found("1.2.0"), update_is_installing()] {
            assert!(words.contains("again") && words.contains("what waits in the outbox"), "{words}");
        }
        assert!(update_found().contains("“Install the newer version”"), "as the palette calls it: {}", update_found());
    }

    #[test]
    fn quitting_says_how_many_wait_and_until_when() {
        let now = Time(0);
        let later = "Nothing goes while CaseyOS does not run; it goes on when you start it again.";
        assert_eq!(
            quit_words(1, Some(now.plus_seconds(120)), now),
            format!("1 approved action still waits. It would go in 2 min. {later}")
        );
        assert_eq!(
            quit_words(3, Some(now.plus_seconds(7200)), now),
            format!("3 approved actions still wait. The last would go in 2 h. {later}")
        );
        assert_eq!(quit_words(2, None, now), format!("2 approved actions still wait. {later}"));
    }
}
