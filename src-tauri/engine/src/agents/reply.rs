//! The reply writer without a model: a template, filled with what stands in the store and nothing else.
//!
//! It takes up what was asked, word for word and with its source, and leaves the answer to the operator as a placeholder, which holds the mail: it never invents one.

use super::cited::{Citations, clean};
use super::templates::Templates;
use super::{Agent, Brief, Proposal};
use api::{Play, text};
use async_trait::async_trait;
use minijinja::context;

const TEMPLATES: Templates = Templates {
    english: include_str!("reply/en.j2"),
    german: include_str!("reply/de.j2"),
    french: include_str!("reply/fr.j2"),
    spanish: include_str!("reply/es.j2"),
};
/// What is said in a chat has no words of its own in any language: what is taken up, and the place for the answer.
const CHAT: &str = include_str!("reply/chat.j2");
/// Of how many mails, the newest, the open questions are taken up.
const MAILS_AT_MOST: usize = 3;

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
        if brief.chat.is_some() {
            let values = context! {
                said => brief.said(&mut citations, MAILS_AT_MOST),
                answer => text::answer_placeholder(brief.language),
            };
            return citations.fill(self.name(), CHAT, values);
        }
        let values = context! {
            name => brief.name(&mut citations),
            familiar => brief.is_familiar,
            day => brief.day(&mut citations),
            subject => brief.subject(&mut citations),
            asks => brief.asks(MAILS_AT_MOST),
            questions => brief.questions(&mut citations, MAILS_AT_MOST),
            answer => text::answer_placeholder(brief.language),
            operator_name => clean(&brief.operator_name),
        };
        citations.fill(self.name(), TEMPLATES.of(brief.language), values)
    }
}
