//! Who may post, and what: asked of every request before a word of it is kept.
//!
//! An unknown name, a source that is off and a post that is not proved get one and the same answer.

use super::keeper::{Kept, Note, Post};
use super::mapping::{self, Media};
use super::proof::{self, Headers, Signed};
use super::{SECRET, mapping_of, owner};
use crate::cx::Cx;
use crate::store::webhooks::{self, Row};
use crate::vault;
use api::{ConnectionId, Proof, Refused, Time};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HOST, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{mpsc, oneshot};

/// The largest body, in bytes.
const BODY_LIMIT: usize = 1 << 20;
const PATH: &str = "/hooks/";
/// When whoever was not at fault may try again, in seconds.
const AGAIN_AFTER: &str = "10";
/// The same time.
const AGAIN_MS: i64 = 10_000;

pub struct Door {
    cx: Cx,
    notes: mpsc::Sender<Note>,
    /// When the key could not be had.
    locked_at: Mutex<Option<Time>>,
}

/// A request that is turned away.
struct No(Option<ConnectionId>, Refused);

/// What a request is answered with.
enum Yes {
    Kept(Kept),
    /// Slack asks whether somebody is there.
    Challenge(String),
}

pub async fn answer(State(door): State<Arc<Door>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    match door.take(&parts, body).await {
        Ok(Yes::Kept(Kept::New)) => say(StatusCode::OK, "kept"),
        Ok(Yes::Kept(Kept::Known | Kept::OtherOfSameId)) => say(StatusCode::OK, "known"),
        Ok(Yes::Kept(Kept::Not)) => again(),
        Ok(Yes::Challenge(words)) => (StatusCode::OK, [(CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response(),
        Err(No(source, reason)) => {
            // Where even this is too much at once, one more or less is not counted.
            drop(door.notes.try_send(Note::Refused(source, reason)));
            match reason {
                Refused::OtherHost => say(StatusCode::MISDIRECTED_REQUEST, "not a host of this machine"),
                Refused::TooLarge => say(StatusCode::PAYLOAD_TOO_LARGE, "larger than 1 MiB"),
                Refused::TooSlow => say(StatusCode::REQUEST_TIMEOUT, "too slow"),
                Refused::OtherMedia => say(StatusCode::UNSUPPORTED_MEDIA_TYPE, "neither JSON nor a form"),
                Refused::Unreadable => say(StatusCode::BAD_REQUEST, "cannot be read"),
                Refused::Replay | Refused::SameId => say(StatusCode::OK, "known"),
                Refused::Locked | Refused::Busy => again(),
                Refused::NoSignature
                | Refused::BadSignature
                | Refused::OldSignature
                | Refused::SwitchedOff
                | Refused::UnknownName => say(StatusCode::NOT_FOUND, "not found"),
            }
        }
    }
}

fn say(status: StatusCode, words: &'static str) -> Response {
    let body = serde_json::json!({ "status": words }).to_string();
    (status, [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], body).into_response()
}

fn again() -> Response {
    let mut response = say(StatusCode::SERVICE_UNAVAILABLE, "try again");
    response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static(AGAIN_AFTER));
    response
}

impl Door {
    pub fn new(cx: Cx, notes: mpsc::Sender<Note>) -> Self {
        Self { cx, notes, locked_at: Mutex::default() }
    }

    async fn take(&self, parts: &Parts, body: Body) -> Result<Yes, No> {
        let hosts = match self.cx.settings().await {
            Ok(settings) => settings.webhook_hosts,
            Err(error) => return Err(broken(None, &error)),
        };
        if !is_known(header(parts, HOST.as_str()), &hosts) {
            return Err(No(None, Refused::OtherHost));
        }
        // Before the name is looked at: where nobody can be proved, all get one answer.
        self.have_key().await?;
        let name = parts.uri.path().strip_prefix(PATH).filter(|_| parts.method == Method::POST).unwrap_or_default();
        let row = match self.source(name).await {
            Ok(row) => row,
            Err(error) => return Err(broken(None, &error)),
        };
        let source = row.as_ref().map(Row::id);
        let body = whole(parts, body).await.map_err(|reason| No(source, reason))?;
        let now = self.cx.now();
        let Some(row) = row else {
            // As much work as for a name that there is, so that the time does not tell.
            let secret = vault::open_nothing(&self.cx).await.map_err(|error| broken(None, &error))?;
            let _nobody = proof::check(Proof::Sha256, &secret, signed(parts, "", &body), now);
            return Err(No(None, Refused::UnknownName));
        };
        let no = |reason: Refused| No(Some(row.id()), reason);
        let secret = match vault::open(&self.cx, &owner(row.id()), SECRET).await {
            Ok(Some(secret)) => secret,
            Ok(None) => return Err(no(Refused::Locked)),
            Err(error) => return Err(broken(Some(row.id()), &error)),
        };
        let uri = address_of(&row, parts);
        proof::check(row.proof, &secret, signed(parts, &uri, &body), now).map_err(no)?;
        if !row.is_on() {
            return Err(no(Refused::SwitchedOff));
        }
        let media = Media::of(header(parts, CONTENT_TYPE.as_str())).ok_or_else(|| no(Refused::OtherMedia))?;
        let body = String::from_utf8(body).map_err(|_| no(Refused::Unreadable))?;
        let value = mapping::read(media, &body).map_err(|_| no(Refused::Unreadable))?;
        if let Some(challenge) = challenge(&row, &value) {
            return Ok(Yes::Challenge(challenge));
        }
        let id = mapping::id(&mapping_of(&row), &value);
        let (sender, kept) = oneshot::channel();
        let post = Post { source: row.id(), id, media: media.as_str(), body, answer: sender };
        self.notes.try_send(Note::Post(post)).map_err(|_| no(Refused::Busy))?;
        Ok(Yes::Kept(kept.await.unwrap_or(Kept::Not)))
    }

    /// Sees to it that there is a key. A keychain that has none is not asked again by each of the posts to come.
    async fn have_key(&self) -> Result<(), No> {
        if vault::has_key(&self.cx) {
            return Ok(());
        }
        let now = self.cx.now();
        let locked_at = *self.locked_at.lock().unwrap_or_else(PoisonError::into_inner);
        if locked_at.is_some_and(|at| (0..AGAIN_MS).contains(&now.ms_since(at))) {
            return Err(No(None, Refused::Locked));
        }
        let found = vault::find_key(&self.cx).await;
        *self.locked_at.lock().unwrap_or_else(PoisonError::into_inner) = found.is_err().then_some(now);
        found.map_err(|error| broken(None, &error))
    }

    async fn source(&self, name: &str) -> anyhow::Result<Option<Row>> {
        if name.is_empty() {
            return Ok(None);
        }
        webhooks::called(&mut *self.cx.read().await?, name).await
    }
}

fn broken(source: Option<ConnectionId>, error: &anyhow::Error) -> No {
    tracing::warn!(error = format!("{error:#}"), "a post cannot be looked at");
    No(source, Refused::Locked)
}

fn header<'a>(parts: &'a Parts, name: &str) -> &'a str {
    parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether a request is meant for this machine: a page in a browser must not reach it under a name of its own.
fn is_known(host: &str, listed: &[String]) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.to_ascii_lowercase();
    ["127.0.0.1", "localhost", "[::1]"].contains(&name.as_str()) || listed.contains(&name)
}

