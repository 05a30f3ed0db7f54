//! Proposes to meet, without a calendar: it asks for times and never makes any up.
//!
//! Where the mail offers times, it takes them up word for word and leaves it to the operator which one suits them.

use super::cited::{Citations, clean};
use super::templates::Templates;
use super::{Agent, Brief, Proposal};
use api::Play;
use async_trait::async_trait;
use minijinja::context;

const TEMPLATES: Templates = Templates {
    english: include_str!("meeting/en.j2"),
    german: include_str!("meeting/de.j2"),
    french: include_str!("meeting/fr.j2"),
    spanish: include_str!("meeting/es.j2"),
};

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
            name => brief.name(&mut citations),
            familiar => brief.is_familiar,
            day => brief.day(&mut citations),
            asked => brief.questions(&mut citations, 1),
            offered => brief.offered(&mut citations),
            // A zone that names no place tells a reader nothing.
            zone => brief.zone.iana_name().filter(|zone| *zone != "UTC" && !zone.starts_with("Etc/")).map(|zone| zone.replace('_', " ")),
            operator_name => clean(&brief.operator_name),
        };
        citations.fill(self.name(), TEMPLATES.of(brief.language), values)
    }
}
