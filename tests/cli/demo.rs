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
    assert_eq!(queue.as_array().unwrap().len(), 25);
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
    assert_eq!(desk.casey(&["queue"]).ok().as_array().unwrap().len(), 25);
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
