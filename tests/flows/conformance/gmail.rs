//! A mailbox at Gmail, read and sent through.

use super::{Destination, Promise, Source, Subject, Trouble, When};
use crate::gmail::old_mail;
use crate::gmail_sending::{SEND, asked};
use crate::google::{google, mailbox, sign_in};
use crate::peers::{Fault, Google};
use api::{ConnectionState, Grant, ItemId};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use engine::testkit::{Mail, QUESTION, TestEngine};
use serde_json::json;
use std::time::Duration;

/// Any request; those for whole mails.
const ANY: &str = "GET /gmail/";
const WHOLE: &str = "GET /gmail/v1/users/me/messages/";
const ALWAYS: usize = 10_000;
const QUOTA: &str = r#"{"error":{"code":403,"message":"slow down","errors":[{"reason":"userRateLimitExceeded"}]}}"#;

/// What a service that speaks HTTP does.
pub fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Away => Fault::Break,
        Trouble::Refused => Fault::Answer(401, "", "{}"),
        Trouble::Quota => Fault::Answer(403, "", QUOTA),
        Trouble::Busy => Fault::Answer(429, "Retry-After: 900\r\n", "{}"),
        Trouble::Fault => Fault::Answer(500, "", "<html>"),
        Trouble::Cut => Fault::Cut,
        Trouble::Odd => Fault::Odd,
        Trouble::Slow => Fault::Stall,
        Trouble::Lost => Fault::LoseAnswer,
    }
}

/// The line is good, and the operator signed in again where they were asked to.
pub async fn mend(test: &TestEngine, google: &Google, grants: &[Grant]) {
    google.heal();
    if mailbox(test).await.state == ConnectionState::SignInAgain {
        sign_in(test, google, grants).await;
    }
}

pub struct Gmail;

#[async_trait(?Send)]
impl Subject for Gmail {
    fn kind(&self) -> &'static str {
        "gmail"
    }

    fn spared(&self, _promise: Promise) -> Option<&'static str> {
        None
    }

    fn many(&self) -> usize {
        // A page holds 20 here.
        45
    }

    async fn source(&self, n_things: usize) -> Option<Box<dyn Source>> {
        let (mut test, google) = (TestEngine::new().await, google((1..=n_things as i64).map(old_mail).collect()).await);
        google.give_small_pages(20);
        // As over a network, no answer is there at once.
        google.be_slow(Duration::from_millis(5));
        test.allow_loopback().await;
        sign_in(&test, &google, &[Grant::Read]).await;
        Some(Box::new(Mailbox { test, google, n_added: 0 }))
    }

    async fn destination(&self) -> Option<Box<dyn Destination>> {
        let (mut test, google, item) = asked().await;
        test.allow_loopback().await;
        Some(Box::new(Way { test, google, item }))
    }
}

struct Mailbox {
    test: TestEngine,
    google: Google,
    n_added: usize,
}

#[async_trait(?Send)]
impl Source for Mailbox {
    fn test(&self) -> &TestEngine {
        &self.test
    }

    fn kind(&self) -> &'static str {
        Gmail.kind()
    }

    fn counts(&self) -> [&'static str; 2] {
        ["select count(*) from messages", "select count(distinct rfc_message_id) from messages"]
    }

    fn forgets(&self) -> &'static [&'static str] {
        &["delete from provider_mails", "update connections set cursor = null where kind = 'gmail'"]
    }

    async fn add(&mut self) {
        self.n_added += 1;
        let (id, from) = (format!("a{}@c.example", self.n_added), format!("Pat <pat@a{}.example>", self.n_added));
        self.google.deliver(&Mail { id: &id, from: &from, answers: "", ..QUESTION }.text(), &["INBOX"]).await;
    }

    async fn add_odd(&mut self) {
        let mut odd = b"Message-ID: <odd@c.example>\r\nFrom: \xe9\xff <odd@c.example>\r\nTo: dana@northwind.example\r\n".to_vec();
        odd.extend_from_slice(
            b"Subject: \x00\xc3\r\nDate: Fri, 20 Nov 2026 14:00:00 +0000\r\n\r\nCan you call \xf0\x9f\x00\xfe?\r\n",
        );
        let body = json!({ "raw": URL_SAFE_NO_PAD.encode(odd), "labelIds": ["INBOX"] });
        self.google.ask("POST", "messages", body).await;
    }

    async fn break_line(&mut self, trouble: Trouble, when: When) {
        match when {
            When::Midway => self.google.fail(WHOLE, 26, ALWAYS, fault(trouble)),
            When::Now => self.google.fail(ANY, 0, ALWAYS, fault(trouble)),
        }
    }

    async fn mend(&mut self) {
        mend(&self.test, &self.google, &[Grant::Read]).await;
    }

    fn n_asked(&self) -> Option<usize> {
        Some(self.google.requests().iter().filter(|request| request.starts_with(ANY)).count())
    }
}

/// The way out of a mailbox that may send.
struct Way {
    test: TestEngine,
    google: Google,
    item: ItemId,
}

#[async_trait(?Send)]
impl Destination for Way {
    fn test(&self) -> &TestEngine {
        &self.test
    }

    fn item(&self) -> ItemId {
        self.item
    }

    fn break_line(&self, trouble: Trouble) {
        self.google.fail(SEND, 0, ALWAYS, fault(trouble));
        if trouble == Trouble::Away {
            self.google.fail(ANY, 0, ALWAYS, fault(trouble));
        }
    }

    async fn mend(&self) {
        mend(&self.test, &self.google, &[Grant::Read, Grant::Send]).await;
    }

    async fn n_there(&self) -> usize {
        self.google.sent().await.iter().filter(|mail| mail.raw.contains("X-CaseyOS-Id")).count()
    }
}
