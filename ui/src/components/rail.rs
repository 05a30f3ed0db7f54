//! The screens, at the left edge: pictures with names that show on hover and focus, and always where there is room.

use super::icons::{Icon, Picture};
use crate::desk::{Screen, desk};
use api::{Command, text};
use leptos::prelude::*;

struct Entry {
    screen: Screen,
    command: Command,
    icon: Icon,
    name: String,
}

/// `n_hot` is the badge on the queue.
#[component]
pub fn Rail(n_hot: Memo<u64>) -> impl IntoView {
    let entries = [
        Entry { screen: Screen::Queue, command: Command::GoQueue, icon: Icon::Queue, name: text::screen_queue() },
        Entry { screen: Screen::Outbox, command: Command::GoOutbox, icon: Icon::Outbox, name: text::screen_outbox() },
        Entry { screen: Screen::People, command: Command::GoPeople, icon: Icon::People, name: text::screen_people() },
        Entry { screen: Screen::Signals, command: Command::GoSignals, icon: Icon::Signals, name: text::screen_signals() },
        Entry { screen: Screen::Audit, command: Command::GoAudit, icon: Icon::Audit, name: text::screen_audit() },
    ];
    let below = [
        Entry {
            screen: Screen::Connections,
            command: Command::GoConnections,
            icon: Icon::Connections,
            name: text::screen_connections(),
        },
        Entry { screen: Screen::Settings, command: Command::GoSettings, icon: Icon::Settings, name: text::screen_settings() },
    ];
    view! {
        <nav class="rail" aria-label=text::screens()>
            {entries.into_iter().map(|entry| view! { <Button entry n_hot /> }).collect_view()}
            <div class="apart">{below.into_iter().map(|entry| view! { <Button entry n_hot /> }).collect_view()}</div>
        </nav>
    }
}

#[component]
fn Button(entry: Entry, n_hot: Memo<u64>) -> impl IntoView {
    let desk = desk();
    let Entry { screen, command, icon, name } = entry;
    let is_current = move || desk.screen.get() == screen;
    let badge = move || {
        let n = Some(n_hot.get()).filter(|n| *n > 0 && screen == Screen::Queue)?;
        Some(view! {
            <span class="badge number" aria-hidden="true">{n}</span>
            <span class="unseen">{text::n_hot(n)}</span>
        })
    };
    view! {
        <button
            type="button"
            id=format!("rail-{command}")
            class:current=is_current
            aria-current=move || is_current().then_some("page")
            on:click=move |_| desk.screen.set(screen)
        >
            <Picture icon />
            <span class="name">{name}</span>
            {badge}
        </button>
    }
}
