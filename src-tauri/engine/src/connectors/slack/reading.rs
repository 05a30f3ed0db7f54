//! One step of reading a workspace: what came in by itself, then each conversation up to where it is known, and the threads that go on.
//!
//! A step ends after some seconds, or when the limits are used up, and the next one goes on where it stopped.

use super::cursor::{Cursor, Seen};
use super::keep::{Brought, Said};
use super::scopes::{KINDS, Kind};
use super::wire::{self, Message};
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
use api::ConnectionId;
use std::collections::{BTreeSet, HashMap};
use std::pin::Pin;
use std::time::Duration;
use tokio::time::Sleep;

/// How long one step reads before others have their turn.
const STEP: Duration = Duration::from_secs(5);
const DAY_MS: i64 = 24 * 3_600_000;
/// How far back the first reading goes: what is older is no work.
const BACK_MS: i64 = 14 * DAY_MS;
/// How far back each further one looks for threads that began there.
const THREADS_BACK_MS: i64 = DAY_MS;
/// How long a thread in which the operator is named is followed after its last word, and how many are in one round.
const FOLLOWED_MS: i64 = 7 * DAY_MS;
const FOLLOWED_AT_MOST: i64 = 20;
/// More pages than this are no conversation.
const PAGES_AT_MOST: usize = 50;
/// More pages of conversations than this are no list that somebody is a member of.
const LISTS_AT_MOST: usize = 25;
/// Names of events are kept for as long as Slack may send one again.
const EVENTS_KEPT_MS: i64 = 2 * DAY_MS;

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
    /// What the token needs for what is being asked.
    pub asking: &'static str,
    /// What this round has read, with the steps of it that were cut off.
    round: BTreeSet<String>,
    /// How many conversations this step read.
    pub n_read: usize,
    /// The end of this step.
    over: Pin<Box<Sleep>>,
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
            asking: "",
            n_read: 0,
            over: Box::pin(tokio::time::sleep(STEP)),
            report: ReadReport::default(),
        })
    }

    /// Ends the step once its time is over. Errors: that it is.
    fn go_on_or_stop(&self) -> Result<(), Halt> {
        if self.over.is_elapsed() { Err(Halt::Until(self.cx.now())) } else { Ok(()) }
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
            match self.conversation(&channel).await {
                // One that is gone, or that the token may no longer see, holds up none of the others.
                Err(Halt::Fault(Fault::Refused { status: ..500, .. } | Fault::Gone(_))) => {}
                done => done?,
            }
            self.n_read += 1;
            self.go_on_or_stop()?;
        }
        self.follow().await?;
        let mut next = self.cursor.clone();
        next.round.clear();
        next.forget_before(&wire::named_at(self.cx.now().plus_ms(-BACK_MS)));
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
                    listed.extend(self.wanted(told).await?.map(|channel| (channel, kind)));
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
        Ok(listed)
    }

    /// A conversation that is read, as it is called; none where it is not.
    async fn wanted(&mut self, told: wire::Channel) -> Result<Option<Channel>, Halt> {
        let is_member = told.is_im || told.is_mpim || told.is_member.unwrap_or(true);
        if told.id.is_empty() || told.is_archived || !is_member {
            return Ok(None);
        }
        if told.is_im {
            let other = told.user.unwrap_or_default();
            // Notes to oneself are nobody's message, nor is what Slack itself says.
            if other.is_empty() || other == self.workspace.me() || other == "USLACKBOT" {
                return Ok(None);
            }
            let asking = self.asking;
            self.know(BTreeSet::from([other.clone()])).await?;
            self.asking = asking;
            let name = self.people.get(&other).map(|person| person.name.clone()).unwrap_or_default();
            return Ok(Some(Channel { source_id: told.id, name, kind: DIRECT.to_owned() }));
        }
        let name = crate::mail::one_line(told.name.as_deref().unwrap_or_default());
        let is_chosen =
            self.only.is_empty() || self.only.contains(&name.to_lowercase()) || self.only.contains(&told.id.to_lowercase());
        let kind = if told.is_mpim { "group" } else { "channel" };
        Ok(is_chosen.then(|| Channel { source_id: told.id, name, kind: kind.to_owned() }))
    }

    /// Reads one conversation up to where it is known.
    async fn conversation(&mut self, channel: &Channel) -> Result<(), Halt> {
        let now = self.cx.now();
        let mark = self.cursor.marks.get(&channel.source_id).cloned();
        let oldest = match &mark {
            None => wire::named_at(now.plus_ms(-BACK_MS)),
            // By the clock of Slack, which need not be ours.
            Some(mark) => {
                let back = wire::moment(mark).unwrap_or(now).min(now).plus_ms(-THREADS_BACK_MS);
                wire::named_at(back)
            }
        };
        let mut brought = Brought::default();
        let (mut newest, mut roots) = (mark.clone().unwrap_or_default(), Vec::new());
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES_AT_MOST {
            let page = self.workspace.history(&channel.source_id, &oldest, cursor.as_deref()).await?;
            cursor = page.next();
            let mut is_over = false;
            for value in &page.messages {
                let Some(message) = self.take(value, channel, &mut brought) else { continue };
                if message.ts <= oldest {
                    is_over = true;
                    continue;
                }
                if message.ts > newest {
                    newest.clone_from(&message.ts);
                }
                if message.reply_count > 0 {
                    roots.push(message);
                }
            }
            if cursor.is_none() || is_over {
                break;
            }
            self.go_on_or_stop()?;
        }
        brought.said.retain(|said| said.ts > oldest);
        let mut next = self.cursor.clone();
        for root in roots {
            self.replies(channel, &root.ts, Some(&root), &mut brought, &mut next).await?;
        }
        if newest.is_empty() {
            newest = oldest;
        }
        next.marks.insert(channel.source_id.clone(), newest);
        self.store(brought, next).await?;
        self.round.insert(channel.source_id.clone());
        Ok(())
    }

    /// Reads the replies of a thread, unless they are known.
    async fn replies(
        &mut self,
        channel: &Channel,
        root: &str,
        told: Option<&Message>,
        brought: &mut Brought,
        next: &mut Cursor,
    ) -> Result<(), Halt> {
        let key = format!("{}/{root}", channel.source_id);
        let seen = next.threads.get(&key).cloned().unwrap_or_default();
        if let Some(told) = told {
            let latest = told.latest_reply.as_deref().unwrap_or(&seen.latest);
            if told.reply_count == seen.n_replies && latest <= seen.latest.as_str() {
                return Ok(());
            }
        }
        let mut after = Seen { n_replies: told.map_or(0, |told| told.reply_count), latest: seen.latest };
        let mut cursor: Option<String> = None;
        let mut n_replies = 0;
        for _ in 0..PAGES_AT_MOST {
            let page = self.workspace.replies(&channel.source_id, root, cursor.as_deref()).await?;
            cursor = page.next();
            for value in &page.messages {
                let Some(message) = self.take(value, channel, brought) else { continue };
                n_replies += u64::from(message.ts != root);
                if message.ts != root && message.ts > after.latest {
                    after.latest = message.ts;
                }
            }
            if cursor.is_none() {
                break;
            }
        }
        if told.is_none() {
            after.n_replies = n_replies;
        }
        next.threads.insert(key, after);
        Ok(())
    }

    /// Takes in one message as it was told. Answers it, unless it cannot be read.
    pub fn take(&self, value: &serde_json::Value, channel: &Channel, brought: &mut Brought) -> Option<Message> {
        let message = match Message::read(value) {
            Ok(message) => message,
            Err(why) => {
                let ts = value.get("ts").map(|ts| ts.to_string().chars().take(40).collect::<String>()).unwrap_or_default();
                brought.odd.push((format!("{}/{}", channel.source_id, ts.trim_matches('"')), why));
                return None;
            }
        };
        if message.subtype.as_deref() == Some("tombstone") {
            brought.gone.push(format!("{}/{}", channel.source_id, message.ts));
        }
        let said = Said::of(&message, channel, self.workspace.me());
        // How a thread began stands in both of its lists.
        let is_twice = |said: &Said| brought.said.iter().any(|other| other.ts == said.ts && other.channel == said.channel);
        if let Some(said) = said.filter(|said| !is_twice(said)) {
            brought.said.push(said);
        }
        Some(message)
    }

    /// Looks after the threads in which the operator is named and which began too long ago to be met otherwise.
    async fn follow(&mut self) -> Result<(), Halt> {
        let now = self.cx.now();
        let live = store::live_threads(&mut *self.cx.read().await?, self.connection, now.plus_ms(-FOLLOWED_MS), FOLLOWED_AT_MOST)
            .await?;
        for (id, root) in live {
            let is_met = wire::moment(&root).is_some_and(|at| now.ms_since(at) < THREADS_BACK_MS);
            let channel = self.channels.iter().find(|channel| channel.source_id == id).cloned();
            let key = format!("{id}/{root}");
            let (false, Some(channel)) = (is_met || self.round.contains(&key), channel) else { continue };
            let (mut brought, mut next) = (Brought::default(), self.cursor.clone());
            match self.replies(&channel, &root, None, &mut brought, &mut next).await {
                Err(Halt::Fault(Fault::Refused { status: ..500, .. } | Fault::Gone(_) | Fault::Forbidden(_))) => continue,
                done => done?,
            }
            self.store(brought, next).await?;
            self.round.insert(key);
            self.go_on_or_stop()?;
        }
        Ok(())
    }

    /// The conversation of an event, as far as it is known.
    pub async fn channel_of(&mut self, id: &str, kind: &str, person: Option<&str>) -> Result<Channel, Halt> {
        if let Some(known) = self.channels.iter().find(|channel| channel.source_id == id) {
            return Ok(known.clone());
        }
        let is_direct = kind == "im" || kind.is_empty() && id.starts_with('D');
        let name = match person.filter(|_| is_direct) {
            Some(person) => {
                self.know(BTreeSet::from([person.to_owned()])).await?;
                self.people.get(person).map(|person| person.name.clone()).unwrap_or_default()
            }
            None => String::new(),
        };
        let kind = match kind {
            _ if is_direct => DIRECT,
            "mpim" => "group",
            _ => "channel",
        };
        if !is_direct {
            self.list().await?;
            if let Some(known) = self.channels.iter().find(|channel| channel.source_id == id) {
                return Ok(known.clone());
            }
        }
        let channel = Channel { source_id: id.to_owned(), name, kind: kind.to_owned() };
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

    /// The replies of a thread that is not known, for what was said before the operator was named in it.
    pub async fn context(&mut self, channel: &Channel, root: &str, brought: &mut Brought) -> Result<(), Halt> {
        let mut next = self.cursor.clone();
        self.replies(channel, root, None, brought, &mut next).await
    }
}
