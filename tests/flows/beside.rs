//! Mail on which the operator only stands beside: what others are asked is not their work, or hardly.

use api::{Api as _, Band, ListQueue, Play, Tab};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// A new conversation of Inês with somebody else, with the operator in copy.
const BESIDE: Mail<'static> = Mail {
    id: "beside@brightloom.example",
    to: "Omar Haddad <omar@elsewhere.example>",
    headers: "Cc: Dana Reed <dana@northwind.example>\r\n",
    answers: "",
    subject: "Numbers for the board",
    body: "Hi Omar,\r\n\r\ncould you send me the numbers by Friday?\r\n\r\nInes",
    ..QUESTION
};

async fn after(mails: &[Mail<'_>]) -> TestEngine {
    let test = TestEngine::new().await;
    test.import(mails).await;
    test.run().await;
    test
}

async fn plays(test: &TestEngine) -> Vec<Play> {
    let new_senders = ListQueue { tab: Some(Tab::NewSenders), band: None, limit: None, after: None };
    let new = test.engine.list_queue(new_senders).await.unwrap().items;
    test.queue().await.iter().chain(&new).map(|item| item.play).collect()
}

#[tokio::test]
async fn a_question_to_somebody_else_is_cool_for_whoever_is_in_copy() {
    for (mail, n_days) in [(BESIDE, 0), (Mail { answers: OFFER.id, ..BESIDE }, 0), (BESIDE, 3)] {
        let test = after(&[OFFER, mail]).await;
        test.clock.advance_seconds(n_days * 24 * 3600);
        test.run().await;

        let items = test.queue().await;
        assert_eq!(items.iter().map(|item| item.play).collect::<Vec<_>>(), [Play::Reply]);
        assert_eq!(
            (items[0].band, items[0].why.as_str()),
            (Band::Cool, "Wrote to others, with you in copy"),
            "{}",
            items[0].score
        );
    }
    let meeting = Mail { body: "Hi Omar,\r\n\r\ncan we meet on Tuesday at 10?\r\n\r\nInes", ..BESIDE };
    assert_eq!(plays(&after(&[OFFER, meeting]).await).await, [Play::Reply]);
}

#[tokio::test]
async fn who_is_greeted_or_stands_in_to_as_well_is_asked() {
    let to_both = Mail { to: "Omar <omar@elsewhere.example>, Dana <dana@northwind.example>", headers: "", ..BESIDE };
    let greeted = Mail { body: "Hi Omar, hi Dana,\r\n\r\ncould you send me the numbers by Friday?\r\n\r\nInes", ..BESIDE };
    let alone = Mail { to: "undisclosed-recipients:;", ..BESIDE };
    for mail in [to_both, greeted, alone] {
        assert_eq!(plays(&after(&[OFFER, mail]).await).await, [Play::Answer], "{} {}", mail.to, mail.body);
    }
}

#[tokio::test]
async fn a_mail_to_many_asks_nobody_in_particular() {
    let many: Vec<String> = (0..11).map(|n| format!("Person {n} <p{n}@company{n}.example>")).collect();
    let to_all = format!("Dana Reed <dana@northwind.example>, {}", many.join(", "));
    let cc_all = format!("Cc: dana@northwind.example, {}\r\n", many.join(", "));
    let body = "Dear all,\r\n\r\ncould you send me your numbers by Friday?\r\n\r\nInes";
    for mail in [Mail { to: &to_all, headers: "", body, ..BESIDE }, Mail { headers: &cc_all, body, ..BESIDE }] {
        assert_eq!(plays(&after(&[OFFER, mail]).await).await, []);
        assert_eq!(plays(&after(&[mail]).await).await, [], "nor is its writer a new sender");
    }
    let greeted = Mail { to: &to_all, headers: "", body: "Hi Dana,\r\n\r\ncould you send me the numbers?\r\n\r\nInes", ..BESIDE };
    assert_eq!(plays(&after(&[OFFER, greeted]).await).await, [Play::Answer]);
}

#[tokio::test]
async fn a_question_that_begins_a_conversation_is_called_one() {
    let asks = Mail { answers: "", subject: "Another site", id: "new@brightloom.example", ..QUESTION };
    let tells = Mail { body: "Hi Dana,\r\n\r\nwe open a second site in Porto.\r\n\r\nInes", ..asks };
    for (mail, why, word) in
        [(asks, "Asked you something, not answered yet", "asked on"), (tells, "Wrote to you, not answered yet", "wrote on")]
    {
        let test = after(&[OFFER, mail]).await;
        let item = test.queue().await.remove(0);
        assert_eq!((item.play, item.why.as_str()), (Play::Answer, why));
        let detail = test.show(item.id).await;
        assert_eq!(detail.item.why, why);
        assert!(detail.evidence[0].words.contains(word), "{}", detail.evidence[0].words);
    }
}
