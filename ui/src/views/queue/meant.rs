//! What the words mean that are typed into the question until when, before it is answered.

use super::Queue;
use crate::backend;
use crate::desk::desk;
use crate::rest::Rest;
use api::{ReadUntil, Until, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A line under the field; empty while nothing is typed.
#[component]
pub fn Meant(typed: RwSignal<String>) -> impl IntoView {
    let (desk, queue): (_, Queue) = (desk(), expect_context());
    let (meant, rest) = (RwSignal::new(Until::default()), Rest::new());
    Effect::new(move |_| {
        let words = typed.get();
        // What was refused were other words.
        queue.ask_refusal.set(None);
        if words.trim().is_empty() {
            meant.set(Until::default());
            return;
        }
        rest.after(move || {
            spawn_local(async move {
                // Where the engine cannot be asked, the answer to the question says so.
                let answer = backend::call(ReadUntil { until: words.clone() }).await.unwrap_or_default();
                if typed.try_get_untracked() == Some(words) {
                    meant.set(answer);
                }
            });
        });
    });
    let now = desk.clock.now();
    let words = move || {
        let meant = meant.get();
        meant.at.map_or(meant.why_not, |at| text::until_moment(&desk.moment(at, now.get())))
    };
    let is_understood = move || meant.with(|meant| meant.at.is_some());
    view! { <p class="meant" class:understood=is_understood id="ask-meant" role="status" dir="auto">{words}</p> }
}
