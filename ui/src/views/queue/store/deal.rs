//! A deal that the operator wants in another stage, and what of an item is stored as soon as it is chosen.

use super::{Ask, Queue};
use crate::backend;
use crate::state::{Form, Known, Ranking};
use api::{DealId, DealStages, Details, EditDraft, ItemId, MoveDeal, Play, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Queue {
    /// Asks to which stage the deal of the item that is shown is to be moved; where the item moves one, its stage is written on. Answers
    /// whether that means anything here.
    pub fn move_deal(self) -> bool {
        let Some(item) = self.ranking.with_untracked(Ranking::cursor) else { return false };
        let Some(line) = self.view_of(item) else { return false };
        if line.play == Play::MoveDeal {
            self.is_open.set(true);
            self.wants_time.set(Some(item));
            return true;
        }
        let shown = untrack(|| self.shown().get());
        let deal = shown.as_ref().and_then(Known::value).filter(|detail| detail.item.id == item);
        let Some(deal) = deal.and_then(|detail| detail.deal.clone()) else {
            self.desk.say(text::no_deal_here(), false);
            return true;
        };
        spawn_local(async move {
            match backend::call(DealStages { deal: deal.id }).await {
                Ok(stages) => {
                    let others = stages.into_iter().filter(|stage| !stage.is_now && stage.is_of_its_pipeline);
                    let stages = others.map(|stage| stage.name).collect();
                    self.ask.set(Some(Ask::Stage { deal: deal.id, name: deal.name, stages }));
                }
                Err(error) => self.refuse(item, error),
            }
        });
        true
    }

    /// Opens the item that moves a deal. Words that name no stage leave the question open, with them in it.
    pub(super) fn move_to(self, ask: Ask, deal: DealId, stage: String) {
        spawn_local(async move {
            let answer = backend::call(MoveDeal { deal, stage }).await;
            if self.ask.try_get_untracked().flatten() != Some(ask) {
                return;
            }
            match answer {
                Ok(item) => {
                    self.ask.set(None);
                    self.read();
                    self.visit(item.id);
                }
                Err(error) => self.ask_refusal.set(Some(error.message)),
            }
        });
    }

    /// Stores what an action needs beside its text, with what else was typed.
    pub fn set_details(self, item: ItemId, details: Details) {
        let sent = self.form.get_untracked().filter(|form| form.item == item);
        let unchanged = EditDraft { item, subject: None, body: None, to: None, cc: None, bcc: None, details: None };
        let typed = sent.as_ref().and_then(Form::changes).unwrap_or(unchanged);
        let edit = EditDraft { details: Some(details), ..typed };
        spawn_local(async move {
            match backend::call(edit).await {
                Ok(detail) => {
                    if let Some(sent) = &sent {
                        self.desk.unkept.let_go(sent);
                        let _gone = self.form.try_update(|form| {
                            if let (Some(form), Some(draft)) = (form.as_mut(), &detail.draft) {
                                form.learn_stored(sent, draft);
                            }
                        });
                    }
                    self.put(detail);
                }
                Err(error) => self.refuse(item, error),
            }
        });
    }
}
