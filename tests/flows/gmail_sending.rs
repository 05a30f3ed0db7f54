//! A mail that was approved leaves through Gmail once, in its conversation, whatever gets lost on the way.

use crate::gmail::read_again;
use crate::google::{google, mailbox, sign_in};
use crate::peers::{Fault, Google};
use crate::{FURTHER, last_reason, let_undo_pass, state_of};
use api::{Api as _, Grant, ItemId, ItemState, OutboxState, ResolveAction, Sends, Verdict, text};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use engine::fault;
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};
use serde_json::json;

const DRAFTS: &str = "POST /gmail/v1/users/me/drafts";
pub const SEND: &str = "POST /gmail/v1/users/me/drafts/send";
const LOOK: &str = "GET /gmail/v1/users/me/drafts/";

/// A mailbox that may send, in which Inês asked for pricing, and the item.
pub async fn asked() -> (TestEngine, Google, ItemId) {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    google.deliver(&OFFER.text(), &["SENT"]).await;
    google.deliver(&QUESTION.text(), &["INBOX", "UNREAD"]).await;
    sign_in(&test, &google, &[Grant::Read, Grant::Send]).await;
    test.set("sending.practice", "false").await;
    test.run().await;
    let item = test.queue().await[0].id;
    (test, google, item)
}

/// Runs until nothing is tried again by itself.
async fn run_long(test: &TestEngine) {
    for _ in 0..4 {
        test.clock.advance_seconds(60);
        test.run().await;
    }
}

/// The answer stands in the mailbox once, and is on record as sent.
async fn assert_sent_once(test: &TestEngine, google: &Google, item: ItemId, what: &str) {
    let action = test.outbox().await.remove(0);
    assert_eq!((action.state, action.reason), (OutboxState::Sent, None), "{what}");
    let sent = google.sent().await;
    assert_eq!(sent.len(), 2, "{what}");
    let ours = sent.iter().find(|mail| mail.raw.contains("X-CaseyOS-Id")).expect("ours");
    assert!(sent.iter().all(|mail| mail.thread == ours.thread), "{what}");
    assert_eq!(google.n_drafts().await, 0, "{what}");
    assert_eq!(state_of(test, item).await, ItemState::Done, "{what}");
    assert_eq!(test.number("select count(*) from ledger where event = 'sent'").await, 1, "{what}");
}

#[tokio::test]
async fn an_approved_answer_stands_in_its_conversation_once() {
    let (test, google, item) = asked().await;
    assert_eq!(mailbox(&test).await.sends, Sends::Yes);
    test.approve(item).await.unwrap();
    assert_eq!(google.sent().await.len(), 1, "not before the undo window is over");

    let_undo_pass(&test).await;
    run_long(&test).await;

    assert_sent_once(&test, &google, item, "").await;
    let raw = &google.sent().await[0].raw;
    assert!(raw.contains("In-Reply-To: <question@brightloom.example>"), "{raw}");
    assert!(raw.contains("Subject: Re: Seats for the pilot"), "{raw}");
    assert_eq!(test.number("select count(*) from messages").await, 3, "the copy among the sent mails was read");
    assert_eq!(test.number("select count(distinct thread_id) from messages").await, 1);
    assert_eq!(test.queue().await, []);
    assert_eq!(mailbox(&test).await.n_sent_today, 1);
}

#[tokio::test]
async fn whatever_is_lost_while_a_draft_is_made_the_answer_goes_once() {
    for (what, fault) in [
        ("the answer to a draft", Fault::LoseAnswer),
        ("the request for a draft", Fault::Break),
        ("a draft by a fault there", Fault::Answer(503, "", "")),
    ] {
        let (test, google, item) = asked().await;
        test.approve(item).await.unwrap();
        google.fail(DRAFTS, 0, 1, fault);

        let_undo_pass(&test).await;
        run_long(&test).await;

        assert_sent_once(&test, &google, item, what).await;
    }
}

