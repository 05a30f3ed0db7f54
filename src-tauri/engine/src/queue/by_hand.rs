//! Work that the operator asks for and whose draft is there from the beginning. It lies on a pile of its own, and no mail that comes in
//! changes it.

use super::background::Background;
use super::moves::{Change, apply, record};
use super::rescore;
use crate::settings::Settings;
use crate::signals::plays;
use crate::store::drafts::{self, Revision};
use crate::store::items::{self, MoveFields, NewItem, Window, Work};
use crate::store::signals::{self as store, Observed};
use crate::store::{Write, moves};
use anyhow::Context as _;
use api::{Actor, ContactId, ItemId, ItemState, ThreadId, Time, text};

/// Opens an item in review, on the pile that is its key.
pub async fn open_with_draft(
    write: &mut Write,
    settings: &Settings,
    observed: &Observed,
    pile: &str,
    revision: &Revision,
    now: Time,
) -> anyhow::Result<ItemId> {
    let play = observed.play.context("Work that is asked for has a play")?;
    let row = plays::row(observed.kind, play)?;
    let signals = store::store(write, &[observed], now).await?;
    let window = Window {
        starts_at: now,
        due_at: row.due_at(now, settings),
        expires_at: row.expires_days.map(|days| now.plus_ms(days * 24 * 3_600_000)),
    };
    let contacts: Vec<ContactId> = observed.contact.into_iter().collect();
    let threads: Vec<ThreadId> = observed.thread.into_iter().collect();
    let background = Background::of(write.conn(), &contacts, &threads, now).await?;
    let bearing = background.bearing(settings, observed.contact, None, observed.thread);
    let new = NewItem {
        work: Work {
            key: pile,
            kind: observed.kind,
            play,
            tab: row.tab,
            contact: observed.contact,
            thread: observed.thread,
            subject: &revision.subject,
            window,
        },
        pile,
        action: row.action,
        score: rescore::score(settings, row, window, ItemState::New, &bearing, now),
        counted: &bearing.counted,
    };
    let id = items::insert(write, &[new], now).await?.pop().context("An item was not opened")?;
    let evidence: Vec<_> = signals.iter().map(|(signal, _)| (id, *signal, play)).collect();
    store::add_evidence(write, &evidence, now).await?;
    let asked_for = text::moved_by_signal(observed.kind);
    let opened = Change { to: ItemState::New, actor: Actor::Operator, reason: &asked_for, fields: MoveFields::default() };
    record(write, &[id], None, opened, now).await?;
    advance(write, id, ItemState::Drafting, &text::drafting(), now).await?;
    drafts::add(write, id, revision, now).await?;
    advance(write, id, ItemState::Review, &text::ready_for_review(), now).await?;
    moves::settle(write, id, now).await?;
    rescore::rescore(write, settings, id, now).await?;
    Ok(id)
}

async fn advance(write: &mut Write, id: ItemId, to: ItemState, reason: &str, now: Time) -> anyhow::Result<()> {
    let item = super::existing(write, id).await?;
    apply(write, &item, Change::plain(&item, to, Actor::Engine, reason), now).await
}
