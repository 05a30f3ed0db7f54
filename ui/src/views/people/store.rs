//! What the screen of people knows, and what the operator does with it.

use crate::backend;
use crate::desk::Desk;
use crate::paged::Paged;
use crate::rest::Rest;
use crate::state::pages::Page;
use crate::state::{Known, Pages, Reading};
use api::{
    AllowSender, ApiError, CompanyId, CompanyLine, CompanyView, ContactId, ListCompanies, ListPeople, PersonLine, PersonView,
    ScreenSender, ShowCompany, ShowPerson, Suppress, Tag, Undo, Unsuppress, WriteTo, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    People,
    Companies,
}

impl Kind {
    pub const fn other(self) -> Self {
        match self {
            Self::People => Self::Companies,
            Self::Companies => Self::People,
        }
    }
}

/// Who or what is shown at the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Person(ContactId),
    Company(CompanyId),
}

/// All that is known of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    Person(Box<PersonView>),
    Company(Box<CompanyView>),
}

impl Shown {
    pub fn subject(&self) -> Subject {
        match self {
            Self::Person(person) => Subject::Person(person.contact.id),
            Self::Company(company) => Subject::Company(company.company.id),
        }
    }
}

/// What the operator is asked before a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The reason of a first mail to this address.
    Write(String),
    /// Why nothing may go to this address or domain.
    Suppress(String),
}

#[derive(Clone, Copy)]
pub struct People {
    pub desk: Desk,
    pub kind: RwSignal<Kind>,
    /// What is looked for.
    pub typed: RwSignal<String>,
    pub persons: Paged<ContactId, PersonLine>,
    pub companies: Paged<CompanyId, CompanyLine>,
    pub shown: RwSignal<Option<Subject>>,
    pub card: RwSignal<Known<Shown>>,
    /// Where there is no room for both, one of the list and the card is seen.
    pub is_open: RwSignal<bool>,
    pub ask: RwSignal<Option<Ask>>,
    /// Why what the question was answered with cannot be done.
    pub ask_refusal: RwSignal<Option<String>>,
    reading: StoredValue<Reading>,
    rest: Rest,
}

impl People {
    pub fn start(desk: Desk) -> Self {
        let typed = RwSignal::new(String::new());
        let text = move || typed.try_get_untracked().filter(|typed| !typed.trim().is_empty());
        let persons = Paged::new(
            |line: &PersonLine| line.contact.id,
            |one, other| (one.last_mail_at, one.contact.id) < (other.last_mail_at, other.contact.id),
            move |after, limit| {
                let request = ListPeople { text: text(), after, limit: Some(limit) };
                async { backend::call(request).await.map(|page| Page { rows: page.people, next: page.next }) }
            },
        );
        let companies = Paged::new(
            |line: &CompanyLine| line.company.id,
            |one, other| one.company.domain > other.company.domain,
            move |after, limit| {
                let request = ListCompanies { text: text(), after, limit: Some(limit) };
                async { backend::call(request).await.map(|page| Page { rows: page.companies, next: page.next }) }
            },
        );
        let people = Self {
            desk,
            kind: RwSignal::new(Kind::People),
            typed,
            persons,
            companies,
            shown: RwSignal::new(None),
            card: RwSignal::new(Known::Loading),
            is_open: RwSignal::new(false),
            ask: RwSignal::new(None),
            ask_refusal: RwSignal::new(None),
            reading: StoredValue::new(Reading::default()),
            rest: Rest::new(),
        };
        Effect::new(move |_| {
            for tag in [Tag::Queue, Tag::Outbox, Tag::People, Tag::Settings] {
                desk.follow(tag);
            }
            people.read();
            people.load();
        });
        people.follow_cursor();
        people.follow_wishes();
        people
    }

    /// Shows who the cursor stands on, and who is asked for from elsewhere. Where nobody is found, nobody stays beside the list.
    fn follow_cursor(self) {
        let (person, company) = (self.persons.cursor(), self.companies.cursor());
        let has_nobody = Memo::new(move |_| self.has_nobody());
        Effect::new(move |_| {
            let under = match self.kind.get() {
                Kind::People => person.get().map(Subject::Person),
                Kind::Companies => company.get().map(Subject::Company),
            };
            if under.is_some() || has_nobody.get() {
                self.shown.set(under);
            }
        });
        let shown = Memo::new(move |_| self.shown.get());
        Effect::new(move |_| {
            // Nobody is to be taken for the one before.
            self.card.set(Known::Loading);
            if shown.get().is_some() {
                self.load();
            }
        });
    }

    /// Goes to somebody whom another screen names.
    fn follow_wishes(self) {
        Effect::new(move |_| {
            if let Some(id) = self.desk.wanted_person.get() {
                self.desk.wanted_person.set(None);
                self.persons.go_to(id);
                self.is_open.set(true);
            }
        });
    }

    /// Whether it is known that there is nobody in the list.
    pub fn has_nobody(self) -> bool {
        match self.kind.get() {
            Kind::People => self.persons.pages().with(Pages::found_nothing),
            Kind::Companies => self.companies.pages().with(Pages::found_nothing),
        }
    }

    fn cursor(self) -> Option<Subject> {
        match self.kind.get_untracked() {
            Kind::People => self.persons.pages().with_untracked(Pages::cursor).map(Subject::Person),
            Kind::Companies => self.companies.pages().with_untracked(Pages::cursor).map(Subject::Company),
        }
    }

    /// Whether somebody is shown on whom the cursor does not stand.
    pub fn is_elsewhere(self) -> bool {
        self.cursor().is_some_and(|cursor| self.shown.get_untracked() != Some(cursor))
    }

