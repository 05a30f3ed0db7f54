//! A mailbox at any server that takes mail by SMTP. It is only sent through; a Maildir beside it is what is read.
//!
//! It is tried before it is stored, and nothing is sent by that. The password lies in the vault.

mod bytes;
mod deliver;
mod talk;

use super::sign_in::join_operator;
use super::{Connector, Delivery, Outgoing, ReadReport, SMTP, list};
use crate::cx::Cx;
use crate::sensitive::Sensitive;
use crate::store::connections::{self, Row};
use crate::store::{ledger, sign_ins, smtp_servers};
use crate::{demo, mail, outbox, vault};
use anyhow::Context as _;
use api::{Action, Actor, ApiError, Code, ConnectSmtp, ConnectionId, ConnectionView, Security, Sends, SmtpServer, text};
use async_trait::async_trait;
use lettre::Address;
use lettre::transport::smtp::commands::{Mail, Rset};
use lettre::transport::smtp::extension::MailParameter;
use std::net::IpAddr;
use std::time::Duration;
use talk::{Fault, Patience, Talk};

/// The name of its one secret.
const PASSWORD: &str = "password";
/// The operator sits before it: a server that is slower than this while it is tried is not the right one.
const TRIED_WITHIN: Duration = Duration::from_secs(10);
/// The longest name of a host (RFC 1035, 2.3.4), user or password, in characters.
const HOST_AT_MOST: usize = 253;
const USER_AT_MOST: usize = 320;
const PASSWORD_AT_MOST: usize = 1000;

pub struct Smtp;

#[async_trait]
impl Connector for Smtp {
    fn kind(&self) -> &'static str {
        SMTP
    }

    fn every_seconds(&self, _connection: &Row) -> Option<i64> {
        None
    }

    async fn read(&self, _cx: &Cx, _connection: &Row) -> anyhow::Result<ReadReport> {
        Ok(ReadReport::default())
    }

    fn does(&self, _connection: &Row, _sign_in: Option<&sign_ins::Row>, action: Action) -> Sends {
        if action == Action::SendEmail { Sends::Yes } else { Sends::Never }
    }

    async fn deliver(&self, cx: &Cx, connection: &Row, mail: &Outgoing) -> anyhow::Result<Delivery> {
        deliver::deliver(cx, connection, mail).await
    }
}

/// What a connection's secrets belong to.
fn owner(id: ConnectionId) -> String {
    format!("connection:{id}")
}

/// Connects a mailbox, or connects it anew with what was entered now.
///
/// Errors: `invalid` on the field that does not fit, `unavailable` where the server cannot be reached, `conflict` in a demo.
pub async fn connect(cx: &Cx, request: &ConnectSmtp) -> anyhow::Result<ConnectionView> {
    if demo::is_demo(&mut *cx.read().await?).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_connects_nothing()).into());
    }
    let (address, server, password) = checked(request)?;
    if password.is_some() {
        vault::make_ready(cx).await?;
    }
    attempt(cx, &address, &server, password.as_ref()).await.map_err(|fault| told(&fault, &server))?;
    join_operator(cx, &address).await?;
    let now = cx.now();
    let id = make(cx, &address).await?;
    let sealed = match &password {
        Some(password) => Some(vault::seal(cx, &owner(id), PASSWORD, password).await?),
        None => None,
    };
    let mut write = cx.write().await?;
    vault::forget(&mut write, &owner(id)).await?;
    if let Some(sealed) = &sealed {
        vault::keep(&mut write, cx, sealed).await?;
    }
    smtp_servers::keep(&mut write, id, &server).await?;
    connections::connected(&mut write, id, &address).await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "connected",
        subject: &owner(id),
        detail: SMTP,
        content_hash: &crate::sha256(address.as_bytes()),
    };
    ledger::append(&mut write, entry, now).await?;
    // What waited for a mailbox that can send need not wait any more.
    outbox::look_again(&mut write, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    list(cx).await?.into_iter().find(|view| view.id == id).context("The connection is gone")
}

/// The row of the connection. A password is bound to its row, so there is one before the password is sealed; until then it
/// stands there as disconnected, and nobody sees that unless the program dies in between.
async fn make(cx: &Cx, address: &str) -> anyhow::Result<ConnectionId> {
    let mut write = cx.write().await?;
    let is_known = connections::all(write.conn()).await?.iter().any(|row| row.kind == SMTP && row.location == address);
    let id = connections::ensure(&mut write, SMTP, address, address, cx.now()).await?;
    if !is_known {
        connections::disconnect(&mut write, id, cx.now()).await?;
    }
    write.commit().await?;
    Ok(id)
}

