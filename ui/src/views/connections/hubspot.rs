//! A HubSpot portal, connected with a token that the operator pastes. The field is emptied once the token is taken.

use super::offer::{Form, Offer, Words};
use crate::components::TypedField;
use crate::source::Source;
use api::{ConnectHubspot as Ask, ConnectionView, Secret, text};
use leptos::prelude::*;

/// Fields that say below themselves what is wrong with them.
const FIELDS: &[&str] = &["token", "base_url"];

/// The form, where a card asks for it: a token is pasted again in the same one as the first.
#[derive(Clone, Copy)]
pub struct PasteAgain(pub RwSignal<bool>);

#[component]
pub fn ConnectHubspot(source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let PasteAgain(is_open) = expect_context();
    let form = Form::opened_by(is_open, source);
    let refusal = form.refusal;
    let (token, place) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = Callback::new(move |()| {
        let place_typed = place.with_untracked(|place| place.trim().to_owned());
        let base_url = (!place_typed.is_empty()).then_some(place_typed);
        let request = Ask { token: Secret(token.get_untracked()), base_url };
        form.send(request, vec![token, place], text::said_reads_portal);
    });
    let words = Words {
        title: text::hubspot_title(),
        lead: text::hubspot_lead(),
        open: text::hubspot_open(),
        connect: text::connect_label(),
        connecting: text::trying_token(),
    };
    view! {
        <Offer id="hubspot" words fields=FIELDS is_open=form.is_open is_busy=form.is_busy refusal submit>
            <TypedField id="hubspot-token" field="token" label=text::hubspot_token_label() value=token refusal secret=true focus=true />
            <TypedField id="hubspot-place" field="base_url" label=text::hubspot_place_label() value=place refusal />
        </Offer>
    }
}
