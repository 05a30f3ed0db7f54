//! What is approved for a chat stands there once, whatever Slack answers and wherever the process dies.

use crate::slack::{QUESTION, read_again, reading, workspace};
use api::{Action, Api as _, EditDraft, GateName, ItemId, ItemState, OutboxState, text};
use engine::fault;
use engine::testkit::TestEngine;
use engine::testkit::slack::{ANA, DEALS, Fault, SCOPES, Slack};

const POST: &str = "POST /api/chat.postMessage";

/// A mention that is answered and approved; the undo window is still open.
async fn approved() -> (TestEngine, Slack, ItemId, String) {
    let (test, slack) = reading().await;
    let root = slack.say(DEALS, ANA, QUESTION, None);
    read_again(&test).await;
    let item = test.queue().await.pop().expect("an item").id;
    test.edit(item, "40 seats are EUR 48,000 a year & <!channel> stays quiet.").await;
    test.approve(item).await.expect("an approval");
    slack.requests();
    (test, slack, item, root)
}

async fn let_it_go(test: &TestEngine) {
    test.clock.advance_seconds(31);
    test.run().await;
}

async fn outbox(test: &TestEngine) -> OutboxState {
    test.outbox().await.pop().expect("an action").state
}

#[tokio::test]
async fn an_approved_answer_stands_in_its_channel_and_thread_once() {
    let (test, slack, item, root) = approved().await;
    let shown = test.outbox().await.pop().unwrap();
    assert_eq!((shown.action, shown.subject.as_str()), (Action::PostMessage, "#deals, in the thread of Ana Duarte"));
    assert_eq!(shown.destination, "Northwind on Slack");
    let gates: Vec<GateName> = shown.gates.iter().filter(|gate| !gate.passes).map(|gate| gate.name).collect();
    assert_eq!(gates, [GateName::Undo]);

    let_it_go(&test).await;

    let posts = slack.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!((posts[0].channel.as_str(), posts[0].thread.as_deref()), (DEALS, Some(root.as_str())));
    assert_eq!(posts[0].text, "40 seats are EUR 48,000 a year &amp; &lt;!channel&gt; stays quiet.");
    assert_eq!((outbox(&test).await, super::state_of(&test, item).await), (OutboxState::Sent, ItemState::Done));
    for _ in 0..3 {
        read_again(&test).await;
    }
    assert_eq!(slack.posts().len(), 1);
    assert_eq!(test.queue().await.len(), 0);
    let chat = test.show(item).await.chat.unwrap();
    assert_eq!(chat.lines.iter().filter(|line| line.is_own).count(), 1, "{chat:?}");
}

