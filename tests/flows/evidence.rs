//! A further mail of the same conversation joins the item that is open, and does to it what its state calls for.

use crate::{FURTHER, last_reason, let_undo_pass, state_of};
use api::{Api as _, Author, ItemId, ItemState, OutboxState, Play, Snooze, text};
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine};

/// An item whose reply asks nothing, written an hour ago.
pub async fn with_reply() -> (TestEngine, ItemId) {
    let test = TestEngine::new().await;
    let statement = "Hi Dana,\r\n\r\nour board will talk about it on Monday.\r\n\r\nInes";
    test.import(&[OFFER, Mail { body: statement, ..QUESTION }]).await;
    test.run().await;
    let item = test.queue().await.remove(0);
    assert_eq!(item.play, Play::Reply);
    (test, item.id)
}

#[tokio::test]
async fn in_review_it_redrafts_and_offers_what_the_operator_wrote() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;

    test.import(&[FURTHER]).await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Drafting);
    test.run().await;

    let detail = test.show(item.id).await;
    let draft = detail.draft.unwrap();
    assert_eq!((detail.item.state, detail.evidence.len()), (ItemState::Review, 2));
    assert_eq!((draft.revision, draft.author, draft.offered_revision), (3, Author::Agent, Some(2)));
    assert!(draft.body.contains("data processing agreement") && draft.body.contains("pricing"), "{}", draft.body);
    let kept = "select count(*) from revisions where revision = 2 and author = 'operator' and body = 'My own words.'";
    assert_eq!(test.number(kept).await, 1);
    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn an_edit_of_the_operator_is_offered_until_they_write_again() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;
    test.import(&[FURTHER]).await;
    test.run().await;
    let third = Mail { id: "third@brightloom.example", date: "Fri, 20 Nov 2026 14:55:00 +0000", ..FURTHER };

    test.import(&[third]).await;
    test.run().await;

    let draft = test.show(item.id).await.draft.unwrap();
    assert_eq!((draft.revision, draft.offered_revision), (4, Some(2)), "a second redraft does not forget it");
}

#[tokio::test]
async fn when_approved_it_voids_the_approval_and_shows_the_news() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;
    test.approve(item.id).await.unwrap();

    test.import(&[FURTHER]).await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
    assert_eq!(last_reason(&test, item.id).await, text::approval_voided_by_mail("Ines Duarte"));
    assert_eq!(test.outbox().await[0].state, OutboxState::Cancelled);
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
    let detail = test.show(item.id).await;
    assert_eq!((detail.evidence.len(), detail.thread.len()), (2, 3));
    assert_eq!(detail.draft.unwrap().body, "My own words.");
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1, "who has read it may still send it");
}

#[tokio::test]
async fn when_snoozed_it_wakes_the_item() {
    let (test, item) = TestEngine::with_question().await;
    test.engine.snooze(Snooze { item: item.id, until: "3d".to_owned() }).await.unwrap();

    test.import(&[FURTHER]).await;
    test.run().await;

    let woken = test.show(item.id).await;
    assert_eq!((woken.item.state, woken.item.snoozed_until), (ItemState::Review, None));
    assert!(woken.draft.unwrap().body.contains("data processing agreement"));
    let refused = test.engine.undo(api::Undo {}).await.unwrap_err();
    assert_eq!(refused.message, text::nothing_to_undo(), "the snooze is over by itself");
}

#[tokio::test]
async fn when_dismissed_it_opens_a_new_item() {
    let (test, item) = TestEngine::with_question().await;
    test.engine.dismiss(api::Dismiss { item: item.id, reason: "not for us".to_owned() }).await.unwrap();

    test.import(&[FURTHER]).await;
    test.run().await;

    let opened = test.queue().await.remove(0);
    assert_ne!(opened.id, item.id);
    assert_eq!(test.show(opened.id).await.evidence.len(), 1, "only the news speaks for it");
    let refused = test.engine.undo(api::Undo {}).await.unwrap_err();
    assert_eq!(refused.message, text::covered_by(opened.id.0));
}

#[tokio::test]
async fn a_stronger_signal_changes_the_play() {
    let (test, item) = with_reply().await;
    let before = test.show(item).await.item;

    test.import(&[FURTHER]).await;
    test.run().await;

    let after = test.show(item).await.item;
    assert_eq!(after.play, Play::Answer);
    assert!(after.score > before.score);
    // The stronger play begins with the mail that asks: 14:50 and one working hour.
    assert_eq!(after.due_at, START.plus_seconds(50 * 60));
    let body = test.show(item).await.draft.unwrap().body;
    assert!(body.contains("You asked"), "{body}");
}

#[tokio::test]
async fn a_mail_without_headers_joins_by_its_subject() {
    let (test, item) = TestEngine::with_question().await;

    test.import(&[Mail { answers: "", ..FURTHER }]).await;
    test.run().await;

    assert_eq!(test.show(item.id).await.evidence.len(), 2);
}
