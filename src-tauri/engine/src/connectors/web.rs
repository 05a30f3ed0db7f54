//! Requests to the programming interface of a service: paced, tried again where that is safe, and its refusals told apart.
//!
//! Nothing of a request or an answer is ever logged: they hold tokens and mail.

use super::tokens;
use crate::cx::Cx;
use crate::sensitive::Sensitive;
use crate::store::connections::Row;
use crate::store::sign_ins;
use anyhow::Context as _;
use api::{SignInId, Time, text};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Method, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// How often a request that may be made twice is made, in all.
const TRIES: u32 = 3;
/// The wait after the first failure; each further one doubles it.
const BACK_OFF: Duration = Duration::from_millis(400);
/// A service that asks for a longer wait is asked again by the next reading, not by this one.
const WAIT_AT_MOST: Duration = Duration::from_secs(5);
/// The longest answer that is read, in bytes: a mail of 25 MB, in base64, twice over.
const ANSWER_LIMIT: usize = 80 << 20;
/// What an answer without a time asks to be left alone for, in seconds.
const USUAL_WAIT_SECONDS: i64 = 60;

/// The pace that HubSpot tells in its headers, and those.
pub const BURST: &str = "burst";
const LIMIT_MAX: &str = "x-hubspot-ratelimit-max";
const LIMIT_INTERVAL: &str = "x-hubspot-ratelimit-interval-milliseconds";
const LIMIT_OF_DAY: &str = "x-hubspot-ratelimit-daily-remaining";
/// Nobody tells when its day begins, so it is looked for each hour.
const DAY_IS_OVER_SECONDS: i64 = 3600;

/// Why a service did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The operator has to sign in again.
    #[error("{}", text::sign_in_again_because(.0))]
    SignInAgain(String),
    /// The sign-in does not allow this.
    #[error("{}", text::service_forbids(.0))]
    Forbidden(String),
    /// Too much was asked; not before then.
    #[error("{}", text::service_is_busy())]
    Busy(Time),
    /// What was asked for is not there, or no more (404, 410).
    #[error("{}", text::service_has_it_not())]
    Gone(u16),
    /// It was refused for another reason, in the service's words.
    #[error("{}", text::service_refuses(*status, words))]
    Refused { status: u16, words: String },
    /// The answer did not come, or not whole. What was asked may have been done.
    #[error("{}", text::service_unreachable(.0))]
    Lost(String),
    /// It could not be asked, for a reason on this machine.
    #[error("{0}")]
    Here(String),
    /// The connection was never made, so that nothing was done.
    #[error("{}", text::service_unreachable(.0))]
    Unreachable(String),
}

/// A service, asked in the name of one sign-in.
#[derive(Clone, Debug)]
pub struct Service {
    cx: Cx,
    sign_in: SignInId,
    base: Url,
    /// How it is spoken to, where that is another way than with JSON and by the status of its answers.
    dialect: Option<Dialect>,
}

/// A service that takes forms, and says in the body of a good answer whether it did what was asked.
pub type Dialect = fn(&serde_json::Value, Time) -> Option<Fault>;

/// What goes along with a request.
#[derive(Clone, Debug, Default)]
pub struct Ask<'a> {
    pub query: Vec<(&'a str, String)>,
    pub body: Option<serde_json::Value>,
}

impl<'a> Ask<'a> {
    pub fn query(query: Vec<(&'a str, String)>) -> Self {
        Self { query, body: None }
    }

    /// Errors: what cannot be written as JSON.
    pub fn json(body: impl Serialize) -> anyhow::Result<Self> {
        Ok(Self { query: Vec::new(), body: Some(serde_json::to_value(body).context("Write a request")?) })
    }
}

impl Service {
    /// The service of a connection: at the place of its sign-in, which is `usual` where it has none of its own, below `path`.
    ///
    /// Errors: in words, where the connection has no sign-in or the place is no address.
    pub async fn of(cx: &Cx, connection: &Row, usual: &str, path: &str) -> anyhow::Result<Self> {
        let id = connection.sign_in().with_context(|| text::sign_in_again_because(""))?;
        let row = sign_ins::one(&mut *cx.read().await?, id).await?.with_context(|| text::sign_in_again_because(""))?;
        let place = if row.base_url.is_empty() { usual } else { &row.base_url };
        let base = Url::parse(&format!("{place}{path}")).with_context(|| format!("Read the address {place}"))?;
        Ok(Self { cx: cx.clone(), sign_in: id, base, dialect: None })
    }

    /// The same, spoken to in forms; `fault` tells what is wrong with an answer.
    pub fn speaking(self, fault: Dialect) -> Self {
        Self { dialect: Some(fault), ..self }
    }

    pub fn sign_in(&self) -> SignInId {
        self.sign_in
    }

    /// Asks for something, up to three times. `path` is a list of segments, which are encoded.
    pub async fn get<T: DeserializeOwned>(&self, path: &[&str], query: Vec<(&str, String)>) -> Result<T, Fault> {
        self.patiently(Method::GET, path, Ask::query(query)).await
    }

