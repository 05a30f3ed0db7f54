//! A workspace to be asked, within its limits. What reads waits for them; a short wait is waited for, a longer one ends the step.

use super::wire::{self, Channels, Messages, Posted, UserAnswer};
use super::{PATH, PLACE};
use crate::connectors::halt::Halt;
use crate::connectors::quotas::Pace;
use crate::connectors::web::{Ask, Fault, Service};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::sign_ins;
use anyhow::Context as _;
use api::{SignInId, Time, text};
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::Duration;

/// Slack's tiers, in requests a minute (Web API, rate limits): one's own conversations and history are of the third, all conversations
/// of the second, people of the fourth.
const LISTS: Pace = Pace { name: "slack_own", n_times: 50, within_ms: 60_000 };
const ALL_LISTS: Pace = Pace { name: "slack_2", n_times: 20, within_ms: 60_000 };
const HISTORY: Pace = Pace { name: "slack_3", n_times: 50, within_ms: 60_000 };
const PEOPLE: Pace = Pace { name: "slack_4", n_times: 100, within_ms: 60_000 };
/// One message a second, into whatever channel.
const POSTS: Pace = Pace { name: "slack_post", n_times: 1, within_ms: 1_000 };
/// What reading leaves to looks that cannot wait.
const SPARE: usize = 5;
/// A wait up to this is waited for within the step.
const SHORT_WAIT_MS: i64 = 1_500;
/// What is on one page.
pub const CHANNELS_PER_PAGE: u32 = 200;
pub const MESSAGES_PER_PAGE: u32 = 200;

#[derive(Clone, Debug)]
pub struct Workspace {
    cx: Cx,
    service: Service,
    /// What it leaves of its limits to others.
    spare: usize,
    pub row: sign_ins::Row,
}

impl Workspace {
    /// Errors: in words, where the connection has no sign-in.
    pub async fn of(cx: &Cx, connection: &Row) -> anyhow::Result<Self> {
        let service = Service::of(cx, connection, PLACE, PATH).await?.speaking(wire::fault_of);
        let row =
            sign_ins::one(&mut *cx.read().await?, service.sign_in()).await?.with_context(|| text::sign_in_again_because(""))?;
        Ok(Self { cx: cx.clone(), service, spare: SPARE, row })
    }

    pub fn sign_in(&self) -> SignInId {
        self.row.id()
    }

    /// The workspace, as Slack calls it.
    pub fn team(&self) -> &str {
        self.row.subject.rsplit_once('/').map_or("", |(team, _)| team)
    }

    /// Who the token is, as Slack calls them.
    pub fn me(&self) -> &str {
        self.row.subject.rsplit_once('/').map_or("", |(_, user)| user)
    }

    pub fn may(&self, scope: &str) -> bool {
        self.row.allows(scope)
    }

    /// Takes a scope off what the token is known to be allowed. Answers the rest.
    pub fn loses(&mut self, scope: &str) -> String {
        let left: Vec<&str> = self.row.scopes.split_whitespace().filter(|one| *one != scope).collect();
        self.row.scopes = left.join(" ");
        self.row.scopes.clone()
    }

    async fn pass(&self, pace: Pace, spare: usize) -> Result<(), Halt> {
        let ask = |now: Time| self.cx.quotas.ask(self.sign_in(), pace, spare, now);
        let Err(at) = ask(self.cx.now()) else { return Ok(()) };
        let wait = at.ms_since(self.cx.now());
        if wait > SHORT_WAIT_MS {
            return Err(Halt::Until(at));
        }
        tokio::time::sleep(Duration::from_millis(wait.max(0).unsigned_abs())).await;
        // A clock that stands still does not know that this was waited for.
        ask(at.max(self.cx.now())).map_err(Halt::Until)
    }

    async fn get<T: DeserializeOwned>(&self, pace: Pace, method: &str, form: Value) -> Result<T, Halt> {
        self.pass(pace, self.spare).await?;
        let ask = Ask { query: Vec::new(), body: Some(form) };
        self.service.patiently(Method::POST, &[method], ask).await.map_err(|fault| {
            if let Fault::Busy(until) = fault {
                self.cx.quotas.leave_alone(self.sign_in(), pace.name, until);
            }
            fault.into()
        })
    }

    /// One page of the conversations of a kind that the token's person is in, or of all where Slack does not tell those apart.
    pub async fn channels(&self, types: &str, cursor: Option<&str>) -> Result<Channels, Halt> {
        let mut form = json!({ "types": types, "exclude_archived": true, "limit": CHANNELS_PER_PAGE });
        add(&mut form, "cursor", cursor);
        match self.get(LISTS, "users.conversations", form.clone()).await {
            Err(Halt::Fault(Fault::Gone(_))) => self.get(ALL_LISTS, "conversations.list", form).await,
            done => done,
        }
    }

    /// One page of what was said in a conversation since then and before `until`, the newest first; of threads only how they began.
    pub async fn history(
        &self,
        channel: &str,
        oldest: &str,
        until: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<Messages, Halt> {
        let mut form = json!({ "channel": channel, "oldest": oldest, "limit": MESSAGES_PER_PAGE, "include_all_metadata": true });
        add(&mut form, "latest", until);
        add(&mut form, "cursor", cursor);
        self.get(HISTORY, "conversations.history", form).await
    }

    /// One page of a thread, how it began first, then what was said since then.
    pub async fn replies(&self, channel: &str, root: &str, since: Option<&str>, cursor: Option<&str>) -> Result<Messages, Halt> {
        let mut form = json!({ "channel": channel, "ts": root, "limit": MESSAGES_PER_PAGE, "include_all_metadata": true });
        add(&mut form, "oldest", since);
        add(&mut form, "cursor", cursor);
        self.get(HISTORY, "conversations.replies", form).await
    }

    pub async fn user(&self, id: &str) -> Result<wire::User, Halt> {
        let answer: UserAnswer = self.get(PEOPLE, "users.info", json!({ "user": id })).await?;
        Ok(answer.user)
    }

    /// Says something, once.
    pub async fn post(&self, form: Value) -> Result<Posted, Fault> {
        self.pass(POSTS, 0).await.map_err(fault_of_halt)?;
        let ask = Ask { query: Vec::new(), body: Some(form) };
        self.service.once(Method::POST, &["chat.postMessage"], &ask).await
    }

    /// The newest messages of a place, to look for one of ours: of a thread, or of all that stands by itself.
    pub async fn newest(&self, channel: &str, root: Option<&str>, since: Time) -> Result<Vec<Value>, Fault> {
        // It cannot wait: what reading leaves is for this.
        let pressing = Self { spare: 0, ..self.clone() };
        let since = wire::named_at(since);
        let mut all = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let page = match root {
                Some(root) => pressing.replies(channel, root, Some(&since), cursor.as_deref()).await,
                None => pressing.history(channel, &since, None, cursor.as_deref()).await,
            };
            let page = page.map_err(fault_of_halt)?;
            cursor = page.next();
            all.extend(page.messages);
            if cursor.is_none() {
                return Ok(all);
            }
        }
    }
}

fn add(form: &mut Value, name: &str, value: Option<&str>) {
    if let (Some(fields), Some(value)) = (form.as_object_mut(), value) {
        fields.insert(name.to_owned(), json!(value));
    }
}

fn fault_of_halt(halt: Halt) -> Fault {
    match halt {
        Halt::Until(at) | Halt::Busy(at) => Fault::Busy(at),
        Halt::Fault(fault) => fault,
        Halt::Overtaken => Fault::Here(text::read_by_another()),
        Halt::Failed(error) => Fault::Here(format!("{error:#}")),
    }
}
