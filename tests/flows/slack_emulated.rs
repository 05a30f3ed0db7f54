//! The whole way against a Slack that others wrote: a mention is read, and its answer stands in its thread.

use crate::slack_peer::{ANA, DANA, Emulated};
use api::{Api as _, ConnectSlack, Secret};
use engine::clock::{Clock as _, SystemClock};
use engine::testkit::{OPERATOR, TestEngine};

#[tokio::test]
async fn a_mention_is_read_and_its_answer_stands_in_its_thread_once() {
    let slack = Emulated::start(OPERATOR).await;
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    // What is said there is said now.
    test.clock.set(SystemClock.now());
    test.set("sending.practice", "false").await;
    let dana = slack.ask(DANA, "auth.test", &[]).await["user_id"].as_str().unwrap().to_owned();
    let ana = slack.ask(ANA, "auth.test", &[]).await["user_id"].as_str().unwrap().to_owned();
    let request = ConnectSlack { token: Secret(DANA.to_owned()), app_token: None, base_url: Some(slack.base.clone()) };
    test.engine.connect_slack(request).await.expect("connect Slack");
    test.run().await;

    let question = format!("<@{dana}> could you send pricing for 40 seats?");
    let asked = slack.ask(ANA, "chat.postMessage", &[("channel", "deals"), ("text", &question)]).await;
    let (channel, root) = (asked["channel"].as_str().unwrap(), asked["ts"].as_str().unwrap());
    let direct = slack.ask(ANA, "conversations.open", &[("users", &dana)]).await["channel"]["id"].as_str().unwrap().to_owned();
    slack.ask(ANA, "chat.postMessage", &[("channel", &direct), ("text", "Can you call me today?")]).await;
    test.clock.advance_seconds(400);
    test.run().await;

    let queue = test.queue().await;
    assert_eq!(queue.len(), 2, "{queue:?}");
    assert!(queue.iter().all(|item| item.contact.as_ref().unwrap().address == "ana@brightloom.example"), "{queue:?}");
    for item in &queue {
        test.edit(item.id, "EUR 48,000 a year.").await;
        test.approve(item.id).await.unwrap();
    }
    for _ in 0..3 {
        test.clock.advance_seconds(60);
        test.run().await;
    }

    let thread = slack.ask(DANA, "conversations.replies", &[("channel", channel), ("ts", root)]).await;
    let said: Vec<&str> = thread["messages"].as_array().unwrap().iter().map(|said| said["text"].as_str().unwrap()).collect();
    assert_eq!(said, [question.as_str(), "EUR 48,000 a year."]);
    let beside = slack.ask(ANA, "conversations.history", &[("channel", &direct)]).await;
    assert_eq!(beside["messages"].as_array().unwrap().len(), 2, "{beside}");
    assert_eq!(test.queue().await.len(), 0);
    assert_ne!(ana, dana);
}
