//! A row of the ledger: when, who, what, about what, and the link of the chain.

use super::Audit;
use crate::desk::desk;
use crate::state::subject;
use api::{LedgerLine, text};
use leptos::prelude::*;

/// Letters of a hash that are enough to tell two apart at a glance.
const HASH_SHOWN: usize = 10;

pub fn record(line: LedgerLine) -> AnyView {
    let audit: Audit = expect_context();
    let desk = desk();
    let now = desk.clock.now();
    let LedgerLine { at, actor, subject: about, words, deed, hash, .. } = line;
    let leads_to = match subject::item(&about) {
            Some(item) => Some(
                view! { <button type="button" class="link" on:click=move |_| desk.show_item(item)>{text::ledger_subject(&about)}</button> }
                    .into_any(),
            ),
            None if about.is_empty() => None,
            None => {
                let called = text::setting_label(&about).unwrap_or_else(|| text::ledger_subject(&about));
                Some(view! { <span>{called}</span> }.into_any())
            }
        };
    let only = (!about.is_empty()).then(|| {
            let (label, typed) = (text::only_about(&about), text::ledger_subject(&about));
            view! {
                <button type="button" class="link only" aria-label=label.clone() title=label on:click=move |_| audit.show_about(typed.clone())>
                    {text::only_label()}
                </button>
            }
        });
    view! {
        <p class="at number" role="gridcell" title=move || text::ago(at, now.get())>{move || desk.date(at)}</p>
        <p class="actor" role="gridcell">{text::actor_name(actor)}</p>
        <p class="deed" role="gridcell" title=words dir="auto">{deed}</p>
        <p class="about-what" role="gridcell">{leads_to} {only}</p>
        <p class="hash" role="gridcell"><Hash hash /></p>
    }
    .into_any()
}

/// The beginning of a hash; all of it in the title.
#[component]
pub fn Hash(hash: String) -> impl IntoView {
    let short: String = hash.chars().take(HASH_SHOWN).collect();
    view! { <code title=hash>{short}</code> }
}
