//! A meeting with somebody who waits for an answer stands beside their mail: the mail stays first, and what is said of it is true.

use crate::calendar::{event, google};
use crate::google::sign_in;
use crate::meetings::{INES, go_to, no_show, only};
use crate::peers::Google;
use crate::{last_reason, let_undo_pass, state_of};
use api::{Action, Api as _, Grant, ItemId, ItemState, Position, SignalKind, Undo, text};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// Inês asked for pricing, and there is a meeting with her in 42 hours.
async fn asked() -> (TestEngine, Google, ItemId) {
    let (test, google) = (TestEngine::new().await, google(Vec::new(), Vec::new()).await);
    google.deliver(&OFFER.text(), &["SENT"]).await;
    google.deliver(&QUESTION.text(), &["INBOX"]).await;
    google.ask_calendar("POST", "primary/events", event("Pilot", 42, &[(INES, "accepted")])).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    let item = only(&test).await.id;
    (test, google, item)
}

#[tokio::test]
async fn a_question_stays_first_when_a_meeting_with_whoever_asked_is_over() {
    let (test, _google, item) = asked().await;
    let before = test.show(item).await;

    go_to(&test, 43).await;

    let now = only(&test).await;
    assert_eq!((now.id, now.play, now.state), (item, before.item.play, ItemState::Review));
    let shown = test.show(item).await;
    assert_eq!(shown.draft.unwrap().body, before.draft.unwrap().body, "it answers the question");
    assert_eq!(shown.moves.len(), before.moves.len(), "nothing moved");
    assert!(shown.evidence.iter().any(|one| one.kind == SignalKind::MeetingEnded), "{:?}", shown.evidence);
    assert_eq!(shown.meeting.unwrap().title, "Pilot", "so that it can be said that nobody came");
}

#[tokio::test]
async fn nobody_came_is_said_beside_the_question_and_taken_back() {
    let (test, _google, item) = asked().await;
    go_to(&test, 43).await;
    let n_moves = test.show(item).await.moves.len();

    no_show(&test, None).await.unwrap();
    test.run().await;
    let shown = test.show(item).await;
    assert_eq!((only(&test).await.id, shown.moves.len()), (item, n_moves));
    assert!(shown.meeting.unwrap().no_show_at.is_some());
    assert!(shown.evidence.iter().any(|one| one.kind == SignalKind::MeetingNoShow), "{:?}", shown.evidence);

    no_show(&test, Some(Position::Off)).await.unwrap();
    test.engine.undo(Undo {}).await.unwrap();
    test.run().await;
    assert_eq!((only(&test).await.id, test.show(item).await.moves.len()), (item, n_moves));
}

#[tokio::test]
async fn an_answer_that_is_snoozed_or_approved_is_not_disturbed_by_a_meeting_that_ends() {
    let (test, _google, item) = asked().await;
    test.engine.snooze(api::Snooze { item, until: "4d".to_owned() }).await.unwrap();
    go_to(&test, 43).await;
    assert_eq!(state_of(&test, item).await, ItemState::Snoozed);
    assert_eq!(test.queue().await, []);

    test.engine.wake(api::Wake { item }).await.unwrap();
    test.approve(item).await.unwrap();
    no_show(&test, None).await.unwrap();
    assert_eq!(state_of(&test, item).await, ItemState::Approved);
    let_undo_pass(&test).await;
    assert_eq!(state_of(&test, item).await, ItemState::Done);
}

#[tokio::test]
async fn a_mail_that_asks_takes_the_place_of_a_meeting_that_is_over_and_the_history_says_what_came() {
    let (test, google) = (TestEngine::new().await, google(Vec::new(), Vec::new()).await);
    google.deliver(&OFFER.text(), &["SENT"]).await;
    google.ask_calendar("POST", "primary/events", event("Pilot", 42, &[(INES, "accepted")])).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    go_to(&test, 43).await;
    let item = only(&test).await;
    assert_eq!(last_reason(&test, item.id).await, text::drafted("meeting"));

    let later = Mail { date: "Sun, 22 Nov 2026 10:20:00 +0000", ..QUESTION };
    google.deliver(&later.text(), &["INBOX"]).await;
    go_to(&test, 44).await;

    let now = only(&test).await;
    assert_eq!(now.id, item.id);
    let reasons: Vec<String> = test.show(item.id).await.moves.into_iter().map(|one| one.reason).collect();
    assert!(reasons.contains(&"another mail came in".to_owned()), "{reasons:?}");
    assert!(test.show(item.id).await.thread.len() == 2, "it is about the mail now");
}

#[tokio::test]
async fn a_meeting_that_ends_while_an_own_mail_waits_is_not_called_a_mail() {
    let (test, google) = (TestEngine::new().await, google(Vec::new(), Vec::new()).await);
    google.deliver(&OFFER.text(), &["SENT"]).await;
    google.ask_calendar("POST", "primary/events", event("Pilot", 96, &[(INES, "accepted")])).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    go_to(&test, 92).await;
    let waiting = test.queue().await;
    let item = waiting.into_iter().find(|item| item.play == api::Play::FollowUp).expect("nobody answered");

    go_to(&test, 97).await;

    let now = only(&test).await;
    assert_eq!((now.id, now.play), (item.id, api::Play::MeetingFollowUp));
    let reasons: Vec<String> = test.show(item.id).await.moves.into_iter().map(|one| one.reason).collect();
    assert!(reasons.contains(&"a meeting is over".to_owned()), "{reasons:?}");
    assert!(!reasons.iter().any(|reason| reason.contains("mail came in") && reason.contains("another")), "{reasons:?}");
}

#[tokio::test]
async fn a_note_that_prepares_a_meeting_is_done_when_it_is_approved_whatever_is_connected() {
    let (test, google) = (TestEngine::new().await, google(Vec::new(), Vec::new()).await);
    google.ask_calendar("POST", "primary/events", event("Pilot", 20, &[(INES, "accepted")])).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.set("sending.practice", "false").await;
    test.run().await;
    let item = only(&test).await;
    assert_eq!(item.action, Action::LogNote);
    let gates = test.show(item.id).await.gates;
    assert!(gates.iter().any(|gate| gate.words == text::destination_own_eyes()), "{gates:?}");

    let action = test.approve(item.id).await.unwrap();
    assert_eq!(action.destination, text::goes_nowhere());
    let_undo_pass(&test).await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Done);
    assert_eq!(test.number("select count(*) from notes").await, 0, "it is kept with nobody");
}
