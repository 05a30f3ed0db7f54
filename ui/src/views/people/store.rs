//! What the screen of people knows: its lists, and all about whoever is shown.

use super::forms::Editing;
use crate::backend;
use crate::desk::Desk;
use crate::focus::focus;
use crate::paged::Paged;
use crate::rest::Rest;
use crate::source::Source;
use crate::state::board::{self, Column};
use crate::state::pages::Page;
use crate::state::{Known, Pages, Reading, Record, Records, Shown};
use api::{
    ApiError, CompanyDuplicate, CompanyId, CompanyLine, ContactId, DealId, DealLine, DealStanding, Duplicate, ListCompanies,
    ListCompanyDuplicates, ListDeals, ListDuplicates, ListPeople, ListPipelines, PersonLine, PipelineId, PipelineView,
    ShowCompany, ShowDeal, ShowPerson, StageId, Tag,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the operator is asked before a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The reason of a first mail to this address.
    Write(String),
    /// Why nothing may go to this address or domain.
    Suppress(String),
}

/// What is being added to whoever is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adding {
    Task,
    Note,
}

/// Which deals are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    All,
    Standing(DealStanding),
    Stage(StageId),
}

#[derive(Clone, Copy)]
pub struct People {
    pub desk: Desk,
    pub kind: RwSignal<Records>,
    /// What is looked for.
    pub typed: RwSignal<String>,
    pub persons: Paged<ContactId, PersonLine>,
    pub companies: Paged<CompanyId, CompanyLine>,
    pub deals: Paged<DealId, DealLine>,
    /// None for those of all pipelines.
    pub pipeline: RwSignal<Option<PipelineId>>,
    pub which: RwSignal<Which>,
    pub pipelines: Source<Vec<PipelineView>>,
    /// The open stages of the pipeline that is looked at, with their deals; empty where deals are listed.
    pub columns: Memo<Vec<Column>>,
    pub shown: RwSignal<Option<Record>>,
    pub card: RwSignal<Known<Shown>>,
    /// Where there is no room for both, one of the list and the card is seen.
    pub is_open: RwSignal<bool>,
    pub ask: RwSignal<Option<Ask>>,
    /// Why what the question was answered with cannot be done.
    pub ask_refusal: RwSignal<Option<String>>,
    pub adding: RwSignal<Option<Adding>>,
    /// Contacts who may be one person, and whether they are looked at in the place of a card.
    pub duplicates: Source<Vec<Duplicate>>,
    pub company_duplicates: Source<Vec<CompanyDuplicate>>,
    pub is_comparing: RwSignal<bool>,
    pub editing: RwSignal<Option<Editing>>,
    reading: StoredValue<Reading>,
    rest: Rest,
}

