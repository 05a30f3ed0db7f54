//! What stands beside an item: who they are in figures, what else is open with their company, and what its mails hold.

use api::{Api as _, ContactCard, Dismiss, ItemDetail, ItemId, Suppress, Suppression, Time};
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine};

const HOUR: i64 = 3_600_000;

/// Somebody was written to and asked back. Answers their item.
async fn asked_by(test: &TestEngine, address: &str, day: u32) -> ItemId {
    let (id, asked) = (format!("offer.{address}"), format!("question.{address}"));
    let date = format!("{day} Nov 2026 12:00:00 +0000");
    let offer = Mail { id: &id, to: address, ..OFFER };
    test.import(&[offer, Mail { id: &asked, from: address, answers: &id, date: &date, ..QUESTION }]).await;
    test.run().await;
    test.queue().await.into_iter().find(|item| item.contact.as_ref().unwrap().address == address).expect("an item").id
}

fn others(detail: &ItemDetail) -> Vec<ItemId> {
    detail.other_items.iter().map(|item| item.id).collect()
}

async fn card(test: &TestEngine, item: ItemId) -> ContactCard {
    test.show(item).await.card.unwrap()
}

/// A moment of 20 November 2026.
fn at(hour: i64, minute: i64) -> Time {
    START.plus_ms((hour - 15) * HOUR + minute * 60_000)
}

#[tokio::test]
async fn open_items_of_the_same_company_stand_beside_an_item_best_first() {
    let test = TestEngine::new().await;
    let ines = asked_by(&test, "ines@brightloom.example", 20).await;
    let joao = asked_by(&test, "joao@brightloom.example", 20).await;
    let carla = asked_by(&test, "carla@brightloom.example", 17).await;
    let elsewhere = asked_by(&test, "bruno@vellumtech.example", 17).await;
    let gone = asked_by(&test, "gone@brightloom.example", 19).await;
    test.engine.dismiss(Dismiss { item: gone, reason: "no".to_owned() }).await.unwrap();

    let shown = test.show(ines).await;

    let in_queue: Vec<ItemId> = test.queue().await.iter().map(|item| item.id).filter(|id| [joao, carla].contains(id)).collect();
    assert_eq!(others(&shown), in_queue);
    assert_eq!(others(&shown).len(), 2);
    assert_eq!(shown.other_items[0], test.show(in_queue[0]).await.item);
    assert_eq!(shown.item.id, ines);
    assert_eq!(others(&test.show(elsewhere).await), []);
}

#[tokio::test]
async fn no_more_than_five_stand_beside_an_item() {
    let test = TestEngine::new().await;
    let item = asked_by(&test, "p0@brightloom.example", 20).await;
    for number in 1..8 {
        asked_by(&test, &format!("p{number}@brightloom.example"), 20).await;
    }

    assert_eq!(others(&test.show(item).await).len(), 5);
}

#[tokio::test]
async fn other_work_with_the_same_person_stands_beside_an_item_and_free_mail_is_no_company() {
    let test = TestEngine::new().await;
    let ines = asked_by(&test, "ines@gmail.com", 20).await;
    asked_by(&test, "somebody@gmail.com", 20).await;
    assert_eq!(others(&test.show(ines).await), []);

    let note = Mail {
        id: "left@gmail.com",
        from: "ines@gmail.com",
        subject: "Automatic reply: Seats for the pilot",
        headers: "Auto-Submitted: auto-replied\r\n",
        date: "Fri, 20 Nov 2026 14:30:00 +0000",
        answers: "offer.ines@gmail.com",
        body: "I no longer work here. Please write to office@elsewhere.example instead.",
        ..QUESTION
    };
    test.import(&[note]).await;
    test.run().await;

    let beside = test.show(ines).await.other_items;
    assert_eq!(beside.iter().map(|item| item.play).collect::<Vec<_>>(), [api::Play::FindNewContact]);
    assert_eq!(card(&test, ines).await.left_at, Some(at(14, 30)));
}