/// The body, where it is not too large. What says so before is not read at all.
async fn whole(parts: &Parts, body: Body) -> Result<Vec<u8>, Refused> {
    let declared = header(parts, CONTENT_LENGTH.as_str()).parse::<u64>().unwrap_or_default();
    if declared > BODY_LIMIT as u64 {
        return Err(Refused::TooLarge);
    }
    match axum::body::to_bytes(body, BODY_LIMIT).await {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(error) => {
            let is_long = std::error::Error::source(&error).is_some_and(|source| source.to_string().contains("length limit"));
            Err(if is_long { Refused::TooLarge } else { Refused::TooSlow })
        }
    }
}

fn signed<'a>(parts: &'a Parts, uri: &'a str, body: &'a [u8]) -> Signed<'a> {
    let headers = Headers {
        authorization: header(parts, AUTHORIZATION.as_str()),
        sha256: header(parts, "x-signature-256"),
        hubspot: header(parts, "x-hubspot-signature-v3"),
        hubspot_time: header(parts, "x-hubspot-request-timestamp"),
        slack: header(parts, "x-slack-signature"),
        slack_time: header(parts, "x-slack-request-timestamp"),
    };
    Signed { method: parts.method.as_str(), uri, body, headers }
}

/// The address that the service called: as the operator entered it, with the query of this request where it has none.
fn address_of(row: &Row, parts: &Parts) -> String {
    match parts.uri.query() {
        Some(query) if !row.public_url.contains('?') => format!("{}?{query}", row.public_url),
        _ => row.public_url.clone(),
    }
}

/// What Slack wants to have back before it posts anything.
fn challenge(row: &Row, value: &Value) -> Option<String> {
    let is_asked = row.proof == Proof::Slack && value.get("type").and_then(Value::as_str) == Some("url_verification");
    value.get("challenge").and_then(Value::as_str).filter(|_| is_asked).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_and_listed_hosts_are_meant() {
        let listed = ["forms.example.com".to_owned()];
        for good in [
            "127.0.0.1:4747",
            "127.0.0.1",
            "localhost:4747",
            "LOCALHOST",
            "[::1]:4747",
            "forms.example.com",
            "Forms.Example.com:443",
        ] {
            assert!(is_known(good, &listed), "{good}");
        }
        for other in
            ["", "evil.example", "127.0.0.1.evil.example", "forms.example.com.evil.example", "10.0.0.1", "localhost:80:x"]
        {
            assert!(!is_known(other, &listed), "{other}");
        }
    }
}
