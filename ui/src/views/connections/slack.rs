//! A Slack workspace, connected with tokens that the operator pastes. The fields are emptied once the tokens are taken.

use super::offer::{Form, Offer, Words};
use crate::components::TypedField;
use crate::source::Source;
use api::{ConnectSlack as Ask, ConnectionView, Secret, text};
use leptos::prelude::*;

/// Fields that say below themselves what is wrong with them.
const FIELDS: &[&str] = &["token", "app_token", "base_url"];

#[component]
pub fn ConnectSlack(source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let form = Form::new(source);
    let refusal = form.refusal;
    let empty = || RwSignal::new(String::new());
    let (token, app, place) = (empty(), empty(), empty());
    let submit = Callback::new(move |()| {
        let typed = |field: RwSignal<String>| {
            Some(field.with_untracked(|typed| typed.trim().to_owned())).filter(|typed| !typed.is_empty())
        };
        let request = Ask { token: Secret(token.get_untracked()), app_token: typed(app).map(Secret), base_url: typed(place) };
        form.send(request, vec![token, app, place], text::said_reads_slack);
    });
    let words = Words {
        title: text::slack_title(),
        lead: text::slack_lead(),
        open: text::slack_open(),
        connect: text::connect_label(),
        connecting: text::trying_token(),
    };
    view! {
        <Offer id="slack" words fields=FIELDS is_open=form.is_open is_busy=form.is_busy refusal submit>
            <TypedField id="slack-token" field="token" label=text::slack_token_label() value=token refusal secret=true focus=true />
            <TypedField id="slack-app-token" field="app_token" label=text::slack_app_token_label() value=app refusal secret=true />
            <TypedField id="slack-place" field="base_url" label=text::slack_place_label() value=place refusal />
        </Offer>
    }
}
