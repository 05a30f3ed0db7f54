//! Commands that cannot be done: each ends with an exit code, says why in plain words, and changes nothing.

use crate::harness::{Desk, Running, bare_casey, moment, path};
use crate::mails::HELLO;
use engine::testkit::{Mail, OFFER, QUESTION};

/// Not found, in the program's own exit codes.
const NOT_FOUND: i32 = 3;
const INVALID: i32 = 2;
const CONFLICT: i32 = 4;
const HELD: i32 = 5;

/// Commands on a workspace whose one item stands in review, with the exit code of each. `ITEM` stands for that item.
const REFUSED: &[(i32, &[&str])] = &[
    (INVALID, &["frobnicate"]),
    (INVALID, &[]),
    (INVALID, &["queue", "--colour", "red"]),
    (INVALID, &["queue", "--limit", "some"]),
    (INVALID, &["queue", "--limit", "0"]),
    (INVALID, &["queue", "--limit", "1001"]),
    (INVALID, &["queue", "--tab", "nowhere"]),
    (NOT_FOUND, &["show", "999"]),
    (INVALID, &["show", "first"]),
    (NOT_FOUND, &["approve", "999"]),
    (NOT_FOUND, &["edit", "999", "--subject", "x"]),
    (NOT_FOUND, &["dismiss", "999", "--reason", "x"]),
    (NOT_FOUND, &["done", "999"]),
    (NOT_FOUND, &["snooze", "999", "1d"]),
    (NOT_FOUND, &["wake", "999"]),
    (NOT_FOUND, &["reopen", "999"]),
    (NOT_FOUND, &["retry", "999"]),
    (NOT_FOUND, &["undo"]),
    (CONFLICT, &["approve", "ITEM", "--revision", "9"]),
    (CONFLICT, &["wake", "ITEM"]),
    (CONFLICT, &["reopen", "ITEM"]),
    (CONFLICT, &["retry", "ITEM"]),
    (INVALID, &["approve", "ITEM", "--revision", "newest"]),
    (INVALID, &["approve", "ITEM", "--waive", "999", "--reason", "x"]),
    (INVALID, &["approve", "ITEM", "--reason", "x"]),
    (INVALID, &["dismiss", "ITEM"]),
    (INVALID, &["dismiss", "ITEM", "--reason", "  "]),
    (INVALID, &["snooze", "ITEM", "once in a blue moon"]),
    (INVALID, &["snooze", "ITEM", ""]),
    (INVALID, &["snooze", "ITEM"]),
    (INVALID, &["edit", "ITEM", "--subject", "a\r\nBcc: mallory@elsewhere.example"]),
    (INVALID, &["edit", "ITEM", "--subject", "a\nBcc: mallory@elsewhere.example"]),
    (INVALID, &["edit", "ITEM", "--to", "ines@brightloom.example\r\nBcc: mallory@elsewhere.example"]),
    (INVALID, &["edit", "ITEM", "--cc", "nobody"]),
    (INVALID, &["edit", "ITEM", "--to", "\"Doe, John <j@x.example>"]),
    (INVALID, &["edit", "ITEM", "--body-file", "/no/such/file"]),
    (NOT_FOUND, &["outbox", "cancel", "999"]),
    (NOT_FOUND, &["outbox", "resolve", "999", "sent"]),
    (INVALID, &["outbox", "resolve", "1", "perhaps"]),
    (INVALID, &["kill-switch", "maybe"]),
    (NOT_FOUND, &["settings", "set", "operator.shoe_size", "44"]),
    (INVALID, &["settings", "set", "operator.email", "not an address"]),
    (INVALID, &["settings", "set", "operator.name", "Dana\r\nBcc: mallory@elsewhere.example"]),
    (INVALID, &["settings", "set", "operator.time_zone", "Mars/Olympus"]),
    (INVALID, &["settings", "set", "sending.undo_seconds", "601"]),
    (INVALID, &["settings", "set", "sending.practice", "perhaps"]),
    (INVALID, &["settings", "set", "scoring.weights", "1 2 three 4"]),
    (INVALID, &["suppress", "add", "not an address"]),
    (INVALID, &["suppress", "add", "dana@northwind.example"]),
    (INVALID, &["suppress", "add", "gmail.com"]),
    (NOT_FOUND, &["suppress", "remove", "ines@brightloom.example"]),
    (NOT_FOUND, &["sync", "--connection", "999"]),
    (NOT_FOUND, &["call", "frobnicate", "{}"]),
    (INVALID, &["call"]),
    (INVALID, &["call", "list_queue", "{"]),
    (INVALID, &["call", "list_queue", "not json"]),
    (INVALID, &["call", "list_queue", r#"{"colour":"red"}"#]),
    (INVALID, &["call", "show_item"]),
    (INVALID, &["call", "show_item", r#"{"item":"first"}"#]),
    (INVALID, &["import"]),
];

#[test]
fn what_cannot_be_done_is_refused_in_words_and_changes_nothing() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    let before = desk.picture();

    for (code, args) in REFUSED {
        let args: Vec<&str> = args.iter().map(|arg| if *arg == "ITEM" { id.as_str() } else { *arg }).collect();
        let outcome = desk.casey(&args);
        outcome.refused();
        assert_eq!(outcome.status.code(), Some(*code), "{outcome:#?}");
        assert_eq!(outcome.stdout, "", "{args:?}");
    }

    assert_eq!(desk.picture(), before);
    desk.assert_sound();
}

#[test]
fn a_time_that_is_none_is_refused() {
    let desk = Desk::with_work();
    for words in ["yesterday", "2026-13-40T00:00:00Z", "2026-11-20", ""] {
        let mut command = bare_casey();
        command.arg("--data").arg(desk.data()).args(["--json", "--now", words, "queue"]);
        let outcome = Running::start(command).finish();
        assert!(outcome.refused().contains("2026-11-20T14:00:00Z"), "{outcome:#?}");
    }
}

#[test]
fn without_json_an_error_is_one_sentence() {
    let desk = Desk::with_work();
    let mut command = bare_casey();
    command.arg("--data").arg(desk.data()).args(["--now", &moment(0), "show", "999"]);
    let outcome = Running::start(command).finish();
    assert_eq!(outcome.refused().trim(), "There is no item 999. `casey queue` lists the open ones.");
}

#[test]
fn a_body_that_is_no_text_file_is_refused() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    let before = desk.picture();
    let (folder, bytes) = (desk.beside("mails"), desk.file("bytes", [0xff, 0xfe, 0x00, 0xd8]));

    for body in [folder, bytes] {
        assert!(desk.casey(&["edit", &id, "--body-file", path(&body)]).refused().contains("cannot be read"));
    }

    assert_eq!(desk.picture(), before);
}

#[test]
fn a_draft_that_a_check_holds_is_not_approved() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    let body = desk.file("answer.txt", "Hi [NAME],\n\nsee you.");
    desk.casey(&["edit", &id, "--body-file", path(&body)]).ok();

    let outcome = desk.casey(&["approve", &id]);

    assert!(outcome.refused().contains("[NAME]"), "{outcome:#?}");
    assert_eq!(outcome.status.code(), Some(HELD));
    assert_eq!(desk.the_item()["state"], "review");
}

#[test]
fn a_line_break_in_a_mail_that_came_in_does_not_become_a_header_of_ours() {
    let desk = Desk::of_dana();
    let smuggled = "=?utf-8?Q?Re:_Seats=0D=0ABcc:_mallory=40elsewhere.example?=";
    let question = Mail { subject: smuggled, from: "=?utf-8?Q?Ines=0D=0AX-Evil:_1?= <ines@brightloom.example>", ..QUESTION };
    let folder = desk.mails("mails", &[OFFER, question, HELLO]);
    desk.casey(&["import", path(&folder)]).ok();
    desk.casey(&["run", "--until-idle"]).ok();
    let id = desk.the_item()["id"].to_string();

    desk.answer(&id);
    desk.casey(&["approve", &id]).ok();
    desk.casey_at(31, &["run", "--until-idle"]).ok();

    let practised = desk.practised();
    let [(_, mail)] = practised.as_slice() else { panic!("{practised:#?}") };
    let headers = mail.split_once("\r\n\r\n").unwrap().0.to_lowercase();
    assert!(!headers.lines().any(|line| line.starts_with("bcc:") || line.starts_with("x-evil:")), "{headers}");
}
