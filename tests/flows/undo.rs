//! Undo takes back the operator's last move, and says so where it no longer can.

use crate::{let_undo_pass, state_of};
use api::{Api as _, ApiError, Code, Dismiss, Finish, ItemId, ItemState, OutboxState, Reopen, Snooze, Tab, Undo, UndoView, text};
use engine::testkit::TestEngine;

async fn undo(test: &TestEngine) -> Result<UndoView, ApiError> {
    test.engine.undo(Undo {}).await
}

async fn snooze(test: &TestEngine, item: ItemId) {
    test.engine.snooze(Snooze { item, until: "tomorrow 9:00".to_owned() }).await.unwrap();
}

#[tokio::test]
async fn undoing_an_approval_restores_the_edited_version() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;
    test.approve(item.id).await.unwrap();

    let undone = undo(&test).await.unwrap();

    assert_eq!((undone.item, undone.state), (Some(item.id), Some(ItemState::Review)));
    let draft = test.show(item.id).await.draft.unwrap();
    assert_eq!((draft.revision, draft.body.as_str()), (2, "My own words."));
    assert_eq!(test.outbox().await[0].state, OutboxState::Cancelled);
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1, "it can be approved again");
}

#[tokio::test]
async fn an_approval_can_be_taken_back_after_a_restart() {
    let (mut test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.restart().await;

    undo(&test).await.unwrap();

    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
}

#[tokio::test]
async fn what_is_out_is_not_taken_back() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;

    let refused = undo(&test).await.unwrap_err();

    assert_eq!((refused.code, refused.message), (Code::Conflict, text::too_late_to_undo()));
    assert_eq!(state_of(&test, item.id).await, ItemState::Done);
}

#[tokio::test]
async fn each_way_to_set_an_item_aside_can_be_taken_back() {
    let (test, item) = TestEngine::with_question().await;
    let id = item.id;
    for (aside, to) in [("snooze", ItemState::Snoozed), ("dismiss", ItemState::Dismissed), ("finish", ItemState::Done)] {
        match aside {
            "snooze" => snooze(&test, id).await,
            "dismiss" => drop(test.engine.dismiss(Dismiss { item: id, reason: "not for us".to_owned() }).await.unwrap()),
            _ => drop(test.engine.finish(Finish { item: id }).await.unwrap()),
        }
        assert_eq!((state_of(&test, id).await, test.queue().await.len()), (to, 0), "{aside}");

        let undone = undo(&test).await.unwrap();

        assert_eq!(undone.state, Some(ItemState::Review), "{aside}");
        assert_eq!(test.queue().await[0].id, id, "{aside}");
        let now = test.show(id).await.item;
        assert_eq!((now.snoozed_until, now.ended_how, now.expires_at), (None, None, item.expires_at), "{aside}");
    }
}

#[tokio::test]
async fn moves_are_taken_back_newest_first() {
    let test = TestEngine::new().await;
    let (first, second) = crate::order::two_items(&test).await;
    snooze(&test, first).await;
    snooze(&test, second).await;

    assert_eq!(undo(&test).await.unwrap().item, Some(second));
    assert_eq!(undo(&test).await.unwrap().item, Some(first));
    assert_eq!(undo(&test).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn where_nothing_was_moved_there_is_nothing_to_undo() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "An edit is no move.").await;

    let refused = undo(&test).await.unwrap_err();

    assert_eq!((refused.code, refused.message), (Code::NotFound, text::nothing_to_undo()));
}

#[tokio::test]
async fn what_woke_by_itself_is_not_undone_and_is_not_in_the_way() {
    let test = TestEngine::new().await;
    let (first, second) = crate::order::two_items(&test).await;
    test.engine.dismiss(Dismiss { item: first, reason: "later".to_owned() }).await.unwrap();
    test.engine.snooze(Snooze { item: second, until: "1h".to_owned() }).await.unwrap();
    test.clock.advance_seconds(3601);
    test.run().await;
    assert_eq!(state_of(&test, second).await, ItemState::Review, "its time came");

    assert_eq!(undo(&test).await.unwrap().item, Some(first));
}

#[tokio::test]
async fn a_reopened_item_is_not_in_the_way_of_undo() {
    let test = TestEngine::new().await;
    let (first, second) = crate::order::two_items(&test).await;
    snooze(&test, first).await;
    test.approve(second).await.unwrap();
    let_undo_pass(&test).await;
    test.engine.reopen(Reopen { item: second }).await.unwrap();

    assert_eq!(undo(&test).await.unwrap().item, Some(first));
}

#[tokio::test]
async fn snoozed_items_stand_in_their_own_tab_until_their_time() {
    let (test, item) = TestEngine::with_question().await;
    snooze(&test, item.id).await;

    let page =
        test.engine.list_queue(api::ListQueue { tab: Some(Tab::Snoozed), band: None, limit: None, after: None }).await.unwrap();
    assert_eq!(page.items.iter().map(|item| item.id).collect::<Vec<_>>(), [item.id]);
    assert_eq!(page.items[0].snoozed_until, Some(crate::seconds_in(18 * 3600)));
    test.clock.advance_seconds(18 * 3600 - 1);
    test.run().await;
    assert_eq!(test.queue().await.len(), 0);
    test.clock.advance_seconds(1);
    test.run().await;
    let woken = &test.queue().await[0];
    assert_eq!(woken.state, ItemState::Review);
    let slept = 18 * 3600;
    assert_eq!(woken.expires_at, item.expires_at.map(|at| at.plus_seconds(slept)), "its clock stood still");
}
