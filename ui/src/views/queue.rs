//! The queue: what matters most right now, the work that is proposed, and what it is about.

mod ask;
mod context;
mod draft;
mod list;
mod proposal;
mod store;
mod thread;

use ask::AskDialog;
use context::Context;
use list::QueueList;
use proposal::Proposal;
use store::{Ask, Queue};
use thread::{Reader, ThreadReader};

use crate::commands::is_typing;
use crate::desk::desk;
use crate::state::{self, Ranking};
use api::{Command, Tab};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlTextAreaElement};

#[component]
pub fn QueueScreen() -> impl IntoView {
    let desk = desk();
    let queue = Queue::start(desk);
    provide_context(queue);
    provide_context(Reader::new());
    // Where there is no room for both, one of the list and the item is seen.
    let is_open = RwSignal::new(false);
    let with_context = RwSignal::new(true);
    desk.commands.handle(move |command| carry(queue, is_open, with_context, command));
    view! {
        <div class="three" class:opened=is_open class:without=move || !with_context.get()>
            <QueueList open=Callback::new(move |()| is_open.set(true)) />
            <Proposal />
            <Context />
        </div>
        <AskDialog />
        <ThreadReader />
    }
}

/// Carries out what a command means here. Answers whether it means anything.
fn carry(queue: Queue, is_open: RwSignal<bool>, with_context: RwSignal<bool>, command: Command) -> bool {
    let step = |with: &dyn Fn(&mut Ranking)| queue.ranking.update(|ranking| with(ranking));
    let chosen = || queue.ranking.with_untracked(Ranking::chosen);
    match command {
        Command::Next => step(&|ranking| ranking.step(1)),
        Command::Previous => step(&|ranking| ranking.step(-1)),
        Command::ExtendDown => step(&|ranking| ranking.extend(1)),
        Command::ExtendUp => step(&|ranking| ranking.extend(-1)),
        Command::ToggleSelection => step(&Ranking::toggle_selection),
        Command::SelectAll => step(&Ranking::select_all),
        Command::NextTab => queue.turn(1),
        Command::PreviousTab => queue.turn(-1),
        Command::Open => is_open.set(true),
        // The field stores what was typed when it loses the focus.
        Command::Back if is_typing() => blur(),
        Command::Back if queue.ranking.with_untracked(Ranking::n_selected) > 0 => step(&Ranking::unselect),
        Command::Back => is_open.set(false),
        Command::Approve => queue.approve(),
        Command::Edit => {
            is_open.set(true);
            write_on();
        }
        Command::Snooze if !chosen().is_empty() => queue.ask.set(Some(Ask::Until(chosen()))),
        Command::Dismiss if !chosen().is_empty() => queue.ask.set(Some(Ask::Reason(chosen()))),
        Command::Done => queue.finish(),
        Command::Undo => queue.undo(),
        Command::DropCc => queue.type_on(|form| form.fields.cc.clear()),
        Command::TryAgain => queue.retry(),
        Command::ToggleContext => with_context.update(|with| *with = !*with),
        Command::AllowSender if queue.tab.get_untracked() == Tab::NewSenders => queue.allow(),
        Command::ScreenSender if queue.tab.get_untracked() == Tab::NewSenders => queue.screen(),
        _ => return false,
    }
    true
}

fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Only an element that is gone cannot be focused.
        drop(element.focus());
    }
}

/// Into the text of the draft; what is to be filled in is selected, so that typing takes its place.
fn write_on() {
    focus("draft-body");
    let body = document().get_element_by_id("draft-body").and_then(|body| body.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(body) = body
        && let Some((start, end)) = state::placeholder(&body.value())
    {
        // It fails only for a field that has no selection.
        drop(body.set_selection_range(start, end));
    }
}

fn blur() {
    if let Some(element) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        drop(element.blur());
    }
}
