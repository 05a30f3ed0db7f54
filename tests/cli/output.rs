//! What the program prints: in words for people, and never lost in silence.

use crate::harness::{Desk, Running, bare_casey, moment};
use serde_json::{Value, json};
use std::process::{Command, Stdio};

/// `casey` without `--json`, at a moment.
fn in_words(desk: &Desk, now: &str, args: &[&str]) -> Command {
    let mut command = bare_casey();
    command.arg("--data").arg(desk.data()).args(["--now", now]).args(args);
    command
}

/// What it says, so many seconds after the start of the test's day.
fn said(desk: &Desk, seconds: u32, args: &[&str]) -> String {
    said_at(desk, &moment(seconds), args)
}

fn said_at(desk: &Desk, now: &str, args: &[&str]) -> String {
    let outcome = Running::start(in_words(desk, now, args)).finish();
    assert!(outcome.status.success(), "{outcome:#?}");
    outcome.stdout
}

#[test]
fn a_recipient_whose_name_has_a_comma_is_one_recipient() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();

    let edited = desk.casey(&["edit", &id, "--to", "\"Doe, John\" <j@x.example>, ines@brightloom.example"]).ok();

    let to: Vec<(&Value, &Value)> =
        edited["draft"]["to"].as_array().unwrap().iter().map(|to| (&to["name"], &to["address"])).collect();
    assert_eq!(to, [(&json!("Doe, John"), &json!("j@x.example")), (&json!(""), &json!("ines@brightloom.example"))]);
    let emptied = desk.casey(&["edit", &id, "--to", ""]).ok();
    assert_eq!(emptied["draft"]["to"], json!([]));
}

#[test]
fn an_item_that_is_done_says_when_it_went_and_no_longer_what_holds_it() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    assert!(said(&desk, 0, &["show", &id]).contains("Gates\n"));
    desk.casey(&["approve", &id]).ok();
    desk.casey_at(31, &["run", "--until-idle"]).ok();

    let shown = said(&desk, 60, &["show", &id]);

    assert!(!shown.contains("hold ") && !shown.contains("Gates"), "{shown}");
    assert!(shown.contains("went Fri 20 Nov 2026 15:00"), "{shown}");
}

