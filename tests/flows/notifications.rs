//! The operator is told of what becomes hot: once, within their hours, never of history, never in the words of a mail.

use crate::import;
use api::{Api as _, Band, Code, Dismiss, Notification, SetSetting, TakeNotifications, Time};
use engine::Engine;
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine, TestMaildir};

const HOUR_MS: i64 = 3_600_000;

/// Somebody writes back and asks nothing: warm, and hot some hours later.
const REPLY: Mail<'static> = Mail {
    id: "reply@brightloom.example",
    date: "Fri, 20 Nov 2026 14:58:00 +0000",
    body: "Hi Dana,\r\n\r\nwe went through the pilot with the whole team yesterday, and most of it fits.\r\n\r\nInes",
    ..QUESTION
};

async fn take_from(engine: &Engine) -> Vec<Notification> {
    engine.take_notifications(TakeNotifications { is_in_front: false }).await.unwrap()
}

async fn take(test: &TestEngine) -> Vec<Notification> {
    take_from(&test.engine).await
}

/// A workspace that has read a Maildir, and a minute later reads what came in since.
async fn with_news(history: &[Mail<'_>], news: &[Mail<'_>]) -> (TestEngine, TestMaildir) {
    let test = TestEngine::new().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    history.iter().for_each(|mail| maildir.keep_sent(mail));
    import(&test, &maildir.path().display().to_string()).await;
    test.run().await;
    test.clock.advance_seconds(60);
    deliver(&test, &maildir, news).await;
    (test, maildir)
}

async fn deliver(test: &TestEngine, maildir: &TestMaildir, mails: &[Mail<'_>]) {
    mails.iter().for_each(|mail| maildir.deliver(mail));
    test.run().await;
}

#[tokio::test]
async fn what_becomes_hot_is_told_once_and_not_in_the_words_of_the_mail() {
    let (mut test, _maildir) = with_news(&[OFFER], &[QUESTION]).await;
    let item = test.queue().await[0].id;

    let told = take(&test).await;

    let expected = Notification {
        item: Some(item),
        title: "Ines Duarte, Brightloom".to_owned(),
        body: "Answer: Seats for the pilot\nAsked you something, not answered yet".to_owned(),
    };
    assert_eq!(told, [expected]);
    assert_eq!(take(&test).await, []);
    test.restart().await;
    test.clock.advance_seconds(3600);
    test.run().await;
    assert_eq!(take(&test).await, []);
}

#[tokio::test]
async fn of_two_processes_one_tells() {
    let (test, _maildir) = with_news(&[OFFER], &[QUESTION]).await;
    let second = test.second_process().await;
    let (one, other) = tokio::join!(take_from(&test.engine), take_from(&second));
    assert_eq!(one.len() + other.len(), 1);
    second.stop().await;
}

#[tokio::test]
async fn a_first_read_and_an_import_tell_nothing() {
    let (watching, _maildir, item) = crate::watching().await;
    assert_eq!(watching.show(item).await.item.band, Band::Hot);
    assert_eq!(take(&watching).await, []);

    let (test, item) = TestEngine::with_question().await;
    test.clock.advance_seconds(60);
    test.import(&[crate::FURTHER]).await;
    test.run().await;
    assert_eq!((test.show(item.id).await.item.band, test.show(item.id).await.evidence.len()), (Band::Hot, 2));
    assert_eq!(take(&test).await, []);
}

#[tokio::test]
async fn what_the_first_draft_of_an_imported_mail_makes_hot_tells_nothing() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, Mail { date: QUESTION.date, ..REPLY }]).await;
    assert_eq!(test.queue().await[0].band, Band::Warm);
    test.run().await;
    assert_eq!((test.queue().await[0].band, take(&test).await), (Band::Hot, vec![]));
}

#[tokio::test]
async fn what_an_import_adds_to_a_warm_item_tells_nothing() {
    let (test, _maildir) = with_news(&[OFFER], &[REPLY]).await;
    assert_eq!(test.queue().await[0].band, Band::Warm);
    test.import(&[Mail { answers: REPLY.id, ..crate::FURTHER }]).await;
    test.run().await;
    assert_eq!(test.queue().await[0].band, Band::Hot);
    assert_eq!(take(&test).await, []);
}

#[tokio::test]
async fn what_time_makes_hot_is_told_even_of_what_was_imported() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, REPLY]).await;
    test.run().await;
    assert_eq!((test.queue().await[0].band, take(&test).await), (Band::Warm, vec![]));

    test.clock.set(START.plus_ms(64 * HOUR_MS));
    test.run().await;

    assert_eq!(test.queue().await[0].band, Band::Hot);
    assert_eq!(take(&test).await.len(), 1);
}

