//! The queue has one order, total and repeatable, and its pages give every item exactly once.

use api::{Api as _, Band, Code, ItemId, ItemView, ListQueue, Tab};
use engine::scoring::Rank;
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// Conversations with items of many scores, some of them the same.
async fn many(n: usize) -> TestEngine {
    let test = TestEngine::new().await;
    let names: Vec<[String; 4]> = (0..n)
        .map(|i| {
            let seconds = if i % 6 == 0 { 0 } else { (i * 37) % 3600 };
            let date = format!("Fri, 20 Nov 2026 14:{:02}:{:02} +0000", seconds / 60, seconds % 60);
            [format!("offer-{i}@northwind.example"), format!("reply-{i}@c{i}.example"), format!("p{i}@c{i}.example"), date]
        })
        .collect();
    let mut mails = Vec::new();
    for (i, [offer, reply, contact, date]) in names.iter().enumerate() {
        let body = if i % 2 == 0 { QUESTION.body } else { "Hi Dana,\r\n\r\nour board will talk about it on Monday.\r\n\r\nBest" };
        mails.push(Mail { id: offer, to: contact, ..OFFER });
        mails.push(Mail { id: reply, from: contact, date, answers: offer, body, ..QUESTION });
    }
    let report = test.import(&mails).await;
    assert_eq!(report.n_items, n as u64);
    test.run().await;
    test
}

/// Two items in review, from two conversations.
pub async fn two_items(test: &TestEngine) -> (ItemId, ItemId) {
    let offer = Mail { id: "offer2@northwind.example", to: "Priya Rao <priya@vellumtech.example>", ..OFFER };
    let question = Mail {
        id: "question2@vellumtech.example",
        from: "Priya Rao <priya@vellumtech.example>",
        answers: "offer2@northwind.example",
        ..QUESTION
    };
    test.import(&[OFFER, QUESTION, offer, question]).await;
    test.run().await;
    let mut ids: Vec<ItemId> = test.queue().await.into_iter().map(|item| item.id).collect();
    ids.sort();
    (ids[0], ids[1])
}

fn rank(item: &ItemView) -> Rank {
    Rank { aps: item.score, due_at: item.due_at, opened_at: item.opened_at, id: item.id }
}

async fn in_pages(test: &TestEngine, limit: u32, tab: Option<Tab>, band: Option<Band>) -> Vec<ItemId> {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = test.engine.list_queue(ListQueue { tab, band, limit: Some(limit), after }).await.unwrap();
        assert!(page.items.len() <= limit as usize);
        ids.extend(page.items.iter().map(|item| item.id));
        assert!(ids.len() < 1000, "the pages do not end");
        after = page.next;
        if after.is_none() {
            return ids;
        }
    }
}

#[tokio::test]
async fn pages_give_every_item_exactly_once_in_the_order_of_the_queue() {
    const N: usize = 60;
    let test = many(N).await;
    // Several weights, because only some scores are lost when a page's place is written down with too few digits.
    for weights in ["0.4 0.3 0.2 0.1", "3 5 7 2", "1 7 3 6", "2 9 1 1"] {
        test.set("scoring.weights", weights).await;
        test.run().await;
        let all =
            test.engine.list_queue(ListQueue { tab: None, band: None, limit: Some(1000), after: None }).await.unwrap().items;
        assert_eq!(all.len(), N);
        let mut sorted = all.clone();
        sorted.sort_by_key(rank);
        let ids: Vec<ItemId> = sorted.iter().map(|item| item.id).collect();
        let n_scores = sorted.windows(2).filter(|pair| pair[0].score != pair[1].score).count();
        assert!((5..N - 5).contains(&n_scores), "some scores are the same and some are not: {n_scores}");

        assert_eq!(all.iter().map(|item| item.id).collect::<Vec<_>>(), ids, "{weights}");
        for limit in [1, 7, 59, 60, 61] {
            assert_eq!(in_pages(&test, limit, None, None).await, ids, "{weights}, {limit}");
            assert_eq!(in_pages(&test, limit, Some(Tab::Replies), None).await, ids, "{weights}, {limit}");
        }
        let mut by_band = Vec::new();
        for band in [Band::Hot, Band::Warm, Band::Cool] {
            by_band.extend(in_pages(&test, 7, None, Some(band)).await);
        }
        assert_eq!(by_band, ids, "the bands divide the queue: {weights}");
    }
}

#[tokio::test]
async fn snoozed_items_come_in_pages_by_their_wake_up_time() {
    let test = many(9).await;
    let ids: Vec<ItemId> = test.queue().await.into_iter().map(|item| item.id).collect();
    for (n, id) in ids.iter().enumerate() {
        let until = format!("{}d", 1 + n % 3);
        test.engine.snooze(api::Snooze { item: *id, until }).await.unwrap();
    }

    let paged = in_pages(&test, 2, Some(Tab::Snoozed), None).await;

    let mut sorted = paged.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((paged.len(), sorted.len()), (9, 9));
    let mut wakes = Vec::new();
    for id in paged {
        wakes.push(test.show(id).await.item.snoozed_until.unwrap());
    }
    assert!(wakes.is_sorted(), "{wakes:?}");
}

#[tokio::test]
async fn a_place_that_is_none_is_refused() {
    let test = TestEngine::new().await;
    for after in ["", "nonsense", "[1]", "{}"] {
        let request = ListQueue { tab: None, band: None, limit: None, after: Some(after.to_owned()) };
        let refused = test.engine.list_queue(request).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("after")), "{after}");
    }
}

#[tokio::test]
async fn a_page_of_no_lines_or_of_too_many_is_refused() {
    let (test, _) = TestEngine::with_question().await;
    for limit in [0, 1001, u32::MAX] {
        for tab in [None, Some(Tab::Snoozed)] {
            let request = ListQueue { tab, band: None, limit: Some(limit), after: None };
            let refused = test.engine.list_queue(request).await.unwrap_err();
            assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("limit")), "{limit}");
            assert!(refused.message.contains("1 to 1000"), "{}", refused.message);
        }
    }
    for limit in [1, 1000] {
        let request = ListQueue { tab: None, band: None, limit: Some(limit), after: None };
        assert_eq!(test.engine.list_queue(request).await.unwrap().items.len(), 1, "{limit}");
    }
}
