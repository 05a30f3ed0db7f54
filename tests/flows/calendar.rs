//! The calendars of a Google account are read once, followed by what changed, and asked with one request where nothing did.

use crate::google::sign_in;
use crate::peers::{Fault, Google};
use api::{
    Api as _, ConnectionId, ConnectionOptions, ConnectionState, ConnectionView, Grant, ListConnections, SetConnectionOptions,
    Time,
};
use engine::fault;
use engine::testkit::{OPERATOR, START, TestEngine};
use serde_json::{Value, json};

pub const LIST: &str = "GET /calendar/v3/calendars/primary/events?";
const HOUR: i64 = 3600;

/// A moment so many hours from the start of the test, as a calendar writes it.
pub fn at(hours: i64) -> String {
    let ms = START.plus_seconds(hours * HOUR).0;
    jiff::Timestamp::from_millisecond(ms).unwrap().to_string()
}

/// An event of an hour that begins so many hours from the start of the test, with these guests, as (address, response).
pub fn event(title: &str, hours: i64, guests: &[(&str, &str)]) -> Value {
    let own = json!({ "email": OPERATOR, "self": true, "responseStatus": "accepted" });
    let guests =
        guests.iter().map(|(address, said)| json!({ "email": address, "displayName": name(address), "responseStatus": said }));
    json!({
        "summary": title, "start": { "dateTime": at(hours) }, "end": { "dateTime": at(hours + 1) },
        "attendees": std::iter::once(own).chain(guests).collect::<Vec<_>>(),
    })
}

/// `ines@brightloom.example` is called Ines.
fn name(address: &str) -> String {
    let name = address.split(['@', '.']).next().unwrap();
    format!("{}{}", name[..1].to_uppercase(), &name[1..])
}

/// The same event in the words of the emulator's seed, which takes names for events.
pub fn seeded(id: &str, calendar: &str, hours: i64, guest: &str) -> Value {
    json!({
        "id": id, "calendar_id": calendar, "summary": id, "start_date_time": at(hours), "end_date_time": at(hours + 1),
        "attendees": [{ "email": OPERATOR }, { "email": guest }],
    })
}

pub async fn google(calendars: Vec<Value>, events: Vec<Value>) -> Google {
    let users = json!([{ "email": OPERATOR, "name": "Dana Reed" }]);
    Google::start(json!({ "users": users, "messages": [], "calendars": calendars, "calendar_events": events })).await
}

pub async fn calendar(test: &TestEngine) -> ConnectionView {
    let all = test.engine.list_connections(ListConnections {}).await.unwrap();
    all.into_iter().find(|connection| connection.kind == "calendar").expect("a calendar")
}

/// A workspace that reads a calendar with these events.
pub async fn reading(events: &[Value]) -> (TestEngine, Google, ConnectionId) {
    let (test, google) = (TestEngine::new().await, google(Vec::new(), Vec::new()).await);
    for event in events {
        google.ask_calendar("POST", "primary/events", event.clone()).await;
    }
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    let connection = calendar(&test).await.id;
    (test, google, connection)
}

/// The next reading, when it is due.
pub async fn read_again(test: &TestEngine) {
    test.clock.advance_seconds(6 * 60);
    test.run().await;
}

/// What a service says that knows sync tokens, which the emulator does not: these events, and the token for what comes after.
pub fn told(events: &[Value], token: &str) -> Fault {
    let body = json!({ "kind": "calendar#events", "timeZone": "Europe/Lisbon", "items": events, "nextSyncToken": token });
    Fault::Answer(200, "Content-Type: application/json\r\n", Box::leak(body.to_string().into_boxed_str()))
}

/// An event as that service tells of it.
pub fn named(id: &str, event: Value) -> Value {
    let mut event = event;
    event["id"] = json!(id);
    event["status"] = json!("confirmed");
    event["iCalUID"] = json!(format!("{id}@calendar.example"));
    event
}

