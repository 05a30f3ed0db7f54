//! What holds an approved action, and what happens to it when it no longer does.

use crate::{FURTHER, last_reason, let_undo_pass, state_of, watching};
use api::{Api as _, Code, GateName, ItemState, OutboxState, OutboxView, Position, SetKillSwitch, Suppress, Unsuppress, text};
use engine::testkit::{Mail, START, TestEngine};

async fn switch(test: &TestEngine, position: Position) {
    test.engine.set_kill_switch(SetKillSwitch { position }).await.unwrap();
}

async fn suppress(test: &TestEngine, what: &str) {
    test.engine.suppress(Suppress { what: what.to_owned(), reason: "asked us to stop".to_owned() }).await.unwrap();
}

/// The gates that hold the only action.
fn holding(action: &OutboxView) -> Vec<GateName> {
    action.gates.iter().filter(|gate| !gate.passes).map(|gate| gate.name).collect()
}

async fn only_action(test: &TestEngine) -> OutboxView {
    test.outbox().await.remove(0)
}

#[tokio::test]
async fn every_gate_is_shown_in_its_order() {
    let (test, item) = TestEngine::with_question().await;
    let names = |gates: &[api::Gate]| gates.iter().map(|gate| gate.name).collect::<Vec<_>>();
    let before = test.show(item.id).await.gates;
    assert_eq!(names(&before), GateName::ALL);
    assert!(!before.iter().find(|gate| gate.name == GateName::Approval).unwrap().passes);

    let action = test.approve(item.id).await.unwrap();

    assert_eq!(names(&action.gates), GateName::ALL);
    assert_eq!(holding(&action), [GateName::Undo]);
    assert_eq!((action.not_before, action.place), (Some(START.plus_seconds(30)), Some(1)));
    assert!(action.gates.iter().all(|gate| !gate.words.is_empty()));
}

#[tokio::test]
async fn the_kill_switch_holds_and_lifting_it_starts_a_new_undo_window() {
    let (test, item) = TestEngine::with_question().await;
    switch(&test, Position::On).await;
    test.approve(item.id).await.unwrap();
    test.clock.advance_seconds(3600);
    test.run().await;
    assert_eq!(holding(&only_action(&test).await), [GateName::KillSwitch]);
    assert_eq!(test.practised().len(), 0);

    switch(&test, Position::Off).await;
    test.run().await;

    let action = only_action(&test).await;
    assert_eq!((action.state, action.undo_until), (OutboxState::Held, START.plus_seconds(3630)));
    assert_eq!(test.practised().len(), 0, "lifting it sends nothing by itself");
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn what_became_late_behind_the_kill_switch_goes_back_to_review() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    switch(&test, Position::On).await;
    test.clock.advance_seconds(30 + 2 * 3600 + 1);
    test.run().await;

    switch(&test, Position::Off).await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
    assert_eq!(last_reason(&test, item.id).await, text::late("Fri 20 Nov 2026 15:00"));
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
}

#[tokio::test]
async fn the_kill_switch_stops_what_is_due_at_once() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.clock.advance_seconds(30);
    switch(&test, Position::On).await;

    test.run().await;

    assert_eq!(test.practised().len(), 0);
    let status = test.engine.status(api::GetStatus {}).await.unwrap();
    assert_eq!((status.kill_switch.position, status.kill_switch.n_waiting), (Position::On, 1));
}

#[tokio::test]
async fn nothing_goes_to_a_suppressed_address_or_domain() {
    for what in ["ines@brightloom.example", "brightloom.example"] {
        let (test, item) = TestEngine::with_question().await;
        test.approve(item.id).await.unwrap();
        suppress(&test, what).await;
        let_undo_pass(&test).await;
        assert_eq!(holding(&only_action(&test).await), [GateName::Suppression], "{what}");
        assert_eq!(test.practised().len(), 0, "{what}");

        test.engine.unsuppress(Unsuppress { what: what.to_owned() }).await.unwrap();
        test.run().await;

        assert_eq!(test.practised().len(), 1, "{what}");
    }
}

#[tokio::test]
async fn a_suppressed_recipient_is_not_approved() {
    let (test, item) = TestEngine::with_question().await;
    suppress(&test, "brightloom.example").await;

    let refused = test.approve(item.id).await.unwrap_err();

    assert_eq!((refused.code, refused.field.as_deref()), (Code::Held, Some("to")));
    assert_eq!(refused.message, text::suppressed_recipient("ines@brightloom.example"));
}

#[tokio::test]
async fn a_reply_that_came_in_since_the_approval_voids_it() {
    let (test, maildir, item) = watching().await;
    test.set("sending.undo_seconds", "600").await;
    test.approve(item).await.unwrap();
    maildir.deliver(&Mail { date: "Fri, 20 Nov 2026 15:05:00 +0000", ..FURTHER });
    // Nobody looked into the Maildir since: the sending itself must.
    test.sql("delete from jobs where kind = 'sync'").await;
    test.clock.advance_seconds(601);

    test.run().await;

    assert_eq!(test.practised().len(), 0);
    assert_eq!(state_of(&test, item).await, ItemState::Review);
    assert_eq!(only_action(&test).await.state, OutboxState::Cancelled);
    let detail = test.show(item).await;
    assert_eq!((detail.evidence.len(), detail.thread.len()), (2, 3));
    test.clock.advance_seconds(3600);
    test.run().await;
    assert_eq!(test.practised().len(), 0);
}

