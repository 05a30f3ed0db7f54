//! What the queue's screen knows, and what the operator does with it. Every decision leaves the list at once and comes back
//! where the engine refuses it.

mod approving;
mod deal;
mod deciding;
mod meeting;
mod reading;
mod typing;

use crate::desk::Desk;
use crate::state::{Form, Known, Ranking, Reading};
use api::{ApiError, DealId, Draft, ItemDetail, ItemId, ItemView, MessageId, Tab, TabCount, Tag, Time, text};
use leptos::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::time::Duration;

/// Details that are kept: the item that is shown, those beside it, and some that were shown before.
const DETAILS_KEPT: usize = 24;

/// What covers the queue: a question before a decision, or something to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    Reason(Vec<ItemId>),
    Until(Vec<ItemId>),
    /// Why claims without a source may stay.
    Claims(ItemId),
    Versions(ItemId),
    /// A template, to be put in the place of what is selected in the text, from one place to another in units of UTF-16.
    Template(ItemId, (u32, u32)),
    /// To which of these stages a deal is to be moved.
    Stage {
        deal: DealId,
        name: String,
        stages: Vec<String>,
    },
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
    /// Why what the question was answered with cannot be done.
    pub ask_refusal: RwSignal<Option<String>>,
    /// The draft of the item under the cursor, as it is typed.
    pub form: RwSignal<Option<Form>>,
    /// Why the newest decision about the item that is shown was refused.
    pub refusal: RwSignal<Option<(ItemId, String)>>,
    /// How long the open queue takes at the operator's pace, in minutes.
    pub minutes: RwSignal<Option<u32>>,
    /// Whether the item is seen where there is no room for both it and the list.
    pub is_open: RwSignal<bool>,
    /// Whether the context is seen where there is room for it.
    pub with_context: RwSignal<bool>,
    /// Whether the context lies over the rest where there is no room for it.
    pub context_over: RwSignal<bool>,
    /// Whether the field for filtering is there although it may be empty.
    pub filter_is_open: RwSignal<bool>,
    /// The mail of the context that was asked for last.
    pub wanted_mail: RwSignal<Option<MessageId>>,
    /// Why claims without a source may stay, by item and by their words.
    pub reasons: RwSignal<BTreeMap<ItemId, BTreeMap<String, String>>>,
    /// The booking whose time is to be written on, once it is shown.
    pub wants_time: RwSignal<Option<ItemId>>,
    details: RwSignal<HashMap<ItemId, Known<ItemDetail>>>,
    /// What is known of the item under the cursor.
    shown: Memo<Option<Known<ItemDetail>>>,
    /// The items that are being read.
    loading: StoredValue<HashMap<ItemId, Reading>>,
    /// When each item was read, after how many changes.
    read_at: StoredValue<HashMap<ItemId, (u64, Time)>>,
    /// How often anything has changed.
    n_changes: StoredValue<u64>,
    reading: StoredValue<Reading>,
    storing: StoredValue<HashMap<ItemId, Then>>,
    /// The rows that are seen.
    seen: StoredValue<Range<usize>>,
    /// Counts what was typed, so that only the last of it is kept.
    n_typed: StoredValue<u64>,
}

