//! What the monitor says of what it noticed.

use super::count;

pub fn monitor_subject() -> String {
    "monitor".to_owned()
}

pub fn forms_wait(n: u64) -> String {
    format!("{} longer than half an hour of your working time.", count(n, "form waits", "forms wait"))
}

pub fn replies_wait(n: u64) -> String {
    format!("{} for your answer longer than it should.", count(n, "mail waits", "mails wait"))
}

pub fn deals_wait(n: u64) -> String {
    format!("{} for your decision longer than it should.", count(n, "change of a deal waits", "changes of deals wait"))
}

pub fn items_overdue(n: u64) -> String {
    format!("{} overdue.", count(n, "other item is", "other items are"))
}

pub fn items_stale(n: u64) -> String {
    format!("{} open for more than a week. Do, snooze or dismiss what will not be done.", count(n, "item stands", "items stand"))
}

/// `usual` is in minutes.
fn long(usual: i64) -> String {
    let whole = |n: i64| u64::try_from(n).unwrap_or_default();
    match usual {
        ..=90 => count(whole(usual.max(1)), "minute", "minutes"),
        91..=2880 => count(whole((usual + 30) / 60), "hour", "hours"),
        _ => count(whole((usual + 720) / 1440), "day", "days"),
    }
}

pub fn source_quiet(name: &str, since: &str, usual: i64) -> String {
    format!(
        "{name}: nothing new since {since}. At this time something comes each {} as a rule. It works: it is only quiet.",
        long(usual)
    )
}

/// Of a source that posts by itself: whether it still does cannot be seen from here.
pub fn posts_quiet(name: &str, since: &str, usual: i64) -> String {
    format!(
        "{name}: nothing new since {since}. At this time something comes each {} as a rule. This machine listens; look whether the \
         other side still posts.",
        long(usual)
    )
}

pub fn source_broken(name: &str, since: &str, why: &str) -> String {
    format!("{name}: nothing new since {since}, and it does not work. {why}")
}

/// What the line at the bottom says of all that was noticed.
pub fn n_findings(n: u64) -> String {
    count(n, "thing to look at", "things to look at")
}
