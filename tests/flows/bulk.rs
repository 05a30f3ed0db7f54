//! The same decision about many items at once: those that can be decided about are, the others say why not, one undo takes all back.

use crate::{last_reason, seconds_in, state_of};
use api::{
    Api as _, ApiError, Bulk, Code, Dismiss, DismissMany, Finish, FinishMany, ItemId, ItemState, RefusedItem, SnoozeMany, Undo,
    UndoView, text,
};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// That many open items of different people, in the order of their ids.
async fn items(n: usize) -> (TestEngine, Vec<ItemId>) {
    let test = TestEngine::new().await;
    for number in 0..n {
        let them = format!("Person {number} <p{number}@company{number}.example>");
        let (id, asked) = (format!("offer{number}@northwind.example"), format!("question{number}@x.example"));
        let offer = Mail { id: &id, to: &them, ..OFFER };
        test.import(&[offer, Mail { id: &asked, from: &them, answers: &id, ..QUESTION }]).await;
    }
    test.run().await;
    let mut ids: Vec<ItemId> = test.queue().await.into_iter().map(|item| item.id).collect();
    ids.sort();
    assert_eq!(ids.len(), n);
    (test, ids)
}

async fn dismiss(test: &TestEngine, items: &[ItemId]) -> Result<Bulk, ApiError> {
    test.engine.dismiss_many(DismissMany { items: items.to_vec(), reason: "  the same old story ".to_owned() }).await
}

async fn snooze(test: &TestEngine, items: &[ItemId], until: &str) -> Result<Bulk, ApiError> {
    test.engine.snooze_many(SnoozeMany { items: items.to_vec(), until: until.to_owned() }).await
}

async fn undo(test: &TestEngine) -> Result<UndoView, ApiError> {
    test.engine.undo(Undo {}).await
}

async fn states(test: &TestEngine, items: &[ItemId]) -> Vec<ItemState> {
    let mut states = Vec::new();
    for item in items {
        states.push(state_of(test, *item).await);
    }
    states
}

#[tokio::test]
async fn many_items_are_dismissed_and_one_undo_brings_all_of_them_back() {
    let (test, ids) = items(3).await;
    let before = test.queue().await;

    let bulk = dismiss(&test, &[ids[2], ids[0], ids[1]]).await.unwrap();

    assert_eq!(bulk, Bulk { done: vec![ids[2], ids[0], ids[1]], refused: Vec::new(), snoozed_until: None });
    assert_eq!(states(&test, &ids).await, [ItemState::Dismissed; 3]);
    assert_eq!(last_reason(&test, ids[1]).await, "the same old story");
    let undone = undo(&test).await.unwrap();
    assert_eq!((undone.item, undone.state), (Some(ids[2]), Some(ItemState::Review)));
    assert_eq!(undone.words, text::undo_of_many(3, ItemState::Dismissed, 0));
    assert!(undone.words.starts_with("3 items"), "{}", undone.words);
    assert_eq!(test.queue().await, before);
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound, "that was all of it");
}

#[tokio::test]
async fn many_items_are_snoozed_and_wake_together() {
    let (test, ids) = items(3).await;
    snooze(&test, &ids, "2h").await.unwrap();
    assert_eq!(states(&test, &ids).await, [ItemState::Snoozed; 3]);
    assert_eq!(test.show(ids[2]).await.item.snoozed_until, Some(seconds_in(7200)));

    test.clock.advance_seconds(7200);
    test.run().await;

    assert_eq!(states(&test, &ids).await, [ItemState::Review; 3]);
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound, "what woke by itself is not undone");
}

#[tokio::test]
async fn many_items_are_done_and_one_undo_brings_all_of_them_back() {
    let (test, ids) = items(3).await;
    test.approve(ids[0]).await.unwrap();

    let bulk = test.engine.finish_many(FinishMany { items: ids.clone() }).await.unwrap();

    let words = text::not_in_this_state("marked as done", ItemState::Approved);
    assert_eq!(bulk, Bulk { done: ids[1..].to_vec(), refused: vec![RefusedItem { item: ids[0], words }], snoozed_until: None });
    assert_eq!(states(&test, &ids).await, [ItemState::Approved, ItemState::Done, ItemState::Done]);
    assert_eq!(last_reason(&test, ids[1]).await, text::finished_by_hand());
    assert_eq!(undo(&test).await.unwrap().words, text::undo_of_many(2, ItemState::Done, 0));
    assert_eq!(states(&test, &ids[1..]).await, [ItemState::Review; 2]);
    assert!(test.engine.finish_many(FinishMany { items: Vec::new() }).await.is_err(), "of nothing there is nothing to finish");
}

