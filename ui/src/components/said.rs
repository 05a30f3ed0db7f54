//! What was just said to the operator: at the bottom, for a few seconds; a refusal until it is closed.

use super::icons::{Icon, Picture};
use super::key_cap::KeyCap;
use crate::desk::{Said, Screen, desk};
use api::{Command, text};
use leptos::prelude::*;

#[component]
pub fn Spoken() -> impl IntoView {
    let desk = desk();
    // What can be done with all that is selected stands where this would lie.
    let is_raised =
        Memo::new(move |_| desk.screen.get() == Screen::Queue && desk.ranking.with(|ranking| ranking.n_selected() > 0));
    // The live region stands there before it speaks; a screen reader would not hear one that appears with its words.
    view! {
        <div class="spoken" class:raised=is_raised role="status" aria-live="polite">
            <For each=move || desk.said.get() key=|said| said.number let(said)>
                <Line said />
            </For>
        </div>
    }
}

#[component]
fn Line(said: Said) -> impl IntoView {
    let desk = desk();
    let Said { number, words, is_refusal, can_undo } = said;
    let undo = move |_| {
        desk.unsay(number);
        desk.commands.run(Command::Undo);
    };
    view! {
        <div class="said" class:refusal=is_refusal>
            <p dir="auto">{words}</p>
            {can_undo.then(|| view! {
                <button type="button" class="plain" on:click=undo>
                    {text::undo_label()}
                    <KeyCap command=Command::Undo />
                </button>
            })}
            <button type="button" class="plain" aria-label=text::close() on:click=move |_| desk.unsay(number)>
                <Picture icon=Icon::Close />
            </button>
        </div>
    }
}
