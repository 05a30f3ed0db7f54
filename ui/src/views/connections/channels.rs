//! Which channels of a chat are read, and how often.

use super::options::save;
use crate::components::Dialog;
use crate::source::Source;
use api::{ConnectionId, ConnectionOptions, ConnectionView, text};
use leptos::prelude::*;

#[component]
pub fn Channels(
    id: ConnectionId,
    chosen: ConnectionOptions,
    close: Callback<()>,
    source: Source<Vec<ConnectionView>>,
) -> impl IntoView {
    let names = RwSignal::new(chosen.channels.join(", "));
    let every = RwSignal::new(chosen.every_minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    let refusal = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = every.with_untracked(|typed| typed.trim().to_owned());
        let every_minutes = match typed.parse() {
            Ok(minutes) => Some(minutes),
            Err(_) if typed.is_empty() => None,
            Err(_) => return refusal.set(Some(text::not_a_number(&typed))),
        };
        let channels = names.with_untracked(|typed| {
            typed.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
        });
        let options = ConnectionOptions { every_minutes, channels, ..chosen.clone() };
        save(id, options, refusal, close, source);
    };
    let field = |id: &'static str, label: String, value: RwSignal<String>, usual: &'static str| {
        view! {
            <div class="typed">
                <label for=id>{label}</label>
                <input type="text" id=id autocomplete="off" spellcheck="false" maxlength="2000" placeholder=usual
                    prop:value=value on:input=move |event| value.set(event_target_value(&event)) />
            </div>
        }
    };
    view! {
        <Dialog title=text::channels_title() close>
            <form class="question connect" on:submit=submit>
                {field("option-channels", text::channels_label(), names, "")}
                {field("option-every", text::every_label(), every, "5")}
                <p class="fault" role="alert">{refusal}</p>
                <footer>
                    <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                    <button type="submit" class="go" id="channels-save">{text::save_options()}</button>
                </footer>
            </form>
        </Dialog>
    }
}
