//! The parts of a score are stored with it and sum to it; what moves the score is stored anew.

use api::{Component, ItemDetail};
use engine::testkit::TestEngine;

/// (score, sum of the parts) of every item, as they stand in the file.
async fn stored(test: &TestEngine) -> Vec<(f64, f64)> {
    let mut conn = test.engine.cx().read().await.unwrap();
    sqlx::query_as(
        "select score, revenue_points + urgency_points + strategic_points + effort_points + adjustment + limit_points from items",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap()
}

fn sum(detail: &ItemDetail) -> f64 {
    detail.components.iter().map(|component| component.points).sum::<f64>() + detail.adjustment + detail.limit
}

fn component<'a>(detail: &'a ItemDetail, name: &str) -> &'a Component {
    detail.components.iter().find(|component| component.name == name).unwrap()
}

async fn assert_sums(test: &TestEngine) {
    let all = stored(test).await;
    assert!(!all.is_empty());
    for (score, parts) in all {
        assert!((score - parts).abs() < 1e-9, "{score} {parts}");
    }
}

#[tokio::test]
async fn the_parts_of_a_score_sum_to_it() {
    let (test, item) = TestEngine::with_question().await;

    let detail = test.show(item.id).await;

    assert_sums(&test).await;
    assert!((detail.item.score - sum(&detail)).abs() < 1e-9);
    let names: Vec<&str> = detail.components.iter().map(|component| component.name.as_str()).collect();
    assert_eq!(names, ["revenue", "urgency", "strategic", "effort"]);
    for part in &detail.components {
        assert!((0.0..=1.0).contains(&part.value) && (0.0..=1.0).contains(&part.weight), "{part:?}");
        let gain = if part.name == "effort" { 1.0 - part.value } else { part.value };
        assert!((part.points - 100.0 * part.weight * gain).abs() < 1e-9, "{part:?}");
    }
    assert!((detail.components.iter().map(|part| part.weight).sum::<f64>() - 1.0).abs() < 1e-9);
}

#[tokio::test]
async fn a_draft_that_is_ready_halves_the_effort() {
    let test = TestEngine::new().await;
    test.import(&[engine::testkit::OFFER, engine::testkit::QUESTION]).await;
    let new = test.queue().await.remove(0);
    let before = test.show(new.id).await;
    assert!(before.draft.is_none());

    test.run().await;

    let after = test.show(new.id).await;
    let halved = component(&before, "effort").value / 2.0;
    assert!((component(&after, "effort").value - halved).abs() < 1e-12);
    assert!(after.item.score > before.item.score);
    assert_sums(&test).await;
}

#[tokio::test]
async fn other_weights_score_the_queue_anew() {
    let (test, item) = TestEngine::with_question().await;

    test.set("scoring.weights", "0 0 1 1").await;
    test.run().await;

    let after = test.show(item.id).await;
    let weights: Vec<f64> = after.components.iter().map(|part| part.weight).collect();
    assert_eq!(weights, [0.0, 0.0, 0.5, 0.5]);
    assert!((after.item.score - item.score).abs() > 0.5);
    assert!((after.item.score - sum(&after)).abs() < 1e-9);
    assert_sums(&test).await;
}

#[tokio::test]
async fn an_item_becomes_more_urgent_until_it_is_due() {
    let (test, item) = crate::evidence::with_reply().await;
    let mut last = component(&test.show(item).await, "urgency").value;
    for _ in 0..4 {
        test.clock.advance_seconds(3600);
        test.run().await;
        let urgency = component(&test.show(item).await, "urgency").value;
        assert!(urgency > last || urgency == 1.0, "{last} {urgency}");
        last = urgency;
        assert_sums(&test).await;
    }
    assert_eq!(last, 1.0, "it is overdue");
}

#[tokio::test]
async fn a_score_that_hardly_moves_is_not_written() {
    let (test, item) = crate::evidence::with_reply().await;
    let before = (test.number("select scored_at from items").await, test.show(item).await.item.score);

    test.clock.advance_seconds(60);
    test.run().await;

    assert_eq!((test.number("select scored_at from items").await, test.show(item).await.item.score), before);
    assert_sums(&test).await;
}

#[tokio::test]
async fn a_small_change_of_weights_is_seen_in_every_explanation() {
    let (test, item) = TestEngine::with_question().await;
    test.set("scoring.weights", "0.401 0.299 0.2 0.1").await;
    test.run().await;
    let weights: Vec<f64> = test.show(item.id).await.components.iter().map(|part| part.weight).collect();
    assert_eq!(weights, [0.401, 0.299, 0.2, 0.1]);
}

#[tokio::test]
async fn other_working_hours_move_what_is_due() {
    let (test, item) = TestEngine::with_question().await;
    let before = test.show(item.id).await.item.due_at;
    test.set("operator.working_hours", "mon-fri 15:00-18:00").await;
    assert_eq!(test.show(item.id).await.item.due_at, before.plus_seconds(3600));
}
