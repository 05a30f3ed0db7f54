//! Meetings with somebody outside are prepared before, taken up after, and arranged anew where they did not take place.

use crate::calendar::{LIST, event, google, named, read_again, reading, told};
use crate::google::sign_in;
use crate::peers::{Fault, Google};
use crate::{last_reason, let_undo_pass, state_of};
use api::{
    Action, Api as _, Code, FreeSlots, Grant, HoldCode, ItemState, ItemView, MeetingId, MeetingNoShow, Play, Position,
    SignalKind, Time, text,
};
use engine::testkit::{OFFER, QUESTION, START, TestEngine};
use serde_json::Value;

pub const INES: &str = "ines@brightloom.example";
const HOUR: i64 = 3600;

/// A workspace that reads a calendar which tells what changed, with these events at first.
pub async fn following(events: &[Value]) -> (TestEngine, Google) {
    let (test, google) = (TestEngine::new().await, google(Vec::new(), Vec::new()).await);
    google.fail(LIST, 0, 1, told(events, "first"));
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    google.heal();
    (test, google)
}

/// These events changed, and are read.
pub async fn change(test: &TestEngine, google: &Google, events: &[Value]) {
    google.fail(LIST, 0, 1, told(events, "next"));
    read_again(test).await;
    google.heal();
    // Nothing else changes from now on.
    google.fail(LIST, 0, 1000, told(&[], "next"));
}

/// Goes to so many hours after the start of the test.
pub async fn go_to(test: &TestEngine, hours: i64) {
    test.clock.set(START.plus_seconds(hours * HOUR));
    test.run().await;
}

pub async fn only(test: &TestEngine) -> ItemView {
    let mut queue = test.queue().await;
    assert_eq!(queue.len(), 1, "{queue:?}");
    queue.pop().unwrap()
}

pub async fn no_show(test: &TestEngine, position: Option<Position>) -> Result<api::MeetingView, api::ApiError> {
    let meeting = MeetingId(test.number("select max(meeting_id) from meetings").await);
    test.engine.meeting_no_show(MeetingNoShow { meeting, position }).await
}

#[tokio::test]
async fn a_meeting_that_is_near_is_prepared_with_what_is_stored_and_nothing_else() {
    let mut pilot = event("Pilot with 40 seats", 20, &[(INES, "accepted"), ("lee@northwind.example", "accepted")]);
    pilot["location"] = "Room [4]".into();
    pilot["hangoutLink"] = "https://meet.example/abc-123".into();
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    test.run().await;
    let google = google(Vec::new(), Vec::new()).await;
    google.ask_calendar("POST", "primary/events", pilot).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;

    let queue = test.queue().await;
    assert_eq!(queue.len(), 2, "the answer that waits stays work of its own");
    let item = queue.into_iter().find(|item| item.play == Play::Prepare).unwrap();
    assert_eq!((item.action, item.why.as_str()), (Action::LogNote, "You meet within a day"));
    assert_eq!(test.texts("select tab from items where play = 'prepare'").await, ["meetings"]);
    let times = "select window_starts_at || ' ' || due_at || ' ' || expires_at from items where play = 'prepare'";
    let times_expected = [-4, 19, 20].map(|hours| START.plus_seconds(hours * HOUR).0.to_string()).join(" ");
    assert_eq!(test.texts(times).await, [times_expected], "due an hour before it begins, over when it does");
    let shown = test.show(item.id).await;
    let draft = shown.draft.unwrap();
    assert_eq!((draft.subject.as_str(), draft.holds.len()), ("Prepare: Pilot with 40 seats", 0), "{:?}", draft.holds);
    for part in ["Room [4]", "https://meet.example/abc-123", "Ines Duarte", "said yes", "could you send pricing", "Answer: Seats"]
    {
        assert!(draft.body.contains(part), "{part}: {}", draft.body);
    }
    assert!(!draft.body.contains("lee@"), "{}", draft.body);
    assert!(draft.claims.iter().all(|claim| claim.source.is_some()), "{:?}", draft.claims);
    assert_eq!(shown.meeting.unwrap().guests.len(), 1);
    assert_eq!(last_reason(&test, item.id).await, text::drafted("preparation"));

    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Done);
    let notes = std::fs::read_dir(test.data().join("practice").join("notes")).unwrap();
    assert_eq!(notes.count(), 1, "it is kept once and goes to nobody");
    assert_eq!(test.practised().len(), 0);
}

