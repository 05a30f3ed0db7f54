//! A step that ends in the middle: 0 or 1 mails are there, never 2, and 1 in the end. The process is not killed here (that is
//! tested with the command line); what was under way stops at a named point, and a new engine finds what is left in the file.

use crate::{last_reason, let_undo_pass, state_of};
use api::{Api as _, Approve, Code, EndedHow, ItemId, ItemState, OutboxState, ResolveAction, Verdict, text};
use engine::fault;
use engine::testkit::TestEngine;

async fn marker(test: &TestEngine) -> String {
    let mut conn = test.engine.cx().read().await.unwrap();
    sqlx::query_scalar("select marker from approvals where voided_at is null").fetch_one(&mut *conn).await.unwrap()
}

/// Approves, and dies at the point.
async fn approve_until(test: &mut TestEngine, item: ItemId, point: &'static str) {
    let engine = test.engine.clone();
    test.answer(item).await;
    fault::panic_at(point);
    let approval = tokio::spawn(async move { engine.approve(Approve { item, revision: None, waivers: Vec::new() }).await });
    assert!(approval.await.unwrap_err().is_panic(), "{point}");
    test.restart().await;
}

/// Sends, and dies at the point.
pub async fn run_until(test: &mut TestEngine, point: &'static str) {
    let engine = test.engine.clone();
    fault::panic_at(point);
    // A panic inside of the job is caught by its runner, one in the runner itself is not.
    match tokio::spawn(async move { engine.run_until_idle().await }).await {
        Ok(ran) => assert!(ran.is_ok(), "{point}"),
        Err(died) => assert!(died.is_panic(), "{point}"),
    }
    test.restart().await;
}

#[tokio::test]
async fn an_approval_is_there_whole_or_not_at_all() {
    for (point, left) in [("approve_before_commit", ItemState::Review), ("approve_after_commit", ItemState::Approved)] {
        let (mut test, item) = TestEngine::with_question().await;

        approve_until(&mut test, item.id, point).await;

        assert_eq!(state_of(&test, item.id).await, left, "{point}");
        let n_held = i64::from(left == ItemState::Approved);
        assert_eq!(test.number("select count(*) from outbox").await, n_held, "{point}");
        assert_eq!(test.number("select count(*) from approvals").await, n_held, "{point}");
        assert_eq!(test.number("select count(*) from jobs where kind = 'send'").await, n_held, "{point}");
        if left == ItemState::Review {
            test.approve(item.id).await.unwrap();
        }
        let_undo_pass(&test).await;
        assert_eq!(test.practised().len(), 1, "{point}");
    }
}

#[tokio::test]
async fn a_sending_that_ends_in_the_middle_sends_once_in_the_end() {
    for (point, n_mails, left) in [
        ("send_before_claim", 0, OutboxState::Held),
        ("send_before_sending_commit", 0, OutboxState::Held),
        ("send_after_sending_commit", 0, OutboxState::Sending),
        ("send_before_sent_commit", 1, OutboxState::Sending),
        ("send_after_sent_commit", 1, OutboxState::Sent),
    ] {
        let (mut test, item) = TestEngine::with_question().await;
        test.approve(item.id).await.unwrap();
        test.clock.advance_seconds(30);

        run_until(&mut test, point).await;

        assert_eq!(test.practised().len(), n_mails, "{point}");
        assert_eq!(test.outbox().await[0].state, left, "{point}");
        for _ in 0..3 {
            test.clock.advance_seconds(60);
            test.run().await;
        }
        assert_eq!(test.practised().len(), 1, "{point}");
        assert_eq!(test.outbox().await[0].state, OutboxState::Sent, "{point}");
        assert_eq!(state_of(&test, item.id).await, ItemState::Done, "{point}");
    }
}

