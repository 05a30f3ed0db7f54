//! The operator chooses among the calendars of an account, and meetings are counted as what they are.

use crate::calendar::{calendar, event, google};
use crate::google::{mailbox, sign_in};
use crate::peers::Fault;
use api::{Api as _, CalendarChoice, Code, ConnectionId, ConnectionOptions, Grant, ListCalendars, SetConnectionOptions};
use engine::testkit::TestEngine;
use serde_json::json;

#[tokio::test]
async fn the_calendars_of_an_account_are_listed_with_those_that_are_read() {
    let calendars = vec![
        json!({ "id": "dana", "summary": "Dana", "primary": true, "time_zone": "UTC" }),
        json!({ "id": "sales@northwind.example", "summary": "Sales", "time_zone": "UTC" }),
    ];
    let (test, google) = (TestEngine::new().await, google(calendars, Vec::new()).await);
    google.ask_calendar("POST", "primary/events", event("Pilot", 30, &[("ines@brightloom.example", "accepted")])).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    let connection = calendar(&test).await.id;
    let list = async || test.engine.list_calendars(ListCalendars { connection }).await;
    let choice = |id: &str, name: &str, is_read| CalendarChoice {
        id: id.to_owned(),
        name: name.to_owned(),
        is_main: id == "primary",
        is_read,
    };
    let (main, sales) = (choice("primary", "Dana", true), choice("sales@northwind.example", "Sales", false));
    assert_eq!(list().await.unwrap(), [main.clone(), sales.clone()]);

    let calendars = vec!["sales@northwind.example".to_owned(), "gone".to_owned()];
    let options = ConnectionOptions { calendars, ..ConnectionOptions::default() };
    test.engine.set_connection_options(SetConnectionOptions { connection, options }).await.unwrap();
    let expected = [choice("primary", "Dana", false), choice(&sales.id, "Sales", true), choice("gone", "gone", true)];
    assert_eq!(list().await.unwrap(), expected, "one that is gone can be left out");

    let mail = ListCalendars { connection: mailbox(&test).await.id };
    assert_eq!(test.engine.list_calendars(mail).await.unwrap_err().code, Code::Conflict);
    let nobody = ListCalendars { connection: ConnectionId(999) };
    assert_eq!(test.engine.list_calendars(nobody).await.unwrap_err().code, Code::NotFound);
    google.fail("GET /calendar/v3/users/me/calendarList", 0, 9, Fault::Answer(500, "", ""));
    assert_eq!(list().await.unwrap_err().code, Code::Unavailable);
}

#[tokio::test]
async fn a_calendar_counts_the_meetings_that_stand() {
    let (test, google) = (TestEngine::new().await, google(Vec::new(), Vec::new()).await);
    for hours in [30, 40] {
        google.ask_calendar("POST", "primary/events", event("Pilot", hours, &[("ines@brightloom.example", "accepted")])).await;
    }
    let made = google.ask_calendar("GET", "primary/events", json!(null)).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    let shown = calendar(&test).await;
    assert_eq!((shown.n_messages, shown.n_today), (2, 2));
    assert_eq!((mailbox(&test).await.n_messages, mailbox(&test).await.n_today), (0, 0));

    let id = made["items"][0]["id"].as_str().unwrap();
    google.ask_calendar("DELETE", &format!("primary/events/{id}"), json!(null)).await;
    test.clock.advance_seconds(24 * 3600);
    test.run().await;
    let shown = calendar(&test).await;
    assert_eq!((shown.n_messages, shown.n_today), (1, 0));
}
