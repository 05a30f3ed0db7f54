//! Deals are moved, tasks and notes are added on the command line: what no CRM keeps at once, with undo.

use crate::harness::Desk;
use engine::testkit::{OFFER, QUESTION};
use serde_json::json;

#[test]
fn a_task_and_a_note_about_somebody_whom_no_crm_knows_are_kept_at_once_and_taken_back() {
    let desk = Desk::new();
    desk.set("operator.time_zone", "UTC");
    let folder = desk.mails("mails", &[OFFER, QUESTION]);
    desk.casey(&["import", crate::harness::path(&folder)]).ok();

    let task = desk.casey(&["task", "add", "Count the seats", "--contact", "ines@brightloom.example", "--due", "3d"]).ok();
    let task = &task["kept"];
    assert_eq!((&task["title"], &task["contact"]["name"]), (&json!("Count the seats"), &json!("Ines Duarte")));
    assert!(task["due_at"].is_i64(), "{task}");
    let note = desk.casey(&["note", "add", "They want forty seats.", "--contact", "ines@brightloom.example"]).ok();
    assert_eq!(note["kept"]["body"], "They want forty seats.");
    for words in ["note", "Count the seats"] {
        let undone = desk.casey(&["undo"]).ok();
        assert!(undone["words"].as_str().unwrap().contains(words), "{undone}");
    }

    for wrong in [
        &["deal", "move", "7", "Won"][..],
        &["task", "add", " "],
        &["note", "add", "words"],
        &["note", "add", "words", "--contact", "nobody@example.com"],
    ] {
        desk.casey(wrong).refused();
    }
}
