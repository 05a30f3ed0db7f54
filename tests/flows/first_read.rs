//! A first read is not news: work is only what waits for an answer by the operator, written by a person, and not long ago.

use crate::{ANSWER, last_reason, state_of};
use api::{ItemState, text};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// How many items these mails make.
async fn n_items(mails: &[Mail<'_>]) -> u64 {
    let test = TestEngine::new().await;
    let report = test.import(mails).await;
    test.run().await;
    let n_open = test.queue().await.len() as u64;
    assert!(n_open <= report.n_items);
    n_open
}

#[tokio::test]
async fn a_thread_that_the_operator_has_answered_makes_no_item() {
    assert_eq!(n_items(&[OFFER, QUESTION]).await, 1);
    assert_eq!(n_items(&[OFFER, QUESTION, ANSWER]).await, 0);
}

#[tokio::test]
async fn an_unanswered_mail_is_work_for_two_weeks() {
    let offer = Mail { date: "Mon, 2 Nov 2026 10:00:00 +0000", ..OFFER };
    assert_eq!(n_items(&[offer, Mail { date: "Fri, 6 Nov 2026 15:01:00 +0000", ..QUESTION }]).await, 1);
    assert_eq!(n_items(&[offer, Mail { date: "Fri, 6 Nov 2026 14:59:00 +0000", ..QUESTION }]).await, 0);
}

#[tokio::test]
async fn a_mail_of_long_ago_does_not_speak_for_an_item_of_today() {
    let offer = Mail { date: "Mon, 2 Nov 2026 10:00:00 +0000", ..OFFER };
    let old = Mail { date: "Tue, 3 Nov 2026 10:00:00 +0000", ..QUESTION };
    let test = TestEngine::new().await;
    test.import(&[offer, old, crate::FURTHER]).await;
    test.run().await;

    let item = test.queue().await.remove(0);

    let detail = test.show(item.id).await;
    assert_eq!((detail.evidence.len(), detail.thread.len()), (1, 3));
    assert!(!detail.draft.unwrap().body.contains("pricing"));
}

#[tokio::test]
async fn what_a_machine_wrote_makes_no_item() {
    for headers in [
        "Auto-Submitted: auto-replied\r\n",
        "Precedence: bulk\r\n",
        "List-Id: <pilots.brightloom.example>\r\n",
        "List-Unsubscribe: <mailto:off@brightloom.example>\r\n",
        "X-Autoreply: yes\r\n",
    ] {
        assert_eq!(n_items(&[OFFER, Mail { headers, ..QUESTION }]).await, 0, "{headers}");
    }
    assert_eq!(n_items(&[OFFER, Mail { headers: "Auto-Submitted: no\r\n", ..QUESTION }]).await, 1);
}

#[tokio::test]
async fn an_automatic_reply_answers_nothing_and_hides_nothing() {
    let note = Mail {
        id: "away@brightloom.example",
        date: "Fri, 20 Nov 2026 14:40:00 +0000",
        headers: "Auto-Submitted: auto-replied\r\n",
        ..QUESTION
    };
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, note]).await;
    test.run().await;

    let item = test.queue().await.remove(0);

    let detail = test.show(item.id).await;
    assert_eq!((detail.evidence.len(), detail.thread.len()), (1, 3));
}

#[tokio::test]
async fn the_operators_own_answer_from_elsewhere_supersedes_the_item() {
    let (test, item) = TestEngine::with_question().await;

    test.import(&[ANSWER]).await;

    assert_eq!(test.queue().await, []);
    assert_eq!(state_of(&test, item.id).await, ItemState::Superseded);
    assert_eq!(last_reason(&test, item.id).await, text::answered_elsewhere());
}

#[tokio::test]
async fn an_answer_from_elsewhere_takes_the_approved_one_out_of_the_outbox() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();

    test.import(&[ANSWER]).await;
    crate::let_undo_pass(&test).await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Superseded);
    assert_eq!(test.practised().len(), 0);
    assert_eq!(test.outbox().await[0].state, api::OutboxState::Cancelled);
}

#[tokio::test]
async fn a_superseded_item_can_be_brought_back() {
    use api::Api as _;
    let (test, item) = TestEngine::with_question().await;
    test.import(&[ANSWER]).await;

    test.engine.reopen(api::Reopen { item: item.id }).await.unwrap();

    assert_eq!(test.queue().await[0].id, item.id);
    test.approve(item.id).await.unwrap();
    crate::let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn a_mail_by_somebody_the_operator_never_wrote_to_stands_beside_the_queue() {
    let mail = Mail {
        id: "new@vellumtech.example",
        from: "Priya Rao <priya@vellumtech.example>",
        answers: "",
        subject: "A question",
        ..QUESTION
    };
    assert_eq!(n_items(&[OFFER, mail]).await, 0);
}

#[tokio::test]
async fn an_item_expires_when_its_time_is_over_and_can_be_reopened() {
    use api::Api as _;
    let (test, item) = TestEngine::with_question().await;
    test.clock.advance_seconds(14 * 24 * 3600 - 3600 - 1);
    test.run().await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Review);

    test.clock.advance_seconds(1);
    test.run().await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Expired);
    test.engine.reopen(api::Reopen { item: item.id }).await.unwrap();
    test.clock.advance_seconds(3600);
    test.run().await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Review, "the operator has said that it is worth doing");
}
