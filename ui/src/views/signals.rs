//! Signals: what came in, and what became of it.

use api::text;
use leptos::prelude::*;

#[component]
pub fn SignalsScreen() -> impl IntoView {
    view! {
        <main class="work">
            <header class="head">
                <h1>{text::screen_signals()}</h1>
            </header>
        </main>
    }
}
