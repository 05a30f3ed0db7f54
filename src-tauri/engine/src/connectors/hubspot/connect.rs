//! Connecting a portal by a token that the operator pasted: it is tried first, and kept in the vault.

use super::kinds::Kind;
use super::wire::said;
use super::{PLACE, VERSION, scopes};
use crate::connectors::sign_in::base_address;
use crate::connectors::{HUBSPOT, list, tokens};
use crate::cx::Cx;
use crate::sensitive::Sensitive;
use crate::store::{connections, jobs as work, ledger, sign_ins};
use crate::{demo, jobs, vault};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ConnectHubspot, ConnectionView, Time, text};
use serde_json::Value;

/// The longest token, in characters.
const TOKEN_AT_MOST: usize = 2_000;
/// The longest answer that is read while a token is tried, in bytes.
const ANSWER_LIMIT: usize = 1 << 20;
/// A pasted token says nothing of its end; the service tells when it is over.
const NEVER: Time = Time(i64::MAX);

/// What a token is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    /// The number of the portal, or what stands for it.
    portal: String,
    name: String,
    scopes: Vec<String>,
}

/// Connects a portal, or gives it another token.
///
/// Errors: `invalid` on `token` where HubSpot does not know it, `unavailable` on `base_url` where HubSpot cannot be asked, `conflict`
/// in a demo.
pub async fn connect(cx: &Cx, request: &ConnectHubspot) -> anyhow::Result<ConnectionView> {
    if demo::is_demo(&mut *cx.read().await?).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_connects_no_crm()).into());
    }
    let token = request.token.0.trim();
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || !c.is_ascii();
    if token.is_empty() || token.chars().count() > TOKEN_AT_MOST || token.contains(is_odd) {
        return Err(ApiError::new(Code::Invalid, text::no_hubspot_token()).on("token").into());
    }
    let token = Sensitive::new(token);
    let base_url = base_address(request.base_url.as_deref().unwrap_or_default())?;
    vault::make_ready(cx).await?;
    let told = ask(cx, if base_url.is_empty() { PLACE } else { &base_url }, &token).await?;
    keep(cx, &base_url, &token, &told).await
}

/// Stores the sign-in with its token, and asks for the first reading.
async fn keep(cx: &Cx, base_url: &str, token: &Sensitive, told: &Told) -> anyhow::Result<ConnectionView> {
    let now = cx.now();
    let scopes = told.scopes.join(" ");
    let fresh = sign_ins::Fresh {
        service: HUBSPOT,
        base_url,
        client_id: "",
        address: &told.name,
        subject: &told.portal,
        scopes: &scopes,
        expires_at: NEVER,
    };
    // A secret is bound to its row: until it is there, the row stands as one that must be signed in to again.
    let mut write = cx.write().await?;
    let id = sign_ins::signed_in(&mut write, &fresh, now).await?;
    sign_ins::ended(&mut write, id, sign_ins::AGAIN, None).await?;
    write.commit().await?;
    let sealed = vault::seal(cx, &sign_ins::owner(id), tokens::ACCESS, token).await?;
    let mut write = cx.write().await?;
    vault::keep(&mut write, cx, &sealed).await?;
    sign_ins::signed_in(&mut write, &fresh, now).await?;
    let connection = connections::ensure(&mut write, HUBSPOT, &told.name, &sign_ins::owner(id), now).await?;
    connections::connected(&mut write, connection, &told.name).await?;
    connections::signed_in(&mut write, connection, id).await?;
    work::ask(&mut write, jobs::SYNC, connection.0, now, now).await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "connected",
        subject: &format!("connection:{connection}"),
        detail: HUBSPOT,
        content_hash: &crate::sha256(told.portal.as_bytes()),
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    list(cx).await?.into_iter().find(|view| view.id == connection).context("The connection is gone")
}

