//! All that an agent gets to see of an item: plain values, read once.

use super::cited::{Citations, clean};
use crate::settings::Settings;
use crate::store::items::Row;
use crate::store::{Conn, messages, people, signals};
use anyhow::Context as _;
use api::{CompanyRef, ContactId, ContactRef, MessageId, Play, SignalKind, Source, Time};
use jiff::tz::TimeZone;

/// What there is to know for a draft.
#[derive(Clone, Debug)]
pub struct Brief {
    pub play: Play,
    pub contact: Option<ContactRef>,
    pub company: Option<CompanyRef>,
    pub operator_name: String,
    /// For first mails, which must carry it; empty where the operator has not said it.
    pub postal_address: String,
    pub zone: TimeZone,
    /// The mail that the work is about: the newest that speaks for the item. None for what the operator asked for.
    pub about: Option<Mail>,
    /// What was asked and is not answered yet, each with its mail, oldest first.
    pub questions: Vec<(MessageId, String)>,
    /// Why an address failed, in the words of the server; empty where it did not.
    pub fault: String,
    /// What the operator noted when they asked for the item.
    pub note: String,
}

/// A mail, as an agent sees it.
#[derive(Clone, Debug)]
pub struct Mail {
    pub id: MessageId,
    pub subject: String,
    pub sent_at: Time,
}

impl Brief {
    pub async fn read(conn: &mut Conn, settings: &Settings, item: &Row) -> anyhow::Result<Self> {
        let evidence = signals::of_item(conn, item.id()).await?;
        // Of several conversations and people, those that the item is about: the greeting and the recipient are one person.
        let in_thread = |signal: &&signals::Row| signal.thread_id == item.thread_id;
        let by_contact = |signal: &&signals::Row| signal.contact_id == item.contact_id;
        let about = evidence.iter().rev().filter(in_thread).find(by_contact).or_else(|| evidence.iter().rev().find(in_thread));
        let newest = about.and_then(|signal| signal.message_id).map(MessageId);
        let about = match newest {
            Some(id) => {
                let mail = messages::original(conn, id).await?.context("The mail that an item is about is gone")?;
                Some(Mail { id, subject: mail.subject, sent_at: Time(mail.sent_at) })
            }
            None => None,
        };
        let who = match item.contact_id {
            Some(id) => people::contact(conn, ContactId(id)).await?,
            None => None,
        };
        let (contact, company) = who.map_or((None, None), |(contact, company)| (Some(contact), company));
        let asks = |signal: &&signals::Row| matches!(signal.play, Play::Answer | Play::ProposeTimes | Play::Triage);
        let excerpt_of = |kind: SignalKind| {
            evidence.iter().rev().find(|signal| signal.kind == kind).map_or_else(String::new, |signal| signal.excerpt.clone())
        };
        Ok(Self {
            play: item.play,
            contact,
            company,
            operator_name: settings.name.clone(),
            postal_address: settings.postal_address.clone(),
            zone: settings.zone.clone(),
            about,
            questions: evidence
                .iter()
                .filter(asks)
                .filter(|signal| signal.kind != SignalKind::EmailReceived || crate::mail::asks(&signal.excerpt).is_some())
                .filter_map(|signal| Some((MessageId(signal.message_id?), signal.excerpt.clone())))
                .collect(),
            fault: excerpt_of(SignalKind::EmailBounced),
            note: excerpt_of(SignalKind::Manual),
        })
    }

    /// The contact's first name, cited; none where their name is not one to greet by.
    pub(super) fn first_name(&self, citations: &mut Citations) -> Option<String> {
        let contact = self.contact.as_ref()?;
        let name = clean(contact.name.split_whitespace().next().unwrap_or_default());
        let is_name = name.chars().all(|c| c.is_alphabetic() || c == '-' || c == '’' || c == '\'');
        (!name.is_empty() && is_name).then(|| citations.cite(&name, of_contact(contact, &contact.name)))
    }

    /// The day of the mail that it is about, cited.
    pub(super) fn day(&self, citations: &mut Citations) -> Option<String> {
        let mail = self.about.as_ref()?;
        let day = crate::day(mail.sent_at, &self.zone);
        Some(citations.cite(&day, of_mail(mail.id, &day)))
    }

    /// The subject of that mail without its marks, cited and in quotation marks; none where it has none.
    pub(super) fn subject(&self, citations: &mut Citations) -> Option<String> {
        let mail = self.about.as_ref()?;
        let subject = clean(&crate::mail::subject::base(&mail.subject));
        (!subject.is_empty()).then(|| citations.cite(&format!("“{subject}”"), of_mail(mail.id, &mail.subject)))
    }

    /// The newest questions that are open, at most `limit`, cited and in quotation marks.
    pub(super) fn questions(&self, citations: &mut Citations, limit: usize) -> Vec<String> {
        let newest = self.questions.len().saturating_sub(limit);
        let cite =
            |(id, question): &(MessageId, String)| citations.cite(&format!("“{}”", clean(question)), of_mail(*id, question));
        self.questions.get(newest..).unwrap_or_default().iter().map(cite).collect()
    }

    /// The name of the contact's company, cited.
    pub(super) fn company(&self, citations: &mut Citations) -> Option<String> {
        let (company, contact) = (self.company.as_ref()?, self.contact.as_ref()?);
        Some(citations.cite(&company.name, of_contact(contact, &company.domain)))
    }
}

pub(super) fn of_mail(id: MessageId, excerpt: &str) -> Source {
    Source { kind: "message".to_owned(), id: id.0, excerpt: excerpt.to_owned() }
}

pub(super) fn of_contact(contact: &ContactRef, excerpt: &str) -> Source {
    Source { kind: "contact".to_owned(), id: contact.id.0, excerpt: excerpt.to_owned() }
}
