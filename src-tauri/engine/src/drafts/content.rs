//! What an action does that is no mail, as it is approved: canonical JSON. What goes out is read from these very bytes.

use crate::canonical;
use crate::store::drafts::Revision;
use anyhow::Context as _;
use api::{Action, Details, Recipient};
use serde::{Deserialize, Serialize};

/// A task, a note or a meeting. What there is nothing of is not written, so that what was approved before there was such a thing
/// stays the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub action: Action,
    /// Who is asked to come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<Attendee>,
    /// The address of whom it is about; empty where it is about nobody.
    pub contact: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<Details>,
    pub marker: String,
    pub notes: String,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    pub address: String,
    /// May be empty.
    pub name: String,
}

impl Content {
    pub fn of(action: Action, revision: &Revision, marker: &str, contact: Option<&str>) -> Self {
        let attendee = |one: &Recipient| Attendee { address: one.address.clone(), name: one.name.clone() };
        Self {
            action,
            attendees: revision.recipients().map(attendee).collect(),
            contact: contact.unwrap_or_default().to_owned(),
            details: revision.details.clone(),
            marker: marker.to_owned(),
            notes: revision.body.clone(),
            title: revision.subject.clone(),
        }
    }

    pub fn written(&self) -> anyhow::Result<Vec<u8>> {
        canonical::json(self).map(String::into_bytes)
    }

    pub fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        serde_json::from_slice(bytes).context("Read what was approved")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::{MeetingDetails, Time};

    fn content(action: Action) -> Content {
        let (contact, marker) = ("ines@brightloom.example".to_owned(), "00ff".to_owned());
        let (notes, title) = ("Call \"her\"".to_owned(), "Find an address".to_owned());
        Content { action, attendees: Vec::new(), contact, details: None, marker, notes, title }
    }

    #[test]
    fn a_task_is_written_as_it_always_was() {
        let written = String::from_utf8(content(Action::CreateTask).written().unwrap()).unwrap();
        let expected = r#"{"action":"create_task","contact":"ines@brightloom.example","marker":"00ff","notes":"Call \"her\"","title":"Find an address"}"#;
        assert_eq!(written, expected);
    }

    #[test]
    fn what_is_written_reads_back_and_any_change_is_seen() {
        let details = MeetingDetails {
            starts_at: Time(1),
            ends_at: Time(2),
            zone: "Europe/Lisbon".to_owned(),
            connection: None,
            calendar: String::new(),
            place: "Porto".to_owned(),
            adds_call: false,
        };
        let attendees = vec![Attendee { address: "ines@brightloom.example".to_owned(), name: "Ines".to_owned() }];
        let meeting = |details| Content { attendees: attendees.clone(), details, ..content(Action::LogNote) };
        let one = meeting(Some(Details::Meeting(details.clone())));
        assert_eq!(Content::read(&one.written().unwrap()).unwrap(), one);
        let later = meeting(Some(Details::Meeting(MeetingDetails { ends_at: Time(3), ..details })));
        assert_ne!(one.written().unwrap(), later.written().unwrap());
    }
}
