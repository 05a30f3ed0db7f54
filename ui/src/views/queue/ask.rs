//! What covers the queue: the questions before a decision, and what there is to choose from.

use super::claims::Claims;
use super::meant::Meant;
use super::templates::Templates;
use super::versions::Versions;
use super::{Ask, Queue};
use crate::components::Dialog;
use api::text;
use leptos::prelude::*;

#[component]
pub fn AskDialog() -> impl IntoView {
    let queue: Queue = expect_context();
    let close = Callback::new(move |()| queue.ask.set(None));
    move || {
        let (title, hint, offers, is_reason) = match queue.ask.get()? {
            Ask::Reason(_) => (text::why_dismiss(), text::reason_hint(), text::reasons().to_vec(), true),
            Ask::Until(_) => (text::until_when(), text::snooze_hint(), text::snooze_times().to_vec(), false),
            Ask::Claims(item) => return Some(view! { <Claims item /> }.into_any()),
            Ask::Versions(item) => return Some(view! { <Versions item /> }.into_any()),
            Ask::Template(item, selected) => return Some(view! { <Templates item selected /> }.into_any()),
        };
        let answer = Callback::new(move |words: String| {
            let words = words.trim().to_owned();
            let Some(ask) = queue.ask.get_untracked().filter(|_| !words.is_empty()) else { return };
            queue.answer(ask, words);
        });
        queue.ask_refusal.set(None);
        let typed = RwSignal::new(String::new());
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            answer.run(typed.get_untracked());
        };
        let label = if is_reason { "ask-reason" } else { "ask-until" };
        let offered = offers
            .into_iter()
            .map(|offer| {
                let words = offer.clone();
                view! { <button type="button" on:click=move |_| answer.run(words.clone())>{offer}</button> }
            })
            .collect_view();
        Some(view! {
            <Dialog title close>
                <form class="ask" on:submit=submit>
                    <input type="text" id=label autofocus=true autocomplete="off" dir="auto" maxlength="500" aria-describedby="ask-meant ask-hint"
                        aria-invalid=move || queue.ask_refusal.get().is_some().to_string()
                        prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) />
                    {(!is_reason).then(|| view! { <Meant typed /> })}
                    <p class="fault" role="alert" id="ask-refusal" dir="auto">{queue.ask_refusal}</p>
                    <p id="ask-hint">{hint}</p>
                    <div class="offers">{offered}</div>
                </form>
            </Dialog>
        }
        .into_any())
    }
}
