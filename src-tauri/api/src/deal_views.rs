//! What deals, pipelines, tasks and notes are shown with, wherever they are kept.

use crate::signal::wire;
use crate::{CompanyRef, ConnectionId, ContactRef, DealId, ItemView, NoteId, PipelineId, StageId, TaskId, Time, TimelineEntry};
use serde::{Deserialize, Deserializer, Serialize};

wire! {
    /// How a deal ends that reaches a stage.
    DealEnd {
        Won = "won",
        Lost = "lost",
    }
}

wire! {
    /// Which deals are asked for.
    DealStanding {
        Open = "open",
        /// Won or lost.
        Closed = "closed",
    }
}

/// Where a record is kept: in a CRM, or here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub connection: ConnectionId,
    /// What the connection is called.
    pub name: String,
    /// It is the operator's own file: what they change is changed at once. What a CRM keeps is changed by an action that they
    /// approve.
    pub is_local: bool,
}

/// A record as a CRM has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmRecord {
    /// What the connection is called.
    pub name: String,
    /// Where its CRM shows it, for a browser; none where there is no such page.
    pub page: Option<String>,
}

/// A way that deals go, with its stages in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PipelineView {
    pub id: PipelineId,
    pub name: String,
    pub kept: Kept,
    /// It is put away; deals may still stand in it.
    pub is_archived: bool,
    pub stages: Vec<StageView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageView {
    pub id: StageId,
    pub name: String,
    /// How likely a deal in it is won, 0 to 1.
    pub probability: f64,
    pub ends: Option<DealEnd>,
    /// It is put away; deals may still stand in it.
    pub is_archived: bool,
    /// How many deals stand in it.
    pub n_deals: u64,
    /// What these deals are worth, each currency by itself, in its order.
    pub worth: Vec<Worth>,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worth {
    /// In hundredths of the currency.
    pub cents: i64,
    /// As in ISO 4217; may be empty.
    pub currency: String,
}

/// A stage of a pipeline as the operator wants it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedStage {
    /// None for a new one.
    #[serde(default)]
    pub id: Option<StageId>,
    pub name: String,
    /// 0 to 1; without it the stage keeps what it has, and a new one lies between its neighbours.
    #[serde(default)]
    pub probability: Option<f64>,
    #[serde(default)]
    pub ends: Option<DealEnd>,
}

/// One line of the list of deals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealLine {
    pub id: DealId,
    /// May be empty.
    pub name: String,
    /// None where its CRM names a stage that no pipeline has.
    pub stage_id: Option<StageId>,
    pub stage: String,
    pub pipeline_id: Option<PipelineId>,
    pub pipeline: String,
    /// None while it is open.
    pub ends: Option<DealEnd>,
    /// In hundredths of its currency.
    pub amount_cents: Option<i64>,
    /// As in ISO 4217; empty where none is told.
    pub currency: String,
    /// Whose it is; empty where nobody's.
    pub owner: String,
    pub company: Option<CompanyRef>,
    /// Who has a part in it, the main one first.
    pub contacts: Vec<ContactRef>,
    /// When it is expected to be decided.
    pub closes_at: Option<Time>,
    /// When something last happened with it or its people.
    pub touched_at: Option<Time>,
    /// When it last changed.
    pub changed_at: Time,
    /// Open items about it or with its people.
    pub n_open: u64,
    pub kept: Kept,
}

impl DealLine {
    /// Whether it is won or lost.
    pub fn is_closed(&self) -> bool {
        self.ends.is_some()
    }
}

/// A page of the list of deals, those that changed last first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealPage {
    pub deals: Vec<DealLine>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// All that is known of one deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DealView {
    pub deal: DealLine,
    /// What a CRM has of it; empty for one that is kept here.
    pub in_crm: Vec<CrmRecord>,
    pub opened_at: Time,
    /// What changed about it, newest first.
    pub history: Vec<DealChange>,
    /// What is to do first, by when it is due; then what is done.
    pub tasks: Vec<TaskView>,
    /// Newest first.
    pub notes: Vec<NoteView>,
    /// Best first.
    pub open_items: Vec<ItemView>,
    /// What happened with it and its people, newest first, at most 200 entries.
    pub timeline: Vec<TimelineEntry>,
}

/// One change of a deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealChange {
    pub at: Time,
    /// What changed, from what to what.
    pub words: String,
    /// It was changed from here.
    pub is_own: bool,
}

/// A deal by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealRef {
    pub id: DealId,
    /// May be empty.
    pub name: String,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskView {
    pub id: TaskId,
    /// May be empty.
    pub title: String,
    /// May be empty.
    pub body: String,
    pub due_at: Option<Time>,
    /// None while it is to do.
    pub done_at: Option<Time>,
    /// Whose work it is; empty where nobody's.
    pub owner: String,
    pub contact: Option<ContactRef>,
    pub company: Option<CompanyRef>,
    pub deal: Option<DealRef>,
    pub kept: Kept,
}

/// What became of something that the operator added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Added<T> {
    /// It is kept here.
    Kept(T),
    /// A CRM keeps what it is about: it is written there once this item is approved.
    ToApprove(Box<ItemView>),
}

impl<T> Added<T> {
    pub fn kept(self) -> Option<T> {
        match self {
            Self::Kept(kept) => Some(kept),
            Self::ToApprove(_) => None,
        }
    }

    pub fn as_kept(&self) -> Option<&T> {
        match self {
            Self::Kept(kept) => Some(kept),
            Self::ToApprove(_) => None,
        }
    }

    pub fn to_approve(self) -> Option<ItemView> {
        match self {
            Self::Kept(_) => None,
            Self::ToApprove(item) => Some(*item),
        }
    }
}

/// Something that was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    pub id: NoteId,
    pub body: String,
    pub written_at: Time,
}

/// Reads a field that may be left out (it stays as it is), null (it becomes empty) or a value.
pub(crate) fn said<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

#[cfg(test)]
mod tests {
    use crate::SaveDeal;

    #[test]
    fn a_field_that_is_left_out_stays_and_null_empties_it() {
        let read = |json: &str| serde_json::from_str::<SaveDeal>(json).map(|deal| deal.amount_cents);
        assert_eq!(read("{}").ok(), Some(None));
        assert_eq!(read(r#"{"amount_cents":null}"#).ok(), Some(Some(None)));
        assert_eq!(read(r#"{"amount_cents":5}"#).ok(), Some(Some(Some(5))));
    }

    #[test]
    fn what_is_written_is_read_the_same() {
        for json in ["{}", r#"{"amount_cents":null}"#, r#"{"company":3,"name":"Brightloom"}"#] {
            let deal: SaveDeal = serde_json::from_str(json).unwrap_or_else(|fault| panic!("{json}: {fault}"));
            let again: SaveDeal =
                serde_json::to_value(&deal).and_then(serde_json::from_value).unwrap_or_else(|fault| panic!("{fault}"));
            assert_eq!((again.amount_cents, again.company, again.name), (deal.amount_cents, deal.company, deal.name));
        }
    }
}