    /// Does something that may be done twice without harm, up to three times.
    pub async fn patiently<T: DeserializeOwned>(&self, method: Method, path: &[&str], ask: Ask<'_>) -> Result<T, Fault> {
        let mut wait = BACK_OFF;
        for _ in 1..TRIES {
            match self.once(method.clone(), path, &ask).await {
                Err(Fault::Lost(_) | Fault::Unreachable(_) | Fault::Refused { status: 500.., .. }) => {}
                Err(Fault::Busy(until)) if until.ms_since(self.cx.now()) <= WAIT_AT_MOST.as_millis() as i64 => {
                    wait = wait.max(Duration::from_millis(until.ms_since(self.cx.now()).max(0).unsigned_abs()));
                }
                done => return done,
            }
            tokio::time::sleep(self.cx.clock.wait_for(wait + self.jitter())).await;
            wait *= 2;
        }
        self.once(method, path, &ask).await
    }

    /// Does something exactly once, or says that nobody knows (`Lost`). A token that is refused is renewed, and it is asked again:
    /// a refusal did nothing.
    pub async fn once<T: DeserializeOwned>(&self, method: Method, path: &[&str], ask: &Ask<'_>) -> Result<T, Fault> {
        let token = tokens::access(&self.cx, self.sign_in).await?;
        match self.send(method.clone(), path, ask, &token).await {
            Err(Fault::SignInAgain(_)) => {
                let token = tokens::renewed(&self.cx, self.sign_in, &token).await?;
                match self.send(method, path, ask, &token).await {
                    Err(Fault::SignInAgain(words)) => {
                        tokens::refused(&self.cx, self.sign_in, &words).await;
                        Err(Fault::SignInAgain(words))
                    }
                    done => done,
                }
            }
            done => done,
        }
    }

    async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        ask: &Ask<'_>,
        token: &Sensitive,
    ) -> Result<T, Fault> {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        if !ask.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&ask.query);
        }
        let client = self.cx.http.service().map_err(|error| Fault::Here(format!("{error:#}")))?;
        let mut request = client.request(method, url).bearer_auth(token.expose());
        if let (Some(body), true) = (&ask.body, self.dialect.is_some()) {
            request = request.header("content-type", "application/x-www-form-urlencoded").body(form(body));
        } else if let Some(body) = &ask.body {
            request = request.header("content-type", "application/json").body(body.to_string());
        } else {
            request = request.header("content-length", "0");
        }
        let answer = request.send().await.map_err(|error| unanswered(&error))?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        self.note_limits(&headers);
        let body = match read(answer).await {
            // Whether it did what was asked stands in what was not read.
            Err(Fault::Refused { words, .. }) if self.dialect.is_some() => return Err(Fault::Lost(words)),
            body => body?,
        };
        if status.is_success() {
            let body = if body.is_empty() { b"null" } else { body.as_slice() };
            let unreadable = |error: serde_json::Error| Fault::Lost(text::service_answer_unreadable(&error.to_string()));
            if let Some(dialect) = self.dialect {
                let told: serde_json::Value = serde_json::from_slice(body).map_err(unreadable)?;
                return match dialect(&told, self.cx.now()) {
                    Some(fault) => Err(fault),
                    None => serde_json::from_value(told).map_err(unreadable),
                };
            }
            return serde_json::from_slice(body).map_err(unreadable);
        }
        let fault = refusal(status, &headers, &body, self.cx.now());
        Err(if self.dialect.is_some() { on_the_way(fault, status) } else { fault })
    }

    /// What HubSpot says of its limits in each answer, for whoever asks next.
    fn note_limits(&self, headers: &HeaderMap) {
        let told = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<u32>().ok();
        if let (Some(most), Some(ms)) = (told(LIMIT_MAX), told(LIMIT_INTERVAL))
            && most > 0
            && ms > 0
        {
            self.cx.quotas.told(self.sign_in, BURST, most as usize, i64::from(ms));
        }
        if told(LIMIT_OF_DAY) == Some(0) {
            self.cx.quotas.leave_alone(self.sign_in, BURST, self.cx.now().plus_seconds(DAY_IS_OVER_SECONDS));
        }
    }

    fn jitter(&self) -> Duration {
        let mut byte = [0; 1];
        // Without chance there is none; what failed together comes back together.
        drop(self.cx.random.fill(&mut byte));
        Duration::from_millis(byte.first().map_or(0, |byte| u64::from(*byte)))
    }
}

/// What an error answer means of a service that says in good answers what it refuses: something on the way to it spoke, and what was
/// asked may have been done. That too much was asked, by whom, and that there is no such place it does say so itself.
fn on_the_way(fault: Fault, status: StatusCode) -> Fault {
    match (fault, status.as_u16()) {
        (fault, 401 | 404 | 410 | 429) => fault,
        (Fault::Refused { words, .. } | Fault::Forbidden(words), status) => Fault::Refused { status: status.max(500), words },
        (_, status) => Fault::Refused { status: status.max(500), words: String::new() },
    }
}

/// The fields of an object as a form: text as it is, all else as JSON.
fn form(body: &serde_json::Value) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in body.as_object().into_iter().flatten() {
        match value {
            serde_json::Value::String(text) => form.append_pair(name, text),
            other => form.append_pair(name, &other.to_string()),
        };
    }
    form.finish()
}

