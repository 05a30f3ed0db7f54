//! Who the operator is, where and when they work.

use super::kept::{Shape, TextSetting};
use leptos::prelude::*;

#[component]
pub fn You() -> impl IntoView {
    view! {
        <div class="card">
            <TextSetting key="operator.name" />
            <TextSetting key="operator.email" />
            <TextSetting key="operator.signature" shape=Shape::Lines />
            <TextSetting key="operator.postal_address" shape=Shape::Lines />
            <TextSetting key="operator.time_zone" />
            <TextSetting key="operator.working_hours" />
        </div>
    }
}
