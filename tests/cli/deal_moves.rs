//! Deals are moved, tasks and notes are added on the command line: each is an item to be approved.

use crate::harness::Desk;
use engine::testkit::{OFFER, QUESTION};
use serde_json::json;

#[test]
fn a_task_and_a_note_are_items_with_what_they_belong_to() {
    let desk = Desk::new();
    desk.set("operator.time_zone", "UTC");
    let folder = desk.mails("mails", &[OFFER, QUESTION]);
    desk.casey(&["import", crate::harness::path(&folder)]).ok();

    let task = desk.casey(&["task", "add", "Count the seats", "--contact", "ines@brightloom.example", "--due", "3d"]).ok();
    assert_eq!((&task["action"], &task["play"], &task["state"]), (&json!("create_task"), &json!("add_task"), &json!("review")));
    assert_eq!(task["draft"]["details"]["belongs"]["contact_name"], "Ines Duarte");
    assert!(task["draft"]["details"]["due_at"].is_i64());
    let note = desk.casey(&["note", "add", "They want forty seats.", "--contact", "ines@brightloom.example"]).ok();
    assert_eq!((&note["action"], &note["play"]), (&json!("log_note"), &json!("add_note")));

    let undone = desk.casey(&["approve", &task["id"].to_string()]).ok();
    assert_eq!(undone["state"], "held");
    for wrong in [
        &["deal", "move", "7", "Won"][..],
        &["task", "add", " "],
        &["note", "add", "words"],
        &["note", "add", "words", "--contact", "nobody@example.com"],
    ] {
        desk.casey(wrong).refused();
    }
}
