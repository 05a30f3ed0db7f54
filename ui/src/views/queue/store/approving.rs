//! Approving a draft as it stands in the window: first what was typed is stored, then the checks speak, then it goes.

use super::{Ask, Queue, Then};
use crate::backend;
use crate::state::Ranking;
use crate::state::claims::{self, Approval};
use api::{Approve, ItemId, Waiver, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Queue {
    /// Approves the draft that is shown, as it stands in the window.
    pub fn approve(self) {
        let Some(id) = self.ranking.with_untracked(Ranking::cursor) else { return };
        let Some(form) = self.form.get_untracked().filter(|form| form.item == id) else { return };
        if form.is_changed() {
            self.store(Then::Approve);
        } else {
            self.approve_stored(id);
        }
    }

    /// Approves the newest revision, unless a check holds it or a claim still needs a reason.
    pub(super) fn approve_stored(self, id: ItemId) {
        let Some(draft) = untrack(|| self.draft(id)) else { return };
        let reasons = self.reasons.try_with_untracked(|all| all.get(&id).cloned()).flatten().unwrap_or_default();
        match claims::approval(&draft, &reasons) {
            Approval::Held(words) => {
                let _gone = self.refusal.try_set(Some((id, words)));
            }
            Approval::Ask => {
                let _gone = self.ask.try_set(Some(Ask::Claims(id)));
            }
            Approval::Go(waivers) => self.approve_revision(id, draft.revision, waivers),
        }
    }

    fn approve_revision(self, id: ItemId, revision: u32, waivers: Vec<Waiver>) {
        let who = self.who(id);
        self.leave(&[id]);
        spawn_local(async move {
            match backend::call(Approve { item: id, revision: Some(revision), waivers }).await {
                Ok(_) => self.desk.say(text::said_approved(&who), true),
                Err(error) => {
                    self.stay(&[id]);
                    self.refuse(id, error);
                }
            }
        });
    }

    /// Asks why the claims of the draft that is shown may stay.
    pub fn ask_about_claims(self) {
        if let Some(id) = self.ranking.with_untracked(Ranking::cursor) {
            self.ask.set(Some(Ask::Claims(id)));
        }
    }

    /// What holds the approval of an item back and no reason can overcome, the first of it, and how much more there is.
    pub fn holds(self, id: ItemId) -> Option<(String, usize)> {
        let draft = self.draft(id)?;
        let n_more = draft.holds.len().saturating_sub(1);
        Some((claims::held(&draft)?, n_more))
    }

    /// What is still to be said of claims before the draft can go; none where nothing is.
    pub fn doubt(self, id: ItemId) -> Option<String> {
        let draft = self.draft(id)?;
        let reasons = self.reasons.with(|all| all.get(&id).cloned()).unwrap_or_default();
        let asks = claims::approval(&draft, &reasons) == Approval::Ask;
        draft.holds.first().filter(|_| asks).map(|hold| hold.words.clone())
    }
}
