//! The demo workspace and new senders, as a newcomer meets them on the command line.

use crate::harness::Desk;
use serde_json::Value;

fn demo() -> Desk {
    let desk = Desk::new();
    let report = desk.casey(&["demo"]).ok();
    assert!(report["n_new"].as_u64().unwrap() >= 250, "{report}");
    desk.casey(&["run", "--until-idle"]).ok();
    desk
}

fn addresses(senders: &Value) -> Vec<String> {
    senders.as_array().unwrap().iter().map(|sender| sender["contact"]["address"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_command_makes_a_desk_with_work_on_it() {
    let desk = demo();
    let queue = desk.casey(&["queue"]).ok();
    assert_eq!(queue.as_array().unwrap().len() as u64, engine::testkit::DEMO_ITEMS);
    assert_eq!(queue[0]["band"], "hot");
    assert_eq!(addresses(&desk.casey(&["senders"]).ok()).len(), 5);
    let tab = desk.casey(&["queue", "--tab", "meetings"]).ok();
    assert!(tab.as_array().unwrap().iter().all(|item| item["play"] == "propose_times"), "{tab}");
}

#[test]
fn a_folder_in_use_is_refused_and_reset_starts_a_demo_over() {
    let desk = demo();
    let again = desk.casey(&["demo"]).fails(4);
    assert!(again["message"].as_str().unwrap().contains("--reset"), "{again}");
    let first = desk.casey(&["queue"]).ok()[0]["id"].to_string();
    desk.casey(&["dismiss", &first, "--reason", "to see what reset does"]).ok();

    desk.casey(&["demo", "--reset"]).ok();

    desk.casey(&["run", "--until-idle"]).ok();
    assert_eq!(desk.casey(&["queue"]).ok().as_array().unwrap().len() as u64, engine::testkit::DEMO_ITEMS);
    let own = Desk::with_work();
    let refused = own.casey(&["demo", "--reset"]).fails(4);
    assert!(refused["message"].as_str().unwrap().contains("of your own"), "{refused}");
    assert_eq!(own.the_item()["state"], "review");
}

#[test]
fn senders_are_let_in_and_kept_out() {
    let desk = demo();
    let senders = addresses(&desk.casey(&["senders"]).ok());
    let (first, second) = (senders[0].as_str(), senders[1].as_str());

    desk.casey(&["senders", "allow", first]).ok();
    let left = addresses(&desk.casey(&["senders", "screen", second]).ok());

    assert_eq!(left, senders[2..]);
    let queue = desk.casey(&["queue"]).ok();
    let listed = |address: &str| queue.as_array().unwrap().iter().any(|item| item["contact"]["address"] == address);
    assert!(listed(first) && !listed(second));
    let unknown = desk.casey(&["senders", "allow", "nobody@nowhere.example"]).fails(3);
    assert_eq!(unknown["field"], "address");
}

#[test]
fn somebody_who_opted_out_is_on_the_list_of_suppressed_ones() {
    let desk = demo();
    let list = desk.casey(&["suppress", "list"]).ok();
    let reasons: Vec<&str> = list.as_array().unwrap().iter().map(|entry| entry["reason"].as_str().unwrap()).collect();
    assert!(reasons.iter().any(|reason| reason.contains("not to be written to")), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.contains("came back")), "{reasons:?}");
}

#[test]
fn a_demo_that_was_cut_off_is_never_taken_for_a_workspace_and_can_be_started_over() {
    for point in engine::fault::DEMO_POINTS {
        let desk = Desk::new();
        let died = desk.casey_dying_at(point, 0, &["demo"]);
        assert!(died.died_at(point), "{died:#?}");

        if *point == "demo_before_start_commit" {
            desk.casey(&["demo"]).ok();
        } else {
            let again = desk.casey(&["demo"]).fails(4);
            let words = again["message"].as_str().unwrap();
            assert!(words.contains("not finished") && words.contains("--reset"), "{point}: {words}");
            let queue = desk.casey(&["queue"]);
            assert!(queue.status.success() && queue.stderr.contains("--reset"), "{point}: {queue:#?}");
            assert_eq!(demo_finding(&desk)["level"], "bad", "{point}");
            let own = desk.mails("mails", &[engine::testkit::OFFER]);
            assert_eq!(desk.casey(&["import", own.to_str().unwrap()]).status.code(), Some(4), "{point}");
            desk.casey(&["demo", "--reset"]).ok();
        }

        desk.casey(&["run", "--until-idle"]).ok();
        assert_eq!(desk.queue().len() as u64, engine::testkit::DEMO_ITEMS, "{point}");
        assert_eq!(demo_finding(&desk), Value::Null, "{point}");
        assert_eq!(desk.casey(&["queue"]).stderr, "", "{point}");
        desk.assert_sound();
    }
}

#[test]
fn a_demo_that_is_left_is_a_workspace_in_which_nothing_was_read() {
    let none = Desk::new();
    assert!(none.casey(&["demo", "--leave"]).fails(4)["message"].as_str().unwrap().contains("of your own"));
    assert!(!none.data().join("casey.db").exists());

    for point in engine::fault::LEAVE_POINTS {
        let desk = demo();
        let died = desk.casey_dying_at(point, 0, &["demo", "--leave"]);
        assert!(died.died_at(point), "{died:#?}");
        if *point == "demo_before_leave_commit" {
            assert_eq!(desk.queue().len() as u64, engine::testkit::DEMO_ITEMS);
            desk.casey(&["demo", "--leave"]).ok();
        }
        assert_eq!(desk.casey(&["connections"]).ok(), serde_json::json!([]), "{point}");
        let own = desk.mails("mails", &[engine::testkit::OFFER, engine::testkit::QUESTION]);
        desk.set("operator.email", engine::testkit::OPERATOR);
        desk.casey(&["import", own.to_str().unwrap()]).ok();
        desk.casey(&["run", "--until-idle"]).ok();
        assert_eq!(desk.queue().len(), 1, "{point}");
        desk.assert_sound();
    }
}

/// What the doctor says of the demo, if anything.
fn demo_finding(desk: &Desk) -> Value {
    let findings: Value = serde_json::from_str(&desk.casey(&["doctor"]).stdout).unwrap();
    findings.as_array().unwrap().iter().find(|finding| finding["subject"] == "demo").cloned().unwrap_or_default()
}

#[test]
fn a_folder_with_other_files_is_refused_and_stays_as_it_is() {
    for args in [&["demo"][..], &["demo", "--reset"]] {
        let desk = Desk::new();
        let file = desk.file("data/violin.txt", "not ours");

        let refused = desk.casey(args).fails(4);

        assert!(refused["message"].as_str().unwrap().contains("data"), "{refused}");
        let left: Vec<_> = std::fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["violin.txt"], "{args:?}");
    }
}
