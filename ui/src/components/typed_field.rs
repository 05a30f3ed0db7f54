//! A field with its name above it and what is wrong with it below.

use leptos::prelude::*;

/// What was refused: in words, and the field that they are about.
pub type Refusal = RwSignal<Option<(String, Option<String>)>>;

/// `field` is the engine's name of what is typed. What is refused about it stands below it.
#[component]
pub fn TypedField(
    id: &'static str,
    field: &'static str,
    label: String,
    value: RwSignal<String>,
    refusal: Refusal,
    #[prop(optional)] secret: bool,
    #[prop(optional)] focus: bool,
) -> impl IntoView {
    let is_refused = move || refusal.with(|refusal| refusal.as_ref().is_some_and(|(_, of)| of.as_deref() == Some(field)));
    let words = move || refusal.get().filter(|_| is_refused()).map(|(words, _)| words);
    let fault = format!("{id}-fault");
    view! {
        <div class="typed">
            <label for=id>{label}</label>
            <input
                type=if secret { "password" } else { "text" }
                id=id
                autocomplete="off"
                spellcheck="false"
                maxlength="1000"
                autofocus=focus
                aria-describedby=fault.clone()
                aria-invalid=move || is_refused().to_string()
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
            <p class="fault" role="alert" id=fault dir="auto">{words}</p>
        </div>
    }
}

/// What was refused about none of `fields`, which have places of their own.
#[component]
pub fn RefusedOtherwise(fields: &'static [&'static str], refusal: Refusal) -> impl IntoView {
    let words = move || {
        let (words, of) = refusal.get()?;
        (!of.is_some_and(|of| fields.contains(&of.as_str()))).then_some(words)
    };
    view! { <p class="fault" role="alert" dir="auto">{words}</p> }
}