#[tokio::test]
async fn time_alone_makes_a_meeting_near_and_over_and_what_was_not_prepared_expires() {
    let (test, _google, _) = reading(&[event("Pilot", 66, &[(INES, "accepted")])]).await;
    assert_eq!(test.queue().await, []);
    go_to(&test, 41).await;
    assert_eq!(test.queue().await, []);

    go_to(&test, 43).await;
    let prepare = only(&test).await;
    assert_eq!(prepare.play, Play::Prepare);
    go_to(&test, 66).await;
    assert_eq!(test.queue().await, []);
    assert_eq!(state_of(&test, prepare.id).await, ItemState::Expired);

    go_to(&test, 67).await;
    let item = only(&test).await;
    assert_eq!((item.play, item.action), (Play::MeetingFollowUp, Action::SendEmail));
    let shown = test.show(item.id).await;
    let draft = shown.draft.unwrap();
    assert_eq!(draft.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>(), [INES]);
    assert_eq!((draft.from.as_deref(), draft.subject.as_str()), (Some("dana@northwind.example"), "Our meeting: Pilot"));
    assert_eq!(draft.holds.iter().map(|hold| hold.code).collect::<Vec<_>>(), [HoldCode::Placeholder], "{:?}", draft.holds);
    assert!(draft.body.contains("Monday, 23 November"), "{}", draft.body);

    test.edit(item.id, &draft.body.replace("[insert what was agreed and the next step]", "As agreed, the offer follows.")).await;
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Done);
    assert_eq!(test.practised().len(), 1);
    go_to(&test, 70).await;
    assert_eq!(test.queue().await, [], "a meeting is taken up once");
}

#[tokio::test]
async fn what_was_over_or_declined_when_the_calendar_was_first_read_is_not_news() {
    let events = [
        named("over", event("Over", -30, &[("over@one.example", "accepted")])),
        named("no", event("No", 40, &[("no@two.example", "declined")])),
        named("ours", event("Among us", 5, &[("lee@northwind.example", "accepted")])),
        named("on", event("On", 5, &[("on@three.example", "accepted")])),
    ];
    let (test, google) = following(&events).await;
    assert_eq!(only(&test).await.contact.unwrap().address, "on@three.example");

    change(&test, &google, &[named("over", event("Over, renamed", -30, &[("over@one.example", "accepted")]))]).await;

    assert_eq!(test.queue().await.len(), 1);
    assert_eq!(test.number("select count(*) from signals").await, 1);
}

#[tokio::test]
async fn who_says_no_is_asked_for_other_times_until_they_say_yes() {
    let (test, google) = following(&[named("pilot", event("Pilot", 60, &[(INES, "needsAction")]))]).await;
    assert_eq!(test.queue().await, []);

    change(&test, &google, &[named("pilot", event("Pilot", 60, &[(INES, "declined")]))]).await;

    let item = only(&test).await;
    assert_eq!((item.play, item.why.as_str()), (Play::ProposeTimes, "Said no to the meeting"));
    let shown = test.show(item.id).await;
    assert_eq!(shown.evidence[0].words, format!("Ines said no to the meeting on {}", "Fri 20 Nov 2026 15:06"));
    let draft = shown.draft.unwrap();
    assert_eq!((draft.holds.len(), draft.to[0].address.as_str()), (0, INES), "{:?}", draft.holds);
    assert!(draft.body.contains("does not suit you") && draft.body.contains("“Pilot”"), "{}", draft.body);

    google.heal();
    change(&test, &google, &[named("pilot", event("Pilot", 60, &[(INES, "accepted")]))]).await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Superseded);
    assert_eq!(last_reason(&test, item.id).await, text::meeting_overtaken(SignalKind::MeetingDeclined));
}

