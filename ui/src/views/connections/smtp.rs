//! A mailbox at any server that sends, beside a Maildir that is read.

use super::offer::{Form, Offer, Words};
use crate::components::TypedField;
use crate::source::Source;
use api::{ConnectSmtp as Ask, ConnectionView, Secret, Security, SmtpServer, text};
use leptos::prelude::*;

/// Fields that say below themselves what is wrong with them.
const FIELDS: &[&str] = &["address", "host", "port", "user", "password"];

#[component]
pub fn ConnectSmtp(source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let form = Form::new(source);
    let refusal = form.refusal;
    let empty = || RwSignal::new(String::new());
    let (address, host, port_typed, user, password) = (empty(), empty(), empty(), empty(), empty());
    let security = RwSignal::new(Security::Tls);
    let submit = Callback::new(move |()| {
        let typed = port_typed.with_untracked(|port| port.trim().to_owned());
        let number = if typed.is_empty() { Ok(usual_port(security.get_untracked())) } else { typed.parse() };
        let Ok(port) = number else {
            refusal.set(Some((text::not_a_port(&typed), Some("port".to_owned()))));
            return;
        };
        let server =
            SmtpServer { host: host.get_untracked(), port, security: security.get_untracked(), user: user.get_untracked() };
        let request = Ask { address: address.get_untracked(), server, password: Secret(password.get_untracked()) };
        form.send(request, vec![address, host, port_typed, user, password], text::said_sends);
    });
    let choice = move |one: Security| view! { <option value=one.as_str() selected=move || security.get() == one>{text::security(one)}</option> };
    let choices = move || Security::ALL.iter().copied().map(choice).collect_view();
    let words = Words {
        title: text::smtp_title(),
        lead: text::smtp_lead(),
        open: text::smtp_open(),
        connect: text::connect_label(),
        connecting: text::trying_server(),
    };
    view! {
        <Offer id="smtp" words fields=FIELDS is_open=form.is_open is_busy=form.is_busy refusal submit>
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
        </Offer>
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
