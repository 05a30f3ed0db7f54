//! The faces of the page that are not the work itself: opening, failed, empty, stale.

use api::{Time, text};
use leptos::prelude::*;

#[component]
pub fn Opening() -> impl IntoView {
    view! {
        <div class="alone">
            <p class="opening" role="status">{text::opening_workspace()}</p>
        </div>
    }
}

/// Nothing can be shown; the message says why and what to do.
#[component]
pub fn Failed(message: Memo<Option<String>>, retry: Callback<()>) -> impl IntoView {
    view! {
        <div class="alone">
            <div class="column">
                <section class="card message" role="alert">
                    <h1>{text::workspace_not_shown()}</h1>
                    <p id="failure">{message}</p>
                    <button type="button" on:click=move |_| retry.run(())>{text::try_again()}</button>
                </section>
            </div>
        </div>
    }
}

/// The queue is empty, because everything was dealt with.
#[component]
pub fn Empty(is_demo: bool) -> impl IntoView {
    let (words, command) = if is_demo {
        (text::demo_worked_through(), text::demo_reset_command())
    } else {
        (text::everything_was_read(), text::import_command())
    };
    view! {
        <section class="card message">
            <h1>{text::nothing_waits()}</h1>
            <p>{words}</p>
            <p><code>{command}</code></p>
        </section>
    }
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
