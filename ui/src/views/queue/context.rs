//! What the work is about: the person, the conversation, what stands in the way, what happened.

use super::Queue;
use super::chat::Chat;
use super::deals::deals;
use super::form::form;
use super::meeting::meeting;
use super::thread::Thread;
use crate::desk::desk;
use crate::state::{Known, Record};
use api::{Gate, ItemDetail, Move, Time, text};
use leptos::prelude::*;

#[component]
pub fn Context() -> impl IntoView {
    let queue: Queue = expect_context();
    let shown = queue.shown();
    let detail = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(Known::value).cloned()));
    let part = move |draw: fn(ItemDetail) -> AnyView| move || detail.get().map(draw);
    view! {
        <aside class="side" aria-label=text::context_title()>
            {part(person)}
            {part(card)}
            {part(deals)}
            {part(form)}
            {part(meeting)}
            <Thread detail />
            <Chat detail />
            {part(others)}
            {part(gates)}
            {part(moves)}
        </aside>
    }
}

fn person(detail: ItemDetail) -> AnyView {
    let Some(contact) = detail.item.contact else { return ().into_any() };
    let called = contact.called();
    let initials: String =
        called.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_alphanumeric()).take(2).collect();
    let company = detail.item.company.map(|company| company.called().to_owned());
    view! {
        <section class="person">
            <span class="initials" aria-hidden="true">{initials.to_uppercase()}</span>
            <div>
                <b dir="auto">{leads_to(contact.id, called)}</b>
                <p dir="auto">{company}</p>
                <p class="address">{contact.address}</p>
            </div>
        </section>
    }
    .into_any()
}

/// The name of a contact, which leads to their card.
fn leads_to(id: api::ContactId, called: String) -> impl IntoView {
    let desk = desk();
    view! { <button type="button" class="link" id="to-person" on:click=move |_| desk.show_record(Record::Person(id))>{called}</button> }
}

/// The correspondence in figures, and what stands in its way.
fn card(detail: ItemDetail) -> AnyView {
    let Some(card) = detail.card else { return ().into_any() };
    let answers = card.answers_after_ms.map(text::span_in_words);
    let line = |label: String, words: String| {
        view! {
            <dt>{label}</dt>
            <dd dir="auto">{words}</dd>
        }
    };
    view! {
        <dl class="figures number">
            {line(text::mails_label(), text::mails_exchanged(card.n_received, card.n_sent))}
            {answers.map(|answers| line(text::answers_label(), answers))}
            {card.suppressed.map(|suppressed| line(text::suppressed_label(), suppressed.reason))}
        </dl>
    }
    .into_any()
}

/// What else is open with the same person or company.
fn others(detail: ItemDetail) -> AnyView {
    if detail.other_items.is_empty() {
        return ().into_any();
    }
    let queue: Queue = expect_context();
    let line = move |other: api::ItemView| {
        let id = other.id;
        let who = other.called().unwrap_or_else(text::unknown_contact);
        view! {
            <li>
                <button type="button" class="link" on:click=move |_| queue.visit(id)>
                    <bdi>{who}</bdi>" "<bdi class="what">{other.what}</bdi>
                </button>
                <span class="number">{super::list::rounded(other.score)}</span>
            </li>
        }
    };
    view! {
        <section>
            <h3>{text::also_open()}</h3>
            <ul class="others">{detail.other_items.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn gates(detail: ItemDetail) -> AnyView {
    let holding: Vec<Gate> = detail.gates;
    if holding.is_empty() {
        return ().into_any();
    }
    let gate = |gate: Gate| {
        let (class, spoken) = if gate.passes { ("passes", text::gate_passes()) } else { ("holds", text::gate_holds()) };
        view! {
            <li class=class>
                <p dir="auto"><b>{text::gate_name(gate.name)}<span class="unseen">" "{spoken}</span></b>" "{gate.words}</p>
            </li>
        }
    };
    view! {
        <section>
            <h3>{text::gates_title()}</h3>
            <ul class="gates">{holding.into_iter().map(gate).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn moves(detail: ItemDetail) -> AnyView {
    view! {
        <section>
            <h3>{text::moves_title()}</h3>
            <ol class="moves">{detail.moves.into_iter().rev().map(|one| view! { <Moved one /> }).collect_view()}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn Moved(one: Move) -> impl IntoView {
    let now = desk().clock.now();
    let at: Time = one.at;
    view! {
        <li>
            <span>{text::state(one.to)}</span>
            <span class="reason" dir="auto">{one.reason}</span>
            <time class="number">{move || text::ago(at, now.get())}</time>
        </li>
    }
}
