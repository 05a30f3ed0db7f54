//! A mailbox at Gmail is read newest first, goes on where it stopped, and is followed with one request as long as nothing is new.

use crate::google::{google, mailbox, sign_in};
use crate::peers::Google;
use crate::{FURTHER, state_of};
use api::{Api as _, ConnectionOptions, ConnectionState, ConnectionView, Grant, ItemState, SetConnectionOptions};
use engine::fault;
use engine::testkit::{OFFER, QUESTION, START, TestEngine};
use serde_json::{Value, json};

/// A mail of its own person, this many hours before the test.
pub fn old_mail(hours: i64) -> Value {
    let at = in_ms(START.plus_seconds(-3600 * hours).0);
    json!({
        "id": format!("m{hours:04}"), "thread_id": format!("t{hours:04}"), "from": format!("Pat <pat@c{hours}.example>"),
        "to": "dana@northwind.example", "subject": format!("Question {hours}"), "body_text": "Could you call me on Monday?",
        "message_id": format!("<m{hours}@c{hours}.example>"), "date": at, "label_ids": ["INBOX"],
    })
}

/// Milliseconds, which the emulator takes as a date.
fn in_ms(ms: i64) -> String {
    ms.to_string()
}

/// What was asked for whole mails.
fn fetched(requests: &[String]) -> Vec<&String> {
    requests.iter().filter(|request| request.contains("format=raw")).collect()
}

pub async fn choose(test: &TestEngine, options: ConnectionOptions) -> ConnectionView {
    let connection = mailbox(test).await.id;
    test.engine.set_connection_options(SetConnectionOptions { connection, options }).await.unwrap()
}

/// A workspace that reads a mailbox in which Inês asked for pricing.
pub async fn reading() -> (TestEngine, Google) {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    google.deliver(&OFFER.text(), &["SENT"]).await;
    google.deliver(&QUESTION.text(), &["INBOX", "UNREAD"]).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    (test, google)
}

/// The next reading, when it is due.
pub async fn read_again(test: &TestEngine) {
    test.clock.advance_seconds(6 * 60);
    test.run().await;
}

async fn n_mails(test: &TestEngine) -> i64 {
    test.number("select count(*) from messages").await
}

#[tokio::test]
async fn the_newest_mails_are_read_first_and_a_restart_goes_on_where_it_stopped() {
    let (mut test, google) = (TestEngine::new().await, google((1..=230).map(old_mail).collect()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    choose(&test, ConnectionOptions { quota_per_minute: Some(1000), ..ConnectionOptions::default() }).await;
    google.requests();

    test.run().await;

    let n_first = n_mails(&test).await;
    assert!((20..=50).contains(&n_first), "{n_first}");
    let oldest = test.number("select min(sent_at) from messages").await;
    assert!(START.ms_since(api::Time(oldest)) <= (n_first + 8) * 3_600_000, "the newest were read first");
    let shown = mailbox(&test).await;
    assert_eq!(shown.state, ConnectionState::Reading);
    assert_eq!(shown.progress.unwrap().n_done, u64::try_from(n_first).unwrap());
    assert!(test.number("select count(*) from items").await > 0, "what came is work before the rest is read");

    test.restart().await;
    google.deliver(&QUESTION.text(), &["INBOX"]).await;
    test.clock.advance_seconds(60);
    test.run().await;
    assert_eq!(test.number("select count(*) from messages where rfc_message_id like 'question@%'").await, 1);
    assert!(n_mails(&test).await < 120, "what comes in meanwhile does not wait for the rest");
    for _ in 0..30 {
        test.clock.advance_seconds(60);
        test.run().await;
    }

    assert_eq!(n_mails(&test).await, 231);
    assert_eq!(test.number("select count(*) from provider_mails").await, 231);
    let shown = mailbox(&test).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None));
    let requests = google.requests();
    let mut ids = fetched(&requests);
    assert_eq!(ids.len(), 231, "no mail was fetched twice");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 231);
    let progress = "select n_done = n_expected and n_done between 230 and 231 from connections where kind = 'gmail'";
    assert_eq!(test.number(progress).await, 1);
}

#[tokio::test]
async fn two_processes_that_read_the_same_mailbox_store_every_mail_once() {
    let (test, google) = (TestEngine::new().await, google((1..=130).map(old_mail).collect()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    choose(&test, ConnectionOptions { quota_per_minute: Some(100_000), ..ConnectionOptions::default() }).await;
    let other = test.second_process().await;
    let connection = Some(mailbox(&test).await.id);

    let (one, two) = tokio::join!(test.engine.sync(api::ReadNow { connection }), other.sync(api::ReadNow { connection }));
    one.unwrap();
    two.unwrap();
    read_again(&test).await;
    other.stop().await;

    assert_eq!(n_mails(&test).await, 130);
    assert_eq!(test.number("select count(distinct rfc_message_id) from messages").await, 130);
    let shown = mailbox(&test).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None));
}

