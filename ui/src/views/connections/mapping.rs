//! Where things stand in a post, with a sample beside it that shows at once what it becomes.

use crate::backend;
use crate::state::{KNOWN_FIELDS, TypedMapping};
use api::{ApiError, TriedPost, TryWebhook, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The longest sample, in characters, as the engine takes a post.
const SAMPLE_AT_MOST: &str = "1000000";

#[component]
pub fn MappingFields(typed: RwSignal<TypedMapping>) -> impl IntoView {
    let sample = RwSignal::new(String::new());
    let tried = RwSignal::new(None::<Result<TriedPost, String>>);
    let n_asked = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let (typed, sample) = (typed.get(), sample.get());
        let asked = n_asked.get_value() + 1;
        n_asked.set_value(asked);
        if sample.trim().is_empty() {
            return tried.set(None);
        }
        let mapping = match typed.mapping() {
            Ok(mapping) => mapping,
            Err(words) => return tried.set(Some(Err(words))),
        };
        spawn_local(async move {
            let answer = backend::call(TryWebhook { webhook: None, mapping: Some(mapping), sample }).await;
            // What was typed since is asked for by itself.
            if n_asked.try_get_value() == Some(asked) {
                let _gone = tried.try_set(Some(answer.map_err(|error: ApiError| error.message)));
            }
        });
    });
    let field = move |name: &'static str| {
        let id = format!("map-{name}");
        view! {
            <div class="typed">
                <label for=id.clone()>{text::mapping_label(name)}</label>
                <input type="text" id=id autocomplete="off" spellcheck="false" maxlength="300"
                    prop:value=move || typed.with(|typed| typed.of_field(name))
                    on:input=move |event| typed.update(|typed| typed.set(name, event_target_value(&event))) />
            </div>
        }
    };
    view! {
        <fieldset class="mapping">
            <legend>{text::mapping_legend()}</legend>
            <p class="hint">{text::mapping_hint()}</p>
            <div class="paths">{KNOWN_FIELDS.iter().copied().map(field).collect_view()}</div>
            <div class="typed">
                <label for="map-others">{text::mapping_others_label()}</label>
                <textarea id="map-others" rows="2" spellcheck="false" maxlength="8000"
                    prop:value=move || typed.with(|typed| typed.others.clone())
                    on:input=move |event| typed.update(|typed| typed.others = event_target_value(&event))></textarea>
            </div>
            <div class="typed">
                <label for="map-sample">{text::sample_label()}</label>
                <textarea id="map-sample" rows="4" spellcheck="false" dir="auto" maxlength=SAMPLE_AT_MOST
                    prop:value=sample on:input=move |event| sample.set(event_target_value(&event))></textarea>
            </div>
            <div class="tried" role="status" id="map-tried">{move || tried.get().map(shown)}</div>
        </fieldset>
    }
}

fn shown(tried: Result<TriedPost, String>) -> AnyView {
    let tried = match tried {
        Ok(tried) => tried,
        Err(words) => return view! { <p class="fault" dir="auto">{words}</p> }.into_any(),
    };
    let Some(form) = tried.form else { return view! { <p class="fault" dir="auto">{tried.words}</p> }.into_any() };
    let known = [("kind", form.kind), ("email", form.email), ("name", form.name), ("company", form.company), ("text", form.text)];
    let known = known.into_iter().map(|(name, value)| (text::mapping_label(name), value));
    let id = tried.id.map(|id| (text::mapping_label("id"), id));
    let others = form.fields.into_iter().map(|field| (field.name, field.value));
    let line = |(name, value): (String, String)| {
        (!value.is_empty()).then(|| view! { <dt dir="auto">{name}</dt><dd dir="auto">{value}</dd> })
    };
    view! {
        <p dir="auto">{tried.words}</p>
        <dl>{known.chain(id).chain(others).map(line).collect_view()}</dl>
    }
    .into_any()
}
