//! What of a mailbox cannot be read, and what happens when access to it is taken back. What every connector promises is tested in
//! `conformance`.

use crate::gmail::{old_mail, read_again, reading};
use crate::google::{google, mailbox, sign_in};
use crate::peers::Fault;
use api::{ConnectionState, Grant};
use engine::testkit::TestEngine;
use serde_json::json;

#[tokio::test]
async fn one_mail_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let mut broken = old_mail(2);
    broken["raw"] = json!("bm8gbWFpbA");
    let (test, google) = (TestEngine::new().await, google(vec![old_mail(1), broken, old_mail(3), old_mail(4)]).await);
    google.fail("GET /gmail/v1/users/me/messages/m0003?format=raw", 0, 9, Fault::Answer(400, "", "{}"));
    sign_in(&test, &google, &[Grant::Read]).await;

    read_again(&test).await;

    assert_eq!(test.number("select count(*) from messages").await, 2);
    assert_eq!(test.number("select count(*) from problems").await, 2);
    assert_eq!(mailbox(&test).await.state, ConnectionState::Fresh);
    google.requests();
    read_again(&test).await;
    assert_eq!(google.requests().len(), 1, "it is not asked for again");
}

#[tokio::test]
async fn access_that_was_taken_back_asks_to_sign_in_again_and_then_goes_on() {
    let (test, google) = reading().await;
    google.revoke().await;
    google.deliver(&crate::FURTHER.text(), &["INBOX"]).await;
    test.clock.advance_seconds(3600);
    test.run().await;
    let shown = mailbox(&test).await;
    assert_eq!(shown.state, ConnectionState::SignInAgain);
    assert!(shown.error.unwrap().contains("Sign in again"));
    assert_eq!(test.number("select count(*) from messages").await, 2);

    sign_in(&test, &google, &[Grant::Read]).await;
    google.requests();
    test.run().await;

    let shown = mailbox(&test).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None));
    assert_eq!(test.number("select count(*) from messages").await, 3);
    let n_fetched = google.requests().iter().filter(|request| request.contains("format=raw")).count();
    assert_eq!(n_fetched, 1, "it went on where it was");
}
