//! Other weights can be tried before they are set: what is shown is what setting them would show, and nothing changes by looking.

use api::{Api as _, ApiError, Code, ItemId, Moved, PreviewWeights};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// Somebody writes back and asks nothing: less revenue and urgency than a question.
const REPLY: Mail<'static> = Mail {
    id: "reply@hollertal.example",
    from: "Jonas Weber <jonas@hollertal.example>",
    date: "Fri, 20 Nov 2026 14:58:00 +0000",
    answers: "cold@northwind.example",
    body: "Hi Dana,\r\n\r\nwe went through the pilot with the whole team yesterday, and most of it fits.\r\n\r\nJonas",
    ..QUESTION
};

const COLD: Mail<'static> = Mail { id: "cold@northwind.example", to: "Jonas Weber <jonas@hollertal.example>", ..OFFER };

/// Somebody asks to meet: the most revenue, and the most effort for the operator.
const MEETING: Mail<'static> = Mail {
    id: "meeting@firm.example",
    from: "Mira Sand <mira@firm.example>",
    answers: "firm@northwind.example",
    body: "Hi Dana,\r\n\r\ncan we have a call next week?\r\n\r\nMira",
    ..QUESTION
};

const FIRM: Mail<'static> = Mail { id: "firm@northwind.example", to: "Mira Sand <mira@firm.example>", ..OFFER };

async fn with_three() -> TestEngine {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, COLD, REPLY, FIRM, MEETING]).await;
    test.run().await;
    test
}

async fn preview(test: &TestEngine, [revenue, urgency, strategic, effort]: [f64; 4]) -> Result<Vec<Moved>, ApiError> {
    let asked = PreviewWeights { revenue, urgency, strategic, effort };
    Ok(test.engine.preview_weights(asked).await?.items)
}

async fn queue(test: &TestEngine) -> Vec<ItemId> {
    test.queue().await.iter().map(|item| item.id).collect()
}

#[tokio::test]
async fn the_weights_of_today_move_nothing() {
    let test = with_three().await;
    let today = preview(&test, [0.4, 0.3, 0.2, 0.1]).await.unwrap();
    assert_eq!(today.iter().map(|moved| moved.item.id).collect::<Vec<_>>(), queue(&test).await);
    assert_eq!(today.iter().map(|moved| (moved.rank_before, moved.rank_after)).collect::<Vec<_>>(), [(1, 1), (2, 2), (3, 3)]);
    assert!(today.iter().all(|moved| (moved.score_after - moved.item.score).abs() < 1e-9), "{today:?}");
}

#[tokio::test]
async fn what_is_shown_is_what_setting_them_would_show() {
    let test = with_three().await;
    let before = queue(&test).await;

    let shown = preview(&test, [0.0, 0.0, 0.0, 1.0]).await.unwrap();

    assert_eq!(queue(&test).await, before, "looking changes nothing");
    let place = |id: ItemId| before.iter().position(|known| *known == id).unwrap() as u32 + 1;
    assert!(shown.iter().all(|moved| moved.rank_before == place(moved.item.id)));
    assert!(shown.iter().any(|moved| moved.rank_before != moved.rank_after), "{shown:?}");
    test.set("scoring.weights", "0 0 0 1").await;
    test.run().await;
    let set: Vec<(ItemId, i64)> = test.queue().await.iter().map(|item| (item.id, item.score.round() as i64)).collect();
    assert_eq!(shown.iter().map(|moved| (moved.item.id, moved.score_after.round() as i64)).collect::<Vec<_>>(), set);
}

#[tokio::test]
async fn ten_are_shown_and_those_that_move_up_are_among_them() {
    let test = with_three().await;
    for n in 0..12 {
        let copy =
            "insert into items select null, 'k' || :n, play, action, tab, 'new', null, null, contact_id, thread_id, subject,
             window_starts_at, due_at, expires_at, null, null, opened_at, scored_at, score, band, revenue, revenue_weight,
             revenue_points, urgency, urgency_weight, urgency_points, strategic, strategic_weight, strategic_points, effort,
             effort_weight, effort_points, adjustment, limit_points, 'p' || :n, kind, '' from items where item_id = 1";
        test.sql(&copy.replace(":n", &n.to_string())).await;
    }
    test.sql("update items set effort = 0 where item_id = (select max(item_id) from items)").await;

    let shown = preview(&test, [0.0, 0.0, 0.0, 1.0]).await.unwrap();

    assert_eq!((shown.len(), shown[0].rank_after, shown[0].item.id), (10, 1, *queue(&test).await.iter().max().unwrap()));
}

#[tokio::test]
async fn weights_that_are_none_are_refused() {
    let test = with_three().await;
    for (weights, field) in [
        ([0.4, 0.3, 0.2, 0.102], None),
        ([0.4, 0.3, 0.2, 0.0], None),
        ([1.2, -0.2, 0.0, 0.0], Some("revenue")),
        ([0.5, -0.1, 0.5, 0.1], Some("urgency")),
        ([0.4, 0.3, 0.2, f64::NAN], Some("effort")),
    ] {
        let refused = preview(&test, weights).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, field), "{weights:?}");
    }
    assert!(preview(&test, [0.4, 0.3, 0.2, 0.1009]).await.is_ok());
}

#[tokio::test]
async fn the_usual_weights_are_told_whatever_is_set() {
    let test = with_three().await;
    test.set("scoring.weights", "0 0 0 1").await;

    let settings = test.engine.list_settings(api::ListSettings {}).await.unwrap();

    let weights = settings.into_iter().find(|setting| setting.key == "scoring.weights").unwrap();
    assert_eq!((weights.value.as_str(), weights.shipped.as_str()), ("0 0 0 1", "0.4 0.3 0.2 0.1"));
    let first = test.engine.get_setting(api::GetSetting { key: "scoring.weights".to_owned() }).await.unwrap();
    assert_eq!(first.shipped, weights.shipped);
}
