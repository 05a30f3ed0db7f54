//! A meeting that the operator wants stands in the calendar once, with those who are asked to come, and not before it is approved.

use crate::calendar::{at, calendar, event};
use crate::google::{google, sign_in};
use crate::peers::{Fault, Google};
use crate::{last_reason, let_undo_pass, state_of};
use api::{
    Action, Api as _, BookMeeting, Code, Details, EditDraft, GateName, Grant, HoldCode, ItemId, ItemState, MeetingDetails,
    OutboxState, Play, ReadMeetingTime, Sends, Suppress, text,
};
use engine::fault;
use engine::testkit::{OFFER, QUESTION, START, TestEngine};
use serde_json::Value;

const INSERT: &str = "POST /calendar/v3/calendars/primary/events";
const LOOK: &str = "GET /calendar/v3/calendars/primary/events/";
const HOUR: i64 = 3600;

fn asking(item: ItemId, when: Option<&str>) -> BookMeeting {
    BookMeeting { item, when: when.map(str::to_owned), starts_at: None, minutes: None }
}

async fn book(test: &TestEngine, item: ItemId, when: &str) -> ItemId {
    test.engine.book_meeting(asking(item, Some(when))).await.unwrap().id
}

/// A mailbox in which Inês asked for pricing and a calendar, both of which may be written to; and the item.
async fn asked(grants: &[Grant]) -> (TestEngine, Google, ItemId) {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    google.deliver(&OFFER.text(), &["SENT"]).await;
    google.deliver(&QUESTION.text(), &["INBOX", "UNREAD"]).await;
    sign_in(&test, &google, grants).await;
    test.set("sending.practice", "false").await;
    test.run().await;
    let item = test.queue().await[0].id;
    (test, google, item)
}

const ALL: &[Grant] = &[Grant::Read, Grant::Send, Grant::Book];

/// The events that stand in the calendar.
async fn events(google: &Google) -> Vec<Value> {
    google.ask_calendar("GET", "primary/events", Value::Null).await["items"].as_array().unwrap().clone()
}

/// Runs until nothing is tried again by itself.
async fn run_long(test: &TestEngine) {
    for _ in 0..4 {
        test.clock.advance_seconds(60);
        test.run().await;
    }
}

fn meeting_of(details: Option<Details>) -> MeetingDetails {
    let Some(Details::Meeting(meeting)) = details else { panic!("no meeting") };
    meeting
}

async fn details(test: &TestEngine, booking: ItemId) -> MeetingDetails {
    meeting_of(test.show(booking).await.draft.unwrap().details)
}

async fn change(test: &TestEngine, item: ItemId, details: MeetingDetails) -> Result<api::ItemDetail, api::ApiError> {
    let details = Some(Details::Meeting(details));
    test.engine.edit_draft(EditDraft { item, subject: None, body: None, to: None, cc: None, bcc: None, details }).await
}

/// The meeting stands in the calendar once, and is on record as sent.
async fn assert_booked_once(test: &TestEngine, google: &Google, booking: ItemId, what: &str) {
    let action = test.outbox().await.remove(0);
    assert_eq!((action.state, action.reason), (OutboxState::Sent, None), "{what}");
    let all = events(google).await;
    assert_eq!(all.len(), 1, "{what}: {all:?}");
    assert_eq!(state_of(test, booking).await, ItemState::Done, "{what}");
    assert_eq!(test.number("select count(*) from ledger where event = 'sent'").await, 1, "{what}");
    // It was read back, as made here.
    let ours = "select count(*) from meetings join approvals on approvals.marker = meetings.marker and meetings.event_id = meetings.marker";
    assert_eq!(test.number(ours).await, 1, "{what}");
}

