//! The table of states stands once in the code and once in the database; over every pair of states they say the same.

use api::{Api as _, Approve, Code, Dismiss, EndedHow, Finish, ItemState, OutboxState, Reopen, Retry, Snooze};
use engine::store::Write;
use engine::testkit::TestEngine;
use sqlx::AssertSqlSafe;

/// What a set-aside item may have been.
const PREVIOUS: [Option<ItemState>; 4] = [None, Some(ItemState::New), Some(ItemState::Review), Some(ItemState::Failed)];

async fn run(write: &mut Write, statement: &str) -> Result<u64, sqlx::Error> {
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(write.conn()).await.map(|done| done.rows_affected())
}

/// Puts the row into a state past the trigger, then tries the move under it. Nothing is committed.
async fn may_move(test: &TestEngine, trigger: &str, set: &str, to: &str) -> bool {
    let mut write = test.engine.cx().write().await.unwrap();
    let table = trigger.split_once('_').unwrap().0;
    let made: String =
        sqlx::query_scalar("select sql from sqlite_master where name = ?").bind(trigger).fetch_one(write.conn()).await.unwrap();
    run(&mut write, &format!("drop trigger {trigger}")).await.unwrap();
    assert_eq!(run(&mut write, &format!("update {table} set {set}")).await.unwrap(), 1);
    run(&mut write, &made).await.unwrap();
    match run(&mut write, &format!("update {table} set state = '{to}'")).await {
        Ok(_) => true,
        Err(refused) => {
            assert!(refused.to_string().contains("the table of states has no such move"), "{refused}");
            false
        }
    }
}

fn quoted(name: Option<&str>) -> String {
    name.map_or("null".to_owned(), |name| format!("'{name}'"))
}

#[tokio::test]
async fn every_move_of_an_item_is_allowed_and_every_other_refused() {
    let (test, _) = TestEngine::with_question().await;
    let endings = [None, Some(EndedHow::ByHand), Some(EndedHow::Sent), Some(EndedHow::Practised)];
    let mut n_allowed = 0;
    for &from in ItemState::ALL {
        for previous in PREVIOUS {
            for ended in endings {
                // Only a finished item says how it ended; only one that was set aside knows what it was.
                let by_hand = ended == Some(EndedHow::ByHand);
                let knows_previous = matches!(from, ItemState::Snoozed | ItemState::Dismissed) || by_hand;
                if ended.is_some() != (from == ItemState::Done) || previous.is_some() != knows_previous {
                    continue;
                }
                for &to in ItemState::ALL {
                    let goes_back = matches!(from, ItemState::Snoozed | ItemState::Dismissed | ItemState::Done)
                        && to != ItemState::Superseded;
                    let reopens = ended == Some(EndedHow::Practised) && to == ItemState::Review;
                    let expected = from == to || reopens || (from.may_become(to) && (!goes_back || previous == Some(to)));
                    let set = format!(
                        "state = '{from}', previous_state = {}, ended_how = {}",
                        quoted(previous.map(ItemState::as_str)),
                        quoted(ended.map(EndedHow::as_str))
                    );
                    assert_eq!(may_move(&test, "items_move", &set, to.as_str()).await, expected, "{set} to {to}");
                    n_allowed += i32::from(expected && from != to);
                }
            }
        }
    }
    assert!(n_allowed > 30, "{n_allowed}");
}

#[tokio::test]
async fn every_move_of_an_action_is_allowed_and_every_other_refused() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    for &from in OutboxState::ALL {
        for &to in OutboxState::ALL {
            let expected = from == to || from.may_become(to);
            let moved = may_move(&test, "outbox_move", &format!("state = '{from}'"), to.as_str()).await;
            assert_eq!(moved, expected, "{from} to {to}");
        }
    }
}

#[tokio::test]
async fn an_item_starts_as_new_and_an_action_as_held() {
    let (test, item) = TestEngine::with_question().await;
    test.approve(item.id).await.unwrap();
    let copy = |table: &str, row: &str, state: &str| {
        format!(
            "create temp table t as select * from {table}; update t set {row} = {row} + 1, state = '{state}'; insert into {table} select * from t"
        )
    };
    for state in ItemState::ALL.iter().filter(|state| **state != ItemState::New) {
        let mut write = test.engine.cx().write().await.unwrap();
        let refused =
            sqlx::raw_sql(AssertSqlSafe(copy("items", "item_id", state.as_str()))).execute(write.conn()).await.unwrap_err();
        assert!(refused.to_string().contains("an item starts as new"), "{state}: {refused}");
    }
    for state in OutboxState::ALL.iter().filter(|state| **state != OutboxState::Held) {
        let mut write = test.engine.cx().write().await.unwrap();
        let refused =
            sqlx::raw_sql(AssertSqlSafe(copy("outbox", "outbox_id", state.as_str()))).execute(write.conn()).await.unwrap_err();
        assert!(refused.to_string().contains("an action starts as held"), "{state}: {refused}");
    }
}

