//! What comes in by itself is stored before it is acknowledged, once, whatever happens to the line.

use crate::slack::{QUESTION, request};
use api::{Api as _, ConnectSlack, Secret};
use engine::testkit::TestEngine;
use engine::testkit::slack::{ANA, APP_TOKEN, BOT, BOT_TOKEN, DANA, DEALS, Fault, Slack, TOKEN, WITH_ANA};
use serde_json::json;
use std::time::Duration;

/// A workspace that is listened to.
async fn listening() -> (TestEngine, Slack) {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let slack = Slack::start(test.clock.clone());
    let request = ConnectSlack { app_token: Some(Secret(APP_TOKEN.to_owned())), ..request(&slack, TOKEN) };
    test.engine.connect_slack(request).await.expect("connect Slack");
    test.run().await;
    test.engine.start();
    until("a line", || async { slack.lines().0 == 1 }).await;
    settle(&slack).await;
    (test, slack)
}

/// Waits until what the greeting asked for is read.
async fn settle(slack: &Slack) {
    until("a rest", || async {
        slack.requests();
        tokio::time::sleep(Duration::from_millis(300)).await;
        slack.requests().is_empty()
    })
    .await;
}

async fn until<F: Future<Output = bool>>(what: &str, is_so: impl Fn() -> F) {
    for _ in 0..600 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{what} did not come about");
}

async fn kept(test: &TestEngine, n: i64) {
    until("messages", || async { test.number("select count(*) from chat_messages").await == n }).await;
}

#[tokio::test]
async fn a_mention_is_an_item_within_seconds_and_nothing_is_asked_for_it() {
    let (test, slack) = listening().await;

    slack.say(DEALS, ANA, QUESTION, None);

    until("an item", || async { test.queue().await.len() == 1 }).await;
    let asked: Vec<String> = slack.requests().into_iter().filter(|line| line.contains("conversations")).collect();
    assert_eq!(asked, Vec::<String>::new());
    assert_eq!(slack.acknowledged().len(), 1);
    assert_eq!(test.texts("select payload from chat_events").await, [""], "worked through, and forgotten");
    test.engine.stop().await;
}

#[tokio::test]
async fn an_event_that_comes_again_is_acknowledged_again_and_taken_once() {
    let (test, slack) = listening().await;
    let said = slack.quietly(WITH_ANA, ANA, "Could you call me?", None, json!({}));
    let event = json!({
        "type": "message", "user": ANA, "text": said.text, "ts": said.ts, "channel": WITH_ANA, "channel_type": "im",
    });
    for _ in 0..3 {
        slack.hear_as("Ev1", &event);
    }
    // The same message under another event, as a mention has two.
    slack.hear_as("Ev2", &event);
    until("acknowledgements", || async { slack.acknowledged().len() == 4 }).await;
    kept(&test, 1).await;

    test.clock.advance_seconds(400);
    settle(&slack).await;

    assert_eq!(test.number("select count(*) from chat_messages").await, 1, "reading finds it known");
    assert_eq!(test.number("select count(*) from signals where kind = 'message_direct'").await, 1);
    test.engine.stop().await;
}

#[tokio::test]
async fn a_line_that_breaks_is_opened_again_and_what_was_missed_is_asked_for() {
    let (test, slack) = listening().await;
    for with_word in [true, false] {
        // What may be listed in a minute is soon used up.
        test.clock.advance_seconds(70);
        slack.hang_up(with_word);
        slack.quietly(DEALS, ANA, QUESTION, None, json!({}));
        let n_ever = slack.lines().1;
        until("another line", || async { slack.lines().1 > n_ever && slack.lines().0 == 1 }).await;
    }
    until("what was missed", || async { test.number("select count(*) from chat_messages").await == 2 }).await;
    assert_eq!(test.number("select count(*) from problems where area = 'slack_socket'").await, 0);
    test.engine.stop().await;
}

#[tokio::test]
async fn a_service_that_opens_no_line_is_told_of_and_tried_again() {
    let (test, slack) = listening().await;
    slack.fail("POST /api/apps.connections.open", 0, 2, Fault::Answer(500, "", ""));
    slack.hang_up(false);
    until("a problem", || async { test.number("select count(*) from problems where area = 'slack_socket'").await == 1 }).await;
    until("a line", || async { slack.lines().0 == 1 }).await;
    until("no problem", || async { test.number("select count(*) from problems where area = 'slack_socket'").await == 0 }).await;
    test.engine.stop().await;
}

