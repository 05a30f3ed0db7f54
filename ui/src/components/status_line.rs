//! The bottom of the window: how fresh each source is, which leads to the connections, practice mode, the kill switch.

use super::key_cap::KeyCap;
use super::noticed::Noticed;
use crate::desk::{Overlay, Screen, desk};
use api::{Command, ConnectionView, KillSwitch, Position, Status, text};
use leptos::prelude::*;

#[component]
pub fn StatusLine(status: Memo<Option<Status>>) -> impl IntoView {
    let desk = desk();
    let now = desk.clock.now();
    let sources = Memo::new(move |_| status.with(|status| status.as_ref().map_or_else(Vec::new, |s| s.connections.clone())));
    let practice = Memo::new(move |_| status.with(|status| status.as_ref().map(|s| s.practice)));
    let kill_switch = Memo::new(move |_| status.with(|status| status.as_ref().map(|s| s.kill_switch)));
    let paused = Memo::new(move |_| status.with(|status| status.as_ref().and_then(|s| s.paused_until)));
    let noticed = Memo::new(move |_| status.with(|status| status.as_ref().map_or_else(Vec::new, |s| s.noticed.clone())));
    let demo = Memo::new(move |_| status.with(|status| status.as_ref().and_then(|s| s.demo).map(|demo| demo.is_old)));
    let source = move |connection: ConnectionView| {
        let class = format!("source {}", connection.state);
        let words = move || text::freshness(&connection.name, connection.state, connection.last_success_at, now.get());
        view! {
            <button type="button" class=class on:click=move |_| desk.screen.set(Screen::Connections)>
                {words}
            </button>
        }
    };
    let has_none = |s: &Status| s.connections.is_empty() && s.n_webhooks == 0;
    let is_new = Memo::new(move |_| status.with(|status| status.as_ref().is_some_and(has_none)));
    let switch = move |switch: KillSwitch| {
        view! {
            <span id="kill-switch" class:stopped=switch.position == Position::On>
                {move || text::kill_switch_line(&switch, now.get())}
            </span>
        }
    };
    view! {
        <footer class="status-line number">
            <div class="sources">
                {move || is_new.get().then(|| view! { <span>{text::no_connections_yet()}</span> })}
                {move || sources.get().into_iter().map(source).collect_view()}
            </div>
            <Noticed noticed />
            {move || paused.get().map(|until| view! { <span id="paused">{move || text::reading_paused(until, now.get())}</span> })}
            {move || demo.get().map(|is_old| view! { <span id="demo">{text::demo_line(is_old)}</span> })}
            {move || practice.get().map(|practice| view! {
                <span id="practice" class=if practice == Position::On { "practice" } else { "live" }>{text::practice_line(practice)}</span>
            })}
            {move || kill_switch.get().map(switch)}
            <button type="button" class="plain" id="open-palette" on:click=move |_| desk.overlay.set(Some(Overlay::Palette))>
                <span class="unseen">{text::command(Command::Palette)}</span>
                <KeyCap command=Command::Palette />
            </button>
        </footer>
    }
}
