//! One conversation, read from its newest message back to where it is known: each thread and each page is stored as soon as it came, so
//! that a step that is cut off loses none of them.

use super::cursor::{Cursor, Half, Seen};
use super::keep::{Brought, Said};
use super::reading::Reading;
use super::wire::{self, Message};
use crate::connectors::halt::Halt;
use crate::connectors::web::Fault;
use crate::store::chat::{self as store, Channel};

const DAY_MS: i64 = 24 * 3_600_000;
/// How far back the first reading goes: what is older is no work.
pub const BACK_MS: i64 = 14 * DAY_MS;
/// How far back each further one looks for threads that began there.
const THREADS_BACK_MS: i64 = DAY_MS;
/// How often one looks as far back as the first: somebody may be named in a thread that began long ago.
const WIDE_EVERY_MS: i64 = 3_600_000;
/// So many conversations of one step, so that what is new does not wait for what is old.
const WIDE_AT_ONCE: usize = 10;
/// How long a thread in which the operator is named is followed after its last word, and how many are in one round.
const FOLLOWED_MS: i64 = 7 * DAY_MS;
const FOLLOWED_AT_MOST: i64 = 20;
/// More pages than this are no conversation.
const PAGES_AT_MOST: usize = 50;

/// A refusal that is about one conversation or thread, and holds up none of the others.
fn is_of_one(halt: &Halt) -> bool {
    matches!(halt, Halt::Fault(Fault::Refused { status: ..500, .. } | Fault::Gone(_)))
}

