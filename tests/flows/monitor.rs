//! The monitor: what waits too long and which source has gone quiet is a line in the status, once, and goes when it is over.

use api::{Api as _, Dismiss, GetStatus, Level};
use engine::testkit::{START, TestEngine};

async fn lines(test: &TestEngine) -> Vec<(Level, String)> {
    let status = test.engine.status(GetStatus {}).await.unwrap();
    status.noticed.into_iter().map(|one| (one.level, one.words)).collect()
}

#[tokio::test]
async fn what_is_due_is_said_once_and_gone_when_it_is_done() {
    let (test, item) = TestEngine::with_question().await;
    test.run().await;
    assert_eq!(lines(&test).await, [(Level::Note, api::text::replies_wait(1))]);
    test.clock.advance_seconds(300);
    test.run().await;
    assert_eq!(lines(&test).await.len(), 1);

    test.engine.dismiss(Dismiss { item: item.id, reason: "done elsewhere".to_owned() }).await.unwrap();
    test.clock.advance_seconds(300);
    test.run().await;
    assert_eq!(lines(&test).await, []);
}

/// A source that posted each hour for so many weeks, until so many hours ago.
async fn posted_hourly(test: &TestEngine, weeks: i64, hours_ago: i64) {
    test.sql(&format!(
        "insert into connections (connection_id, kind, name, location, made_at) values (70, 'webhook', 'site', 'site', 0);
         insert into webhooks (connection_id, name, proof, public_url, mapping, changed_at) values (70, 'site', 'sha256', '', '{{}}', 0);
         insert into posts (connection_id, identity, media, body, state, arrived_at)
         with recursive hours (n) as (select {hours_ago} union all select n + 1 from hours where n < {})
         select 70, 'p' || n, 'json', '', 'ignored', {} - n * 3600000 from hours;",
        weeks * 168,
        START.0
    ))
    .await;
}

#[tokio::test]
async fn a_source_that_is_quiet_for_three_times_as_long_as_usual_is_told_from_a_broken_one() {
    let test = TestEngine::new().await;
    posted_hourly(&test, 9, 2).await;
    test.run().await;
    assert_eq!(lines(&test).await, [], "two hours are not yet three times one");

    test.clock.advance_seconds(2 * 3600);
    test.run().await;
    let broken = lines(&test).await;
    assert!(broken.len() == 1 && broken[0].0 == Level::Bad, "nothing listens: {broken:?}");

    let test = TestEngine::new().await;
    posted_hourly(&test, 9, 4).await;
    test.engine.listen_for_posts(0).await.unwrap();
    test.run().await;
    let quiet = lines(&test).await;
    assert!(quiet.len() == 1 && quiet[0].0 == Level::Note && quiet[0].1.contains("60 minutes"), "{quiet:?}");
    assert!(quiet[0].1.contains("This machine listens") && !quiet[0].1.contains("works"), "{quiet:?}");
}

#[tokio::test]
async fn what_ended_is_said_again_when_it_is_so_again() {
    let (test, item) = TestEngine::with_question().await;
    test.run().await;
    let said = [(Level::Note, api::text::replies_wait(1))];
    for (state, expected) in [("drafting", &said[..]), ("review", &said), ("snoozed", &[]), ("review", &said)] {
        let id = item.id;
        test.sql(&format!("update items set state = '{state}', previous_state = 'review' where item_id = {id}")).await;
        test.clock.advance_seconds(300);
        test.run().await;
        assert_eq!(lines(&test).await, expected, "{state}");
    }
}

#[tokio::test]
async fn what_cannot_be_told_leaves_standing_what_was_said() {
    let test = TestEngine::new().await;
    test.set("webhooks.listen", "on").await;
    posted_hourly(&test, 9, 4).await;
    // Another process may hold the port: where this one does not listen, that says nothing.
    let other = test.second_process().await;
    test.run().await;
    assert_eq!(lines(&test).await, []);
    other.stop().await;
    drop(other);
    test.clock.advance_seconds(300);
    test.run().await;
    let broken = lines(&test).await;
    assert!(broken.len() == 1 && broken[0].0 == Level::Bad, "{broken:?}");

    let other = test.second_process().await;
    test.clock.advance_seconds(300);
    test.run().await;
    assert_eq!(lines(&test).await, broken);
    other.stop().await;
}

#[tokio::test]
async fn of_a_young_source_nothing_is_said() {
    let test = TestEngine::new().await;
    posted_hourly(&test, 3, 50).await;
    test.run().await;
    assert_eq!(lines(&test).await, []);
}