#[tokio::test]
async fn a_meeting_that_they_called_is_theirs_to_move() {
    let mut theirs = named("theirs", event("Theirs", 60, &[(INES, "accepted"), ("tom@haloport.example", "needsAction")]));
    theirs["organizer"] = serde_json::json!({ "email": INES });
    let (test, google) = following(&[theirs.clone()]).await;

    theirs["attendees"][2]["responseStatus"] = "declined".into();
    change(&test, &google, &[theirs]).await;

    assert_eq!(test.queue().await, []);
}

#[tokio::test]
async fn a_cancelled_or_moved_meeting_takes_its_work_with_it() {
    let (test, google) = following(&[named("pilot", event("Pilot", 10, &[(INES, "accepted")]))]).await;
    let first = only(&test).await;

    change(&test, &google, &[named("pilot", event("Pilot", 12, &[(INES, "accepted")]))]).await;
    let second = only(&test).await;
    assert_ne!(first.id, second.id);
    assert_eq!(state_of(&test, first.id).await, ItemState::Superseded);
    assert_eq!(test.show(second.id).await.meeting.unwrap().starts_at, START.plus_seconds(12 * HOUR));

    google.heal();
    change(&test, &google, &[serde_json::json!({ "id": "pilot", "status": "cancelled" })]).await;
    assert_eq!(test.queue().await, []);
    assert_eq!(state_of(&test, second.id).await, ItemState::Superseded);
    go_to(&test, 14).await;
    assert_eq!(test.queue().await, [], "what was cancelled is not over either");
}

#[tokio::test]
async fn a_meeting_that_the_operator_declined_or_with_very_many_is_no_work() {
    let mut declined = event("Not for me", 5, &[(INES, "accepted")]);
    declined["attendees"][0]["responseStatus"] = "declined".into();
    let many: Vec<String> = (0..30).map(|n| format!("p{n}@c{n}.example")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|address| (address.as_str(), "accepted")).collect();

    let (test, _google, _) = reading(&[declined, event("Webinar", 6, &many)]).await;

    assert_eq!(test.queue().await, []);
    assert_eq!(test.number("select count(*) from contacts").await, 1);
}

