//! What a request meets before anything is done: whether there is such a path, whether its token may, how often, and whether it fits.

use super::answers::{Asked, Done};
use super::gate::{self, Stopped};
use super::paths::{Named, Op, Query, Route};
use super::portal::Refusal;
use super::wire::{Answer, Request};
use super::{PORTAL_DOMAIN, PORTAL_ID, Shared, State};
use crate::testkit::OPERATOR;
use api::Time;
use serde_json::{Value, json};

pub fn answer(shared: &Shared, request: &Request) -> Answer {
    let now = shared.clock.now();
    let mut state = shared.state();
    state.n_answers += 1;
    let id = format!("00000000-0000-4000-8000-{:012x}", state.n_answers);
    let (done, headers) = match find(&shared.routes, request) {
        Err(refusal) => (Err(refusal), Vec::new()),
        Ok((route, named)) => go_through(&mut state, route, named, request, now),
    };
    match done {
        Ok((status, body)) => Answer { status, headers, body: body.to_string() },
        Err(refusal) => {
            if matches!(refusal.status, 400 | 405) || refusal.category == NO_PATH {
                state.refused.push(format!("{}: {}", request.line(), refusal.words));
            }
            let body = json!({
                "status": "error", "message": refusal.words, "correlationId": id, "category": refusal.category,
            });
            Answer { status: refusal.status, headers, body: with_more(body, &refusal).to_string() }
        }
    }
}

/// The categories of refusals that are told from others.
const NO_PATH: &str = "NOT_FOUND";
const MISSING_SCOPES: &str = "MISSING_SCOPES";
const RATE_LIMITS: &str = "RATE_LIMITS";

/// What HubSpot says beside the words.
fn with_more(mut body: Value, refusal: &Refusal) -> Value {
    let more = match refusal.category {
        MISSING_SCOPES => json!({ "errors": [{
            "message": "One or more of the following scopes are required.",
            "context": { "requiredGranularScopes": refusal.words.rsplit(' ').next() },
        }] }),
        RATE_LIMITS => json!({ "errorType": "RATE_LIMIT", "policyName": refusal.words.rsplit(' ').next() }),
        _ => json!({}),
    };
    if let (Some(fields), Value::Object(more)) = (body.as_object_mut(), more) {
        fields.extend(more);
    }
    body
}

/// The one path that fits best. Errors: none does, or none by this method.
fn find<'a>(routes: &'a [Route], request: &Request) -> Result<(&'a Route, Named), Refusal> {
    let segments: Vec<&str> = request.path.split('/').filter(|segment| !segment.is_empty()).collect();
    let fitting = || routes.iter().filter_map(|route| route.fits(&segments).map(|(n, named)| (n, route, named)));
    let best = fitting().filter(|(_, route, _)| route.method == request.method).max_by_key(|(n, ..)| *n);
    match best {
        Some((_, route, named)) => Ok((route, named)),
        None if fitting().next().is_some() => {
            Err(Refusal { status: 405, category: "METHOD_NOT_ALLOWED", words: "Method not allowed".to_owned() })
        }
        None => Err(Refusal { status: 404, category: NO_PATH, words: "No such path in the descriptions".to_owned() }),
    }
}

