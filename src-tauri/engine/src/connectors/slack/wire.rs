//! What Slack answers, as far as it is read (Web API). Each message is taken by itself, so that one that is odd spoils no page.

use crate::connectors::web::Fault;
use api::{Time, text};
use serde::Deserialize;
use serde_json::Value;

/// What an answer without a time asks to be left alone for, in seconds.
const USUAL_WAIT_SECONDS: i64 = 60;
/// An answer that came, and refuses.
const REFUSED: u16 = 200;
const OWN_FAULT: u16 = 500;

/// What is wrong with an answer: Slack answers nearly everything with 200, and says in the body whether it did it.
pub fn fault_of(told: &Value, now: Time) -> Option<Fault> {
    match told.get("ok").and_then(Value::as_bool) {
        Some(true) => return None,
        Some(false) => {}
        None => return Some(Fault::Lost(text::service_answer_unreadable("ok"))),
    }
    let code = told.get("error").and_then(Value::as_str).unwrap_or_default();
    let word = |name: &str| told.get(name).and_then(Value::as_str).unwrap_or_default();
    Some(match code {
        "invalid_auth"
        | "not_authed"
        | "token_revoked"
        | "token_expired"
        | "account_inactive"
        | "user_removed_from_team"
        | "team_access_not_granted"
        | "org_login_required" => Fault::SignInAgain(String::new()),
        "missing_scope" | "not_allowed_token_type" | "no_permission" => {
            Fault::Forbidden(text::slack_scope_is_missing(word("needed")))
        }
        "ratelimited" | "rate_limited" => Fault::Busy(now.plus_seconds(USUAL_WAIT_SECONDS)),
        "internal_error" | "fatal_error" | "request_timeout" | "service_unavailable" | "team_added_to_org" => {
            Fault::Refused { status: OWN_FAULT, words: text::slack_refuses(code) }
        }
        _ => Fault::Refused { status: REFUSED, words: text::slack_refuses(code) },
    })
}

