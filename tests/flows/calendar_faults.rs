//! A calendar or an event that may not or cannot be read is told, and nothing is lost by it. What every connector promises is tested
//! in `conformance`.

use crate::calendar::{LIST, calendar, event, named, read_again, reading, told};
use crate::google::sign_in;
use crate::peers::Fault;
use api::{ConnectionState, Grant};
use engine::testkit::TestEngine;
use serde_json::{Value, json};

fn meetings() -> Vec<Value> {
    (0..6).map(|n| event(&format!("Meeting {n}"), 40 + n, &[("ines@brightloom.example", "accepted")])).collect()
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