#[tokio::test]
async fn the_operator_says_that_nobody_came_and_another_time_is_looked_for() {
    let (test, _google, _) = reading(&[event("Pilot", 42, &[(INES, "accepted")])]).await;
    assert_eq!(no_show(&test, None).await.unwrap_err().code, Code::Conflict, "it has not begun");
    go_to(&test, 43).await;
    let item = only(&test).await;
    assert_eq!(item.play, Play::MeetingFollowUp);

    let said = no_show(&test, None).await.unwrap();
    test.run().await;

    assert_eq!(said.no_show_at, Some(START.plus_seconds(43 * HOUR)));
    let item = only(&test).await;
    assert_eq!((item.play, item.why.as_str()), (Play::Rebook, "Nobody came to the meeting"));
    let draft = test.show(item.id).await.draft.unwrap();
    assert!(draft.body.contains("did not work out") && draft.holds.is_empty(), "{} {:?}", draft.body, draft.holds);
    let again = no_show(&test, None).await.unwrap();
    assert_eq!(again, said, "said twice is said once");
    assert_eq!(test.number("select count(*) from ledger where event = 'meeting_no_show'").await, 1);

    let back = no_show(&test, Some(Position::Off)).await.unwrap();
    test.run().await;
    assert_eq!(back.no_show_at, None);
    assert_eq!(only(&test).await.play, Play::MeetingFollowUp);
    let nobody = MeetingNoShow { meeting: MeetingId(999), position: None };
    assert_eq!(test.engine.meeting_no_show(nobody).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn whoever_was_written_to_after_the_meeting_need_not_be_written_to_again() {
    let (test, google, _) = reading(&[event("Pilot", 42, &[(INES, "accepted")])]).await;
    go_to(&test, 43).await;
    let item = only(&test).await;

    let mail = OFFER.text().replace("Thu, 19 Nov 2026 10:00:00", "Sun, 22 Nov 2026 10:20:00");
    google.deliver(&mail, &["SENT"]).await;
    test.clock.set(Time(START.0 + 43 * HOUR * 1000 + 30 * 60_000));
    test.run().await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Superseded);
    assert_eq!(last_reason(&test, item.id).await, text::meeting_overtaken(SignalKind::MeetingEnded));
}

#[tokio::test]
async fn the_same_meeting_in_two_calendars_is_one_piece_of_work() {
    let one = named("one", event("Pilot", 10, &[(INES, "accepted")]));
    let mut copy = named("copy", event("Pilot", 10, &[(INES, "accepted")]));
    copy["iCalUID"] = one["iCalUID"].clone();
    let (test, _google) = following(&[one, copy]).await;
    only(&test).await;
}

#[tokio::test]
async fn free_times_lie_in_the_working_hours_of_both_where_nothing_stands_in_the_calendar() {
    let busy = event("Busy", 66, &[("lee@northwind.example", "accepted")]);
    let (test, google, _) = reading(&[busy]).await;
    let ask = |zone: Option<&str>, days| FreeSlots { item: None, zone: zone.map(str::to_owned), duration_minutes: 60, days };

    let found = test.engine.free_slots(ask(None, 3)).await.unwrap();
    let words: Vec<&str> = found.slots.iter().map(|slot| slot.words.as_str()).collect();
    assert_eq!(words, ["Monday, 23 November, 08:00–09:00 (UTC)", "Monday, 23 November, 11:00–12:00 (UTC)"]);
    let requests = google.calendar_requests();
    assert!(requests.iter().any(|request| request.starts_with("POST /calendar/v3/freeBusy")), "{requests:?}");

    let found = test.engine.free_slots(ask(Some("America/New_York"), 4)).await.unwrap();
    assert_eq!(found.slots[0].words, "Monday, 23 November, 13:00–14:00 (UTC) = 08:00–09:00 (New York time)");
    assert_eq!(test.engine.free_slots(ask(Some("Nowhere"), 4)).await.unwrap_err().code, Code::Invalid);
    assert_eq!(test.engine.free_slots(ask(None, 31)).await.unwrap_err().field.as_deref(), Some("days"));

    google.fail("POST /calendar/v3/freeBusy", 0, 9, Fault::Answer(500, "", ""));
    assert_eq!(test.engine.free_slots(ask(None, 3)).await.unwrap_err().code, Code::Unavailable);
    let bare = TestEngine::new().await;
    assert_eq!(bare.engine.free_slots(ask(None, 3)).await.unwrap_err().code, Code::Conflict);
}

#[tokio::test]
async fn a_draft_that_proposes_to_meet_names_times_that_are_free_in_both_zones() {
    let test = TestEngine::new().await;
    let wish = QUESTION.text().replace("could you send pricing", "could we have a call next week? Please send pricing");
    let wish = wish.replace("14:00:00 +0000", "09:00:00 -0500");
    let google = google(Vec::new(), Vec::new()).await;
    google.deliver(&OFFER.text(), &["SENT"]).await;
    google.deliver(&wish, &["INBOX"]).await;
    google.ask_calendar("POST", "primary/events", event("Busy", 70, &[("lee@northwind.example", "accepted")])).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;

    let item = only(&test).await;
    assert_eq!(item.play, Play::ProposeTimes);
    let draft = test.show(item.id).await.draft.unwrap();
    let slot = "- Monday, 23 November, 14:00–14:30 (UTC) = 09:00–09:30 (UTC-05:00)";
    assert!(draft.body.contains(slot), "the hour from 13:00 is taken: {}", draft.body);
    assert_eq!(draft.holds, [], "{}", draft.body);
    assert!(draft.claims.iter().any(|claim| claim.source.as_ref().is_some_and(|source| source.kind == "calendar")));
}

#[tokio::test]
async fn a_draft_does_without_times_where_the_calendar_cannot_be_asked() {
    let (test, google) = following(&[named("pilot", event("Pilot", 60, &[(INES, "needsAction")]))]).await;
    google.fail("POST /calendar/v3/freeBusy", 0, 9, Fault::Answer(403, "", "{}"));
    google.fail(LIST, 0, 1, told(&[named("pilot", event("Pilot", 60, &[(INES, "declined")]))], "next"));
    read_again(&test).await;

    let draft = test.show(only(&test).await.id).await.draft.unwrap();
    assert!(draft.body.contains("Which times suit you better"), "{}", draft.body);
}