#[tokio::test]
async fn meetings_are_stored_with_their_people_and_only_who_is_outside_becomes_a_contact() {
    let fair = json!({
        "summary": "Fair", "start": { "date": "2026-12-01" }, "end": { "date": "2026-12-03" }, "location": "Porto",
        "attendees": [{ "email": "Tom@Haloport.example", "displayName": "Tom Hale" }, { "email": "room@resource.calendar.google.com" }],
    });
    let events = [
        event("Pilot", 30, &[("ines@brightloom.example", "accepted"), ("lee@northwind.example", "accepted")]),
        event("Stand-up", 20, &[("lee@northwind.example", "accepted")]),
        fair,
        event("Too long ago", -24 * 40, &[("old@nowhere.example", "accepted")]),
    ];
    let (test, _google, _) = reading(&events).await;

    assert_eq!(test.texts("select title from meetings order by title").await, ["Fair", "Pilot", "Stand-up"]);
    let contacts = "select address from addresses order by address";
    assert_eq!(test.texts(contacts).await, ["ines@brightloom.example", "tom@haloport.example"]);
    assert_eq!(test.texts("select name from contacts order by name").await, ["Ines", "Tom Hale"]);
    let fair = "select starts_at from meetings where is_all_day = 1 and place = 'Porto'";
    assert_eq!(test.number(fair).await, Time(1_796_083_200_000).0, "midnight in the zone of the calendar");
    assert_eq!(test.number("select count(*) from meetings where thread_id is null").await, 1, "a meeting among us");
    assert_eq!(test.queue().await, []);
    let shown = calendar(&test).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None));
}

#[tokio::test]
async fn where_nothing_is_new_one_request_is_made_for_each_calendar_and_nothing_changes() {
    let (test, google, connection) = reading(&[event("Pilot", 30, &[("ines@brightloom.example", "accepted")])]).await;
    google.requests();
    google.calendar_requests();
    let state = "select (select group_concat(cursor) from connections) || (select count(*) from ledger) || ' '
         || (select count(*) from signals) || ' ' || (select count(*) from moves) || ' '
         || (select group_concat(title || updated_at || stored_at) from meetings) || (select group_concat(responded_at) from meeting_attendees)";
    let before = test.texts(state).await;
    let read_at = calendar(&test).await.last_success_at;

    read_again(&test).await;

    let requests = google.calendar_requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert!(requests[0].starts_with(LIST), "{requests:?}");
    assert_eq!(test.texts(state).await, before);
    assert!(calendar(&test).await.last_success_at > read_at);

    let options =
        ConnectionOptions { calendars: vec!["primary".to_owned(), "primary".to_owned()], ..ConnectionOptions::default() };
    test.engine.set_connection_options(SetConnectionOptions { connection, options }).await.unwrap();
    test.run().await;
    assert_eq!(google.calendar_requests().len(), 1, "one that is named twice is asked once");
}