#[tokio::test]
async fn a_meeting_is_booked_once_with_its_people_beside_the_mail_that_waits() {
    let (test, google, item) = asked(ALL).await;
    let booking = test.engine.book_meeting(asking(item, Some("mon 10:00"))).await.unwrap();
    assert_eq!((booking.play, booking.action, booking.state), (Play::Book, Action::BookMeeting, ItemState::Review));
    assert_eq!(test.queue().await.len(), 2, "the mail stays");
    let shown = test.show(booking.id).await;
    let draft = shown.draft.unwrap();
    assert_eq!((draft.subject.as_str(), draft.holds.len()), ("Seats for the pilot", 0), "{:?}", draft.holds);
    assert_eq!(draft.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>(), ["ines@brightloom.example"]);
    assert_eq!(shown.thread.len(), 2, "with the conversation that it comes from");
    assert_eq!(draft.from.as_deref(), Some("dana@northwind.example"), "who calls it");
    assert_eq!(draft.body, "To talk about “Seats for the pilot”, following your mail of Friday, 20 November.");
    let meeting = meeting_of(draft.details);
    assert_eq!((meeting.minutes(), meeting.connection), (30, Some(calendar(&test).await.id)));
    change(&test, booking.id, MeetingDetails { place: "Room 4".to_owned(), ..meeting.clone() }).await.unwrap();
    test.edit(booking.id, "Forty seats, and who needs what.").await;

    test.approve(booking.id).await.unwrap();
    assert_eq!(events(&google).await.len(), 0, "not before the undo window is over");
    google.calendar_requests();
    let_undo_pass(&test).await;
    run_long(&test).await;

    assert_booked_once(&test, &google, booking.id, "").await;
    let made = events(&google).await.remove(0);
    assert_eq!((made["summary"].as_str(), made["location"].as_str()), (Some("Seats for the pilot"), Some("Room 4")));
    assert_eq!(made["description"].as_str(), Some("Forty seats, and who needs what."));
    assert_eq!(made["attendees"][0]["email"].as_str(), Some("ines@brightloom.example"));
    let starts_at: jiff::Timestamp = made["start"]["dateTime"].as_str().unwrap().parse().unwrap();
    assert_eq!(starts_at.as_millisecond(), meeting.starts_at.0);
    let requests = google.calendar_requests();
    let inserted: Vec<_> = requests.iter().filter(|request| request.starts_with(INSERT)).collect();
    assert_eq!(inserted, [&format!("{INSERT}?sendUpdates=all")], "{requests:?}");
    assert_eq!(test.queue().await.iter().map(|item| item.id).collect::<Vec<_>>(), [item]);
    assert_eq!(google.sent().await.len(), 1, "no mail went");
}

#[tokio::test]
async fn whatever_is_lost_on_the_way_the_meeting_is_booked_once() {
    for (what, line, fault) in [
        ("the answer", INSERT, Fault::LoseAnswer),
        ("half of the answer", INSERT, Fault::Cut),
        ("the request", INSERT, Fault::Break),
        ("it by a fault there", INSERT, Fault::Answer(500, "", "")),
        ("it by too many requests", INSERT, Fault::Answer(429, "Retry-After: 2\r\n", "{}")),
    ] {
        let (test, google, item) = asked(ALL).await;
        let booking = book(&test, item, "mon 10:00").await;
        test.approve(booking).await.unwrap();
        google.fail(line, 0, 1, fault);

        let_undo_pass(&test).await;
        run_long(&test).await;

        assert_booked_once(&test, &google, booking, what).await;
    }
}

#[tokio::test]
async fn what_stands_there_already_is_found_by_its_name_and_what_nobody_can_tell_waits() {
    let (test, google, item) = asked(ALL).await;
    let booking = book(&test, item, "mon 10:00").await;
    test.approve(booking).await.unwrap();
    google.fail(INSERT, 0, 1, Fault::LoseAnswer);
    google.fail(LOOK, 0, 4, Fault::Break);
    let_undo_pass(&test).await;
    assert_eq!(test.outbox().await[0].state, OutboxState::Sending, "it is looked for again");
    google.heal();
    run_long(&test).await;
    assert_booked_once(&test, &google, booking, "found").await;
}

