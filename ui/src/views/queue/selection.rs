//! What can be done with all that is selected.

use super::{Ask, Queue};
use crate::components::KeyCap;
use crate::state::Ranking;
use api::{Command, text};
use leptos::prelude::*;

#[component]
pub fn SelectionBar() -> impl IntoView {
    let queue: Queue = expect_context();
    let n = Memo::new(move |_| queue.ranking.with(Ranking::n_selected));
    let chosen = move || queue.ranking.with_untracked(Ranking::chosen);
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
                    </div>
                </div>
            }
        })
    };
    view! { <div role="status">{bar}</div> }
}
