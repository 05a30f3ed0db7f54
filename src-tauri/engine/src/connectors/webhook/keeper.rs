//! The one who stores posts: those that came together in one transaction, and only then is anybody told that theirs is kept.
//!
//! What was turned away is counted in memory and written down each second, so that a flood of it is no flood of writes.

use super::DAY_MS;
use crate::calendar::start_of_day;
use crate::cx::Cx;
use crate::jobs;
use crate::store::posts::{self, New, Stored};
use crate::store::{jobs as work, webhooks};
use api::{ConnectionId, Refused, Time};
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

/// The most that is stored in one transaction.
const AT_ONCE: usize = 500;
/// How long what was turned away is counted before that is written down.
const COUNTED_FOR: Duration = Duration::from_secs(1);

/// What the door has to say.
#[derive(Debug)]
pub enum Note {
    Post(Post),
    Refused(Option<ConnectionId>, Refused),
}

/// A post that is proved.
#[derive(Debug)]
pub struct Post {
    pub source: ConnectionId,
    /// What its source calls it; none where it says nothing.
    pub id: Option<String>,
    pub media: &'static str,
    pub body: String,
    pub answer: oneshot::Sender<Kept>,
}

/// What became of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    New,
    /// A replay of one that is kept.
    Known,
    /// It has the id of one that is kept, and says something else.
    OtherOfSameId,
    /// Not kept: the disk is full, or the source is gone.
    Not,
}

/// How often something was turned away and when last, until that is written down.
#[derive(Default)]
struct Counts(BTreeMap<(Option<ConnectionId>, Refused), (u64, Time)>);

impl Counts {
    fn add(&mut self, source: Option<ConnectionId>, reason: Refused, now: Time) {
        let (n, last_at) = self.0.entry((source, reason)).or_insert((0, now));
        *n += 1;
        *last_at = now;
    }

    /// Writes them down; what cannot be written is kept for the next time.
    async fn write(&mut self, cx: &Cx) {
        let _at_work = cx.at_work.read().await;
        match self.try_write(cx).await {
            Ok(()) => self.0.clear(),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "what was turned away cannot be counted"),
        }
    }

    async fn try_write(&self, cx: &Cx) -> anyhow::Result<()> {
        let zone = cx.settings().await?.zone;
        let mut write = cx.write().await?;
        for ((source, reason), (n, last_at)) in &self.0 {
            webhooks::refused(&mut write, *source, *reason, *n, start_of_day(*last_at, &zone), *last_at).await?;
        }
        write.commit().await
    }
}

/// Stores what comes until nobody is left who could say anything; once `closing` is cancelled, what was said until then.
pub async fn keep(cx: Cx, mut notes: mpsc::Receiver<Note>, closing: CancellationToken) {
    let counted_for = cx.http.patience(COUNTED_FOR);
    let (mut batch, mut counts) = (Vec::new(), Counts::default());
    let write_at = tokio::time::sleep(counted_for);
    tokio::pin!(write_at);
    loop {
        let had_none = counts.0.is_empty();
        tokio::select! {
            () = closing.cancelled(), if !notes.is_closed() => notes.close(),
            n = notes.recv_many(&mut batch, AT_ONCE) => {
                if n == 0 {
                    break;
                }
                store(&cx, std::mem::take(&mut batch), &mut counts).await;
                if had_none {
                    write_at.set(tokio::time::sleep(counted_for));
                }
            }
            () = write_at.as_mut(), if !had_none => {
                counts.write(&cx).await;
                write_at.set(tokio::time::sleep(counted_for));
            }
        }
    }
    if !counts.0.is_empty() {
        counts.write(&cx).await;
    }
}

async fn store(cx: &Cx, batch: Vec<Note>, counts: &mut Counts) {
    let now = cx.now();
    let mut posts = Vec::new();
    for note in batch {
        match note {
            Note::Post(post) => posts.push(post),
            Note::Refused(source, reason) => counts.add(source, reason, now),
        }
    }
    if posts.is_empty() {
        return;
    }
    let _at_work = cx.at_work.read().await;
    let stored = try_store(cx, &posts, now).await.unwrap_or_else(|error| {
        tracing::error!(error = format!("{error:#}"), "posts cannot be stored");
        Vec::new()
    });
    for (place, post) in posts.into_iter().enumerate() {
        let kept = stored.get(place).copied().unwrap_or(Kept::Not);
        match kept {
            Kept::Known => counts.add(Some(post.source), Refused::Replay, now),
            Kept::OtherOfSameId => counts.add(Some(post.source), Refused::SameId, now),
            Kept::New | Kept::Not => {}
        }
        // Whoever posted may have gone away; it is stored all the same.
        let _gone = post.answer.send(kept);
    }
}

/// Answers for each post, in their order, what became of it.
async fn try_store(cx: &Cx, posts: &[Post], now: Time) -> anyhow::Result<Vec<Kept>> {
    let mut write = cx.write().await?;
    let sources: HashSet<ConnectionId> = webhooks::all(write.conn()).await?.iter().map(webhooks::Row::id).collect();
    let mut kept = Vec::new();
    let mut n_new: BTreeMap<ConnectionId, i64> = BTreeMap::new();
    for post in posts {
        if !sources.contains(&post.source) {
            kept.push(Kept::Not);
            continue;
        }
        let stored = keep_one(&mut write, post, now).await?;
        if stored == Stored::New {
            *n_new.entry(post.source).or_default() += 1;
        }
        kept.push(match stored {
            Stored::New => Kept::New,
            Stored::Known => Kept::Known,
            Stored::OtherContent => Kept::OtherOfSameId,
        });
    }
    if n_new.is_empty() {
        return Ok(kept);
    }
    for (source, n) in &n_new {
        webhooks::posted(&mut write, *source, *n).await?;
    }
    let asked: Vec<i64> = n_new.keys().map(|source| source.0).collect();
    work::ask_all(&mut write, jobs::TAKE_POSTS, &asked, now, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    Ok(kept)
}

/// A post is told from others by its id, for good, else by its content for a day. A service that posts once more signs anew, so
/// the signature does not tell; and what holds for five minutes cannot come back after a day.
async fn keep_one(write: &mut crate::store::Write, post: &Post, now: Time) -> anyhow::Result<Stored> {
    let content = crate::sha256(post.body.as_bytes());
    let (identity, is_same_since) = match &post.id {
        Some(id) => (format!("id:{}", crate::sha256(id.as_bytes())), None),
        None => (format!("body:{content}"), Some(now.plus_ms(-DAY_MS))),
    };
    let new = New {
        connection: post.source,
        identity: &identity,
        is_same_since,
        content: &content,
        media: post.media,
        body: &post.body,
    };
    posts::store(write, new, now).await
}
