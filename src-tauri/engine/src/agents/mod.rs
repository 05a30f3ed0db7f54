//! Agents: each proposes the content of an item from a brief. They hold no connection, no token and no store.

mod brief;
mod cited;
mod data_hygiene;
mod deal_review;
mod deals;
pub mod jarvis;
mod meeting;
mod names;
mod nurturing;
mod preparation;
mod prospecting;
mod reply;
mod templates;

#[cfg(test)]
mod tests;

pub use brief::Brief;
#[cfg(test)]
pub use brief::{Asked, DealBrief, LastMail, Mail, TaskBrief};

use api::{Play, Source};
use async_trait::async_trait;

/// Something that can write the draft of an item.
#[async_trait]
pub trait Agent: Send + Sync {
    fn name(&self) -> &'static str;
    fn takes(&self, play: Play) -> bool;
    /// Proposes a text. Changes nothing and reaches nothing outside; what it says as a fact names its source.
    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal>;
}

/// What an agent proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// None where the subject is that of the mail that is answered.
    pub subject: Option<String>,
    pub body: String,
    pub claims: Vec<Claim>,
}

/// A statement of the body, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub text: String,
    /// Where it begins in the body, in characters.
    pub start: usize,
    pub source: Option<Source>,
}

/// Every agent there is, in the order in which Jarvis asks them.
pub const ALL: &[&dyn Agent] = &[
    &reply::Reply,
    &meeting::Meeting,
    &nurturing::Nurturing,
    &prospecting::Prospecting,
    &data_hygiene::DataHygiene,
    &preparation::Preparation,
    &deals::Deals,
    &deal_review::DealReview,
];
