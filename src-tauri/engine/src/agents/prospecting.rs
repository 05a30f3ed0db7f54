//! Writes to somebody for the first time: who writes, why now, and how to be left alone. It knows no more than the store does.

use super::brief::of_contact;
use super::cited::{Citations, clean};
use super::{Agent, Brief, Proposal};
use api::{Play, text};
use async_trait::async_trait;
use minijinja::context;

const TEMPLATE: &str = include_str!("prospecting.j2");

pub struct Prospecting;

#[async_trait]
impl Agent for Prospecting {
    fn name(&self) -> &'static str {
        "prospecting"
    }

    fn takes(&self, play: Play) -> bool {
        play == Play::FirstTouch
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut citations = Citations::default();
        let contact = brief.contact.as_ref();
        let values = context! {
            first_name => brief.first_name(&mut citations),
            company => brief.company(&mut citations),
            // What the operator typed is theirs, and still names where it stands.
            note => contact.filter(|_| !brief.note.is_empty()).map(|contact| citations.cite(&brief.note, of_contact(contact, &brief.note))),
            operator_name => clean(&brief.operator_name),
            opt_out => text::opt_out_line(),
            postal_address => &brief.postal_address,
        };
        let who = brief.company.as_ref().map(|company| company.name.clone());
        let subject = text::first_touch_subject(&clean(&brief.operator_name), who.as_deref());
        Ok(Proposal { subject: Some(subject), ..citations.fill(self.name(), TEMPLATE, values)? })
    }
}