impl People {
    pub fn start(desk: Desk) -> Self {
        let typed = RwSignal::new(String::new());
        let (pipeline, which) = (RwSignal::new(None), RwSignal::new(Which::Standing(DealStanding::Open)));
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
            |one, other| by_name(one) > by_name(other),
            move |after, limit| {
                let request = ListCompanies { text: text(), after, limit: Some(limit) };
                async { backend::call(request).await.map(|page| Page { rows: page.companies, next: page.next }) }
            },
        );
        let deals = Paged::new(
            |line: &DealLine| line.id,
            |one, other| (one.changed_at, one.id) < (other.changed_at, other.id),
            move |after, limit| {
                let (standing, stage) = match which.try_get_untracked() {
                    Some(Which::Standing(standing)) => (Some(standing), None),
                    Some(Which::Stage(stage)) => (None, Some(stage)),
                    _ => (None, None),
                };
                let pipeline = pipeline.try_get_untracked().flatten();
                let request = ListDeals { pipeline, stage, standing, text: text(), after, limit: Some(limit) };
                async { backend::call(request).await.map(|page| Page { rows: page.deals, next: page.next }) }
            },
        );
        let pipelines: Source<Vec<PipelineView>> = Source::new(|| backend::call(ListPipelines {}));
        let columns = Memo::new(move |_| {
            let chosen =
                pipelines.known().with(|known| chosen(known.value().map_or(&[], Vec::as_slice), pipeline.get()).cloned());
            let chosen = chosen.filter(|_| desk.is_board.get());
            chosen.map(|chosen| deals.pages().with(|pages| board::columns(&chosen, pages.rows()))).unwrap_or_default()
        });
        let people = Self {
            desk,
            kind: desk.records,
            typed,
            persons,
            companies,
            deals,
            pipeline,
            which,
            pipelines,
            columns,
            shown: RwSignal::new(None),
            card: RwSignal::new(Known::Loading),
            is_open: RwSignal::new(false),
            ask: RwSignal::new(None),
            ask_refusal: RwSignal::new(None),
            adding: RwSignal::new(None),
            duplicates: Source::new(|| backend::call(ListDuplicates {})),
            company_duplicates: Source::new(|| backend::call(ListCompanyDuplicates {})),
            is_comparing: RwSignal::new(false),
            editing: RwSignal::new(None),
            reading: StoredValue::new(Reading::default()),
            rest: Rest::new(),
        };
        Effect::new(move |_| {
            for tag in [Tag::Queue, Tag::Outbox, Tag::People, Tag::Settings] {
                desk.follow(tag);
            }
            people.persons.read();
            people.companies.read();
            people.deals.read();
            people.load();
        });
        // Asking for pipelines makes the operator's own: only whoever looks at deals wants one.
        let wants_pipelines = Memo::new(move |_| {
            people.kind.get() == Records::Deals
                || people.shown.with(|shown| matches!(shown, Some(Record::Deal(_))))
                || people.editing.with(|editing| matches!(editing, Some(Editing::Deal(_))))
        });
        Effect::new(move |_| {
            desk.follow(Tag::People);
            if wants_pipelines.get() {
                people.pipelines.read();
            }
        });
        // It compares all contacts: once is enough, until they are looked at.
        people.duplicates.read();
        people.company_duplicates.read();
        people.follow_cursor();
        people.follow_wishes();
        people
    }

    /// Shows who the cursor stands on, and who is asked for from elsewhere. Where nobody is found, nobody stays beside the list.
    fn follow_cursor(self) {
        let (person, company, deal) = (self.persons.cursor(), self.companies.cursor(), self.deals.cursor());
        let has_nobody = Memo::new(move |_| self.has_nobody());
        let under = Memo::new(move |_| match self.kind.get() {
            Records::People => person.get().map(Record::Person),
            Records::Companies => company.get().map(Record::Company),
            Records::Deals => deal.get().map(Record::Deal),
        });
        Effect::new(move |_| {
            let under = under.get();
            if under.is_some() || has_nobody.get() {
                self.shown.set(under);
            }
        });
        let shown = Memo::new(move |_| self.shown.get());
        Effect::new(move |_| {
            let shown = shown.get();
            // Nobody is to be taken for the one before.
            self.card.set(Known::Loading);
            self.adding.set(None);
            self.is_comparing.set(false);
            if shown.is_some() {
                self.load();
            }
        });
    }

    /// Goes to whom or what another screen names.
    fn follow_wishes(self) {
        Effect::new(move |_| {
            let Some(wanted) = self.desk.wanted_record.get() else { return };
            self.desk.wanted_record.set(None);
            match wanted {
                Record::Person(id) => {
                    self.kind.set(Records::People);
                    self.persons.go_to(id);
                }
                Record::Company(id) => {
                    self.kind.set(Records::Companies);
                    self.companies.go_to(id);
                }
                Record::Deal(id) => {
                    self.kind.set(Records::Deals);
                    self.deals.go_to(id);
                }
            }
            self.is_open.set(true);
        });
    }

    /// Whether it is known that there is nobody in the list.
    pub fn has_nobody(self) -> bool {
        match self.kind.get() {
            Records::People => self.persons.pages().with(Pages::found_nothing),
            Records::Companies => self.companies.pages().with(Pages::found_nothing),
            Records::Deals => self.deals.pages().with(Pages::found_nothing),
        }
    }

    fn cursor(self) -> Option<Record> {
        match self.kind.get_untracked() {
            Records::People => self.persons.pages().with_untracked(Pages::cursor).map(Record::Person),
            Records::Companies => self.companies.pages().with_untracked(Pages::cursor).map(Record::Company),
            Records::Deals => self.deals.pages().with_untracked(Pages::cursor).map(Record::Deal),
        }
    }

    /// Whether somebody is shown on whom the cursor does not stand.
    pub fn is_elsewhere(self) -> bool {
        self.cursor().is_some_and(|cursor| self.shown.get_untracked() != Some(cursor))
    }

    pub fn show_cursor(self) {
        self.shown.set(self.cursor());
    }

    pub fn show(self, record: Record) {
        self.shown.set(Some(record));
        self.is_comparing.set(false);
        self.is_open.set(true);
    }

    pub fn step(self, by: isize) {
        match self.kind.get_untracked() {
            Records::People => self.persons.step(by),
            Records::Companies => self.companies.step(by),
            Records::Deals => self.deals.step(by),
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

    /// What is looked for is looked for in all lists: each tab counts what was found in it.
    fn turn(self) {
        self.persons.turn();
        self.companies.turn();
        self.deals.turn();
    }

    /// Whether deals are looked at side by side by their stages.
    pub fn is_board(self) -> bool {
        self.kind.get() == Records::Deals && self.desk.is_board.get()
    }

    /// The pipeline that is looked at: on a board there is always one.
    pub fn chosen_pipeline(self) -> Option<PipelineView> {
        let wanted = self.pipeline.get();
        self.pipelines.known().with(|known| chosen(known.value().map_or(&[], Vec::as_slice), wanted).cloned())
    }

    /// Shows deals as a board, which is of the open ones of one pipeline, or as a list.
    pub fn set_board(self, is_board: bool) {
        self.kind.set(Records::Deals);
        self.is_open.set(false);
        self.desk.is_board.set(is_board);
        if is_board {
            let pipeline = untrack(|| self.chosen_pipeline()).map(|pipeline| pipeline.id);
            self.narrow(pipeline, Which::Standing(DealStanding::Open));
        }
        request_animation_frame(|| focus("people"));
    }

    /// Goes to another deal of the board: the first there is where none is chosen.
    pub fn step_on_board(self, to: fn(&[Column], DealId) -> Option<DealId>) {
        let cursor = self.deals.pages().with_untracked(Pages::cursor);
        let next = self.columns.with_untracked(|columns| {
            let at = cursor.filter(|id| board::place(columns, *id).is_some());
            match at {
                Some(at) => to(columns, at),
                None => columns.iter().find_map(|column| column.deals.first().copied()),
            }
        });
        if let Some(next) = next {
            self.deals.go_to(next);
        }
    }

    /// Lists other deals.
    pub fn narrow(self, pipeline: Option<PipelineId>, which: Which) {
        if (self.pipeline.get_untracked(), self.which.get_untracked()) != (pipeline, which) {
            self.pipeline.set(pipeline);
            self.which.set(which);
            self.deals.turn();
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
                if let Some(record) = shown {
                    let answer = read(record).await;
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

    /// All that is known of whoever is shown, as far as it was read.
    pub fn known(self) -> Option<Shown> {
        self.card.with_untracked(|card| card.value().cloned())
    }
}

/// The place of a company in the order of the engine.
fn by_name(line: &CompanyLine) -> (String, CompanyId) {
    (line.company.name.to_ascii_lowercase(), line.company.id)
}

/// The pipeline that is wanted; without a wish the first that is not put away.
fn chosen(all: &[PipelineView], wanted: Option<PipelineId>) -> Option<&PipelineView> {
    match wanted {
        Some(id) => all.iter().find(|pipeline| pipeline.id == id),
        None => all.iter().find(|pipeline| !pipeline.is_archived),
    }
}

async fn read(record: Record) -> Result<Shown, ApiError> {
    match record {
        Record::Person(contact) => backend::call(ShowPerson { contact }).await.map(|person| Shown::Person(Box::new(person))),
        Record::Company(company) => backend::call(ShowCompany { company }).await.map(|company| Shown::Company(Box::new(company))),
        Record::Deal(deal) => backend::call(ShowDeal { deal }).await.map(|deal| Shown::Deal(Box::new(deal))),
    }
}
