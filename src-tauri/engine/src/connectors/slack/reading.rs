//! One step of reading a workspace: what came in by itself, then each conversation up to where it is known, and the threads that go on.
//!
//! A step ends after some seconds, or when the limits are used up, and the next one goes on where it stopped.

use super::cursor::Cursor;
use super::scopes::{KINDS, Kind};
use super::wire;
use super::workspace::Workspace;
use crate::connectors::ReadReport;
use crate::connectors::halt::Halt;
use crate::connectors::options;
use crate::connectors::web::Fault;
use crate::cx::Cx;
use crate::settings::Settings;
use crate::store::chat::{self as store, Channel, DIRECT, Person};
use crate::store::connections::Row;
use crate::store::{chat_inbox, sign_ins};
use api::{ConnectionId, Time};
use std::collections::{BTreeSet, HashMap};

/// How long one step reads before others have their turn.
const STEP_MS: i64 = 5_000;
/// More pages of conversations of a kind than this are no list that somebody is a member of. All kinds together stay below what may be
/// asked for in a minute: a list that is cut off begins anew.
const LISTS_AT_MOST: usize = 10;
/// What Slack itself is called where it says something.
pub const SLACKBOT: &str = "USLACKBOT";
/// Names of events are kept for as long as Slack may send one again.
const EVENTS_KEPT_MS: i64 = 2 * 24 * 3_600_000;

pub struct Reading<'a> {
    pub cx: &'a Cx,
    pub workspace: Workspace,
    pub connection: ConnectionId,
    pub name: String,
    pub settings: Settings,
    /// The channels that are read, by name or id; all where it is empty.
    only: Vec<String>,
    pub cursor: Cursor,
    /// The cursor as it is stored.
    pub stored: Option<String>,
    pub channels: Vec<Channel>,
    /// Who is known so far, by what Slack calls them.
    pub people: HashMap<String, Person>,
    /// With whom direct messages are, as far as they were listed.
    pub others: HashMap<String, String>,
    /// The conversations were listed in this step.
    is_listed: bool,
    /// What the token needs for what is being asked.
    pub asking: &'static str,
    /// What this round has read, with the steps of it that were cut off.
    pub round: BTreeSet<String>,
    /// How much this step read and stored: pages and threads.
    pub n_read: usize,
    /// How many conversations it read as far back as work goes.
    pub n_wide: usize,
    /// The end of this step.
    ends_at: Time,
    pub report: ReadReport,
}

impl<'a> Reading<'a> {
    /// Errors: in words, where the connection has no sign-in.
    pub async fn begin(cx: &'a Cx, row: &Row) -> anyhow::Result<Self> {
        let channels = store::channels(&mut *cx.read().await?, row.id()).await?;
        let cursor = Cursor::read(row.cursor.as_deref());
        Ok(Self {
            cx,
            workspace: Workspace::of(cx, row).await?,
            connection: row.id(),
            name: row.name.clone(),
            settings: cx.settings().await?,
            only: options::said(row).channels.iter().map(|name| name.trim_start_matches('#').to_lowercase()).collect(),
            round: cursor.round.clone(),
            cursor,
            stored: row.cursor.clone(),
            channels,
            people: HashMap::new(),
            others: HashMap::new(),
            is_listed: false,
            asking: "",
            n_read: 0,
            n_wide: 0,
            ends_at: cx.now().plus_ms(STEP_MS),
            report: ReadReport::default(),
        })
    }

    /// Ends the step once its time is over. Errors: that it is.
    pub fn go_on_or_stop(&self) -> Result<(), Halt> {
        let now = self.cx.now();
        if now >= self.ends_at { Err(Halt::Until(now)) } else { Ok(()) }
    }

    /// Reads on to the end of what there is. Errors: why it stops before.
    pub async fn go_on(&mut self) -> Result<(), Halt> {
        loop {
            match self.read_on().await {
                // What the token may not do is left out from now on, and said; the rest is read.
                Err(Halt::Fault(Fault::Forbidden(words))) => self.narrow(words).await?,
                Err(halt @ (Halt::Until(_) | Halt::Busy(_))) if self.round != self.cursor.round => {
                    let next = Cursor { round: self.round.clone(), ..self.cursor.clone() };
                    let write = self.begin_write().await?;
                    self.commit(write, next).await?;
                    return Err(halt);
                }
                done => return done,
            }
        }
    }

    pub async fn narrow(&mut self, words: String) -> Result<(), Halt> {
        if !self.workspace.may(self.asking) {
            return Err(Halt::Fault(Fault::Forbidden(words)));
        }
        let left = self.workspace.loses(self.asking);
        let mut write = self.begin_write().await?;
        sign_ins::set_scopes(&mut write, self.workspace.sign_in(), &left).await?;
        Ok(write.commit().await?)
    }

