//! What words say of until when is told while they are typed, and once they are carried out.

use crate::{seconds_in, state_of};
use api::{Api as _, ItemState, ReadUntil, SnoozeMany, Until, text};
use engine::testkit::TestEngine;

async fn read(test: &TestEngine, until: &str) -> Until {
    test.engine.read_until(ReadUntil { until: until.to_owned() }).await.unwrap()
}

#[tokio::test]
async fn typed_words_are_told_as_the_moment_that_a_snooze_would_take_them_for() {
    let (test, item) = TestEngine::with_question().await;

    let meant = read(&test, " Tomorrow 9 ").await;

    assert_eq!((meant.at.is_some(), meant.why_not.as_str()), (true, ""));
    assert_eq!(state_of(&test, item.id).await, ItemState::Review, "nothing is changed by asking");
    let snooze = SnoozeMany { items: vec![item.id], until: " Tomorrow 9 ".to_owned() };
    assert_eq!(test.engine.snooze_many(snooze).await.unwrap().snoozed_until, meant.at);
    assert_eq!(test.show(item.id).await.item.snoozed_until, meant.at);
    assert_eq!(read(&test, "2h").await.at, Some(seconds_in(7200)));
}

#[tokio::test]
async fn words_that_mean_no_moment_to_come_say_so_in_a_few_words() {
    let test = TestEngine::new().await;
    let why_not = |words: String| Until { at: None, why_not: words };
    assert_eq!(read(&test, "when pigs").await, why_not(text::until_not_understood()));
    assert_eq!(read(&test, "").await, why_not(text::until_not_understood()));
    assert_eq!(read(&test, "2020-01-01").await, why_not(text::until_is_past()));
    assert_eq!(read(&test, "400d").await, why_not(text::until_is_too_far()));
}

#[tokio::test]
async fn a_snooze_of_nothing_has_no_moment() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    let bulk = test.engine.snooze_many(SnoozeMany { items: vec![item.id], until: "3d".to_owned() }).await.unwrap();
    assert_eq!((bulk.done.len(), bulk.snoozed_until), (0, None));
}