#[tokio::test]
async fn whatever_slack_answers_a_message_stands_there_once_or_not_at_all() {
    const LIMITED: &str = r#"{"ok":false,"error":"ratelimited"}"#;
    for (name, fault, n_there) in [
        ("lost", Fault::LoseAnswer, 1),
        ("cut", Fault::Cut, 1),
        ("odd", Fault::Garble, 1),
        ("stalled", Fault::Stall, 1),
        ("500", Fault::Answer(500, "", "<html>"), 1),
        ("internal error", Fault::Answer(200, "", r#"{"ok":false,"error":"internal_error"}"#), 1),
        ("not now", Fault::DoAndAnswer(503, "Retry-After: 5\r\n", "<html>"), 1),
        ("too late for a proxy", Fault::DoAndAnswer(408, "", "<html>"), 1),
        ("a proxy that forbids", Fault::DoAndAnswer(403, "", "<html>"), 1),
        ("a proxy that finds nothing", Fault::DoAndAnswer(404, "", "<html>"), 1),
        ("broken", Fault::Break, 1),
        ("429", Fault::Answer(429, "Retry-After: 5\r\n", LIMITED), 1),
        ("archived", Fault::Answer(200, "", r#"{"ok":false,"error":"is_archived"}"#), 0),
        ("not a member", Fault::Answer(200, "", r#"{"ok":false,"error":"not_in_channel"}"#), 0),
        ("no scope", Fault::Answer(200, "", r#"{"ok":false,"error":"missing_scope","needed":"chat:write"}"#), 0),
    ] {
        let (test, slack, item, _) = approved().await;
        slack.fail(POST, 0, 1, fault);
        let_it_go(&test).await;
        for _ in 0..20 {
            test.clock.advance_seconds(30);
            test.run().await;
        }
        assert_eq!(slack.posts().len(), n_there, "{name}: {:?}", test.outbox().await);
        let state = super::state_of(&test, item).await;
        assert_eq!(state, if n_there == 1 { ItemState::Done } else { ItemState::Review }, "{name}");
    }
}

#[tokio::test]
async fn a_process_that_dies_in_the_middle_of_a_post_leaves_one_message() {
    for point in ["send_after_sending_commit", "chat_after_begun_commit", "chat_after_post", "send_before_sent_commit"] {
        let (mut test, slack, item, _) = approved().await;
        test.clock.advance_seconds(31);
        fault::panic_at(point);
        test.run().await;
        test.restart().await;
        for _ in 0..20 {
            test.clock.advance_seconds(30);
            test.run().await;
        }
        assert_eq!(slack.posts().len(), 1, "{point}: {:?}", test.outbox().await);
        assert_eq!(super::state_of(&test, item).await, ItemState::Done, "{point}");
    }
}

#[tokio::test]
async fn what_cannot_be_looked_for_asks_and_is_never_posted_again() {
    let (test, slack, item, _) = approved().await;
    slack.fail(POST, 0, 1, Fault::LoseAnswer);
    let refused = Fault::Answer(200, "", r#"{"ok":false,"error":"missing_scope","needed":"channels:history"}"#);
    slack.fail("POST /api/conversations.replies", 0, 100_000, refused);
    let_it_go(&test).await;
    assert_eq!((slack.posts().len(), outbox(&test).await), (1, OutboxState::Sending));
    for _ in 0..30 {
        test.clock.advance_seconds(300);
        test.run().await;
    }
    assert_eq!((slack.posts().len(), outbox(&test).await), (1, OutboxState::Unsure));
    assert_eq!(super::state_of(&test, item).await, ItemState::Approved);
}

#[tokio::test]
async fn a_source_that_cannot_be_read_delays_what_answers_it() {
    let (test, slack, item, _) = approved().await;
    slack.fail("POST /api/conversations", 0, 100_000, Fault::Answer(500, "", ""));
    test.clock.advance_seconds(90);
    test.run().await;
    assert_eq!((slack.posts().len(), outbox(&test).await), (0, OutboxState::Held));
    slack.heal();
    read_again(&test).await;
    assert_eq!((slack.posts().len(), super::state_of(&test, item).await), (1, ItemState::Done));
}

#[tokio::test]
async fn a_newer_message_brings_the_answer_back_before_it_goes() {
    let (test, slack, item, root) = approved().await;
    test.clock.advance_seconds(5);
    slack.say(DEALS, ANA, "<@U0DANA> sorry, I meant 60 seats, what are those?", Some(&root));
    test.clock.advance_seconds(70);
    test.run().await;

    assert_eq!(slack.posts().len(), 0);
    assert_eq!(super::state_of(&test, item).await, ItemState::Review);
    let shown = test.show(item).await;
    assert!(shown.draft.unwrap().body.starts_with("40 seats are"), "what the operator wrote stays");
    assert_eq!((shown.chat.unwrap().lines.len(), shown.evidence.len()), (2, 2), "the news is shown");
}

#[tokio::test]
async fn in_practice_nothing_is_posted_and_its_text_lies_in_the_practice_outbox() {
    let (test, slack) = reading().await;
    test.set("sending.practice", "true").await;
    slack.say(DEALS, ANA, QUESTION, None);
    read_again(&test).await;
    let item = test.queue().await.pop().unwrap().id;
    test.edit(item, "EUR 48,000.").await;
    test.approve(item).await.unwrap();
    let_it_go(&test).await;

    assert_eq!(slack.posts().len(), 0);
    assert_eq!(super::state_of(&test, item).await, ItemState::Done);
    let files: Vec<_> = std::fs::read_dir(test.data().join("practice/chats")).unwrap().collect();
    assert_eq!(files.len(), 1);
}

#[tokio::test]
async fn a_draft_with_a_place_for_the_answer_is_held_and_its_place_cannot_be_changed() {
    let (test, slack) = reading().await;
    slack.say(DEALS, ANA, QUESTION, None);
    read_again(&test).await;
    let item = test.queue().await.pop().unwrap().id;
    let unanswered = api::Approve { item, revision: None, waivers: Vec::new() };
    assert!(test.engine.approve(unanswered).await.is_err(), "there is no answer yet");
    let edit = |to, subject, details| EditDraft { item, subject, body: None, to, cc: None, bcc: None, details };
    let draft = test.show(item).await.draft.unwrap();
    let Some(api::Details::Chat(chat)) = draft.details.clone() else { panic!("no place") };
    let elsewhere = api::Details::Chat(api::ChatDetails { channel: "C0OTHER".to_owned(), ..chat });
    let refused = test.engine.edit_draft(edit(None, None, Some(elsewhere))).await.unwrap_err();
    assert_eq!(refused.message, text::chat_place_stays());
    assert!(test.engine.edit_draft(edit(Some(vec!["ana@brightloom.example".to_owned()]), None, None)).await.is_err());
    let edited = test.engine.edit_draft(edit(None, Some("elsewhere".to_owned()), None)).await.unwrap();
    assert_eq!(edited.draft.unwrap().subject, draft.subject);
}

#[tokio::test]
async fn a_token_that_may_not_post_is_said_before_it_is_tried() {
    let (test, slack) = reading().await;
    slack.scopes(&SCOPES.iter().copied().filter(|scope| *scope != "chat:write").collect::<Vec<_>>());
    crate::slack::connect(&test, &slack).await;
    slack.say(DEALS, ANA, QUESTION, None);
    read_again(&test).await;
    let item = test.queue().await.pop().unwrap().id;
    let gates = test.show(item).await.gates;
    let gate = gates.into_iter().find(|gate| gate.name == GateName::Destination).unwrap();
    assert_eq!(gate.words, text::not_allowed_to_do(Action::PostMessage, &workspace(&test).await.name));
}