    async fn read_on(&mut self) -> Result<(), Halt> {
        self.work_through().await?;
        let listed = self.list().await?;
        for (channel, kind) in listed {
            if self.round.contains(&channel.source_id) {
                continue;
            }
            self.asking = kind.history;
            self.conversation(&channel).await?;
            self.go_on_or_stop()?;
        }
        self.follow().await?;
        let next = self.end_of_round();
        let mut write = self.begin_write().await?;
        chat_inbox::sweep(&mut write, self.connection, self.cx.now().plus_ms(-EVENTS_KEPT_MS)).await?;
        self.commit(write, next).await
    }

    /// The conversations that are read, direct messages first, with what the token needs for them.
    pub async fn list(&mut self) -> Result<Vec<(Channel, Kind)>, Halt> {
        let mut listed = Vec::new();
        for kind in KINDS
            .iter()
            .copied()
            .filter(|kind| self.workspace.may(kind.list) && self.workspace.may(kind.history))
            .collect::<Vec<_>>()
        {
            self.asking = kind.list;
            let mut cursor: Option<String> = None;
            for _ in 0..LISTS_AT_MOST {
                let page = self.workspace.channels(kind.types, cursor.as_deref()).await?;
                // One that cannot be read is none.
                for told in page.channels.into_iter().filter_map(|told| serde_json::from_value::<wire::Channel>(told).ok()) {
                    listed.extend(self.wanted(told).map(|channel| (channel, kind)));
                }
                cursor = Some(page.response_metadata.next_cursor).filter(|next| !next.is_empty());
                if cursor.is_none() {
                    break;
                }
            }
        }
        let fresh: Vec<Channel> =
            listed.iter().map(|(channel, _)| channel).filter(|channel| !self.channels.contains(channel)).cloned().collect();
        if !fresh.is_empty() {
            let mut write = self.begin_write().await?;
            store::put_channels(&mut write, self.connection, &fresh).await?;
            write.commit().await?;
            self.channels = store::channels(&mut *self.cx.read().await?, self.connection).await?;
        }
        self.is_listed = true;
        Ok(listed)
    }

    /// A conversation that is read, as it is called; none where it is not. Of a direct message the name may not be known yet.
    fn wanted(&mut self, told: wire::Channel) -> Option<Channel> {
        let is_member = told.is_im || told.is_mpim || told.is_member.unwrap_or(true);
        if told.id.is_empty() || told.is_archived || !is_member {
            return None;
        }
        if told.is_im {
            let other = told.user.unwrap_or_default();
            // Notes to oneself are nobody's message, nor is what Slack itself says.
            if other.is_empty() || other == self.workspace.me() || other == SLACKBOT {
                return None;
            }
            // Who it is with is asked once something is said there: most are silent.
            let known = self.channels.iter().find(|channel| channel.source_id == told.id);
            let name = known.map(|channel| channel.name.clone()).unwrap_or_default();
            self.others.insert(told.id.clone(), other);
            return Some(Channel { source_id: told.id, name, kind: DIRECT.to_owned() });
        }
        let name = crate::mail::one_line(told.name.as_deref().unwrap_or_default());
        let is_chosen =
            self.only.is_empty() || self.only.contains(&name.to_lowercase()) || self.only.contains(&told.id.to_lowercase());
        let kind = if told.is_mpim { "group" } else { "channel" };
        is_chosen.then(|| Channel { source_id: told.id, name, kind: kind.to_owned() })
    }

    /// The conversation of an event, as far as it is known.
    pub async fn channel_of(&mut self, id: &str, kind: &str) -> Result<Channel, Halt> {
        if let Some(known) = self.channels.iter().find(|channel| channel.source_id == id) {
            return Ok(known.clone());
        }
        let is_direct = kind == "im" || kind.is_empty() && id.starts_with('D');
        let kind = match kind {
            _ if is_direct => DIRECT,
            "mpim" => "group",
            _ => "channel",
        };
        if !is_direct && !self.is_listed {
            self.list().await?;
            if let Some(known) = self.channels.iter().find(|channel| channel.source_id == id) {
                return Ok(known.clone());
            }
        }
        let channel = Channel { source_id: id.to_owned(), name: String::new(), kind: kind.to_owned() };
        let mut write = self.begin_write().await?;
        store::put_channels(&mut write, self.connection, std::slice::from_ref(&channel)).await?;
        write.commit().await?;
        self.channels.push(channel.clone());
        Ok(channel)
    }

    /// Whether a conversation is among those that the operator chose.
    pub fn is_chosen(&self, channel: &Channel) -> bool {
        channel.kind != "channel"
            || self.only.is_empty()
            || self.only.contains(&channel.name.to_lowercase())
            || self.only.contains(&channel.source_id.to_lowercase())
    }
}