async fn read(mut answer: reqwest::Response) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| Fault::Lost(said(&error)))? {
        if body.len() + piece.len() > ANSWER_LIMIT {
            return Err(Fault::Refused { status: answer.status().as_u16(), words: text::service_answer_too_long() });
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

fn unanswered(error: &reqwest::Error) -> Fault {
    if error.is_connect() || error.is_builder() { Fault::Unreachable(said(error)) } else { Fault::Lost(said(error)) }
}

/// What went wrong, without the address: its query may hold what somebody wrote.
fn said(error: &reqwest::Error) -> String {
    crate::http::fault(error)
}

/// What an error answer means. Google's and most others' have `error.message` and `error.errors[].reason`, HubSpot's `message`.
fn refusal(status: StatusCode, headers: &HeaderMap, body: &[u8], now: Time) -> Fault {
    let json: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let error = json.get("error");
    let words = error
        .and_then(|error| error.get("message").or(Some(error)))
        .or_else(|| json.get("message"))
        .and_then(serde_json::Value::as_str)
        .map(|words| words.chars().filter(|c| !c.is_control()).take(300).collect::<String>())
        .unwrap_or_default();
    let reasons = error.and_then(|error| error.get("errors")).and_then(serde_json::Value::as_array);
    let reason = reasons.and_then(|all| all.first()?.get("reason")?.as_str()).unwrap_or_default();
    let is_quota = matches!(
        reason,
        "rateLimitExceeded" | "userRateLimitExceeded" | "quotaExceeded" | "dailyLimitExceeded" | "calendarUsageLimitsExceeded"
    );
    match status.as_u16() {
        401 => Fault::SignInAgain(words),
        429 => Fault::Busy(not_before(headers, now)),
        403 if is_quota => Fault::Busy(not_before(headers, now)),
        403 => Fault::Forbidden(words),
        503 if headers.contains_key(RETRY_AFTER) => Fault::Busy(not_before(headers, now)),
        status @ (404 | 410) => Fault::Gone(status),
        status => Fault::Refused { status, words },
    }
}

/// `Retry-After` as seconds or as a date (RFC 9110, 10.2.3).
fn not_before(headers: &HeaderMap, now: Time) -> Time {
    let value = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).unwrap_or_default().trim();
    if let Ok(seconds) = value.parse::<i64>() {
        return now.plus_seconds(seconds.clamp(1, 86_400));
    }
    let interval = headers.get(LIMIT_INTERVAL).and_then(|value| value.to_str().ok()?.trim().parse::<i64>().ok());
    if let Some(ms) = interval.filter(|ms| (1..=86_400_000).contains(ms) && value.is_empty()) {
        return now.plus_ms(ms);
    }
    let date = jiff::fmt::rfc2822::parse(value).map(|at| Time(at.timestamp().as_millisecond()));
    date.unwrap_or_else(|_| now.plus_seconds(USUAL_WAIT_SECONDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, headers: &[(&'static str, &str)], body: &str) -> Fault {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        refusal(StatusCode::from_u16(status).unwrap(), &map, body.as_bytes(), Time(0))
    }

    #[test]
    fn refusals_are_told_apart() {
        let quota = r#"{"error":{"code":403,"message":"slow down","errors":[{"reason":"userRateLimitExceeded"}]}}"#;
        let scope =
            r#"{"error":{"code":403,"message":"Insufficient Permission","errors":[{"reason":"insufficientPermissions"}]}}"#;
        assert_eq!(refused(401, &[], ""), Fault::SignInAgain(String::new()));
        assert_eq!(refused(403, &[], quota), Fault::Busy(Time(60_000)));
        assert_eq!(refused(403, &[], scope), Fault::Forbidden("Insufficient Permission".to_owned()));
        assert_eq!(refused(404, &[], ""), Fault::Gone(404));
        assert_eq!(refused(410, &[], ""), Fault::Gone(410));
        let missing = r#"{"status":"error","message":"This app lacks a scope","category":"MISSING_SCOPES"}"#;
        assert_eq!(refused(403, &[], missing), Fault::Forbidden("This app lacks a scope".to_owned()));
        assert_eq!(refused(500, &[], "<html>"), Fault::Refused { status: 500, words: String::new() });
    }

    #[test]
    fn a_service_says_when_to_come_back_in_seconds_or_by_a_date() {
        assert_eq!(refused(429, &[("retry-after", "7")], ""), Fault::Busy(Time(7_000)));
        assert_eq!(refused(429, &[("retry-after", "Thu, 01 Jan 1970 00:02:00 GMT")], ""), Fault::Busy(Time(120_000)));
        assert_eq!(refused(429, &[("retry-after", "soon")], ""), Fault::Busy(Time(60_000)));
        assert_eq!(refused(503, &[("retry-after", "-3")], ""), Fault::Busy(Time(1_000)));
        assert_eq!(refused(429, &[("x-hubspot-ratelimit-interval-milliseconds", "10000")], ""), Fault::Busy(Time(10_000)));
    }
}
