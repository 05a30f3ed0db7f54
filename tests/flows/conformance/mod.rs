//! What every connector promises, whatever its source or its way out does: one table of promises, put to all that there are.
//!
//! A connector has a file here, which says how a thing comes to be at its source and how its line breaks, and a line in
//! [`SUBJECTS`]; one that has none fails. Where a promise means nothing for a connector, the matrix that is printed says why.

mod calendar;
mod gmail;
mod hubspot;
mod local;
mod maildir;
mod matrix;
mod promises;
mod slack;
mod smtp;

use api::{ConnectionState, ConnectionView, ItemId, ListConnections, OutboxState, text};
use async_trait::async_trait;
use engine::testkit::{TestEngine, connector_kinds};
use matrix::{Cell, Matrix};
use std::rc::Rc;
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, LocalSet};

/// The connectors, in the order of the engine's own list.
const SUBJECTS: &[&dyn Subject] =
    &[&maildir::Maildir, &gmail::Gmail, &calendar::Calendar, &smtp::Smtp, &hubspot::Portal, &slack::Chat, &local::Local];

/// How many workspaces with their services live at the same time: what is waited for is mostly time.
const AT_ONCE: usize = 4;
/// How long a service that is asked too much asks to be left alone: longer than any connector waits by itself.
const RETRY_AFTER_SECONDS: i64 = 900;

/// What goes wrong between us and a source or a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody is there.
    Away,
    /// It no longer takes whoever asks (401).
    Refused,
    /// What may be asked is used up (403 with a reason).
    Quota,
    /// It asks to be left alone for [`RETRY_AFTER_SECONDS`] (429).
    Busy,
    /// It has a fault of its own (500).
    Fault,
    /// Half of an answer comes.
    Cut,
    /// An answer comes that cannot be read.
    Odd,
    /// Half of an answer comes, then nothing.
    Slow,
    /// It did what was asked, and no answer comes.
    Lost,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    EmptySource,
    LastPage,
    ReadTwice,
    OddThing,
    Reading(Trouble),
    Sending(Trouble),
}

/// All promises, in words.
const PROMISES: &[(&str, Promise)] = &[
    ("an empty source is read", Promise::EmptySource),
    ("the last page is reached", Promise::LastPage),
    ("read twice is nothing new", Promise::ReadTwice),
    ("a thing of odd bytes holds up nothing", Promise::OddThing),
    ("reading: nobody is there", Promise::Reading(Trouble::Away)),
    ("reading: 401", Promise::Reading(Trouble::Refused)),
    ("reading: 403, quota", Promise::Reading(Trouble::Quota)),
    ("reading: 429 with Retry-After", Promise::Reading(Trouble::Busy)),
    ("reading: 500", Promise::Reading(Trouble::Fault)),
    ("reading: an answer is cut", Promise::Reading(Trouble::Cut)),
    ("reading: an answer is odd", Promise::Reading(Trouble::Odd)),
    ("reading: an answer stalls", Promise::Reading(Trouble::Slow)),
    ("reading: an answer is lost", Promise::Reading(Trouble::Lost)),
    ("sending: nobody is there", Promise::Sending(Trouble::Away)),
    ("sending: 401", Promise::Sending(Trouble::Refused)),
    ("sending: 403, quota", Promise::Sending(Trouble::Quota)),
    ("sending: 429 with Retry-After", Promise::Sending(Trouble::Busy)),
    ("sending: 500", Promise::Sending(Trouble::Fault)),
    ("sending: an answer is cut", Promise::Sending(Trouble::Cut)),
    ("sending: an answer is odd", Promise::Sending(Trouble::Odd)),
    ("sending: an answer stalls", Promise::Sending(Trouble::Slow)),
    ("sending: an answer is lost", Promise::Sending(Trouble::Lost)),
];

/// A connector, as the promises are put to it.
#[async_trait(?Send)]
pub trait Subject {
    /// As `connectors::ALL` calls it.
    fn kind(&self) -> &'static str;
    /// Why a promise means nothing here; none where it is put to it.
    fn spared(&self, promise: Promise) -> Option<&'static str>;
    /// More things than come at once.
    fn many(&self) -> usize {
        0
    }
    /// A workspace that has read nothing of a source with so many things; none where nothing is read.
    async fn source(&self, _n_things: usize) -> Option<Box<dyn Source>> {
        None
    }
    /// A workspace in which a mail is ready to be approved and leave through the connector; none where nothing is sent.
    async fn destination(&self) -> Option<Box<dyn Destination>> {
        None
    }
}

