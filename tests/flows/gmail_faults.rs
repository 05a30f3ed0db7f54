//! Whatever a mailbox answers while it is read: every mail is stored once, and what the operator has to do is said.

use crate::gmail::{old_mail, read_again, reading};
use crate::google::{google, mailbox, sign_in};
use crate::peers::Fault;
use api::{ConnectionState, Grant};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use engine::testkit::TestEngine;
use serde_json::json;

const MAILS: &str = "GET /gmail/v1/users/me/messages/";
const QUOTA: &str = r#"{"error":{"code":403,"message":"slow down","errors":[{"reason":"userRateLimitExceeded"}]}}"#;

#[tokio::test]
async fn every_mail_is_read_once_whatever_goes_wrong_on_the_way() {
    for (name, fault) in [
        ("429", Fault::Answer(429, "Retry-After: 90\r\n", "{}")),
        ("403", Fault::Answer(403, "", QUOTA)),
        ("500", Fault::Answer(500, "", "<html>")),
        ("cut", Fault::Cut),
        ("broken", Fault::Break),
        ("slow", Fault::Stall),
        ("401", Fault::Answer(401, "", "{}")),
    ] {
        let (mut test, google) = (TestEngine::new().await, google((1..=24).map(old_mail).collect()).await);
        test.allow_loopback().await;
        sign_in(&test, &google, &[Grant::Read]).await;
        // A token that is refused twice ends the sign-in.
        let (n_mails, n_polls) = match name {
            "401" => (1, 1),
            "slow" => (2, 1),
            _ => (12, 3),
        };
        google.fail(MAILS, 6, n_mails, fault.clone());
        google.fail("GET /gmail/v1/users/me/history", 0, n_polls, fault);

        for _ in 0..8 {
            read_again(&test).await;
        }

        assert_eq!(test.number("select count(*) from messages").await, 24, "{name}");
        let shown = mailbox(&test).await;
        assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None), "{name}");
        assert_eq!(test.number("select count(*) from problems").await, 0, "{name}");
    }
}

#[tokio::test]
async fn a_service_that_asks_to_be_left_alone_is_left_alone() {
    let (test, google) = (TestEngine::new().await, google((1..=24).map(old_mail).collect()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    google.fail(MAILS, 9, 1000, Fault::Answer(429, "Retry-After: 200\r\n", "{}"));
    test.run().await;
    google.requests();
    google.heal();

    test.clock.advance_seconds(190);
    test.run().await;
    assert_eq!(google.requests(), Vec::<String>::new());

    test.clock.advance_seconds(200);
    test.run().await;
    assert_eq!(test.number("select count(*) from messages").await, 24);
}

#[tokio::test]
async fn odd_bytes_are_read_as_far_as_they_can_be() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    let mut odd =
        b"Message-ID: <odd@c.example>\r\nFrom: \xe9\xff <odd@c.example>\r\nTo: dana@northwind.example\r\nSubject: \x00\xc3"
            .to_vec();
    odd.extend_from_slice(b"\r\nDate: Fri, 20 Nov 2026 14:00:00 +0000\r\n\r\nCould you call me \xf0\x9f\x00\xfe?\r\n");
    let body = json!({ "raw": URL_SAFE_NO_PAD.encode(odd), "labelIds": ["INBOX"] });
    google.ask("POST", "messages", body).await;
    google.deliver(&crate::QUESTION.text(), &["INBOX"]).await;
    sign_in(&test, &google, &[Grant::Read]).await;

    test.run().await;

    assert_eq!(test.number("select count(*) from messages").await, 2);
    assert_eq!(mailbox(&test).await.state, ConnectionState::Fresh);
}

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
