//! A workspace in which more is said than may be asked for at once is read to its end, step by step, and nothing of it twice for ever.

use crate::slack::{QUESTION, connect, read_again, reading, request, workspace};
use api::{Api as _, ConnectSlack, ConnectionState, Secret};
use engine::testkit::TestEngine;
use engine::testkit::slack::{ANA, APP_TOKEN, DEALS, OMAR, SCOPES, Slack, TOKEN, TOM, WITH_ANA, WITH_OMAR, WITH_TOM};
use serde_json::json;
use std::time::Duration;

/// Reads for so many minutes, as far as the limits of each allow.
async fn minutes(test: &TestEngine, n: usize) {
    for _ in 0..n {
        test.run().await;
        test.clock.advance_seconds(61);
    }
    test.run().await;
}

fn n_asked(requests: &[String], method: &str) -> usize {
    requests.iter().filter(|line| line.ends_with(method)).count()
}

async fn not_read_yet() -> (TestEngine, Slack) {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let slack = Slack::start(test.clock.clone());
    (test, slack)
}

#[tokio::test]
async fn many_direct_messages_are_read_to_the_last_and_each_person_is_asked_about_once() {
    let (test, slack) = not_read_yet().await;
    for n in 0..120 {
        let id = slack.meet(&format!("U{n}"), &format!("Person {n}"), &format!("p{n}@brightloom.example"));
        slack.say(&id, &format!("U{n}"), "Can we talk about the pilot?", None);
    }
    connect(&test, &slack).await;
    minutes(&test, 5).await;

    assert_eq!(workspace(&test).await.state, ConnectionState::Fresh);
    assert_eq!(test.number("select count(*) from chat_messages").await, 120);
    // Each, and the operator when they connected.
    assert_eq!(n_asked(&slack.requests(), "users.info"), 121);
    assert_eq!(test.number("select count(*) from chat_channels where name like 'Person %'").await, 120);
}

#[tokio::test]
async fn nobody_is_asked_about_who_says_nothing() {
    let (test, slack) = not_read_yet().await;
    for n in 0..40 {
        slack.meet(&format!("U{n}"), &format!("Person {n}"), "");
    }
    connect(&test, &slack).await;
    slack.requests();
    minutes(&test, 3).await;

    assert_eq!(workspace(&test).await.state, ConnectionState::Fresh);
    assert_eq!(n_asked(&slack.requests(), "users.info"), 0);
}

#[tokio::test]
async fn one_message_that_names_many_is_read_once_all_are_known() {
    let (test, slack) = not_read_yet().await;
    let all: Vec<String> = (0..150)
        .map(|n| {
            slack.meet(&format!("U{n}"), &format!("Person {n}"), "");
            format!("<@U{n}>")
        })
        .collect();
    slack.say(WITH_ANA, ANA, &format!("Could you invite {}?", all.join(" ")), None);
    connect(&test, &slack).await;
    minutes(&test, 4).await;

    assert_eq!(workspace(&test).await.state, ConnectionState::Fresh);
    assert_eq!(test.queue().await.len(), 1);
    assert_eq!(n_asked(&slack.requests(), "users.info"), 152);
}

