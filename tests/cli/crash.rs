//! The program dies at each step between approving and sent: there are never two mails, and in the end there is one.
//!
//! `CASEY_SOAK` is the number of rounds. The first dies once, at each point; each further one dies a second time, on the way
//! back, at another point.

use crate::harness::{Desk, Outcome};
use engine::fault::POINTS;
use serde_json::Value;

/// After the undo window.
const LATER: u32 = 31;

fn n_rounds() -> usize {
    std::env::var("CASEY_SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

fn assert_dead(outcome: &Outcome, point: &str) {
    assert!(outcome.died_at(point), "it did not die at {point}: {outcome:#?}");
    #[cfg(unix)]
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&outcome.status), Some(6), "{outcome:#?}");
}

/// Fails where there are two mails, or one while the item is not out. Answers how many there are.
fn count_mails(desk: &Desk, moment: &str) -> usize {
    let practised = desk.practised();
    assert!(practised.len() <= 1, "{moment}: {practised:#?}");
    practised.len()
}

/// Goes on as an operator would, until the item is done: approves where the approval was lost, and runs.
fn finish(desk: &Desk, id: &str, moment: &str) {
    let state = desk.casey_at(LATER, &["show", id]).ok()["state"].clone();
    if state == "review" {
        assert_eq!(count_mails(desk, moment), 0, "{moment}: a mail went without an approval");
        desk.casey(&["approve", id]).ok();
    }
    desk.casey_at(LATER, &["run", "--until-idle"]).ok();

    assert_eq!(count_mails(desk, moment), 1, "{moment}");
    let shown = desk.casey_at(LATER, &["show", id]).ok();
    assert_eq!((&shown["state"], &shown["ended_how"]), (&Value::from("done"), &Value::from("practised")), "{moment}");
    let outbox = desk.casey_at(LATER, &["outbox"]).ok();
    let states: Vec<&Value> = outbox.as_array().unwrap().iter().map(|action| &action["state"]).collect();
    assert_eq!(states, ["sent"], "{moment}");
    let marker = desk.practised().remove(0).0;
    desk.casey_at(LATER + 60, &["run", "--until-idle"]).ok();
    assert_eq!(desk.practised().remove(0).0, marker, "{moment}: a later run sent again");
    assert!(
        !std::fs::read_dir(desk.data().join("practice/tmp")).unwrap().any(|entry| entry.is_ok()),
        "{moment}: half a mail is left"
    );
    desk.assert_sound();
}

#[test]
fn crash_at_each_point_sends_one_mail_in_the_end() {
    let (in_review, approved) = (Desk::with_work(), Desk::with_work());
    let id = in_review.the_item()["id"].to_string();
    approved.casey(&["approve", &id]).ok();
    for round in 0..n_rounds() {
        for (position, point) in POINTS.iter().enumerate() {
            let is_approving = point.starts_with("approve");
            let desk = if is_approving { in_review.copy() } else { approved.copy() };
            let args: &[&str] = if is_approving { &["approve", &id] } else { &["run", "--until-idle"] };

            let outcome = desk.casey_dying_at(point, if is_approving { 0 } else { LATER }, args);
            assert_dead(&outcome, point);
            count_mails(&desk, point);

            if round > 0 {
                let second = POINTS[(position + round) % POINTS.len()];
                let again = desk.casey_dying_at(second, LATER, &["run", "--until-idle"]);
                assert!(again.status.success() || again.died_at(second), "{point}, then {second}: {again:#?}");
                count_mails(&desk, &format!("{point}, then {second}"));
            }
            finish(&desk, &id, &format!("round {round}, {point}"));
        }
    }
}

#[test]
fn crash_at_the_same_point_again_and_again_sends_one_mail_in_the_end() {
    let approved = Desk::with_work();
    let id = approved.the_item()["id"].to_string();
    approved.casey(&["approve", &id]).ok();
    for point in POINTS.iter().filter(|point| !point.starts_with("approve")) {
        let desk = approved.copy();
        for _ in 0..3 {
            let outcome = desk.casey_dying_at(point, LATER, &["run", "--until-idle"]);
            assert!(outcome.status.success() || outcome.died_at(point), "{point}: {outcome:#?}");
            count_mails(&desk, point);
        }
        finish(&desk, &id, point);
    }
}

#[test]
fn crash_while_a_draft_is_written_leaves_one_draft() {
    let desk = Desk::of_dana();
    let folder = desk.mails("mails", &[engine::testkit::OFFER, engine::testkit::QUESTION]);
    desk.casey(&["import", folder.to_str().unwrap()]).ok();
    // One job ends at each death, so that a few of them pass through all that are due.
    for _ in 0..4 {
        let outcome = desk.casey_dying_at("job_before_finish", 0, &["run", "--until-idle"]);
        assert!(outcome.status.success() || outcome.died_at("job_before_finish"), "{outcome:#?}");
    }

    desk.casey(&["run", "--until-idle"]).ok();

    let id = desk.the_item()["id"].to_string();
    let shown = desk.casey(&["show", &id]).ok();
    assert_eq!((&shown["state"], &shown["draft"]["revision"]), (&Value::from("review"), &Value::from(1)), "{shown:#}");
    desk.assert_sound();
}

#[test]
fn crash_after_drafting_leaves_what_the_operator_wrote_since() {
    let desk = Desk::of_dana();
    let folder = desk.mails("mails", &[engine::testkit::OFFER, engine::testkit::QUESTION]);
    desk.casey(&["import", folder.to_str().unwrap()]).ok();
    assert_dead(&desk.casey_dying_at("job_before_finish", 0, &["run", "--until-idle"]), "job_before_finish");
    let id = desk.the_item()["id"].to_string();
    desk.casey(&["edit", &id, "--subject", "Re: As I put it"]).ok();

    desk.casey(&["run", "--until-idle"]).ok();

    let shown = desk.casey(&["show", &id]).ok();
    assert_eq!((&shown["draft"]["revision"], &shown["draft"]["subject"]), (&Value::from(2), &Value::from("Re: As I put it")));
}

#[test]
fn crash_after_approving_leaves_an_approval_that_can_be_taken_back() {
    let desk = Desk::with_work();
    let id = desk.the_item()["id"].to_string();
    assert_dead(&desk.casey_dying_at("approve_after_commit", 0, &["approve", &id]), "approve_after_commit");

    desk.casey_at(10, &["undo"]).ok();
    desk.casey_at(LATER, &["run", "--until-idle"]).ok();

    assert_eq!(count_mails(&desk, "after undo"), 0);
    assert_eq!(desk.the_item()["state"], "review");
}
