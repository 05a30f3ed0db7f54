//! A further mail of the same conversation joins the item that is open, and does to it what its state calls for.

use crate::{FURTHER, last_reason, let_undo_pass, state_of};
use api::{Api as _, Author, ItemId, ItemState, OutboxState, Play, Snooze, text};
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine};

/// An item whose reply asks nothing, written an hour ago.
pub async fn with_reply() -> (TestEngine, ItemId) {
    let test = TestEngine::new().await;
    let statement = "Hi Dana,\r\n\r\nour board will talk about it on Monday.\r\n\r\nInes";
    test.import(&[OFFER, Mail { body: statement, ..QUESTION }]).await;
    test.run().await;
    let item = test.queue().await.remove(0);
    assert_eq!(item.play, Play::Reply);
    (test, item.id)
}

#[tokio::test]
async fn in_review_it_redrafts_and_offers_what_the_operator_wrote() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;

    test.import(&[FURTHER]).await;
    assert_eq!(state_of(&test, item.id).await, ItemState::Drafting);
    test.run().await;

    let detail = test.show(item.id).await;
    let draft = detail.draft.unwrap();
    assert_eq!((detail.item.state, detail.evidence.len()), (ItemState::Review, 2));
    assert_eq!((draft.revision, draft.author, draft.offered_revision), (3, Author::Agent, Some(2)));
    assert!(draft.body.contains("data processing agreement") && draft.body.contains("pricing"), "{}", draft.body);
    let kept = "select count(*) from revisions where revision = 2 and author = 'operator' and body = 'My own words.'";
    assert_eq!(test.number(kept).await, 1);
    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn an_edit_of_the_operator_is_offered_until_they_write_again() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;
    test.import(&[FURTHER]).await;
    test.run().await;
    let third = Mail { id: "third@brightloom.example", date: "Fri, 20 Nov 2026 14:55:00 +0000", ..FURTHER };

    test.import(&[third]).await;
    test.run().await;

    let draft = test.show(item.id).await.draft.unwrap();
    assert_eq!((draft.revision, draft.offered_revision), (4, Some(2)), "a second redraft does not forget it");
}

#[tokio::test]
async fn when_approved_it_voids_the_approval_and_shows_the_news() {
    let (test, item) = TestEngine::with_question().await;
    test.edit(item.id, "My own words.").await;
    test.approve(item.id).await.unwrap();

    test.import(&[FURTHER]).await;

    assert_eq!(state_of(&test, item.id).await, ItemState::Review);
    assert_eq!(last_reason(&test, item.id).await, text::approval_voided_by(api::SignalKind::EmailReceived, "Ines Duarte"));
    assert_eq!(test.outbox().await[0].state, OutboxState::Cancelled);
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 0);
    let detail = test.show(item.id).await;
    assert_eq!((detail.evidence.len(), detail.thread.len()), (2, 3));
    assert_eq!(detail.draft.unwrap().body, "My own words.");
    test.approve(item.id).await.unwrap();
    let_undo_pass(&test).await;
    assert_eq!(test.practised().len(), 1, "who has read it may still send it");
}

#[tokio::test]
async fn when_snoozed_it_wakes_the_item() {
    let (test, item) = TestEngine::with_question().await;
    test.engine.snooze(Snooze { item: item.id, until: "3d".to_owned() }).await.unwrap();

    test.import(&[FURTHER]).await;
    test.run().await;

    let woken = test.show(item.id).await;
    assert_eq!((woken.item.state, woken.item.snoozed_until), (ItemState::Review, None));
    assert!(woken.draft.unwrap().body.contains("data processing agreement"));
    let refused = test.engine.undo(api::Undo {}).await.unwrap_err();
    assert_eq!(refused.message, text::nothing_to_undo(), "the snooze is over by itself");
}

