//! A Slack workspace, by what is written to the operator there. What is posted is no mail.

use super::{Promise, Source, Subject, Trouble, When, words_of_a_service};
use crate::slack::{connect, workspace};
use api::{ConnectionState, text};
use async_trait::async_trait;
use engine::testkit::TestEngine;
use engine::testkit::slack::{ANA, Fault, Slack, WITH_ANA};
use serde_json::json;

const HISTORY: &str = "POST /api/conversations.history";
const ANY: &str = "POST /api/";
const ALWAYS: usize = 10_000;

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Away => Fault::Break,
        Trouble::Refused => Fault::Answer(200, "", r#"{"ok":false,"error":"token_revoked"}"#),
        Trouble::Quota | Trouble::Busy => Fault::Answer(429, "Retry-After: 900\r\n", r#"{"ok":false,"error":"ratelimited"}"#),
        Trouble::Fault => Fault::Answer(500, "", "<html>"),
        Trouble::Cut => Fault::Cut,
        Trouble::Odd => Fault::Garble,
        Trouble::Slow => Fault::Stall,
        Trouble::Lost => Fault::LoseAnswer,
    }
}

pub struct Chat;

#[async_trait(?Send)]
impl Subject for Chat {
    fn kind(&self) -> &'static str {
        "slack"
    }

    fn spared(&self, promise: Promise) -> Option<&'static str> {
        match promise {
            Promise::Sending(_) => Some("no mail is sent through a chat"),
            Promise::Reading(Trouble::Quota) => Some("it says 429 when what may be asked is used up"),
            _ => None,
        }
    }

    fn many(&self) -> usize {
        // A page holds 200.
        450
    }

    async fn source(&self, n_things: usize) -> Option<Box<dyn Source>> {
        let mut test = TestEngine::new().await;
        test.allow_loopback().await;
        let slack = Slack::start(test.clock.clone());
        for n in 0..n_things {
            slack.say(WITH_ANA, ANA, &format!("Message {n}"), None);
        }
        connect(&test, &slack).await;
        Some(Box::new(Said { test, slack, n_added: 0 }))
    }
}

struct Said {
    test: TestEngine,
    slack: Slack,
    n_added: usize,
}

#[async_trait(?Send)]
impl Source for Said {
    fn test(&self) -> &TestEngine {
        &self.test
    }

    fn kind(&self) -> &'static str {
        Chat.kind()
    }

    fn counts(&self) -> [&'static str; 2] {
        ["select count(*) from chat_messages", "select count(distinct source_id) from chat_messages"]
    }

    fn forgets(&self) -> &'static [&'static str] {
        &["update connections set cursor = null where kind = 'slack'"]
    }

    async fn add(&mut self) {
        // What is added is added later than what was read.
        self.test.clock.advance_seconds(1);
        self.n_added += 1;
        self.slack.say(WITH_ANA, ANA, &format!("Added {}", self.n_added), None);
    }

    async fn add_odd(&mut self) {
        self.slack.say_with(WITH_ANA, ANA, "odd \u{0}\u{fffd}", None, json!({ "text": { "no": "text" } }));
    }

    async fn break_line(&mut self, trouble: Trouble, when: When) {
        match when {
            When::Midway => self.slack.fail(HISTORY, 1, ALWAYS, fault(trouble)),
            When::Now => self.slack.fail(ANY, 0, ALWAYS, fault(trouble)),
        }
    }

    async fn mend(&mut self) {
        self.slack.heal();
        if workspace(&self.test).await.state == ConnectionState::SignInAgain {
            connect(&self.test, &self.slack).await;
        }
    }

    fn words(&self, trouble: Trouble) -> String {
        if trouble == Trouble::Refused { text::slack_token_is_over() } else { words_of_a_service(trouble) }
    }

    fn n_asked(&self) -> Option<usize> {
        Some(self.slack.requests().len())
    }
}