#[tokio::test]
async fn a_job_whose_end_was_not_written_down_changes_nothing_the_second_time() {
    let (mut test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.clock.advance_seconds(30);
    // Only the sending is due, so that the point is passed by it.
    test.sql("delete from jobs where kind <> 'send'; update jobs set run_at = 0").await;

    run_until(&mut test, "job_before_finish").await;

    assert_eq!(test.number("select count(*) from jobs where kind = 'send' and lease_owner is not null").await, 1);
    assert_eq!(test.practised().len(), 1);
    let n_sent = "select count(*) from ledger where event = 'sent'";
    assert_eq!(test.number(n_sent).await, 1);
    test.run().await;
    assert_eq!(test.practised().len(), 1);
    assert_eq!(test.number(n_sent).await, 1);
    assert_eq!(test.number("select count(*) from jobs where kind = 'send'").await, 0);
}

#[tokio::test]
async fn a_delivery_cut_off_while_it_was_written_is_written_whole() {
    let (mut test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.clock.advance_seconds(30);
    run_until(&mut test, "send_after_sending_commit").await;
    let name = format!("{}.casey", marker(&test).await);
    let practice = test.data().join("practice");
    for place in ["tmp", "new", "cur"] {
        std::fs::create_dir_all(practice.join(place)).unwrap();
    }
    std::fs::write(practice.join("tmp").join(&name), "Date: Fri, 20 Nov 2026 15:00:30 +00").unwrap();

    test.clock.advance_seconds(60);
    test.run().await;

    let mails = test.practised();
    assert_eq!(mails.len(), 1);
    assert!(engine::mail::parse(&mails[0]).unwrap().text.contains("You asked"));
    assert_eq!(std::fs::read_dir(practice.join("tmp")).unwrap().count(), 0);
    assert_eq!(state_of(&test, item.id).await, ItemState::Done);
}

#[tokio::test]
async fn a_delivery_that_was_made_and_read_meanwhile_is_found_again() {
    let (mut test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.clock.advance_seconds(30);
    run_until(&mut test, "send_before_sent_commit").await;
    let name = format!("{}.casey", marker(&test).await);
    let practice = test.data().join("practice");
    std::fs::rename(practice.join("new").join(&name), practice.join("cur").join(format!("{name}:2,S"))).unwrap();

    test.clock.advance_seconds(60);
    test.run().await;

    assert_eq!(test.practised().len(), 0, "nothing new was written beside the one that was read");
    assert_eq!(std::fs::read_dir(practice.join("cur")).unwrap().count(), 1);
    assert_eq!(state_of(&test, item.id).await, ItemState::Done);
}

#[tokio::test]
async fn a_delivery_that_fails_brings_the_item_back_with_the_reason() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;
    test.approve(item.id).await.unwrap();
    std::fs::write(test.data().join("practice"), "in the way").unwrap();
    let_undo_pass(&test).await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
    let reason = last_reason(&test, item.id).await;
    assert!(reason.starts_with(&text::send_failed("")), "{reason}");
    let action = test.outbox().await.remove(0);
    assert_eq!((action.state, action.reason), (OutboxState::Failed, Some(reason)));
    assert_eq!(test.show(item.id).await.draft.unwrap().body, "My own words.");

    std::fs::remove_file(test.data().join("practice")).unwrap();
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1);
}

/// An answer is on its way when the contact writes again. Answers the engine that finds both, and the item.
async fn with_news_on_the_way() -> (TestEngine, ItemId) {
    let (mut test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.clock.advance_seconds(30);
    run_until(&mut test, "send_after_sending_commit").await;
    test.import(&[crate::FURTHER]).await;
    assert_eq!(test.outbox().await[0].state, OutboxState::Sending);
    assert_eq!(test.show(item.id).await.evidence.len(), 1, "what was approved stays as it was");
    assert_eq!(test.queue().await, []);
    (test, item.id)
}

#[tokio::test]
async fn a_mail_that_came_while_an_answer_was_on_its_way_is_work_once_that_is_out() {
    let (test, item) = with_news_on_the_way().await;

    test.run().await;

    assert_eq!((test.practised().len(), state_of(&test, item).await), (1, ItemState::Done));
    let left = test.queue().await;
    assert_eq!(left.len(), 1);
    assert_ne!(left[0].id, item);
    let detail = test.show(left[0].id).await;
    assert_eq!(detail.evidence.len(), 1, "what was answered is not asked again");
    assert!(detail.evidence[0].excerpt.contains("data processing agreement"), "{}", detail.evidence[0].excerpt);
}

#[tokio::test]
async fn a_mail_that_came_while_an_answer_was_on_its_way_joins_where_that_fails() {
    let (test, item) = with_news_on_the_way().await;
    std::fs::write(test.data().join("practice"), "in the way").unwrap();

    test.run().await;
    test.run().await;

    assert_eq!(test.outbox().await[0].state, OutboxState::Failed);
    let detail = test.show(item).await;
    assert_eq!((detail.item.state, detail.evidence.len()), (ItemState::Review, 2));
    assert_eq!(test.queue().await.len(), 1);
    assert_eq!(detail.draft.unwrap().revision, 3, "it is drafted again, with both");
}

/// An action of which nobody knows whether it went, as where the outbox cannot be listed after a failed delivery.
async fn unsure() -> (TestEngine, ItemId) {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.sql("update outbox set state = 'sending', sending_since = 0; update outbox set state = 'unsure'").await;
    (test, item.id)
}

async fn resolve(test: &TestEngine, verdict: Verdict) -> Result<api::OutboxView, api::ApiError> {
    let action = test.outbox().await[0].id;
    test.engine.resolve_action(ResolveAction { action, verdict }).await
}

#[tokio::test]
async fn what_is_unsure_is_never_tried_again_by_itself() {
    let (mut test, item) = unsure().await;
    for _ in 0..3 {
        test.clock.advance_seconds(3600);
        test.restart().await;
        test.run().await;
    }
    assert_eq!((test.practised().len(), state_of(&test, item).await), (0, ItemState::Approved));
    assert_eq!(test.engine.undo(api::Undo {}).await.unwrap_err().message, text::too_late_to_undo());
}

#[tokio::test]
async fn what_is_unsure_is_sent_when_the_operator_says_so_after_another_undo_window() {
    let (test, item) = unsure().await;
    test.clock.advance_seconds(3600);

    let held = resolve(&test, Verdict::Send).await.unwrap();

    assert_eq!((held.state, held.undo_until), (OutboxState::Held, crate::seconds_in(3630)));
    test.run().await;
    assert_eq!(test.practised().len(), 0);
    let_undo_pass(&test).await;
    assert_eq!((test.practised().len(), state_of(&test, item).await), (1, ItemState::Done));
}

#[tokio::test]
async fn what_is_unsure_is_done_when_the_operator_says_that_it_went() {
    let (test, item) = unsure().await;

    let sent = resolve(&test, Verdict::Sent).await.unwrap();

    assert_eq!((sent.state, sent.reason), (OutboxState::Sent, Some(text::said_sent())));
    let ended = test.show(item).await.item;
    assert_eq!((ended.state, ended.ended_how), (ItemState::Done, Some(EndedHow::Practised)));
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
    let refused = resolve(&test, Verdict::Send).await.unwrap_err();
    assert_eq!((refused.code, refused.message), (Code::Conflict, text::action_not_unsure("sent")));
}
