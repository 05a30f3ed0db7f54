//! Queries over tables that grow use their index: none reads a whole table, none sorts.

use engine::store::{items, jobs, messages, moves, threads};
use engine::testkit::TestEngine;

/// The query goes by that index alone.
async fn assert_uses(test: &TestEngine, sql: &str, index: &str) {
    let plan = test.engine.cx().store.query_plan(sql).await.unwrap();
    assert!(plan.iter().any(|step| step.contains(&format!("INDEX {index}"))), "{index}: {plan:?}");
    for step in &plan {
        assert!(!step.contains("TEMP B-TREE"), "{index} sorts: {plan:?}");
        // A scan along an index that holds only the wanted rows, in their order, reads no others.
        let is_scan = step.starts_with("SCAN") && !step.contains(&format!("INDEX {index}"));
        assert!(!is_scan, "{index} reads a whole table: {plan:?}");
    }
}

#[tokio::test]
async fn the_queue_is_read_along_its_index() {
    let test = TestEngine::new().await;
    assert_uses(&test, items::RANKED, "items_ranked").await;
    assert_uses(&test, items::RANKED_IN_TAB, "items_ranked_in_tab").await;
    assert_uses(&test, items::SNOOZED, "items_snoozed").await;
    assert_uses(&test, items::TO_WAKE, "items_snoozed").await;
    assert_uses(&test, items::TO_EXPIRE, "items_expiring").await;
    assert_uses(&test, items::LIVE_BY_KEY, "items_open_key").await;
}

#[tokio::test]
async fn work_is_found_along_its_index() {
    let test = TestEngine::new().await;
    assert_uses(&test, jobs::NEXT_FREE, "jobs_due").await;
    assert_uses(&test, threads::UNJUDGED, "threads_unjudged").await;
    assert_uses(&test, moves::LAST_UNDOABLE, "moves_undoable").await;
}

#[tokio::test]
async fn the_thread_of_a_mail_is_found_along_its_indexes() {
    let test = TestEngine::new().await;
    let named = format!("{}?, ?, ?)", messages::THREADS_NAMED);
    assert_uses(&test, &named, "messages_rfc_message_id").await;
    assert_uses(&test, messages::THREADS_NAMING, "message_references_to").await;
    assert_uses(&test, messages::OF_THREAD, "messages_thread").await;
}
