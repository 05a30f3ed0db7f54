//! What covers the queue: the questions before a decision, and what there is to choose from.

use super::claims::Claims;
use super::meant::Meant;
use super::templates::Templates;
use super::versions::Versions;
use super::{Ask, Queue};
use crate::components::Question;
use api::text;
use leptos::prelude::*;

#[component]
pub fn AskDialog() -> impl IntoView {
    let queue: Queue = expect_context();
    let close = Callback::new(move |()| queue.ask.set(None));
    move || {
        let ask = queue.ask.get()?;
        let is_until = matches!(ask, Ask::Until(_));
        let (id, title, hint, offers) = match &ask {
            Ask::Reason(_) => ("ask-reason", text::why_dismiss(), text::reason_hint(), text::reasons().to_vec()),
            Ask::Until(_) => ("ask-until", text::until_when(), text::snooze_hint(), text::snooze_times().to_vec()),
            Ask::Stage { name, stages, .. } => {
                ("ask-stage", text::move_deal_title(), text::move_deal_words(name), stages.clone())
            }
            Ask::Claims(item) => return Some(view! { <Claims item=*item /> }.into_any()),
            Ask::Versions(item) => return Some(view! { <Versions item=*item /> }.into_any()),
            Ask::Template(item, selected) => return Some(view! { <Templates item=*item selected=*selected /> }.into_any()),
        };
        let answer = Callback::new(move |words| queue.answer(ask.clone(), words));
        let under: Option<fn(RwSignal<String>) -> AnyView> = is_until.then_some(|typed| view! { <Meant typed /> }.into_any());
        Some(view! { <Question id title hint offers under refusal=queue.ask_refusal answer close /> }.into_any())
    }
}