#[tokio::test]
async fn the_operator_is_told_where_a_state_does_not_allow_what_is_asked() {
    let (test, item) = TestEngine::with_question().await;
    let (id, engine) = (item.id, &test.engine);
    let dismiss = || engine.dismiss(Dismiss { item: id, reason: "no".to_owned() });
    let snooze = || engine.snooze(Snooze { item: id, until: "3d".to_owned() });
    test.answer(id).await;
    let approve = || engine.approve(Approve { item: id, revision: None, waivers: Vec::new() });

    for refused in [engine.reopen(Reopen { item: id }).await.unwrap_err(), engine.retry(Retry { item: id }).await.unwrap_err()] {
        assert_eq!(refused.code, Code::Conflict);
        assert!(refused.message.ends_with("it stands in review."), "{}", refused.message);
    }
    approve().await.unwrap();
    for refused in [
        dismiss().await.unwrap_err(),
        snooze().await.unwrap_err(),
        engine.finish(Finish { item: id }).await.unwrap_err(),
        approve().await.unwrap_err(),
    ] {
        assert_eq!(refused.code, Code::Conflict);
        assert!(refused.message.ends_with("it is approved and stands in the outbox."), "{}", refused.message);
    }
    engine.undo(api::Undo {}).await.unwrap();
    dismiss().await.unwrap();
    for refused in [dismiss().await.unwrap_err(), snooze().await.unwrap_err(), approve().await.unwrap_err()] {
        assert_eq!(refused.code, Code::Conflict);
        assert!(refused.message.ends_with("it was dismissed."), "{}", refused.message);
    }
}

#[tokio::test]
async fn each_move_is_a_row_with_who_when_and_why() {
    let (test, item) = TestEngine::with_question().await;
    test.clock.advance_seconds(60);
    test.engine.dismiss(Dismiss { item: item.id, reason: "not for us".to_owned() }).await.unwrap();

    let moves = test.show(item.id).await.moves;

    let path: Vec<(Option<ItemState>, ItemState)> = moves.iter().map(|step| (step.from, step.to)).collect();
    assert_eq!(
        path,
        [
            (None, ItemState::New),
            (Some(ItemState::New), ItemState::Drafting),
            (Some(ItemState::Drafting), ItemState::Review),
            (Some(ItemState::Review), ItemState::Dismissed),
        ]
    );
    let last = moves.last().unwrap();
    assert_eq!((last.by, last.at, last.reason.as_str()), (api::Actor::Operator, crate::seconds_in(60), "not for us"));
    assert_eq!(test.number("select count(*) from ledger where event = 'item_moved'").await, 4);
}

#[tokio::test]
async fn the_counts_of_the_tabs_follow_every_move() {
    let test = TestEngine::new().await;
    let (first, second) = crate::order::two_items(&test).await;
    let counts =
        async || test.engine.list_queue(api::ListQueue { tab: None, band: None, limit: None, after: None }).await.unwrap().tabs;
    let of = |tabs: Vec<api::TabCount>| tabs.iter().map(|tab| tab.count).collect::<Vec<_>>();
    // All, replies, deals, meetings, follow-ups, new senders, snoozed.
    assert_eq!(of(counts().await), [2, 2, 0, 0, 0, 0, 0]);

    test.engine.snooze(Snooze { item: first, until: "3d".to_owned() }).await.unwrap();
    assert_eq!(of(counts().await), [1, 1, 0, 0, 0, 0, 1]);
    test.approve(second).await.unwrap();
    assert_eq!(of(counts().await), [0, 0, 0, 0, 0, 0, 1]);
    test.engine.undo(api::Undo {}).await.unwrap();
    test.engine.undo(api::Undo {}).await.unwrap();
    assert_eq!(of(counts().await), [2, 2, 0, 0, 0, 0, 0]);
}