/// When a line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// After a part of the things came, where they come in parts.
    Midway,
    Now,
}

/// A source that the test holds in its hands.
#[async_trait(?Send)]
pub trait Source {
    fn test(&self) -> &TestEngine;
    fn kind(&self) -> &'static str;
    /// Counts all that is stored of it: its rows, and their names, each once.
    fn counts(&self) -> [&'static str; 2];
    /// Statements after which the next reading finds nothing of it known.
    fn forgets(&self) -> &'static [&'static str];
    async fn add(&mut self);
    /// Adds a thing whose bytes are odd: it is stored as far as it can be read, or told.
    async fn add_odd(&mut self);
    /// From now on this goes wrong, until it is mended.
    async fn break_line(&mut self, trouble: Trouble, when: When);
    /// The line is good, and the operator did what they were asked to.
    async fn mend(&mut self);
    /// How many requests reached it since this was asked before; none where it is not asked by requests.
    fn n_asked(&self) -> Option<usize>;
    /// What the operator has to read of this, or a part of it.
    fn words(&self, trouble: Trouble) -> String {
        words_of_a_service(trouble)
    }
}

/// What of a service that is signed in to is said.
fn words_of_a_service(trouble: Trouble) -> String {
    match trouble {
        Trouble::Refused => text::sign_in_again_because(""),
        Trouble::Quota | Trouble::Busy => text::service_is_busy(),
        Trouble::Fault => text::service_refuses(500, ""),
        Trouble::Slow => text::service_unreachable(&text::took_too_long()),
        Trouble::Odd => "its answer cannot be read".to_owned(),
        Trouble::Away | Trouble::Cut | Trouble::Lost => "The service cannot be reached".to_owned(),
    }
}

/// A way out that the test holds in its hands.
#[async_trait(?Send)]
pub trait Destination {
    fn test(&self) -> &TestEngine;
    fn item(&self) -> ItemId;
    /// From now on this goes wrong where a mail is handed over.
    fn break_line(&self, trouble: Trouble);
    async fn mend(&self);
    /// How many mails of ours are there.
    async fn n_there(&self) -> usize;
    /// What the action is in the end, without a further word of the operator, and a part of the reason for it.
    fn ends(&self, _trouble: Trouble) -> (OutboxState, &'static str) {
        (OutboxState::Sent, "")
    }
}

async fn connection(source: &dyn Source) -> ConnectionView {
    use api::Api as _;
    let all = source.test().engine.list_connections(ListConnections {}).await.unwrap();
    all.into_iter().find(|connection| connection.kind == source.kind()).expect("a connection")
}

/// A state that a trouble of reading leads to.
fn state_in(trouble: Trouble) -> ConnectionState {
    if trouble == Trouble::Refused { ConnectionState::SignInAgain } else { ConnectionState::Failing }
}

#[test]
fn every_connector_stands_in_the_suite() {
    let kinds: Vec<&str> = SUBJECTS.iter().map(|subject| subject.kind()).collect();
    assert_eq!(kinds, connector_kinds(), "a connector has a file in tests/flows/conformance and a line in SUBJECTS");
}

#[tokio::test]
async fn every_connector_keeps_every_promise() {
    let mut matrix = Matrix::new(SUBJECTS.iter().map(|subject| subject.kind()).collect());
    let (places, mut running) = (Rc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    let local = LocalSet::new();
    for (row, (words, promise)) in PROMISES.iter().copied().enumerate() {
        matrix.add_row(words);
        for (column, subject) in SUBJECTS.iter().copied().enumerate() {
            if let Some(why) = subject.spared(promise) {
                matrix.set(row, column, Cell::Spared(why));
                continue;
            }
            let places = places.clone();
            // A promise that is broken panics in a task of its own, and the others are still put.
            let put = async move {
                let _place = places.acquire().await.expect("a place");
                let kept = tokio::task::spawn_local(promises::keep(subject, promise)).await;
                (row, column, kept.map_err(|broken| broken.into_panic()))
            };
            running.spawn_local_on(put, &local);
        }
    }
    local
        .run_until(async {
            while let Some(ended) = running.join_next().await {
                let (row, column, kept) = ended.expect("the suite itself goes on");
                matrix.set(row, column, kept.map_or_else(|panic| Cell::Broken(matrix::said(&*panic)), |()| Cell::Kept));
            }
        })
        .await;
    matrix.print();
    assert_eq!(matrix.broken(), Vec::<String>::new());
}