#[tokio::test]
async fn a_process_that_dies_while_it_reads_leaves_every_mail_to_be_read_once() {
    for point in fault::READ_POINTS.iter().copied() {
        for n_th in [1, 2] {
            let (mut test, google) = (TestEngine::new().await, google((1..=60).map(old_mail).collect()).await);
            sign_in(&test, &google, &[Grant::Read]).await;
            if n_th == 2 {
                // All but one mail and the page that they were on are stored when it dies.
                google.fail("GET /gmail/v1/users/me/messages/m0030", 0, 9, crate::peers::Fault::Answer(500, "", ""));
                test.run().await;
                google.heal();
                test.clock.advance_seconds(400);
            }
            let engine = test.engine.clone();
            fault::panic_at(point);
            let ran = tokio::spawn(async move { engine.run_until_idle().await }).await;
            assert!(ran.is_ok(), "{point}: the job caught it");
            test.restart().await;

            for _ in 0..4 {
                test.clock.advance_seconds(600);
                test.run().await;
            }

            assert_eq!(n_mails(&test).await, 60, "{point}");
            assert_eq!(test.number("select count(distinct rfc_message_id) from messages").await, 60, "{point}");
            assert_eq!(mailbox(&test).await.state, ConnectionState::Fresh, "{point}");
        }
    }
}

#[tokio::test]
async fn a_mail_in_the_mailbox_becomes_an_item_and_the_history_brings_the_next() {
    let (test, google) = reading().await;
    let queue = test.queue().await;
    assert_eq!(queue.len(), 1);
    assert_eq!(n_mails(&test).await, 2);
    assert_eq!(test.number("select count(*) from messages where direction = 'out'").await, 1);

    google.deliver(&FURTHER.text(), &["INBOX", "UNREAD"]).await;
    read_again(&test).await;

    assert_eq!(test.show(queue[0].id).await.evidence.len(), 2);
    assert_eq!(n_mails(&test).await, 3);
}

#[tokio::test]
async fn where_nothing_is_new_one_request_is_made_and_nothing_changes() {
    let (test, google) = reading().await;
    read_again(&test).await;
    google.requests();
    let state = "select (select group_concat(cursor) from connections) || (select count(*) from ledger) || ' '
         || (select count(*) from signals) || ' ' || (select count(*) from moves) || ' ' || (select count(*) from messages) || ' '
         || (select group_concat(labels) from provider_mails)";
    let before = test.texts(state).await;
    let read_at = mailbox(&test).await.last_success_at;

    read_again(&test).await;

    let requests = google.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert!(requests[0].starts_with("GET /gmail/v1/users/me/history?"), "{requests:?}");
    assert_eq!(test.texts(state).await, before);
    assert!(mailbox(&test).await.last_success_at > read_at);
}

#[tokio::test]
async fn a_history_that_is_gone_is_made_up_for_without_reading_twice() {
    let (test, google) = reading().await;
    google.deliver(&FURTHER.text(), &["INBOX"]).await;
    google.requests();
    let gone = r#"{"error":{"code":404,"message":"Requested entity was not found.","errors":[{"reason":"notFound"}]}}"#;
    google.fail("GET /gmail/v1/users/me/history", 0, 1, crate::peers::Fault::Answer(404, "", gone));

    read_again(&test).await;

    assert_eq!(n_mails(&test).await, 3);
    let requests = google.requests();
    assert_eq!(fetched(&requests).len(), 1, "{requests:?}");
    let shown = mailbox(&test).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None));
    let listed = requests.iter().find(|request| request.contains("/messages?q=")).unwrap();
    let day_before = START.plus_seconds(-24 * 3600).0 / 1000;
    assert!(listed.contains(&format!("after%3A{day_before}")), "no further back than a day before the last success: {listed}");
}

#[tokio::test]
async fn drafts_chats_spam_and_trash_are_not_read_until_they_are_something_else() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    let text = |n: u32| QUESTION.text().replace("question@", &format!("q{n}@")).replace("offer@", &format!("o{n}@"));
    google.deliver(&text(1), &["DRAFT"]).await;
    let spam = google.deliver(&text(2), &["SPAM"]).await;
    google.deliver(&text(3), &["TRASH"]).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    assert_eq!(n_mails(&test).await, 0);

    google.ask("POST", &format!("messages/{spam}/modify"), json!({ "addLabelIds": ["INBOX"], "removeLabelIds": ["SPAM"] })).await;
    google.deliver(&text(4), &["SPAM"]).await;
    read_again(&test).await;

    assert_eq!(test.texts("select rfc_message_id from messages").await, ["q2@brightloom.example"]);
}

