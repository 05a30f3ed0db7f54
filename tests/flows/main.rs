//! What the engine promises, tested at its door: a real file, a clock moved by hand, and nothing of ours replaced. One file
//! per promise.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod addresses;
mod after_a_full_disk;
mod approve_then_send;
mod batches;
mod beside;
mod beside_an_item;
mod booking;
mod bounces;
mod bulk;
mod calendar;
mod calendar_choices;
mod calendar_faults;
mod checks;
mod company_duplicates;
mod conformance;
mod connections;
mod corpus;
mod crash;
mod crm_writes;
mod csv;
mod deal_moves;
mod deals;
mod demo;
mod duplicates;
mod editing_voids;
mod evidence;
mod explanation;
mod first_read;
mod fuzz;
mod gates;
mod gmail;
mod gmail_faults;
mod gmail_put_away;
mod gmail_sending;
mod google;
mod groups;
mod hard_mail;
mod hidden_copies;
mod hubspot;
mod hubspot_descriptions;
mod hubspot_faults;
mod hubspot_people;
mod import;
mod import_order;
mod jobs;
mod joining;
mod kept_drafts;
mod kinds;
mod lanes;
mod language;
mod leaving_the_demo;
mod ledger;
mod local_crm;
mod long_mails;
mod maildir;
mod meeting_beside_mail;
mod meeting_outcomes;
mod meetings;
mod messages;
mod monitor;
mod notifications;
mod oidc;
mod opening;
mod order;
mod outbox;
mod pausing;
mod peers;
mod people;
mod people_by_hand;
mod pictures;
mod practice;
mod query_plans;
mod ranking;
mod schema;
mod senders;
mod senders_undo;
mod signals;
mod slack;
mod slack_emulated;
mod slack_lots;
mod slack_peer;
mod slack_posting;
mod slack_socket;
mod smtp;
mod smtp_crash;
mod smtp_refusals;
mod smtp_sending;
mod states;
mod stopping;
mod suggestions;
mod suppressions;
mod templates;
mod tongues;
mod two_processes;
mod undo;
mod until;
mod vault;
mod waking;
mod webhook_limits;
mod webhooks;
mod weights;
mod window_settings;

use api::{ItemState, Time};
use engine::testkit::{Mail, OFFER, QUESTION, START, TestEngine, TestMaildir};

/// The operator's own answer to [`QUESTION`], sent with another program.
const ANSWER: Mail<'static> = Mail {
    id: "answer@northwind.example",
    subject: "Re: Seats for the pilot",
    date: "Fri, 20 Nov 2026 14:30:00 +0000",
    answers: QUESTION.id,
    body: "Hi Ines,\r\n\r\nforty seats are fine, and single sign-on is included.\r\n\r\nDana",
    ..OFFER
};

/// The contact writes again after [`QUESTION`].
const FURTHER: Mail<'static> = Mail {
    id: "further@brightloom.example",
    date: "Fri, 20 Nov 2026 14:50:00 +0000",
    answers: QUESTION.id,
    body: "Hi Dana,\r\n\r\none more thing: can you add a data processing agreement?\r\n\r\nInes",
    ..QUESTION
};

/// The undo window and its end: what was just approved may go now.
async fn let_undo_pass(test: &TestEngine) {
    test.clock.advance_seconds(30);
    test.run().await;
}

async fn state_of(test: &TestEngine, item: api::ItemId) -> ItemState {
    test.show(item).await.item.state
}

/// Why an item last moved.
async fn last_reason(test: &TestEngine, item: api::ItemId) -> String {
    test.show(item).await.moves.pop().unwrap().reason
}

/// A workspace that watches a Maildir in which Inês asked for pricing.
async fn watching() -> (TestEngine, TestMaildir, api::ItemId) {
    let test = TestEngine::new().await;
    let maildir = TestMaildir::make(test.folder.path().join("maildir"));
    maildir.keep_sent(&OFFER);
    maildir.deliver(&QUESTION);
    import(&test, &maildir.path().display().to_string()).await;
    test.run().await;
    let item = test.queue().await.pop().unwrap().id;
    (test, maildir, item)
}

async fn import(test: &TestEngine, path: &str) -> api::ImportReport {
    use api::Api as _;
    test.engine.import(api::Import { paths: vec![path.to_owned()] }).await.unwrap()
}

/// This long after [`START`].
fn seconds_in(seconds: i64) -> Time {
    START.plus_seconds(seconds)
}
