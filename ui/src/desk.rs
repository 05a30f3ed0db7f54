//! What all screens share: which one is shown, how things stand, the operator's settings, and what was just said to them.

use crate::backend;
use crate::clock::Clock;
use crate::commands::Commands;
use crate::source::Source;
use crate::state::keys::Bindings;
use crate::state::{Known, Narrowing, Ranking, Record, Records};
use crate::unkept::Unkept;
use api::{
    Band, Event, GetStatus, ItemId, ListQueue, ListSettings, Position, Question, QueuePage, Setting, ShellAnswer, ShellWish,
    ShowItem, Status, Tab, Tag, Time, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long something that was said stays.
const SAID_FOR: Duration = Duration::from_secs(6);

/// How long after an answer that did not come it is asked again: whoever is busy should not be asked without end.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(5);

/// The lines of the first look, before the whole list is known: more than a window shows.
const FIRST_LINES: u32 = 50;

/// The first lines of all that is open, asked for while the page is still being made.
#[derive(Clone, Debug)]
enum FirstLook {
    Asked,
    Seen(QueuePage),
    /// They were drawn, could not be read, or are not of use any more.
    Over,
}

/// The screens, in the order of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Queue,
    Outbox,
    People,
    Signals,
    Audit,
    Connections,
    Settings,
}

/// What covers the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    Palette,
    Keys,
    /// To whom the operator writes first, and why.
    Compose,
}

/// Something that was just said to the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub number: u64,
    pub words: String,
    /// It tells of a refusal and stays until it is closed.
    pub is_refusal: bool,
    /// Whether the last move can be taken back from here.
    pub can_undo: bool,
}

#[derive(Clone, Copy)]
pub struct Desk {
    pub clock: Clock,
    pub screen: RwSignal<Screen>,
    pub overlay: RwSignal<Option<Overlay>>,
    pub commands: Commands,
    pub said: RwSignal<Vec<Said>>,
    /// The item that the queue is to show next, asked for from elsewhere.
    pub wanted: RwSignal<Option<ItemId>>,
    /// What of the queue is looked at: it stays while other screens are shown, as do the tab and the place in it.
    pub narrowing: RwSignal<Narrowing>,
    pub tab: RwSignal<Tab>,
    pub ranking: RwSignal<Ranking>,
    /// Who or what the screen of people is to show next.
    pub wanted_record: RwSignal<Option<Record>>,
    /// Which list of that screen is looked at, and whether deals stand there as a board: both stay while other screens are shown.
    pub records: RwSignal<Records>,
    pub is_board: RwSignal<bool>,
    /// What the shell waits to be told before the window goes.
    pub question: RwSignal<Option<Question>>,
    /// Whether this build knows where newer versions are to be found.
    pub has_updates: RwSignal<bool>,
    /// What was typed and could not be kept yet.
    pub unkept: Unkept,
    /// The tab that the queue is to show next, asked for from elsewhere.
    pub wanted_tab: RwSignal<Option<Tab>>,
    /// The first lines of the queue, asked for while the page is still being made; only its first picture is drawn from them.
    first_look: RwSignal<FirstLook>,
    status: Source<Status>,
    /// When the status was last read.
    read_at: RwSignal<Time>,
    settings: Source<Vec<Setting>>,
    /// Worked out once for all that show a key: an item alone shows ten.
    bindings: Memo<Bindings>,
    changes: Changes,
    n_said: StoredValue<u64>,
}

/// How often each part has changed.
#[derive(Clone, Copy)]
struct Changes {
    queue: RwSignal<u64>,
    outbox: RwSignal<u64>,
    connections: RwSignal<u64>,
    people: RwSignal<u64>,
    settings: RwSignal<u64>,
    problems: RwSignal<u64>,
}

impl Changes {
    fn of(self, tag: Tag) -> Vec<RwSignal<u64>> {
        match tag {
            Tag::Queue => vec![self.queue],
            Tag::Outbox => vec![self.outbox],
            Tag::Connections => vec![self.connections],
            Tag::People => vec![self.people],
            Tag::Settings => vec![self.settings],
            Tag::Problems => vec![self.problems],
            Tag::Everything => {
                vec![self.queue, self.outbox, self.connections, self.people, self.settings, self.problems]
            }
        }
    }
}

