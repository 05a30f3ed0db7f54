//! Words that only the command line needs.

use super::count;

pub fn running() -> String {
    "Running. Ctrl+C ends it.".to_owned()
}

pub fn idle() -> String {
    "Nothing is due.".to_owned()
}

/// `kind` is the name of a job.
pub fn idle_until(when: &str, kind: &str) -> String {
    let what = match kind {
        "draft" => "a draft is written",
        "send" => "an approved mail may go",
        "sync" => "mail is read",
        "tokens" => "sign-ins are looked after",
        _ => "the queue is looked over",
    };
    format!("Nothing is due now. Next, {when}: {what}.")
}

pub fn empty_queue() -> String {
    "Nothing waits for you. `casey import PATH` reads mail.".to_owned()
}

pub fn empty_tab() -> String {
    "Nothing stands in this tab.".to_owned()
}

/// The queue of a demo with nothing left in it.
pub fn empty_demo_queue(n_new_senders: u64) -> String {
    let again = "`casey demo --reset` starts over.";
    if n_new_senders == 0 {
        return format!("All of the demo is worked through. {again}");
    }
    let senders = count(n_new_senders, "new sender waits", "new senders wait");
    format!("The queue of the demo is worked through; {senders} beside it: `casey senders`. {again}")
}

pub fn empty_outbox() -> String {
    "The outbox is empty.".to_owned()
}

pub fn no_source() -> String {
    "no source".to_owned()
}

pub fn offered_revision(revision: u32) -> String {
    format!("Revision {revision} is yours; a newer draft took its place.")
}

pub fn sent_at(when: &str) -> String {
    format!("went {when}")
}

pub fn not_before(when: &str) -> String {
    format!("not before {when}")
}

pub fn held() -> String {
    "held".to_owned()
}

pub fn kill_switch(position: &str, since: &str, n_waiting: u64) -> String {
    format!("The kill switch is {position}{since}; {} in the outbox.", count(n_waiting, "action waits", "actions wait"))
}

pub fn no_suppressions() -> String {
    "Nobody is suppressed.".to_owned()
}

pub fn no_connections() -> String {
    "Nothing is read yet. `casey import PATH` begins.".to_owned()
}

pub fn imported(n_new: u64, n_known: u64, n_items: u64, n_senders: u64) -> String {
    let senders = if n_senders == 0 { String::new() } else { format!(", {}", count(n_senders, "new sender", "new senders")) };
    let (mails, items) = (count(n_new, "new mail", "new mails"), count(n_items, "new item", "new items"));
    format!("{mails}, {n_known} known already; {items}{senders}.")
}

pub fn still_waiting(n: u64) -> String {
    format!("{} in the outbox until the next run.", count(n, "approved mail waits", "approved mails wait"))
}

pub fn no_senders() -> String {
    "No new sender waits.".to_owned()
}

/// What was made, and where to go on.
pub fn demo_made(folder: &str, n_mails: u64, n_items: u64, n_senders: u64, when: &str) -> String {
    format!(
        "A made-up desk lies in {folder}: {}, {}, {}. Its clock shows {when}.\nNext: casey --data {folder} run --until-idle, then casey --data {folder} queue",
        count(n_mails, "mail", "mails"),
        count(n_items, "open item", "open items"),
        count(n_senders, "new sender", "new senders")
    )
}

/// The line above the newest mail of an item.
pub fn newest_mail(name: &str, address: &str, when: &str) -> String {
    let who = if name.is_empty() { address } else { name };
    format!("Newest mail, {who}, {when}")
}
