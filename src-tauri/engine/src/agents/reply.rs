//! The reply writer without a model: a template, filled with what stands in the store and nothing else.
//!
//! It takes up what was asked, word for word and with its source, and leaves the answer to the operator: it never invents one.

use super::cited::{Citations, clean};
use super::{Agent, Brief, Proposal};
use api::Play;
use async_trait::async_trait;
use minijinja::context;

const TEMPLATE: &str = include_str!("reply.j2");
/// How many open questions are taken up.
const QUESTIONS_AT_MOST: usize = 3;

pub struct Reply;

#[async_trait]
impl Agent for Reply {
    fn name(&self) -> &'static str {
        "reply"
    }

    fn takes(&self, play: Play) -> bool {
        matches!(play, Play::Answer | Play::Reply | Play::Triage)
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut citations = Citations::default();
        let values = context! {
            first_name => brief.first_name(&mut citations),
            day => brief.day(&mut citations),
            subject => brief.subject(&mut citations),
            questions => brief.questions(&mut citations, QUESTIONS_AT_MOST),
            operator_name => clean(&brief.operator_name),
        };
        citations.fill(self.name(), TEMPLATE, values)
    }
}