#[tokio::test]
async fn only_what_was_chosen_by_label_and_domain_is_read_and_another_choice_reads_the_rest() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    google.ask("POST", "labels", json!({ "name": "Deals" })).await;
    let labels = google.ask("GET", "labels", Value::Null).await;
    let deals = labels["labels"].as_array().unwrap().iter().find(|label| label["name"] == "Deals").unwrap()["id"].clone();
    let deals = deals.as_str().unwrap();
    let text = |n: u32, host: &str| QUESTION.text().replace("question@", &format!("q{n}@")).replace("brightloom", host);
    google.deliver(&text(1, "one"), &["INBOX"]).await;
    google.deliver(&text(2, "two"), &["INBOX", deals]).await;
    google.deliver(&text(3, "three"), &["INBOX", deals]).await;
    sign_in(&test, &google, &[Grant::Read]).await;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let stored = "select substr(rfc_message_id, 1, 2) from messages order by 1";

    let chosen = ConnectionOptions {
        only_labels: names(&["deals"]),
        without_domains: names(&["three.example"]),
        ..ConnectionOptions::default()
    };
    choose(&test, chosen).await;
    test.run().await;
    assert_eq!(test.texts(stored).await, ["q2"]);
    google.deliver(&text(4, "three"), &["INBOX", deals]).await;
    google.deliver(&text(5, "five"), &["INBOX", deals]).await;
    read_again(&test).await;
    assert_eq!(test.texts(stored).await, ["q2", "q5"]);

    google.requests();
    choose(&test, ConnectionOptions::default()).await;
    test.run().await;
    assert_eq!(test.texts(stored).await, ["q1", "q2", "q3", "q4", "q5"]);
    assert_eq!(fetched(&google.requests()).len(), 3, "what is known is not fetched again");

    choose(&test, ConnectionOptions { only_labels: names(&["Nowhere"]), ..ConnectionOptions::default() }).await;
    test.run().await;
    assert_eq!(mailbox(&test).await.error, Some(api::text::no_such_label("Nowhere")));
}

#[tokio::test]
async fn what_is_no_longer_chosen_by_domain_asks_for_nothing_until_it_is_chosen_again() {
    let (test, google) = reading().await;
    let item = test.queue().await[0].id;
    let domains = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();

    choose(&test, ConnectionOptions { without_domains: domains(&["brightloom.example"]), ..ConnectionOptions::default() }).await;
    test.run().await;
    assert_eq!(test.queue().await, []);
    assert_eq!(state_of(&test, item).await, ItemState::Superseded);
    assert_eq!(crate::last_reason(&test, item).await, api::text::no_longer_read());
    assert_eq!(n_mails(&test).await, 2, "what was read stays");

    google.requests();
    choose(&test, ConnectionOptions { only_domains: domains(&["brightloom.example"]), ..ConnectionOptions::default() }).await;
    test.run().await;
    assert_eq!(test.queue().await.len(), 1, "it asks again");
    assert_eq!(fetched(&google.requests()).len(), 0);
    choose(&test, ConnectionOptions { only_domains: domains(&["elsewhere.example"]), ..ConnectionOptions::default() }).await;
    test.run().await;
    assert_eq!(test.queue().await, []);
}

#[tokio::test]
async fn a_mail_of_our_own_that_comes_back_makes_no_work() {
    let (test, google) = reading().await;
    let item = test.queue().await[0].id;
    let answer = crate::ANSWER.text().replace("MIME-Version", "X-CaseyOS-Id: 00112233445566778899aabbccddeeff\r\nMIME-Version");
    google.deliver(&answer, &["SENT"]).await;

    read_again(&test).await;

    assert_eq!(test.queue().await, []);
    assert_eq!(state_of(&test, item).await, ItemState::Superseded);
    assert_eq!(test.number("select count(*) from messages where direction = 'out'").await, 2);
}

#[tokio::test]
async fn a_mailbox_that_is_disconnected_while_it_is_read_is_asked_no_more() {
    let (test, google) = (TestEngine::new().await, google((1..=60).map(old_mail).collect()).await);
    let connection = sign_in(&test, &google, &[Grant::Read]).await[0];
    choose(&test, ConnectionOptions { quota_per_minute: Some(400), ..ConnectionOptions::default() }).await;
    test.run().await;
    let n_before = n_mails(&test).await;
    assert!(n_before < 60);
    test.engine.disconnect(api::Disconnect { connection, revoke: false }).await.unwrap();
    google.requests();

    read_again(&test).await;

    assert_eq!((n_mails(&test).await, google.requests().len()), (n_before, 0));
    let shown = mailbox(&test).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Disconnected, None));
}

#[tokio::test]
async fn a_mailbox_is_read_sooner_while_the_window_is_in_front() {
    let (test, google) = (TestEngine::new().await, google(Vec::new()).await);
    sign_in(&test, &google, &[Grant::Read]).await;
    test.run().await;
    let id = mailbox(&test).await.id;
    let due = async || test.number(&format!("select run_at from jobs where kind = 'sync' and subject = {id}")).await;
    assert!(due().await > START.plus_seconds(240).0, "the usual five minutes, more or less");

    test.engine.set_in_front(true).await.unwrap();

    assert_eq!(due().await, START.plus_seconds(60).0);
    test.clock.set(START.plus_seconds(60));
    test.run().await;
    assert!(due().await < START.plus_seconds(130).0, "and a minute later again");
    test.engine.set_in_front(false).await.unwrap();
    test.clock.set(START.plus_seconds(130));
    test.run().await;
    assert!(due().await > START.plus_seconds(370).0);
}
