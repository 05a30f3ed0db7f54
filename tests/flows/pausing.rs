//! Reading is paused for a while: nothing is read by itself, and what was approved goes on.

use crate::watching;
use api::{Api as _, Code, GetStatus, PauseReading, ReadNow};
use engine::testkit::{Mail, QUESTION, TestEngine};

const LATER: Mail<'static> = Mail {
    id: "later@brightloom.example",
    body: "Hi Dana,\r\n\r\nand could you send the terms for two years as well?\r\n\r\nInes",
    ..QUESTION
};

async fn pause(test: &TestEngine, until: Option<&str>) -> Result<api::Status, api::ApiError> {
    test.engine.pause_reading(PauseReading { until: until.map(str::to_owned) }).await
}

async fn n_mails(test: &TestEngine) -> i64 {
    test.number("select count(*) from messages").await
}

#[tokio::test]
async fn while_reading_is_paused_nothing_is_read_by_itself_and_then_it_goes_on() {
    let (test, maildir, _) = watching().await;
    let before = n_mails(&test).await;

    let until = pause(&test, Some("1h")).await.unwrap().paused_until.unwrap();
    test.run().await;
    maildir.deliver(&LATER);
    test.clock.advance_seconds(1800);
    test.run().await;
    assert_eq!(n_mails(&test).await, before);
    assert_eq!(test.engine.status(GetStatus {}).await.unwrap().paused_until, Some(until));

    test.clock.set(until);
    test.run().await;
    assert_eq!(n_mails(&test).await, before + 1);
    assert_eq!(test.engine.status(GetStatus {}).await.unwrap().paused_until, None);
}

#[tokio::test]
async fn a_pause_can_be_ended_early_and_outlives_the_program() {
    let (mut test, maildir, _) = watching().await;
    let before = n_mails(&test).await;
    pause(&test, Some("1h")).await.unwrap();
    maildir.deliver(&LATER);

    test.restart().await;
    test.run().await;
    assert_eq!(n_mails(&test).await, before);

    assert_eq!(pause(&test, None).await.unwrap().paused_until, None);
    test.run().await;
    assert_eq!(n_mails(&test).await, before + 1);
}

#[tokio::test]
async fn the_operator_can_have_it_read_once_in_the_middle_of_a_pause() {
    let (test, maildir, _) = watching().await;
    let before = n_mails(&test).await;
    pause(&test, Some("1h")).await.unwrap();
    maildir.deliver(&LATER);

    test.engine.sync(ReadNow { connection: None }).await.unwrap();

    assert_eq!(n_mails(&test).await, before + 1);
    assert!(test.engine.status(GetStatus {}).await.unwrap().paused_until.is_some());
}

#[tokio::test]
async fn what_was_approved_goes_while_reading_is_paused() {
    let (test, _maildir, item) = watching().await;
    pause(&test, Some("1h")).await.unwrap();
    test.approve(item).await.unwrap();
    test.clock.advance_seconds(60);
    test.run().await;
    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn a_pause_that_names_no_time_to_come_is_refused() {
    let (test, _maildir, _) = watching().await;
    assert_eq!(pause(&test, Some("whenever")).await.unwrap_err().code, Code::Invalid);
    assert_eq!(test.engine.status(GetStatus {}).await.unwrap().paused_until, None);
}
