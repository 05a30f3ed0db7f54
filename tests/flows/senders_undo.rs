//! Undo takes back what the operator decided about a sender, in its place among the moves of items.

use crate::senders::{AGAIN, PRIYA, with_sender};
use crate::state_of;
use api::{
    AllowSender, Api as _, ApiError, Code, Dismiss, ItemId, ItemState, ListSenders, Play, ScreenSender, Snooze, Undo, UndoView,
    text,
};
use engine::testkit::{OFFER, QUESTION, TestEngine};

async fn allow(test: &TestEngine) {
    test.engine.allow_sender(AllowSender { address: PRIYA.to_owned() }).await.unwrap();
}

async fn screen(test: &TestEngine) {
    test.engine.screen_sender(ScreenSender { address: PRIYA.to_owned() }).await.unwrap();
}

async fn undo(test: &TestEngine) -> Result<UndoView, ApiError> {
    test.engine.undo(Undo {}).await
}

async fn dismiss(test: &TestEngine, item: ItemId) {
    test.engine.dismiss(Dismiss { item, reason: "not for us".to_owned() }).await.unwrap();
}

/// The items of those who wait to be let in or kept out.
async fn waiting(test: &TestEngine) -> Vec<ItemId> {
    test.engine.list_senders(ListSenders {}).await.unwrap().into_iter().map(|sender| sender.item).collect()
}

async fn n_let_in(test: &TestEngine) -> i64 {
    test.number("select count(*) from contacts where allowed_at is not null").await
}

async fn n_kept_out(test: &TestEngine) -> i64 {
    test.number("select count(*) from contacts where screened_at is not null").await
}

#[tokio::test]
async fn letting_a_sender_in_is_taken_back() {
    let (test, sender) = with_sender().await;
    allow(&test).await;
    test.run().await;
    assert_eq!(test.queue().await.len(), 1);

    let undone = undo(&test).await.unwrap();
    test.run().await;

    assert!(undone.words.contains("Priya Nair is no longer let in"), "{}", undone.words);
    assert_eq!((n_let_in(&test).await, test.queue().await), (0, Vec::new()));
    assert_eq!(waiting(&test).await, [sender.item]);
    assert_eq!(test.show(sender.item).await.item.play, Play::Triage);
    assert_eq!(undo(&test).await.unwrap_err().message, text::nothing_to_undo());
    // And the same decision can be made again.
    allow(&test).await;
    test.run().await;
    assert_eq!(test.queue().await.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::Answer]);
}

#[tokio::test]
async fn letting_in_that_is_taken_back_at_once_leaves_no_draft() {
    let (test, sender) = with_sender().await;
    allow(&test).await;

    undo(&test).await.unwrap();
    test.run().await;

    assert_eq!(state_of(&test, sender.item).await, ItemState::New);
    assert_eq!(test.number("select count(*) from revisions").await, 0);
}

#[tokio::test]
async fn keeping_out_is_taken_back_with_what_the_operator_had_written() {
    let (test, sender) = with_sender().await;
    test.show(sender.item).await;
    test.run().await;
    test.edit(sender.item, "My own words.").await;
    screen(&test).await;
    assert_eq!(state_of(&test, sender.item).await, ItemState::Superseded);

    let undone = undo(&test).await.unwrap();
    test.run().await;

    assert!(undone.words.contains("Priya Nair is no longer kept out"), "{}", undone.words);
    assert_eq!((n_kept_out(&test).await, waiting(&test).await), (0, vec![sender.item]));
    let detail = test.show(sender.item).await;
    assert_eq!((detail.item.state, detail.item.play), (ItemState::Review, Play::Triage));
    assert_eq!(detail.draft.unwrap().body, "My own words.");
}

#[tokio::test]
async fn keeping_out_is_taken_back_where_nothing_was_drafted_yet() {
    let (test, sender) = with_sender().await;
    screen(&test).await;

    undo(&test).await.unwrap();
    test.run().await;

    assert_eq!(waiting(&test).await, [sender.item]);
    assert_eq!(test.number("select count(*) from revisions").await, 0, "nobody has opened it");
    test.show(sender.item).await;
    test.run().await;
    assert!(test.show(sender.item).await.draft.unwrap().body.contains("price list"));
}

