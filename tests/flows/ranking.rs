//! The whole queue in order, as ids: by each sort, filtered by words, with how long it takes at the operator's pace.

use api::{
    Api as _, ApiError, Band, Code, ItemId, ItemState, ListItems, ListQueue, RankQueue, Ranking, Snooze, Sort, Tab, TabCount,
    text,
};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// Names, addresses, subjects and days of November on which they asked, so that no two sorts agree.
const PEOPLE: &[(&str, &str, &str, u32)] = &[
    ("Ädele Zoll", "adele@hollertal.example", "Renewal for 2027", 19),
    ("Bruno Silva", "bruno@vellumtech.example", "Security review", 18),
    ("", "carla@brightloom.example", "Seats for the pilot", 20),
    ("Duarte, Inês", "ines@brightloom.example", "Pricing", 17),
];

/// Everybody was written to, and asked back.
async fn desk() -> (TestEngine, Vec<ItemId>) {
    let test = TestEngine::new().await;
    for (number, (name, address, subject, day)) in PEOPLE.iter().enumerate() {
        let them = if name.is_empty() { (*address).to_owned() } else { format!("\"{name}\" <{address}>") };
        let (id, asked) = (format!("offer{number}@northwind.example"), format!("question{number}@x.example"));
        let (sent, date) = ("Mon, 16 Nov 2026 10:00:00 +0000", format!("{day} Nov 2026 14:00:00 +0000"));
        let offer = Mail { id: &id, to: &them, subject, date: sent, ..OFFER };
        let question = Mail { id: &asked, from: &them, subject, date: &date, answers: &id, ..QUESTION };
        test.import(&[offer, question]).await;
        test.clock.advance_seconds(1);
    }
    test.run().await;
    let mut ids = Vec::new();
    for (_, address, ..) in PEOPLE {
        let of_them = test.queue().await.into_iter().find(|item| item.contact.as_ref().unwrap().address == *address);
        ids.push(of_them.expect("an item").id);
    }
    (test, ids)
}

const ALL: RankQueue = RankQueue { tab: None, band: None, text: None, sort: None };

async fn rank(test: &TestEngine, request: RankQueue) -> Ranking {
    test.engine.rank_queue(request).await.unwrap()
}

async fn found(test: &TestEngine, sought: &str) -> Vec<ItemId> {
    rank(test, RankQueue { text: Some(sought.to_owned()), ..ALL }).await.ids
}

async fn listed(test: &TestEngine, tab: Option<Tab>, band: Option<Band>) -> Vec<ItemId> {
    let page = test.engine.list_queue(ListQueue { tab, band, limit: Some(1000), after: None }).await.unwrap();
    page.items.iter().map(|item| item.id).collect()
}

async fn snooze(test: &TestEngine, item: ItemId, until: &str) {
    test.engine.snooze(Snooze { item, until: until.to_owned() }).await.unwrap();
}

#[tokio::test]
async fn the_ranking_of_each_tab_is_the_queue_in_its_order() {
    let (test, ids) = desk().await;
    let stranger = Mail { id: "s@new.example", from: "Eve <eve@new.example>", subject: "Hello", answers: "", ..QUESTION };
    test.import(&[stranger]).await;
    test.run().await;
    snooze(&test, ids[0], "tomorrow 9:00").await;
    snooze(&test, ids[3], "18:00").await;

    for tab in [None, Some(Tab::All), Some(Tab::Replies), Some(Tab::Meetings), Some(Tab::NewSenders), Some(Tab::Snoozed)] {
        let ranking = rank(&test, RankQueue { tab, ..ALL }).await;
        assert_eq!(ranking.ids, listed(&test, tab, None).await, "{tab:?}");
        let count = ranking.tabs.iter().find(|count| count.tab == tab.unwrap_or(Tab::All)).unwrap();
        assert_eq!(count.count, ranking.ids.len() as u64, "{tab:?}");
    }
    for band in [Band::Hot, Band::Warm, Band::Cool] {
        let ranking = rank(&test, RankQueue { band: Some(band), ..ALL }).await;
        assert_eq!(ranking.ids, listed(&test, None, Some(band)).await, "{band:?}");
    }
    assert_eq!(rank(&test, RankQueue { tab: Some(Tab::Snoozed), ..ALL }).await.ids, [ids[3], ids[0]], "the next to wake first");
}

