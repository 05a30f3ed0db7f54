//! What the operator throws away, deletes or calls spam in their mailbox asks for no answer any more.

use crate::gmail::{read_again, reading};
use crate::peers::Google;
use crate::{FURTHER, last_reason, state_of};
use api::{Grant, ItemState, text};
use engine::testkit::{OFFER, QUESTION, TestEngine};
use serde_json::{Value, json};

/// The mail that asks, as the mailbox calls it.
async fn asked(google: &Google) -> String {
    let list = google.ask("GET", "messages?labelIds=INBOX", Value::Null).await;
    list["messages"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_conversation_that_was_put_away_ends_its_item() {
    for (how, path, body) in
        [("trash", "/trash", Value::Null), ("spam", "/modify", json!({ "addLabelIds": ["SPAM"], "removeLabelIds": ["INBOX"] }))]
    {
        let (test, google) = reading().await;
        let item = test.queue().await[0].id;
        let id = asked(&google).await;

        google.ask("POST", &format!("messages/{id}{path}"), body).await;
        read_again(&test).await;

        assert_eq!(test.queue().await, [], "{how}");
        assert_eq!(state_of(&test, item).await, ItemState::Superseded, "{how}");
        assert_eq!(last_reason(&test, item).await, text::put_away_at_mailbox(), "{how}");
    }
}

#[tokio::test]
async fn a_deleted_mail_ends_its_item_and_one_that_is_taken_back_asks_again() {
    let (test, google) = reading().await;
    let item = test.queue().await[0].id;
    let id = asked(&google).await;
    google.ask("POST", &format!("messages/{id}/trash"), Value::Null).await;
    read_again(&test).await;
    assert_eq!(test.queue().await, []);

    google.ask("POST", &format!("messages/{id}/untrash"), Value::Null).await;
    read_again(&test).await;
    let again = test.queue().await;
    assert_eq!(again.len(), 1);
    assert_ne!(again[0].id, item);

    google.ask("DELETE", &format!("messages/{id}"), Value::Null).await;
    read_again(&test).await;
    assert_eq!(test.queue().await, []);
}

#[tokio::test]
async fn an_item_stays_while_one_mail_of_its_conversation_stays() {
    let (test, google) = reading().await;
    let item = test.queue().await[0].id;
    let id = asked(&google).await;
    google.deliver(&FURTHER.text(), &["INBOX"]).await;
    google.ask("POST", &format!("messages/{id}/trash"), Value::Null).await;

    read_again(&test).await;

    assert_eq!(test.queue().await.iter().map(|item| item.id).collect::<Vec<_>>(), [item]);
}

#[tokio::test]
async fn an_answer_that_was_approved_goes_although_the_mail_was_thrown_away() {
    let (test, google) = (TestEngine::new().await, crate::google::google(Vec::new()).await);
    google.deliver(&OFFER.text(), &["SENT"]).await;
    google.deliver(&QUESTION.text(), &["INBOX"]).await;
    crate::google::sign_in(&test, &google, &[Grant::Read, Grant::Send]).await;
    test.set("sending.practice", "false").await;
    test.set("sending.undo_seconds", "600").await;
    test.run().await;
    let item = test.queue().await[0].id;
    test.approve(item).await.unwrap();
    let id = asked(&google).await;

    google.ask("POST", &format!("messages/{id}/trash"), Value::Null).await;
    read_again(&test).await;
    assert_eq!(state_of(&test, item).await, ItemState::Approved);
    read_again(&test).await;

    assert_eq!(google.sent().await.len(), 2);
    assert_eq!(state_of(&test, item).await, ItemState::Done);
}
