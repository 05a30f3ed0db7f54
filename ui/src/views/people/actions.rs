//! What can be done about whoever is shown, in the order in which one comes to it.

use super::deciding::{may_allow, may_screen};
use super::forms::Editing;
use super::store::Adding;
use super::{Ask, People};
use crate::components::KeyCap;
use crate::desk::desk;
use crate::state::Shown;
use api::{Command, CompanyView, DealView, PersonView, Suppression, text};
use leptos::prelude::*;

pub fn actions(shown: Shown) -> AnyView {
    let note = if let Shown::Person(person) = &shown { note(person) } else { None };
    let edit = edit(shown.clone());
    let buttons = match shown {
        Shown::Person(person) => about_person(&person),
        Shown::Company(company) => about_company(&company),
        Shown::Deal(deal) => about_deal(&deal),
    };
    let people: People = expect_context();
    let add = move |what: Adding, id: &'static str, words: String| {
        view! { <button type="button" id=id on:click=move |_| people.adding.set(Some(what))>{words}</button> }
    };
    view! {
        <footer class="acts">
            {buttons}
            {edit}
            {add(Adding::Task, "add-task", text::add_task_label())}
            {add(Adding::Note, "add-note", text::add_note_label())}
            <p class="note" id="people-note" role="status" dir="auto">{note}</p>
        </footer>
    }
    .into_any()
}

/// What is kept in a CRM is changed there.
fn edit(shown: Shown) -> Option<impl IntoView> {
    let people: People = expect_context();
    let editing = Editing::of(shown)?;
    let open = move |_| people.editing.set(Some(editing.clone()));
    Some(view! {
        <button type="button" id="edit-record" on:click=open>
            {text::edit_record_label()}
            <KeyCap command=Command::Edit />
        </button>
    })
}

/// Why there is no first mail to write.
fn note(person: &PersonView) -> Option<String> {
    (person.open_items.is_empty() && person.written_at.is_some()).then(text::wrote_before)
}

fn about_person(person: &PersonView) -> AnyView {
    let people: People = expect_context();
    let write = match person.open_items.first() {
        Some(item) => {
            let (id, desk) = (item.id, desk());
            view! { <button type="button" class="go" id="open-item" on:click=move |_| desk.show_item(id)>{text::open_item_label()}</button> }
                .into_any()
        }
        None => {
            let address = person.contact.address.clone();
            let write = move |_| people.ask.set(Some(Ask::Write(address.clone())));
            let is_known = person.written_at.is_some();
            view! {
                <button type="button" class="go" id="write" disabled=is_known aria-describedby="people-note" on:click=write>
                    {text::write_label()}
                </button>
            }
            .into_any()
        }
    };
    let allow = may_allow(person).then(|| {
        view! {
            <button type="button" id="allow" on:click=move |_| people.allow()>
                {text::command(Command::AllowSender)}
                <KeyCap command=Command::AllowSender />
            </button>
        }
    });
    let screen = may_screen(person).then(|| {
        view! {
            <button type="button" id="screen" on:click=move |_| people.screen()>
                {text::command(Command::ScreenSender)}
                <KeyCap command=Command::ScreenSender />
            </button>
        }
    });
    let suppress = suppress(person.suppression.as_ref(), person.contact.address.clone(), text::suppress_label());
    view! { {write} {allow} {screen} {suppress} }.into_any()
}

fn about_company(company: &CompanyView) -> AnyView {
    if company.company.domain.is_empty() {
        return ().into_any();
    }
    suppress(company.suppression.as_ref(), company.company.domain.clone(), text::suppress_company_label())
}

fn about_deal(deal: &DealView) -> AnyView {
    let Some(item) = deal.open_items.first() else { return ().into_any() };
    let (id, desk) = (item.id, desk());
    view! { <button type="button" class="go" id="open-item" on:click=move |_| desk.show_item(id)>{text::open_item_label()}</button> }
        .into_any()
}

/// Has nothing go there, or lifts what keeps it from going.
fn suppress(entry: Option<&Suppression>, what: String, label: String) -> AnyView {
    let people: People = expect_context();
    match entry.map(|entry| entry.what.clone()) {
        Some(what) => {
            view! {
                <button type="button" id="unsuppress" on:click=move |_| people.unsuppress(what.clone())>{text::unsuppress_label()}</button>
            }
            .into_any()
        }
        None => {
            let ask = move |_| people.ask.set(Some(Ask::Suppress(what.clone())));
            view! { <button type="button" id="suppress" on:click=ask>{label}</button> }.into_any()
        }
    }
}
