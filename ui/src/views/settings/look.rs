//! How the window looks, and when it comes and goes.

use super::kept::{ChoiceSetting, SwitchSetting};
use crate::desk::desk;
use crate::state::zoom;
use api::text;
use leptos::prelude::*;

#[component]
pub fn Look() -> impl IntoView {
    let desk = desk();
    let named = |values: &'static [&'static str]| {
        Signal::derive(move || values.iter().map(|value| ((*value).to_owned(), text::setting_choice(value))).collect())
    };
    let sizes = Memo::new(move |_| zoom::choices(zoom::read(&desk.setting("window.zoom"))));
    let sizes = Signal::derive(move || sizes.get().into_iter().map(|size| (size.to_string(), text::percent(size))).collect());
    view! {
        <div class="card">
            <ChoiceSetting key="window.theme" choices=named(&["system", "light", "dark"]) />
            <ChoiceSetting key="window.density" choices=named(&["cosy", "compact"]) />
            <ChoiceSetting key="window.zoom" choices=sizes />
            <ChoiceSetting key="window.close" choices=named(&["ask", "hide", "quit"]) />
            <SwitchSetting key="window.autostart" values=["on", "off"] />
        </div>
    }
}
