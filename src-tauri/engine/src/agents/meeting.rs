//! Writes about meetings: proposes one, takes up one that was held, did not take place or was declined.
//!
//! It proposes times that the calendar says are free; without one it asks for times and never makes any up. Where the mail offers times, it takes them up word for word and
//! leaves it to the operator which one suits them. What was agreed in a meeting stands nowhere, so that is the operator's to say.

use super::cited::{Citations, clean};
use super::templates::Templates;
use super::{Agent, Brief, Proposal};
use api::{Play, text};
use async_trait::async_trait;
use minijinja::context;

const PROPOSING: Templates = Templates {
    english: include_str!("meeting/en.j2"),
    german: include_str!("meeting/de.j2"),
    french: include_str!("meeting/fr.j2"),
    spanish: include_str!("meeting/es.j2"),
};

const AFTERWARDS: Templates = Templates {
    english: include_str!("after_meeting/en.j2"),
    german: include_str!("after_meeting/de.j2"),
    french: include_str!("after_meeting/fr.j2"),
    spanish: include_str!("after_meeting/es.j2"),
};

pub struct Meeting;

#[async_trait]
impl Agent for Meeting {
    fn name(&self) -> &'static str {
        "meeting"
    }

    fn takes(&self, play: Play) -> bool {
        matches!(play, Play::ProposeTimes | Play::MeetingFollowUp | Play::Rebook)
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        if brief.meeting.is_some() {
            return self.afterwards(brief);
        }
        let mut citations = Citations::default();
        let values = context! {
            name => brief.name(&mut citations),
            familiar => brief.is_familiar,
            day => brief.day(&mut citations),
            asked => brief.questions(&mut citations, 1),
            offered => brief.offered(&mut citations),
            slots => brief.slots(&mut citations),
            zone => zone(brief),
            operator_name => clean(&brief.operator_name),
        };
        citations.fill(self.name(), PROPOSING.of(brief.language), values)
    }
}

impl Meeting {
    /// About a meeting that stands in the calendar.
    fn afterwards(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut citations = Citations::default();
        let values = context! {
            held => brief.play == Play::MeetingFollowUp,
            missed => brief.play == Play::Rebook,
            name => brief.name(&mut citations),
            familiar => brief.is_familiar,
            day => brief.meeting_day(&mut citations),
            title => brief.meeting_title(&mut citations),
            slots => brief.slots(&mut citations),
            agreed => text::agreed_placeholder(brief.language),
            zone => zone(brief),
            operator_name => clean(&brief.operator_name),
        };
        let title = brief.meeting.as_ref().map_or_else(String::new, |meeting| clean(&meeting.title));
        let subject = text::meeting_mail_subject(brief.language, &title);
        Ok(Proposal { subject: Some(subject), ..citations.fill(self.name(), AFTERWARDS.of(brief.language), values)? })
    }
}

/// A zone that names no place tells a reader nothing.
fn zone(brief: &Brief) -> Option<String> {
    brief.zone.iana_name().filter(|zone| *zone != "UTC" && !zone.starts_with("Etc/")).map(|zone| zone.replace('_', " "))
}
