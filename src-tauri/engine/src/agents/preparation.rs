//! Prepares a meeting: who comes, when and where, what was written last and what is open, each from the store and cited.
//!
//! A note for the operator's own eyes: it goes to nobody.

use super::brief::{of_contact, of_item, of_mail, of_meeting};
use super::cited::{Citations, clean};
use super::{Agent, Brief, Proposal};
use crate::calendar;
use api::{Language, Play, text};
use async_trait::async_trait;
use minijinja::context;

const TEMPLATE: &str = include_str!("preparation.j2");

pub struct Preparation;

#[async_trait]
impl Agent for Preparation {
    fn name(&self) -> &'static str {
        "preparation"
    }

    fn takes(&self, play: Play) -> bool {
        play == Play::Prepare
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let Some(meeting) = &brief.meeting else { anyhow::bail!(text::meeting_is_gone()) };
        let mut citations = Citations::default();
        let mut of_this = |words: &str| {
            let words = clean(words);
            (!words.is_empty()).then(|| citations.cite(&words, of_meeting(meeting.id, &words)))
        };
        let (day, from) = calendar::day_and_time(Language::English, meeting.starts_at, &brief.zone);
        let (last_day, until) = calendar::day_and_time(Language::English, meeting.ends_at, &brief.zone);
        let until = if last_day == day { until } else { format!("{last_day} {until}") };
        let when = if meeting.is_all_day { day } else { format!("{day}, {from} to {until}") };
        let title = of_this(&meeting.title);
        let when = of_this(&when);
        let place = of_this(&meeting.place);
        let link = of_this(&meeting.link);
        let guests: Vec<String> = meeting
            .guests
            .iter()
            .map(|guest| {
                let words = text::guest(guest.called(), &guest.address, guest.response);
                citations.cite(&words, of_meeting(meeting.id, &guest.address))
            })
            .collect();
        let mails: Vec<String> = brief
            .last_mails
            .iter()
            .map(|mail| {
                let day = calendar::day(Language::English, mail.sent_at, &brief.zone);
                let words = text::last_mail(&day, mail.is_own, &clean(&mail.who), &clean(&mail.excerpt));
                citations.cite(&words, of_mail(mail.id, &mail.excerpt))
            })
            .collect();
        let open: Vec<String> = brief.open.iter().map(|(id, what)| citations.cite(&clean(what), of_item(*id, what))).collect();
        let contact = brief.contact.as_ref();
        let company = brief.company(&mut citations);
        let called = contact.map_or_else(String::new, |contact| clean(&contact.called()));
        let values = context! {
            title, when, place, link, guests, mails, open, company,
            name => contact.map(|contact| citations.cite(&called, of_contact(contact, &contact.name))),
        };
        let subject = text::prepare_subject(&clean(&meeting.title), &called);
        Ok(Proposal { subject: Some(subject), ..citations.fill(self.name(), TEMPLATE, values)? })
    }
}
