//! What Gmail says, as far as it is read (Gmail API v1). What is not said is empty.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    pub history_id: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Message {
    pub id: String,
    pub thread_id: String,
    pub label_ids: Vec<String>,
    pub history_id: String,
    /// The whole mail in base64url, where it was asked for.
    pub raw: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MessageList {
    pub messages: Vec<Message>,
    pub next_page_token: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Thread {
    pub messages: Vec<Message>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct History {
    pub history: Vec<Record>,
    pub next_page_token: Option<String>,
    pub history_id: String,
}

/// What changed at one moment.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Record {
    pub id: String,
    pub messages_added: Vec<Event>,
    pub messages_deleted: Vec<Event>,
    pub labels_added: Vec<Event>,
    pub labels_removed: Vec<Event>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Event {
    pub message: Message,
    /// The labels that were put on or taken off.
    pub label_ids: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub id: String,
    pub message: Message,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DraftList {
    pub drafts: Vec<Draft>,
}

#[derive(Debug, Deserialize)]
pub struct Label {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LabelList {
    pub labels: Vec<Label>,
}
