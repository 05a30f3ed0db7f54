//! Connecting a workspace by a token that the operator pasted: it is tried first, and kept in the vault.

use super::scopes;
use super::socket::AREA;
use super::wire::{self, Who};
use super::{PATH, PLACE};
use crate::chats::BOT;
use crate::connectors::sign_in::{base_address, join_operator};
use crate::connectors::web::Fault;
use crate::connectors::{SLACK, list, tokens};
use crate::cx::Cx;
use crate::sensitive::Sensitive;
use crate::store::{chat, connections, jobs as work, ledger, problems, sign_ins};
use crate::{demo, jobs, outbox, vault};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ConnectSlack, ConnectionView, Time, text};
use serde_json::Value;

/// The longest token, in characters.
const TOKEN_AT_MOST: usize = 2_000;
/// The longest answer that is read while a token is tried, in bytes.
const ANSWER_LIMIT: usize = 1 << 20;
/// A pasted token says nothing of its end; the service tells when it is over.
const NEVER: Time = Time(i64::MAX);
/// The kind of sign-in that speaks as the operator.
const USER: &str = "user";
/// Where an answer tells what a token may do.
const SCOPES: &str = "x-oauth-scopes";

/// What a token is.
struct Told {
    who: Who,
    is_bot: bool,
    scopes: String,
    /// What the token's person is called, and their address; empty where that is not told.
    name: String,
    address: String,
}

/// Connects a workspace, or gives it another token.
///
/// Errors: `invalid` on `token` or `app_token` where Slack does not know it, `unavailable` on `base_url` where Slack cannot be asked,
/// `conflict` in a demo.
pub async fn connect(cx: &Cx, request: &ConnectSlack) -> anyhow::Result<ConnectionView> {
    if demo::is_demo(&mut *cx.read().await?).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_connects_no_chat()).into());
    }
    let token = token(&request.token.0, &["xoxp-", "xoxb-"])
        .ok_or_else(|| ApiError::new(Code::Invalid, text::no_slack_token()).on("token"))?;
    let given = request.app_token.as_ref().map(|given| given.0.trim()).filter(|given| !given.is_empty());
    let app = match given {
        Some(given) => Some(
            self::token(given, &["xapp-"])
                .ok_or_else(|| ApiError::new(Code::Invalid, text::no_slack_app_token()).on("app_token"))?,
        ),
        None => None,
    };
    let base_url = base_address(request.base_url.as_deref().unwrap_or_default())?;
    vault::make_ready(cx).await?;
    let place = if base_url.is_empty() { PLACE } else { &base_url };
    let told = ask(cx, place, &token).await?;
    if let Some(app) = &app {
        let refused = |fault: Fault| match fault {
            Fault::SignInAgain(_) | Fault::Forbidden(_) | Fault::Refused { status: ..500, .. } => {
                ApiError::new(Code::Invalid, text::slack_knows_no_such_app_token()).on("app_token")
            }
            fault => ApiError::new(Code::Unavailable, fault.to_string()).on("base_url"),
        };
        call(cx, place, "apps.connections.open", app, "").await.map_err(refused)?;
    }
    keep(cx, &base_url, &token, app.as_ref(), &told).await
}

fn token(given: &str, kinds: &[&str]) -> Option<Sensitive> {
    let given = given.trim();
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || !c.is_ascii();
    let is_one = kinds.iter().any(|kind| given.len() > kind.len() && given.starts_with(kind));
    (is_one && given.len() <= TOKEN_AT_MOST && !given.contains(is_odd)).then(|| Sensitive::new(given))
}

/// Stores the sign-in with its tokens, and asks for the first reading.
async fn keep(
    cx: &Cx,
    base_url: &str,
    token: &Sensitive,
    app: Option<&Sensitive>,
    told: &Told,
) -> anyhow::Result<ConnectionView> {
    let now = cx.now();
    if !told.is_bot && !told.address.is_empty() {
        join_operator(cx, &told.address).await?;
    }
    let subject = format!("{}/{}", told.who.team_id, told.who.user_id);
    let fresh = sign_ins::Fresh {
        service: SLACK,
        base_url,
        client_id: if told.is_bot { BOT } else { USER },
        address: &told.name,
        subject: &subject,
        scopes: &told.scopes,
        expires_at: NEVER,
    };
    // A secret is bound to its row: until it is there, the row stands as one that must be signed in to again.
    let mut write = cx.write().await?;
    let id = sign_ins::signed_in(&mut write, &fresh, now).await?;
    sign_ins::ended(&mut write, id, sign_ins::AGAIN, None).await?;
    write.commit().await?;
    let owner = sign_ins::owner(id);
    let mut sealed = vec![vault::seal(cx, &owner, tokens::ACCESS, token).await?];
    if let Some(app) = app {
        sealed.push(vault::seal(cx, &owner, tokens::APP, app).await?);
    }
    let mut write = cx.write().await?;
    // Without an app-level token, the one of before is not used any more.
    vault::forget(&mut write, &owner).await?;
    for secret in &sealed {
        vault::keep(&mut write, cx, secret).await?;
    }
    sign_ins::signed_in(&mut write, &fresh, now).await?;
    let name = text::slack_name(&told.who.team);
    let connection = connections::ensure(&mut write, SLACK, &name, &owner, now).await?;
    connections::connected(&mut write, connection, &name).await?;
    connections::signed_in(&mut write, connection, id).await?;
    if app.is_none() {
        problems::clear(&mut write, AREA, &format!("connection:{connection}")).await?;
    }
    // Another token may be told more of them.
    chat::ask_again(&mut write, connection).await?;
    work::ask(&mut write, jobs::SYNC, connection.0, now, now).await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "connected",
        subject: &format!("connection:{connection}"),
        detail: SLACK,
        content_hash: &crate::sha256(subject.as_bytes()),
    };
    ledger::append(&mut write, entry, now).await?;
    outbox::look_again(&mut write, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    list(cx).await?.into_iter().find(|view| view.id == connection).context("The connection is gone")
}