impl Queue {
    /// Begins where the operator was when they last were here.
    pub fn start(desk: Desk) -> Self {
        desk.ranking.update(Ranking::come_back);
        // Whoever comes for an item that does not stand in that list is better off with all of them.
        let is_led = desk.wanted.with_untracked(|wanted| {
            wanted.is_some_and(|id| desk.ranking.with_untracked(|ranking| ranking.position_of(id).is_none()))
        });
        if is_led {
            desk.ranking.set(Ranking::default());
            desk.tab.set(Tab::All);
        }
        // What was listed then is seen at once, while the list is read again.
        let was_here = desk.ranking.with_untracked(|ranking| ranking.len() > 0);
        let details = RwSignal::new(HashMap::<ItemId, Known<ItemDetail>>::new());
        let shown = Memo::new(move |_| {
            let id = desk.ranking.with(Ranking::cursor)?;
            Some(details.with(|details| details.get(&id).cloned()).unwrap_or_default())
        });
        let queue = Self {
            desk,
            tab: desk.tab,
            tabs: RwSignal::new(Vec::new()),
            ranking: desk.ranking,
            list: RwSignal::new(if was_here { Known::Ready(()) } else { Known::Loading }),
            ask: RwSignal::new(None),
            ask_refusal: RwSignal::new(None),
            form: RwSignal::new(None),
            refusal: RwSignal::new(None),
            minutes: RwSignal::new(None),
            is_open: RwSignal::new(false),
            with_context: RwSignal::new(true),
            context_over: RwSignal::new(false),
            filter_is_open: RwSignal::new(false),
            wanted_mail: RwSignal::new(None),
            reasons: RwSignal::new(BTreeMap::new()),
            wants_time: RwSignal::new(None),
            details,
            shown,
            loading: StoredValue::new(HashMap::new()),
            read_at: StoredValue::new(HashMap::new()),
            n_changes: StoredValue::new(0),
            reading: StoredValue::new(Reading::default()),
            storing: StoredValue::new(HashMap::new()),
            seen: StoredValue::new(0..0),
            n_typed: StoredValue::new(0),
        };
        queue.follow_first_look();
        Effect::new(move |_| {
            desk.follow(Tag::Queue);
            queue.tab.track();
            desk.narrowing.track();
            queue.read();
        });
        Effect::new(move |_| {
            desk.unkept.follow();
            queue.refusal.set(None);
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
        self.shown
    }

    /// Loads what the item under the cursor shows, and stores what was typed into the one before.
    fn follow_cursor(self) {
        let cursor = self.cursor();
        Effect::new(move |_| {
            // Whatever changed may be told of in any item.
            self.desk.follow(Tag::Everything);
            self.n_changes.update_value(|n| *n += 1);
            untrack(|| {
                if let Some(id) = cursor.get() {
                    self.load(id);
                }
            });
        });
        Effect::new(move |before: Option<Option<ItemId>>| {
            let now = cursor.get();
            let has_moved = before.is_some_and(|before| before != now);
            untrack(|| {
                if has_moved {
                    self.store_typed();
                }
                if let Some(id) = now {
                    self.want(id);
                }
            });
            now
        });
        Effect::new(move |_| {
            self.desk.follow(Tag::Queue);
            cursor.track();
            // What stands next is read once this is painted: neither is to wait for the other.
            request_animation_frame(move || set_timeout(move || self.read_ahead(), Duration::ZERO));
        });
        Effect::new(move |_| {
            let shown = self.shown().get();
            let detail = shown.as_ref().and_then(Known::value);
            let drafted = detail.and_then(|detail| Some((detail, detail.draft.as_ref()?)));
            self.form.update(|form| match (drafted, form.as_mut()) {
                (Some((detail, draft)), Some(form)) if form.item == detail.item.id => form.learn(draft),
                (Some((detail, draft)), _) => {
                    let id = detail.item.id;
                    let stored = || Form::of(id, draft).with_kept(detail.kept.as_ref());
                    *form = Some(self.desk.unkept.of(id).unwrap_or_else(stored));
                }
                (None, _) => *form = None,
            });
        });
    }

    /// Goes to an item that another screen, a link or a notification names.
    fn follow_wishes(self) {
        Effect::new(move |_| {
            // Another tab is another list, in which nobody is yet.
            if let Some(tab) = self.desk.wanted_tab.get() {
                self.desk.wanted_tab.set(None);
                untrack(|| self.turn_to(tab));
            }
            let Some(id) = self.desk.wanted.get() else { return };
            if self.list.with(|list| list.value().is_some()) {
                self.desk.wanted.set(None);
                self.visit(id);
            }
        });
    }

    /// How many items stand in a tab, whatever is filtered.
    pub fn count_of(self, tab: Tab) -> u64 {
        self.tabs.with(|tabs| tabs.iter().find(|other| other.tab == tab).map_or(0, |other| other.count))
    }

    /// Shows an item that was named, whether or not it stands in the list.
    pub fn visit(self, id: ItemId) {
        // A question about another item must not be answered for this one.
        self.ask.set(None);
        self.ranking.update(|ranking| ranking.visit(id));
        self.is_open.set(true);
        self.context_over.set(false);
    }

    /// Brings a mail of the context into view, and the context where it is hidden.
    pub fn show_mail(self, id: MessageId) {
        self.with_context.set(true);
        self.context_over.set(true);
        self.wanted_mail.set(Some(id));
    }

    pub fn line(self, id: ItemId) -> Option<ItemView> {
        self.ranking.with(|ranking| ranking.line(id).cloned())
    }

    /// The draft of an item as it is stored; none while it is not known.
    pub fn draft(self, id: ItemId) -> Option<Draft> {
        self.details.try_with(|details| details.get(&id)?.value()?.draft.clone()).flatten()
    }

    /// The line of the list, or of the item itself where it does not stand in the list.
    fn view_of(self, id: ItemId) -> Option<ItemView> {
        let line = self.ranking.try_with_untracked(|ranking| ranking.line(id).cloned()).flatten();
        line.or_else(|| self.details.try_with_untracked(|details| Some(details.get(&id)?.value()?.item.clone())).flatten())
    }

    fn who(self, id: ItemId) -> String {
        self.view_of(id).and_then(|line| line.called()).unwrap_or_else(text::unknown_contact)
    }

    pub fn refuse(self, id: ItemId, error: ApiError) {
        self.desk.refuse(&error.message);
        let _gone = self.refusal.try_set(Some((id, error.message)));
    }
}