#[tokio::test]
async fn the_queue_is_read_in_four_orders() {
    let (test, ids) = desk().await;
    let in_order = async |sort| rank(&test, RankQueue { sort: Some(sort), ..ALL }).await.ids;
    let lines = test.engine.list_items(ListItems { items: ids.clone() }).await.unwrap();
    let (mut by_due, mut by_age) = (lines.clone(), lines);
    by_due.sort_by_key(|item| item.due_at);
    by_age.sort_by_key(|item| std::cmp::Reverse(item.opened_at));

    assert_eq!(in_order(Sort::Score).await, rank(&test, ALL).await.ids);
    assert_eq!(in_order(Sort::Due).await, by_due.iter().map(|item| item.id).collect::<Vec<_>>());
    assert_eq!(in_order(Sort::Newest).await, by_age.iter().map(|item| item.id).collect::<Vec<_>>());
    // By name without accents; who has none stands under their address.
    assert_eq!(in_order(Sort::Name).await, [ids[0], ids[1], ids[2], ids[3]]);
    assert_ne!(in_order(Sort::Due).await, in_order(Sort::Newest).await, "this test can tell them apart");
    assert_ne!(in_order(Sort::Newest).await, in_order(Sort::Name).await, "and these");
}

#[tokio::test]
async fn text_is_found_in_names_addresses_companies_and_subjects() {
    let (test, ids) = desk().await;
    for (sought, expected) in [
        ("bruno", vec![ids[1]]),
        ("SILVA", vec![ids[1]]),
        ("adele zoll", vec![ids[0]]),
        ("Ines duarte", vec![ids[3]]),
        ("carla@brightloom.example", vec![ids[2]]),
        ("Hollertal", vec![ids[0]]),
        ("security", vec![ids[1]]),
        ("brightloom pric", vec![ids[3]]),
        ("brightloom security", vec![]),
        ("nobody", vec![]),
        ("%", rank(&test, ALL).await.ids),
        ("  ", rank(&test, ALL).await.ids),
    ] {
        assert_eq!(found(&test, sought).await, expected, "{sought}");
    }
    let both = found(&test, "brightloom").await;
    assert_eq!(both, rank(&test, ALL).await.ids.into_iter().filter(|id| both.contains(id)).collect::<Vec<_>>(), "in order");
    assert_eq!(both.len(), 2);
}

#[tokio::test]
async fn a_filter_leaves_the_counts_of_the_tabs_alone() {
    let (test, _) = desk().await;
    let ranking = rank(&test, RankQueue { text: Some("nobody".to_owned()), ..ALL }).await;

    assert!(ranking.tabs.contains(&TabCount { tab: Tab::All, count: 4 }));
}

#[tokio::test]
async fn a_text_that_is_too_long_is_refused() {
    let test = TestEngine::new().await;
    let refused = test.engine.rank_queue(RankQueue { text: Some("x".repeat(201)), ..ALL }).await.unwrap_err();

    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("text")));
    assert_eq!(refused.message, text::too_long("text", 200));
}

#[tokio::test]
async fn how_long_the_queue_takes_follows_from_the_operators_own_pace() {
    let (test, ids) = desk().await;
    let decide = async |seconds: i64| {
        test.clock.advance_seconds(seconds);
        snooze(&test, ids[0], "5d").await;
        test.engine.undo(api::Undo {}).await.unwrap();
    };
    for _ in 0..20 {
        decide(30).await;
    }
    assert_eq!(rank(&test, ALL).await.minutes, None, "twenty decisions have nineteen gaps");

    decide(24 * 3600).await;
    assert_eq!(rank(&test, ALL).await.minutes, None, "a night is not a decision's time");

    decide(30).await;
    assert_eq!(rank(&test, ALL).await.minutes, Some(2), "four items at half a minute");

    for _ in 0..30 {
        decide(90).await;
    }
    assert_eq!(rank(&test, ALL).await.minutes, Some(6), "the operator became slower");
    let few = rank(&test, RankQueue { text: Some("bruno".to_owned()), ..ALL }).await;
    assert_eq!(few.minutes, Some(6), "it speaks of the open queue, not of what is filtered");
}

#[tokio::test]
async fn items_are_listed_in_the_order_asked_without_those_that_are_gone() {
    let (test, ids) = desk().await;
    let asked = vec![ids[2], ItemId(4711), ids[0], ids[3]];

    let lines = test.engine.list_items(ListItems { items: asked }).await.unwrap();

    assert_eq!(lines.iter().map(|line| line.id).collect::<Vec<_>>(), [ids[2], ids[0], ids[3]]);
    assert_eq!(lines[1], test.show(ids[0]).await.item);
    assert_eq!(lines[1].company.as_ref().unwrap().domain, "hollertal.example");
    assert_eq!(test.engine.list_items(ListItems { items: Vec::new() }).await.unwrap(), []);
}

#[tokio::test]
async fn what_is_no_longer_open_is_listed_where_it_is_asked_for() {
    let (test, ids) = desk().await;
    snooze(&test, ids[0], "5d").await;

    let lines = test.engine.list_items(ListItems { items: vec![ids[0]] }).await.unwrap();

    assert_eq!(lines[0].state, ItemState::Snoozed);
}

#[tokio::test]
async fn more_items_than_a_screen_holds_are_refused() {
    let test = TestEngine::new().await;
    let refused: ApiError = test.engine.list_items(ListItems { items: vec![ItemId(1); 501] }).await.unwrap_err();

    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("items")));
    assert_eq!(refused.message, text::too_many_items(500));
}