#[tokio::test]
async fn the_card_counts_the_correspondence_and_how_soon_they_answer() {
    let (test, item) = TestEngine::with_question().await;
    let expected = ContactCard {
        n_received: 1,
        n_sent: 1,
        first_at: Some(at(10 - 24, 0)),
        last_at: Some(at(14, 0)),
        answers_after_ms: Some(28 * HOUR),
        ..ContactCard::default()
    };
    assert_eq!(card(&test, item.id).await, expected);

    let own = Mail { id: "own@northwind.example", date: "Fri, 20 Nov 2026 14:10:00 +0000", answers: QUESTION.id, ..OFFER };
    let theirs =
        Mail { id: "again@x.example", date: "Fri, 20 Nov 2026 14:40:00 +0000", answers: "own@northwind.example", ..QUESTION };
    test.import(&[own, theirs]).await;

    let now = card(&test, item.id).await;
    assert_eq!((now.n_received, now.n_sent, now.last_at), (2, 2, Some(at(14, 40))));
    assert_eq!(now.answers_after_ms, Some((28 * HOUR + HOUR / 2) / 2), "the median of two");
}

#[tokio::test]
async fn the_card_says_that_nothing_may_go_to_them_and_why() {
    let (test, item) = TestEngine::with_question().await;
    let reason = "a competitor".to_owned();
    test.engine.suppress(Suppress { what: "brightloom.example".to_owned(), reason: reason.clone() }).await.unwrap();

    let expected = Suppression { what: "brightloom.example".to_owned(), reason, since: START };
    assert_eq!(card(&test, item.id).await.suppressed, Some(expected));
}

#[tokio::test]
async fn the_card_says_until_when_they_are_away_and_a_machine_answers_nothing() {
    let test = TestEngine::new().await;
    let note = Mail {
        id: "away@brightloom.example",
        subject: "Automatic reply: Seats for the pilot",
        headers: "Auto-Submitted: auto-replied\r\n",
        date: "Thu, 19 Nov 2026 10:01:00 +0000",
        answers: OFFER.id,
        body: "I am out of the office until 23 November 2026 and will answer when I am back.",
        ..QUESTION
    };
    test.import(&[OFFER, note, Mail { answers: OFFER.id, ..QUESTION }]).await;
    test.run().await;
    let item = test.queue().await.remove(0).id;

    let shown = card(&test, item).await;

    assert!(shown.away_until.is_some_and(|until| until > START), "{shown:?}");
    assert_eq!((shown.n_received, shown.answers_after_ms), (2, Some(28 * HOUR)));
}

#[tokio::test]
async fn a_mail_tells_whether_it_quotes_and_whether_it_came_in_html() {
    let test = TestEngine::new().await;
    let quoting = Mail {
        body: "Which week is best?\r\n\r\nOn Thu, 19 Nov 2026, Dana Reed wrote:\r\n> happy to set up the pilot.\r\n",
        ..QUESTION
    };
    test.import(&[OFFER, quoting]).await;
    let html = "Message-ID: <html@brightloom.example>\r\nFrom: Ines Duarte <ines@brightloom.example>\r\n\
        To: dana@northwind.example\r\nSubject: Re: Seats for the pilot\r\nDate: Fri, 20 Nov 2026 14:30:00 +0000\r\n\
        In-Reply-To: <question@brightloom.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
        <p>And <b>how much</b> is it?</p>\r\n";
    let path = test.folder.path().join("html.eml");
    std::fs::write(&path, html).unwrap();
    crate::import(&test, &path.display().to_string()).await;
    test.run().await;

    let thread = test.show(test.queue().await[0].id).await.thread;

    let flags: Vec<(bool, bool)> = thread.iter().map(|mail| (mail.has_quote, mail.has_html)).collect();
    assert_eq!(flags, [(false, false), (true, false), (false, true)]);
}
