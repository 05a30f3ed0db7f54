//! When something was: how long ago, and the date for whoever asks.

use crate::desk::desk;
use api::{Time, text};
use leptos::prelude::*;

#[component]
pub fn When(at: Time) -> impl IntoView {
    let desk = desk();
    let now = desk.clock.now();
    view! { <time class="number" title=move || desk.date(at)>{move || text::ago(at, now.get())}</time> }
}