#[tokio::test]
async fn a_reply_that_is_stored_and_not_yet_judged_voids_the_approval_too() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    // As another process leaves it that is just reading.
    test.sql(
        "create temp table copy as select * from messages where direction = 'in';
         update copy set message_id = message_id + 100, source_id = 'copy', rfc_message_id = 'copy', stored_at = stored_at + 10000;
         insert into messages select * from copy",
    )
    .await;

    let_undo_pass(&test).await;

    assert_eq!((test.practised().len(), state_of(&test, item.id).await), (0, ItemState::Review));
    assert_eq!(last_reason(&test, item.id).await, text::newer_reply("ines@brightloom.example"));
}

#[tokio::test]
async fn a_reply_by_a_clock_that_runs_ahead_does_not_hold_what_was_approved_after_it() {
    let (test, maildir, item) = watching().await;
    maildir.deliver(&Mail { date: "Fri, 20 Nov 2026 16:30:00 +0000", ..FURTHER });
    test.clock.advance_seconds(60);
    test.run().await;
    assert_eq!(test.show(item).await.evidence.len(), 2, "the operator has seen it");

    test.approve(item).await.unwrap();
    let_undo_pass(&test).await;

    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn an_automatic_reply_does_not_void_an_approval() {
    let (test, maildir, item) = watching().await;
    test.approve(item).await.unwrap();
    maildir.deliver(&Mail { date: "Fri, 20 Nov 2026 15:00:10 +0000", headers: "Auto-Submitted: auto-replied\r\n", ..FURTHER });

    let_undo_pass(&test).await;

    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn a_source_that_cannot_be_read_delays_and_does_not_void() {
    let (test, maildir, item) = watching().await;
    test.approve(item).await.unwrap();
    let away = test.folder.path().join("away");
    std::fs::rename(maildir.path(), &away).unwrap();
    test.clock.advance_seconds(120);
    test.run().await;
    assert_eq!(holding(&only_action(&test).await), [GateName::NewerReply]);
    assert_eq!((test.practised().len(), state_of(&test, item).await), (0, ItemState::Approved));

    std::fs::rename(&away, maildir.path()).unwrap();
    test.clock.advance_seconds(60);
    test.run().await;

    assert_eq!((test.practised().len(), state_of(&test, item).await), (1, ItemState::Done));
}

#[tokio::test]
async fn what_could_not_go_for_two_hours_is_asked_about_again() {
    let limit = 30 + 2 * 3600;
    for (seconds, n_mails, state) in [(limit, 1, ItemState::Done), (limit + 1, 0, ItemState::Review)] {
        let (mut test, item) = TestEngine::with_question().await;
        test.approve(item.id).await.unwrap();
        test.clock.advance_seconds(seconds);
        test.restart().await;

        test.run().await;

        assert_eq!((test.practised().len(), state_of(&test, item.id).await), (n_mails, state), "{seconds}");
        if state == ItemState::Review {
            assert_eq!(last_reason(&test, item.id).await, text::late("Fri 20 Nov 2026 15:00"));
            assert!(last_reason(&test, item.id).await.contains("still right?"));
        }
    }
}

#[tokio::test]
async fn an_undo_window_of_nothing_sends_with_the_next_run() {
    let (test, item) = TestEngine::with_question().await;
    test.set("sending.undo_seconds", "0").await;

    let action = test.approve(item.id).await.unwrap();
    assert_eq!((action.undo_until, holding(&action)), (START, Vec::new()));
    test.run().await;

    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn whoever_asks_early_nothing_goes_within_the_undo_window() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.clock.advance_seconds(29);

    test.sql("update jobs set run_at = 0 where kind = 'send'").await;
    test.run().await;

    assert_eq!(test.practised().len(), 0);
    test.clock.advance_seconds(1);
    test.run().await;
    assert_eq!(test.practised().len(), 1, "and it is looked at again when the window is over");
}

#[tokio::test]
async fn an_undo_window_survives_a_restart() {
    let (mut test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.clock.advance_seconds(29);
    test.restart().await;
    test.run().await;
    assert_eq!(test.practised().len(), 0);

    test.clock.advance_seconds(1);
    test.run().await;

    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn a_cancelled_action_does_not_go() {
    let (test, item) = TestEngine::with_question().await;
    let action = test.approve(item.id).await.unwrap();

    let cancelled = test.engine.cancel_action(api::CancelAction { action: action.id }).await.unwrap();

    assert_eq!((cancelled.state, cancelled.place), (OutboxState::Cancelled, None));
    let_undo_pass(&test).await;
    assert_eq!((test.practised().len(), state_of(&test, item.id).await), (0, ItemState::Review));
    let refused = test.engine.cancel_action(api::CancelAction { action: action.id }).await.unwrap_err();
    assert_eq!((refused.code, refused.message), (Code::Conflict, text::action_not_held("cancelled")));
}

#[tokio::test]
async fn what_differs_from_the_approved_bytes_does_not_go() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.sql("drop trigger revisions_are_immutable; update revisions set body = 'Something else.'").await;

    let_undo_pass(&test).await;

    assert_eq!(test.practised().len(), 0);
    let action = only_action(&test).await;
    assert!(holding(&action).contains(&GateName::Approval), "{:?}", holding(&action));
}

#[tokio::test]
async fn an_action_goes_once_a_setting_that_held_it_is_put_right() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.set("operator.email", "").await;
    let_undo_pass(&test).await;
    assert_eq!(holding(&only_action(&test).await), [GateName::Content]);

    test.set("operator.email", engine::testkit::OPERATOR).await;
    test.run().await;

    assert_eq!(only_action(&test).await.state, OutboxState::Sent);
    assert_eq!(test.practised().len(), 1);
}
