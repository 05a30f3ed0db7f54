//! What contacts and companies are shown with.

use crate::signal::wire;
use crate::{
    CompanyRef, ContactRef, CrmRecord, DealId, DealLine, ItemId, ItemView, MeetingId, MessageId, NoteId, NoteView, Suppression,
    TaskView, Time,
};
use serde::{Deserialize, Serialize};

/// One line of the list of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    pub contact: ContactRef,
    /// Where they work; none for an address of a free-mail provider.
    pub company: Option<CompanyRef>,
    /// When the newest mail between them and the operator was written; none where there is none.
    pub last_mail_at: Option<Time>,
    /// Their open items in the queue and beside it.
    pub n_open: u64,
    /// Nothing may go to one of their addresses.
    pub suppressed: bool,
}

/// A page of the list of people, those with the newest mail first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeoplePage {
    pub people: Vec<PersonLine>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// One line of the list of companies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyLine {
    pub company: CompanyRef,
    pub n_people: u64,
    /// When the newest mail between one of them and the operator was written; none where there is none.
    pub last_mail_at: Option<Time>,
    /// Open items of its people, in the queue and beside it.
    pub n_open: u64,
}

/// A page of the list of companies, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyPage {
    pub companies: Vec<CompanyLine>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// All that is known of one contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    pub contact: ContactRef,
    pub company: Option<CompanyRef>,
    /// All their addresses, the one under which they are shown first.
    pub addresses: Vec<String>,
    /// What they are at their company; may be empty.
    pub title: String,
    /// May be empty.
    pub phone: String,
    /// When the operator first wrote to them; none if never.
    pub written_at: Option<Time>,
    /// When the operator let them in although they had never written to them.
    pub allowed_at: Option<Time>,
    /// Since when the operator keeps them out.
    pub screened_at: Option<Time>,
    /// When they last asked not to be written to.
    pub opted_out_at: Option<Time>,
    /// When an automatic answer said that they no longer work there.
    pub left_at: Option<Time>,
    /// Until when nothing is asked of them, because they are away.
    pub away_until: Option<Time>,
    /// What keeps mail from going to them.
    pub suppression: Option<Suppression>,
    /// What CRMs have of them.
    pub in_crm: Vec<CrmRecord>,
    /// Mails that they wrote themselves.
    pub n_received: u64,
    /// Mails of the operator that they got.
    pub n_sent: u64,
    /// The median time from a mail of the operator to their answer, in milliseconds; none where they never answered.
    pub answers_after_ms: Option<i64>,
    /// The deals in which they have a part, those that changed last first.
    pub deals: Vec<DealLine>,
    /// What is to do first, by when it is due; then what is done.
    pub tasks: Vec<TaskView>,
    /// Newest first.
    pub notes: Vec<NoteView>,
    /// Best first.
    pub open_items: Vec<ItemView>,
    /// What happened between them and the operator, newest first, at most 200 entries.
    pub timeline: Vec<TimelineEntry>,
}

/// All that is known of one company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompanyView {
    pub company: CompanyRef,
    /// What keeps mail from going to its domain.
    pub suppression: Option<Suppression>,
    /// What CRMs have of it.
    pub in_crm: Vec<CrmRecord>,
    /// May be empty.
    pub phone: String,
    /// Since when the operator wants it as a customer above others; none if they do not.
    pub target_since: Option<Time>,
    /// Those with the newest mail first, at most 1000.
    pub people: Vec<PersonLine>,
    /// Those that changed last first.
    pub deals: Vec<DealLine>,
    /// What is to do first, by when it is due; then what is done.
    pub tasks: Vec<TaskView>,
    /// Newest first.
    pub notes: Vec<NoteView>,
    /// Best first.
    pub open_items: Vec<ItemView>,
    /// What happened between its people and the operator, newest first, at most 200 entries.
    pub timeline: Vec<TimelineEntry>,
}

/// One thing that happened: a mail, a meeting, a note, a change of a deal, or a decision about an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub at: Time,
    /// What happened.
    pub words: String,
    /// The first words of the mail, the note, or the reason of the decision; may be empty.
    pub excerpt: String,
    pub message: Option<MessageId>,
    pub item: Option<ItemId>,
    pub meeting: Option<MeetingId>,
    pub deal: Option<DealId>,
    pub note: Option<NoteId>,
}

wire! {
    /// Why two contacts may be one person, the surest first.
    DuplicateReason {
        SamePhone = "same_phone",
        /// The same names, in whatever order.
        SameName = "same_name",
        /// Colleagues whose names are nearly the same.
        SimilarName = "similar_name",
    }
}

/// One of two companies that may be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanySide {
    pub company: CompanyRef,
    pub n_people: u64,
}

/// Two companies that may be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyDuplicate {
    pub one: CompanySide,
    pub other: CompanySide,
}

/// One of two contacts who may be one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateSide {
    pub contact: ContactRef,
    pub company: Option<CompanyRef>,
}

/// Two contacts who may be one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    pub one: DuplicateSide,
    pub other: DuplicateSide,
    pub reason: DuplicateReason,
    /// The reason in words.
    pub words: String,
}
