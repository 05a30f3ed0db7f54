//! A question over the screen. The browser keeps the focus inside, and closes it with Escape.

use super::icons::{Icon, Picture};
use api::text;
use leptos::html;
use leptos::prelude::*;

/// Shown as long as it is there; `close` is called where the operator wants none of it.
#[component]
pub fn Dialog(title: String, close: Callback<()>, children: Children) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // It fails only where it is shown already.
            drop(dialog.show_modal());
        }
    });
    let cancelled = move |event: leptos::ev::Event| {
        event.prevent_default();
        close.run(());
    };
    view! {
        <dialog class="dialog card" node_ref=dialog aria-labelledby="dialog-title" on:cancel=cancelled>
            <header>
                <h2 id="dialog-title">{title}</h2>
                <button type="button" class="plain" aria-label=text::close() on:click=move |_| close.run(())>
                    <Picture icon=Icon::Close />
                </button>
            </header>
            {children()}
        </dialog>
    }
}
