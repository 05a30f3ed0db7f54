//! Stores what was said where the operator is named or written to, in one transaction with where the reading goes on.

use super::cursor::Cursor;
use super::reading::{Reading, SLACKBOT};
use super::wire::{self, Message};
use super::words;
use crate::chats::excerpt;
use crate::connectors::halt::Halt;
use crate::fault;
use crate::store::chat::{self as store, Channel, NewMessage, Put};
use crate::store::{Write, chat_inbox, connections, problems, threads};
use anyhow::Context as _;
use api::{ThreadId, Time, text};
use std::collections::{BTreeMap, BTreeSet};

/// One message, as it was told.
#[derive(Clone, Debug)]
pub struct Said {
    pub channel: String,
    pub ts: String,
    /// What began its thread; itself in a channel; empty for what stands by itself between two people.
    pub root: String,
    pub person: String,
    /// What a program calls itself; may be empty.
    pub username: String,
    pub is_bot: bool,
    pub is_named: bool,
    /// In Slack's own writing.
    pub text: String,
    pub sent_at: Time,
    /// It was said before, in other words: news only where it is known.
    pub is_edit: bool,
}

impl Said {
    /// None for what nobody said.
    pub fn of(message: &Message, channel: &Channel, me: &str) -> Option<Self> {
        let sent_at = wire::moment(&message.ts).filter(|_| message.is_said())?;
        let person = message.user.clone().or_else(|| message.bot_id.clone()).unwrap_or_default();
        let root = match &message.thread_ts {
            Some(root) if *root != message.ts || !channel.is_direct() => root.clone(),
            _ if channel.is_direct() => String::new(),
            _ => message.ts.clone(),
        };
        Some(Self {
            channel: channel.source_id.clone(),
            is_bot: (message.is_bot() || person == SLACKBOT) && person != me,
            is_named: words::named(&message.text).contains(&me),
            ts: message.ts.clone(),
            root,
            person,
            username: message.username.clone().unwrap_or_default(),
            text: message.text.clone(),
            sent_at,
            is_edit: false,
        })
    }

    pub fn source_id(&self) -> String {
        format!("{}/{}", self.channel, self.ts)
    }
}

/// What one step brought.
#[derive(Debug, Default)]
pub struct Brought {
    pub said: Vec<Said>,
    /// What was taken back, as `C1/1795186800.000100`.
    pub gone: Vec<String>,
    /// What could not be read: its name, and why.
    pub odd: Vec<(String, String)>,
    /// The events that are worked through by this.
    pub events: Vec<String>,
}

