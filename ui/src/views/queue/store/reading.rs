//! Reading the list and the items: what is seen first, then the order of all of it, then what may be opened next.

use super::{DETAILS_KEPT, Queue};
use crate::backend;
use crate::desk::first_lines;
use crate::state::{Known, Narrowing, Ranking, Reading};
use api::{ApiError, ItemId, ItemView, ListItems, QueuePage, RankQueue, ShowItem, Tab, TabCount, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::ops::Range;

/// How long an item that was read stays as good as new; much in it is told by how long ago it was.
const FRESH_MS: i64 = 30_000;
/// How many lines are read at once.
const LINES_AT_MOST: usize = 200;

impl Queue {
    /// Reads the list, unless a reading is under way: then that one is followed by another.
    pub fn read(self) {
        if self.reading.try_update_value(Reading::ask) != Some(true) {
            return;
        }
        spawn_local(async move {
            loop {
                let looked_at = self.looked_at();
                let Some((tab, narrowing)) = looked_at.clone() else { return };
                let answer = self.read_once(tab, narrowing).await;
                if self.looked_at() == looked_at {
                    let _gone = self.list.try_update(|list| *list = std::mem::take(list).learn(answer));
                }
                if self.reading.try_update_value(Reading::end) != Some(true) {
                    return;
                }
            }
        });
    }

    /// What of the queue is looked at now; none once the screen is gone.
    fn looked_at(self) -> Option<(Tab, Narrowing)> {
        // The tab and what it is narrowed to outlive the screen; what is known of the list goes with it.
        self.reading.try_get_value()?;
        Some((self.tab.try_get_untracked()?, self.desk.narrowing.try_get_untracked()?))
    }

    /// The first lines where nothing is shown yet, then the order of all, then the lines that are seen.
    async fn read_once(self, tab: Tab, narrowing: Narrowing) -> Result<(), ApiError> {
        let is_first = self.list.with_untracked(|list| list.value().is_none());
        let asked = Some((tab, narrowing.clone()));
        // The operator may have turned to another tab meanwhile; that one is read next.
        let is_current = || self.looked_at() == asked;
        // The page of the first lines knows neither words nor another order.
        let is_plain = narrowing.words().is_none() && narrowing.sort.is_none();
        if is_first && is_plain && !(self.is_at_all() && self.desk.is_looking()) {
            let page = backend::call(first_lines(tab, narrowing.band)).await?;
            if is_current() {
                self.look(page);
            }
        }
        let Narrowing { band, sort, .. } = narrowing;
        let ranking = backend::call(RankQueue { tab: Some(tab), band, text: narrowing.words(), sort }).await?;
        if is_current() {
            self.learn(ranking.ids, ranking.tabs);
            let _gone = self.minutes.try_set(ranking.minutes);
            let seen = self.seen.try_get_value().unwrap_or_default();
            let ids = self.ranking.with_untracked(|ranking| ranking.within(seen));
            self.read_lines(ids).await?;
        }
        Ok(())
    }

    /// Whether all that is open is looked at, in its own order.
    fn is_at_all(self) -> bool {
        self.looked_at() == Some((Tab::All, Narrowing::default()))
    }

    /// Draws the lines that were asked for before this screen was there, unless more is known already.
    pub(super) fn follow_first_look(self) {
        Effect::new(move |_| {
            let Some(page) = self.desk.take_first_look() else { return };
            let is_wanted = self.list.with_untracked(|list| list.value().is_none()) && self.is_at_all();
            if is_wanted && !page.items.is_empty() {
                self.look(page);
            }
        });
    }

    /// The first lines, before the whole list is known.
    fn look(self, page: QueuePage) {
        let ids = page.items.iter().map(|line| line.id).collect();
        self.learn(ids, page.tabs);
        self.learn_lines(page.items);
        let _gone = self.list.try_set(Known::Ready(()));
    }

    fn learn(self, ids: Vec<ItemId>, tabs: Vec<TabCount>) {
        let _gone = self.tabs.try_set(tabs);
        let _gone = self.ranking.try_update(|ranking| ranking.learn(ids));
    }

    fn learn_lines(self, lines: Vec<ItemView>) {
        let seen = self.seen.try_get_value().unwrap_or_default();
        let _gone = self.ranking.try_update(|ranking| ranking.learn_lines(lines, seen));
    }

    async fn read_lines(self, ids: Vec<ItemId>) -> Result<(), ApiError> {
        for some in ids.chunks(LINES_AT_MOST) {
            let lines = backend::call(ListItems { items: some.to_vec() }).await?;
            self.learn_lines(lines);
        }
        Ok(())
    }

    /// The rows that are seen now; what is not known of them is read.
    pub fn see(self, seen: Range<usize>) {
        self.seen.set_value(seen.clone());
        let missing = self.ranking.with_untracked(|ranking| ranking.missing(seen));
        if missing.is_empty() {
            return;
        }
        spawn_local(async move {
            if let Err(error) = self.read_lines(missing).await {
                self.desk.refuse(&error.message);
            }
        });
    }

    /// Reads an item unless it was read a moment ago, and nothing has changed since, or is being read.
    pub(super) fn want(self, id: ItemId) {
        let is_coming = self.loading.with_value(|loading| loading.contains_key(&id));
        if !is_coming && !self.is_fresh(id) {
            self.load(id);
        }
    }

    /// Reads what may be opened next, where nothing is known of it.
    pub(super) fn read_ahead(self) {
        let neighbours = self.ranking.try_with_untracked(Ranking::neighbours).unwrap_or_default();
        for id in neighbours {
            if self.details.try_with_untracked(|details| details.contains_key(&id)) == Some(false) {
                self.want(id);
            }
        }
    }

    /// Reads an item; where that is under way, once more after it.
    pub fn load(self, id: ItemId) {
        if self.loading.try_update_value(|loading| loading.entry(id).or_default().ask()) != Some(true) {
            return;
        }
        spawn_local(async move { while self.load_once(id).await {} });
    }

    /// Answers whether it is to be read once more.
    async fn load_once(self, id: ItemId) -> bool {
        let n_changes = self.n_changes.try_get_value();
        let answer = backend::call(ShowItem { item: id }).await;
        let again = self.loading.try_update_value(|loading| {
            let again = loading.get_mut(&id).is_some_and(Reading::end);
            if !again {
                loading.remove(&id);
            }
            again
        });
        if answer.is_ok() && n_changes == self.n_changes.try_get_value() {
            let now = self.desk.clock.now().try_get_untracked().unwrap_or_default();
            let _gone = self.read_at.try_update_value(|read| read.insert(id, (n_changes.unwrap_or_default(), now)));
        }
        let _gone = self.details.try_update(|details| {
            if details.len() >= DETAILS_KEPT && !details.contains_key(&id) {
                let near = self.ranking.with_untracked(|ranking| ranking.neighbours());
                let cursor = self.ranking.with_untracked(Ranking::cursor);
                details.retain(|other, _| Some(*other) == cursor || near.contains(other));
            }
            let known = details.remove(&id).unwrap_or_default();
            details.insert(id, known.learn(answer));
        });
        again == Some(true)
    }

    /// Whether an item is known as the engine had it a moment ago, and nothing has changed since.
    fn is_fresh(self, id: ItemId) -> bool {
        let is_there = self.details.with_untracked(|details| matches!(details.get(&id), Some(Known::Ready(_))));
        let Some((n_changes, at)) = self.read_at.with_value(|read| read.get(&id).copied()) else { return false };
        let age_ms = self.desk.clock.now().get_untracked().ms_since(at);
        is_there && n_changes == self.n_changes.get_value() && age_ms < FRESH_MS
    }

    pub fn turn_to(self, tab: Tab) {
        if self.tab.get_untracked() != tab {
            self.list.set(Known::Loading);
            self.is_open.set(false);
            self.ranking.set(Ranking::default());
            self.tab.set(tab);
        }
    }

    /// The next tab, or the one before; round and round.
    pub fn turn(self, by: isize) {
        let all = Tab::ALL;
        let at = all.iter().position(|tab| *tab == self.tab.get_untracked()).unwrap_or_default();
        let next = (at as isize + by).rem_euclid(all.len() as isize) as usize;
        if let Some(tab) = all.get(next) {
            self.turn_to(*tab);
        }
    }

    /// Looks at less of the queue, at more, or in another order.
    pub fn narrow(self, change: impl FnOnce(&mut Narrowing)) {
        let before = self.desk.narrowing.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.ranking.update(Ranking::begin_at_top);
            self.desk.narrowing.set(after);
        }
    }

    /// The next order, and says which it is.
    pub fn sort_on(self) {
        self.narrow(Narrowing::next_sort);
        let sort = self.desk.narrowing.with_untracked(|narrowing| narrowing.sort);
        self.desk.say(text::said_sorted(&text::sort_name(sort, self.tab.get_untracked())), false);
    }

    /// All of the tab is looked at again.
    pub fn widen(self) {
        self.filter_is_open.set(false);
        self.narrow(Narrowing::widen);
    }
}