#[tokio::test]
async fn a_process_that_dies_while_it_sends_sends_once() {
    let points = ["send_after_sending_commit", "send_before_sent_commit", "send_after_sent_commit"];
    for point in fault::GMAIL_POINTS.iter().copied().chain(points) {
        let (mut test, google, item) = asked().await;
        test.approve(item).await.unwrap();
        test.clock.advance_seconds(30);
        let engine = test.engine.clone();
        fault::panic_at(point);
        drop(tokio::spawn(async move { engine.run_until_idle().await }).await);
        test.restart().await;

        run_long(&test).await;

        assert_sent_once(&test, &google, item, point).await;
    }
}

#[tokio::test]
async fn the_message_id_that_the_service_gave_is_what_later_answers_refer_to() {
    let (test, google, item) = asked().await;
    google.rename_mails();
    test.approve(item).await.unwrap();
    let_undo_pass(&test).await;
    run_long(&test).await;
    assert_sent_once(&test, &google, item, "renamed").await;
    assert_eq!(test.texts("select sent_message_id from outbox").await, ["renamed-1@mail.provider.example"]);

    let again = Mail { answers: "renamed-1@mail.provider.example", date: "Fri, 20 Nov 2026 15:03:00 +0000", ..FURTHER };
    google.deliver(&again.text(), &["INBOX"]).await;
    read_again(&test).await;
    let next = test.queue().await;
    assert_eq!(next.len(), 1);
    assert_eq!(test.number("select count(distinct thread_id) from messages").await, 1);
    test.approve(next[0].id).await.unwrap();
    let_undo_pass(&test).await;

    let sent = google.sent().await;
    assert_eq!(sent.len(), 3);
    let newest = sent.iter().find(|mail| mail.raw.contains("renamed-2@")).unwrap();
    let raw = newest.raw.replace("\r\n ", " ").replace("\r\n\t", " ");
    assert!(raw.contains("In-Reply-To: <further@brightloom.example>"), "{raw}");
    let references = raw.lines().find(|line| line.starts_with("References:")).unwrap();
    assert!(references.contains("<renamed-1@mail.provider.example>"), "{references}");
    assert!(sent.iter().all(|mail| mail.thread == newest.thread));
}

