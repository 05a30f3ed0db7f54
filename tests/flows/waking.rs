//! A snoozed item comes back before its time where the operator says so, and undo puts it back into its snooze.

use crate::{FURTHER, last_reason, seconds_in, state_of};
use api::{
    Api as _, ApiError, Bulk, Code, Dismiss, ItemId, ItemState, Snooze, SnoozeMany, Tab, Undo, UndoView, Wake, WakeMany, text,
};
use engine::testkit::TestEngine;

async fn snooze(test: &TestEngine, item: ItemId, until: &str) {
    test.engine.snooze(Snooze { item, until: until.to_owned() }).await.unwrap();
}

async fn wake(test: &TestEngine, item: ItemId) -> Result<api::ItemView, ApiError> {
    test.engine.wake(Wake { item }).await
}

async fn undo(test: &TestEngine) -> Result<UndoView, ApiError> {
    test.engine.undo(Undo {}).await
}

async fn n_snoozed(test: &TestEngine) -> usize {
    let snoozed = api::ListQueue { tab: Some(Tab::Snoozed), band: None, limit: None, after: None };
    test.engine.list_queue(snoozed).await.unwrap().items.len()
}

#[tokio::test]
async fn a_snoozed_item_is_woken_by_hand_as_if_its_time_had_come() {
    let (test, item) = TestEngine::with_question().await;
    snooze(&test, item.id, "3d").await;
    test.clock.advance_seconds(3600);

    let woken = wake(&test, item.id).await.unwrap();

    assert_eq!((woken.state, woken.snoozed_until), (ItemState::Review, None));
    assert_eq!(woken.expires_at, item.expires_at.map(|at| at.plus_seconds(3600)), "its clock stood still");
    assert_eq!((test.queue().await[0].id, n_snoozed(&test).await), (item.id, 0));
    assert_eq!(last_reason(&test, item.id).await, text::woken_by_hand());
    test.clock.advance_seconds(3 * 86_400);
    test.run().await;
    assert_ne!(last_reason(&test, item.id).await, text::woke(), "it does not wake a second time");
}

#[tokio::test]
async fn waking_is_taken_back_with_the_snooze_as_it_was() {
    let (test, item) = TestEngine::with_question().await;
    snooze(&test, item.id, "3h").await;
    test.clock.advance_seconds(3600);
    wake(&test, item.id).await.unwrap();
    test.clock.advance_seconds(60);

    let undone = undo(&test).await.unwrap();

    assert_eq!((undone.item, undone.state), (Some(item.id), Some(ItemState::Snoozed)));
    assert_eq!(undone.words, text::undid_waking(&item_subject(&test, item.id).await));
    let shown = test.show(item.id).await.item;
    assert_eq!((shown.state, shown.snoozed_until), (ItemState::Snoozed, Some(seconds_in(3 * 3600))));
    assert_eq!(shown.expires_at, item.expires_at);
    test.clock.set(seconds_in(3 * 3600));
    test.run().await;
    let woken = test.queue().await.pop().unwrap();
    assert_eq!((woken.state, woken.expires_at), (ItemState::Review, item.expires_at.map(|at| at.plus_seconds(3 * 3600))));
}

async fn item_subject(test: &TestEngine, item: ItemId) -> String {
    test.texts(&format!("select subject from items where item_id = {item}")).await.remove(0)
}

#[tokio::test]
async fn undo_goes_on_in_the_order_of_the_decisions_once_a_waking_is_taken_back() {
    let test = TestEngine::new().await;
    let (first, second) = crate::order::two_items(&test).await;
    snooze(&test, first, "3d").await;
    test.engine.dismiss(Dismiss { item: second, reason: "not for us".to_owned() }).await.unwrap();
    wake(&test, first).await.unwrap();

    assert_eq!(undo(&test).await.unwrap().item, Some(first), "the waking");
    assert_eq!(state_of(&test, first).await, ItemState::Snoozed);
    assert_eq!(undo(&test).await.unwrap().item, Some(second), "the dismissal");
    assert_eq!(undo(&test).await.unwrap().item, Some(first), "the snooze");
    assert_eq!(state_of(&test, first).await, ItemState::Review);
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound, "that was all");
}

#[tokio::test]
async fn a_snooze_that_was_taken_back_is_no_waking() {
    let (test, item) = TestEngine::with_question().await;
    snooze(&test, item.id, "3d").await;
    undo(&test).await.unwrap();

    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound);
    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
}

#[tokio::test]
async fn an_item_that_went_on_after_it_was_woken_is_not_snoozed_again() {
    let (test, item) = TestEngine::with_question().await;
    snooze(&test, item.id, "3d").await;
    wake(&test, item.id).await.unwrap();
    test.import(&[FURTHER]).await;
    test.run().await;

    let refused = undo(&test).await.unwrap_err();

    assert_eq!(refused.code, Code::NotFound, "there is nothing of it to take back");
    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
}

#[tokio::test]
async fn a_waking_is_not_taken_back_once_its_time_has_come() {
    let (test, item) = TestEngine::with_question().await;
    snooze(&test, item.id, "1h").await;
    wake(&test, item.id).await.unwrap();
    test.clock.advance_seconds(3600);

    let refused = undo(&test).await.unwrap_err();

    assert_eq!((refused.code, refused.message), (Code::Conflict, text::its_time_has_come()));
}

#[tokio::test]
async fn what_is_not_snoozed_is_not_woken() {
    let (test, item) = TestEngine::with_question().await;

    let refused = wake(&test, item.id).await.unwrap_err();

    assert_eq!((refused.code, refused.message), (Code::Conflict, text::not_in_this_state("woken", ItemState::Review)));
    assert_eq!(wake(&test, ItemId(4711)).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn many_are_woken_at_once_and_one_undo_puts_them_back() {
    let test = TestEngine::new().await;
    let (first, second) = crate::order::two_items(&test).await;
    test.engine.snooze_many(SnoozeMany { items: vec![first, second], until: "3d".to_owned() }).await.unwrap();

    let bulk = test.engine.wake_many(WakeMany { items: vec![first, second, ItemId(4711)] }).await.unwrap();

    let gone = api::RefusedItem { item: ItemId(4711), words: text::no_such_item(4711) };
    assert_eq!(bulk, Bulk { done: vec![first, second], refused: vec![gone], snoozed_until: None });
    assert_eq!((test.queue().await.len(), n_snoozed(&test).await), (2, 0));
    assert_eq!(undo(&test).await.unwrap().words, text::undid_waking_many(2, 0));
    assert_eq!((test.queue().await.len(), n_snoozed(&test).await), (0, 2));
    assert_eq!(undo(&test).await.unwrap().words, text::undo_of_many(2, ItemState::Snoozed, 0));
    assert_eq!(test.queue().await.len(), 2);
}
