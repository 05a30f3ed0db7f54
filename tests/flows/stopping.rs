//! A first reading can be stopped and goes on where it stopped; what a service lets us ask is counted over a restart.

use crate::gmail::{choose, old_mail};
use crate::google::{google, mailbox, sign_in};
use crate::peers::Google;
use api::{
    Api as _, Code, ConnectionId, ConnectionOptions, ConnectionState, ConnectionView, Grant, Progress, ReadNow, StopReading,
};
use engine::testkit::TestEngine;
use std::time::Duration;

const N_MAILS: u64 = 60;

/// A mailbox that is being read for the first time, some mails of which came, because its quota is small.
async fn underway() -> (TestEngine, Google) {
    let (test, google) = (TestEngine::new().await, google((1..=N_MAILS as i64).map(old_mail).collect()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    choose(&test, ConnectionOptions { quota_per_minute: Some(400), ..ConnectionOptions::default() }).await;
    test.run().await;
    (test, google)
}

async fn stop(test: &TestEngine) -> ConnectionView {
    let connection = mailbox(test).await.id;
    let all = test.engine.stop_reading(StopReading { connection }).await.unwrap();
    all.into_iter().find(|one| one.id == connection).unwrap()
}

async fn n_mails(test: &TestEngine) -> u64 {
    u64::try_from(test.number("select count(*) from messages").await).unwrap()
}

#[tokio::test]
async fn a_first_reading_that_is_stopped_keeps_what_came_and_goes_on_when_it_is_named() {
    let (mut test, google) = underway().await;
    let n_before = n_mails(&test).await;
    assert!(n_before > 0 && n_before < N_MAILS, "{n_before}");

    let stopped = stop(&test).await;
    assert_eq!(stopped.state, ConnectionState::Stopped);
    assert_eq!(stopped.progress, Some(Progress { n_done: n_before, n_expected: Some(N_MAILS) }));
    assert_eq!(stop(&test).await.state, ConnectionState::Stopped, "twice is once");
    google.requests();
    test.restart().await;
    for _ in 0..5 {
        test.clock.advance_seconds(600);
        test.run().await;
    }
    test.engine.sync(ReadNow { connection: None }).await.unwrap();
    assert_eq!(google.requests(), Vec::<String>::new(), "nobody reads it by themselves");
    assert_eq!(n_mails(&test).await, n_before);

    choose(&test, ConnectionOptions::default()).await;
    assert_eq!(mailbox(&test).await.state, ConnectionState::Stopped, "a choice does not read on");
    let connection = mailbox(&test).await.id;
    test.engine.sync(ReadNow { connection: Some(connection) }).await.unwrap();
    assert_eq!((mailbox(&test).await.state, n_mails(&test).await), (ConnectionState::Fresh, N_MAILS));
    assert_eq!(test.number("select count(distinct rfc_message_id) from messages").await, N_MAILS as i64);
    let refused = test.engine.stop_reading(StopReading { connection }).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict, "there is nothing to stop any more");
    let missing = test.engine.stop_reading(StopReading { connection: ConnectionId(99) }).await.unwrap_err();
    assert_eq!(missing.code, Code::NotFound);
}

#[tokio::test]
async fn a_step_that_is_under_way_ends_with_what_it_asked_for() {
    let (test, google) = (TestEngine::new().await, google((1..=N_MAILS as i64).map(old_mail).collect()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    google.be_slow(Duration::from_millis(100));
    let engine = test.engine.clone();
    let connection = mailbox(&test).await.id;
    let reading = tokio::spawn(async move { engine.sync(ReadNow { connection: Some(connection) }).await });
    // Some mails are on their way by then.
    while google.requests().iter().filter(|request| request.contains("format=raw")).count() == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    let stopped = stop(&test).await;

    reading.await.unwrap().unwrap();
    let n_stored = n_mails(&test).await;
    assert_eq!(stopped.state, ConnectionState::Stopped);
    assert!(n_stored > 0 && n_stored < N_MAILS, "{n_stored}");
    assert_eq!(stopped.progress.map(|progress| progress.n_done), Some(n_stored), "it is said how far it came");
}

#[tokio::test]
async fn whoever_waits_for_a_reading_is_told_at_once_that_it_was_stopped() {
    let (test, _google) = underway().await;
    let connection = mailbox(&test).await.id;
    let engine = test.engine.clone();
    let reading = tokio::spawn(async move { engine.sync(ReadNow { connection: Some(connection) }).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!reading.is_finished(), "its minute's worth is used up");

    stop(&test).await;

    let read = tokio::time::timeout(Duration::from_secs(5), reading).await.expect("it does not wait for the minute").unwrap();
    assert_eq!(read.unwrap().into_iter().find(|one| one.id == connection).unwrap().state, ConnectionState::Stopped);
}

#[tokio::test]
async fn a_restart_gives_nothing_back_of_what_may_be_asked_in_a_minute() {
    let (mut test, google) = underway().await;
    let n_before = n_mails(&test).await;
    google.requests();

    test.restart().await;
    test.clock.advance_seconds(1);
    test.run().await;

    assert_eq!(n_mails(&test).await, n_before, "a second's worth is no mail");
    assert!(google.requests().iter().all(|request| !request.contains("format=raw")));
    test.clock.advance_seconds(180);
    test.run().await;
    assert!(n_mails(&test).await > n_before);
}
