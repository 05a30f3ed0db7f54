//! What requests answer with.

use crate::{
    Action, ApprovalId, Band, ClaimId, CompanyId, ConnectionView, ContactCard, ContactId, Details, EndedHow, Hold, ItemId,
    ItemState, KeptDraft, MessageId, OutboxId, OutboxState, Play, SignalId, SignalKind, Tab, Time, signal::wire,
};
use serde::{Deserialize, Serialize, Serializer};

/// A number of points of the score: exact inside, two decimals in JSON.
pub(crate) fn two_decimals<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((value * 100.0).round() / 100.0)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRef {
    pub id: ContactId,
    pub name: String,
    pub address: String,
}

impl ContactRef {
    /// The name, or the address of somebody whose name is not known.
    pub fn called(&self) -> String {
        if self.name.is_empty() { self.address.clone() } else { self.name.clone() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyRef {
    pub id: CompanyId,
    pub name: String,
    pub domain: String,
}

impl CompanyRef {
    /// The name, or the domain of one whose name is not known.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.domain } else { &self.name }
    }
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemView {
    pub id: ItemId,
    pub action: Action,
    pub play: Play,
    pub state: ItemState,
    /// The Action Priority Score, 0 to 100.
    #[serde(serialize_with = "two_decimals")]
    pub score: f64,
    pub band: Band,
    /// What is proposed: `Reply: Seats for the pilot`.
    pub what: String,
    /// Why, in a few words.
    pub why: String,
    pub due_at: Time,
    pub opened_at: Time,
    pub expires_at: Option<Time>,
    pub snoozed_until: Option<Time>,
    pub ended_how: Option<EndedHow>,
    pub contact: Option<ContactRef>,
    pub company: Option<CompanyRef>,
    /// Who it is about, where they are no contact: a colleague in a chat. May be empty.
    #[serde(default)]
    pub who: String,
}

impl ItemView {
    /// Who it is about, by name; none where that is nobody.
    pub fn called(&self) -> Option<String> {
        let named = || Some(self.who.clone()).filter(|who| !who.is_empty());
        self.contact.as_ref().map(ContactRef::called).or_else(named)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueuePage {
    pub items: Vec<ItemView>,
    pub tabs: Vec<TabCount>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabCount {
    pub tab: Tab,
    pub count: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemDetail {
    #[serde(flatten)]
    pub item: ItemView,
    /// The four factors, as they were when the item was scored.
    pub components: Vec<Component>,
    /// What outcomes add or take away, in points.
    #[serde(serialize_with = "two_decimals")]
    pub adjustment: f64,
    /// What the ends of the scale cut off or filled up, in points; zero nearly always.
    #[serde(serialize_with = "two_decimals")]
    pub limit: f64,
    pub evidence: Vec<Evidence>,
    pub draft: Option<Draft>,
    /// What the operator has typed and not made a revision of.
    pub kept: Option<KeptDraft>,
    /// The gates in their order. Before an approval: what stands in its way as things are now. Empty for an item that has ended.
    pub gates: Vec<Gate>,
    /// The action that waits, or by which the item is done; none where there is no such.
    pub outbox: Option<OutboxView>,
    /// The messages of the thread, oldest first.
    pub thread: Vec<Message>,
    /// The conversation in a chat that it is about; none where it is about none.
    #[serde(default)]
    pub chat: Option<crate::ChatThread>,
    /// The meeting that it is about; none where it is about none.
    #[serde(default)]
    pub meeting: Option<crate::MeetingView>,
    /// The form that it is about; none where it is about none.
    #[serde(default)]
    pub form: Option<crate::FormView>,
    /// The deal that it is about; none where it is about none.
    #[serde(default)]
    pub deal: Option<crate::DealOfItem>,
    /// That deal first, then the open ones in which its contact has a part, at most 6 in all.
    #[serde(default)]
    pub deals: Vec<crate::DealLine>,
    pub moves: Vec<Move>,
    /// Open items of the same contact or company besides this one, best first, at most 5.
    pub other_items: Vec<ItemView>,
    /// What is known of the contact; none where it is about nobody.
    pub card: Option<ContactCard>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Component {
    pub name: String,
    /// The factor, 0 to 1.
    pub value: f64,
    /// The operator's weight, 0 to 1.
    pub weight: f64,
    /// What it adds to the score.
    #[serde(serialize_with = "two_decimals")]
    pub points: f64,
    /// What it took in beside play and time.
    pub counted: Vec<crate::Counted>,
}

/// A signal that speaks for the item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub signal: SignalId,
    pub kind: SignalKind,
    pub occurred_at: Time,
    pub message: Option<MessageId>,
    /// The words of the message that made the signal.
    pub excerpt: String,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub revision: u32,
    pub author: Author,
    pub agent: Option<String>,
    pub from: Option<String>,
    pub to: Vec<Recipient>,
    pub cc: Vec<Recipient>,
    /// Who gets it without the others seeing them.
    pub bcc: Vec<Recipient>,
    pub subject: String,
    pub body: String,
    /// What the action needs beside that; none for a mail.
    #[serde(default)]
    pub details: Option<Details>,
    /// Put below the body when it goes; not part of the checks.
    pub signature: String,
    pub quoted: String,
    pub claims: Vec<Claim>,
    /// What holds the approval back, in words.
    pub holds: Vec<Hold>,
    /// The operator's revision that a redraft set aside, offered to be taken up again.
    pub offered_revision: Option<u32>,
    pub made_at: Time,
}

wire! {
    /// Who wrote a revision.
    Author {
        Agent = "agent",
        Operator = "operator",
    }
}

wire! {
    /// Who put an address on a mail.
    PutBy {
        /// The thread that it answers.
        Item = "item",
        Operator = "operator",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub name: String,
    pub address: String,
    pub put_by: PutBy,
}

impl Recipient {
    /// The name, or the address of somebody whose name is not known.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.address } else { &self.name }
    }

    /// The name with the address, to be read: `Inês Duarte <ines@brightloom.example>`.
    pub fn written(&self) -> String {
        if self.name.is_empty() { self.address.clone() } else { format!("{} <{}>", self.name, self.address) }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub id: ClaimId,
    /// The words of the body that state it.
    pub text: String,
    /// Where these words begin in the body, in characters.
    pub start: u32,
    /// The stored row that supports it; none holds the approval until it is removed or waived.
    pub source: Option<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What kind of row: `message` or `contact`.
    pub kind: String,
    pub id: i64,
    pub excerpt: String,
}

wire! {
    /// The gates by name, in the order in which an action passes them.
    GateName {
        KillSwitch = "kill_switch",
        Approval = "approval",
        Destination = "destination",
        Suppression = "suppression",
        NewerReply = "newer_reply",
        Content = "content",
        Undo = "undo",
    }
}

/// What one gate says of one action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    pub name: GateName,
    pub passes: bool,
    /// What it looked at and found, in words.
    pub words: String,
    /// The earliest time at which it would pass; none where only the operator can change it.
    pub not_before: Option<Time>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub id: MessageId,
    /// Written by the operator.
    pub is_own: bool,
    pub from_name: String,
    pub from_address: String,
    pub subject: String,
    /// The writer's own words, without quotes and signature.
    pub text: String,
    pub sent_at: Time,
    /// It quotes earlier mails below that.
    pub has_quote: bool,
    /// It came with a part in HTML.
    pub has_html: bool,
    pub attachments: Vec<Attachment>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: String,
    pub media_type: String,
    /// In bytes.
    pub size: u64,
}

/// One move of an item from state to state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub at: Time,
    pub from: Option<ItemState>,
    pub to: ItemState,
    pub by: Actor,
    pub reason: String,
}

wire! {
    /// Who did something.
    Actor {
        Operator = "operator",
        Engine = "engine",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoView {
    /// The item that came back, of many the first, or that stands where it stood; none where a decision about a sender or a
    /// suppression left no item open.
    pub item: Option<ItemId>,
    pub state: Option<ItemState>,
    /// What was taken back.
    pub words: String,
}

/// An approved action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxView {
    pub id: OutboxId,
    pub approval: ApprovalId,
    pub item: ItemId,
    pub action: Action,
    pub state: OutboxState,
    pub revision: u32,
    /// Nobody for a task.
    pub to: Vec<Recipient>,
    pub subject: String,
    /// Where it goes, in words.
    pub destination: String,
    /// SHA-256 of the mail without its Date, in hexadecimal.
    pub fingerprint: String,
    pub approved_at: Time,
    pub undo_until: Time,
    /// The earliest time at which every gate would pass; none where only the operator can change it.
    pub not_before: Option<Time>,
    /// Its place in line, from 1; none once it is no longer waiting.
    pub place: Option<u32>,
    pub gates: Vec<Gate>,
    pub sent_at: Option<Time>,
    /// Why it did not go, where it did not.
    pub reason: Option<String>,
}

/// How much the outbox holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxCounts {
    /// Still to go, or to be decided about.
    pub n_waiting: u64,
    pub n_gone: u64,
}

/// The mail of an action, or its task, as it was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionText {
    pub to: Vec<Recipient>,
    pub cc: Vec<Recipient>,
    pub bcc: Vec<Recipient>,
    pub subject: String,
    /// All of it: below the body stand the signature and the mail that it answers.
    pub text: String,
}

wire! {
    /// What the operator says of an action that is unsure.
    Verdict {
        Sent = "sent",
        Send = "send",
    }
}

wire! {
    /// The position of a switch.
    Position {
        On = "on",
        Off = "off",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KillSwitch {
    pub position: Position,
    /// When it was last switched; none if never.
    pub since: Option<Time>,
    /// How many actions wait in the outbox.
    pub n_waiting: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    pub key: String,
    /// Empty where it is unset.
    pub value: String,
    /// What it is for, in a sentence.
    pub words: String,
    /// What it is until the operator changes it.
    #[serde(default)]
    pub shipped: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// An address, or a domain.
    pub what: String,
    pub reason: String,
    pub since: Time,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub n_open: u64,
    pub n_hot: u64,
    pub n_waiting: u64,
    pub practice: Position,
    pub kill_switch: KillSwitch,
    /// Until when no connection is read by itself; none while they are read.
    #[serde(default)]
    pub paused_until: Option<Time>,
    /// People who wrote for the first time; they stand beside the queue, not in it.
    pub n_new_senders: u64,
    /// Set in a demo workspace.
    pub demo: Option<Demo>,
    pub connections: Vec<ConnectionView>,
    /// How many sources may post by themselves, as forms do.
    #[serde(default)]
    pub n_webhooks: u64,
    /// What is wrong, in words, newest first.
    pub problems: Vec<Finding>,
    /// What the monitor noticed and stands: what waits too long, sources that have gone quiet, a port that is taken.
    #[serde(default)]
    pub noticed: Vec<Finding>,
}

/// A workspace whose mail and clock are made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demo {
    /// What its clock shows.
    pub now: Time,
    /// More than a day old: it would be fresher if it were started over.
    pub is_old: bool,
}

/// Somebody who wrote for the first time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sender {
    pub contact: ContactRef,
    pub company: Option<CompanyRef>,
    pub item: ItemId,
    pub subject: String,
    /// What they want, in their own words.
    pub excerpt: String,
    /// When they last wrote.
    pub wrote_at: Time,
    #[serde(serialize_with = "two_decimals")]
    pub score: f64,
}

/// Something that the operator should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub level: Level,
    /// What it is about.
    pub subject: String,
    /// What is the case, and what to do.
    pub words: String,
}

wire! {
    Level {
        Good = "good",
        Note = "note",
        Bad = "bad",
    }
}
