//! The one who stores posts: those that came together in one transaction, and only then is anybody told that theirs is kept.

use crate::calendar::start_of_day;
use crate::cx::Cx;
use crate::jobs;
use crate::store::posts::{self, New};
use crate::store::{jobs as work, webhooks};
use api::{ConnectionId, Refused, Time};
use std::collections::{BTreeMap, HashSet};
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

/// The most that is stored in one transaction.
const AT_ONCE: usize = 500;

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
    pub identity: String,
    pub is_same_since: Option<Time>,
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
    /// Not kept: the disk is full, or the source is gone.
    Not,
}

/// Stores what comes until nobody is left who could say anything; once `closing` is cancelled, what was said until then.
pub async fn keep(cx: Cx, mut notes: mpsc::Receiver<Note>, closing: CancellationToken) {
    let mut batch = Vec::new();
    loop {
        tokio::select! {
            () = closing.cancelled(), if !notes.is_closed() => notes.close(),
            n = notes.recv_many(&mut batch, AT_ONCE) => {
                if n == 0 {
                    return;
                }
                store(&cx, std::mem::take(&mut batch)).await;
            }
        }
    }
}

async fn store(cx: &Cx, batch: Vec<Note>) {
    let _at_work = cx.at_work.read().await;
    let stored = try_store(cx, &batch).await.unwrap_or_else(|error| {
        tracing::error!(error = format!("{error:#}"), "posts cannot be stored");
        Vec::new()
    });
    let posts = batch.into_iter().filter_map(|note| if let Note::Post(post) = note { Some(post) } else { None });
    for (place, post) in posts.enumerate() {
        // Whoever posted may have gone away; it is stored all the same.
        let _gone = post.answer.send(stored.get(place).copied().unwrap_or(Kept::Not));
    }
}

/// Answers for each post, in their order, what became of it.
async fn try_store(cx: &Cx, batch: &[Note]) -> anyhow::Result<Vec<Kept>> {
    let (now, zone) = (cx.now(), cx.settings().await?.zone);
    let day = start_of_day(now, &zone);
    let mut write = cx.write().await?;
    let sources: HashSet<ConnectionId> = webhooks::all(write.conn()).await?.iter().map(webhooks::Row::id).collect();
    let mut kept = Vec::new();
    let mut refused: BTreeMap<(Option<ConnectionId>, Refused), u64> = BTreeMap::new();
    let mut asked = HashSet::new();
    for note in batch {
        let post = match note {
            Note::Refused(source, reason) => {
                *refused.entry((*source, *reason)).or_default() += 1;
                continue;
            }
            Note::Post(post) => post,
        };
        if !sources.contains(&post.source) {
            kept.push(Kept::Not);
            continue;
        }
        let Post { source, identity, is_same_since, media, body, .. } = post;
        let new = New { connection: *source, identity, is_same_since: *is_same_since, media, body };
        let is_new = posts::store(&mut write, new, now).await?;
        if is_new {
            asked.insert(source.0);
        }
        kept.push(if is_new { Kept::New } else { Kept::Known });
    }
    for ((source, reason), n) in refused {
        webhooks::refused(&mut write, source, reason, n, day, now).await?;
    }
    if !asked.is_empty() {
        work::ask_all(&mut write, jobs::TAKE_POSTS, &asked.iter().copied().collect::<Vec<_>>(), now, now).await?;
        write.changed(api::Tag::Connections);
    }
    write.commit().await?;
    cx.work.notify_one();
    Ok(kept)
}
