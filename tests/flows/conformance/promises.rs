//! The promises themselves, in terms of any connector.

use super::{Destination, Promise, RETRY_AFTER_SECONDS, Source, Subject, Trouble, When, connection, state_in};
use crate::{last_reason, let_undo_pass, state_of};
use api::{Api as _, ConnectionState, GetStatus, ItemState, OutboxState};

/// More than the time after which any connector is read again by itself.
const LATER_SECONDS: i64 = 6 * 60;
/// What no operator should have to read.
const NOT_PLAIN: &[&str] = &["panicked", "Error", "Err(", "sqlx", "reqwest", "hyper", "http://"];

/// Puts a promise. Panics where it is not kept.
pub async fn keep(subject: &dyn Subject, promise: Promise) {
    match promise {
        Promise::EmptySource => empty(&mut *source(subject, 0).await).await,
        Promise::LastPage => pages(&mut *source(subject, subject.many()).await, subject.many()).await,
        Promise::ReadTwice => twice(&mut *source(subject, 5).await).await,
        Promise::OddThing => odd_thing(&mut *source(subject, 3).await).await,
        Promise::Reading(trouble) => read_in(trouble, &mut *source(subject, subject.many()).await, subject.many()).await,
        Promise::Sending(trouble) => {
            let destination = subject.destination().await;
            send_in(trouble, &*destination.expect("a destination, where the promise is not spared")).await;
        }
    }
}

async fn source(subject: &dyn Subject, n_things: usize) -> Box<dyn Source> {
    subject.source(n_things).await.expect("a source, where the promise is not spared")
}

/// The next reading, when it is due.
async fn read_again(source: &dyn Source) {
    source.test().clock.advance_seconds(LATER_SECONDS);
    source.test().run().await;
}

async fn n_stored(source: &dyn Source) -> usize {
    let [rows, names] = source.counts();
    let n_rows = source.test().number(rows).await;
    assert_eq!(source.test().number(names).await, n_rows, "something is stored twice");
    usize::try_from(n_rows).unwrap()
}

/// Everything is there once, and nothing is the matter.
async fn assert_well(source: &dyn Source, n_things: usize, when: &str) {
    assert_eq!(n_stored(source).await, n_things, "{when}");
    let shown = connection(source).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None), "{when}");
    assert!(shown.last_success_at.is_some(), "{when}");
    assert_eq!(source.test().number("select count(*) from problems").await, 0, "{when}");
}

async fn empty(source: &mut dyn Source) {
    source.test().run().await;
    assert_well(source, 0, "read once").await;
    read_again(source).await;
    assert_well(source, 0, "read twice").await;
    assert_eq!(source.test().queue().await, []);

    source.add().await;
    read_again(source).await;
    assert_well(source, 1, "the first thing").await;
}

async fn pages(source: &mut dyn Source, n_things: usize) {
    source.test().run().await;
    assert_well(source, n_things, "read once").await;

    source.add().await;
    read_again(source).await;
    assert_well(source, n_things + 1, "one more after the last page").await;
}

async fn twice(source: &mut dyn Source) {
    const TRACES: &str = "select (select count(*) from signals) || ' ' || (select count(*) from items) || ' '
        || (select count(*) from moves) || ' ' || (select count(*) from ledger) || ' ' || (select count(*) from contacts)
        || ' ' || (select count(*) from threads)";
    source.test().run().await;
    let before = source.test().texts(TRACES).await;

    read_again(source).await;
    assert_well(source, 5, "read twice").await;
    assert_eq!(source.test().texts(TRACES).await, before);

    for statement in source.forgets() {
        source.test().sql(statement).await;
    }
    read_again(source).await;
    assert_well(source, 5, "read from its beginning").await;
    assert_eq!(source.test().texts(TRACES).await, before, "what was read from its beginning is known");
}

async fn odd_thing(source: &mut dyn Source) {
    source.add_odd().await;
    source.add().await;

    source.test().run().await;
    read_again(source).await;

    let n_told = source.test().number("select count(*) from problems").await;
    let n_stored = n_stored(source).await;
    assert!(n_stored == 5 && n_told <= 1 || n_stored == 4 && n_told == 1, "{n_stored} are stored, {n_told} told");
    let status = source.test().engine.status(GetStatus {}).await.unwrap();
    assert_eq!(status.problems.len() as i64, n_told, "{:?}", status.problems);
    let shown = connection(source).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None));
}