#[tokio::test]
async fn what_cannot_be_decided_about_is_named_with_its_reason_and_the_rest_is_done() {
    let (test, ids) = items(3).await;
    test.approve(ids[0]).await.unwrap();
    test.engine.finish(Finish { item: ids[1] }).await.unwrap();

    let bulk = dismiss(&test, &[ids[0], ids[1], ids[2], ItemId(4711), ids[2]]).await.unwrap();

    assert_eq!(bulk.done, [ids[2]], "and an item named twice is one item");
    let refused = |item, words| RefusedItem { item, words };
    assert_eq!(
        bulk.refused,
        [
            refused(ids[0], text::not_in_this_state("dismissed", ItemState::Approved)),
            refused(ids[1], text::not_in_this_state("dismissed", ItemState::Done)),
            refused(ItemId(4711), text::no_such_item(4711)),
        ]
    );
    assert_eq!(states(&test, &ids).await, [ItemState::Approved, ItemState::Done, ItemState::Dismissed]);
    assert_eq!(undo(&test).await.unwrap().item, Some(ids[2]));
    assert_eq!(undo(&test).await.unwrap().item, Some(ids[1]), "what was decided before is undone next");
}

#[tokio::test]
async fn each_undo_takes_back_one_decision_whatever_its_size() {
    let (test, ids) = items(5).await;
    test.engine.dismiss(Dismiss { item: ids[0], reason: "no".to_owned() }).await.unwrap();
    snooze(&test, &ids[1..3], "5d").await.unwrap();
    dismiss(&test, &ids[3..5]).await.unwrap();

    assert_eq!(undo(&test).await.unwrap().words, text::undo_of_many(2, ItemState::Dismissed, 0));
    assert_eq!(test.queue().await.len(), 2);
    assert_eq!(undo(&test).await.unwrap().words, text::undo_of_many(2, ItemState::Snoozed, 0));
    assert_eq!(test.queue().await.len(), 4);
    assert_eq!(undo(&test).await.unwrap().item, Some(ids[0]));
    assert_eq!(test.queue().await.len(), 5);
}

#[tokio::test]
async fn a_bulk_is_taken_back_after_a_restart() {
    let (mut test, ids) = items(2).await;
    dismiss(&test, &ids).await.unwrap();
    test.restart().await;

    undo(&test).await.unwrap();

    assert_eq!(states(&test, &ids).await, [ItemState::Review; 2]);
}

#[tokio::test]
async fn what_went_on_since_stays_as_it_is_and_the_rest_comes_back() {
    let (test, ids) = items(3).await;
    dismiss(&test, &ids).await.unwrap();
    // As if another move that undo does not know had led on from there.
    test.sql(&format!("update items set state = 'review', previous_state = null where item_id = {}", ids[1])).await;

    let undone = undo(&test).await.unwrap();

    assert_eq!(undone.words, text::undo_of_many(2, ItemState::Dismissed, 1));
    assert_eq!(states(&test, &ids).await, [ItemState::Review; 3]);
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn what_another_item_covers_by_now_can_be_taken_back_once_that_is_decided() {
    let (test, ids) = items(2).await;
    dismiss(&test, &ids).await.unwrap();
    for number in 0..2 {
        let them = format!("Person {number} <p{number}@company{number}.example>");
        let (id, asked) = (format!("again{number}@x.example"), format!("question{number}@x.example"));
        let date = "Fri, 20 Nov 2026 15:10:00 +0000";
        let again = Mail { id: &id, from: &them, answers: &asked, date, body: "Any news? Can you send the prices?", ..QUESTION };
        test.clock.advance_seconds(600);
        test.import(&[again]).await;
    }
    test.run().await;
    let newer: Vec<ItemId> = test.queue().await.iter().map(|item| item.id).collect();
    assert_eq!(newer.len(), 2);

    let refused = undo(&test).await.unwrap_err();

    assert_eq!(refused.code, Code::Conflict);
    assert!(newer.iter().any(|item| refused.message == text::covered_by(item.0)), "{}", refused.message);
    for item in newer {
        test.engine.finish(Finish { item }).await.unwrap();
        test.sql(&format!("update moves set undone_at = 0 where item_id = {item}")).await;
    }
    assert_eq!(undo(&test).await.unwrap().words, text::undo_of_many(2, ItemState::Dismissed, 0));
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_moves_nothing() {
    let (test, ids) = items(1).await;
    for (refused, field, words) in [
        (dismiss(&test, &[]).await, "items", text::no_items_named()),
        (dismiss(&test, &vec![ids[0]; 1001]).await, "items", text::too_many_items(1000)),
        (
            test.engine.dismiss_many(DismissMany { items: ids.clone(), reason: " ".to_owned() }).await,
            "reason",
            text::reason_missing(),
        ),
        (
            test.engine.dismiss_many(DismissMany { items: ids.clone(), reason: "x".repeat(2001) }).await,
            "reason",
            text::too_long("reason", 2000),
        ),
    ] {
        let refused = refused.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref(), refused.message), (Code::Invalid, Some(field), words));
    }
    let refused = snooze(&test, &ids, "when pigs fly").await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("until")));
    assert_eq!(states(&test, &ids).await, [ItemState::Review]);
}

#[tokio::test]
async fn a_bulk_counts_as_one_decision_for_the_operators_pace() {
    let (test, ids) = items(25).await;
    dismiss(&test, &ids).await.unwrap();

    let ranking = test.engine.rank_queue(api::RankQueue { tab: None, band: None, text: None, sort: None }).await.unwrap();

    assert_eq!(ranking.minutes, None);
}
