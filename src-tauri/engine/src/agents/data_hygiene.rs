//! Keeps addresses and contacts true: what is to be done where somebody cannot be reached any more, as a task.

use super::brief::of_contact;
use super::cited::{Citations, clean};
use super::{Agent, Brief, Proposal};
use api::{Play, text};
use async_trait::async_trait;
use minijinja::context;

const TEMPLATE: &str = include_str!("data_hygiene.j2");

pub struct DataHygiene;

#[async_trait]
impl Agent for DataHygiene {
    fn name(&self) -> &'static str {
        "data_hygiene"
    }

    fn takes(&self, play: Play) -> bool {
        matches!(play, Play::RepairContact | Play::FindNewContact)
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut citations = Citations::default();
        let contact = brief.contact.as_ref();
        let called = contact.map_or_else(String::new, |contact| clean(&contact.called()));
        let values = context! {
            has_left => brief.play == Play::FindNewContact,
            name => contact.map(|contact| citations.cite(&called, of_contact(contact, &contact.name))),
            address => contact.map(|contact| citations.cite(&contact.address, of_contact(contact, &contact.address))),
            company => brief.company(&mut citations),
            day => brief.day(&mut citations),
            fault => brief.about.as_ref().filter(|_| !brief.fault.is_empty())
                .map(|mail| citations.cite(&brief.fault, super::brief::of_mail(mail.id, &brief.fault))),
        };
        let subject = match brief.play {
            Play::FindNewContact => text::find_new_contact(brief.company.as_ref().map_or(&called, |company| &company.name)),
            _ => text::repair_contact(&called),
        };
        Ok(Proposal { subject: Some(subject), ..citations.fill(self.name(), TEMPLATE, values)? })
    }
}
