//! People and deals of one's own, and contacts as files, on the command line.

use crate::harness::{Desk, path};
use serde_json::json;

#[test]
fn a_deal_of_ones_own_is_made_listed_and_shown() {
    let desk = Desk::with_work();
    let made = desk
        .casey(&[
            "deal",
            "add",
            "Brightloom, 40 seats",
            "--amount",
            "48000.50",
            "--currency",
            "eur",
            "--contact",
            "ines@brightloom.example",
            "--closes",
            "2026-12-18",
        ])
        .ok();
    desk.casey(&["deal", "add", "Other", "--stage", "closed won"]).ok();

    let all = desk.casey(&["deals"]).ok();

    let deal = all.as_array().unwrap().iter().find(|deal| deal["id"] == made["deal"]["id"]).unwrap();
    assert_eq!(
        json!([deal["name"], deal["stage"], deal["pipeline"], deal["amount"], deal["currency"], deal["closed"]]),
        json!(["Brightloom, 40 seats", "Appointment scheduled", "Sales", 48000.5, "EUR", false])
    );
    assert_eq!(deal["contacts"][0]["address"], "ines@brightloom.example");
    let closed = desk.casey(&["deals", "--closed"]).ok();
    assert_eq!((closed.as_array().unwrap().len(), &closed[0]["closed"]), (1, &json!(true)));
    let shown = desk.casey(&["deal", "show", &made["deal"]["id"].to_string()]).ok();
    assert_eq!(shown["deal"]["name"], "Brightloom, 40 seats");
    desk.assert_sound();
}

#[test]
fn a_deal_that_cannot_be_is_refused_in_words() {
    let desk = Desk::of_dana();
    desk.casey(&["deal", "add", "One"]).ok();
    desk.casey(&["deal", "show", "99"]).fails(3);
    desk.casey(&["deal", "add", "Two", "--contact", "nobody@x.example"]).fails(3);
    let refused = desk.casey(&["deal", "add", "Two", "--stage", "nowhere"]).fails(3);
    assert!(refused["message"].as_str().unwrap().contains("Contract sent"), "{refused}");
    desk.casey(&["deal", "add", "Two", "--amount", "many"]).fails(2);
    desk.casey(&["deal", "add", "Two", "--closes", "soon"]).fails(2);
    assert_eq!(desk.casey(&["deals"]).ok().as_array().unwrap().len(), 1);
}

#[test]
fn contacts_come_in_are_found_and_go_out() {
    let desk = Desk::of_dana();
    let file = desk.file("contacts.csv", "Name,Email,Company\nInês Duarte,ines@brightloom.example,Brightloom\nBad,nothing,\n");
    let seen = desk.casey(&["import", "--preview", path(&file)]).ok();
    assert_eq!((&seen[0]["n_new"], &seen[0]["n_bad"]), (&json!(1), &json!(1)));
    assert_eq!(desk.casey(&["people", "search", "ines"]).ok(), json!([]));

    let read = desk.casey(&["import", path(&file)]);

    assert_eq!(read.ok()["contacts"][0]["n_new"], 1);
    assert!(read.stderr.contains("Line 3"), "{read:?}");
    let found = desk.casey(&["people", "search", "duarte"]).ok();
    assert_eq!(
        (&found[0]["contact"]["address"], &found[0]["company"]["name"]),
        (&json!("ines@brightloom.example"), &json!("Brightloom"))
    );
    let out = desk.beside("out.csv");
    assert_eq!(desk.casey(&["export", "people", path(&out)]).ok()["n_people"], 1);
    let written = std::fs::read_to_string(&out).unwrap();
    assert!(written.contains("ines@brightloom.example"), "{written}");
    desk.casey(&["export", "people", path(&out)]).fails(4);
    desk.casey(&["export", "people", path(&desk.beside("no/such/folder.csv"))]).fails(2);
    let other = desk.file("deals.csv", "Deal,Amount\nx,1\n");
    let refused = desk.casey(&["import", path(&other)]);
    assert!(refused.refused().contains("“Deal”"), "{refused:?}");
}
