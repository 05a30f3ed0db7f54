//! Whether mail that is sent is kept in a CRM as well.

use crate::backend;
use crate::desk::desk;
use crate::source::Source;
use api::{ConnectionId, ConnectionOptions, ConnectionView, SetConnectionOptions, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn LogsMail(id: ConnectionId, chosen: ConnectionOptions, source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let desk = desk();
    let is_on = chosen.logs_mail;
    let change = move |event| {
        let options = ConnectionOptions { logs_mail: event_target_checked(&event), ..chosen.clone() };
        spawn_local(async move {
            if let Err(error) = backend::call(SetConnectionOptions { connection: id, options }).await {
                desk.refuse(&error.message);
            }
            source.read();
        });
    };
    view! {
        <dt>{text::logs_mail_label()}</dt>
        <dd>
            <label class="check">
                <input type="checkbox" id="logs-mail" prop:checked=is_on on:change=change />
                <span>{text::logs_mail_hint()}</span>
            </label>
        </dd>
    }
}
