//! The form that an item is about: what they wrote, and every field that the mapping shows.

use crate::desk::desk;
use api::{ItemDetail, text};
use leptos::prelude::*;

pub fn form(detail: ItemDetail) -> AnyView {
    let Some(form) = detail.form else { return ().into_any() };
    let desk = desk();
    let now = desk.clock.now();
    let line = |(name, value): (String, String)| {
        (!value.is_empty()).then(|| view! { <dt dir="auto">{name}</dt><dd dir="auto">{value}</dd> })
    };
    let known = [
        (text::form_kind_label(), form.kind),
        (text::mapping_label("name"), form.name),
        (text::mapping_label("company"), form.company),
    ];
    let others = form.fields.into_iter().map(|field| (field.name, field.value));
    let lines = known.into_iter().chain(others).map(line).collect_view();
    let words = (!form.text.is_empty()).then(|| view! { <p class="words" dir="auto">{form.text}</p> });
    let when = form.arrived_at.map(|at| {
        view! { <dt>{text::form_when_label()}</dt><dd>{move || desk.moment(at, now.get())}</dd> }
    });
    view! {
        <section class="form" aria-labelledby="form-title">
            <h3 id="form-title">{text::form_title()}</h3>
            {words}
            <dl class="figures number">
                {lines}
                {when}
                <dt>{text::form_source_label()}</dt>
                <dd dir="auto">{form.source}</dd>
            </dl>
        </section>
    }
    .into_any()
}
