//! The bottom of the window: how fresh each source is, practice mode, the kill switch.

use api::{ConnectionView, KillSwitch, Position, Status, Time, text};
use leptos::prelude::*;

#[component]
pub fn StatusLine(status: Memo<Option<Status>>, now: ReadSignal<Time>) -> impl IntoView {
    let sources = Memo::new(move |_| status.with(|status| status.as_ref().map_or_else(Vec::new, |s| s.connections.clone())));
    let practice = Memo::new(move |_| status.with(|status| status.as_ref().map(|s| s.practice)));
    let kill_switch = Memo::new(move |_| status.with(|status| status.as_ref().map(|s| s.kill_switch)));
    let demo = Memo::new(move |_| status.with(|status| status.as_ref().and_then(|s| s.demo).map(|demo| demo.is_old)));
    view! {
        <footer class="status-line number">
            <div class="sources">
                {move || sources.get().into_iter().map(|connection| source(connection, now)).collect_view()}
            </div>
            {move || demo.get().map(|is_old| view! { <span id="demo">{text::demo_line(is_old)}</span> })}
            {move || practice.get().map(practice_mode)}
            {move || kill_switch.get().map(|switch| switch_line(switch, now))}
        </footer>
    }
}

fn source(connection: ConnectionView, now: ReadSignal<Time>) -> impl IntoView {
    let class = format!("source {}", connection.state);
    let words = move || text::freshness(&connection.name, connection.state, connection.last_success_at, now.get());
    view! { <span class=class>{words}</span> }
}

fn practice_mode(practice: Position) -> impl IntoView {
    view! { <span id="practice" class:practice=practice == Position::On>{text::practice_line(practice)}</span> }
}

fn switch_line(switch: KillSwitch, now: ReadSignal<Time>) -> impl IntoView {
    view! {
        <span id="kill-switch" class:stopped=switch.position == Position::On>
            {move || text::kill_switch_line(&switch, now.get())}
        </span>
    }
}
