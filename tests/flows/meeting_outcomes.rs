//! What came of meetings moves the scores of those who were to come, and what the operator says of it can be taken back.

use crate::calendar::{event, named, reading};
use crate::meetings::{INES, change, following, go_to, no_show, only};
use api::{Api as _, Code, ItemState, Play, Position, Undo, text};
use engine::testkit::{OFFER, QUESTION, START, TestEngine};

/// What is on record of meetings, as `kind impact`, and how many hours after the start of the test each happened.
async fn outcomes(test: &TestEngine) -> Vec<String> {
    let sql = format!(
        "select kind || ' ' || cast(impact as integer) || ' ' || ((happened_at - {}) / 3600000) from outcomes
         where meeting_id is not null order by 1",
        START.0
    );
    test.texts(&sql).await
}

#[tokio::test]
async fn a_yes_books_a_meeting_and_its_end_holds_it_once() {
    let (test, _google, _) = reading(&[event("Pilot", 42, &[(INES, "accepted"), ("tom@haloport.example", "needsAction")])]).await;
    assert_eq!(outcomes(&test).await, ["meeting_booked 10 0"], "who has not answered has not booked");

    go_to(&test, 44).await;
    let held = ["meeting_booked 10 0", "meeting_held 9 43", "meeting_held 9 43"];
    assert_eq!(outcomes(&test).await, held);
    go_to(&test, 50).await;
    assert_eq!(outcomes(&test).await, held, "once for each");
}

#[tokio::test]
async fn a_meeting_that_is_moved_or_cancelled_or_declined_says_so() {
    let (test, google) = following(&[named("pilot", event("Pilot", 60, &[(INES, "accepted")]))]).await;
    change(&test, &google, &[named("pilot", event("Pilot", 80, &[(INES, "accepted")]))]).await;
    assert_eq!(outcomes(&test).await, ["meeting_booked 10 0", "meeting_moved 1 0"]);

    google.heal();
    change(&test, &google, &[named("pilot", event("Pilot", 80, &[(INES, "declined")]))]).await;
    assert_eq!(outcomes(&test).await, Vec::<String>::new(), "nobody comes");

    google.heal();
    change(&test, &google, &[serde_json::json!({ "id": "pilot", "status": "cancelled" })]).await;
    go_to(&test, 90).await;
    assert_eq!(outcomes(&test).await, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_came_takes_the_place_of_held_until_it_is_taken_back() {
    let (test, _google, _) = reading(&[event("Pilot", 42, &[(INES, "accepted")])]).await;
    go_to(&test, 44).await;
    assert_eq!(only(&test).await.play, Play::MeetingFollowUp);
    no_show(&test, None).await.unwrap();
    test.run().await;
    assert_eq!(outcomes(&test).await, ["meeting_booked 10 0", "meeting_no_show -4 44"]);
    let rebook = only(&test).await;
    assert_eq!(rebook.play, Play::Rebook);

    let undone = test.engine.undo(Undo {}).await.unwrap();
    test.run().await;
    assert_eq!(undone.words, text::undid_no_show("Pilot"));
    assert_eq!(outcomes(&test).await, ["meeting_booked 10 0", "meeting_held 9 43"]);
    assert_eq!(only(&test).await.play, Play::MeetingFollowUp);
    assert_eq!(test.number("select count(*) from meetings where no_show_at is not null").await, 0);
    assert_eq!(test.engine.undo(Undo {}).await.unwrap_err().code, Code::NotFound, "once");

    no_show(&test, None).await.unwrap();
    no_show(&test, Some(Position::Off)).await.unwrap();
    assert_eq!(test.engine.undo(Undo {}).await.unwrap().words, text::undid_they_came("Pilot"));
    assert_eq!(test.engine.undo(Undo {}).await.unwrap().words, text::undid_no_show("Pilot"));
}

#[tokio::test]
async fn undo_takes_decisions_back_in_the_order_in_which_they_were_made() {
    let (test, _google, _) = reading(&[event("Pilot", 42, &[("tom@haloport.example", "accepted")])]).await;
    test.import(&[OFFER, QUESTION]).await;
    go_to(&test, 44).await;
    let mail = test.queue().await.into_iter().find(|item| item.play == Play::Answer).unwrap().id;
    no_show(&test, None).await.unwrap();
    test.run().await;
    test.engine.snooze(api::Snooze { item: mail, until: "3d".to_owned() }).await.unwrap();

    assert_eq!(test.engine.undo(Undo {}).await.unwrap().item, Some(mail));
    assert_eq!(test.engine.undo(Undo {}).await.unwrap().words, text::undid_no_show("Pilot"));
    test.run().await;
    assert_ne!(test.show(mail).await.item.state, ItemState::Snoozed);
}

#[tokio::test]
async fn meetings_move_the_score_of_whom_they_were_with() {
    let with = async |meetings: &[serde_json::Value]| {
        let (test, _google, _) = reading(meetings).await;
        test.import(&[OFFER, QUESTION]).await;
        test.run().await;
        let item = test.queue().await.into_iter().find(|item| item.play == Play::Answer).unwrap();
        let shown = test.show(item.id).await;
        let sum: f64 = shown.components.iter().map(|part| part.points).sum::<f64>() + shown.adjustment + shown.limit;
        assert!((sum - shown.item.score).abs() < 0.05, "{sum} {}", shown.item.score);
        shown.adjustment
    };
    let without = with(&[]).await;
    let booked = with(&[event("Pilot", 60, &[(INES, "accepted")])]).await;
    let held = with(&[event("Pilot", -60, &[(INES, "accepted")])]).await;
    let asked = with(&[event("Pilot", 60, &[(INES, "needsAction")])]).await;
    assert!(without < booked && booked < held, "{without} {booked} {held}");
    assert_eq!(asked, without, "an invitation alone is no outcome");
}
