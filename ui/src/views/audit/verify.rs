//! Whether the chain holds, when somebody asks; and its head, from which all of it follows.

use super::Audit;
use super::rows::Hash;
use crate::backend;
use api::{Finding, Level, VerifyLedger, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, PartialEq)]
enum Verdict {
    Unasked,
    Walking,
    Found(Finding),
}

#[component]
pub fn Chain() -> impl IntoView {
    let audit: Audit = expect_context();
    let verdict = RwSignal::new(Verdict::Unasked);
    let is_walking = move || verdict.with(|verdict| *verdict == Verdict::Walking);
    let verify = move |_| {
        if verdict.with_untracked(|verdict| *verdict == Verdict::Walking) {
            return;
        }
        verdict.set(Verdict::Walking);
        spawn_local(async move {
            let found = backend::call(VerifyLedger {}).await;
            let found =
                found.unwrap_or_else(|error| Finding { level: Level::Note, subject: String::new(), words: error.message });
            // The screen may have been left meanwhile.
            let _gone = verdict.try_set(Verdict::Found(found));
        });
    };
    let said = move || match verdict.get() {
        Verdict::Unasked => ().into_any(),
        Verdict::Walking => text::is_verifying().into_any(),
        Verdict::Found(Finding { level, words, .. }) => {
            view! { <span class=format!("verdict {level}") dir="auto">{words}</span> }.into_any()
        }
    };
    let head = move || {
        let head = audit.head.get()?;
        Some(view! {
            <span class="number">{text::head_label(head.id)}</span>
            <Hash hash=head.hash />
        })
    };
    view! {
        <div class="chain">
            <button type="button" id="verify" aria-disabled=move || is_walking().to_string() on:click=verify>{text::verify_label()}</button>
            <p id="verdict" role="status">{said}</p>
            <p class="chain-head" id="chain-head">{head}</p>
        </div>
    }
}
