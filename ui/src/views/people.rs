//! People: contacts and companies, and what happened with each.

use api::text;
use leptos::prelude::*;

#[component]
pub fn PeopleScreen() -> impl IntoView {
    view! {
        <main class="work">
            <header class="head">
                <h1>{text::screen_people()}</h1>
            </header>
        </main>
    }
}