/// Asks Slack who a token is and what it may do.
async fn ask(cx: &Cx, place: &str, token: &Sensitive) -> Result<Told, ApiError> {
    let refused = |fault: Fault| match fault {
        Fault::SignInAgain(_) | Fault::Refused { status: ..500, .. } | Fault::Forbidden(_) => {
            ApiError::new(Code::Invalid, text::slack_knows_no_such_token()).on("token")
        }
        fault => ApiError::new(Code::Unavailable, fault.to_string()).on("base_url"),
    };
    let (told, scopes) = call(cx, place, "auth.test", token, "").await.map_err(refused)?;
    let who: Who = serde_json::from_value(told)
        .map_err(|error| ApiError::new(Code::Unavailable, text::service_answer_unreadable(&error.to_string())).on("base_url"))?;
    let is_bot = token.expose().starts_with("xoxb-");
    let mut told =
        Told { name: who.user.clone(), address: String::new(), scopes: scopes.unwrap_or_else(scopes::all), who, is_bot };
    let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("user", &told.who.user_id).finish();
    // Who may not be asked about is called as Slack calls them.
    if let Ok((answer, _)) = call(cx, place, "users.info", token, &form).await
        && let Ok(answer) = serde_json::from_value::<wire::UserAnswer>(answer)
    {
        told.address = answer.user.address();
        told.name = Some(answer.user.called()).filter(|name| !name.is_empty()).unwrap_or(told.name);
    }
    Ok(told)
}

/// Has Slack forget a token. One that it does not know any more is forgotten.
pub async fn revoke(cx: &Cx, sign_in: &sign_ins::Row) -> anyhow::Result<()> {
    let Some(token) = vault::open(cx, &sign_in.owner(), tokens::ACCESS).await? else { return Ok(()) };
    let place = if sign_in.base_url.is_empty() { PLACE } else { &sign_in.base_url };
    match call(cx, place, "auth.revoke", &token, "").await {
        Ok(_) | Err(Fault::SignInAgain(_)) => Ok(()),
        Err(fault) => Err(fault.into()),
    }
}

/// One request with a token that is not kept yet, with what is told of its scopes.
pub(super) async fn call(
    cx: &Cx,
    place: &str,
    method: &str,
    token: &Sensitive,
    form: &str,
) -> Result<(Value, Option<String>), Fault> {
    let client = cx.http.service().map_err(|error| Fault::Here(format!("{error:#}")))?;
    let unreachable = |error: reqwest::Error| {
        Fault::Unreachable(if error.is_timeout() { text::took_too_long() } else { error.without_url().to_string() })
    };
    let request = client
        .post(format!("{place}{PATH}/{method}"))
        .bearer_auth(token.expose())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_owned());
    let mut answer = request.send().await.map_err(unreachable)?;
    let status = answer.status().as_u16();
    let scopes = answer.headers().get(SCOPES).and_then(|scopes| scopes.to_str().ok());
    let scopes = scopes.map(|scopes| scopes.split(',').map(str::trim).collect::<Vec<_>>().join(" "));
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(unreachable)? {
        if body.len() + piece.len() > ANSWER_LIMIT {
            return Err(Fault::Lost(text::service_answer_too_long()));
        }
        body.extend_from_slice(&piece);
    }
    match status {
        200 => {}
        401 => return Err(Fault::SignInAgain(String::new())),
        status => return Err(Fault::Refused { status: status.max(500), words: String::new() }),
    }
    let told: Value =
        serde_json::from_slice(&body).map_err(|error| Fault::Lost(text::service_answer_unreadable(&error.to_string())))?;
    match wire::fault_of(&told, cx.now()) {
        Some(fault) => Err(fault),
        None => Ok((told, scopes.filter(|scopes| !scopes.is_empty()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_one_line_of_a_kind_that_is_known() {
        for (given, expected) in [
            (" xoxp-1-2\n", true),
            ("xoxb-1", true),
            ("xoxp-", false),
            ("xapp-1", false),
            ("xoxe-1", false),
            ("xoxp-1 2", false),
            ("", false),
        ] {
            assert_eq!(token(given, &["xoxp-", "xoxb-"]).is_some(), expected, "{given}");
        }
    }
}