async fn read_in(trouble: Trouble, source: &mut dyn Source, n_things: usize) {
    source.break_line(trouble, When::Midway).await;
    source.test().run().await;
    let n_first = n_stored(source).await;
    assert!(n_first < n_things, "the line did not break: {n_first}");
    source.mend().await;
    for _ in 0..RETRY_AFTER_SECONDS / LATER_SECONDS + 1 {
        read_again(source).await;
    }
    assert_well(source, n_things, "after a first reading that was broken off").await;

    source.add().await;
    source.break_line(trouble, When::Now).await;
    source.n_asked();
    read_again(source).await;
    let shown = connection(source).await;
    assert_eq!(shown.state, state_in(trouble));
    let words = shown.error.expect("words");
    assert_plain(&words, &source.words(trouble));
    assert!(words.ends_with('.'), "{words:?} is no sentence");
    assert_eq!(n_stored(source).await, n_things, "what was read stays");
    assert_ne!(source.n_asked(), Some(0), "nobody asked");
    if trouble == Trouble::Busy {
        source.mend().await;
        read_again(source).await;
        assert_eq!(source.n_asked(), Some(0), "who asks to be left alone is left alone");
        source.test().clock.advance_seconds(RETRY_AFTER_SECONDS - LATER_SECONDS);
    }

    source.mend().await;
    read_again(source).await;
    assert_well(source, n_things + 1, "after a reading that was broken off").await;
    read_again(source).await;
    assert_well(source, n_things + 1, "once more").await;
}

fn assert_plain(words: &str, part: &str) {
    assert!(words.contains(part), "{words:?} does not say {part:?}");
    for word in NOT_PLAIN {
        assert!(!words.contains(word), "{word:?} is no word for an operator: {words:?}");
    }
}

async fn send_in(trouble: Trouble, destination: &dyn Destination) {
    let (test, item) = (destination.test(), destination.item());
    let wait = async |n_minutes: usize| {
        for _ in 0..n_minutes {
            test.clock.advance_seconds(60);
            test.run().await;
        }
    };
    test.approve(item).await.unwrap();
    destination.break_line(trouble);

    let_undo_pass(test).await;
    wait(2).await;

    let n_there = destination.n_there().await;
    assert!(n_there <= 1, "{n_there} are there");
    let state = test.outbox().await[0].state;
    assert!(state != OutboxState::Sent || n_there == 1, "it is on record as sent, and {n_there} are there");
    destination.mend().await;
    wait(RETRY_AFTER_SECONDS.unsigned_abs() as usize / 60 + 2).await;
    let (ends, why) = destination.ends(trouble);
    let action = test.outbox().await.remove(0);
    let n_there = destination.n_there().await;
    assert_eq!(action.state, ends, "{:?}", action.reason);
    match ends {
        OutboxState::Sent => assert_sent_once(destination).await,
        OutboxState::Failed => {
            assert_eq!((n_there, state_of(test, item).await), (0, ItemState::Review));
            assert_plain(&last_reason(test, item).await, why);
            test.approve(item).await.unwrap();
            let_undo_pass(test).await;
            assert_sent_once(destination).await;
        }
        // Nobody can know, so the operator is asked, and it does not go again by itself.
        OutboxState::Unsure => {
            assert!(n_there <= 1, "{n_there} are there");
            assert_plain(&action.reason.expect("words"), why);
            assert_eq!(state_of(test, item).await, ItemState::Approved);
            wait(5).await;
            assert_eq!(destination.n_there().await, n_there, "it went by itself");
        }
        other => panic!("{other} is no end"),
    }
}

async fn assert_sent_once(destination: &dyn Destination) {
    let test = destination.test();
    let action = test.outbox().await.remove(0);
    assert_eq!((action.state, action.reason), (OutboxState::Sent, None));
    assert_eq!(destination.n_there().await, 1);
    assert_eq!(state_of(test, destination.item()).await, ItemState::Done);
    assert_eq!(test.number("select count(*) from ledger where event = 'sent'").await, 1);
}
