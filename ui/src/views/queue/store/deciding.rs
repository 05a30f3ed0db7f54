//! What the operator decides about items. Each decision leaves the list at once and comes back where the engine refuses it.

use super::{Ask, Queue};
use crate::backend;
use crate::state::Ranking;
use api::{
    AllowSender, ApiError, Bulk, DismissMany, FinishMany, ItemId, RefusedItem, Reopen, Retry, ScreenSender, SnoozeMany, Undo,
    WakeMany, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many different reasons a refusal of many names.
const REASONS_AT_MOST: usize = 2;

impl Queue {
    /// Carries out what the open question was answered with. Words that mean nothing leave the question open, with them in it.
    pub fn answer(self, ask: Ask, words: String) {
        if let Ask::Stage { deal, .. } = ask {
            return self.move_to(ask, deal, words);
        }
        let (Ask::Reason(ids) | Ask::Until(ids)) = &ask else { return };
        let ids = ids.clone();
        let items = ids.clone();
        spawn_local(async move {
            let answer = match ask {
                Ask::Until(_) => backend::call(SnoozeMany { items, until: words }).await,
                _ => backend::call(DismissMany { items, reason: words }).await,
            };
            if self.ask.try_get_untracked().flatten() != Some(ask) {
                return;
            }
            match answer {
                Ok(bulk) => {
                    self.ask.set(None);
                    let who = self.who_of(&ids);
                    self.leave(&ids);
                    // The moment, and not the words for it: they are how it is seen that they were understood.
                    let until = bulk.snoozed_until.map(|at| self.desk.moment_untracked(at));
                    let said = |who: &str| {
                        until.as_deref().map_or_else(|| text::said_dismissed(who), |until| text::said_snoozed(who, until))
                    };
                    self.tell(bulk, who, &said);
                }
                Err(error) => self.ask_refusal.set(Some(error.message)),
            }
        });
    }

    /// Whom a decision about one item concerns; none for many.
    fn who_of(self, ids: &[ItemId]) -> Option<String> {
        match ids {
            [one] => Some(self.who(*one)),
            _ => None,
        }
    }

    pub fn finish(self) {
        let chosen = self.ranking.with_untracked(Ranking::chosen);
        let items = chosen.clone();
        self.decide(chosen, text::said_done, backend::call(FinishMany { items }));
    }

    /// Brings back to the queue what was put aside until later.
    pub fn wake(self) {
        let chosen = self.ranking.with_untracked(Ranking::chosen);
        let items = chosen.clone();
        self.decide(chosen, text::said_woken, backend::call(WakeMany { items }));
    }

    fn decide(
        self,
        ids: Vec<ItemId>,
        said: impl Fn(&str) -> String + 'static,
        request: impl Future<Output = Result<Bulk, ApiError>> + 'static,
    ) {
        if ids.is_empty() {
            return;
        }
        let who = self.who_of(&ids);
        self.leave(&ids);
        spawn_local(async move {
            match request.await {
                Ok(bulk) => self.tell(bulk, who, &said),
                Err(error) => {
                    self.stay(&ids);
                    if let Some(first) = ids.first() {
                        self.refuse(*first, error);
                    }
                }
            }
        });
    }

    /// Says what became of a decision: all in one sentence, with the reasons of those that stayed.
    fn tell(self, bulk: Bulk, who: Option<String>, said: &dyn Fn(&str) -> String) {
        let done = (!bulk.done.is_empty()).then(|| {
            let who = who.clone().unwrap_or_else(|| text::n_items(bulk.done.len() as u64));
            said(&who)
        });
        let stayed: Vec<ItemId> = bulk.refused.iter().map(|refused| refused.item).collect();
        if stayed.is_empty() {
            if let Some(done) = done {
                self.desk.say(done, true);
            }
            return;
        }
        self.stay(&stayed);
        let mut reasons: Vec<String> = Vec::new();
        for RefusedItem { words, .. } in &bulk.refused {
            if !reasons.contains(words) && reasons.len() < REASONS_AT_MOST {
                reasons.push(words.clone());
            }
        }
        match who {
            Some(_) => self.desk.refuse(&reasons.concat()),
            None => self.desk.refuse_some(text::some_could_not(done.as_deref(), stayed.len() as u64, &reasons), done.is_some()),
        }
        if let Some(RefusedItem { item, words }) = bulk.refused.into_iter().next() {
            let _gone = self.refusal.try_set(Some((item, words)));
        }
    }

    /// Brings an item back that ended by itself, to be reviewed.
    pub fn reopen(self) {
        let Some(item) = self.ranking.with_untracked(Ranking::cursor) else { return };
        spawn_local(async move {
            match backend::call(Reopen { item }).await {
                Ok(_) => self.load(item),
                Err(error) => self.refuse(item, error),
            }
        });
    }

    /// Has a draft that failed made again.
    pub fn retry(self) {
        let Some(item) = self.ranking.with_untracked(Ranking::cursor) else { return };
        spawn_local(async move {
            if let Err(error) = backend::call(Retry { item }).await {
                self.refuse(item, error);
            }
        });
    }

    pub fn allow(self) {
        self.about_sender(text::said_allowed, |address| backend::call(AllowSender { address }));
    }

    pub fn screen(self) {
        self.about_sender(text::said_screened, |address| backend::call(ScreenSender { address }));
    }

    fn about_sender<F>(self, said: fn(&str) -> String, ask: impl Fn(String) -> F + 'static)
    where
        F: Future<Output = Result<Vec<api::Sender>, ApiError>> + 'static,
    {
        let Some(id) = self.ranking.with_untracked(Ranking::cursor) else { return };
        let Some(address) = self.view_of(id).and_then(|line| line.contact).map(|contact| contact.address) else { return };
        let who = self.who(id);
        self.leave(&[id]);
        spawn_local(async move {
            match ask(address).await {
                Ok(_) => self.desk.say(said(&who), true),
                Err(error) => {
                    self.stay(&[id]);
                    self.refuse(id, error);
                }
            }
        });
    }

    /// Takes back the last move, and shows what came back.
    pub fn undo(self) {
        spawn_local(async move {
            match backend::call(Undo {}).await {
                Ok(undone) => {
                    self.desk.say(undone.words, false);
                    let _gone = self.ranking.try_update(|ranking| {
                        ranking.stay_all();
                        if let Some(id) = undone.item {
                            ranking.go_to(id);
                        }
                    });
                    self.read();
                }
                Err(error) => self.desk.refuse(&error.message),
            }
        });
    }

    pub(super) fn leave(self, ids: &[ItemId]) {
        let _gone = self.ranking.try_update(|ranking| ranking.leave(ids));
    }

    /// They did not leave after all.
    pub(super) fn stay(self, ids: &[ItemId]) {
        let _gone = self.ranking.try_update(|ranking| {
            ranking.stay(ids);
            if let Some(first) = ids.first() {
                ranking.go_to(*first);
            }
        });
        self.read();
    }
}
