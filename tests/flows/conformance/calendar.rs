//! The calendars of a Google account, which are read.

use super::gmail::{fault, mend};
use super::{Promise, Source, Subject, Trouble, When};
use crate::calendar::{LIST, event, google, seeded};
use crate::google::sign_in;
use crate::peers::Google;
use api::Grant;
use async_trait::async_trait;
use engine::testkit::TestEngine;
use serde_json::json;

const ALWAYS: usize = 10_000;

pub struct Calendar;

#[async_trait(?Send)]
impl Subject for Calendar {
    fn kind(&self) -> &'static str {
        "calendar"
    }

    fn spared(&self, promise: Promise) -> Option<&'static str> {
        matches!(promise, Promise::Sending(_)).then_some("no mail is sent through a calendar")
    }

    fn many(&self) -> usize {
        // A page holds 250.
        260
    }

    async fn source(&self, n_things: usize) -> Option<Box<dyn Source>> {
        let events = (1..=n_things as i64).map(|n| seeded(&format!("e{n}"), "primary", 40 + n, "ines@brightloom.example"));
        let (mut test, google) = (TestEngine::new().await, google(Vec::new(), events.collect()).await);
        test.allow_loopback().await;
        sign_in(&test, &google, &[Grant::Read]).await;
        Some(Box::new(Events { test, google, n_added: 0 }))
    }
}

struct Events {
    test: TestEngine,
    google: Google,
    n_added: i64,
}

#[async_trait(?Send)]
impl Source for Events {
    fn test(&self) -> &TestEngine {
        &self.test
    }

    fn kind(&self) -> &'static str {
        Calendar.kind()
    }

    fn counts(&self) -> [&'static str; 2] {
        ["select count(*) from meetings where status = 'confirmed'", "select count(distinct event_id) from meetings"]
    }

    fn forgets(&self) -> &'static [&'static str] {
        &["update connections set cursor = null where kind = 'calendar'"]
    }

    async fn add(&mut self) {
        self.n_added += 1;
        let event = event(&format!("Added {}", self.n_added), 400 + self.n_added, &[("tom@haloport.example", "accepted")]);
        self.google.ask_calendar("POST", "primary/events", event).await;
    }

    async fn add_odd(&mut self) {
        let mut odd = event("\u{0}Od\u{202e}d\u{fffd}\n", 400, &[("not an address", "accepted")]);
        odd["start"] = json!({ "dateTime": "soon" });
        self.google.ask_calendar("POST", "primary/events", odd).await;
    }

    async fn break_line(&mut self, trouble: Trouble, when: When) {
        let n_pages = usize::from(when == When::Midway);
        self.google.fail(LIST, n_pages, ALWAYS, fault(trouble));
    }

    async fn mend(&mut self) {
        mend(&self.test, &self.google, &[Grant::Read]).await;
    }

    fn n_asked(&self) -> Option<usize> {
        Some(self.google.calendar_requests().len())
    }
}
