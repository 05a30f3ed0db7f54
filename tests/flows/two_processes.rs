//! Two processes on one workspace, as when the window and the command line are open at once.

use crate::state_of;
use api::{Api as _, Approve, Code, Event, ItemState, SetSetting, StartDemo, Tag};
use engine::Engine;
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine};
use std::time::Duration;
use tokio::sync::broadcast;

/// How long word of another process may take.
const PATIENCE: Duration = Duration::from_secs(20);

fn approval(item: api::ItemId) -> Approve {
    Approve { item, revision: None, waivers: Vec::new() }
}

async fn set_name(engine: &Engine, value: &str) {
    engine.set_setting(SetSetting { key: "operator.name".to_owned(), value: value.to_owned() }).await.unwrap();
}

/// Waits for the word that another process wrote.
async fn hears(events: &mut broadcast::Receiver<Event>) -> bool {
    let heard = async {
        loop {
            match events.recv().await {
                Ok(Event::Changed(Tag::Everything)) => return true,
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return false,
            }
        }
    };
    tokio::time::timeout(PATIENCE, heard).await.unwrap_or(false)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_both_approve_at_once_is_approved_once() {
    let (test, item) = TestEngine::with_question().await;
    let other = test.second_process().await;
    test.answer(item.id).await;

    let (one, two) = tokio::join!(test.engine.approve(approval(item.id)), other.approve(approval(item.id)));

    let refused = match (one, two) {
        (Ok(_), Err(refused)) | (Err(refused), Ok(_)) => refused,
        both => panic!("{both:?}"),
    };
    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(refused.message, api::text::not_in_this_state("approved", ItemState::Approved));
    assert_eq!(test.number("select count(*) from approvals").await, 1);
    assert_eq!(test.number("select count(*) from outbox").await, 1);
    test.clock.advance_seconds(30);
    let (one, two) = tokio::join!(test.engine.run_until_idle(), other.run_until_idle());
    one.unwrap();
    two.unwrap();
    test.run().await;
    assert_eq!(test.practised().len(), 1);
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_sees_what_the_other_did() {
    let (test, item) = TestEngine::with_question().await;
    let other = test.second_process().await;

    other.dismiss(api::Dismiss { item: item.id, reason: "seen there".to_owned() }).await.unwrap();

    assert_eq!(state_of(&test, item.id).await, ItemState::Dismissed);
    test.engine.undo(api::Undo {}).await.unwrap();
    let there = other.show_item(api::ShowItem { item: item.id }).await.unwrap();
    assert_eq!(there.item.state, ItemState::Review);
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_at_work_is_told_when_another_one_wrote() {
    let test = TestEngine::new().await;
    let other = test.second_process().await;
    let mut events = other.events();
    other.start();

    // The first look at the file may come after the first change, so one more follows until it is heard.
    let mut heard = false;
    for n in 0..4 {
        set_name(&test.engine, &format!("Dana {n}")).await;
        heard = tokio::time::timeout(PATIENCE / 4, hears(&mut events)).await.unwrap_or(false);
        if heard {
            break;
        }
    }

    assert!(heard);
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_at_work_does_what_the_other_one_asked_for() {
    let test = TestEngine::new().await;
    let other = test.second_process().await;
    let mut events = other.events();
    other.start();

    test.import(&[OFFER, QUESTION]).await;

    let drafted = async {
        while test.queue().await[0].state != ItemState::Review {
            events.recv().await.ok();
        }
    };
    tokio::time::timeout(PATIENCE, drafted).await.unwrap();
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_at_work_follows_the_clock_of_a_demo_that_another_one_makes() {
    let test = TestEngine::bare().await;
    let other = test.second_process().await;
    let mut events = other.events();
    other.start();
    assert_eq!(other.cx().now(), START);

    test.engine.start_demo(StartDemo {}).await.unwrap();

    let follows = async {
        while other.cx().now() != engine::demo::STARTS_AT {
            events.recv().await.ok();
        }
    };
    tokio::time::timeout(PATIENCE, follows).await.unwrap();
    test.clock.advance_seconds(60);
    assert_eq!(other.status(api::GetStatus {}).await.unwrap().demo.unwrap().now, engine::demo::STARTS_AT.plus_seconds(60));
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_work_is_done_by_both() {
    const N: usize = 12;
    let test = TestEngine::new().await;
    test.set("sending.undo_seconds", "0").await;
    let names: Vec<[String; 3]> = (0..N)
        .map(|i| [format!("offer-{i}@northwind.example"), format!("reply-{i}@c{i}.example"), format!("p{i}@c{i}.example")])
        .collect();
    let mut mails = Vec::new();
    for [offer, reply, contact] in &names {
        mails.push(Mail { id: offer, to: contact, ..OFFER });
        mails.push(Mail { id: reply, from: contact, answers: offer, ..QUESTION });
    }
    test.import(&mails).await;
    let other = test.second_process().await;
    let run_both = async || {
        let (one, two) = tokio::join!(test.engine.run_until_idle(), other.run_until_idle());
        one.unwrap();
        two.unwrap();
        test.run().await;
    };

    run_both().await;
    assert_eq!(test.number("select count(*) from revisions").await, N as i64, "each was drafted once");
    for item in test.queue().await {
        test.approve(item.id).await.unwrap();
    }
    run_both().await;

    assert_eq!(test.practised().len(), N);
    assert_eq!(test.number("select count(*) from ledger where event = 'sending'").await, N as i64, "each was taken in hand once");
    assert_eq!(test.number("select count(*) from items where state = 'done'").await, N as i64);
    assert_eq!(test.number("select count(*) from problems").await, 0);
    other.stop().await;
}
