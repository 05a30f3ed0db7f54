//! Claims without a source, before an approval: why each may stay, or out with it.

use super::Queue;
use crate::components::Dialog;
use crate::state::claims::without;
use api::{Claim, ItemId, text};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The longest reason, in characters.
const REASON_AT_MOST: &str = "500";

#[component]
pub fn Claims(item: ItemId) -> impl IntoView {
    let queue: Queue = expect_context();
    let close = Callback::new(move |()| queue.ask.set(None));
    let claims: Vec<Claim> = untrack(|| queue.draft(item))
        .map(|draft| draft.claims.into_iter().filter(|claim| claim.source.is_none()).collect())
        .unwrap_or_default();
    let title = text::claims_title(claims.len() as u64);
    // The same words need one reason.
    let mut words: Vec<String> = claims.iter().map(|claim| claim.text.clone()).collect();
    words.sort_unstable();
    words.dedup();
    let given = queue.reasons.with_untracked(|all| all.get(&item).cloned()).unwrap_or_default();
    let typed = RwSignal::new(given);
    let gone = RwSignal::new(Vec::<String>::new());
    let refusal = RwSignal::new(None::<String>);
    let all = words.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let gone = gone.get_untracked();
        let reasons: BTreeMap<String, String> =
            typed.get_untracked().into_iter().filter(|(_, reason)| !reason.trim().is_empty()).collect();
        if all.iter().any(|words| !gone.contains(words) && !reasons.contains_key(words)) {
            refusal.set(Some(text::give_each_a_reason()));
            return;
        }
        queue.ask.set(None);
        queue.reasons.update(|all| {
            all.insert(item, reasons);
        });
        take_out(queue, item, &gone);
        queue.approve();
    };
    let line = move |(at, words): (usize, String)| {
        let id = format!("reason-{at}");
        let label = text::why_may_it_stay(&words);
        let (mine, other, third) = (words.clone(), words.clone(), words.clone());
        let is_gone = Memo::new(move |_| gone.with(|gone| gone.contains(&mine)));
        let value = move || typed.with(|typed| typed.get(&other).cloned().unwrap_or_default());
        view! {
            <div class="claim" class:gone=is_gone>
                <label for=id.clone() dir="auto">{label}</label>
                <div class="row-of">
                    <input
                        type="text"
                        id=id
                        autofocus=at == 0
                        autocomplete="off"
                        dir="auto"
                        maxlength=REASON_AT_MOST
                        disabled=is_gone
                        prop:value=value
                        on:input=move |event| typed.update(|typed| { typed.insert(words.clone(), event_target_value(&event)); })
                    />
                    <button
                        type="button"
                        aria-pressed=move || is_gone.get().to_string()
                        on:click=move |_| gone.update(|gone| {
                            if is_gone.get_untracked() { gone.retain(|other| *other != third) } else { gone.push(third.clone()) }
                        })
                    >
                        {text::take_it_out()}
                    </button>
                </div>
            </div>
        }
    };
    view! {
        <Dialog title close>
            <form class="ask claims" on:submit=submit>
                <p>{text::claims_hint()}</p>
                {words.into_iter().enumerate().map(line).collect_view()}
                <p role="alert" class="refusal">{refusal}</p>
                <div class="offers">
                    <button type="submit" class="go" id="approve-with-reasons">{text::approve_with_reasons()}</button>
                    <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Takes these words out of the text, wherever they stand as a claim without a source.
fn take_out(queue: Queue, item: ItemId, gone: &[String]) {
    let Some(draft) = untrack(|| queue.draft(item)) else { return };
    for claim in draft.claims.iter().filter(|claim| claim.source.is_none() && gone.contains(&claim.text)) {
        queue.type_on(|form| {
            if form.item == item {
                form.fields.body = without(&form.fields.body, &draft.claims, claim.id);
            }
        });
    }
}
