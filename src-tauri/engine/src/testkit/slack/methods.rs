//! The methods of the Web API, as far as they are used.

use super::{APP_TOKEN, Said, Shared, State, shape};
use crate::testkit::hubspot::wire::Request;
use serde_json::{Value, json};
use std::collections::HashMap;

type Headers = Vec<(&'static str, String)>;

/// What a request is answered with: always with 200, as Slack does.
pub fn answer(shared: &Shared, request: &Request) -> (Value, Headers) {
    let method = request.path.strip_prefix("/api/").unwrap_or_default();
    let token = request.header("authorization").and_then(|given| given.strip_prefix("Bearer ")).unwrap_or_default();
    let is_form = request.header("content-type").is_some_and(|given| given.starts_with("application/x-www-form-urlencoded"));
    if request.method != "POST" || !is_form {
        return (refuse("invalid_post_type"), Vec::new());
    }
    if method == "apps.connections.open" {
        let is_good = token == APP_TOKEN;
        let told = if is_good { json!({ "ok": true, "url": shared.sockets.address() }) } else { refuse("invalid_auth") };
        return (told, Vec::new());
    }
    let form: HashMap<String, String> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let now = shared.clock.now();
    let mut state = shared.state();
    let Some(me) = state.tokens.iter().find(|(known, _)| known == token).map(|(_, user)| user.clone()) else {
        return (refuse("invalid_auth"), Vec::new());
    };
    let headers = vec![("x-oauth-scopes", state.scopes.join(","))];
    (carry_out(&mut state, method, &form, &me, now.0), headers)
}

fn refuse(code: &str) -> Value {
    json!({ "ok": false, "error": code })
}

fn carry_out(state: &mut State, method: &str, form: &HashMap<String, String>, me: &str, now_ms: i64) -> Value {
    let given = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let needed = match method {
        "users.info" => "users:read",
        "chat.postMessage" => "chat:write",
        "users.conversations" => match given("types") {
            "im" => "im:read",
            "mpim" => "mpim:read",
            "private_channel" => "groups:read",
            _ => "channels:read",
        },
        "conversations.history" | "conversations.replies" if given("channel").starts_with('D') => "im:history",
        "conversations.history" | "conversations.replies" => "channels:history",
        _ => "",
    };
    if !needed.is_empty() && !state.scopes.iter().any(|scope| scope == needed) {
        return json!({ "ok": false, "error": "missing_scope", "needed": needed, "provided": state.scopes.join(",") });
    }
    let is_known = state.channels.iter().any(|channel| channel.id == given("channel"));
    let needs_channel = method.starts_with("chat.") || method == "conversations.history" || method == "conversations.replies";
    if needs_channel && !is_known {
        return refuse("channel_not_found");
    }
    match method {
        "auth.test" => {
            let name = state.users.iter().find(|(id, ..)| id == me).map(|(_, name, _)| name.clone()).unwrap_or_default();
            json!({ "ok": true, "user_id": me, "user": name, "team_id": "T0NORTH", "team": "Northwind", "url": "https://northwind.slack.example/" })
        }
        "auth.revoke" => {
            state.tokens.retain(|(_, user)| user != me);
            json!({ "ok": true, "revoked": true })
        }
        "users.info" => match state.users.iter().find(|(id, ..)| id == given("user")) {
            Some((id, name, email)) => {
                let may = state.scopes.iter().any(|scope| scope == "users:read.email") && !email.is_empty();
                let profile = if may { json!({ "real_name": name, "email": email }) } else { json!({ "real_name": name }) };
                let team = if state.members.contains(id) { "T0NORTH" } else { "T0OTHER" };
                json!({ "ok": true, "user": {
                    "id": id, "name": name, "team_id": team, "is_bot": id == super::BOT, "profile": profile,
                } })
            }
            None => refuse("user_not_found"),
        },
        "users.conversations" => {
            let told = |channel: &super::Channel| match channel.kind {
                "im" => json!({ "id": channel.id, "is_im": true, "user": channel.other }),
                kind => {
                    json!({ "id": channel.id, "name": channel.name, "is_mpim": kind == "mpim" })
                }
            };
            let is_listed = |channel: &&super::Channel| channel.is_member && channel.kind == given("types");
            let all: Vec<Value> = state.channels.iter().filter(is_listed).map(told).collect();
            page(&all, "channels", form)
        }
        "conversations.history" => {
            let is_root = |said: &&Said| said.thread.as_ref().is_none_or(|thread| *thread == said.ts);
            let mut all: Vec<&Said> = state.said.iter().filter(|said| said.channel == given("channel")).filter(is_root).collect();
            all.retain(|said| said.ts.as_str() > given("oldest"));
            all.retain(|said| given("latest").is_empty() || said.ts.as_str() < given("latest"));
            all.sort_by(|a, b| b.ts.cmp(&a.ts));
            let all: Vec<Value> = all.into_iter().map(|said| with_replies(state, said)).collect();
            page(&all, "messages", form)
        }
        "conversations.replies" => {
            let root = given("ts");
            let of_thread = |said: &&Said| said.ts == root || said.thread.as_deref() == Some(root);
            let mut all: Vec<&Said> =
                state.said.iter().filter(|said| said.channel == given("channel")).filter(of_thread).collect();
            if all.is_empty() {
                return refuse("thread_not_found");
            }
            all.retain(|said| said.ts == root || said.ts.as_str() > given("oldest"));
            all.sort_by(|a, b| a.ts.cmp(&b.ts));
            let all: Vec<Value> = all.into_iter().map(|said| with_replies(state, said)).collect();
            page(&all, "messages", form)
        }
        "chat.postMessage" => {
            if given("text").is_empty() {
                return refuse("no_text");
            }
            let metadata: Value = serde_json::from_str(given("metadata")).unwrap_or_default();
            let ts = state.ts(now_ms);
            let said = Said {
                channel: given("channel").to_owned(),
                ts: ts.clone(),
                thread: form.get("thread_ts").cloned(),
                user: me.to_owned(),
                text: given("text").to_owned(),
                more: json!({ "metadata": metadata, "bot_id": "B0APP" }),
            };
            let message = shape(&said);
            state.said.push(said);
            json!({ "ok": true, "channel": given("channel"), "ts": ts, "message": message })
        }
        _ => refuse("unknown_method"),
    }
}

/// How a thread began tells how many answered.
fn with_replies(state: &State, said: &Said) -> Value {
    let mut told = shape(said);
    let replies: Vec<&Said> = state
        .said
        .iter()
        .filter(|other| other.channel == said.channel && other.thread.as_deref() == Some(&said.ts) && other.ts != said.ts)
        .collect();
    if let (Some(latest), Some(fields)) = (replies.iter().map(|reply| &reply.ts).max(), told.as_object_mut()) {
        fields.insert("reply_count".to_owned(), json!(replies.len()));
        fields.insert("latest_reply".to_owned(), json!(latest));
        fields.insert("thread_ts".to_owned(), json!(said.ts));
    }
    told
}

/// One page of a list; where the next one begins is its number.
fn page(all: &[Value], name: &str, form: &HashMap<String, String>) -> Value {
    let number = |name: &str| form.get(name).and_then(|given| given.parse::<usize>().ok());
    let (begin, limit) = (number("cursor").unwrap_or_default(), number("limit").unwrap_or(100));
    let some: Vec<&Value> = all.iter().skip(begin).take(limit).collect();
    let next = if begin + some.len() < all.len() { (begin + some.len()).to_string() } else { String::new() };
    json!({ "ok": true, name: some, "has_more": !next.is_empty(), "response_metadata": { "next_cursor": next } })
}
