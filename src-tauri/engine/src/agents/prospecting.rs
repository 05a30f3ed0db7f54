//! Writes to somebody for the first time: who writes, why now, and how to be left alone. It knows no more than the store does.

use super::brief::of_contact;
use super::cited::{Citations, clean};
use super::templates::Templates;
use super::{Agent, Brief, Proposal};
use api::{Play, text};
use async_trait::async_trait;
use minijinja::context;

const TEMPLATES: Templates = Templates {
    english: include_str!("prospecting/en.j2"),
    german: include_str!("prospecting/de.j2"),
    french: include_str!("prospecting/fr.j2"),
    spanish: include_str!("prospecting/es.j2"),
};

/// For those who filled in a form.
const ANSWERS: Templates = Templates {
    english: include_str!("prospecting/form_en.j2"),
    german: include_str!("prospecting/form_de.j2"),
    french: include_str!("prospecting/form_fr.j2"),
    spanish: include_str!("prospecting/form_es.j2"),
};

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
        if brief.form.is_some() {
            return answer(self.name(), brief);
        }
        let mut citations = Citations::default();
        let contact = brief.contact.as_ref();
        let values = context! {
            name => brief.name(&mut citations),
            familiar => brief.is_familiar,
            company => brief.company(&mut citations),
            // What the operator typed is theirs, and still names where it stands.
            note => contact.filter(|_| !brief.note.is_empty()).map(|contact| citations.cite(&brief.note, of_contact(contact, &brief.note))),
            operator_name => clean(&brief.operator_name),
            opt_out => text::opt_out_line(brief.language),
            postal_address => &brief.postal_address,
        };
        let who = brief.company.as_ref().map(|company| company.name.clone());
        let subject = text::first_touch_subject(brief.language, &clean(&brief.operator_name), who.as_deref());
        Ok(Proposal { subject: Some(subject), ..citations.fill(self.name(), TEMPLATES.of(brief.language), values)? })
    }
}

/// Answers a form: takes up what was asked in it, and leaves what only the operator knows to them.
fn answer(agent: &str, brief: &Brief) -> anyhow::Result<Proposal> {
    let mut citations = Citations::default();
    let values = context! {
        name => brief.name(&mut citations),
        familiar => brief.is_familiar,
        day => brief.form_day(&mut citations),
        kind => brief.form_kind(&mut citations),
        questions => brief.form_questions(&mut citations),
        answer => text::answer_placeholder(brief.language),
        operator_name => clean(&brief.operator_name),
    };
    let kind = brief.form.as_ref().map(|form| clean(&form.kind)).unwrap_or_default();
    let subject = text::form_subject(brief.language, &kind);
    Ok(Proposal { subject: Some(subject), ..citations.fill(agent, ANSWERS.of(brief.language), values)? })
}
