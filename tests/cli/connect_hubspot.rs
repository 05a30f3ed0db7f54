//! A HubSpot portal from the command line: connected with a token over standard input, then read by later processes.

use crate::harness::{Desk, NOT_A_SECRET, Outcome, Running};
use engine::testkit::hubspot::{HubSpot, Kind, STAGES, TOKEN};
use engine::testkit::{START, TestClock};
use std::process::Command;

fn with_secrets(mut command: Command) -> Command {
    command.env("CASEY_VAULT_PASSPHRASE", NOT_A_SECRET);
    command
}

fn connect(desk: &Desk, hubspot: &HubSpot, token: &str) -> Outcome {
    let args = ["connect", "hubspot", "--token-stdin", "--base-url", &hubspot.base];
    Running::start_with(with_secrets(desk.command(0, &args)), &format!("{token}\n")).finish()
}

fn casey(desk: &Desk, seconds: u32, args: &[&str]) -> Outcome {
    Running::start(with_secrets(desk.command(seconds, args))).finish()
}

/// A portal with more deals than one burst of requests gives.
fn portal() -> HubSpot {
    let clock = TestClock::at(START.plus_seconds(-86_400));
    let hubspot = HubSpot::start(clock.clone());
    let contact = hubspot.contact("ines@brightloom.example", "Ines", "Duarte");
    for n in 0..320 {
        clock.advance_seconds(10);
        let deal = hubspot.deal(&format!("Deal {n}"), STAGES[n % 4], "100");
        hubspot.link((Kind::Deals, &deal), (Kind::Contacts, &contact));
    }
    hubspot
}

#[test]
fn a_portal_is_connected_and_read_to_its_end_by_sync() {
    let (desk, hubspot) = (Desk::of_dana(), portal());

    let connected = connect(&desk, &hubspot, TOKEN).ok();
    assert_eq!((&connected["kind"], &connected["name"]), (&"hubspot".into(), &"northwind-sales.example".into()));
    let synced = casey(&desk, 0, &["sync"]).ok();
    assert_eq!((&synced[0]["state"], &synced[0]["narrowed"]), (&"fresh".into(), &serde_json::Value::Null), "{synced}");

    hubspot.requests();
    casey(&desk, 400, &["sync"]).ok();
    assert_eq!(hubspot.requests().len(), 4, "nothing is new");
    assert_eq!(hubspot.refused(), Vec::<String>::new());
    desk.assert_sound();
}

#[test]
fn a_wrong_token_ends_with_words_and_is_shown_nowhere() {
    let (desk, hubspot) = (Desk::of_dana(), portal());

    let outcome = connect(&desk, &hubspot, "pat-a-guess-of-mine");

    let error = outcome.fails(2);
    assert_eq!(error["error"]["field"].as_str().or(error["field"].as_str()), Some("token"), "{error}");
    assert!(!outcome.stderr.contains("a-guess") && !outcome.stdout.contains("a-guess"), "{outcome:#?}");
    assert_eq!(desk.casey(&["connections"]).ok(), serde_json::json!([]));
}

#[test]
fn a_process_that_is_killed_while_it_reads_is_followed_by_one_that_goes_on() {
    for point in engine::fault::READ_POINTS {
        let (desk, hubspot) = (Desk::of_dana(), portal());
        connect(&desk, &hubspot, TOKEN).ok();
        for minute in 1..4 {
            let mut dying = with_secrets(desk.command(minute * 60, &["run", "--until-idle"]));
            dying.env("CASEY_FAULT", point);
            assert!(Running::start(dying).finish().died_at(point), "{point}");
        }
        let read = casey(&desk, 600, &["sync"]).ok();
        assert_eq!(read[0]["state"], "fresh", "{point}: {read}");
        assert_eq!(hubspot.refused(), Vec::<String>::new(), "{point}");
        desk.assert_sound();
    }
}
