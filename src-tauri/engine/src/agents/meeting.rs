//! Proposes to meet, without a calendar: it asks for times and never makes any up.

use super::cited::{Citations, clean};
use super::{Agent, Brief, Proposal};
use api::Play;
use async_trait::async_trait;
use minijinja::context;

const TEMPLATE: &str = include_str!("meeting.j2");

pub struct Meeting;

#[async_trait]
impl Agent for Meeting {
    fn name(&self) -> &'static str {
        "meeting"
    }

    fn takes(&self, play: Play) -> bool {
        play == Play::ProposeTimes
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut citations = Citations::default();
        let values = context! {
            first_name => brief.first_name(&mut citations),
            day => brief.day(&mut citations),
            asked => brief.questions(&mut citations, 1).pop(),
            // A zone that names no place tells a reader nothing.
            zone => brief.zone.iana_name().filter(|zone| *zone != "UTC" && !zone.starts_with("Etc/")).map(|zone| zone.replace('_', " ")),
            operator_name => clean(&brief.operator_name),
        };
        citations.fill(self.name(), TEMPLATE, values)
    }
}
