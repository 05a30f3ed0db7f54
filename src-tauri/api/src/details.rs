//! What an action needs beside a subject and a text.

use crate::{CompanyId, ConnectionId, ContactId, DealId, StageId, TaskId, Time};
use serde::{Deserialize, Serialize};

/// By the kind of action. A mail needs none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Details {
    Meeting(MeetingDetails),
    Stage(StageDetails),
    Task(TaskDetails),
    Done(DoneDetails),
    Note(NoteDetails),
    Chat(ChatDetails),
    Gone(GoneDetails),
}

impl Details {
    pub const fn meeting(&self) -> Option<&MeetingDetails> {
        match self {
            Self::Meeting(meeting) => Some(meeting),
            _ => None,
        }
    }

    /// Through which connection the action is to be carried out; none where that is left open.
    pub const fn connection(&self) -> Option<ConnectionId> {
        match self {
            Self::Meeting(meeting) => meeting.connection,
            Self::Stage(stage) => Some(stage.connection),
            Self::Task(task) => task.connection,
            Self::Done(done) => Some(done.connection),
            Self::Note(note) => note.connection,
            Self::Chat(chat) => Some(chat.connection),
            Self::Gone(gone) => Some(gone.connection),
        }
    }
}

/// To which stage a deal is to be moved. Its title is the name of the deal, its text why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageDetails {
    /// Where the deal is kept.
    pub connection: ConnectionId,
    pub deal: DealId,
    pub stage: StageId,
    pub stage_name: String,
    /// The stage in which the operator saw it: it is moved from there and from nowhere else. None where nobody knew.
    #[serde(default)]
    pub seen: Option<StageId>,
    /// May be empty.
    #[serde(default)]
    pub seen_name: String,
}

/// To what a task or a note belongs. Names may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Belongs {
    #[serde(default)]
    pub contact: Option<ContactId>,
    #[serde(default)]
    pub contact_name: String,
    #[serde(default)]
    pub company: Option<CompanyId>,
    #[serde(default)]
    pub company_name: String,
    #[serde(default)]
    pub deal: Option<DealId>,
    #[serde(default)]
    pub deal_name: String,
}

/// A task that is to be kept. Its title is the subject, and what is to be done the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskDetails {
    /// Where it is kept; without one where its contact is known, else here.
    #[serde(default)]
    pub connection: Option<ConnectionId>,
    #[serde(default)]
    pub due_at: Option<Time>,
    #[serde(default)]
    pub belongs: Belongs,
}

/// A task that is to be marked as done, or as to do again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoneDetails {
    /// Where the task is kept.
    pub connection: ConnectionId,
    pub task: TaskId,
    pub task_title: String,
    /// What it is to be; it was the other when the operator saw it.
    pub is_done: bool,
}

/// With whom a note is kept. Its title is the subject, and what it says the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteDetails {
    /// Where it is kept; without one where its contact is known, else here.
    #[serde(default)]
    pub connection: Option<ConnectionId>,
    #[serde(default)]
    pub belongs: Belongs,
}

/// Where a message is said. Its title tells that in words, and its text is the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChatDetails {
    /// The chat, as it is signed in to.
    pub connection: ConnectionId,
    /// The conversation, by its name at the service.
    pub channel: String,
    /// `deals`, or who a direct message is with.
    pub channel_name: String,
    #[serde(default)]
    pub is_direct: bool,
    /// The message in whose thread it is said, by its name at the service; none where it stands by itself.
    #[serde(default)]
    pub thread: Option<String>,
    /// Who began that thread; may be empty.
    #[serde(default)]
    pub thread_of: String,
    /// It is said in the name of a bot, not of the operator.
    #[serde(default)]
    pub as_bot: bool,
}

/// A task or a note that was made from here and is to be taken away where it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoneDetails {
    pub connection: ConnectionId,
    /// What its CRM calls it.
    pub source_id: String,
    /// By which it is known as ours.
    pub marker: String,
    /// What it says: where it says something else there, it stays.
    pub said: String,
}

/// When and where a meeting is to be. Its title is the subject, its description the text, and who comes are the recipients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingDetails {
    pub starts_at: Time,
    /// After it starts, by 24 hours at most.
    pub ends_at: Time,
    /// The zone in which it is arranged: `Europe/Lisbon`.
    pub zone: String,
    /// Through which connection it is made; without one through the first that can.
    #[serde(default)]
    pub connection: Option<ConnectionId>,
    /// The calendar there, by its id; the main one where it is empty.
    #[serde(default)]
    pub calendar: String,
    /// May be empty.
    #[serde(default)]
    pub place: String,
    /// Whether the service is to add a link to meet over the internet.
    #[serde(default)]
    pub adds_call: bool,
}

impl MeetingDetails {
    /// How long it is, in whole minutes.
    pub const fn minutes(&self) -> i64 {
        self.ends_at.ms_since(self.starts_at) / 60_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_name_their_kind_and_take_nothing_that_they_do_not_know() {
        let written = r#"{"kind":"meeting","starts_at":1,"ends_at":60001,"zone":"Europe/Lisbon"}"#;
        let details: Details = serde_json::from_str(written).unwrap();
        assert_eq!(details.meeting().map(MeetingDetails::minutes), Some(1));
        assert_eq!(serde_json::from_value::<Details>(serde_json::to_value(&details).unwrap()).unwrap(), details);
        for wrong in [r#"{"kind":"meeting","starts_at":1,"ends_at":2,"zone":"","when":3}"#, r#"{"kind":"party"}"#, "{}"] {
            assert!(serde_json::from_str::<Details>(wrong).is_err(), "{wrong}");
        }
    }
}
