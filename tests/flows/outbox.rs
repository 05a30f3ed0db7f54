//! What the outbox shows: how much it held, and each mail as it goes.

use crate::let_undo_pass;
use api::{Api as _, Code, CountOutbox, OutboxCounts, OutboxId, ReadAction, Reopen};
use engine::testkit::TestEngine;

async fn counts(test: &TestEngine) -> OutboxCounts {
    test.engine.count_outbox(CountOutbox {}).await.unwrap()
}

#[tokio::test]
async fn all_that_went_is_counted_and_not_only_what_is_listed() {
    let (test, item) = TestEngine::with_question().await;
    assert_eq!(counts(&test).await, OutboxCounts { n_waiting: 0, n_gone: 0 });
    test.approve(item.id).await.unwrap();
    assert_eq!(counts(&test).await, OutboxCounts { n_waiting: 1, n_gone: 0 });
    let_undo_pass(&test).await;
    // What was practised can be reopened, so one item comes to have many of them.
    for _ in 0..104 {
        test.engine.reopen(Reopen { item: item.id }).await.unwrap();
        test.approve(item.id).await.unwrap();
        let_undo_pass(&test).await;
    }

    assert_eq!(counts(&test).await, OutboxCounts { n_waiting: 0, n_gone: 105 });
    assert_eq!(test.outbox().await.len(), 100, "the list ends before");
}

#[tokio::test]
async fn a_mail_is_read_as_it_goes_with_the_names_of_those_who_get_it() {
    let (test, item) = TestEngine::with_question().await;
    test.set("operator.signature", "Dana Reed, Northwind").await;
    test.edit(item.id, "Forty seats are fine.").await;
    test.approve(item.id).await.unwrap();
    let action = test.outbox().await.remove(0);

    let mail = test.engine.read_action(ReadAction { action: action.id }).await.unwrap();

    assert_eq!((mail.to[0].called(), mail.to[0].address.as_str()), ("Ines Duarte", "ines@brightloom.example"));
    assert_eq!(mail.to, action.to);
    assert!(mail.text.starts_with("Forty seats are fine."), "{}", mail.text);
    assert!(mail.text.contains("\n> "), "the mail that it answers stands below: {}", mail.text);
    let_undo_pass(&test).await;
    let gone = String::from_utf8(test.practised().remove(0)).unwrap();
    assert!(gone.contains("Forty seats are fine."), "{gone}");
    assert_eq!(test.engine.read_action(ReadAction { action: action.id }).await.unwrap(), mail, "also once it went");
}

#[tokio::test]
async fn what_is_read_is_what_was_approved_and_not_what_was_written_since() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "As it was approved.").await;
    test.approve(item.id).await.unwrap();
    let action = test.outbox().await.remove(0).id;
    test.edit(item.id, "As it was written later.").await;

    let mail = test.engine.read_action(ReadAction { action }).await.unwrap();

    assert!(mail.text.starts_with("As it was approved."), "{}", mail.text);
    let refused = test.engine.read_action(ReadAction { action: OutboxId(4711) }).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::NotFound, Some("action")));
}
