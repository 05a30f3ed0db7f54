//! Settings, suppressions, the kill switch, the doctor, and every request by its name.

use crate::harness::{Desk, Running, bare_casey, path};
use crate::mails;
use serde_json::json;

#[test]
fn an_unset_key_prints_empty_and_succeeds() {
    let desk = Desk::new();
    for key in ["operator.email", "operator.postal_address", "no.such.key"] {
        let mut command = bare_casey();
        command.arg("--data").arg(desk.data()).args(["settings", "get", key]);
        let outcome = Running::start(command).finish();
        assert!(outcome.status.success() && outcome.stdout.trim().is_empty() && outcome.stderr.is_empty(), "{outcome:#?}");
        assert_eq!(desk.casey(&["settings", "get", key]).ok()["value"], "");
    }
}

#[test]
fn a_setting_is_kept_as_it_was_set() {
    let desk = Desk::new();
    for (key, value, kept) in [
        ("operator.email", "Dana@Northwind.example,dana@nw.example", "dana@northwind.example, dana@nw.example"),
        ("operator.name", "Dana Reed", "Dana Reed"),
        ("operator.time_zone", "Europe/Lisbon", "Europe/Lisbon"),
        ("operator.postal_address", "1 Quay Street\nPort Vell", "1 Quay Street\nPort Vell"),
        ("sending.practice", "false", "false"),
        ("sending.undo_seconds", "0", "0"),
    ] {
        assert_eq!(desk.casey(&["settings", "set", key, value]).ok()["value"], kept);
        assert_eq!(desk.casey(&["settings", "get", key]).ok()["value"], kept);
    }
}

#[test]
fn a_new_workspace_practises_and_waits_half_a_minute() {
    let desk = Desk::new();
    assert_eq!(desk.casey(&["settings", "get", "sending.practice"]).ok()["value"], "true");
    assert_eq!(desk.casey(&["settings", "get", "sending.undo_seconds"]).ok()["value"], "30");
}

#[test]
fn the_operator_is_guessed_from_sent_mail() {
    let desk = Desk::new();
    let mail = mails::maildir(&desk, 2);

    let report = desk.casey(&["import", path(&mail)]).ok();

    assert_eq!(desk.casey(&["settings", "get", "operator.email"]).ok()["value"], "dana@northwind.example");
    assert_eq!(desk.casey(&["settings", "get", "operator.name"]).ok()["value"], "Dana Reed");
    assert!(report["notes"][0].as_str().unwrap().contains("dana@northwind.example"), "{report:#}");
    assert_eq!(report["n_items"], 1, "{report:#}");
    assert_eq!(desk.casey(&["connections"]).ok()[0]["kind"], "maildir");
}

#[test]
fn nothing_goes_to_a_suppressed_address() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    desk.casey(&["approve", &id]).ok();

    let list = desk.casey(&["suppress", "add", "Brightloom.example", "--reason", "asked to stop"]).ok();
    assert_eq!((&list[0]["what"], &list[0]["reason"]), (&json!("brightloom.example"), &json!("asked to stop")));
    desk.casey_at(31, &["run", "--until-idle"]).ok();
    assert_eq!(desk.practised(), []);

    assert_eq!(desk.casey(&["suppress", "remove", "brightloom.example"]).ok(), json!([]));
    assert_eq!(desk.casey(&["suppress", "list"]).ok(), json!([]));
}

#[test]
fn the_kill_switch_stops_what_waits_and_lifting_it_starts_a_new_undo_window() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    let position = |answer: serde_json::Value| answer["position"].clone();
    assert_eq!(position(desk.casey(&["kill-switch", "status"]).ok()), "off");
    desk.casey(&["approve", &id]).ok();

    assert_eq!(position(desk.casey_at(10, &["kill-switch", "on"]).ok()), "on");
    desk.casey_at(31, &["run", "--until-idle"]).ok();
    assert_eq!(desk.practised(), [], "the switch is on");
    assert_eq!(desk.casey_at(31, &["kill-switch", "status"]).ok()["n_waiting"], 1);

    assert_eq!(position(desk.casey_at(60, &["kill-switch", "off"]).ok()), "off");
    desk.casey_at(89, &["run", "--until-idle"]).ok();
    assert_eq!(desk.practised(), [], "the new window is open");
    desk.casey_at(90, &["run", "--until-idle"]).ok();
    assert_eq!(desk.practised().len(), 1);
}

#[test]
fn switching_practice_voids_what_was_approved() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    desk.casey(&["approve", &id]).ok();

    desk.set("sending.practice", "false");
    desk.casey_at(31, &["run", "--until-idle"]).ok();

    assert_eq!(desk.practised(), []);
    assert_eq!(desk.the_item()["state"], "review");
}

#[test]
fn the_doctor_finds_a_new_workspace_sound_and_says_what_is_missing() {
    let desk = Desk::new();
    desk.assert_sound();
    let findings = desk.casey(&["doctor"]).ok();
    let notes = findings.as_array().unwrap().iter().filter(|finding| finding["level"] == "note");
    assert!(notes.clone().any(|note| note["subject"] == "operator.email"), "{findings:#}");
}

#[test]
fn every_request_is_listed_and_can_be_made_by_name() {
    let desk = Desk::with_work();

    let names = desk.casey(&["call", "--list"]).ok();
    for name in ["status", "list_queue", "show_item", "approve", "doctor"] {
        assert!(names.as_array().unwrap().contains(&json!(name)), "{names:#}");
    }

    let page = desk.casey(&["call", "list_queue", r#"{"limit":5}"#]).ok();
    assert_eq!(page["items"].as_array().unwrap(), &desk.queue());
    assert_eq!(desk.casey(&["call", "status"]).ok()["n_open"], 1);
    let id = &desk.the_item()["id"];
    assert_eq!(&desk.casey(&["call", "show_item", &json!({ "item": id }).to_string()]).ok()["id"], id);
}