    pub fn show_cursor(self) {
        self.shown.set(self.cursor());
    }

    pub fn show(self, subject: Subject) {
        self.shown.set(Some(subject));
        self.is_open.set(true);
    }

    pub fn step(self, by: isize) {
        match self.kind.get_untracked() {
            Kind::People => self.persons.step(by),
            Kind::Companies => self.companies.step(by),
        }
    }

    pub fn turn_to(self, kind: Kind) {
        if self.kind.get_untracked() != kind {
            self.kind.set(kind);
            self.turn();
        }
    }

    /// Looks for what was typed, once there is a moment's rest.
    pub fn find(self, typed: String) {
        self.typed.set(typed);
        self.rest.after(move || self.turn());
    }

    /// Shows everybody again.
    pub fn find_all(self) {
        if !self.typed.with_untracked(String::is_empty) {
            self.find(String::new());
        }
    }

    fn turn(self) {
        match self.kind.try_get_untracked() {
            Some(Kind::People) => self.persons.turn(),
            Some(Kind::Companies) => self.companies.turn(),
            None => {}
        }
    }

    fn read(self) {
        match self.kind.get_untracked() {
            Kind::People => self.persons.read(),
            Kind::Companies => self.companies.read(),
        }
    }

    /// Reads all that is known of whoever is shown. At most one reading is under way, and the newest wish is read last.
    pub fn load(self) {
        if self.shown.with_untracked(Option::is_none) || self.reading.try_update_value(Reading::ask) != Some(true) {
            return;
        }
        spawn_local(async move {
            loop {
                let Some(shown) = self.shown.try_get_untracked() else { return };
                // Whoever was asked for may no longer be shown, and nobody else.
                if let Some(subject) = shown {
                    let answer = read(subject).await;
                    if self.shown.try_get_untracked() == Some(shown) {
                        let _gone = self.card.try_update(|card| *card = std::mem::take(card).learn(answer));
                    }
                }
                if self.reading.try_update_value(Reading::end) != Some(true) {
                    return;
                }
            }
        });
    }

    /// The contact who is shown, if it is one.
    pub fn person(self) -> Option<PersonView> {
        self.card.with_untracked(|card| match card.value() {
            Some(Shown::Person(person)) => Some(person.as_ref().clone()),
            _ => None,
        })
    }

    pub fn may_allow(self) -> bool {
        self.person().is_some_and(|person| may_allow(&person))
    }

    pub fn may_screen(self) -> bool {
        self.person().is_some_and(|person| may_screen(&person))
    }

    pub fn allow(self) {
        if let Some(person) = self.person() {
            let (who, address) = (person.contact.called(), person.contact.address);
            self.decide(text::said_allowed(&who), async { backend::call(AllowSender { address }).await.map(drop) });
        }
    }

    pub fn screen(self) {
        if let Some(person) = self.person() {
            let (who, address) = (person.contact.called(), person.contact.address);
            self.decide(text::said_screened(&who), async { backend::call(ScreenSender { address }).await.map(drop) });
        }
    }

    pub fn unsuppress(self, what: String) {
        self.decide(text::said_unsuppressed(&what), async { backend::call(Unsuppress { what }).await.map(drop) });
    }

    /// What is shown follows by itself: the engine says that it changed.
    fn decide(self, said: String, request: impl Future<Output = Result<(), ApiError>> + 'static) {
        spawn_local(async move {
            match request.await {
                Ok(()) => self.desk.say(said, true),
                Err(error) => self.desk.refuse(&error.message),
            }
        });
    }

    /// Carries out what the open question was answered with: why nothing may go there, or what to write about for the first
    /// time, which opens an item and shows it. A refusal leaves the question open, with the words in it.
    pub fn answer(self, ask: Ask, words: String) {
        spawn_local(async move {
            let answer = match ask.clone() {
                Ask::Write(to) => backend::call(WriteTo { to, note: words }).await.map(|item| Some(item.id)),
                Ask::Suppress(what) => backend::call(Suppress { what, reason: words }).await.map(|_| None),
            };
            let is_open = self.ask.try_with_untracked(|open| open.as_ref() == Some(&ask)) == Some(true);
            match (answer, ask) {
                (Err(error), _) if is_open => self.ask_refusal.set(Some(error.message)),
                (Err(error), _) => self.desk.refuse(&error.message),
                (Ok(opened), ask) => {
                    if is_open {
                        self.ask.set(None);
                    }
                    if let Ask::Suppress(what) = ask {
                        self.desk.say(text::said_suppressed(&what), true);
                    }
                    // Whoever closed the question meanwhile does not want to be led away.
                    if let Some(item) = opened.filter(|_| is_open) {
                        self.desk.show_item(item);
                    }
                }
            }
        });
    }

    /// Takes back the last decision.
    pub fn undo(self) {
        spawn_local(async move {
            match backend::call(Undo {}).await {
                Ok(undone) => self.desk.say(undone.words, false),
                Err(error) => self.desk.refuse(&error.message),
            }
        });
    }
}

/// Somebody known needs no leave, unless they are kept out.
pub fn may_allow(person: &PersonView) -> bool {
    person.screened_at.is_some() || person.written_at.is_none() && person.allowed_at.is_none()
}

pub fn may_screen(person: &PersonView) -> bool {
    person.screened_at.is_none()
}

async fn read(subject: Subject) -> Result<Shown, ApiError> {
    match subject {
        Subject::Person(contact) => backend::call(ShowPerson { contact }).await.map(|person| Shown::Person(Box::new(person))),
        Subject::Company(company) => {
            backend::call(ShowCompany { company }).await.map(|company| Shown::Company(Box::new(company)))
        }
    }
}