impl Reading<'_> {
    /// Stores what is of interest of what was brought, and where the reading goes on.
    pub async fn store(&mut self, brought: Brought, next: Cursor) -> Result<(), Halt> {
        let kept = self.of_interest(&brought.said).await?;
        let mut people: BTreeSet<String> = BTreeSet::new();
        for said in &kept {
            people.extend(words::named(&said.text).into_iter().map(str::to_owned));
            people.extend(Some(&said.person).filter(|person| !person.is_empty()).cloned());
        }
        let partners = self.partners(&kept);
        people.extend(partners.values().cloned());
        self.know(people).await?;
        let is_idle = kept.is_empty() && brought.gone.is_empty() && brought.odd.is_empty() && brought.events.is_empty();
        if is_idle && next == self.cursor {
            return Ok(());
        }
        let mut write = self.begin_write().await?;
        self.keep_people(&mut write, &kept).await?;
        self.name_directs(&mut write, &partners).await?;
        let mut conversations: BTreeMap<(&str, &str), Vec<&Said>> = BTreeMap::new();
        for said in &kept {
            conversations.entry((&said.channel, &said.root)).or_default().push(said);
        }
        let mut changed: BTreeSet<ThreadId> = BTreeSet::new();
        for said in conversations.values() {
            changed.extend(self.keep_conversation(&mut write, said).await?);
        }
        for gone in &brought.gone {
            changed.extend(store::gone(&mut write, self.connection, gone, self.cx.now()).await?);
        }
        threads::mark(&mut write, changed).await?;
        for (id, why) in &brought.odd {
            let shown = text::slack_message(&self.name, id);
            let problem = text::unreadable_file(&shown, why);
            problems::record(&mut write, problems::IMPORT, &shown, &problem, self.cx.now()).await?;
            self.report.unreadable.push((shown, problem));
        }
        if let Some(newest) = kept.iter().map(|said| said.sent_at).max() {
            connections::read_up_to(&mut write, self.connection, newest).await?;
        }
        let events: Vec<&str> = brought.events.iter().map(String::as_str).collect();
        if !events.is_empty() {
            chat_inbox::done(&mut write, self.connection, &events, self.cx.now()).await?;
        }
        self.commit(write, next).await
    }

    /// With whom the direct messages are in which something was said, as far as that is known.
    fn partners(&self, kept: &[&Said]) -> BTreeMap<String, String> {
        let mut partners = BTreeMap::new();
        for said in kept {
            let is_direct = self.channels.iter().any(|channel| channel.source_id == said.channel && channel.is_direct());
            let spoke = Some(&said.person).filter(|person| !person.is_empty() && *person != self.workspace.me());
            if let Some(other) = self.others.get(&said.channel).or(spoke).filter(|_| is_direct) {
                partners.insert(said.channel.clone(), other.clone());
            }
        }
        partners
    }

    /// Calls direct messages by whom they are with.
    async fn name_directs(&mut self, write: &mut Write, partners: &BTreeMap<String, String>) -> anyhow::Result<()> {
        let mut named = Vec::new();
        for channel in &mut self.channels {
            let person = partners.get(&channel.source_id).and_then(|id| self.people.get(id));
            if let Some(person) = person.filter(|person| !person.name.is_empty() && person.name != channel.name) {
                channel.name.clone_from(&person.name);
                named.push(channel.clone());
            }
        }
        store::put_channels(write, self.connection, &named).await
    }

    /// What is said to the operator: all between two people, and of channels the threads in which they are named.
    async fn of_interest<'s>(&self, said: &'s [Said]) -> Result<Vec<&'s Said>, Halt> {
        let named: BTreeSet<(&str, &str)> = said
            .iter()
            .filter(|said| said.is_named && !said.is_edit)
            .map(|said| (said.channel.as_str(), said.root.as_str()))
            .collect();
        let mut known: BTreeMap<(&str, &str), bool> = BTreeMap::new();
        let mut kept = Vec::new();
        let mut conn = self.cx.read().await?;
        for one in said {
            let place = (one.channel.as_str(), one.root.as_str());
            let is_direct = self.channels.iter().any(|channel| channel.source_id == one.channel && channel.is_direct());
            let is_known = match known.get(&place) {
                Some(is_known) => *is_known,
                None => {
                    let is_known = store::thread_of(&mut conn, self.connection, place.0, place.1).await?.is_some();
                    known.insert(place, is_known);
                    is_known
                }
            };
            if is_known || !one.is_edit && (is_direct || named.contains(&place)) {
                kept.push(one);
            }
        }
        Ok(kept)
    }

    /// Stores the messages of one conversation. Answers it, where something about it is new.
    async fn keep_conversation(&mut self, write: &mut Write, said: &[&Said]) -> anyhow::Result<Option<ThreadId>> {
        let Some(first) = said.first() else { return Ok(None) };
        let now = self.cx.now();
        let names = self.names();
        let channel = self.channels.iter().find(|channel| channel.source_id == first.channel).cloned();
        let (is_direct, channel_name) = channel.map_or((false, String::new()), |channel| (channel.is_direct(), channel.name));
        let newest = said
            .iter()
            .filter(|said| (is_direct || said.is_named) && !said.is_bot && !self.is_own(&said.person))
            .max_by_key(|said| &said.ts);
        let subject = newest.map(|said| {
            // That it calls the operator is known.
            let call = format!("<@{}>", self.workspace.me());
            let said = said.text.trim_start().strip_prefix(&call).unwrap_or(&said.text);
            let said = said.trim_start_matches([',', ':', ' ']);
            text::chat_subject(&excerpt(&words::plain(said, &names)), is_direct, &channel_name)
        });
        let thread = match store::thread_of(write.conn(), self.connection, &first.channel, &first.root).await? {
            Some(thread) => thread,
            None => threads::make(write, subject.as_deref().unwrap_or_default(), now).await?,
        };
        let mut is_news = false;
        let mut has_call = false;
        for said in said {
            let (source_id, text) = (said.source_id(), words::plain(&said.text, &names));
            let new = NewMessage {
                connection: self.connection,
                source_id: &source_id,
                channel: &said.channel,
                root: &said.root,
                thread,
                person: &said.person,
                is_own: self.is_own(&said.person),
                is_bot: said.is_bot
                    || self.people.get(&said.person).is_some_and(|person| person.is_bot) && said.person != self.workspace.me(),
                is_named: said.is_named,
                text: &text,
                sent_at: said.sent_at,
            };
            match store::put(write, &new, now).await? {
                Put::New => {
                    self.report.n_new += 1;
                    is_news = true;
                    has_call |= newest.is_some_and(|newest| newest.ts == said.ts);
                }
                Put::Changed => is_news = true,
                Put::Known => self.report.n_known += 1,
            }
        }
        if let Some(subject) = subject.filter(|_| has_call) {
            threads::rename(write, thread, &subject).await?;
        }
        Ok(is_news.then_some(thread))
    }

    /// Begins to write, unless somebody else read on meanwhile or the workspace was disconnected.
    pub async fn begin_write(&self) -> Result<Write, Halt> {
        let mut write = self.cx.write().await?;
        let row = connections::one(write.conn(), self.connection).await?;
        if row.is_none_or(|row| row.disconnected_at.is_some() || row.cursor != self.stored) {
            return Err(Halt::Overtaken);
        }
        Ok(write)
    }

    pub async fn commit(&mut self, mut write: Write, next: Cursor) -> Result<(), Halt> {
        let text = serde_json::to_string(&next).context("Write where to read on")?;
        if self.stored.as_ref() != Some(&text) && next != self.cursor {
            connections::set_cursor(&mut write, self.connection, Some(&text)).await?;
            self.stored = Some(text);
        }
        fault::point("chat_before_commit");
        write.commit().await?;
        fault::point("chat_after_commit");
        self.cursor = next;
        Ok(())
    }
}