#[tokio::test]
async fn a_mail_that_the_service_refuses_comes_back_with_its_words_and_leaves_no_draft() {
    for line in [DRAFTS, SEND] {
        let (test, google, item) = asked().await;
        test.approve(item).await.unwrap();
        google.fail(line, 0, 1, Fault::Answer(400, "", r#"{"error":{"message":"Recipient address required"}}"#));

        let_undo_pass(&test).await;
        run_long(&test).await;

        let action = test.outbox().await.remove(0);
        assert_eq!(action.state, OutboxState::Failed, "{line}");
        assert!(last_reason(&test, item).await.contains("Recipient address required"), "{line}");
        assert_eq!(state_of(&test, item).await, ItemState::Review, "{line}");
        assert_eq!((google.sent().await.len(), google.n_drafts().await), (1, 0), "{line}");
    }
}

#[tokio::test]
async fn what_may_have_gone_and_is_not_found_is_asked_about_and_never_sent_again_by_itself() {
    let (test, google, item) = asked().await;
    test.approve(item).await.unwrap();
    google.fail(SEND, 0, 1, Fault::Break);
    google.fail(LOOK, 0, 100, Fault::Break);
    let_undo_pass(&test).await;
    assert_eq!(test.outbox().await[0].state, OutboxState::Sending, "it is looked for again");
    let draft = google.ask("GET", "drafts", json!(null)).await["drafts"][0]["id"].as_str().unwrap().to_owned();
    google.ask("DELETE", &format!("drafts/{draft}"), json!(null)).await;
    google.heal();

    run_long(&test).await;

    let action = test.outbox().await.remove(0);
    assert_eq!((action.state, action.reason), (OutboxState::Unsure, Some(text::send_unsure(&text::not_among_sent()))));
    assert_eq!((google.sent().await.len(), state_of(&test, item).await), (1, ItemState::Approved));

    test.engine.resolve_action(ResolveAction { action: action.id, verdict: Verdict::Send }).await.unwrap();
    let_undo_pass(&test).await;
    run_long(&test).await;
    assert_sent_once(&test, &google, item, "the operator said so").await;
}

#[tokio::test]
async fn what_did_go_is_found_before_it_is_sent_at_the_operators_word() {
    let (test, google, item) = asked().await;
    test.approve(item).await.unwrap();
    google.fail(SEND, 0, 1, Fault::LoseAnswer);
    google.fail(LOOK, 0, 1000, Fault::Break);
    let_undo_pass(&test).await;
    test.clock.advance_seconds(3 * 3600);
    test.run().await;
    let action = test.outbox().await.remove(0);
    assert_eq!(action.state, OutboxState::Unsure);
    google.heal();

    test.engine.resolve_action(ResolveAction { action: action.id, verdict: Verdict::Send }).await.unwrap();
    let_undo_pass(&test).await;
    run_long(&test).await;

    assert_sent_once(&test, &google, item, "it was there").await;
}

#[tokio::test]
async fn a_draft_that_somebody_changed_in_the_mailbox_is_not_sent() {
    let (mut test, google, item) = asked().await;
    test.approve(item).await.unwrap();
    test.clock.advance_seconds(30);
    let engine = test.engine.clone();
    fault::panic_at("gmail_after_draft_noted");
    drop(tokio::spawn(async move { engine.run_until_idle().await }).await);
    let draft = google.ask("GET", "drafts", json!(null)).await["drafts"][0]["id"].as_str().unwrap().to_owned();
    let other = URL_SAFE_NO_PAD.encode(crate::ANSWER.text());
    google.ask("PUT", &format!("drafts/{draft}"), json!({ "message": { "raw": other } })).await;
    test.restart().await;

    run_long(&test).await;

    assert_eq!(test.outbox().await[0].state, OutboxState::Failed);
    assert!(last_reason(&test, item).await.contains(&text::draft_changed_at_mailbox()));
    assert_eq!((google.sent().await.len(), google.n_drafts().await), (1, 1));
}

#[tokio::test]
async fn what_was_approved_while_nothing_could_send_comes_back_to_be_looked_at_once_something_can() {
    let (test, item) = TestEngine::with_question().await;
    test.set("sending.practice", "false").await;
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    let held = test.outbox().await.remove(0);
    assert_eq!((held.state, held.destination), (OutboxState::Held, text::no_mailbox()));
    assert_eq!(state_of(&test, item.id).await, ItemState::Approved);

    let google = google(Vec::new()).await;
    sign_in(&test, &google, &[Grant::Read, Grant::Send]).await;
    run_long(&test).await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Review, "where it goes was never approved");
    assert_eq!(last_reason(&test, item.id).await, text::has_a_way_now());
    assert_eq!(google.sent().await.len(), 0);
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    run_long(&test).await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Done);
    assert_eq!(google.sent().await.len(), 1);
}

#[tokio::test]
async fn a_mailbox_that_was_signed_in_for_reading_only_sends_nothing() {
    let (test, google) = crate::gmail::reading().await;
    test.set("sending.practice", "false").await;
    assert_eq!(mailbox(&test).await.sends, Sends::NotAllowed);
    let item = test.queue().await[0].id;
    test.approve(item).await.unwrap();
    let_undo_pass(&test).await;
    run_long(&test).await;
    assert_eq!((google.sent().await.len(), google.n_drafts().await), (1, 0));
    assert_eq!(test.outbox().await[0].state, OutboxState::Held);

    sign_in(&test, &google, &[Grant::Read, Grant::Send]).await;
    run_long(&test).await;
    assert_sent_once(&test, &google, item, "once it may").await;
}
