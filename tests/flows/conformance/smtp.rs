//! A server that takes mail and is never read. What HTTP says in figures it says in figures of its own.

use super::{Destination, Promise, Subject, Trouble};
use crate::smtp_sending::{World, world};
use api::{ItemId, OutboxState};
use async_trait::async_trait;
use engine::testkit::TestEngine;
use engine::testkit::smtp_sink::{Act, Step};

pub struct Smtp;

#[async_trait(?Send)]
impl Subject for Smtp {
    fn kind(&self) -> &'static str {
        "smtp"
    }

    fn spared(&self, promise: Promise) -> Option<&'static str> {
        (!matches!(promise, Promise::Sending(_))).then_some("nothing is read from a server that takes mail")
    }

    async fn destination(&self) -> Option<Box<dyn Destination>> {
        Some(Box::new(world().await))
    }
}

#[async_trait(?Send)]
impl Destination for World {
    fn test(&self) -> &TestEngine {
        &self.test
    }

    fn item(&self) -> ItemId {
        self.item
    }

    fn break_line(&self, trouble: Trouble) {
        let (step, act) = match trouble {
            Trouble::Away => (Step::Greeting, Act::Cut),
            Trouble::Refused => (Step::Auth, Act::Answer("535 5.7.8 the password was changed")),
            Trouble::Quota => (Step::Mail, Act::Answer("452 4.3.1 too many mails for now")),
            Trouble::Busy => (Step::Greeting, Act::Answer("421 4.3.2 come back later")),
            Trouble::Fault => (Step::Rcpt, Act::Answer("451 4.3.0 a fault of our own")),
            Trouble::Cut => (Step::Data, Act::Cut),
            Trouble::Odd => (Step::End, Act::Answer("no answer of SMTP")),
            Trouble::Slow => (Step::Rcpt, Act::Hang),
            Trouble::Lost => (Step::End, Act::TakeAndCut),
        };
        self.sink.at(step, act);
    }

    async fn mend(&self) {
        self.sink.be_well();
    }

    async fn n_there(&self) -> usize {
        assert_eq!(self.sink.faults(), Vec::<String>::new());
        self.sink.taken().len()
    }

    fn ends(&self, trouble: Trouble) -> (OutboxState, &'static str) {
        match trouble {
            Trouble::Refused => (OutboxState::Failed, "535 5.7.8 the password was changed"),
            // Once a mail is handed in whole nobody can ask what became of it.
            Trouble::Odd | Trouble::Lost => (OutboxState::Unsure, ""),
            _ => (OutboxState::Sent, ""),
        }
    }
}