/// What was entered, in the form in which it is kept.
fn checked(request: &ConnectSmtp) -> Result<(String, SmtpServer, Option<Sensitive>), ApiError> {
    let invalid = |field: &str, words: String| ApiError::new(Code::Invalid, words).on(field);
    let address = mail::sendable_address(&request.address).filter(|address| address.parse::<Address>().is_ok());
    let address = address.ok_or_else(|| invalid("address", text::bad_address(&request.address)))?;
    let host = host(&request.server.host).ok_or_else(|| invalid("host", text::no_host(&request.server.host)))?;
    if request.server.port == 0 {
        return Err(invalid("port", text::no_port()));
    }
    if request.server.security == Security::None && !is_this_machine(&host) {
        return Err(invalid("security", text::only_here_unprotected()));
    }
    let (user, password) = (request.server.user.trim(), &request.password.0);
    for (field, name, value, limit) in
        [("user", "user name", user, USER_AT_MOST), ("password", "password", password, PASSWORD_AT_MOST)]
    {
        if value.chars().count() > limit || value.contains(char::is_control) {
            return Err(invalid(field, text::no_user_or_password(name, limit)));
        }
    }
    match (user.is_empty(), password.is_empty()) {
        (true, false) => return Err(invalid("user", text::user_missing())),
        (false, true) => return Err(invalid("password", text::password_missing())),
        _ => {}
    }
    let server = SmtpServer { host, user: user.to_owned(), ..request.server.clone() };
    Ok((address, server, (!password.is_empty()).then(|| Sensitive::new(password.clone()))))
}

/// A name as it is looked up, or an address of the internet without brackets.
fn host(given: &str) -> Option<String> {
    let given = given.trim();
    let bare = given.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(given);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Some(ip.to_string());
    }
    let name = if given.is_ascii() { given.to_lowercase() } else { idna::domain_to_ascii_strict(given).ok()? };
    let is_label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let name = name.strip_suffix('.').unwrap_or(&name).to_owned();
    (name.len() <= HOST_AT_MOST && name.split('.').all(is_label)).then_some(name)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Goes as far as a mail would, up to naming its writer, and takes it back.
async fn attempt(cx: &Cx, address: &str, server: &SmtpServer, password: Option<&Sensitive>) -> Result<(), Fault> {
    let limit = cx.http.patience(TRIED_WITHIN);
    let mut talk = Talk::open(server, password, Patience { connect: limit, answer: limit, mail: limit }).await?;
    let Ok(from) = address.parse::<Address>() else { return Err(Fault::Unreadable) };
    let parameters = if address.is_ascii() { Vec::new() } else { vec![MailParameter::SmtpUtfEight] };
    talk.say(Mail::new(Some(from), parameters)).await?;
    talk.say(Rset).await?;
    talk.end().await;
    Ok(())
}

/// A fault while it is tried, on the field where the operator can do something about it.
fn told(fault: &Fault, server: &SmtpServer) -> ApiError {
    let (code, field) = match fault {
        Fault::NameNotFound | Fault::Unreachable(_) => (Code::Unavailable, "host"),
        Fault::Refused | Fault::TimedOut | Fault::Closed | Fault::Unreadable => (Code::Unavailable, "port"),
        Fault::Untrusted(_) => (Code::Unavailable, "host"),
        Fault::NoTls | Fault::NoStartTls | Fault::NeedsTls(_) => (Code::Invalid, "security"),
        Fault::NeedsUser(_) | Fault::NoPasswordTaken => (Code::Invalid, "user"),
        Fault::WrongPassword(_) => (Code::Invalid, "password"),
        Fault::Later(_) | Fault::Never(_) => (Code::Unavailable, "address"),
    };
    ApiError::new(code, text::smtp_sentence(&fault.words(server))).on(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_in_the_form_in_which_it_is_looked_up() {
        for (given, kept) in [
            ("smtp.example.com", Some("smtp.example.com")),
            (" SMTP.Example.COM. ", Some("smtp.example.com")),
            ("127.0.0.1", Some("127.0.0.1")),
            ("[::1]", Some("::1")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("", None),
            ("smtp example.com", None),
            ("smtp..example.com", None),
            ("smtp.example.com:587", None),
            ("https://smtp.example.com", None),
            ("smtp.example.com\r\nQUIT", None),
        ] {
            assert_eq!(host(given).as_deref(), kept, "{given:?}");
        }
    }

    #[test]
    fn only_this_machine_is_spoken_to_in_the_open() {
        assert!(["localhost", "127.0.0.1", "127.9.9.9", "::1"].into_iter().all(is_this_machine));
        assert!(!["localhost.example.com", "10.0.0.1", "0.0.0.0", "smtp.example.com"].into_iter().any(is_this_machine));
    }
}