/// Asks HubSpot what a token is. A kind of token of which it tells nothing is tried at what it is for.
async fn ask(cx: &Cx, place: &str, token: &Sensitive) -> Result<Told, ApiError> {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("token", token.expose())
        .append_pair("token_type_hint", "access_token")
        .finish();
    let client = client(cx)?;
    let request = client
        .post(format!("{place}/oauth/{VERSION}/token/introspect"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    match answer(request).await? {
        (200, told) if told.get("active").and_then(Value::as_bool) == Some(false) => Err(wrong()),
        (200, told) => match read(&told) {
            Some(told) => Ok(told),
            None => attempt(cx, place, token).await,
        },
        (status, _) if status == 429 || status >= 500 => Err(unavailable(&text::service_refuses(status, ""))),
        _ => attempt(cx, place, token).await,
    }
}

fn client(cx: &Cx) -> Result<&reqwest::Client, ApiError> {
    cx.http.service().map_err(|error| ApiError::new(Code::Unavailable, format!("{error:#}")).on("base_url"))
}

fn wrong() -> ApiError {
    ApiError::new(Code::Invalid, text::hubspot_knows_no_such_token()).on("token")
}

fn unavailable(words: &str) -> ApiError {
    ApiError::new(Code::Unavailable, words).on("base_url")
}

/// The status and the body, which is null where it is no JSON.
async fn answer(request: reqwest::RequestBuilder) -> Result<(u16, Value), ApiError> {
    let unreachable = |error: reqwest::Error| unavailable(&text::service_unreachable(&crate::http::fault(&error)));
    let mut answer = request.send().await.map_err(unreachable)?;
    let status = answer.status().as_u16();
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(unreachable)? {
        if body.len() + piece.len() > ANSWER_LIMIT {
            return Err(unavailable(&text::service_answer_too_long()));
        }
        body.extend_from_slice(&piece);
    }
    Ok((status, serde_json::from_slice(&body).unwrap_or_default()))
}

fn read(told: &Value) -> Option<Told> {
    let portal = told.get("hub_id").and_then(said)?;
    let scopes = told.get("scopes").and_then(Value::as_array)?.iter().filter_map(said).collect();
    let domain = told.get("hub_domain").and_then(Value::as_str).map(str::trim).filter(|domain| !domain.is_empty());
    Some(Told { name: domain.map_or_else(|| text::hubspot_portal(&portal), str::to_owned), portal, scopes })
}

/// Tries a token at one record of each kind. What it may write nobody can tell without writing, so that is taken as allowed.
async fn attempt(cx: &Cx, place: &str, token: &Sensitive) -> Result<Told, ApiError> {
    let client = client(cx)?;
    let mut told = Told::default();
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.path().join("/"), kind.scope()));
    for (path, scope) in kinds.chain([(format!("crm/owners/{VERSION}"), scopes::READ_OWNERS)]) {
        match answer(client.get(format!("{place}/{path}?limit=1")).bearer_auth(token.expose())).await? {
            (200, page) => {
                told.scopes.push(scope.to_owned());
                let record = page.get("results").and_then(|results| results.get(0));
                if let Some(portal) = record.and_then(|record| portal_of(record.get("url")?.as_str()?)) {
                    told.portal = portal;
                }
            }
            (401, _) => return Err(wrong()),
            (403, _) => {}
            (status, _) => return Err(unavailable(&text::service_refuses(status, ""))),
        }
    }
    told.scopes.extend([scopes::WRITE_CONTACTS, scopes::WRITE_DEALS].map(str::to_owned));
    if told.portal.is_empty() {
        // Nothing tells which portal it is; another token is another one.
        told.portal = crate::sha256(token.expose().as_bytes()).chars().take(16).collect();
    }
    told.name = text::hubspot_portal(&told.portal);
    Ok(told)
}

/// The number of the portal out of the address of a record: `…/contacts/4711/record/0-1/5`.
fn portal_of(address: &str) -> Option<String> {
    let mut parts = address.split('/').skip_while(|part| *part != "contacts");
    let number = parts.nth(1)?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_portal_is_called_by_its_domain_or_its_number() {
        let told = read(&json!({ "hub_id": 4711, "hub_domain": "sales.example", "scopes": ["a", "b"] })).unwrap();
        assert_eq!((told.portal.as_str(), told.name.as_str(), told.scopes.len()), ("4711", "sales.example", 2));
        assert_eq!(read(&json!({ "hub_id": 4711, "scopes": [] })).unwrap().name, text::hubspot_portal("4711"));
        assert_eq!(read(&json!({ "scopes": [] })), None);
        assert_eq!(portal_of("https://app.hubspot.com/contacts/4711/record/0-1/5").as_deref(), Some("4711"));
        assert_eq!(portal_of("https://app.hubspot.com/"), None);
    }
}