#[test]
fn an_item_that_was_put_aside_shows_no_gates() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    desk.casey(&["dismiss", &id, "--reason", "not for us"]).ok();
    let shown = said(&desk, 0, &["show", &id]);
    assert!(!shown.contains("hold ") && !shown.contains("Gates"), "{shown}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let desk = Desk::with_work();
    for args in [&["queue"][..], &["queue", "--json"], &["--help"], &["--version"]] {
        let mut command = in_words(&desk, &moment(0), args);
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();

        let outcome = command.stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output().unwrap();

        let words = String::from_utf8(outcome.stderr).unwrap();
        assert_eq!(outcome.status.code(), Some(1), "{args:?}: {words}");
        assert!(words.contains("could not be written"), "{args:?}: {words}");
        assert!(!words.contains("panicked"), "{args:?}: {words}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let desk = Desk::with_work();
    for args in [&["queue"][..], &["--help"]] {
        let mut child =
            in_words(&desk, &moment(0), args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());

        let outcome = child.wait_with_output().unwrap();

        assert!(outcome.status.success(), "{args:?}");
        assert_eq!(String::from_utf8(outcome.stderr).unwrap(), "", "{args:?}");
    }
}

/// A moment after that at which a demo begins.
const IN_DEMO: &str = "2026-11-24T15:20:00Z";

/// `casey --json` in a demo.
fn in_demo(desk: &Desk, args: &[&str]) -> Value {
    serde_json::from_str(&said_at(desk, IN_DEMO, &[args, &["--json"]].concat())).unwrap()
}

#[test]
fn the_demo_says_what_is_right_for_a_demo() {
    let desk = Desk::new();
    in_demo(&desk, &["demo"]);
    in_demo(&desk, &["run", "--until-idle"]);
    a_task_goes_to_nobody(&desk);
    an_empty_queue_starts_over(&desk);
}

fn a_task_goes_to_nobody(desk: &Desk) {
    let queue = in_demo(desk, &["queue"]);
    let id = queue.as_array().unwrap().iter().find(|item| item["action"] == "create_task").unwrap()["id"].to_string();
    let shown = said_at(desk, IN_DEMO, &["show", &id]);
    assert!(!shown.lines().any(|line| ["To", "From"].contains(&line.trim())), "{shown}");

    let approved = in_demo(desk, &["approve", &id]);

    assert_eq!(approved["to"], json!([]));
    let outbox = said_at(desk, IN_DEMO, &["outbox"]);
    assert!(outbox.contains(&format!("item {id}")), "{outbox}");
    assert!(!outbox.lines().any(|line| line.trim_end().ends_with(" to")), "{outbox}");
    in_demo(desk, &["undo"]);
}

fn an_empty_queue_starts_over(desk: &Desk) {
    let snoozed = said_at(desk, IN_DEMO, &["queue", "--tab", "snoozed"]);
    assert!(!snoozed.contains("casey import") && !snoozed.contains("--reset"), "{snoozed}");
    // What else the same people wrote becomes work of its own when the first is done.
    while let Some(item) = in_demo(desk, &["queue", "--limit", "1"]).as_array().unwrap().first() {
        in_demo(desk, &["done", &item["id"].to_string()]);
    }
    let words = said_at(desk, IN_DEMO, &["queue"]);
    assert!(words.contains("5 new senders") && words.contains("casey demo --reset"), "{words}");
    for sender in in_demo(desk, &["senders"]).as_array().unwrap() {
        in_demo(desk, &["senders", "screen", sender["contact"]["address"].as_str().unwrap()]);
    }

    let words = said_at(desk, IN_DEMO, &["queue"]);

    assert!(!words.contains("casey import") && !words.contains("new sender"), "{words}");
    assert!(words.contains("casey demo --reset"), "{words}");
    let taken_back = said_at(desk, IN_DEMO, &["undo"]);
    assert!(taken_back.contains("is no longer kept out"), "{taken_back}");
}

#[test]
fn an_empty_queue_of_ones_own_says_how_mail_comes_in() {
    let desk = Desk::of_dana();
    assert!(said(&desk, 0, &["queue"]).contains("casey import PATH"));
    let desk = Desk::with_work();
    desk.casey(&["done", &desk.the_item()["id"].to_string()]).ok();
    assert!(said(&desk, 0, &["queue"]).contains("casey import PATH"));
}

#[test]
fn a_hidden_copy_is_shown_to_whoever_approves_it() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].clone();
    assert!(!said(&desk, 0, &["show", &id.to_string()]).contains("Bcc"));

    let edit = json!({ "item": id, "bcc": ["Records <crm@northwind.example>"] });
    desk.casey(&["call", "edit_draft", &edit.to_string()]).ok();

    let shown = said(&desk, 0, &["show", &id.to_string()]);
    assert!(shown.contains("  Bcc      crm@northwind.example\n"), "{shown}");
}

#[test]
fn an_item_shows_the_newest_mail_whole() {
    let desk = Desk::of_dana();
    let long =
        format!("I no longer work at Brightloom. {} Please write to joao@brightloom.example.", "It was a pleasure. ".repeat(20));
    let left = engine::testkit::Mail {
        id: "left@brightloom.example",
        headers: "Auto-Submitted: auto-replied\r\n",
        subject: "Automatic reply: Seats for the pilot",
        body: &long,
        ..engine::testkit::QUESTION
    };
    let folder = desk.mails("mails", &[engine::testkit::OFFER, left]);
    desk.casey(&["import", folder.to_str().unwrap()]).ok();
    desk.casey(&["run", "--until-idle"]).ok();
    let item = desk.the_item();
    assert_eq!(item["play"], "find_new_contact");

    let shown = said(&desk, 0, &["show", &item["id"].to_string()]);

    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Please write to joao@brightloom.example."), "{shown}");
}
