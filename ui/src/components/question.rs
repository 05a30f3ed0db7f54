//! One question before a decision: words for an answer, typed or taken from what is offered.
//!
//! It stays with the words in it until its view takes it away, which is once the answer was accepted.

use super::dialog::Dialog;
use leptos::prelude::*;

/// The longest answer that the engine takes, in characters.
const ANSWER_AT_MOST: &str = "500";

/// `answer` gets the words without blanks around them, and no second answer before the first one came to something: `refusal`
/// says why it did not do. `id` is the field's, `under` what stands below it, made of what is typed. Without a `button` the words go
/// with Enter.
#[component]
pub fn Question(
    id: &'static str,
    title: String,
    hint: String,
    offers: Vec<String>,
    #[prop(optional, into)] button: Option<String>,
    #[prop(optional)] may_be_empty: bool,
    #[prop(optional_no_strip)] under: Option<fn(RwSignal<String>) -> AnyView>,
    refusal: RwSignal<Option<String>>,
    answer: Callback<String>,
    close: Callback<()>,
) -> impl IntoView {
    let (typed, is_under_way) = (RwSignal::new(String::new()), RwSignal::new(false));
    // What was said of the question before is not said of this one.
    refusal.set(None);
    Effect::new(move |_| {
        if refusal.with(Option::is_some) {
            is_under_way.set(false);
        }
    });
    let is_answer = move |words: &str| may_be_empty || !words.is_empty();
    let give = move |words: &str| {
        let words = words.trim();
        if is_answer(words) && !is_under_way.get_untracked() {
            is_under_way.set(true);
            refusal.set(None);
            answer.run(words.to_owned());
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        typed.with_untracked(|typed| give(typed));
    };
    let offered = offers
        .into_iter()
        .map(|offer| {
            let words = offer.clone();
            view! { <button type="button" on:click=move |_| give(&words)>{offer}</button> }
        })
        .collect_view();
    let is_unsaid = move || typed.with(|typed| !is_answer(typed.trim()));
    let go = button.map(|words| view! { <button type="submit" class="go" disabled=is_unsaid>{words}</button> });
    view! {
        <Dialog title=title.clone() close>
            <form class="ask" on:submit=submit>
                <input
                    type="text"
                    id=id
                    autofocus=true
                    autocomplete="off"
                    dir="auto"
                    maxlength=ANSWER_AT_MOST
                    aria-label=title
                    aria-describedby="ask-refusal ask-meant ask-hint"
                    aria-invalid=move || refusal.with(Option::is_some).to_string()
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                {under.map(|under| under(typed))}
                <p class="refusal" role="alert" id="ask-refusal" dir="auto">{refusal}</p>
                <p id="ask-hint">{hint}</p>
                <div class="offers">{offered} {go}</div>
            </form>
        </Dialog>
    }
}
