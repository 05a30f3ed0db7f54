//! Practice mode is part of an approval: switching it voids what is held, and without it nothing can leave in this version.

use crate::{last_reason, let_undo_pass, state_of};
use api::{Api as _, Code, EndedHow, GateName, ItemState, OutboxState, Reopen, text};
use engine::testkit::TestEngine;

#[tokio::test]
async fn switching_practice_voids_what_is_held() {
    for to in ["false", "true"] {
        let (test, item) = TestEngine::with_question().await;
        if to == "true" {
            test.set("sending.practice", "false").await;
        }
        test.approve(item.id).await.unwrap();

        test.set("sending.practice", to).await;

        assert_eq!(state_of(&test, item.id).await, ItemState::Review, "{to}");
        assert_eq!(last_reason(&test, item.id).await, text::practice_switched(), "{to}");
        assert_eq!(test.outbox().await[0].state, OutboxState::Cancelled, "{to}");
        let_undo_pass(&test).await;
        assert_eq!(test.practised().len(), 0, "{to}");
    }
}

#[tokio::test]
async fn setting_practice_to_what_it_is_voids_nothing() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();

    test.set("sending.practice", "on").await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Approved);
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1);
}

#[tokio::test]
async fn without_practice_no_mailbox_can_send_and_nothing_is_written() {
    let (test, _maildir, item) = crate::watching().await;
    test.set("sending.practice", "false").await;
    test.approve(item).await.unwrap();

    for _ in 0..3 {
        test.clock.advance_seconds(600);
        test.run().await;
    }

    let action = test.outbox().await.remove(0);
    let gate = action.gates.iter().find(|gate| gate.name == GateName::Destination).unwrap();
    assert_eq!((gate.passes, gate.words.as_str()), (false, text::nothing_can_do(api::Action::SendEmail).as_str()));
    assert_eq!((action.state, action.not_before), (OutboxState::Held, None));
    assert_eq!(state_of(&test, item).await, ItemState::Approved);
    assert!(!test.data().join("practice").exists(), "not even the folder is made");
}

#[tokio::test]
async fn a_practised_item_can_be_reopened_and_sent_anew() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;

    let reopened = test.engine.reopen(Reopen { item: item.id }).await.unwrap();

    assert_eq!((reopened.state, reopened.ended_how), (ItemState::Review, None));
    assert!(test.show(item.id).await.draft.is_some());
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 2, "two approvals, two mails");
    assert_eq!(test.show(item.id).await.item.ended_how, Some(EndedHow::Practised));
}

#[tokio::test]
async fn an_item_done_by_hand_is_not_reopened() {
    let (test, item) = TestEngine::with_question().await;
    test.engine.finish(api::Finish { item: item.id }).await.unwrap();

    let refused = test.engine.reopen(Reopen { item: item.id }).await.unwrap_err();

    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(refused.message, text::not_in_this_state("reopened", ItemState::Done));
}

#[tokio::test]
async fn an_item_that_is_done_shows_what_became_of_its_action_and_no_gates() {
    let (test, item) = TestEngine::with_question().await;
    let outbox = async |test: &TestEngine| serde_json::to_value(test.show(item.id).await).unwrap()["outbox"].clone();
    assert_eq!(outbox(&test).await, serde_json::Value::Null);
    test.approve(item.id).await.unwrap();
    assert_eq!(
        (outbox(&test).await["state"].clone(), test.show(item.id).await.gates.len()),
        ("held".into(), GateName::ALL.len())
    );
    let_undo_pass(&test).await;

    let shown = outbox(&test).await;

    assert_eq!((&shown["state"], &shown["sent_at"]), (&"sent".into(), &crate::seconds_in(30).0.into()));
    assert_eq!(test.show(item.id).await.gates, []);
    // Reopened, it is a draft like any other.
    test.engine.reopen(Reopen { item: item.id }).await.unwrap();
    assert_eq!((outbox(&test).await, test.show(item.id).await.gates.len()), (serde_json::Value::Null, GateName::ALL.len()));
}

#[tokio::test]
async fn an_item_that_ended_without_an_action_shows_no_gates() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    test.engine.undo(api::Undo {}).await.unwrap();
    test.engine.finish(api::Finish { item: item.id }).await.unwrap();

    let shown = serde_json::to_value(test.show(item.id).await).unwrap();

    assert_eq!((&shown["gates"], &shown["outbox"]), (&serde_json::json!([]), &serde_json::Value::Null));
}
