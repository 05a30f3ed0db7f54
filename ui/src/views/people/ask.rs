//! The two questions before a decision: what to write about, and why nothing may go to somebody.

use super::{Ask, People};
use crate::components::Dialog;
use api::text;
use leptos::prelude::*;

#[component]
pub fn AskDialog() -> impl IntoView {
    let people: People = expect_context();
    let close = Callback::new(move |()| people.ask.set(None));
    move || {
        let (title, hint, offers, button, may_be_empty) = match people.ask.get()? {
            Ask::Write(_) => (text::why_write(), text::why_write_hint(), Vec::new(), text::write_label(), true),
            Ask::Suppress(what) => {
                let offers = text::suppress_reasons().to_vec();
                (text::why_suppress(&what), text::why_suppress_hint(), offers, text::suppress_label(), false)
            }
        };
        let answer = Callback::new(move |words: String| {
            let words = words.trim().to_owned();
            let Some(ask) = people.ask.get_untracked().filter(|_| may_be_empty || !words.is_empty()) else { return };
            people.ask.set(None);
            match ask {
                Ask::Write(to) => people.write(to, words),
                Ask::Suppress(what) => people.suppress(what, words),
            }
        });
        let typed = RwSignal::new(String::new());
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            answer.run(typed.get_untracked());
        };
        let is_unsaid = move || !may_be_empty && typed.with(|typed| typed.trim().is_empty());
        let offered = offers
            .into_iter()
            .map(|offer| {
                let words = offer.clone();
                view! { <button type="button" on:click=move |_| answer.run(words.clone())>{offer}</button> }
            })
            .collect_view();
        Some(view! {
            <Dialog title=title.clone() close>
                <form class="ask" on:submit=submit>
                    <input type="text" id="ask-people" autofocus=true autocomplete="off" dir="auto" maxlength="500" aria-label=title.clone()
                        aria-describedby="ask-hint" prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) />
                    <p id="ask-hint">{hint.clone()}</p>
                    <div class="offers">
                        {offered}
                        <button type="submit" class="go" disabled=is_unsaid>{button.clone()}</button>
                    </div>
                </form>
            </Dialog>
        })
    }
}
