//! Whether forms and other posts are listened for, and how.

use super::kept::{Shape, SwitchSetting, TextSetting};
use leptos::prelude::*;

#[component]
pub fn Forms() -> impl IntoView {
    view! {
        <div class="card">
            <SwitchSetting key="webhooks.listen" values=["on", "off"] />
            <TextSetting key="webhooks.port" shape=Shape::Number />
            <TextSetting key="webhooks.hosts" />
            <TextSetting key="webhooks.keep_days" shape=Shape::Number />
        </div>
    }
}
