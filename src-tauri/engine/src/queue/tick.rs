//! What time alone does to the queue: snoozed items wake, old ones expire, scores rise.

use super::moves::{Change, apply};
use super::wake::rouse;
use crate::cx::Cx;
use crate::signals::judge;
use crate::store::{items, moves, threads};
use api::{Actor, ItemState, text};

/// Wakes, expires and rescores. Safe to run at any time and any number of times.
pub async fn tick(cx: &Cx) -> anyhow::Result<()> {
    let now = cx.now();
    let mut write = cx.write().await?;
    for item in items::to_wake(write.conn(), now).await? {
        rouse(&mut write, &item, Actor::Engine, now).await?;
        moves::settle(&mut write, item.id(), now).await?;
    }
    for item in items::to_expire(write.conn(), now).await? {
        let reason = text::expired();
        apply(&mut write, &item, Change::plain(&item, ItemState::Expired, Actor::Engine, &reason), now).await?;
        moves::settle(&mut write, item.id(), now).await?;
    }
    threads::mark_due(&mut write, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    super::rescore_all(cx).await?;
    Ok(())
}
