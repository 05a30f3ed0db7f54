//! Audit: the ledger, filtered, and whether its chain holds.

use api::text;
use leptos::prelude::*;

#[component]
pub fn AuditScreen() -> impl IntoView {
    view! {
        <main class="work">
            <header class="head">
                <h1>{text::screen_audit()}</h1>
            </header>
        </main>
    }
}
