//! What the operator is to look at in a deal, and tasks that are overdue: for their own eyes, from what a CRM says.

use super::brief::{of_contact, of_deal, of_task};
use super::cited::{Citations, clean};
use super::{Agent, Brief, Proposal};
use crate::calendar;
use api::{Language, Play, text};
use async_trait::async_trait;
use minijinja::context;

const REVIEW: &str = include_str!("deal_review.j2");
const TASK: &str = include_str!("task.j2");

pub struct DealReview;

#[async_trait]
impl Agent for DealReview {
    fn name(&self) -> &'static str {
        "deal_review"
    }

    fn takes(&self, play: Play) -> bool {
        matches!(play, Play::ReviewDeal | Play::LearnWhy | Play::DoTask)
    }

    async fn propose(&self, brief: &Brief) -> anyhow::Result<Proposal> {
        let mut citations = Citations::default();
        let contact = brief.contact.as_ref();
        let name = contact.map(|contact| citations.cite(&clean(&contact.called()), of_contact(contact, &contact.name)));
        if let Some(task) = &brief.task {
            let due = calendar::day(Language::English, task.due_at, &brief.zone);
            let values = context! {
                name,
                body => (!task.body.is_empty()).then(|| citations.cite(&task.body, of_task(task.id, &task.body))),
                due => citations.cite(&due, of_task(task.id, &due)),
                deal => (!task.deal.is_empty()).then(|| citations.cite(&task.deal, of_task(task.id, &task.deal))),
            };
            let subject = if task.title.is_empty() { text::task_without_title() } else { clean(&task.title) };
            return Ok(Proposal { subject: Some(subject), ..citations.fill(self.name(), TASK, values)? });
        }
        let Some(deal) = &brief.deal else { anyhow::bail!(text::deal_is_gone()) };
        let mut of_this = |words: &str| {
            let words = clean(words);
            (!words.is_empty()).then(|| citations.cite(&words, of_deal(deal.id, &words)))
        };
        let closes = deal.closes_at.map(|at| calendar::day(Language::English, at, &brief.zone)).unwrap_or_default();
        let (title, stage, amount, closes) = (of_this(&deal.name), of_this(&deal.stage), of_this(&deal.amount), of_this(&closes));
        let values = context! {
            play => brief.play.as_str(), kind => brief.kind.as_str(), name, deal => title, stage, amount, closes,
            company => brief.company(&mut citations),
        };
        let subject = text::deal_review_subject(brief.play, &clean(&deal.name));
        Ok(Proposal { subject: Some(subject), ..citations.fill(self.name(), REVIEW, values)? })
    }
}