#[tokio::test]
async fn what_a_sender_wrote_while_they_were_kept_out_joins() {
    let (test, sender) = with_sender().await;
    screen(&test).await;
    test.import(&[AGAIN]).await;

    undo(&test).await.unwrap();
    test.run().await;

    assert_eq!(waiting(&test).await, [sender.item]);
    assert_eq!(test.show(sender.item).await.evidence.len(), 2);
}

#[tokio::test]
async fn a_snoozed_item_of_a_sender_who_was_kept_out_is_snoozed_again() {
    let (test, sender) = with_sender().await;
    test.engine.snooze(Snooze { item: sender.item, until: "3d".to_owned() }).await.unwrap();
    let before = test.show(sender.item).await.item;
    screen(&test).await;

    undo(&test).await.unwrap();

    let after = test.show(sender.item).await.item;
    assert_eq!((after.state, after.snoozed_until), (ItemState::Snoozed, before.snoozed_until));
    undo(&test).await.unwrap();
    assert_eq!(waiting(&test).await, [sender.item], "the snooze itself can be taken back too");
}

#[tokio::test]
async fn dismissing_and_then_letting_in_are_taken_back_in_their_order() {
    let (test, sender) = with_sender().await;
    dismiss(&test, sender.item).await;
    allow(&test).await;

    undo(&test).await.unwrap();

    assert_eq!(n_let_in(&test).await, 0, "the newest decision goes first");
    assert_eq!((state_of(&test, sender.item).await, waiting(&test).await), (ItemState::Dismissed, Vec::new()));
    undo(&test).await.unwrap();
    test.run().await;
    assert_eq!(waiting(&test).await, [sender.item]);
    assert_eq!(test.show(sender.item).await.item.play, Play::Triage);
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn decisions_about_senders_and_items_are_taken_back_newest_first() {
    let (test, sender) = with_sender().await;
    test.import(&[OFFER, QUESTION]).await;
    test.run().await;
    let other = test.queue().await.remove(0).id;
    dismiss(&test, other).await;
    allow(&test).await;
    test.run().await;
    dismiss(&test, sender.item).await;

    undo(&test).await.unwrap();
    assert_eq!((state_of(&test, sender.item).await, n_let_in(&test).await), (ItemState::Review, 1));
    undo(&test).await.unwrap();
    assert_eq!((state_of(&test, other).await, n_let_in(&test).await), (ItemState::Dismissed, 0));
    undo(&test).await.unwrap();
    assert_eq!(state_of(&test, other).await, ItemState::Review);
}

#[tokio::test]
async fn letting_in_somebody_who_was_kept_out_is_taken_back_to_that() {
    let (test, _) = with_sender().await;
    screen(&test).await;
    test.clock.advance_seconds(60);
    let since = "select screened_at from contacts where screened_at is not null";
    let kept_out_since = test.number(since).await;
    allow(&test).await;
    test.run().await;
    assert_eq!(test.queue().await.len(), 1);

    let undone = undo(&test).await.unwrap();

    assert!(undone.words.contains("kept out again"), "{}", undone.words);
    assert_eq!((test.number(since).await, test.queue().await), (kept_out_since, Vec::new()));
    undo(&test).await.unwrap();
    test.run().await;
    assert_eq!((n_kept_out(&test).await, waiting(&test).await.len()), (0, 1));
}

#[tokio::test]
async fn deciding_the_same_again_is_no_decision() {
    let (test, _) = with_sender().await;
    allow(&test).await;
    test.clock.advance_seconds(60);
    allow(&test).await;

    undo(&test).await.unwrap();

    assert_eq!(n_let_in(&test).await, 0);
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn an_approval_that_fell_with_a_sender_kept_out_is_not_given_again() {
    let (test, sender) = with_sender().await;
    allow(&test).await;
    test.run().await;
    test.approve(sender.item).await.unwrap();
    screen(&test).await;
    assert_eq!(state_of(&test, sender.item).await, ItemState::Superseded);

    let undone = undo(&test).await.unwrap();

    assert!(undone.words.contains("let in again"), "{}", undone.words);
    assert_eq!((state_of(&test, sender.item).await, n_let_in(&test).await), (ItemState::Review, 1));
    crate::let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
    assert_eq!(test.show(sender.item).await.item.play, Play::Answer);
}

#[tokio::test]
async fn what_undo_takes_back_stands_in_the_ledger() {
    let (test, _) = with_sender().await;
    allow(&test).await;
    undo(&test).await.unwrap();
    assert_eq!(test.number("select count(*) from ledger where event = 'sender_decision_undone' and actor = 'operator'").await, 1);
}
