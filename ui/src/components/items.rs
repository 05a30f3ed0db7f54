//! The first items of the queue: how much, who, by when, what, and why.

use api::{ContactRef, ItemId, ItemView, Time, text};
use leptos::prelude::*;

/// `item` gives what is known of one item; a row lives as long as its item is listed and only its words change.
#[component]
pub fn FirstItems<F>(ids: Memo<Vec<ItemId>>, n_more: Memo<u64>, item: F, now: ReadSignal<Time>) -> impl IntoView
where
    F: Fn(ItemId) -> Signal<Option<ItemView>> + Send + Sync + Copy + 'static,
{
    let more = move || Some(n_more.get()).filter(|n| *n > 0).map(text::more_in_queue);
    view! {
        <section class="section" aria-labelledby="first">
            <header>
                <h2 id="first">{text::first_in_queue()}</h2>
                <span class="number">{more}</span>
            </header>
            <ol class="card" id="items">
                <For each=move || ids.get() key=|id| *id let(id)>
                    <Row item=item(id) now />
                </For>
            </ol>
        </section>
    }
}

#[component]
fn Row(item: Signal<Option<ItemView>>, now: ReadSignal<Time>) -> impl IntoView {
    // An item that has just left the list keeps its row for a moment; it is empty then.
    let part = move |of: fn(&ItemView) -> String| Memo::new(move |_| item.with(|item| item.as_ref().map(of).unwrap_or_default()));
    let (who, company, what, why) = (part(who), part(company), part(|item| item.what.clone()), part(|item| item.why.clone()));
    let score = part(|item| rounded(item.score));
    let band = part(|item| item.band.as_str().to_owned());
    let spoken = part(|item| text::score_in_band(&rounded(item.score), item.band));
    let due_at = Memo::new(move |_| item.with(|item| item.as_ref().map(|item| item.due_at)));
    let due = move || due_at.get().map(|due_at| text::due(due_at, now.get()));
    let is_late = move || due_at.get().is_some_and(|due_at| due_at < now.get());
    view! {
        <li class="item">
            <p class=move || format!("score number {}", band.get())>
                <span aria-hidden="true">{score}</span>
                <span class="unseen">{spoken}</span>
            </p>
            <p class="names">
                <bdi class="who">{who}</bdi>
                <bdi class="company">{company}</bdi>
            </p>
            <p class="due number" class:late=is_late>{due}</p>
            <p class="what" dir="auto">{what}</p>
            <p class="why" dir="auto">{why}</p>
        </li>
    }
}

fn who(item: &ItemView) -> String {
    item.contact.as_ref().map_or_else(text::unknown_contact, ContactRef::called)
}

fn company(item: &ItemView) -> String {
    let Some(company) = &item.company else { return String::new() };
    let name = if company.name.is_empty() { &company.domain } else { &company.name };
    format!(" · {name}")
}

fn rounded(score: f64) -> String {
    format!("{:.0}", score.round())
}