impl Desk {
    /// Sets everything up and begins to listen to the engine.
    pub fn start() -> Self {
        let count = || RwSignal::new(0);
        let settings = Source::new(|| backend::call(ListSettings {}));
        let bindings = Memo::new(move |_| {
            let set = |key| value_of(settings, key);
            Bindings::changed(&set("keys.bindings"), set("keys.letters") != "off")
        });
        let desk = Self {
            clock: Clock::start(),
            screen: RwSignal::new(Screen::Queue),
            overlay: RwSignal::new(None),
            commands: Commands::new(),
            said: RwSignal::new(Vec::new()),
            wanted: RwSignal::new(None),
            narrowing: RwSignal::new(Narrowing::default()),
            tab: RwSignal::new(Tab::All),
            ranking: RwSignal::new(Ranking::default()),
            wanted_record: RwSignal::new(None),
            records: RwSignal::new(Records::default()),
            is_board: RwSignal::new(false),
            question: RwSignal::new(None),
            has_updates: RwSignal::new(false),
            unkept: Unkept::start(),
            wanted_tab: RwSignal::new(None),
            first_look: RwSignal::new(FirstLook::Over),
            status: Source::new(|| backend::call(GetStatus {})),
            read_at: RwSignal::new(Time::default()),
            settings,
            bindings,
            changes: Changes {
                queue: count(),
                outbox: count(),
                connections: count(),
                people: count(),
                settings: count(),
                problems: count(),
            },
            n_said: StoredValue::new(0),
        };
        Effect::new(move |was_late: Option<bool>| {
            let known = desk.status.known().get();
            if let Known::Ready(status) = &known {
                // The workspace's clock is ahead in a demo.
                desk.clock.set(status.demo.map(|demo| demo.now));
                desk.read_at.set(desk.clock.now().get_untracked());
            }
            let is_late = known.error().is_some_and(|error| error.message == text::not_answering());
            if is_late {
                set_timeout(move || desk.read_status(), ASK_AGAIN_AFTER);
            } else if was_late == Some(true) {
                // Whatever else was asked meanwhile was not answered either.
                desk.read_everything();
            }
            is_late
        });
        // What the first picture needs is asked for at once, side by side.
        desk.look();
        desk.status.read();
        desk.settings.read();
        spawn_local(async move {
            // First listen, then ask once more: a change in between is heard and not lost.
            if let Err(error) = backend::on_changed(move |event| desk.hear(event)).await {
                desk.refuse(&error.message);
            }
            desk.hear(Event::Changed(Tag::Everything));
            if let Some(answer) = desk.wish(ShellWish::Greet).await {
                let _gone = desk.has_updates.try_set(answer.has_updates);
                answer.missed.into_iter().for_each(|event| desk.hear(event));
            }
        });
        desk
    }

    /// Asks for the first lines of the queue.
    fn look(self) {
        self.first_look.set(FirstLook::Asked);
        spawn_local(async move {
            let answer = backend::call(first_lines(Tab::All, None)).await;
            let _gone = self.first_look.try_set(answer.map_or(FirstLook::Over, FirstLook::Seen));
        });
    }

    /// Whether the first lines of all that is open need not be asked for: they are there, or under way.
    pub fn is_looking(self) -> bool {
        self.first_look.with_untracked(|look| match look {
            FirstLook::Asked => true,
            FirstLook::Seen(page) => !page.items.is_empty(),
            FirstLook::Over => false,
        })
    }

    /// The first lines, once: whoever comes later asks anew. Has whatever calls this run again when they come.
    pub fn take_first_look(self) -> Option<QueuePage> {
        let page = match self.first_look.get() {
            FirstLook::Seen(page) => page,
            FirstLook::Asked | FirstLook::Over => return None,
        };
        self.first_look.set(FirstLook::Over);
        Some(page)
    }

