//! What the queue's screen knows, and what the operator does with it. Every decision leaves the list at once and comes back
//! where the engine refuses it.

mod typing;

use crate::backend;
use crate::desk::Desk;
use crate::state::{Form, Known, Ranking, Reading};
use api::{
    AllowSender, ApiError, Approve, Bulk, DismissMany, Finish, ItemDetail, ItemId, ItemView, ListItems, ListQueue, RankQueue,
    RefusedItem, Retry, ScreenSender, ShowItem, SnoozeMany, Tab, TabCount, Tag, Undo, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::ops::Range;

/// Details that are kept: the item that is shown, those beside it, and some that were shown before.
const DETAILS_KEPT: usize = 24;
/// The lines of the first look, before the whole list is known.
const FIRST_LINES: u32 = 50;
/// How many lines are read at once.
const LINES_AT_MOST: usize = 200;

/// What the operator is asked before a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    Reason(Vec<ItemId>),
    Until(Vec<ItemId>),
}

/// What follows once a draft that is on its way to the engine is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Nothing,
    /// The operator approved meanwhile; an approval of the text before would be void at once.
    Approve,
}

#[derive(Clone, Copy)]
pub struct Queue {
    desk: Desk,
    pub tab: RwSignal<Tab>,
    pub tabs: RwSignal<Vec<TabCount>>,
    pub ranking: RwSignal<Ranking>,
    pub list: RwSignal<Known<()>>,
    pub ask: RwSignal<Option<Ask>>,
    /// The draft of the item under the cursor, as it is typed.
    pub form: RwSignal<Option<Form>>,
    /// Why the newest decision about the item that is shown was refused.
    pub refusal: RwSignal<Option<(ItemId, String)>>,
    /// How long the open queue takes at the operator's pace, in minutes.
    pub minutes: RwSignal<Option<u32>>,
    details: RwSignal<HashMap<ItemId, Known<ItemDetail>>>,
    reading: StoredValue<Reading>,
    storing: StoredValue<HashMap<ItemId, Then>>,
    /// The rows that are seen.
    seen: StoredValue<Range<usize>>,
    /// Counts what was typed, so that only the last of it is kept.
    n_typed: StoredValue<u64>,
}

impl Queue {
    pub fn start(desk: Desk) -> Self {
        let queue = Self {
            desk,
            tab: RwSignal::new(Tab::All),
            tabs: RwSignal::new(Vec::new()),
            ranking: RwSignal::new(Ranking::default()),
            list: RwSignal::new(Known::Loading),
            ask: RwSignal::new(None),
            form: RwSignal::new(None),
            refusal: RwSignal::new(None),
            minutes: RwSignal::new(None),
            details: RwSignal::new(HashMap::new()),
            reading: StoredValue::new(Reading::default()),
            storing: StoredValue::new(HashMap::new()),
            seen: StoredValue::new(0..0),
            n_typed: StoredValue::new(0),
        };
        Effect::new(move |_| {
            desk.follow(Tag::Queue);
            queue.tab.track();
            queue.read();
        });
        queue.follow_cursor();
        queue.follow_wishes();
        queue
    }

    pub fn cursor(self) -> Memo<Option<ItemId>> {
        Memo::new(move |_| self.ranking.with(Ranking::cursor))
    }

    /// What is known of the item under the cursor; none where there is none.
    pub fn shown(self) -> Memo<Option<Known<ItemDetail>>> {
        let cursor = self.cursor();
        Memo::new(move |_| {
            let id = cursor.get()?;
            Some(self.details.with(|details| details.get(&id).cloned()).unwrap_or_default())
        })
    }

    /// Loads what the item under the cursor shows, and stores what was typed into the one before.
    fn follow_cursor(self) {
        let cursor = self.cursor();
        Effect::new(move |before: Option<Option<ItemId>>| {
            self.desk.follow(Tag::Queue);
            let now = cursor.get();
            let has_moved = before.is_some_and(|before| before != now);
            if has_moved {
                self.store_typed();
            }
            untrack(|| {
                if let Some(id) = now {
                    self.load(id);
                }
                for id in self.ranking.with_untracked(Ranking::neighbours) {
                    if !self.details.with_untracked(|details| details.contains_key(&id)) {
                        self.load(id);
                    }
                }
            });
            now
        });
        Effect::new(move |_| {
            let shown = self.shown().get();
            let detail = shown.as_ref().and_then(Known::value);
            let drafted = detail.and_then(|detail| Some((detail, detail.draft.as_ref()?)));
            self.form.update(|form| match (drafted, form.as_mut()) {
                (Some((detail, draft)), Some(form)) if form.item == detail.item.id => form.learn(draft),
                (Some((detail, draft)), _) => *form = Some(Form::of(detail.item.id, draft).with_kept(detail.kept.as_ref())),
                (None, _) => *form = None,
            });
        });
    }