#[tokio::test]
async fn what_becomes_hot_outside_the_hours_comes_as_one_when_they_begin() {
    let jonas = Mail { id: "cold@northwind.example", to: "Jonas Weber <jonas@hollertal.example>", ..OFFER };
    let (test, maildir) = with_news(&[OFFER, jonas], &[]).await;
    let friday_night = START.plus_ms(6 * HOUR_MS);
    test.clock.set(friday_night);
    let from_jonas = Mail {
        id: "jonas@hollertal.example",
        from: "Jonas Weber <jonas@hollertal.example>",
        answers: jonas.id,
        date: "Fri, 20 Nov 2026 20:50:00 +0000",
        ..QUESTION
    };
    deliver(&test, &maildir, &[QUESTION, from_jonas]).await;
    assert_eq!(take(&test).await, []);
    let monday_at_seven = START.plus_ms(64 * HOUR_MS);
    test.clock.set(monday_at_seven.plus_ms(-1));
    assert_eq!(take(&test).await, []);

    test.clock.set(monday_at_seven);
    test.run().await;
    let told = take(&test).await;

    let body = told[0].body.clone();
    assert_eq!(told, [Notification { item: None, title: "2 items became hot".to_owned(), body: body.clone() }]);
    assert!(body.contains("Ines Duarte") && body.contains("Jonas Weber"), "{body}");
    assert_eq!(take(&test).await, []);
}

#[tokio::test]
async fn the_hours_are_a_setting_in_the_operators_zone() {
    let (test, _maildir) = with_news(&[OFFER], &[QUESTION]).await;
    test.set("notify.hours", "fri 16:00-17:00").await;
    assert_eq!(take(&test).await, []);
    test.set("operator.time_zone", "Europe/Berlin").await;
    assert_eq!(take(&test).await.len(), 1);
    for (key, value) in [("notify.hours", "never"), ("notify.on", "perhaps")] {
        let refused = test.engine.set_setting(SetSetting { key: key.to_owned(), value: value.to_owned() }).await.unwrap_err();
        assert_eq!(refused.code, Code::Invalid, "{key}");
    }
}

#[tokio::test]
async fn a_day_has_twenty_five_notifications() {
    let addresses: Vec<String> = (0..27).map(|n| format!("P{n} <p{n}@firm{n}.example>")).collect();
    let ids: Vec<(String, String)> =
        (0..27).map(|n| (format!("o{n}@northwind.example"), format!("q{n}@firm{n}.example"))).collect();
    let offers: Vec<Mail<'_>> = addresses.iter().zip(&ids).map(|(to, (id, _))| Mail { id, to, ..OFFER }).collect();
    let questions: Vec<Mail<'_>> =
        addresses.iter().zip(&ids).map(|(from, (offer, id))| Mail { id, from, answers: offer, ..QUESTION }).collect();
    let (test, _maildir) = with_news(&offers, &questions).await;

    assert_eq!(take(&test).await.len(), 25);
    assert_eq!(take(&test).await, []);
    test.clock.set(START.plus_ms(64 * HOUR_MS));
    assert_eq!(take(&test).await[0].title, "2 items became hot");
}

#[tokio::test]
async fn while_the_window_is_in_front_everything_counts_as_seen() {
    let (test, _maildir) = with_news(&[OFFER], &[QUESTION]).await;
    let in_front = test.engine.take_notifications(TakeNotifications { is_in_front: true }).await.unwrap();
    assert_eq!(in_front, []);
    assert_eq!(take(&test).await, []);
}

#[tokio::test]
async fn nothing_is_told_while_it_is_switched_off_nor_all_of_it_afterwards() {
    let (test, _maildir) = with_news(&[OFFER], &[QUESTION]).await;
    test.set("notify.on", "off").await;
    assert_eq!(take(&test).await, []);
    test.set("notify.on", "on").await;
    assert_eq!(take(&test).await, []);
}

#[tokio::test]
async fn what_was_dealt_with_before_is_not_told() {
    let (test, _maildir) = with_news(&[OFFER], &[QUESTION]).await;
    let item = test.queue().await[0].id;
    test.engine.dismiss(Dismiss { item, reason: "no fit".to_owned() }).await.unwrap();
    assert_eq!(take(&test).await, []);
}

#[tokio::test]
async fn what_other_weights_make_hot_is_not_told() {
    let (test, _maildir) = with_news(&[OFFER], &[REPLY]).await;
    assert_eq!((test.queue().await[0].band, take(&test).await), (Band::Warm, vec![]));
    test.set("scoring.weights", "0 0 0 1").await;
    test.run().await;
    assert_eq!(test.queue().await[0].band, Band::Hot);
    assert_eq!(take(&test).await, []);
}

#[tokio::test]
async fn a_new_demo_tells_nothing() {
    let test = TestEngine::bare().await;
    test.engine.start_demo(api::StartDemo {}).await.unwrap();
    test.run().await;
    assert!(test.queue().await.iter().any(|item| item.band == Band::Hot));
    assert_eq!(take(&test).await, []);
    assert!(Time(test.number("select max(settled_at) from became_hot").await) > START);
}
