//! The path on which everything else hangs: a mail comes in, stands ranked with a draft, is approved, and goes out once.

use crate::harness::{Desk, bare_casey, path};
use crate::harness::{Running, moment};
use crate::mails::HELLO;
use engine::testkit::{OFFER, QUESTION};
use serde_json::{Value, json};

const BODY: &str = "Hi Ines,\n\n40 seats are 1,200 a month, and single sign-on is included.\n\nDana";

fn points(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn a_mail_comes_in_is_approved_and_goes_out_once() {
    let desk = Desk::new();
    desk.set("operator.time_zone", "UTC");
    let folder = desk.mails("mails", &[OFFER, QUESTION, HELLO]);

    let report = desk.casey(&["import", path(&folder)]).ok();
    assert_eq!((&report["n_new"], &report["n_known"], &report["n_items"]), (&json!(3), &json!(0), &json!(1)), "{report:#}");
    assert_eq!(report["unreadable"], json!([]));
    let again = desk.casey(&["import", path(&folder)]).ok();
    assert_eq!((&again["n_new"], &again["n_known"], &again["n_items"]), (&json!(0), &json!(3), &json!(0)), "{again:#}");
    desk.casey(&["run", "--until-idle"]).ok();

    let item = desk.the_item();
    assert_eq!((&item["action"], &item["play"], &item["state"]), (&json!("send_email"), &json!("answer"), &json!("review")));
    assert_eq!(
        (&item["contact"]["name"], &item["contact"]["address"]),
        (&json!("Ines Duarte"), &json!("ines@brightloom.example"))
    );
    assert_eq!(item["company"]["domain"], "brightloom.example");
    assert!(item["company"]["id"].is_i64() && item["contact"]["id"].is_i64() && item["company"]["name"].is_string());
    assert_eq!(item["due_at"], 1_795_186_800_000_i64, "an hour after the question");
    assert!(points(&item["score"]) > 50.0 && ["hot", "warm"].contains(&item["band"].as_str().unwrap()), "{item:#}");
    assert!(!item["why"].as_str().unwrap().is_empty());

    let id = item["id"].to_string();
    assert_reasons(&desk.casey(&["show", &id]).ok(), &item);

    let body = desk.file("answer.txt", BODY);
    let edited = desk.casey_at(60, &["edit", &id, "--subject", "Re: Pricing for 40 seats", "--body-file", path(&body)]).ok();
    assert_eq!((&edited["draft"]["revision"], &edited["draft"]["author"]), (&json!(2), &json!("operator")));

    let approved = desk.casey_at(120, &["approve", &id]).ok();
    assert_eq!((&approved["state"], &approved["revision"]), (&json!("held"), &json!(2)));
    assert_eq!(desk.queue(), Vec::<Value>::new(), "what is approved stands in the outbox");

    let undone = desk.casey_at(125, &["undo"]).ok();
    assert_eq!((undone["item"].to_string(), &undone["state"]), (id.clone(), &json!("review")));
    assert_eq!(desk.casey(&["show", &id]).ok()["draft"]["body"], BODY, "the edited version is back");

    desk.casey_at(130, &["approve", &id, "--revision", "1"]).refused();
    desk.casey_at(130, &["approve", &id, "--revision", "2"]).ok();
    let idle = desk.casey_at(159, &["run", "--until-idle"]).ok();
    assert_eq!(idle["next"]["kind"], "send", "{idle:#}");
    assert_eq!(desk.practised(), [], "the undo window is open for another second");

    desk.casey_at(160, &["run", "--until-idle"]).ok();
    assert_eq!(desk.practised().len(), 1);
    desk.casey_at(200, &["run", "--until-idle"]).ok();
    desk.casey_at(200, &["undo"]).refused();
    assert_sent(&desk, &id);
    desk.assert_sound();
}

/// The reasons of an item add up, each claim of its draft has a source, and its gates stand in their order.
fn assert_reasons(shown: &Value, item: &Value) {
    let components = shown["components"].as_array().unwrap();
    let names: Vec<&str> = components.iter().map(|part| part["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["revenue", "urgency", "strategic", "effort"]);
    for part in components {
        assert!(part["value"].is_f64() && part["weight"].is_f64(), "{part:#}");
    }
    let sum: f64 = components.iter().map(|part| points(&part["points"])).sum();
    let whole = sum + points(&shown["adjustment"]) + points(&shown["limit"]);
    assert!((whole - points(&item["score"])).abs() < 0.03, "{shown:#}");

    let evidence = shown["evidence"].as_array().unwrap();
    assert!(evidence.iter().any(|signal| signal["excerpt"].as_str().unwrap().contains("single sign-on")), "{evidence:#?}");

    let draft = &shown["draft"];
    assert_eq!((&draft["revision"], &draft["cc"]), (&json!(1), &json!([])));
    assert_eq!(draft["to"][0]["address"], "ines@brightloom.example");
    assert_eq!(draft["subject"], "Re: Seats for the pilot");
    assert!(draft["body"].as_str().unwrap().starts_with("Hi Ines,"), "{draft:#}");
    let claims = draft["claims"].as_array().unwrap();
    assert!(!claims.is_empty() && claims.iter().all(|claim| claim["source"]["id"].is_i64()), "{claims:#?}");

    let gates: Vec<&str> = shown["gates"].as_array().unwrap().iter().map(|gate| gate["name"].as_str().unwrap()).collect();
    assert_eq!(gates, ["kill_switch", "approval", "destination", "suppression", "newer_reply", "content", "undo"]);
}

/// One mail is in the practice outbox, as it was approved, and the item is done by it.
fn assert_sent(desk: &Desk, id: &str) {
    let practised = desk.practised();
    let [(name, mail)] = practised.as_slice() else { panic!("{practised:#?}") };
    let (headers, text) = mail.split_once("\r\n\r\n").expect("headers and a text");
    let marker = headers.lines().find_map(|line| line.strip_prefix("X-CaseyOS-Id: ")).expect("a marker");
    assert!(name.starts_with(marker) && marker.len() == 32, "{name} {marker}");
    for line in ["Subject: Re: Pricing for 40 seats", "In-Reply-To: <question@brightloom.example>"] {
        assert!(headers.lines().any(|header| header == line), "{headers}");
    }
    assert!(text.contains("40 seats are 1,200 a month"), "{text}");

    let outbox = desk.casey_at(200, &["outbox"]).ok();
    let sent: Vec<&Value> = outbox.as_array().unwrap().iter().filter(|action| action["state"] == "sent").collect();
    assert_eq!(sent.len(), 1, "{outbox:#}");
    assert_eq!(sent[0]["item"].to_string(), id);
    assert_eq!(desk.casey_at(200, &["queue"]).stdout.trim(), "[]");
    let shown = desk.casey_at(200, &["show", id]).ok();
    assert_eq!((&shown["state"], &shown["ended_how"]), (&json!("done"), &json!("practised")));
}

#[test]
fn without_json_the_same_is_said_in_words() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    let say = |args: &[&str]| {
        let mut command = bare_casey();
        command.env("CASEY_DATA", desk.data()).args(["--now", &moment(0)]).args(args);
        let outcome = Running::start(command).finish();
        assert!(outcome.status.success(), "{outcome:#?}");
        outcome.stdout
    };

    let (queue, shown) = (say(&["queue"]), say(&["show", &id]));

    assert!(queue.contains("Ines Duarte") && queue.contains("due"), "{queue}");
    for word in ["Score", "revenue", "Evidence", "Draft, revision 2", "Gates", "kill_switch"] {
        assert!(shown.contains(word), "{word} is missing: {shown}");
    }
    assert!(say(&["approve", &id]).contains("not before"));
    assert_eq!(say(&["queue"]).trim(), "Nothing waits for you. `casey import PATH` reads mail.");
}

#[test]
fn an_item_can_be_put_aside_ended_and_brought_back() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    let state = || desk.casey(&["show", &id]).ok()["state"].clone();

    let snoozed = desk.casey(&["snooze", &id, "tomorrow 9:00"]).ok();
    assert_eq!((&snoozed["state"], &snoozed["snoozed_until"]), (&json!("snoozed"), &json!(1_795_251_600_000_i64)));
    assert_eq!(desk.queue(), Vec::<Value>::new());
    desk.casey(&["undo"]).ok();
    assert_eq!(state(), "review");

    desk.casey(&["dismiss", &id, "--reason", "Not for us"]).ok();
    desk.casey(&["undo"]).ok();
    assert_eq!(state(), "review");

    desk.casey(&["done", &id]).ok();
    assert_eq!(state(), "done");
    desk.casey(&["undo"]).ok();
    assert_eq!(desk.the_item()["state"], "review");
}

#[test]
fn a_cancelled_action_never_goes_and_its_item_is_back() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    let action = desk.casey(&["approve", &id]).ok()["id"].to_string();

    assert_eq!(desk.casey_at(10, &["outbox", "cancel", &action]).ok()["state"], "cancelled");
    desk.casey_at(40, &["run", "--until-idle"]).ok();

    assert_eq!(desk.practised(), []);
    assert_eq!(desk.the_item()["state"], "review");
    desk.casey_at(40, &["outbox", "cancel", &action]).refused();
    desk.casey_at(40, &["outbox", "resolve", &action, "sent"]).refused();
}