    /// Goes to an item that another screen names.
    fn follow_wishes(self) {
        Effect::new(move |_| {
            if let Some(id) = self.desk.wanted.get() {
                self.desk.wanted.set(None);
                self.ranking.update(|ranking| ranking.go_to(id));
            }
        });
    }

    /// Reads the list, unless a reading is under way: then that one is followed by another.
    pub fn read(self) {
        if self.reading.try_update_value(Reading::ask) != Some(true) {
            return;
        }
        spawn_local(async move {
            loop {
                let tab = self.tab.get_untracked();
                let answer = self.read_once(tab).await;
                if self.tab.try_get_untracked() == Some(tab) {
                    let _gone = self.list.try_update(|list| *list = std::mem::take(list).learn(answer));
                }
                if self.reading.try_update_value(Reading::end) != Some(true) {
                    return;
                }
            }
        });
    }

    /// The first lines where nothing is shown yet, then the order of all, then the lines that are seen.
    async fn read_once(self, tab: Tab) -> Result<(), ApiError> {
        let is_first = self.list.with_untracked(|list| list.value().is_none());
        // The operator may have turned to another tab meanwhile; that one is read next.
        let is_current = || self.tab.try_get_untracked() == Some(tab);
        if is_first {
            let page = backend::call(ListQueue { tab: Some(tab), band: None, limit: Some(FIRST_LINES), after: None }).await?;
            if is_current() {
                let ids = page.items.iter().map(|line| line.id).collect();
                self.learn(ids, page.tabs);
                self.learn_lines(page.items);
                let _gone = self.list.try_set(Known::Ready(()));
            }
        }
        let ranking = backend::call(RankQueue { tab: Some(tab), band: None, text: None, sort: None }).await?;
        if is_current() {
            self.learn(ranking.ids, ranking.tabs);
            let _gone = self.minutes.try_set(ranking.minutes);
            let seen = self.seen.try_get_value().unwrap_or_default();
            let ids = self.ranking.with_untracked(|ranking| ranking.within(seen));
            self.read_lines(ids).await?;
        }
        Ok(())
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

    pub fn load(self, id: ItemId) {
        spawn_local(async move {
            let answer = backend::call(ShowItem { item: id }).await;
            let _gone = self.details.try_update(|details| {
                if details.len() >= DETAILS_KEPT && !details.contains_key(&id) {
                    let near = self.ranking.with_untracked(|ranking| ranking.neighbours());
                    let cursor = self.ranking.with_untracked(Ranking::cursor);
                    details.retain(|other, _| Some(*other) == cursor || near.contains(other));
                }
                let known = details.remove(&id).unwrap_or_default();
                details.insert(id, known.learn(answer));
            });
        });
    }

    pub fn line(self, id: ItemId) -> Option<ItemView> {
        self.ranking.with(|ranking| ranking.line(id).cloned())
    }

    fn who(self, id: ItemId) -> String {
        let line = self.ranking.with_untracked(|ranking| ranking.line(id).cloned());
        line.and_then(|line| line.contact).map_or_else(text::unknown_contact, |contact| contact.called())
    }

    pub fn turn_to(self, tab: Tab) {
        if self.tab.get_untracked() != tab {
            self.list.set(Known::Loading);
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

    fn refuse(self, id: ItemId, error: ApiError) {
        self.desk.refuse(&error.message);
        let _gone = self.refusal.try_set(Some((id, error.message)));
    }

    /// Approves the draft that is shown, as it stands in the window.
    pub fn approve(self) {
        let Some(id) = self.ranking.with_untracked(Ranking::cursor) else { return };
        let Some(form) = self.form.get_untracked().filter(|form| form.item == id) else { return };
        let waits = self.storing.try_update_value(|storing| storing.get_mut(&id).map(|then| *then = Then::Approve)).flatten();
        if waits.is_some() {
            return;
        }
        if let Some(words) = self.holds(id).filter(|_| !form.is_changed()) {
            self.refusal.set(Some((id, words)));
            return;
        }
        let edit = form.changes();
        if edit.is_none() {
            self.leave(&[id]);
        }
        spawn_local(async move {
            let revision = match edit {
                None => Ok(form.revision),
                Some(edit) => backend::call(edit).await.map(|detail| {
                    let revision = detail.draft.as_ref().map_or(form.revision, |draft| draft.revision);
                    self.put(detail);
                    revision
                }),
            };
            self.approve_revision(id, revision).await;
        });
    }

    async fn approve_revision(self, id: ItemId, revision: Result<u32, ApiError>) {
        let who = self.who(id);
        let approved = match revision {
            Ok(revision) => backend::call(Approve { item: id, revision: Some(revision), waivers: Vec::new() }).await,
            Err(error) => Err(error),
        };
        match approved {
            Ok(_) => {
                self.leave(&[id]);
                self.desk.say(text::said_approved(&who), true);
            }
            Err(error) => {
                self.stay(&[id]);
                self.refuse(id, error);
            }
        }
    }

    /// What holds the approval of an item back, the first of it.
    pub fn holds(self, id: ItemId) -> Option<String> {
        self.details.with(|details| {
            let draft = details.get(&id)?.value()?.draft.as_ref()?;
            draft.holds.first().map(|hold| hold.words.clone())
        })
    }

    pub fn dismiss(self, ids: Vec<ItemId>, reason: String) {
        let items = ids.clone();
        self.decide(ids, text::said_dismissed, backend::call(DismissMany { items, reason }));
    }

    pub fn snooze(self, ids: Vec<ItemId>, until: String) {
        let (items, words) = (ids.clone(), until.clone());
        self.decide(ids, move |who| text::said_snoozed(who, &words), backend::call(SnoozeMany { items, until }));
    }

    pub fn finish(self) {
        let chosen = self.ranking.with_untracked(Ranking::chosen);
        let items = chosen.clone();
        self.decide(chosen, text::said_done, async move {
            let mut bulk = Bulk::default();
            for item in items {
                match backend::call(Finish { item }).await {
                    Ok(_) => bulk.done.push(item),
                    Err(error) => bulk.refused.push(RefusedItem { item, words: error.message }),
                }
            }
            Ok(bulk)
        });
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
        let who = match ids.as_slice() {
            [one] => self.who(*one),
            many => text::n_items(many.len() as u64),
        };
        self.leave(&ids);
        spawn_local(async move {
            match request.await {
                Ok(bulk) => {
                    if !bulk.done.is_empty() {
                        self.desk.say(said(&who), true);
                    }
                    for RefusedItem { item, words } in bulk.refused {
                        self.stay(&[item]);
                        self.desk.refuse(&words);
                        let _gone = self.refusal.try_set(Some((item, words)));
                    }
                }
                Err(error) => {
                    self.stay(&ids);
                    if let Some(first) = ids.first() {
                        self.refuse(*first, error);
                    }
                }
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
        self.about_sender(|address| backend::call(AllowSender { address }));
    }

    pub fn screen(self) {
        self.about_sender(|address| backend::call(ScreenSender { address }));
    }

    fn about_sender<F>(self, ask: impl Fn(String) -> F + 'static)
    where
        F: Future<Output = Result<Vec<api::Sender>, ApiError>> + 'static,
    {
        let Some(id) = self.ranking.with_untracked(Ranking::cursor) else { return };
        let line = self.ranking.with_untracked(|ranking| ranking.line(id).cloned());
        let Some(address) = line.and_then(|line| line.contact).map(|contact| contact.address) else { return };
        self.leave(&[id]);
        spawn_local(async move {
            if let Err(error) = ask(address).await {
                self.stay(&[id]);
                self.refuse(id, error);
            }
        });
    }

    /// Takes back the last move, and shows what came back.
    pub fn undo(self) {
        spawn_local(async move {
            match backend::call(Undo {}).await {
                Ok(undone) => {
                    self.desk.say(undone.words, false);
                    if let Some(id) = undone.item {
                        let _gone = self.ranking.try_update(|ranking| {
                            ranking.stay(&[id]);
                            ranking.go_to(id);
                        });
                    }
                    self.read();
                }
                Err(error) => self.desk.refuse(&error.message),
            }
        });
    }

    fn leave(self, ids: &[ItemId]) {
        let _gone = self.ranking.try_update(|ranking| ranking.leave(ids));
    }

    /// They did not leave after all.
    fn stay(self, ids: &[ItemId]) {
        let _gone = self.ranking.try_update(|ranking| {
            ranking.stay(ids);
            if let Some(first) = ids.first() {
                ranking.go_to(*first);
            }
        });
        self.read();
    }
}
