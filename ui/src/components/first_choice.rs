//! What a new workspace is to look at: a made-up company, or the operator's own mail.

use api::text;
use leptos::prelude::*;

#[component]
pub fn FirstChoice(try_demo: Callback<()>, refusal: RwSignal<Option<String>>, is_busy: RwSignal<bool>) -> impl IntoView {
    let demo_words = move || if is_busy.get() { text::demo_is_made() } else { text::demo_offer() };
    view! {
        <section class="choice" aria-labelledby="choose">
            <h2 id="choose">{text::what_to_look_at()}</h2>
            <p class="lead">{text::stays_here()}</p>
            <button type="button" class="card option" id="try-demo" disabled=is_busy on:click=move |_| try_demo.run(())>
                <strong>{text::try_the_demo()}</strong>
                <span>{demo_words}</span>
            </button>
            <div class="card option">
                <strong>{text::import_mail()}</strong>
                <span>{text::nothing_was_read()}</span>
                <code>{text::import_command()}</code>
            </div>
            <p role="alert" class="refusal">{refusal}</p>
        </section>
    }
}
