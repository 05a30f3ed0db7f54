//! Several programs on one workspace at the same time, which is normal: a window, a terminal, a script.

use crate::harness::{Desk, Outcome, path};
use crate::mails;
use serde_json::json;

/// Starts the same command so many times before it waits for the first.
fn all_at_once(desk: &Desk, n: usize, seconds: u32, args: &[&str]) -> Vec<Outcome> {
    let running: Vec<_> = (0..n).map(|_| desk.start(seconds, args)).collect();
    running.into_iter().map(|process| process.finish()).collect()
}

#[test]
fn many_may_open_a_new_workspace_at_once() {
    for _ in 0..3 {
        let desk = Desk::new();
        for outcome in all_at_once(&desk, 8, 0, &["queue"]) {
            assert_eq!(outcome.ok(), json!([]));
        }
        desk.assert_sound();
    }
}

#[test]
fn of_many_approvals_of_one_draft_one_counts() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();

    let outcomes = all_at_once(&desk, 8, 0, &["approve", &id]);

    let (done, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(|outcome| outcome.status.success());
    assert_eq!(done.len(), 1, "{done:#?}");
    for outcome in refused {
        assert!(outcome.refused().contains("it is approved"), "{outcome:#?}");
    }
    desk.casey_at(31, &["run", "--until-idle"]).ok();
    assert_eq!(desk.practised().len(), 1);
    desk.assert_sound();
}

#[test]
fn many_that_import_the_same_file_store_each_mail_once() {
    const N_MAILS: u64 = 250;
    let desk = Desk::new();
    let mbox = mails::mbox(&desk, N_MAILS as usize);

    let reports: Vec<_> = all_at_once(&desk, 4, 0, &["import", path(&mbox)]).iter().map(Outcome::ok).collect();

    let sum = |field: &str| reports.iter().map(|report| report[field].as_u64().unwrap()).sum::<u64>();
    assert_eq!((sum("n_new"), sum("n_known"), sum("n_items")), (N_MAILS, 3 * N_MAILS, 1), "{reports:#?}");
    assert_eq!(desk.casey(&["connections"]).ok()[0]["n_messages"], N_MAILS);
    desk.casey(&["run", "--until-idle"]).ok();
    assert_eq!(desk.the_item()["state"], "review");
    desk.assert_sound();
}

#[test]
fn many_that_do_the_work_send_once() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    desk.casey(&["approve", &id]).ok();

    for outcome in all_at_once(&desk, 6, 31, &["run", "--until-idle"]) {
        outcome.ok();
    }

    assert_eq!(desk.practised().len(), 1);
    assert_eq!(desk.casey(&["show", &id]).ok()["state"], "done");
    desk.assert_sound();
}

#[test]
fn an_undo_beside_the_sending_either_takes_it_back_or_comes_too_late() {
    for _ in 0..3 {
        let desk = Desk::with_work();
        let id = desk.the_item()["id"].to_string();
        desk.casey(&["approve", &id]).ok();

        let (run, undo) = (desk.start(30, &["run", "--until-idle"]), desk.start(30, &["undo"]));
        let (run, undo) = (run.finish(), undo.finish());

        run.ok();
        let state = desk.casey(&["show", &id]).ok()["state"].clone();
        if undo.status.success() {
            assert_eq!((state, desk.practised().len()), (json!("review"), 0));
        } else {
            undo.refused();
            assert_eq!((state, desk.practised().len()), (json!("done"), 1));
        }
    }
}
