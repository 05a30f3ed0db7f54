//! A mailbox at any server that sends, beside a Maildir that is read.

use super::vault::PassphraseWanted;
use crate::backend;
use crate::components::{RefusedOtherwise, TypedField};
use crate::desk::desk;
use crate::source::Source;
use api::{ConnectSmtp as Ask, ConnectionView, Secret, Security, SmtpServer, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Fields that say below themselves what is wrong with them.
const FIELDS: &[&str] = &["address", "host", "port", "user", "password"];

#[component]
pub fn ConnectSmtp(source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let (desk, wanted): (_, PassphraseWanted) = (desk(), expect_context());
    let (is_open, is_busy) = (RwSignal::new(false), RwSignal::new(false));
    let empty = || RwSignal::new(String::new());
    let (address, host, port_typed, user, password) = (empty(), empty(), empty(), empty(), empty());
    let security = RwSignal::new(Security::Tls);
    let refusal = RwSignal::new(None::<(String, Option<String>)>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let typed = port_typed.with_untracked(|port| port.trim().to_owned());
        let number = if typed.is_empty() { Ok(usual_port(security.get_untracked())) } else { typed.parse() };
        let Ok(port) = number else {
            refusal.set(Some((text::not_a_port(&typed), Some("port".to_owned()))));
            return;
        };
        let server =
            SmtpServer { host: host.get_untracked(), port, security: security.get_untracked(), user: user.get_untracked() };
        let request = Ask { address: address.get_untracked(), server, password: Secret(password.get_untracked()) };
        refusal.set(None);
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(request).await;
            let _gone = is_busy.try_set(false);
            match answer {
                Ok(made) => {
                    desk.say(text::said_sends(&made.name), false);
                    for field in [address, host, port_typed, user, password] {
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
    let choice = move |one: Security| view! { <option value=one.as_str() selected=move || security.get() == one>{text::security(one)}</option> };
    let choices = move || Security::ALL.iter().copied().map(choice).collect_view();
    view! {
        <section class="card connection connect" aria-labelledby="smtp-title">
            <h2 id="smtp-title">{text::smtp_title()}</h2>
            <p class="fresh">{text::smtp_lead()}</p>
            <Show
                when=move || is_open.get()
                fallback=move || view! {
                    <footer>
                        <button type="button" id="smtp-open" on:click=move |_| is_open.set(true)>{text::smtp_open()}</button>
                    </footer>
                }
            >
                <form on:submit=submit>
                    <TypedField id="smtp-address" field="address" label=text::smtp_address_label() value=address refusal focus=true />
                    <TypedField id="smtp-host" field="host" label=text::smtp_host_label() value=host refusal />
                    <div class="typed">
                        <label for="smtp-security">{text::smtp_security_label()}</label>
                        <select id="smtp-security" on:change=move |event| {
                            security.set(Security::from_wire(&event_target_value(&event)).unwrap_or(Security::Tls));
                        }>{choices()}</select>
                    </div>
                    <TypedField id="smtp-port" field="port" label=text::smtp_port_label() value=port_typed refusal />
                    <TypedField id="smtp-user" field="user" label=text::smtp_user_label() value=user refusal />
                    <TypedField id="smtp-password" field="password" label=text::smtp_password_label() value=password refusal secret=true />
                    <RefusedOtherwise fields=FIELDS refusal />
                    <footer>
                        <button type="submit" class="go" id="smtp-connect" disabled=is_busy>
                            {move || if is_busy.get() { text::trying_server() } else { text::smtp_connect() }}
                        </button>
                        <button type="button" on:click=move |_| is_open.set(false)>{text::cancel()}</button>
                    </footer>
                </form>
            </Show>
        </section>
    }
}

/// Where a server usually listens (RFC 8314, 3).
const fn usual_port(security: Security) -> u16 {
    match security {
        Security::Tls => 465,
        Security::StartTls => 587,
        Security::None => 25,
    }
}
