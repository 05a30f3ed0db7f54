//! The name of the product, and the counts that say how much there is to do.

use api::{Status, text};
use leptos::prelude::*;

#[component]
pub fn Masthead(status: Memo<Option<Status>>) -> impl IntoView {
    let count = move |of: fn(&Status) -> u64| Memo::new(move |_| status.with(|status| status.as_ref().map_or(0, of)));
    let (n_open, n_hot, n_waiting) =
        (count(|status| status.n_open), count(|status| status.n_hot), count(|status| status.n_waiting));
    let n_new = count(|status| status.n_new_senders);
    view! {
        <header class="masthead">
            <h1>{text::product_name()}</h1>
            <dl class="figures number">
                <div class="figure">
                    <dt>{move || text::open_items(n_open.get())}</dt>
                    <dd id="n-open">{n_open}</dd>
                </div>
                <div class="figure">
                    <dt>{text::hot_items()}</dt>
                    <dd id="n-hot" class:hot=move || n_hot.get() != 0>{n_hot}</dd>
                </div>
                <div class="figure">
                    <dt>{move || text::new_senders(n_new.get())}</dt>
                    <dd id="n-new">{n_new}</dd>
                </div>
                <div class="figure">
                    <dt>{text::waiting_in_outbox()}</dt>
                    <dd id="n-waiting">{n_waiting}</dd>
                </div>
            </dl>
        </header>
    }
}
