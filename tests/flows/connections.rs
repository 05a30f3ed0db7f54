//! What a connection says of itself in figures.

use crate::watching;
use api::{Api as _, ListConnections};
use engine::store::messages;
use engine::testkit::{Mail, QUESTION, TestEngine};

/// Of the one connection: mails in all, and those that were read today.
async fn figures(test: &TestEngine) -> (u64, u64) {
    let all = test.engine.list_connections(ListConnections {}).await.unwrap();
    assert_eq!(all.len(), 1);
    (all[0].n_messages, all[0].n_today)
}

#[tokio::test]
async fn mails_count_as_read_today_until_the_operators_day_is_over() {
    let (test, maildir, _) = watching().await;
    assert_eq!(figures(&test).await, (2, 2));

    test.clock.advance_seconds(24 * 60 * 60);
    assert_eq!(figures(&test).await, (2, 0));

    maildir.deliver(&Mail { id: "again@brightloom.example", ..QUESTION });
    test.run().await;
    assert_eq!(figures(&test).await, (3, 1));
}

#[tokio::test]
async fn the_first_mail_since_a_moment_is_found_wherever_it_stands() {
    let (test, maildir, _) = watching().await;
    test.clock.advance_seconds(60);
    maildir.deliver(&Mail { id: "later@brightloom.example", ..QUESTION });
    test.run().await;
    let mut conn = test.engine.cx().read().await.unwrap();
    let last = test.engine.cx().now();
    let first = messages::first_since(&mut conn, last.plus_ms(-24 * 60 * 60 * 1000)).await.unwrap();
    let newest = messages::first_since(&mut conn, last.plus_ms(-30_000)).await.unwrap();
    let none = messages::first_since(&mut conn, last.plus_ms(1)).await.unwrap();
    assert_eq!((first.map(|id| id.0), newest.map(|id| id.0), none), (Some(1), Some(3), None));
}

#[tokio::test]
async fn the_mails_of_today_are_counted_without_reading_all() {
    let test = TestEngine::new().await;
    let plan = test.engine.cx().store.query_plan(messages::COUNT_FROM).await.unwrap();
    assert!(plan.iter().all(|step| step.starts_with("SEARCH")), "{plan:?}");
}
