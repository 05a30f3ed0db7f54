//! Work that waits for somebody else's machine holds up nothing that does not.

use crate::smtp::request;
use api::{Api as _, Import, ItemState, OutboxState};
use engine::testkit::smtp_sink::{Act, SmtpSink, Step};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine, TestMaildir};
use std::time::Duration;

/// How long work in the background may take where nothing is in its way. A server that hangs is waited for longer than that.
const PATIENCE: Duration = Duration::from_secs(8);

/// Waits for something that background work brings about.
async fn comes(what: impl AsyncFn() -> bool) -> bool {
    let came = async {
        while !what().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, came).await.is_ok()
}

/// A question by somebody else about something else.
fn of(name: &str) -> [String; 3] {
    [format!("offer@{name}.example"), format!("{name} <{name}@{name}.example>"), format!("question@{name}.example")]
}

/// A workspace out of practice mode with approved answers to these people, and a server that never answers.
async fn stuck(names: &[&str]) -> (TestEngine, SmtpSink) {
    let test = TestEngine::new().await;
    let sink = SmtpSink::open();
    test.engine.connect_smtp(request(&sink, "")).await.unwrap();
    test.set("sending.practice", "false").await;
    for name in names {
        let [offer, person, question] = of(name);
        let ours = Mail { id: &offer, to: &person, ..OFFER };
        test.import(&[ours, Mail { id: &question, from: &person, answers: &offer, ..QUESTION }]).await;
    }
    test.run().await;
    for item in test.queue().await {
        test.approve(item.id).await.unwrap();
    }
    test.clock.advance_seconds(30);
    sink.at(Step::Greeting, Act::Hang);
    (test, sink)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_written_while_two_servers_keep_us_waiting() {
    let (test, sink) = stuck(&["anna", "bert", "carla"]).await;
    test.engine.start();
    assert!(comes(async || sink.n_hanging() == 2).await, "two at once and no more: {}", sink.n_hanging());

    test.import(&[OFFER, QUESTION]).await;

    let is_drafted = async || test.queue().await.iter().any(|item| item.state == ItemState::Review);
    assert!(comes(is_drafted).await, "{:?}", test.queue().await);
    assert_eq!(sink.n_hanging(), 2);
    test.engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_written_while_a_reading_does_not_come_to_its_end() {
    let (test, ..) = crate::watching().await;
    // Whoever has the turn keeps it.
    let _turn = test.engine.cx().readings.turn(api::ConnectionId(1)).await;
    test.clock.advance_seconds(20);
    test.engine.start();
    let is_begun = async || test.number("select count(*) from jobs where kind = 'sync' and lease_owner is not null").await == 1;
    assert!(comes(is_begun).await);

    let [offer, person, question] = of("anna");
    let ours = Mail { id: &offer, to: &person, ..OFFER };
    test.import(&[ours, Mail { id: &question, from: &person, answers: &offer, ..QUESTION }]).await;

    let is_drafted = async || test.queue().await.iter().filter(|item| item.state == ItemState::Review).count() == 2;
    assert!(comes(is_drafted).await, "{:?}", test.queue().await);
    assert!(is_begun().await, "it is still at it");
    test.engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_read_while_a_server_keeps_us_waiting() {
    let (test, sink) = stuck(&["anna"]).await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    test.engine.import(Import { paths: vec![maildir.path().display().to_string()] }).await.unwrap();
    test.engine.start();
    assert!(comes(async || sink.n_hanging() == 1).await);

    maildir.keep_sent(&OFFER);
    maildir.deliver(&QUESTION);
    test.clock.advance_seconds(20);

    let is_drafted = async || test.queue().await.iter().any(|item| item.state == ItemState::Review);
    assert!(comes(is_drafted).await, "{:?}", test.queue().await);
    test.engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_ends_while_a_server_keeps_it_waiting_ends_soon_and_sends_later() {
    let (mut test, sink) = stuck(&["anna"]).await;
    test.engine.start();
    assert!(comes(async || sink.n_hanging() == 1).await);

    tokio::time::timeout(PATIENCE, test.restart()).await.expect("it ends");

    sink.be_well();
    test.run().await;
    assert_eq!((sink.taken().len(), test.outbox().await[0].state), (1, OutboxState::Sent));
}

#[tokio::test]
async fn a_connection_is_read_by_one_job_at_a_time_and_the_other_comes_back() {
    let (test, _maildir, item) = crate::watching().await;
    test.approve(item).await.unwrap();
    test.clock.advance_seconds(120);
    test.sql("delete from jobs where kind = 'sync'").await;
    let turn = test.engine.cx().readings.turn(api::ConnectionId(1)).await;

    let next = test.engine.run_until_idle();
    // The reading that is asked for regularly waits for its turn; nothing goes meanwhile.
    assert!(tokio::time::timeout(Duration::from_millis(300), next).await.is_err());
    assert_eq!(test.practised().len(), 0);

    drop(turn);
    test.clock.advance_seconds(121);
    test.run().await;
    assert_eq!(test.practised().len(), 1);
}