/// Who a token is (`auth.test`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Who {
    pub user_id: String,
    pub user: String,
    pub team_id: String,
    pub team: String,
    pub bot_id: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    pub next_cursor: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Channels {
    pub channels: Vec<Value>,
    pub response_metadata: Next,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Channel {
    pub id: String,
    pub name: Option<String>,
    pub is_im: bool,
    pub is_mpim: bool,
    pub is_member: Option<bool>,
    pub is_archived: bool,
    /// Of a direct message, the other one.
    pub user: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Messages {
    pub messages: Vec<Value>,
    pub response_metadata: Option<Next>,
}

impl Messages {
    pub fn next(&self) -> Option<String> {
        let next = self.response_metadata.as_ref().map(|next| next.next_cursor.clone());
        next.filter(|next| !next.is_empty())
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Message {
    #[serde(rename = "type")]
    pub kind: String,
    pub subtype: Option<String>,
    pub hidden: bool,
    pub ts: String,
    pub thread_ts: Option<String>,
    pub user: Option<String>,
    pub bot_id: Option<String>,
    pub username: Option<String>,
    pub text: String,
    pub reply_count: u64,
    pub latest_reply: Option<String>,
    pub metadata: Option<Metadata>,
    /// In an event only.
    pub channel: Option<String>,
    pub channel_type: Option<String>,
    /// Of a message that was changed or taken back: as it is now, and the name of the one that is gone.
    pub message: Option<Box<Message>>,
    pub deleted_ts: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Metadata {
    pub event_type: String,
    pub event_payload: Value,
}

/// Under which name our own messages carry their marker.
pub const EVENT_TYPE: &str = "caseyos_message";
/// And where.
pub const MARKER: &str = "id";

impl Message {
    pub fn read(value: &Value) -> Result<Self, String> {
        let read: Self = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
        let shown = read.message.as_deref().map_or(&read.ts, |inner| &inner.ts);
        let named = read.deleted_ts.as_ref().unwrap_or(shown);
        if moment(named).is_none() { Err("it has no time".to_owned()) } else { Ok(read) }
    }

    /// Whether somebody said something: no joining, leaving, renaming.
    pub fn is_said(&self) -> bool {
        let is_plain = matches!(
            self.subtype.as_deref(),
            None | Some("thread_broadcast" | "file_share" | "me_message" | "bot_message" | "reply_broadcast")
        );
        is_plain && !self.hidden && (self.kind == "message" || self.kind.is_empty())
    }

    pub fn is_bot(&self) -> bool {
        self.bot_id.is_some() || self.subtype.as_deref() == Some("bot_message")
    }

    /// The marker of ours that it carries.
    pub fn marker(&self) -> Option<&str> {
        let metadata = self.metadata.as_ref().filter(|metadata| metadata.event_type == EVENT_TYPE)?;
        metadata.event_payload.get(MARKER)?.as_str()
    }
}

/// When a message was said, by its name: seconds of Unix and a number behind the point.
pub fn moment(ts: &str) -> Option<Time> {
    let (seconds, part) = ts.split_once('.').unwrap_or((ts, "0"));
    let seconds: i64 = seconds.parse().ok().filter(|seconds| (0..=9_999_999_999).contains(seconds))?;
    let digits: String = part.chars().take(3).collect();
    if !part.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let ms: i64 = format!("{digits:0<3}").parse().ok()?;
    Some(Time(seconds * 1000 + ms))
}

/// A moment as a message would be named that was said then.
pub fn named_at(at: Time) -> String {
    let ms = at.0.max(0);
    format!("{}.{:03}000", ms / 1000, ms % 1000)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UserAnswer {
    pub user: User,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct User {
    pub id: String,
    pub name: String,
    pub real_name: Option<String>,
    pub is_bot: bool,
    pub team_id: String,
    pub is_restricted: bool,
    pub is_ultra_restricted: bool,
    /// From another workspace, in a channel that both share.
    pub is_stranger: bool,
    pub profile: Profile,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Profile {
    pub real_name: Option<String>,
    pub display_name: Option<String>,
    pub email: Option<String>,
}

impl User {
    /// What they are called: their own name before the one that they go by.
    pub fn called(&self) -> String {
        let all = [&self.profile.real_name, &self.real_name, &self.profile.display_name];
        let named = all.into_iter().flatten().map(|name| crate::mail::one_line(name)).find(|name| !name.is_empty());
        named.unwrap_or_else(|| crate::mail::one_line(&self.name))
    }

    /// Whether they are of the workspace itself: no guest, and nobody of another one.
    pub fn is_member_of(&self, team: &str) -> bool {
        !team.is_empty() && self.team_id == team && !self.is_restricted && !self.is_ultra_restricted && !self.is_stranger
    }

    pub fn address(&self) -> String {
        let email = self.profile.email.as_deref().unwrap_or_default().trim().to_lowercase();
        if crate::mail::is_address(&email) { email } else { String::new() }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Posted {
    pub channel: String,
    pub ts: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn refusals_are_told_apart_though_all_come_with_a_good_status() {
        let refused = |code: &str| fault_of(&json!({ "ok": false, "error": code, "needed": "im:read" }), Time(0)).unwrap();
        assert_eq!(fault_of(&json!({ "ok": true }), Time(0)), None);
        assert!(matches!(refused("token_revoked"), Fault::SignInAgain(_)));
        assert_eq!(refused("missing_scope"), Fault::Forbidden("the scope im:read is missing".to_owned()));
        assert_eq!(refused("ratelimited"), Fault::Busy(Time(60_000)));
        assert!(matches!(refused("internal_error"), Fault::Refused { status: 500, .. }));
        assert!(matches!(refused("is_archived"), Fault::Refused { status: 200, .. }));
        assert!(matches!(fault_of(&json!([]), Time(0)), Some(Fault::Lost(_))));
    }

    #[test]
    fn a_message_is_named_by_when_it_was_said() {
        assert_eq!(moment("1795186800.000100"), Some(Time(1_795_186_800_000)));
        assert_eq!(moment("1795186800.25"), Some(Time(1_795_186_800_250)));
        for odd in ["", "soon", "1.x", "-1.0", "99999999999.0"] {
            assert_eq!(moment(odd), None, "{odd}");
        }
        assert_eq!(named_at(Time(1_795_186_800_250)), "1795186800.250000");
    }

    #[test]
    fn joining_and_topics_are_nothing_said() {
        let said =
            |subtype: Value| Message::read(&json!({ "type": "message", "ts": "1.2", "subtype": subtype })).unwrap().is_said();
        assert!(said(Value::Null) && said(json!("file_share")));
        assert!(!said(json!("channel_join")) && !said(json!("channel_topic")) && !said(json!("message_changed")));
    }
}