    fn hear(self, event: Event) {
        match event {
            Event::Changed(tag) => self.changed(tag),
            Event::Show(item) => {
                self.overlay.set(None);
                self.show_item(item);
            }
            Event::Snoozed(item) => self.tell_snoozed(item),
            Event::NotSnoozed(item) => {
                self.hear(Event::Show(item));
                self.refuse(&text::snooze_refused());
            }
            Event::BadLink => self.refuse(&text::bad_link()),
            Event::Ask(question) => {
                self.overlay.set(None);
                self.question.set(Some(question));
            }
            Event::UpdateFound => self.say(text::update_found(), false),
            Event::CheckForUpdates => self.check_for_updates(ShellWish::CheckForUpdates),
        }
    }

    /// Asks the shell for something. What it has to say to that is said; so is that it was not reached.
    pub async fn wish(self, wish: ShellWish) -> Option<ShellAnswer> {
        match backend::host(wish).await {
            Ok(answer) => {
                if let Some(words) = answer.words.clone() {
                    self.say(words, false);
                }
                Some(answer)
            }
            Err(error) => {
                self.refuse(&error.message);
                None
            }
        }
    }

    /// Says whose item was snoozed outside of the window.
    fn tell_snoozed(self, item: ItemId) {
        spawn_local(async move {
            let shown = backend::call(ShowItem { item }).await;
            let item = shown.ok().map(|detail| detail.item);
            let until = item.as_ref().and_then(|item| item.snoozed_until).map(|at| self.moment_untracked(at));
            let who = item.and_then(|item| item.called()).unwrap_or_else(text::unknown_contact);
            self.say(text::said_snoozed(&who, &until.unwrap_or_else(text::snooze_from_notification_until)), true);
        });
    }

    /// Looks for a newer version, or installs it, and says what came of it.
    pub fn check_for_updates(self, wish: ShellWish) {
        if wish == ShellWish::InstallUpdate && self.has_updates.get_untracked() {
            // It takes a while, and then the window goes by itself.
            self.say(text::update_is_installing(), false);
        }
        spawn_local(async move {
            self.wish(wish).await;
        });
    }

    fn changed(self, tag: Tag) {
        for changed in self.changes.of(tag) {
            if changed.try_update(|n| *n += 1).is_none() {
                return;
            }
        }
        if matches!(tag, Tag::Settings | Tag::Everything) {
            self.settings.read();
        }
        self.status.read();
    }

    /// When what is shown was read and why it could not be read again, where it is stale.
    pub fn stale(self) -> Memo<Option<(Time, String)>> {
        Memo::new(move |_| match self.status.known().get() {
            Known::Stale { error, .. } => Some((self.read_at.get(), error.message)),
            _ => None,
        })
    }

    /// Asks for everything once more, as after a failure.
    pub fn read_everything(self) {
        self.hear(Event::Changed(Tag::Everything));
    }

    /// Has whatever calls this run again each time that this part changes.
    pub fn follow(self, tag: Tag) {
        for changed in self.changes.of(tag) {
            changed.track();
        }
    }

    pub fn status(self) -> ReadSignal<Known<Status>> {
        self.status.known()
    }

    /// Whether nothing leaves; as long as that is not known, it is said.
    pub fn is_practice(self) -> bool {
        self.status().with(|known| known.value().is_none_or(|status| status.practice == Position::On))
    }

    /// Whether what is shown is the demo.
    pub fn is_demo(self) -> Memo<bool> {
        Memo::new(move |_| self.status().with(|known| known.value().is_some_and(|status| status.demo.is_some())))
    }

    pub fn read_status(self) {
        self.status.read();
    }

    /// The value of a setting; empty where it is unset or not read yet.
    pub fn setting(self, key: &str) -> String {
        value_of(self.settings, key)
    }

    /// What a setting is until the operator changes it; empty where that is not read yet.
    pub fn shipped(self, key: &str) -> String {
        let found = |all: &Vec<Setting>| all.iter().find(|setting| setting.key == key).map(|setting| setting.shipped.clone());
        self.settings.known().with(|known| known.value().and_then(found)).unwrap_or_default()
    }

