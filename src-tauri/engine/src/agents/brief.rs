//! All that an agent gets to see of an item: plain values, read once.

use crate::settings::Settings;
use crate::store::items::Row;
use crate::store::{Conn, messages, people, signals};
use anyhow::Context as _;
use api::{ContactId, ContactRef, MessageId, Play, Time};
use jiff::tz::TimeZone;

/// What there is to know for a draft.
#[derive(Clone, Debug)]
pub struct Brief {
    pub contact: Option<ContactRef>,
    pub operator_name: String,
    pub zone: TimeZone,
    /// The mail that is to be answered: the newest one that speaks for the item.
    pub answers: Mail,
    /// What was asked and is not answered yet, each with its mail, oldest first.
    pub questions: Vec<(MessageId, String)>,
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
        let newest =
            evidence.iter().rev().find_map(|signal| signal.message_id).map(MessageId).context("No mail speaks for this item")?;
        let mail = messages::original(conn, newest).await?.context("The mail to be answered is gone")?;
        let contact = match item.contact_id {
            Some(id) => people::contact(conn, ContactId(id)).await?.map(|(contact, _)| contact),
            None => None,
        };
        let asked = evidence.iter().filter(|signal| signal.play == Play::Answer);
        Ok(Self {
            contact,
            operator_name: settings.name.clone(),
            zone: settings.zone.clone(),
            answers: Mail { id: newest, subject: mail.subject, sent_at: Time(mail.sent_at) },
            questions: asked.filter_map(|signal| Some((MessageId(signal.message_id?), signal.excerpt.clone()))).collect(),
        })
    }
}
