//! Settings: what the operator can choose, and what a choice would change.

use api::text;
use leptos::prelude::*;

#[component]
pub fn SettingsScreen() -> impl IntoView {
    view! {
        <main class="work">
            <header class="head">
                <h1>{text::screen_settings()}</h1>
            </header>
        </main>
    }
}
