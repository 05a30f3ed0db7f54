//! People: contacts, companies and deals, and what happened with each.

mod actions;
mod ask;
mod board_view;
mod card;
mod company_duplicates;
mod deal;
mod deciding;
mod duplicates;
mod forms;
mod heads;
mod list;
mod narrow;
mod parts;
mod store;
mod timeline;
mod todo;

use ask::AskDialog;
use card::Card;
use forms::{Editing, FormDialog};
use list::PeopleList;
use store::{Ask, People};

use crate::commands::is_typing;
use crate::desk::desk;
use crate::focus::{blur, focus, focus_first};
use crate::state::{Records, board};
use api::Command;
use leptos::prelude::*;

#[component]
pub fn PeopleScreen() -> impl IntoView {
    let desk = desk();
    let people = People::start(desk);
    provide_context(people);
    desk.commands.handle(move |command| carry(people, command));
    view! {
        <div class="two people" class:opened=people.is_open class:boarded=move || people.is_board()>
            <PeopleList />
            <Card />
        </div>
        <AskDialog />
        <FormDialog />
    }
}

/// Carries out what a command means here. Answers whether it means anything.
fn carry(people: People, command: Command) -> bool {
    let is_board = untrack(|| people.is_board());
    match command {
        Command::Next if is_board => people.step_on_board(|columns, deal| board::below(columns, deal, 1)),
        Command::Previous if is_board => people.step_on_board(|columns, deal| board::below(columns, deal, -1)),
        Command::NextColumn if is_board => people.step_on_board(|columns, deal| board::beside(columns, deal, 1)),
        Command::PreviousColumn if is_board => people.step_on_board(|columns, deal| board::beside(columns, deal, -1)),
        Command::Next => people.step(1),
        Command::Previous => people.step(-1),
        Command::NextTab => people.kind.update(|kind| *kind = kind.next()),
        Command::PreviousTab => people.kind.update(|kind| *kind = kind.previous()),
        Command::StageForward => return people.move_beside(1),
        Command::StageBack => return people.move_beside(-1),
        Command::ToggleBoard => people.set_board(!is_board),
        Command::Add => people.add(),
        Command::Edit => return people.edit(),
        Command::Open if people.shown.get_untracked().is_some() => {
            people.is_open.set(true);
            // Once the card is shown: where there is no room for both, it is not yet.
            request_animation_frame(|| focus_first("card"));
        }
        Command::Filter => {
            people.is_open.set(false);
            request_animation_frame(|| focus("people-filter"));
        }
        Command::Back if is_typing() => {
            blur();
            people.find_all();
        }
        Command::Back if people.is_comparing.get_untracked() => people.is_comparing.set(false),
        Command::Back => back(people),
        Command::ExportPeople => people.export(),
        Command::AllowSender if people.may_allow() => people.allow(),
        Command::ScreenSender if people.may_screen() => people.screen(),
        Command::Undo => people.undo(),
        _ => return false,
    }
    true
}

/// One step back: to who stands under the cursor, to the list, to all of the list.
fn back(people: People) {
    if people.is_elsewhere() {
        people.show_cursor();
    } else if people.is_open.get_untracked() {
        people.is_open.set(false);
        request_animation_frame(|| focus("people"));
    } else {
        people.find_all();
    }
}

impl People {
    /// What the form of something new is about: whatever the list is of.
    fn add(self) {
        let new = match self.kind.get_untracked() {
            Records::People => Editing::Person(None),
            Records::Companies => Editing::Company(None),
            Records::Deals => Editing::Deal(None),
        };
        self.editing.set(Some(new));
    }

    /// Opens the form of whoever is shown. Answers whether there is one.
    fn edit(self) -> bool {
        let editing = self.known().and_then(Editing::of);
        let is_there = editing.is_some();
        if is_there {
            self.editing.set(editing);
        }
        is_there
    }
}
