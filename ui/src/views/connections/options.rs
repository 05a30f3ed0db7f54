//! What is read of a mailbox, and how often: chosen in a dialog.

use crate::backend;
use crate::components::Dialog;
use crate::source::Source;
use api::{ConnectionId, ConnectionOptions, ConnectionView, SetConnectionOptions, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The field in which the focus stands at first.
const FIRST: &str = "option-depth";

/// What is read of a mailbox, and how often.
#[component]
pub fn Options(
    id: ConnectionId,
    chosen: ConnectionOptions,
    close: Callback<()>,
    source: Source<Vec<ConnectionView>>,
) -> impl IntoView {
    let number = |value: Option<u32>| RwSignal::new(value.map(|value| value.to_string()).unwrap_or_default());
    let list = |names: &[String]| RwSignal::new(names.join(", "));
    let (depth, every) = (number(chosen.depth_days), number(chosen.every_minutes));
    let (only_labels, without_labels) = (list(&chosen.only_labels), list(&chosen.without_labels));
    let (only_domains, without_domains) = (list(&chosen.only_domains), list(&chosen.without_domains));
    let refusal = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = |typed: RwSignal<String>| {
            let typed = typed.with_untracked(|typed| typed.trim().to_owned());
            if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| text::not_a_number(&typed)) }
        };
        let names = |typed: RwSignal<String>| {
            typed.with_untracked(|typed| {
                typed.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
            })
        };
        let (depth_days, every_minutes) = match (read(depth), read(every)) {
            (Ok(depth), Ok(every)) => (depth, every),
            (Err(words), _) | (_, Err(words)) => return refusal.set(Some(words)),
        };
        let options = ConnectionOptions {
            depth_days,
            every_minutes,
            only_labels: names(only_labels),
            without_labels: names(without_labels),
            only_domains: names(only_domains),
            without_domains: names(without_domains),
            ..chosen.clone()
        };
        save(id, options, refusal, close, source);
    };
    // What was wrong is no longer said of what is typed now.
    let typed = move |value: RwSignal<String>, event| {
        refusal.set(None);
        value.set(event_target_value(&event));
    };
    let field = move |id: &'static str, label: String, value: RwSignal<String>, usual: String| {
        view! {
            <div class="typed">
                <label for=id>{label}</label>
                <input type="text" id=id autocomplete="off" spellcheck="false" maxlength="2000" placeholder=usual
                    autofocus={id == FIRST}
                    prop:value=value on:input=move |event| typed(value, event) />
            </div>
        }
    };
    view! {
        <Dialog title=text::options_title() close>
            <form class="question connect" on:submit=submit>
                {field(FIRST, text::depth_label(), depth, "90".to_owned())}
                {field("option-every", text::every_label(), every, "5".to_owned())}
                {field("option-only-labels", text::only_labels_label(), only_labels, String::new())}
                {field("option-without-labels", text::without_labels_label(), without_labels, String::new())}
                {field("option-only-domains", text::only_domains_label(), only_domains, String::new())}
                {field("option-without-domains", text::without_domains_label(), without_domains, String::new())}
                <p class="fault" role="alert">{refusal}</p>
                <footer>
                    <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                    <button type="submit" class="go" id="options-save">{text::save_options()}</button>
                </footer>
            </form>
        </Dialog>
    }
}

/// Has a connection read so from now on, and closes what asked; a refusal stays in it.
pub fn save(
    connection: ConnectionId,
    options: ConnectionOptions,
    refusal: RwSignal<Option<String>>,
    close: Callback<()>,
    source: Source<Vec<ConnectionView>>,
) {
    spawn_local(async move {
        match backend::call(SetConnectionOptions { connection, options }).await {
            Ok(_) => {
                let _gone = close.try_run(());
            }
            Err(error) => {
                let _gone = refusal.try_set(Some(error.message));
            }
        }
        source.read();
    });
}
