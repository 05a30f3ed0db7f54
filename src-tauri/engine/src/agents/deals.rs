//! Writes to the people of a deal: the next step, a word after a silence, a welcome. What a CRM says of a deal is for the operator's
//! eyes: neither its name nor its stage or amount stands in a mail.

use super::cited::{Citations, clean};
use super::templates::Templates;
use super::{Agent, Brief, Proposal};
use api::{Play, text};
use async_trait::async_trait;
use minijinja::context;

const TEMPLATES: Templates = Templates {
    english: include_str!("deals/en.j2"),
    german: include_str!("deals/de.j2"),
    french: include_str!("deals/fr.j2"),
    spanish: include_str!("deals/es.j2"),
};

pub struct Deals;

#[async_trait]
impl Agent for Deals {
    fn name(&self) -> &'static str {
        "deals"
    }

    fn takes(&self, play: Play) -> bool {
        matches!(play, Play::DealOutreach | Play::Advance | Play::Revive | Play::Onboard | Play::CheckIn)
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut citations = Citations::default();
        let values = context! {
            play => brief.play.as_str(),
            name => brief.name(&mut citations),
            familiar => brief.is_familiar,
            company => brief.company(&mut citations).filter(|_| brief.play == Play::DealOutreach),
            operator_name => clean(&brief.operator_name),
            opt_out => brief.is_first.then(|| text::opt_out_line(brief.language)),
            postal_address => &brief.postal_address,
        };
        let company = brief.company.as_ref().map(|company| company.name.as_str());
        let subject = text::deal_subject(brief.language, brief.play, company);
        Ok(Proposal { subject: Some(subject), ..citations.fill(self.name(), TEMPLATES.of(brief.language), values)? })
    }
}