#[tokio::test]
async fn a_name_that_is_taken_is_looked_at_before_anything_is_said() {
    let taken = r#"{"error":{"code":409,"message":"The requested identifier already exists."}}"#;
    let (test, google, item) = asked(ALL).await;
    let booking = book(&test, item, "mon 10:00").await;
    test.approve(booking).await.unwrap();
    google.fail(INSERT, 0, 1, Fault::Answer(409, "", taken));
    google.fail(LOOK, 0, 1, Fault::Answer(200, "", r#"{"id":"x","status":"confirmed"}"#));

    let_undo_pass(&test).await;

    assert_eq!(test.outbox().await[0].state, OutboxState::Failed);
    assert!(last_reason(&test, booking).await.contains(&text::event_is_not_ours()));
    assert_eq!((state_of(&test, booking).await, events(&google).await.len()), (ItemState::Review, 0));
}

#[tokio::test]
async fn a_process_that_dies_while_it_books_books_once() {
    let points = ["send_after_sending_commit", "send_before_sent_commit", "send_after_sent_commit"];
    for point in fault::BOOKING_POINTS.iter().copied().chain(points) {
        let (mut test, google, item) = asked(ALL).await;
        let booking = book(&test, item, "mon 10:00").await;
        test.approve(booking).await.unwrap();
        test.clock.advance_seconds(30);
        let engine = test.engine.clone();
        fault::panic_at(point);
        drop(tokio::spawn(async move { engine.run_until_idle().await }).await);
        test.restart().await;

        run_long(&test).await;

        assert_booked_once(&test, &google, booking, point).await;
    }
}

#[tokio::test]
async fn a_calendar_that_refuses_brings_it_back_with_its_words() {
    let forbidden =
        r#"{"error":{"code":403,"message":"You need to have writer access","errors":[{"reason":"requiredAccessLevel"}]}}"#;
    for (status, body, words) in [
        (403, forbidden, "writer access"),
        (400, r#"{"error":{"message":"Invalid attendee email."}}"#, "Invalid attendee"),
        (404, "{}", "no calendar"),
    ] {
        let (test, google, item) = asked(ALL).await;
        let booking = book(&test, item, "mon 10:00").await;
        test.approve(booking).await.unwrap();
        google.fail(INSERT, 0, 1, Fault::Answer(status, "", body));

        let_undo_pass(&test).await;

        assert_eq!(test.outbox().await[0].state, OutboxState::Failed, "{status}");
        assert!(last_reason(&test, booking).await.contains(words), "{status}: {}", last_reason(&test, booking).await);
        assert_eq!((state_of(&test, booking).await, events(&google).await.len()), (ItemState::Review, 0), "{status}");
    }
}

#[tokio::test]
async fn a_calendar_that_was_signed_in_for_reading_only_books_nothing_until_it_may() {
    let (test, google, item) = asked(&[Grant::Read, Grant::Send]).await;
    assert_eq!(calendar(&test).await.sends, Sends::NotAllowed);
    let booking = book(&test, item, "mon 10:00").await;
    test.approve(booking).await.unwrap();
    let_undo_pass(&test).await;
    run_long(&test).await;
    let action = test.outbox().await.remove(0);
    assert_eq!((action.state, events(&google).await.len()), (OutboxState::Held, 0));
    let gate = action.gates.into_iter().find(|gate| !gate.passes).unwrap();
    let name = calendar(&test).await.name;
    assert_eq!((gate.name, gate.words), (GateName::Destination, text::not_allowed_to_do(Action::BookMeeting, &name)));

    sign_in(&test, &google, ALL).await;
    assert_eq!(calendar(&test).await.sends, Sends::Yes);
    run_long(&test).await;
    assert_booked_once(&test, &google, booking, "once it may").await;
}

#[tokio::test]
async fn a_change_of_the_time_voids_the_approval_and_what_goes_is_what_was_approved() {
    let (test, google, item) = asked(ALL).await;
    let booking = book(&test, item, "mon 10:00").await;
    let first = test.approve(booking).await.unwrap();
    let before = details(&test, booking).await;
    let (starts_at, ends_at) = (before.starts_at.plus_seconds(HOUR), before.ends_at.plus_seconds(HOUR));
    change(&test, booking, MeetingDetails { starts_at, ends_at, ..before.clone() }).await.unwrap();
    assert_eq!(state_of(&test, booking).await, ItemState::Review);
    let_undo_pass(&test).await;
    assert_eq!(events(&google).await.len(), 0);

    let second = test.approve(booking).await.unwrap();
    assert_ne!(first.fingerprint, second.fingerprint);
    let_undo_pass(&test).await;
    run_long(&test).await;
    let made = events(&google).await;
    assert_eq!(made.len(), 1);
    assert_eq!(made[0]["start"]["dateTime"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_millisecond(), starts_at.0);

    for wrong in [
        MeetingDetails { ends_at: before.starts_at, ..before.clone() },
        MeetingDetails { zone: "Nowhere/Land".to_owned(), ..before.clone() },
        MeetingDetails { place: "a\r\nb".to_owned(), ..before },
    ] {
        let other = book(&test, item, "mon 11:00").await;
        assert_eq!(change(&test, other, wrong).await.unwrap_err().code, Code::Invalid);
        assert_eq!(change(&test, item, details(&test, other).await).await.unwrap_err().code, Code::Invalid, "a mail has no time");
    }
}

#[tokio::test]
async fn what_was_approved_can_be_taken_back_and_a_time_that_is_past_does_not_go() {
    let (test, google, item) = asked(ALL).await;
    let booking = book(&test, item, "mon 10:00").await;
    test.approve(booking).await.unwrap();
    test.engine.undo(api::Undo {}).await.unwrap();
    assert_eq!(state_of(&test, booking).await, ItemState::Review);
    let_undo_pass(&test).await;
    assert_eq!(events(&google).await.len(), 0);

    test.clock.set(details(&test, booking).await.starts_at);
    let draft = test.show(booking).await.draft.unwrap();
    assert_eq!(draft.holds.iter().map(|hold| hold.code).collect::<Vec<_>>(), [HoldCode::BadTime]);
    let refused = test.approve(booking).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Held, Some("details")));
}

#[tokio::test]
async fn in_practice_the_meeting_is_kept_and_nothing_leaves() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    test.run().await;
    let item = test.queue().await[0].id;
    let booking = book(&test, item, "mon 10:00").await;
    assert_eq!(details(&test, booking).await.connection, None, "none is connected");
    test.approve(booking).await.unwrap();
    let_undo_pass(&test).await;

    assert_eq!(state_of(&test, booking).await, ItemState::Done);
    let kept: Vec<_> = std::fs::read_dir(test.data().join("practice").join("meetings")).unwrap().collect();
    let kept = std::fs::read_to_string(kept[0].as_ref().unwrap().path()).unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!((kept["action"].as_str(), kept["details"]["kind"].as_str()), (Some("book_meeting"), Some("meeting")));
    assert_eq!(kept["attendees"][0]["address"].as_str(), Some("ines@brightloom.example"));
    assert_eq!(test.practised().len(), 0);

    let again = test.engine.reopen(api::Reopen { item: booking }).await.unwrap();
    assert_eq!(again.state, ItemState::Review);
}

#[tokio::test]
async fn nobody_who_is_suppressed_is_asked_to_come() {
    let (test, google, item) = asked(ALL).await;
    let booking = book(&test, item, "mon 10:00").await;
    test.approve(booking).await.unwrap();
    let suppress = Suppress { what: "ines@brightloom.example".to_owned(), reason: String::new() };
    test.engine.suppress(suppress).await.unwrap();
    let_undo_pass(&test).await;
    run_long(&test).await;

    let action = test.outbox().await.remove(0);
    assert_eq!((action.state, events(&google).await.len()), (OutboxState::Held, 0));
    assert!(action.gates.iter().any(|gate| gate.name == GateName::Suppression && !gate.passes), "{:?}", action.gates);

    let nobody = EditDraft { item: booking, subject: None, body: None, to: Some(Vec::new()), cc: None, bcc: None, details: None };
    let draft = test.engine.edit_draft(nobody).await.unwrap().draft.unwrap();
    assert_eq!(draft.holds.iter().map(|hold| hold.words.as_str()).collect::<Vec<_>>(), [text::nobody_is_invited()]);
    let copy = Some(vec!["tom@haloport.example".to_owned()]);
    let copy = EditDraft { item: booking, subject: None, body: None, to: None, cc: copy, bcc: None, details: None };
    assert_eq!(test.engine.edit_draft(copy).await.unwrap_err().code, Code::Invalid);
}

#[tokio::test]
async fn a_newer_mail_brings_the_booking_back_to_be_looked_at() {
    let (test, google, item) = asked(ALL).await;
    let booking = book(&test, item, "mon 10:00").await;
    test.approve(booking).await.unwrap();
    google.deliver(&crate::FURTHER.text(), &["INBOX"]).await;
    let_undo_pass(&test).await;
    run_long(&test).await;
    assert_eq!((state_of(&test, booking).await, events(&google).await.len()), (ItemState::Review, 0));
}

#[tokio::test]
async fn a_booking_is_there_once_and_takes_another_time_when_asked_again() {
    let (test, google, item) = asked(ALL).await;
    // The first times that would do are taken.
    google.ask_calendar("POST", "primary/events", event("Busy", 2, &[("tom@haloport.example", "accepted")])).await;
    let booking = test.engine.book_meeting(asking(item, None)).await.unwrap().id;
    let first = details(&test, booking).await;
    let span = api::FreeSlots { item: Some(item), zone: None, duration_minutes: 30, days: 10 };
    assert_eq!(first.starts_at, test.engine.free_slots(span).await.unwrap().slots[0].starts_at);

    let again = BookMeeting { minutes: Some(60), ..asking(item, Some("tue 14:00")) };
    assert_eq!(test.engine.book_meeting(again).await.unwrap().id, booking);
    let second = details(&test, booking).await;
    assert_eq!((second.minutes(), second.starts_at > first.starts_at), (60, true));
    assert_eq!(test.engine.book_meeting(asking(item, None)).await.unwrap().id, booking);
    assert_eq!(details(&test, booking).await, second, "without a time nothing changes");

    for (request, code) in [
        (asking(item, Some("whenever")), Code::Invalid),
        (BookMeeting { starts_at: Some(START), ..asking(item, None) }, Code::Invalid),
        (BookMeeting { minutes: Some(5), ..asking(item, None) }, Code::Invalid),
        (asking(ItemId(9999), None), Code::NotFound),
    ] {
        assert_eq!(test.engine.book_meeting(request).await.unwrap_err().code, code);
    }
}

#[tokio::test]
async fn while_a_time_is_typed_it_is_said_what_stands_in_the_calendar_then() {
    let (test, google, item) = asked(ALL).await;
    google.ask_calendar("POST", "primary/events", event("Busy", 66, &[("tom@haloport.example", "accepted")])).await;
    let read = async |when: &str| {
        let request = ReadMeetingTime { item, when: when.to_owned(), minutes: 30 };
        test.engine.read_meeting_time(request).await.unwrap()
    };
    let busy = read(&at(66)).await;
    assert_eq!(busy.slot.as_ref().unwrap().starts_at, START.plus_seconds(66 * HOUR));
    assert!(busy.busy.starts_with("Your calendar has something "), "{}", busy.busy);
    let free = read(&at(70)).await;
    assert_eq!((free.busy.as_str(), free.is_looked_up), ("", true));
    let none = read("whenever").await;
    assert!(none.slot.is_none() && !none.why_not.is_empty());
    google.fail("POST /calendar/v3/freeBusy", 0, 100, Fault::Answer(500, "", ""));
    let unknown = read(&at(70)).await;
    assert_eq!((unknown.busy.as_str(), unknown.is_looked_up), ("", false), "nobody may take that for free");
}

#[tokio::test]
async fn whoever_is_kept_out_is_asked_to_no_meeting_and_is_again_when_that_is_taken_back() {
    let (test, google, item) = asked(ALL).await;
    let booking = book(&test, item, "mon 10:00").await;
    test.approve(booking).await.unwrap();

    test.engine.screen_sender(api::ScreenSender { address: "ines@brightloom.example".to_owned() }).await.unwrap();
    let_undo_pass(&test).await;
    run_long(&test).await;

    assert_eq!(state_of(&test, booking).await, ItemState::Superseded);
    assert_eq!(last_reason(&test, booking).await, text::screened_out());
    assert_eq!(events(&google).await.len(), 0, "nobody was asked to come");

    test.engine.undo(api::Undo {}).await.unwrap();
    assert_eq!(state_of(&test, booking).await, ItemState::Review, "it was not approved like that");
}

#[tokio::test]
async fn the_days_that_somebody_asked_for_are_proposed_first() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    google.deliver(&OFFER.text(), &["SENT"]).await;
    let wish = QUESTION
        .text()
        .replace("could you send pricing", "could we have a call next week, in the afternoon? Please send pricing");
    google.deliver(&wish, &["INBOX"]).await;
    sign_in(&test, &google, ALL).await;
    test.run().await;
    let item = test.queue().await[0].id;

    let draft = test.show(item).await.draft.unwrap();
    assert!(draft.body.contains("- Monday, 23 November, 12:00–12:30 (UTC)"), "{}", draft.body);
    assert!(!draft.body.contains("08:00"), "{}", draft.body);
    let booking = test.engine.book_meeting(asking(item, None)).await.unwrap().id;
    let monday: jiff::Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    assert_eq!(details(&test, booking).await.starts_at.0, monday.as_millisecond());
}
