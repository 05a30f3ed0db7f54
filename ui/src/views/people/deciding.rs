//! What the operator does with whoever is shown. What is shown follows by itself: the engine says that it changed.

use super::store::{Ask, People};
use crate::backend;
use crate::state::{Record, Shown, board};
use api::{
    AddNote, AddTask, Added, AllowSender, ApiError, DealId, DealLine, ExportPeople, FinishTask, MoveDeal, PersonView, SaveDeal,
    ScreenSender, StageId, StageView, Suppress, TaskView, Undo, Unsuppress, WriteTo, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl People {
    /// The contact who is shown, if it is one.
    fn person(self) -> Option<PersonView> {
        if let Some(Shown::Person(person)) = self.known() { Some(*person) } else { None }
    }

    /// The deal that is meant: the one of the card, or the one under the cursor of the list.
    pub fn deal(self) -> Option<DealLine> {
        let id = self.shown.get_untracked().and_then(Record::deal)?;
        let listed = self.deals.pages().with_untracked(|pages| pages.row(id).cloned());
        listed.or_else(|| match self.known()? {
            Shown::Deal(deal) if deal.deal.id == id => Some(deal.deal),
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

    /// Moves a deal that is kept here; for one of a CRM it opens the item that moves it there.
    pub fn move_deal(self, deal: &DealLine, stage: &StageView) {
        if deal.stage_id == Some(stage.id) {
            return;
        }
        let (id, called) = (deal.id, text::deal_called(&deal.name));
        if deal.kept.is_local {
            let request = SaveDeal { stage: Some(stage.id), ..unchanged(Some(id)) };
            self.decide(text::said_deal_moved(&called, &stage.name), async { backend::call(request).await.map(drop) });
        } else {
            let request = MoveDeal { deal: id, stage: stage.id.to_string() };
            let said = text::said_deal_to_be_moved(&called, &stage.name);
            let desk = self.desk;
            spawn_local(async move {
                match backend::call(request).await {
                    Ok(_) => desk.say(said, false),
                    Err(error) => desk.refuse(&error.message),
                }
            });
        }
    }

    pub fn move_deal_to(self, deal: DealId, stage: StageId) {
        let line = self.deals.pages().with_untracked(|pages| pages.row(deal).cloned());
        let Some(line) = line.or_else(|| self.deal().filter(|line| line.id == deal)) else { return };
        let found = self.pipelines.known().with_untracked(|known| {
            known.value()?.iter().flat_map(|pipeline| &pipeline.stages).find(|one| one.id == stage).cloned()
        });
        if let Some(stage) = found {
            self.move_deal(&line, &stage);
        }
    }

    /// Moves the deal that is meant to the stage beside its own. Answers whether there is such a deal.
    pub fn move_beside(self, by: isize) -> bool {
        let Some(deal) = self.deal() else { return false };
        let stage = self.pipelines.known().with_untracked(|known| {
            let pipeline = board::of_stage(known.value()?, deal.stage_id)?;
            board::neighbour(pipeline, deal.stage_id, by).cloned()
        });
        if let Some(stage) = stage {
            self.move_deal(&deal, &stage);
        }
        true
    }

    pub fn finish_task(self, task: &TaskView) {
        let (said, request) = (text::said_task_done(&task.title), FinishTask { task: task.id });
        self.decide(said, async { backend::call(request).await.map(drop) });
    }

    /// Adds a task or a note to this record. `done` gets what was refused, or where it is now.
    pub fn add_task(self, about: Record, title: String, due: String, done: Callback<Result<AddedTo, ApiError>>) {
        let due = Some(due.trim().to_owned()).filter(|due| !due.is_empty());
        let (contact, company, deal) = (about.person(), about.company(), about.deal());
        let request = AddTask { title, body: String::new(), due, contact, company, deal };
        spawn_local(async move {
            let _gone = done.try_run(backend::call(request).await.map(AddedTo::of));
        });
    }

    pub fn add_note(self, about: Record, body: String, done: Callback<Result<AddedTo, ApiError>>) {
        let (contact, company, deal) = (about.person(), about.company(), about.deal());
        let request = AddNote { body, contact, company, deal };
        spawn_local(async move {
            let _gone = done.try_run(backend::call(request).await.map(AddedTo::of));
        });
    }

    pub fn decide(self, said: String, request: impl Future<Output = Result<(), ApiError>> + 'static) {
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

    /// Writes all contacts to a file that the operator names.
    pub fn export(self) {
        let desk = self.desk;
        spawn_local(async move {
            let exported = async {
                let Some(path) = backend::choose_place(&text::export_file()).await? else { return Ok(None) };
                backend::call(ExportPeople { path }).await.map(Some)
            };
            match exported.await {
                Ok(Some(exported)) => desk.say(text::people_exported(exported.n_people, &exported.path), false),
                Ok(None) => {}
                Err(error) => desk.refuse(&error.message),
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

/// Where what was added is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedTo {
    /// Kept here, and taken back by undo.
    ThisFile,
    /// The queue, where it waits to be approved before a CRM has it.
    Queue,
}

impl AddedTo {
    fn of<T>(added: Added<T>) -> Self {
        match added {
            Added::Kept(_) => Self::ThisFile,
            Added::ToApprove(_) => Self::Queue,
        }
    }
}

/// Somebody known needs no leave, unless they are kept out.
pub fn may_allow(person: &PersonView) -> bool {
    person.screened_at.is_some() || person.written_at.is_none() && person.allowed_at.is_none()
}

pub fn may_screen(person: &PersonView) -> bool {
    person.screened_at.is_none()
}

/// A change of a deal that changes nothing yet; a new deal without one.
pub const fn unchanged(deal: Option<DealId>) -> SaveDeal {
    SaveDeal { deal, name: None, stage: None, amount_cents: None, currency: None, company: None, contacts: None, closes_at: None }
}
