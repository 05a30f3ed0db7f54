//! The parts that cards have in common: what waits, which deals there are, who belongs to it.

use super::People;
use crate::components::When;
use crate::desk::desk;
use crate::state::Record;
use api::{ContactRef, DealEnd, DealLine, ItemView, PersonLine, text};
use leptos::prelude::*;

/// Of how many people the names are shown at once.
const PEOPLE_SHOWN: usize = 12;

/// A part of a card under its title.
pub fn section(id: &'static str, title: String, body: AnyView) -> AnyView {
    view! {
        <section class="of-card" aria-labelledby=id>
            <h3 id=id>{title}</h3>
            {body}
        </section>
    }
    .into_any()
}

pub fn open_items(items: Vec<ItemView>) -> AnyView {
    let desk = desk();
    let now = desk.clock.now();
    let line = move |item: ItemView| {
        let (id, due_at) = (item.id, item.snoozed_until.unwrap_or(item.due_at));
        let score = format!("{:.0}", item.score.round());
        let spoken = text::score_in_band(&score, item.band);
        let is_late = move || due_at < now.get();
        view! {
            <li>
                <button type="button" class="waits" on:click=move |_| desk.show_item(id)>
                    <span class=format!("score number {}", item.band.as_str())>
                        <span aria-hidden="true">{score}</span>
                        <span class="unseen">{spoken}</span>
                    </span>
                    <b dir="auto">{item.what}</b>
                    <span class="due number" class:late=is_late title=move || desk.date(due_at)>{move || text::due(due_at, now.get())}</span>
                    <span class="why" dir="auto">{item.why}</span>
                </button>
            </li>
        }
    };
    let body = if items.is_empty() {
        view! { <p class="none">{text::nothing_open()}</p> }.into_any()
    } else {
        view! { <ul class="card">{items.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    section("open-title", text::open_with_them(), body)
}

/// The deals of somebody, those that are open first. Nothing where there is none.
pub fn deals(mut all: Vec<DealLine>) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    all.sort_by_key(DealLine::is_closed);
    let people: People = expect_context();
    let desk = desk();
    let now = desk.clock.now();
    let line = move |deal: DealLine| {
        let (id, closes_at) = (deal.id, deal.closes_at.filter(|_| !deal.is_closed()));
        let class = end_class(deal.ends);
        view! {
            <li>
                <button type="button" class="colleague" on:click=move |_| people.show(Record::Deal(id))>
                    <span class="deal-name">
                        <b dir="auto">{text::deal_called(&deal.name)}</b>
                        <small class=class dir="auto">{deal.stage.clone()}</small>
                    </span>
                    <span class="number">{worth(&deal)}</span>
                    {closes_at.map(|at| view! { <time class="number" title=move || desk.date(at)>{move || desk.day(at, now.get())}</time> })}
                </button>
            </li>
        }
    };
    section(
        "deals-title",
        text::deals_tab(),
        view! { <ul class="card">{all.into_iter().map(line).collect_view()}</ul> }.into_any(),
    )
}

/// What the stage of a deal is drawn as.
pub const fn end_class(ends: Option<DealEnd>) -> &'static str {
    match ends {
        None => "stage",
        Some(DealEnd::Won) => "stage won",
        Some(DealEnd::Lost) => "stage lost",
    }
}

/// The amount of a deal; none where it has none.
pub fn worth(deal: &DealLine) -> Option<String> {
    deal.amount_cents.map(|cents| text::money(cents, &deal.currency))
}

/// The people of a company or of a deal; of a deal it says so where there is nobody.
pub fn people_of(all: Vec<PersonLine>, is_deal: bool) -> AnyView {
    if all.is_empty() {
        let none = || {
            section(
                "colleagues-title",
                text::people_of_company(),
                view! { <p class="none">{text::nobody_in_deal()}</p> }.into_any(),
            )
        };
        return is_deal.then(none).into_any();
    }
    let n_shown = RwSignal::new(PEOPLE_SHOWN);
    let n = all.len();
    let further = move || {
        let n_left = n.saturating_sub(n_shown.get());
        (n_left > 0).then(|| {
            view! {
                <button type="button" class="link more" on:click=move |_| n_shown.set(n)>{text::show_all_people(n_left as u64)}</button>
            }
        })
    };
    let lines = move || all.iter().take(n_shown.get()).cloned().map(|line| view! { <Colleague line /> }).collect_view();
    section("colleagues-title", text::people_of_company(), view! { <ul class="card">{lines}</ul> {further} }.into_any())
}

#[component]
fn Colleague(line: PersonLine) -> impl IntoView {
    let people: People = expect_context();
    let PersonLine { contact, last_mail_at, n_open, suppressed, .. } = line;
    let id = contact.id;
    let called = ContactRef::called(&contact);
    let state = if suppressed { Some(text::is_suppressed()) } else { (n_open > 0).then(|| text::n_open(n_open)) };
    view! {
        <li>
            <button type="button" class="colleague" on:click=move |_| people.show(Record::Person(id))>
                <b dir="auto">{called}</b>
                <span class="state" class:bad=suppressed>{state}</span>
                {last_mail_at.map(|at| view! { <When at /> })}
            </button>
        </li>
    }
}
