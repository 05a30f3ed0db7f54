//! An approval is of one revision: a draft that changes after it, or while it is given, does not go.

use crate::{let_undo_pass, state_of};
use api::{Api as _, Approve, Author, Code, EditDraft, ItemState, OutboxState, PutBy, text};
use engine::testkit::TestEngine;

#[tokio::test]
async fn editing_a_draft_voids_its_approval() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();

    let edited = test.edit(item.id, "Wait, this is better.").await;

    assert_eq!(edited.item.state, ItemState::Review);
    assert_eq!(test.outbox().await[0].state, OutboxState::Cancelled);
    assert_eq!(test.outbox().await[0].reason.as_deref(), Some(text::edited().as_str()));
    let_undo_pass(&test).await;
    test.clock.advance_seconds(3600);
    test.run().await;
    assert_eq!(test.practised().len(), 0);
    assert_eq!(test.show(item.id).await.draft.unwrap().body, "Wait, this is better.");
}

#[tokio::test]
async fn a_draft_that_changed_since_it_was_shown_is_not_approved() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;

    let stale = Approve { item: item.id, revision: Some(1), waivers: Vec::new() };
    let refused = test.engine.approve(stale).await.unwrap_err();

    assert_eq!((refused.code, refused.field.as_deref()), (Code::Conflict, Some("revision")));
    assert_eq!(refused.message, text::draft_changed(1, 2));
    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
    assert_eq!(test.outbox().await, []);
    let draft = test.show(item.id).await.draft.unwrap();
    assert_eq!((draft.revision, draft.body.as_str()), (2, "My own words."));
    let current = Approve { item: item.id, revision: Some(2), waivers: Vec::new() };
    assert_eq!(test.engine.approve(current).await.unwrap().revision, 2);
}

#[tokio::test]
async fn an_edit_keeps_what_it_does_not_name() {
    let (test, item) = TestEngine::with_question().await;
    let before = test.show(item.id).await.draft.unwrap();

    let to = Some(vec!["Joao Silva <Joao@Brightloom.example>".to_owned()]);
    let edit = EditDraft { item: item.id, subject: None, body: None, to, cc: None, bcc: None, details: None };
    let after = test.engine.edit_draft(edit).await.unwrap().draft.unwrap();

    assert_eq!((after.revision, after.author), (before.revision + 1, Author::Operator));
    assert_eq!((&after.subject, &after.body, &after.cc), (&before.subject, &before.body, &before.cc));
    assert_eq!((after.to[0].name.as_str(), after.to[0].address.as_str()), ("Joao Silva", "joao@brightloom.example"));
    assert_eq!(after.to[0].put_by, PutBy::Operator);
    assert!(!after.claims.is_empty(), "the lines of the agent still have their sources");
}

#[tokio::test]
async fn an_item_that_is_done_is_not_edited() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;

    let edit = EditDraft {
        item: item.id,
        subject: None,
        body: Some("Too late.".to_owned()),
        to: None,
        cc: None,
        bcc: None,
        details: None,
    };
    let refused = test.engine.edit_draft(edit).await.unwrap_err();

    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(refused.message, text::not_in_this_state("edited", ItemState::Done));
}
