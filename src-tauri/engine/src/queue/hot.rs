//! Items that become hot, noted where it happens: when they are opened, and when they are scored anew. What is told of it, and
//! when, is decided elsewhere.
//!
//! What a first read or an import brings is no news, nor is what the operator brought about with other weights.

use super::background::Background;
use super::rescore::score_row;
use crate::settings::Settings;
use crate::store::items::{self, Row};
use crate::store::{Write, hot};
use api::{Band, ContactId, ItemId, ItemState, SignalId, ThreadId, Time};
use std::collections::HashSet;

/// An item that was just opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fresh<'a> {
    pub id: ItemId,
    pub band: Band,
    /// What it was opened for.
    pub signals: &'a [SignalId],
}

/// Notes which of these items are hot from the beginning.
pub(super) async fn opened(write: &mut Write, settings: &Settings, items: &[Fresh<'_>], now: Time) -> anyhow::Result<()> {
    let signals: Vec<SignalId> = items.iter().flat_map(|item| item.signals.iter().copied()).collect();
    let news: HashSet<SignalId> = hot::news_among(write.conn(), &signals).await?.into_iter().collect();
    let is_news = |item: &&Fresh<'_>| item.signals.iter().any(|signal| news.contains(signal));
    let (told, quiet): (Vec<&Fresh<'_>>, Vec<&Fresh<'_>>) = items.iter().partition(is_news);
    let told: Vec<ItemId> = told.iter().filter(|item| item.band == Band::Hot).map(|item| item.id).collect();
    if !told.is_empty() {
        hot::note(write, &told, now).await?;
    }
    pass_over(write, settings, &quiet.iter().map(|item| item.id).collect::<Vec<_>>(), now).await
}

/// Has nothing be told of what joined this item, where none of it is news.
pub(super) async fn joined(
    write: &mut Write,
    settings: &Settings,
    item: ItemId,
    signals: &[SignalId],
    now: Time,
) -> anyhow::Result<()> {
    if signals.is_empty() || !hot::news_among(write.conn(), signals).await?.is_empty() {
        return Ok(());
    }
    pass_over(write, settings, &[item], now).await
}

/// Has nothing be told of those of these items that are hot, or will be as soon as their draft is ready: that makes nothing
/// happen outside. What time makes hot later is told.
pub async fn pass_over(write: &mut Write, settings: &Settings, ids: &[ItemId], now: Time) -> anyhow::Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let rows = items::some(write.conn(), ids).await?;
    let contacts: Vec<ContactId> = rows.iter().filter_map(|row| row.contact_id.map(ContactId)).collect();
    let threads: Vec<ThreadId> = rows.iter().filter_map(|row| row.thread_id.map(ThreadId)).collect();
    let background = Background::of(write.conn(), &contacts, &threads, now).await?;
    let mut quiet = Vec::new();
    for row in rows {
        let drafted = Row { state: ItemState::Review, ..row };
        let (score, _) = score_row(settings, &drafted, &background, now)?;
        if drafted.band() == Band::Hot || score.band() == Band::Hot {
            quiet.push(drafted.id());
        }
    }
    if quiet.is_empty() { Ok(()) } else { hot::pass_over(write, &quiet, now).await }
}

/// Whether a new score makes an item hot that was not.
pub(super) fn becomes_hot(item: &Row, band: Band) -> bool {
    item.state.is_open() && item.band() != Band::Hot && band == Band::Hot
}
