//! What can be done with all that is selected.

use super::{Ask, Queue};
use crate::components::KeyCap;
use crate::state::Ranking;
use api::{Command, Tab, text};
use leptos::prelude::*;

#[component]
pub fn SelectionBar() -> impl IntoView {
    let queue: Queue = expect_context();
    let n = Memo::new(move |_| queue.ranking.with(Ranking::n_selected));
    let chosen = move || queue.ranking.with_untracked(Ranking::chosen);
    // What is snoozed is not put aside once more before it is awake.
    let is_at_snoozed = Memo::new(move |_| queue.tab.get() == Tab::Snoozed);
    let wake = move || {
        view! {
            <button type="button" id="wake-selected" on:click=move |_| queue.wake()>
                {text::command(Command::Wake)}
                <KeyCap command=Command::Wake />
            </button>
        }
    };
    let decide = move || {
        view! {
            <button type="button" id="snooze-selected" on:click=move |_| queue.ask.set(Some(Ask::Until(chosen())))>
                {text::command(Command::Snooze)}
                <KeyCap command=Command::Snooze />
            </button>
            <button type="button" id="dismiss-selected" on:click=move |_| queue.ask.set(Some(Ask::Reason(chosen())))>
                {text::dismiss_label()}
                <KeyCap command=Command::Dismiss />
            </button>
            <button type="button" id="done-selected" on:click=move |_| queue.finish()>
                {text::done_label()}
                <KeyCap command=Command::Done />
            </button>
        }
    };
    let bar = move || {
        (n.get() > 0).then(|| {
            view! {
                <div class="selection" role="group" aria-label=text::selection_label()>
                    <b class="number" id="n-selected">{move || text::n_selected(n.get() as u64)}</b>
                    <button type="button" class="plain" id="clear-selected" on:click=move |_| queue.ranking.update(Ranking::unselect)>
                        {text::clear_selection()}
                        <KeyCap command=Command::Back />
                    </button>
                    <div class="acts-of-all">
                        {move || if is_at_snoozed.get() { wake().into_any() } else { decide().into_any() }}
                    </div>
                </div>
            }
        })
    };
    view! { <div role="status">{bar}</div> }
}