#[tokio::test]
async fn all_pages_are_read_and_what_is_taken_off_is_cancelled() {
    let many: Vec<Value> =
        (1..=300).map(|n| seeded(&format!("e{n}"), "primary", 40 + n, &format!("p{n}@c{n}.example"))).collect();
    let (test, google) = (TestEngine::new().await, google(Vec::new(), many).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    assert_eq!(test.number("select count(*) from meetings where status = 'confirmed'").await, 300);
    assert_eq!(google.calendar_requests().len(), 2);

    google.ask_calendar("DELETE", "primary/events/e7", Value::Null).await;
    google.ask_calendar("DELETE", "primary/events/e290", Value::Null).await;
    read_again(&test).await;

    assert_eq!(test.texts("select event_id from meetings where status = 'cancelled' order by 1").await, ["e290", "e7"]);
    assert_eq!(test.number("select count(*) from meetings").await, 300);
}

#[tokio::test]
async fn with_a_sync_token_only_what_changed_is_asked_for_and_a_token_that_is_gone_reads_again() {
    let (test, google) = (TestEngine::new().await, google(Vec::new(), Vec::new()).await);
    let pilot = named("pilot", event("Pilot", 60, &[("ines@brightloom.example", "needsAction")]));
    let call = named("call", event("Call", 70, &[("tom@haloport.example", "accepted")]));
    google.fail(LIST, 0, 1, told(&[pilot.clone(), call.clone()], "one"));
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    google.heal();
    assert!(google.calendar_requests()[0].contains("timeMin=2026-10-21"));

    let moved = named("pilot", event("Pilot, moved", 80, &[("ines@brightloom.example", "accepted")]));
    google.fail(LIST, 0, 1, told(&[moved.clone(), json!({ "id": "call", "status": "cancelled" })], "two"));
    read_again(&test).await;
    google.heal();
    let requests = google.calendar_requests();
    assert!(requests.len() == 1 && requests[0].contains("syncToken=one") && !requests[0].contains("timeMin"), "{requests:?}");
    let meetings = "select event_id || ' ' || title || ' ' || status from meetings order by 1";
    assert_eq!(test.texts(meetings).await, ["call Call cancelled", "pilot Pilot, moved confirmed"]);

    // The same token and nothing new: nothing is written.
    let cursor = test.texts("select cursor from connections where kind = 'calendar'").await;
    google.fail(LIST, 0, 1, told(&[], "two"));
    read_again(&test).await;
    google.heal();
    assert_eq!(test.texts("select cursor from connections where kind = 'calendar'").await, cursor);

    let gone = r#"{"error":{"code":410,"message":"Sync token is no longer valid","errors":[{"reason":"fullSyncRequired"}]}}"#;
    let other = named("other", event("Other", 90, &[("ines@brightloom.example", "accepted")]));
    google.calendar_requests();
    google.fail(LIST, 0, 1, Fault::Answer(410, "", gone));
    google.fail(LIST, 0, 1, told(&[moved, other], "three"));
    read_again(&test).await;
    google.heal();

    let requests = google.calendar_requests();
    assert!(requests[0].contains("syncToken=two") && requests[1].contains("timeMin="), "{requests:?}");
    let expected = ["call Call cancelled", "other Other confirmed", "pilot Pilot, moved confirmed"];
    assert_eq!(test.texts(meetings).await, expected, "nothing twice");
    assert_eq!(test.number("select count(*) from addresses").await, 2);
    assert_eq!(calendar(&test).await.state, ConnectionState::Fresh);
}

#[tokio::test]
async fn only_chosen_calendars_are_read_and_what_is_no_longer_chosen_stands_no_more() {
    let calendars = vec![
        json!({ "id": "primary", "summary": "Dana", "primary": true, "time_zone": "UTC" }),
        json!({ "id": "sales@northwind.example", "summary": "Sales", "time_zone": "UTC" }),
    ];
    let events = vec![
        seeded("mine", "primary", 50, "ines@brightloom.example"),
        seeded("ours", "sales@northwind.example", 50, "tom@haloport.example"),
    ];
    let (test, google) = (TestEngine::new().await, google(calendars, events).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    let standing = "select event_id from meetings where status <> 'cancelled' order by 1";
    assert_eq!(test.texts(standing).await, ["mine"]);
    let choose = async |names: &[&str]| {
        let calendars = names.iter().map(|name| (*name).to_owned()).collect();
        let options = ConnectionOptions { calendars, ..ConnectionOptions::default() };
        let connection = calendar(&test).await.id;
        test.engine.set_connection_options(SetConnectionOptions { connection, options }).await.unwrap();
        test.run().await;
    };

    choose(&["sales@northwind.example", "primary"]).await;
    assert_eq!(test.texts(standing).await, ["mine", "ours"]);
    choose(&["sales@northwind.example"]).await;
    assert_eq!(test.texts(standing).await, ["ours"]);
    choose(&["nowhere", "primary"]).await;
    assert_eq!(calendar(&test).await.error, Some(api::text::no_such_calendar("nowhere")));
    assert_eq!(test.texts(standing).await, ["mine"], "one that is not there does not hold up the others");
    choose(&[]).await;
    assert_eq!((test.texts(standing).await, calendar(&test).await.error), (vec!["mine".to_owned()], None));
}

#[tokio::test]
async fn a_process_that_dies_while_it_reads_leaves_every_meeting_to_be_stored_once() {
    for point in fault::CALENDAR_POINTS.iter().copied() {
        let many: Vec<Value> =
            (1..=260).map(|n| seeded(&format!("e{n}"), "primary", 40 + n, "ines@brightloom.example")).collect();
        let (mut test, google) = (TestEngine::new().await, google(Vec::new(), many).await);
        sign_in(&test, &google, &[Grant::Read]).await;
        let engine = test.engine.clone();
        fault::panic_at(point);
        let ran = tokio::spawn(async move { engine.run_until_idle().await }).await;
        assert!(ran.is_ok(), "{point}: the job caught it");
        test.restart().await;

        for _ in 0..2 {
            test.clock.advance_seconds(600);
            test.run().await;
        }

        assert_eq!(test.number("select count(*) from meetings").await, 260, "{point}");
        assert_eq!(test.number("select count(distinct event_id) from meetings").await, 260, "{point}");
        assert_eq!(test.number("select count(*) from contacts").await, 1, "{point}");
        assert_eq!(calendar(&test).await.state, ConnectionState::Fresh, "{point}");
    }
}
