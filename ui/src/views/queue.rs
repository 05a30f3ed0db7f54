//! The queue: what matters most right now, the work that is proposed, and what it is about.

mod ask;
mod body;
mod chat;
mod claims;
mod context;
mod deals;
mod draft;
mod form;
mod list;
mod meant;
mod meeting;
mod meeting_form;
mod narrow;
mod proposal;
mod record_form;
mod selection;
mod store;
mod templates;
mod thread;
mod versions;
mod why;

use ask::AskDialog;
use context::Context;
use list::QueueList;
use proposal::Proposal;
use store::{Ask, Queue};
use thread::{Reader, ThreadReader};

use crate::commands::is_typing;
use crate::desk::desk;
use crate::focus::{blur, focus};
use crate::state::{self, Ranking};
use api::{Command, Tab};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlTextAreaElement;

#[component]
pub fn QueueScreen() -> impl IntoView {
    let desk = desk();
    let queue = Queue::start(desk);
    provide_context(queue);
    provide_context(Reader::new());
    let Queue { is_open, with_context, context_over, .. } = queue;
    desk.commands.handle(move |command| carry(queue, command));
    view! {
        <div class="three" class:opened=is_open class:without=move || !with_context.get() class:over=context_over>
            <QueueList open=Callback::new(move |()| is_open.set(true)) />
            <Proposal />
            <Context />
        </div>
        <AskDialog />
        <ThreadReader />
    }
}

/// Carries out what a command means here. Answers whether it means anything.
fn carry(queue: Queue, command: Command) -> bool {
    let step = |with: &dyn Fn(&mut Ranking)| queue.ranking.update(|ranking| with(ranking));
    let chosen = || queue.ranking.with_untracked(Ranking::chosen);
    let is_at_senders = || queue.tab.get_untracked() == Tab::NewSenders;
    match command {
        Command::Next => step(&|ranking| ranking.step(1)),
        Command::Previous => step(&|ranking| ranking.step(-1)),
        Command::ExtendDown => step(&|ranking| ranking.extend(1)),
        Command::ExtendUp => step(&|ranking| ranking.extend(-1)),
        Command::ToggleSelection => step(&Ranking::toggle_selection),
        Command::SelectAll => step(&Ranking::select_all),
        Command::NextTab => queue.turn(1),
        Command::PreviousTab => queue.turn(-1),
        Command::Filter => {
            queue.filter_is_open.set(true);
            request_animation_frame(|| focus("filter"));
        }
        Command::Sort => queue.sort_on(),
        Command::Open => queue.is_open.set(true),
        Command::Back => back(queue),
        Command::Approve => queue.approve(),
        Command::Edit => {
            queue.is_open.set(true);
            write_on();
        }
        Command::Versions => match queue.form.with_untracked(|form| form.as_ref().map(|form| form.item)) {
            Some(item) => queue.ask.set(Some(Ask::Versions(item))),
            None => return false,
        },
        Command::InsertTemplate => match queue.form.with_untracked(|form| form.as_ref().map(|form| form.item)) {
            Some(item) => queue.ask.set(Some(Ask::Template(item, selected_in_body()))),
            None => return false,
        },
        Command::Snooze if !chosen().is_empty() => queue.ask.set(Some(Ask::Until(chosen()))),
        Command::Wake if !chosen().is_empty() => queue.wake(),
        Command::Dismiss if !chosen().is_empty() => queue.ask.set(Some(Ask::Reason(chosen()))),
        Command::Done => queue.finish(),
        Command::Undo => queue.undo(),
        Command::DropCc => queue.type_on(|form| form.fields.cc.clear()),
        Command::TryAgain => queue.retry(),
        Command::BookMeeting => return queue.book(),
        Command::MoveDeal => return queue.move_deal(),
        Command::NoShow => return queue.no_show(),
        Command::ToggleContext => toggle_context(queue),
        Command::AllowSender if is_at_senders() => queue.allow(),
        Command::ScreenSender if is_at_senders() => queue.screen(),
        _ => return false,
    }
    true
}

/// One step back: out of a field, from what lies over the rest, from the selection, from the filter, from the item.
fn back(queue: Queue) {
    if is_typing() {
        // The field stores what was typed when it loses the focus.
        blur();
    } else if desk().unsay_refusal() {
        // What was refused has been read.
    } else if queue.context_over.get_untracked() && is_narrower_than(TWO_PANES) {
        queue.context_over.set(false);
    } else if queue.ranking.with_untracked(Ranking::n_selected) > 0 {
        queue.ranking.update(Ranking::unselect);
    } else if queue.is_open.get_untracked() && is_narrower_than(ONE_PANE) {
        queue.is_open.set(false);
    } else {
        queue.is_open.set(false);
        queue.widen();
    }
}

/// Below this width, in CSS pixels, the list and the item are not seen together; the styles say the same.
const ONE_PANE: f64 = 720.0;
/// Below this one there is no room for the context; the styles say the same.
const TWO_PANES: f64 = 1180.0;

fn is_narrower_than(width: f64) -> bool {
    window().inner_width().ok().and_then(|inner| inner.as_f64()).is_some_and(|inner| inner <= width)
}

fn toggle_context(queue: Queue) {
    if is_narrower_than(TWO_PANES) {
        queue.context_over.update(|over| *over = !*over);
    } else {
        queue.with_context.update(|with| *with = !*with);
    }
}

fn body_field() -> Option<HtmlTextAreaElement> {
    document().get_element_by_id("draft-body").and_then(|body| body.dyn_into().ok())
}

/// Into the text of the draft; what is to be filled in is selected, so that typing takes its place.
fn write_on() {
    focus("draft-body");
    if let Some(body) = body_field()
        && let Some(place) = state::placeholder(&body.value())
    {
        select_in_body(place);
    }
}

/// Into the text of the draft, with this selected, from one place to another in units of UTF-16.
fn select_in_body((start, end): (u32, u32)) {
    focus("draft-body");
    if let Some(body) = body_field() {
        // It fails only for a field that has no selection.
        drop(body.set_selection_range(start, end));
    }
}

/// What is selected in the text of the draft, or where the cursor stands in it.
fn selected_in_body() -> (u32, u32) {
    let Some(body) = body_field() else { return (u32::MAX, u32::MAX) };
    let end = state::units(&body.value());
    let start = body.selection_start().ok().flatten().unwrap_or(end);
    (start, body.selection_end().ok().flatten().unwrap_or(start))
}