type Headers = Vec<(&'static str, String)>;

fn go_through(state: &mut State, route: &Route, named: Named, request: &Request, now: Time) -> (Done, Headers) {
    if route.op == Op::Introspect {
        return (introspect(state, request), Vec::new());
    }
    let is_search = route.op == Op::Search;
    let passed = state.gate.pass(route, request.header("authorization"), is_search, now);
    // Searches are counted apart and say nothing of it.
    let headers = if is_search || passed == Err(Stopped::Token) { Vec::new() } else { limits(state, now) };
    let refuse = |status, category, words: String| Err(Refusal { status, category, words });
    match passed {
        Ok(()) => {}
        Err(Stopped::Token) => {
            let words = "Authentication credentials not found. This API supports OAuth 2.0 authentication.".to_owned();
            return (refuse(401, "INVALID_AUTHENTICATION", words), headers);
        }
        Err(Stopped::Scopes) => {
            let scope = route.scopes.first().copied().unwrap_or_default();
            let words = format!("This app hasn't been granted all required scopes to make this call: {scope}");
            return (refuse(403, MISSING_SCOPES, words), headers);
        }
        Err(Stopped::Burst) => {
            return (refuse(429, RATE_LIMITS, "You have reached the limit of TEN_SECONDLY_ROLLING".to_owned()), headers);
        }
        Err(Stopped::Search) => return (refuse(429, RATE_LIMITS, "You have reached the limit of SECONDLY".to_owned()), headers),
    }
    let body = match check(route, request) {
        Ok(body) => body,
        Err(words) => return (Err(Refusal::invalid(words)), headers),
    };
    let asked = Asked { route, named, request, body, now, lag_ms: state.lag_ms };
    (asked.carry_out(&mut state.portal), headers)
}

fn limits(state: &mut State, now: Time) -> Headers {
    let n = state.gate.asked.count(gate::BURST_MS, now);
    vec![
        ("x-hubspot-ratelimit-max", gate::BURST.to_string()),
        ("x-hubspot-ratelimit-remaining", gate::BURST.saturating_sub(n).to_string()),
        ("x-hubspot-ratelimit-interval-milliseconds", gate::BURST_MS.to_string()),
        ("x-hubspot-ratelimit-daily", gate::DAILY.to_string()),
        ("x-hubspot-ratelimit-daily-remaining", gate::DAILY.saturating_sub(state.gate.n_today).to_string()),
    ]
}

/// The body, where it and the query fit the path. Errors: what does not.
fn check(route: &Route, request: &Request) -> Result<Value, String> {
    for (n, (name, value)) in request.query.iter().enumerate() {
        let Some((_, what)) = route.query.iter().find(|(known, _)| known == name) else {
            return Err(format!("The query parameter {name} is not known here"));
        };
        if *what != Query::Names && request.query.iter().take(n).any(|(before, _)| before == name) {
            return Err(format!("The query parameter {name} is there twice"));
        }
        let fits = match what {
            Query::Text => true,
            Query::Names => value.split(',').all(|name| !name.trim().is_empty()),
            Query::Truth => ["true", "false"].contains(&value.as_str()),
            Query::UpTo(most) => value.parse::<usize>().is_ok_and(|n| (1..=*most).contains(&n)),
        };
        if !fits {
            return Err(format!("{value:?} is no value of {name}"));
        }
    }
    let Some(shape) = route.body else {
        let is_empty = request.body.is_empty();
        return if is_empty { Ok(Value::Null) } else { Err("There is a body where none belongs".to_owned()) };
    };
    if request.header("content-type").is_none_or(|given| !given.starts_with("application/json")) {
        return Err("The body is not said to be application/json".to_owned());
    }
    let body: Value = serde_json::from_slice(&request.body).map_err(|error| format!("Invalid input JSON: {error}"))?;
    shape.check(&body, "body").map(|()| body)
}

/// What a token is, asked with a form.
fn introspect(state: &State, request: &Request) -> Done {
    const KNOWN: &[&str] = &["client_id", "client_secret", "token", "token_type_hint"];
    if !state.tells_of_tokens {
        return Err(Refusal { status: 404, category: "OBJECT_NOT_FOUND", words: "No such token is known here".to_owned() });
    }
    let is_form = request.header("content-type").is_some_and(|given| given.starts_with("application/x-www-form-urlencoded"));
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    if !is_form || !request.query.is_empty() || form.iter().any(|(name, _)| !KNOWN.contains(&name.as_str())) {
        return Err(Refusal::invalid("This is asked with a form"));
    }
    let token = form.iter().find(|(name, _)| name == "token").map(|(_, token)| token.as_str()).unwrap_or_default();
    if token != state.gate.token {
        // No fault of the client's form, so it is not in the record.
        let words = "The token is not known".to_owned();
        return Err(Refusal { status: 401, category: "INVALID_AUTHENTICATION", words });
    }
    Ok((
        200,
        json!({
            "active": true, "app_id": 1, "client_id": "", "expires_in": 1800, "hub_id": PORTAL_ID, "hub_domain": PORTAL_DOMAIN,
            "is_private_distribution": true, "scopes": state.gate.scopes, "token": token, "token_type": "bearer",
            "token_use": "access_token", "user_id": 501, "user": OPERATOR,
        }),
    ))
}
