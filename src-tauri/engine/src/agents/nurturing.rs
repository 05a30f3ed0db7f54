//! Follows up where nobody answered: it names the mail that waits, and says nothing new.

use super::cited::{Citations, clean};
use super::templates::Templates;
use super::{Agent, Brief, Proposal};
use api::Play;
use async_trait::async_trait;
use minijinja::context;

const TEMPLATES: Templates = Templates {
    english: include_str!("nurturing/en.j2"),
    german: include_str!("nurturing/de.j2"),
    french: include_str!("nurturing/fr.j2"),
    spanish: include_str!("nurturing/es.j2"),
};

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
            name => brief.name(&mut citations),
            familiar => brief.is_familiar,
            day => brief.day(&mut citations),
            subject => brief.subject(&mut citations),
            operator_name => clean(&brief.operator_name),
        };
        citations.fill(self.name(), TEMPLATES.of(brief.language), values)
    }
}