    pub fn settings(self) -> ReadSignal<Known<Vec<Setting>>> {
        self.settings.known()
    }

    /// The height of a row of a list, in CSS pixels; the styles say the same of `--row`.
    pub fn row_height(self) -> Memo<f64> {
        const COSY: f64 = 74.0;
        const COMPACT: f64 = 56.0;
        Memo::new(move |_| if self.is_compact() { COMPACT } else { COSY })
    }

    pub fn is_compact(self) -> bool {
        self.setting("window.density") == "compact"
    }

    pub fn bindings(self) -> Memo<Bindings> {
        self.bindings
    }

    /// Says something that went as it should.
    pub fn say(self, words: String, can_undo: bool) {
        let number = self.push(words, false, can_undo);
        set_timeout(move || self.unsay(number), SAID_FOR);
    }

    /// Says that something did not go, and why; stays until it is closed.
    pub fn refuse(self, words: &str) {
        self.push(words.to_owned(), true, false);
    }

    /// Says what of many went and why others did not; stays until it is closed.
    pub fn refuse_some(self, words: String, can_undo: bool) {
        self.push(words, true, can_undo);
    }

    fn push(self, words: String, is_refusal: bool, can_undo: bool) -> u64 {
        const AT_MOST: usize = 3;
        // What went well is said once and not stacked; a refusal waits until it was read.
        let is_old = move |other: &Said| !other.is_refusal && !is_refusal;
        let number = self.n_said.try_update_value(|n| {
            *n += 1;
            *n
        });
        let number = number.unwrap_or_default();
        let said = Said { number, words, is_refusal, can_undo };
        let _gone = self.said.try_update(|all| {
            all.retain(|other| other.words != said.words && !is_old(other));
            all.push(said);
            let n_over = all.len().saturating_sub(AT_MOST);
            all.drain(..n_over);
        });
        number
    }

    /// Closes the newest refusal. Answers whether there was one.
    pub fn unsay_refusal(self) -> bool {
        let newest = self.said.with_untracked(|all| all.iter().rev().find(|said| said.is_refusal).map(|said| said.number));
        newest.map(|number| self.unsay(number)).is_some()
    }

    pub fn unsay(self, number: u64) {
        let _gone = self.said.try_update(|all| all.retain(|said| said.number != number));
    }

    /// Shows an item in the queue, from wherever it was named.
    pub fn show_item(self, item: ItemId) {
        self.wanted.set(Some(item));
        // Setting it again would begin the screen anew, without what is open in it.
        if self.screen.get_untracked() != Screen::Queue {
            self.screen.set(Screen::Queue);
        }
    }

    /// Shows a contact, a company or a deal on the screen of people.
    pub fn show_record(self, record: Record) {
        self.wanted_record.set(Some(record));
        self.go_people();
    }

    /// Shows the deals.
    pub fn go_deals(self) {
        self.records.set(Records::Deals);
        self.go_people();
    }

    fn go_people(self) {
        // Setting it again would begin the screen anew, without what is open in it.
        if self.screen.get_untracked() != Screen::People {
            self.screen.set(Screen::People);
        }
    }

    /// Shows a tab of the queue.
    pub fn show_tab(self, tab: Tab) {
        self.wanted_tab.set(Some(tab));
        self.screen.set(Screen::Queue);
    }
}

/// How the first lines of a tab are asked for.
pub fn first_lines(tab: Tab, band: Option<Band>) -> ListQueue {
    ListQueue { tab: Some(tab), band, limit: Some(FIRST_LINES), after: None }
}

fn value_of(settings: Source<Vec<Setting>>, key: &str) -> String {
    let found = |all: &Vec<Setting>| all.iter().find(|setting| setting.key == key).map(|setting| setting.value.clone());
    settings.known().with(|known| known.value().and_then(found)).unwrap_or_default()
}

/// The desk of this page.
pub fn desk() -> Desk {
    expect_context()
}
