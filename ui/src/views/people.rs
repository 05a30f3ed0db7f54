//! People: contacts and companies, and what happened with each.

mod actions;
mod ask;
mod card;
mod list;
mod store;
mod timeline;

use ask::AskDialog;
use card::Card;
use list::PeopleList;
use store::{Ask, Kind, People, Subject};

use crate::commands::is_typing;
use crate::desk::desk;
use crate::focus::{blur, focus, focus_first};
use api::Command;
use leptos::prelude::*;

#[component]
pub fn PeopleScreen() -> impl IntoView {
    let desk = desk();
    let people = People::start(desk);
    provide_context(people);
    desk.commands.handle(move |command| carry(people, command));
    view! {
        <div class="two people" class:opened=people.is_open>
            <PeopleList />
            <Card />
        </div>
        <AskDialog />
    }
}

/// Carries out what a command means here. Answers whether it means anything.
fn carry(people: People, command: Command) -> bool {
    match command {
        Command::Next => people.step(1),
        Command::Previous => people.step(-1),
        Command::NextTab | Command::PreviousTab => people.turn_to(people.kind.get_untracked().other()),
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
        Command::Back => back(people),
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
