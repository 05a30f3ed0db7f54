//! What of the list is looked at: words, a band, an order.

use super::Queue;
use crate::components::{Icon, KeyCap, Picture};
use crate::desk::desk;
use crate::state::{Narrowing, Ranking};
use api::{Band, Command, text};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;

/// How long after the last letter the list is narrowed.
const NARROW_AFTER: Duration = Duration::from_millis(80);

/// The order, and what opens the field for filtering.
#[component]
pub fn Order() -> impl IntoView {
    let queue: Queue = expect_context();
    let desk = desk();
    let chosen = move |event: ev::Event| {
        let at: usize = event_target_value(&event).parse().unwrap_or_default();
        queue.narrow(|narrowing| narrowing.sort = Narrowing::SORTS.get(at).copied().flatten());
    };
    view! {
        <span class="order">
            <label class="unseen" for="sort">{text::sort_label()}</label>
            <select id="sort" on:change=chosen>
                {Narrowing::SORTS.iter().enumerate().map(|(at, sort)| view! {
                    <option value=at.to_string() prop:selected=move || desk.narrowing.with(|narrowing| narrowing.sort == *sort)>
                        {move || text::sort_name(*sort, queue.tab.get())}
                    </option>
                }).collect_view()}
            </select>
            <button
                type="button"
                class="plain"
                id="open-filter"
                aria-expanded=move || queue.filter_is_open.get().to_string()
                on:click=move |_| { desk.commands.run(Command::Filter); }
            >
                {text::filter_label()}
                <KeyCap command=Command::Filter />
            </button>
        </span>
    }
}

/// The field and the bands.
#[component]
pub fn Filter() -> impl IntoView {
    let queue: Queue = expect_context();
    let desk = desk();
    let input: NodeRef<html::Input> = NodeRef::new();
    let typed = RwSignal::new(desk.narrowing.with_untracked(|narrowing| narrowing.text.clone()));
    let number = StoredValue::new(0_u64);
    let changed = move |event: ev::Event| {
        typed.set(event_target_value(&event));
        let now = number.try_update_value(|number| {
            *number += 1;
            *number
        });
        set_timeout(
            move || {
                if number.try_get_value() == now && now.is_some() {
                    queue.narrow(|narrowing| narrowing.text = typed.get_untracked());
                }
            },
            NARROW_AFTER,
        );
    };
    // What else lets go of the words, as a button below an empty list, empties the field as well.
    Effect::new(move |_| {
        let text = desk.narrowing.with(|narrowing| narrowing.text.clone());
        if typed.with_untracked(|typed| *typed != text) {
            typed.set(text);
        }
    });
    let close = move || {
        number.update_value(|number| *number += 1);
        queue.widen();
        super::focus("items");
    };
    let pressed = move |event: ev::KeyboardEvent| {
        let step = |by: isize| queue.ranking.update(|ranking: &mut Ranking| ranking.step(by));
        match event.key().as_str() {
            _ if event.is_composing() => return,
            "Escape" => close(),
            "Enter" => super::focus("items"),
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let band = move |band: Band| {
        let is_on = move || desk.narrowing.with(|narrowing| narrowing.band == Some(band));
        view! {
            <button
                type="button"
                class=format!("toggle {}", band.as_str())
                aria-pressed=move || is_on().to_string()
                on:click=move |_| queue.narrow(|narrowing| narrowing.toggle(band))
            >
                {text::band_name(band)}
            </button>
        }
    };
    view! {
        <div class="narrow" role="search">
            <input
                type="text"
                id="filter"
                node_ref=input
                dir="auto"
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                aria-label=text::filter_label()
                placeholder=text::filter_hint()
                prop:value=typed
                on:input=changed
                on:keydown=pressed
            />
            <span class="toggles" role="group" aria-label=text::bands_label()>
                {[Band::Hot, Band::Warm, Band::Cool].map(band).collect_view()}
            </span>
            <button type="button" class="plain" aria-label=text::clear_filter() on:click=move |_| close()>
                <Picture icon=Icon::Close />
            </button>
        </div>
    }
}
