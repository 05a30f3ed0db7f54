//! What the monitor noticed: a count in the line at the bottom, and once that is pressed, each in words.

use super::dialog::Dialog;
use api::{Finding, text};
use leptos::prelude::*;

#[component]
pub fn Noticed(noticed: Memo<Vec<Finding>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let n = Memo::new(move |_| noticed.with(Vec::len) as u64);
    let close = Callback::new(move |()| is_open.set(false));
    let line = |finding: Finding| {
        view! { <li><p class=format!("words {}", finding.level) dir="auto">{finding.words}</p></li> }
    };
    let list = move || noticed.get().into_iter().map(line).collect_view();
    let button = move || {
        (n.get() > 0).then(|| {
            view! {
                <button type="button" class="source" id="noticed" aria-haspopup="dialog" on:click=move |_| is_open.set(true)>
                    {text::n_findings(n.get())}
                </button>
            }
        })
    };
    view! {
        {button}
        {move || is_open.get().then(|| view! {
            <Dialog title=text::monitor_title() close>
                <div class="question">
                    <ul class="noticed">{list()}</ul>
                    <footer>
                        <button type="button" autofocus=true on:click=move |_| close.run(())>{text::close_label()}</button>
                    </footer>
                </div>
            </Dialog>
        })}
    }
}
