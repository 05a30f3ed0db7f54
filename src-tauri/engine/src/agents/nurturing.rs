//! Follows up where nobody answered: it names the mail that waits, and says nothing new.

use super::cited::{Citations, clean};
use super::{Agent, Brief, Proposal};
use api::Play;
use async_trait::async_trait;
use minijinja::context;

const TEMPLATE: &str = include_str!("nurturing.j2");

pub struct Nurturing;

#[async_trait]
impl Agent for Nurturing {
    fn name(&self) -> &'static str {
        "nurturing"
    }

    fn takes(&self, play: Play) -> bool {
        play == Play::FollowUp
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut citations = Citations::default();
        let values = context! {
            first_name => brief.first_name(&mut citations),
            day => brief.day(&mut citations),
            subject => brief.subject(&mut citations),
            operator_name => clean(&brief.operator_name),
        };
        citations.fill(self.name(), TEMPLATE, values)
    }
}