#[tokio::test]
async fn when_dismissed_it_opens_a_new_item() {
    let (test, item) = TestEngine::with_question().await;
    test.engine.dismiss(api::Dismiss { item: item.id, reason: "not for us".to_owned() }).await.unwrap();

    test.import(&[FURTHER]).await;
    test.run().await;

    let opened = test.queue().await.remove(0);
    assert_ne!(opened.id, item.id);
    assert_eq!(test.show(opened.id).await.evidence.len(), 1, "only the news speaks for it");
    let refused = test.engine.undo(api::Undo {}).await.unwrap_err();
    assert_eq!(refused.message, text::covered_by(opened.id.0));
}

#[tokio::test]
async fn a_stronger_signal_changes_the_play() {
    let (test, item) = with_reply().await;
    let before = test.show(item).await.item;

    test.import(&[FURTHER]).await;
    test.run().await;

    let after = test.show(item).await.item;
    assert_eq!(after.play, Play::Answer);
    assert!(after.score > before.score);
    // The stronger play begins with the mail that asks: 14:50 and one working hour.
    assert_eq!(after.due_at, START.plus_seconds(50 * 60));
    let body = test.show(item).await.draft.unwrap().body;
    assert!(body.contains("You asked"), "{body}");
}

#[tokio::test]
async fn a_mail_without_headers_joins_by_its_subject() {
    let (test, item) = TestEngine::with_question().await;

    test.import(&[Mail { answers: "", ..FURTHER }]).await;
    test.run().await;

    assert_eq!(test.show(item.id).await.evidence.len(), 2);
}

#[tokio::test]
async fn each_question_of_a_mail_is_taken_up_up_to_three() {
    let long = format!("And can you tell me {}what it costs?", "really and truly ".repeat(20));
    let asks = format!(
        "Hi Dana,\r\n\r\nthank you. Does it work with single sign-on? We use Okta.\r\n\r\n{long}\r\n\r\n\
         We still need the data processing agreement.\r\n\r\nWho trains our people? When could you start?\r\n\r\nInes"
    );
    let test = TestEngine::new().await;
    test.import(&[OFFER, Mail { body: &asks, ..QUESTION }]).await;
    test.run().await;

    let item = test.queue().await.remove(0);
    let detail = test.show(item.id).await;
    let draft = detail.draft.unwrap();
    let quoted: Vec<&str> = draft.claims.iter().map(|claim| claim.text.as_str()).filter(|text| text.starts_with('“')).collect();

    let [_, first, second, third] = quoted[..] else { panic!("the subject and three questions: {quoted:?}") };
    assert_eq!(first, "“Does it work with single sign-on?”");
    assert!(second.starts_with("“And can you tell me really") && second.ends_with("really…”"), "{second}");
    assert!(second.chars().count() <= 202, "{second}");
    assert_eq!(third, "“Who trains our people?”");
    let excerpt = &detail.evidence[0].excerpt;
    assert!(excerpt.starts_with("Does it work") && excerpt.ends_with("really… Who trains our people?"), "{excerpt}");
}

#[tokio::test]
async fn what_hides_in_a_mail_is_not_in_what_is_shown_of_it() {
    let body = "<!-- p {\r\n margin:0 } -->Could you send the \u{202E}ecirp\u{202C} list for 40 se\u{200B}ats\u{200F}?";
    let subject = "Seats <!-- mso --> for\u{2067} the pilot";
    let test = TestEngine::new().await;
    test.import(&[OFFER, Mail { body, subject, ..QUESTION }]).await;
    test.run().await;

    let item = test.queue().await.remove(0);
    let detail = test.show(item.id).await;

    assert_eq!(item.what, "Answer: Seats for the pilot");
    assert_eq!(detail.evidence[0].excerpt, "Could you send the ecirp list for 40 seats?");
    let draft = detail.draft.unwrap();
    assert!(draft.body.contains("“Could you send the ecirp list for 40 seats?”"), "{}", draft.body);
    assert!(draft.claims.iter().all(|claim| !claim.text.contains("<!--")), "{:?}", draft.claims);
    let kept = "select count(*) from messages where own_text like '%<!--%' and instr(own_text, char(8238)) > 0";
    assert_eq!(test.number(kept).await, 1, "the mail itself stays as it came");
}
