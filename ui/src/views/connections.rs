//! Connections: what is read, how fresh it is, and what is wrong with it.

use api::text;
use leptos::prelude::*;

#[component]
pub fn ConnectionsScreen() -> impl IntoView {
    view! {
        <main class="work">
            <header class="head">
                <h1>{text::screen_connections()}</h1>
            </header>
        </main>
    }
}