#[tokio::test]
async fn a_channel_with_many_threads_is_read_to_its_end_and_each_thread_once() {
    let (test, slack) = not_read_yet().await;
    for n in 0..100 {
        let root = slack.say(DEALS, OMAR, &format!("topic {n}"), None);
        slack.say(DEALS, ANA, if n == 7 { QUESTION } else { "I see" }, Some(&root));
    }
    connect(&test, &slack).await;
    minutes(&test, 5).await;

    assert_eq!(workspace(&test).await.state, ConnectionState::Fresh);
    assert_eq!(n_asked(&slack.requests(), "conversations.replies"), 100);
    assert_eq!(
        test.texts("select text from chat_messages order by sent_at").await.len(),
        2,
        "the thread that names the operator"
    );
    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn a_flood_of_mentions_in_threads_that_are_not_known_is_worked_through_at_once() {
    let (test, slack) = not_read_yet().await;
    let roots: Vec<String> = (0..80).map(|n| slack.quietly(DEALS, OMAR, &format!("topic {n}"), None, json!({})).ts).collect();
    test.clock.advance_seconds(20 * 86_400);
    let request = ConnectSlack { app_token: Some(Secret(APP_TOKEN.to_owned())), ..request(&slack, TOKEN) };
    test.engine.connect_slack(request).await.unwrap();
    test.run().await;
    test.engine.start();
    until("a line", || async { slack.lines().0 == 1 }).await;

    for (n, root) in roots.iter().enumerate() {
        slack.say(DEALS, ANA, &format!("<@U0DANA> what does {n} cost?"), Some(root));
    }

    until("acknowledgements", || async { slack.acknowledged().len() == 80 }).await;
    until("all of them", || async { test.number("select count(*) from chat_events where done_at is null").await == 0 }).await;
    assert_eq!(test.number("select count(*) from chat_messages where is_named = 1").await, 80);
    test.engine.stop().await;
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

#[tokio::test]
async fn a_step_ends_after_its_time_and_the_next_one_goes_on_behind_each_page() {
    let (test, slack) = not_read_yet().await;
    for n in 0..450 {
        slack.say(WITH_ANA, ANA, &format!("message {n}"), None);
    }
    connect(&test, &slack).await;
    slack.requests();
    // Each answer takes longer than a step may.
    let clock = test.clock.clone();
    slack.meanwhile(move || clock.advance_seconds(6));
    test.run().await;

    assert_eq!(test.number("select count(*) from chat_messages").await, 450);
    assert_eq!(workspace(&test).await.state, ConnectionState::Fresh);
    let requests = slack.requests();
    // Three pages of one, one page of each of the three others.
    assert_eq!(n_asked(&requests, "conversations.history"), 6, "{requests:?}");
    assert!(n_asked(&requests, "users.conversations") > 4, "{requests:?}");
}

#[tokio::test]
async fn a_mention_in_a_thread_that_began_days_ago_is_found_without_a_line() {
    let (test, slack) = reading().await;
    let root = slack.say(DEALS, OMAR, "Brightloom wants 40 seats", None);
    read_again(&test).await;
    for _ in 0..5 {
        test.clock.advance_seconds(86_400);
        slack.say(DEALS, OMAR, "good morning", None);
        test.run().await;
    }
    slack.say(DEALS, ANA, QUESTION, Some(&root));
    test.clock.advance_seconds(3_700);
    test.run().await;

    assert_eq!(test.queue().await.len(), 1);
    slack.requests();
    read_again(&test).await;
    assert_eq!(n_asked(&slack.requests(), "conversations.replies"), 1, "the thread that is followed, and no other");
}

#[tokio::test]
async fn without_addresses_nobody_becomes_a_contact_and_colleagues_only_ask() {
    let (test, slack) = not_read_yet().await;
    test.set("sending.practice", "false").await;
    slack.scopes(&SCOPES.iter().copied().filter(|scope| *scope != "users:read.email").collect::<Vec<_>>());
    slack.belongs(OMAR);
    connect(&test, &slack).await;
    test.run().await;
    slack.say(WITH_OMAR, OMAR, "I am at lunch now.", None);
    slack.say(WITH_ANA, ANA, "Can we talk about the pilot?", None);
    read_again(&test).await;

    assert_eq!(test.number("select count(*) from contacts").await, 0);
    let queue = test.queue().await;
    assert_eq!(queue.iter().map(|item| item.who.as_str()).collect::<Vec<_>>(), ["Ana Duarte"]);

    slack.scopes(SCOPES);
    connect(&test, &slack).await;
    slack.say(WITH_ANA, ANA, "And about the price?", None);
    read_again(&test).await;
    assert_eq!(test.texts("select address from addresses").await, ["ana@brightloom.example"]);
    test.engine.stop().await;
}

#[tokio::test]
async fn who_was_a_contact_by_name_alone_is_matched_again_once_their_address_is_told() {
    let (test, slack) = reading().await;
    slack.say(WITH_TOM, TOM, "Can we talk about the pilot?", None);
    read_again(&test).await;
    let before = test.number("select contact_id from chat_people where name = 'Tom Berg'").await;
    slack.address(TOM, "tom@northwind.example");
    connect(&test, &slack).await;
    slack.say(WITH_TOM, TOM, "Could you?", None);
    read_again(&test).await;

    assert!(before > 0);
    assert_eq!(
        test.number("select count(*) from chat_people where name = 'Tom Berg' and contact_id is null").await,
        1,
        "a colleague"
    );
}