impl Reading<'_> {
    /// Reads one conversation up to where it is known. One that is gone, or that may no longer be seen, is left out.
    pub async fn conversation(&mut self, channel: &Channel) -> Result<(), Halt> {
        match self.pages(channel).await {
            Err(halt) if is_of_one(&halt) => Ok(()),
            done => done,
        }
    }

    async fn pages(&mut self, channel: &Channel) -> Result<(), Halt> {
        let id = &channel.source_id;
        let mut half = self.cursor.half.get(id).cloned().unwrap_or_else(|| self.begin_at(id));
        let mut cursor: Option<String> = None;
        loop {
            let until = Some(half.until.as_str()).filter(|until| !until.is_empty() && cursor.is_none());
            let page = self.workspace.history(id, &half.oldest, until, cursor.as_deref()).await?;
            cursor = page.next();
            half.n_pages += 1;
            let (mut brought, mut roots, mut is_over) = (Brought::default(), Vec::new(), false);
            for value in &page.messages {
                let Some(message) = self.take(value, channel, &mut brought) else { continue };
                if message.ts <= half.oldest {
                    is_over = true;
                    continue;
                }
                if message.ts > half.newest {
                    half.newest.clone_from(&message.ts);
                }
                if half.until.is_empty() || message.ts < half.until {
                    half.until.clone_from(&message.ts);
                }
                if message.reply_count > 0 {
                    roots.push(message);
                }
            }
            brought.said.retain(|said| said.ts > half.oldest);
            for root in roots {
                match self.thread(channel, &root.ts, Some(&root)).await {
                    Err(halt) if is_of_one(&halt) => {}
                    // A step ends behind something that it read, never before.
                    Ok(true) => self.go_on_or_stop()?,
                    done => drop(done?),
                }
            }
            let is_read = cursor.is_none() || is_over || half.n_pages >= PAGES_AT_MOST;
            let mut next = self.cursor.clone();
            if is_read {
                let newest = if half.newest.is_empty() { half.oldest.clone() } else { half.newest.clone() };
                next.marks.insert(id.clone(), newest);
                next.half.remove(id);
                if half.is_wide {
                    next.wide.insert(id.clone(), self.cx.now().0);
                }
            } else {
                next.half.insert(id.clone(), half.clone());
            }
            self.store(brought, next).await?;
            self.n_read += 1;
            if is_read {
                self.round.insert(id.clone());
                return Ok(());
            }
            self.go_on_or_stop()?;
        }
    }

    /// Where the reading of a conversation begins that is not under way.
    fn begin_at(&mut self, id: &str) -> Half {
        let now = self.cx.now();
        let mark = self.cursor.marks.get(id);
        let is_due = self.cursor.wide.get(id).is_none_or(|at| now.0 - at >= WIDE_EVERY_MS);
        let is_wide = mark.is_none() || is_due && self.n_wide < WIDE_AT_ONCE;
        self.n_wide += usize::from(is_wide);
        // By the clock of Slack, which need not be ours.
        let known = mark.and_then(|mark| wire::moment(mark)).unwrap_or(now).min(now);
        let narrow = known.plus_ms(-THREADS_BACK_MS);
        let oldest = match mark {
            None => now.plus_ms(-BACK_MS),
            Some(_) if is_wide => narrow.min(now.plus_ms(-BACK_MS)),
            Some(_) => narrow,
        };
        Half { oldest: wire::named_at(oldest), newest: mark.cloned().unwrap_or_default(), is_wide, ..Half::default() }
    }

    /// Reads the replies of a thread, unless they are known. `told` is how it began, where that was told. Answers whether it read any.
    async fn thread(&mut self, channel: &Channel, root: &str, told: Option<&Message>) -> Result<bool, Halt> {
        let key = format!("{}/{root}", channel.source_id);
        let mut seen: Seen = self.cursor.threads.get(&key).cloned().unwrap_or_default();
        if let Some(told) = told.filter(|_| seen.half.is_empty()) {
            let latest = told.latest_reply.as_deref().unwrap_or(&seen.latest);
            if told.reply_count == seen.n_replies && latest <= seen.latest.as_str() {
                return Ok(false);
            }
        }
        let (mut n_told, mut n_met) = (told.map(|told| told.reply_count), 0);
        let mut cursor: Option<String> = None;
        for n in 1..=PAGES_AT_MOST {
            let since = Some(seen.half.as_str()).filter(|since| !since.is_empty() && cursor.is_none());
            let page = self.workspace.replies(&channel.source_id, root, since, cursor.as_deref()).await?;
            cursor = page.next();
            let (mut brought, mut newest) = (Brought::default(), seen.half.clone());
            for value in &page.messages {
                let Some(message) = self.take(value, channel, &mut brought) else { continue };
                if message.ts == root {
                    n_told = n_told.or(Some(message.reply_count).filter(|n| *n > 0));
                    continue;
                }
                n_met += 1;
                if message.ts > newest {
                    newest = message.ts;
                }
            }
            let is_read = cursor.is_none() || n == PAGES_AT_MOST;
            if newest > seen.latest {
                seen.latest.clone_from(&newest);
            }
            seen.half = if is_read { String::new() } else { newest };
            if is_read {
                seen.n_replies = n_told.unwrap_or(n_met);
            }
            let mut next = self.cursor.clone();
            next.threads.insert(key.clone(), seen.clone());
            self.store(brought, next).await?;
            self.n_read += 1;
            if is_read {
                break;
            }
            self.go_on_or_stop()?;
        }
        Ok(true)
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
    pub async fn follow(&mut self) -> Result<(), Halt> {
        let now = self.cx.now();
        let live = store::live_threads(&mut *self.cx.read().await?, self.connection, now.plus_ms(-FOLLOWED_MS), FOLLOWED_AT_MOST)
            .await?;
        for (id, root) in live {
            let is_met = wire::moment(&root).is_some_and(|at| now.ms_since(at) < THREADS_BACK_MS);
            let channel = self.channels.iter().find(|channel| channel.source_id == id).cloned();
            let key = format!("{id}/{root}");
            let (false, Some(channel)) = (is_met || self.round.contains(&key), channel) else { continue };
            match self.thread(&channel, &root, None).await {
                Err(halt) if is_of_one(&halt) => continue,
                Err(Halt::Fault(Fault::Forbidden(_))) => continue,
                done => drop(done?),
            }
            self.round.insert(key);
            self.go_on_or_stop()?;
        }
        Ok(())
    }

    /// What was said in a thread that is not known before the operator was named in it: its first page.
    pub async fn context(&mut self, channel: &Channel, root: &str, brought: &mut Brought) -> Result<(), Halt> {
        let page = self.workspace.replies(&channel.source_id, root, None, None).await?;
        for value in &page.messages {
            self.take(value, channel, brought);
        }
        Ok(())
    }

    /// What is forgotten once a round is at its end.
    pub fn end_of_round(&self) -> Cursor {
        let mut next = self.cursor.clone();
        next.round.clear();
        next.forget_before(&wire::named_at(self.cx.now().plus_ms(-BACK_MS)));
        next
    }
}
