//! The root of the page: which view is shown.
//!
//! Must never fetch anything itself; views do.

use crate::views::Overview;
use leptos::prelude::*;

#[component]
pub fn App() -> impl IntoView {
    view! { <Overview /> }
}
