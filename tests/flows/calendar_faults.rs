//! Whatever a calendar answers while it is read: every meeting is stored once, and what the operator has to do is said.

use crate::calendar::{LIST, calendar, event, named, read_again, reading, told};
use crate::google::sign_in;
use crate::peers::Fault;
use api::{ConnectionState, Grant};
use engine::testkit::TestEngine;
use serde_json::{Value, json};

const QUOTA: &str = r#"{"error":{"code":403,"message":"slow down","errors":[{"reason":"rateLimitExceeded"}]}}"#;

fn meetings() -> Vec<Value> {
    (0..6).map(|n| event(&format!("Meeting {n}"), 40 + n, &[("ines@brightloom.example", "accepted")])).collect()
}

#[tokio::test]
async fn every_meeting_is_read_once_whatever_goes_wrong_on_the_way() {
    for (name, fault) in [
        ("429", Fault::Answer(429, "Retry-After: 90\r\n", "{}")),
        ("403", Fault::Answer(403, "", QUOTA)),
        ("500", Fault::Answer(500, "", "<html>")),
        ("cut", Fault::Cut),
        ("lost", Fault::LoseAnswer),
        ("broken", Fault::Break),
        ("slow", Fault::Stall),
        ("401", Fault::Answer(401, "", "{}")),
    ] {
        let (mut test, google) = (TestEngine::new().await, crate::calendar::google(Vec::new(), Vec::new()).await);
        test.allow_loopback().await;
        for event in meetings() {
            google.ask_calendar("POST", "primary/events", event).await;
        }
        sign_in(&test, &google, &[Grant::Read]).await;
        // A token that is refused twice ends the sign-in.
        let n_times = if ["401", "slow"].contains(&name) { 1 } else { 3 };
        google.fail(LIST, 0, n_times, fault);

        for _ in 0..4 {
            read_again(&test).await;
        }

        assert_eq!(test.number("select count(*) from meetings").await, 6, "{name}");
        let shown = calendar(&test).await;
        assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None), "{name}");
        assert_eq!(test.number("select count(*) from problems").await, 0, "{name}");
    }
}

#[tokio::test]
async fn a_calendar_that_may_not_be_read_says_so_and_goes_on_once_it_may() {
    let forbidden =
        r#"{"error":{"code":403,"message":"Insufficient Permission","errors":[{"reason":"insufficientPermissions"}]}}"#;
    let (test, google, _) = reading(&meetings()).await;
    google.fail(LIST, 0, 1, Fault::Answer(403, "", forbidden));

    read_again(&test).await;
    let shown = calendar(&test).await;
    assert_eq!(shown.state, ConnectionState::Failing);
    assert!(shown.error.unwrap().contains("Insufficient Permission"));

    read_again(&test).await;
    assert_eq!(calendar(&test).await.state, ConnectionState::Fresh);
    assert_eq!(test.number("select count(*) from meetings where status = 'confirmed'").await, 6, "nothing was taken for gone");
}

#[tokio::test]
async fn one_event_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let (test, google) = (TestEngine::new().await, crate::calendar::google(Vec::new(), Vec::new()).await);
    let odd = named("odd", json!({ "summary": "\u{0}Od\u{202e}d\n", "start": { "dateTime": "soon" }, "end": {} }));
    let wrong = named("wrong", json!({ "attendees": "nobody" }));
    let good =
        named("good", event("Good\u{7}\n one", 40, &[("not an address", "accepted"), ("ines@brightloom.example", "accepted")]));
    google.fail(LIST, 0, 1, told(&[odd, wrong, good], "one"));
    sign_in(&test, &google, &[Grant::Read]).await;

    test.run().await;

    assert_eq!(test.texts("select title from meetings").await, ["Good one"]);
    assert_eq!(test.number("select count(*) from meeting_attendees").await, 2);
    assert_eq!(test.number("select count(*) from problems").await, 2);
    assert_eq!(calendar(&test).await.state, ConnectionState::Fresh);
}

#[tokio::test]
async fn access_that_was_taken_back_asks_to_sign_in_again_and_then_goes_on() {
    let (test, google, _) = reading(&meetings()).await;
    google.revoke().await;
    google.ask_calendar("POST", "primary/events", event("Another", 50, &[("tom@haloport.example", "accepted")])).await;
    test.clock.advance_seconds(3600);
    test.run().await;
    assert_eq!(calendar(&test).await.state, ConnectionState::SignInAgain);

    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;

    assert_eq!(calendar(&test).await.state, ConnectionState::Fresh);
    assert_eq!(test.number("select count(*) from meetings").await, 7);
}
