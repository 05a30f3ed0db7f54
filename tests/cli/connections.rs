//! Connections from the command line: a first reading stopped and gone on with, what is chosen, and what is said before and meanwhile.

use crate::harness::{Desk, NOT_A_SECRET, Running, path};
use crate::killed_at_google::{casey, connect, google, mail};
use crate::mails::HELLO;
use engine::testkit::{OFFER, QUESTION, TestMaildir};
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use std::time::Duration;

const N_MAILS: i64 = 60;

/// A workspace that watches a Maildir.
fn watching() -> Desk {
    let desk = Desk::of_dana();
    let maildir = TestMaildir::make(desk.beside("maildir"));
    maildir.keep_sent(&OFFER);
    maildir.deliver(&QUESTION);
    desk.casey(&["import", path(maildir.path())]).ok();
    desk
}

fn all(desk: &Desk) -> Vec<Value> {
    Running::start(casey(desk, 0, &["connections"])).finish().ok().as_array().unwrap().clone()
}

#[test]
fn what_is_read_is_chosen_shown_and_set_back() {
    let desk = watching();
    let chosen = desk.casey(&["options", "1", "--depth-days", "30", "--without-domains", "bank.example, news.example"]).ok();
    assert_eq!(chosen, json!({ "depth_days": 30, "without_domains": ["bank.example", "news.example"] }));
    let more = desk.casey(&["options", "1", "--every-minutes", "10"]).ok();
    assert_eq!(more["depth_days"], 30, "what is not named stays");
    assert_eq!(desk.casey(&["options", "1"]).ok(), more);
    let back = desk.casey(&["options", "1", "--depth-days", "", "--without-domains", ""]).ok();
    assert_eq!(back, json!({ "every_minutes": 10 }));

    let refused = desk.casey(&["options", "1", "--every-minutes", "61"]);
    assert!(refused.refused().contains("60"), "{refused:#?}");
    assert_eq!(desk.casey(&["options", "99"]).status.code(), Some(3));
    let words = desk.say(&["options", "1"]);
    assert!(words.contains("every-minutes: 10\n") && words.contains("depth-days: 90, as usual"), "{words}");
}

#[test]
fn connections_say_what_was_read_today() {
    let desk = watching();
    let words = desk.say(&["connections"]);
    assert!(words.contains("2 mails, today 2 mails read"), "{words}");
}

#[test]
fn a_secret_that_did_not_come_is_asked_for_and_nothing_is_connected() {
    let desk = Desk::of_dana();
    for args in [
        &["connect", "smtp", "--address", "dana@northwind.example", "--host", "localhost", "--password-stdin"][..],
        &["connect", "google", "--client-id", "x", "--client-secret-stdin", "--no-browser", "--base-url", "http://127.0.0.1:1"],
        &["connect", "hubspot", "--token-stdin"],
    ] {
        let mut command = desk.command(0, args);
        command.env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET).stdin(Stdio::null());
        let outcome = Running::start(command).finish();
        assert!(outcome.refused().contains("standard input"), "{outcome:#?}");
        assert_eq!(outcome.status.code(), Some(2), "{outcome:#?}");
    }
    assert!(all(&desk).is_empty());
}

#[test]
fn a_service_that_is_not_there_is_named_in_plain_words() {
    let desk = Desk::of_dana();
    let args = ["connect", "google", "--client-id", "x", "--no-browser", "--base-url", "http://127.0.0.1:1"];
    let outcome = Running::start(casey(&desk, 0, &args)).finish();
    assert!(outcome.refused().contains("nothing answers at its address"), "{outcome:#?}");
    assert!(!outcome.stderr.contains("error sending"), "{outcome:#?}");
}

#[test]
fn where_no_first_reading_goes_on_there_is_nothing_to_stop() {
    let desk = Desk::of_dana();
    let folder = desk.mails("mails", &[HELLO]);
    desk.casey(&["import", path(&folder)]).ok();
    let outcome = desk.casey(&["sync", "--cancel"]);
    assert_eq!(outcome.status.code(), Some(4), "{outcome:#?}");
    assert_eq!(desk.casey(&["sync", "--cancel", "--connection", "1"]).status.code(), Some(4));
    assert_eq!(desk.casey(&["sync", "--cancel", "--connection", "99"]).status.code(), Some(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_reading_says_how_far_it_is_and_is_stopped_from_another_terminal() {
    let google = google((1..=N_MAILS).map(mail).collect()).await;
    let desk = Desk::of_dana();
    connect(&desk, &google).await;
    google.be_slow(Duration::from_millis(600));
    // `script` gives the process a terminal of its own.
    let mut reading = Command::new("script");
    let casey_path = env!("CARGO_BIN_EXE_casey");
    let line = format!("{casey_path} --data {} sync --connection 1", path(&desk.data()));
    reading.args(["-qefc", &line, "/dev/null"]).env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET).stdin(Stdio::null());
    let reading = Running::start(reading);
    while all(&desk)[0]["n_messages"].as_i64() < Some(16) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    let stopped = Running::start(casey(&desk, 0, &["sync", "--cancel", "--connection", "1"])).finish().ok();
    assert_eq!(stopped[0]["state"], "stopped", "{stopped}");
    let shown = reading.finish();
    assert!(shown.stdout.contains("First reading: "), "{shown:#?}");
    let n_done = all(&desk)[0]["n_messages"].as_i64().unwrap();
    assert!(n_done > 0 && n_done < N_MAILS, "{n_done}");
    let words = desk.say(&["connections"]);
    assert!(words.contains("stopped at "), "{words}");

    google.be_slow(Duration::ZERO);
    let read = Running::start(casey(&desk, 0, &["sync", "--connection", "1"])).finish().ok();
    assert_eq!((&read[0]["state"], read[0]["n_messages"].as_i64()), (&json!("fresh"), Some(N_MAILS)), "{read}");

    let left = Running::start(casey(&desk, 0, &["disconnect", "1"])).finish();
    assert!(left.stderr.contains("goes with it"), "what goes with it is said before: {left:#?}");
    assert!(left.ok().as_array().unwrap().iter().all(|one| one["state"] == "disconnected"), "{left:#?}");
}