#[tokio::test]
async fn what_was_acknowledged_survives_the_end_of_the_process() {
    let (mut test, slack) = listening().await;
    // Who they are cannot be asked now, so that nothing can be worked through.
    slack.fail("POST /api/users.info", 0, 100_000, Fault::Answer(500, "", ""));
    slack.fail("POST /api/conversations", 0, 100_000, Fault::Answer(500, "", ""));
    slack.say(DEALS, ANA, QUESTION, None);
    until("an acknowledgement", || async { slack.acknowledged().len() == 1 }).await;
    assert_eq!(test.number("select count(*) from chat_messages").await, 0);

    test.restart().await;
    slack.heal();
    test.clock.advance_seconds(400);
    test.run().await;

    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn an_edit_changes_words_and_what_is_taken_back_is_no_work() {
    let (test, slack) = listening().await;
    let ts = slack.say(WITH_ANA, ANA, "Could you send 40?", None);
    until("an item", || async { test.queue().await.len() == 1 }).await;

    slack.edit(WITH_ANA, &ts, "Could you send 60?");
    until("other words", || async { test.texts("select text from chat_messages").await == ["Could you send 60?"] }).await;
    slack.edit(DEALS, &slack.quietly(DEALS, ANA, "nobody is named", None, json!({})).ts, "<@U0DANA> now somebody is?");
    slack.delete(WITH_ANA, &ts);

    until("no item", || async { test.queue().await.is_empty() }).await;
    assert_eq!(test.number("select count(*) from chat_messages").await, 1, "an edit is no news");
    test.engine.stop().await;
}

#[tokio::test]
async fn a_flood_is_stored_to_the_last_and_each_once() {
    let (test, slack) = listening().await;
    for n in 0..2_000 {
        slack.say(WITH_ANA, ANA, &format!("message {n}, what do you think?"), None);
        if n % 3 == 0 {
            slack.say(DEALS, ANA, &format!("noise {n}"), None);
        }
    }
    until("acknowledgements", || async { slack.acknowledged().len() == 2_667 }).await;
    until("all of them", || async { test.number("select count(*) from chat_events where done_at is null").await == 0 }).await;

    assert_eq!(test.number("select count(*) from chat_messages").await, 2_000);
    until("an item", || async { test.queue().await.len() == 1 }).await;
    test.engine.stop().await;
}

const N_PROBLEMS: &str = "select count(*) from problems where area = 'slack_socket'";

#[tokio::test]
async fn an_event_is_for_whom_it_names_whichever_line_it_comes_on() {
    let (test, slack) = listening().await;
    test.engine.connect_slack(request(&slack, BOT_TOKEN)).await.expect("connect the bot");
    let event = |said: &engine::testkit::slack::Said| {
        json!({
            "type": "message", "user": said.user, "text": said.text, "ts": said.ts, "channel": said.channel, "channel_type": "channel",
        })
    };
    let say = |text: &str| slack.quietly(DEALS, ANA, text, None, json!({}));
    let (for_bot, for_user, for_nobody) = (say("<@U0CASEY> who answers?"), say("<@U0DANA> do you?"), say("<@U0DANA> elsewhere?"));
    slack.hear_for("T0NORTH", BOT, "EvBot", &event(&for_bot));
    slack.hear_for("T0NORTH", DANA, "EvUser", &event(&for_user));
    slack.hear_for("T0ELSE", DANA, "EvElse", &event(&for_nobody));

    until("acknowledgements", || async { slack.acknowledged().len() == 3 }).await;
    let kept = "select event_id || ' ' || sign_ins.client_id from chat_events join connections using (connection_id)
                join sign_ins using (sign_in_id) order by 1";
    assert_eq!(test.texts(kept).await, ["EvBot bot", "EvUser user"]);
    test.engine.stop().await;
}

#[tokio::test]
async fn what_slack_itself_says_is_no_work() {
    let (test, slack) = listening().await;
    slack.hear(&json!({
        "type": "message", "user": "USLACKBOT", "text": "Could you finish your profile?", "ts": "1795186800.000100",
        "channel": "D0BOT", "channel_type": "im",
    }));
    slack.say(WITH_ANA, ANA, "Could you call me?", None);
    until("an item", || async { !test.queue().await.is_empty() }).await;
    until("both", || async { test.number("select count(*) from chat_events where done_at is null").await == 0 }).await;

    assert_eq!(test.queue().await.len(), 1);
    assert_eq!(test.number("select count(*) from chat_messages where is_bot = 0").await, 1);
    test.engine.stop().await;
}

#[tokio::test]
async fn a_line_that_ends_before_it_greets_is_told_of_and_nothing_is_left_of_it_after_the_workspace() {
    let (test, slack) = listening().await;
    slack.greet(false);
    slack.hang_up(false);
    until("a problem", || async { test.number(N_PROBLEMS).await == 1 }).await;

    let id = crate::slack::workspace(&test).await.id;
    test.engine.disconnect(api::Disconnect { connection: id, revoke: false }).await.unwrap();
    until("no problem", || async { test.number(N_PROBLEMS).await == 0 }).await;
    test.engine.stop().await;
}

#[tokio::test]
async fn without_its_token_a_line_is_no_problem_any_more() {
    let (test, slack) = listening().await;
    slack.greet(false);
    slack.hang_up(false);
    until("a problem", || async { test.number(N_PROBLEMS).await == 1 }).await;
    test.engine.connect_slack(request(&slack, TOKEN)).await.unwrap();
    until("no problem", || async { test.number(N_PROBLEMS).await == 0 }).await;
    test.engine.stop().await;
}
