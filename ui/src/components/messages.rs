//! The faces of a screen that are not the work itself: waiting, failed, empty, stale.

use super::key_cap::KeyCap;
use crate::desk::desk;
use api::{Command, Time, text};
use leptos::prelude::*;

/// Asked for and not answered yet. Says so only after a moment: most answers are there before.
#[component]
pub fn Waiting() -> impl IntoView {
    view! { <p class="nothing waiting" role="status">{text::opening_workspace()}</p> }
}

/// Nothing can be shown; the message says why and what to do. `heading` says what it is that cannot, where it is not everything.
#[component]
pub fn Failed(
    message: Memo<Option<String>>,
    retry: Callback<()>,
    #[prop(optional, into)] heading: Option<String>,
) -> impl IntoView {
    view! {
        <section class="message" role="alert">
            <h1>{heading.unwrap_or_else(text::workspace_not_shown)}</h1>
            <p id="failure" dir="auto">{message}</p>
            <button type="button" on:click=move |_| retry.run(())>{text::try_again()}</button>
        </section>
    }
}

/// There is nothing in this part, and what to do about it where there is something.
#[component]
pub fn Empty(words: Signal<String>, #[prop(optional)] hint: Option<Signal<Option<Hint>>>) -> impl IntoView {
    let desk = desk();
    let below = move || {
        let Hint { words, next } = hint?.get()?;
        let button = move |command: Command| {
            let run = move |_| {
                desk.commands.run(command);
            };
            let id = format!("next-{command}");
            view! { <button type="button" id=id on:click=run>{text::command(command)}<KeyCap command /></button> }
        };
        Some(view! {
            {words.map(|words| view! { <p>{words}</p> })}
            <p class="next">{next.iter().copied().map(button).collect_view()}</p>
        })
    };
    view! {
        <div class="nothing">
            <p id="nothing">{words}</p>
            {below}
        </div>
    }
}

/// What there is to do, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub words: Option<String>,
    pub next: &'static [Command],
}

/// What is shown is from before, because the newest reading failed.
#[component]
pub fn Stale(stale: Memo<Option<(Time, String)>>, now: ReadSignal<Time>, retry: Callback<()>) -> impl IntoView {
    let notice = move || {
        let (read_at, error) = stale.get()?;
        let words = move || text::shown_is_old(&text::ago(read_at, now.get()), &error);
        Some(view! {
            <div class="notice">
                <p>{words}</p>
                <button type="button" on:click=move |_| retry.run(())>{text::try_again()}</button>
            </div>
        })
    };
    // The live region stands there before it speaks; a screen reader would not hear one that appears with its words.
    view! { <div role="status" class="live">{notice}</div> }
}
