//! The two questions before a decision: what to write about, and why nothing may go to somebody.

use super::{Ask, People};
use crate::components::Question;
use api::text;
use leptos::prelude::*;

#[component]
pub fn AskDialog() -> impl IntoView {
    let people: People = expect_context();
    let close = Callback::new(move |()| people.ask.set(None));
    move || {
        let ask = people.ask.get()?;
        let (title, hint, offers, button, may_be_empty) = match &ask {
            Ask::Write(_) => (text::why_write(), text::why_write_hint(), Vec::new(), text::write_label(), true),
            Ask::Suppress(what) => {
                let offers = text::suppress_reasons().to_vec();
                (text::why_suppress(what), text::why_suppress_hint(), offers, text::suppress_label(), false)
            }
        };
        let answer = Callback::new(move |words| people.answer(ask.clone(), words));
        Some(view! { <Question id="ask-people" title hint offers button may_be_empty refusal=people.ask_refusal answer close /> })
    }
}
