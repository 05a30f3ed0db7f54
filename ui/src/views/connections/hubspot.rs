//! A HubSpot portal, connected with a token that the operator pastes. The field is emptied once the token is taken.

use super::vault::PassphraseWanted;
use crate::backend;
use crate::components::{RefusedOtherwise, TypedField};
use crate::desk::desk;
use crate::source::Source;
use api::{ConnectHubspot as Ask, ConnectionView, Secret, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Fields that say below themselves what is wrong with them.
const FIELDS: &[&str] = &["token", "base_url"];

#[component]
pub fn ConnectHubspot(source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let (desk, wanted): (_, PassphraseWanted) = (desk(), expect_context());
    let (is_open, is_busy) = (RwSignal::new(false), RwSignal::new(false));
    let (token, place) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refusal = RwSignal::new(None::<(String, Option<String>)>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let place_typed = place.with_untracked(|place| place.trim().to_owned());
        let base_url = (!place_typed.is_empty()).then_some(place_typed);
        let request = Ask { token: Secret(token.get_untracked()), base_url };
        refusal.set(None);
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(request).await;
            let _gone = is_busy.try_set(false);
            match answer {
                Ok(made) => {
                    desk.say(text::said_reads_portal(&made.name), false);
                    for field in [token, place] {
                        let _gone = field.try_set(String::new());
                    }
                    let _gone = is_open.try_set(false);
                    source.read();
                }
                Err(error) => {
                    wanted.note(&error);
                    let _gone = refusal.try_set(Some((error.message, error.field)));
                }
            }
        });
    };
    view! {
        <section class="card connection connect" aria-labelledby="hubspot-title">
            <h2 id="hubspot-title">{text::hubspot_title()}</h2>
            <p class="fresh">{text::hubspot_lead()}</p>
            <Show
                when=move || is_open.get()
                fallback=move || view! {
                    <footer>
                        <button type="button" id="hubspot-open" on:click=move |_| is_open.set(true)>{text::hubspot_open()}</button>
                    </footer>
                }
            >
                <form on:submit=submit>
                    <TypedField id="hubspot-token" field="token" label=text::hubspot_token_label() value=token refusal secret=true focus=true />
                    <TypedField id="hubspot-place" field="base_url" label=text::hubspot_place_label() value=place refusal />
                    <RefusedOtherwise fields=FIELDS refusal />
                    <footer>
                        <button type="submit" class="go" id="hubspot-connect" disabled=is_busy>
                            {move || if is_busy.get() { text::trying_token() } else { text::smtp_connect() }}
                        </button>
                        <button type="button" on:click=move |_| is_open.set(false)>{text::cancel()}</button>
                    </footer>
                </form>
            </Show>
        </section>
    }
}
