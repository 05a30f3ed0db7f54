//! A HubSpot portal, by its deals. What is written there is no mail.

use super::{Promise, Source, Subject, Trouble, When, words_of_a_service};
use crate::hubspot::{connect, portal};
use api::{ConnectionState, text};
use async_trait::async_trait;
use engine::testkit::TestEngine;
use engine::testkit::hubspot::{Fault, HubSpot, Kind, STAGES};

/// Lists of deals; any request for one.
const LIST: &str = "GET /crm/objects/2026-03/0-3?";
const ANY: &[&str] = &["GET /crm/", "POST /crm/"];
const ALWAYS: usize = 10_000;
const QUOTA: &str =
    r#"{"status":"error","message":"used up","category":"RATE_LIMITS","errorType":"RATE_LIMIT","policyName":"DAILY"}"#;

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Away => Fault::Break,
        Trouble::Refused => Fault::Answer(401, "", r#"{"status":"error","category":"EXPIRED_AUTHENTICATION","message":"over"}"#),
        Trouble::Quota | Trouble::Busy => Fault::Answer(429, "Retry-After: 900\r\n", QUOTA),
        Trouble::Fault => Fault::Answer(500, "", "<html>"),
        Trouble::Cut => Fault::Cut,
        Trouble::Odd => Fault::Garble,
        Trouble::Slow => Fault::Stall,
        Trouble::Lost => Fault::LoseAnswer,
    }
}

pub struct Portal;

#[async_trait(?Send)]
impl Subject for Portal {
    fn kind(&self) -> &'static str {
        "hubspot"
    }

    fn spared(&self, promise: Promise) -> Option<&'static str> {
        match promise {
            Promise::Sending(_) => Some("no mail is sent through a CRM"),
            Promise::Reading(Trouble::Quota) => {
                Some("it says 429 when what may be asked is used up; 403 is a scope that is missing")
            }
            _ => None,
        }
    }

    fn many(&self) -> usize {
        // A page holds 100.
        220
    }

    async fn source(&self, n_things: usize) -> Option<Box<dyn Source>> {
        let mut test = TestEngine::new().await;
        test.allow_loopback().await;
        let hubspot = HubSpot::start(test.clock.clone());
        for n in 0..n_things {
            hubspot.deal(&format!("Deal {n}"), STAGES[0], "1");
        }
        connect(&test, &hubspot).await;
        Some(Box::new(Deals { test, hubspot, n_added: 0 }))
    }
}

struct Deals {
    test: TestEngine,
    hubspot: HubSpot,
    n_added: usize,
}

#[async_trait(?Send)]
impl Source for Deals {
    fn test(&self) -> &TestEngine {
        &self.test
    }

    fn kind(&self) -> &'static str {
        Portal.kind()
    }

    fn counts(&self) -> [&'static str; 2] {
        ["select count(*) from deals", "select count(distinct source_id) from deals"]
    }

    fn forgets(&self) -> &'static [&'static str] {
        &["update connections set cursor = null where kind = 'hubspot'"]
    }

    async fn add(&mut self) {
        // What is added is added later than what was read.
        self.test.clock.advance_seconds(1);
        self.n_added += 1;
        self.hubspot.deal(&format!("Added {}", self.n_added), STAGES[0], "1");
    }

    async fn add_odd(&mut self) {
        let id = self.hubspot.deal("Odd \u{0}\u{fffd} deal", STAGES[0], "1");
        self.hubspot.put(Kind::Deals, &id, "amount", "a lot");
    }

    async fn break_line(&mut self, trouble: Trouble, when: When) {
        match when {
            When::Midway => self.hubspot.fail(LIST, 1, ALWAYS, fault(trouble)),
            When::Now => {
                for line in ANY {
                    self.hubspot.fail(line, 0, ALWAYS, fault(trouble));
                }
            }
        }
    }

    async fn mend(&mut self) {
        self.hubspot.heal();
        if portal(&self.test).await.state == ConnectionState::SignInAgain {
            connect(&self.test, &self.hubspot).await;
        }
    }

    fn words(&self, trouble: Trouble) -> String {
        if trouble == Trouble::Refused { text::pasted_token_is_over() } else { words_of_a_service(trouble) }
    }

    fn n_asked(&self) -> Option<usize> {
        Some(self.hubspot.requests().len())
    }
}
