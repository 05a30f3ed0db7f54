//! Scores items from what is stored.

use super::background::{Background, Bearing};
use super::hot::becomes_hot;
use crate::cx::Cx;
use crate::scoring::{Circumstances, Score, score as score_of};
use crate::settings::Settings;
use crate::signals::plays::PlayRow;
use crate::store::items::{self, Row, Window};
use crate::store::{Write, hot};
use api::{Band, ContactId, ItemId, ItemState, ThreadId, Time};

/// A rescore writes an item whose score moved by this much or whose band changed, so that the file rests when nothing happens.
const WORTH_WRITING: f64 = 0.5;
const ITEMS_PER_PAGE: i64 = 2000;

/// The score of an item of this play in this window. A draft that is ready halves the effort.
pub(super) fn score(settings: &Settings, row: &PlayRow, window: Window, state: ItemState, bearing: &Bearing, now: Time) -> Score {
    let circumstances = Circumstances {
        window_starts_at: window.starts_at,
        due_at: window.due_at,
        now,
        deal_amount: bearing.amount,
        typical_deal: settings.typical_deal,
        is_target_company: bearing.is_target,
        is_decision_maker: bearing.is_decision_maker,
        draft_is_ready: matches!(state, ItemState::Review | ItemState::Approved),
        outcomes: &bearing.outcomes,
    };
    score_of(&row.base, &settings.weights, &circumstances)
}

pub(super) fn score_row(settings: &Settings, item: &Row, background: &Background, now: Time) -> anyhow::Result<(Score, Bearing)> {
    let window =
        Window { starts_at: Time(item.window_starts_at), due_at: Time(item.due_at), expires_at: item.expires_at.map(Time) };
    let thread = item.thread_id.map(ThreadId);
    let bearing = background.bearing(settings, item.contact_id.map(ContactId), item.company_id, thread);
    let row = background.row(item.kind, item.play, thread)?;
    Ok((score(settings, &row, window, item.state, &bearing, now), bearing))
}

/// Whether the item was scored with other weights: its stored explanation would no longer be the operator's.
fn weights_differ(score: &Score, item: &Row) -> bool {
    [
        (score.revenue.weight, item.revenue_weight),
        (score.urgency.weight, item.urgency_weight),
        (score.strategic.weight, item.strategic_weight),
        (score.effort.weight, item.effort_weight),
    ]
    .iter()
    .any(|(now, then)| now.to_bits() != then.to_bits())
}

/// Scores one item anew and stores the parts.
pub async fn rescore(write: &mut Write, settings: &Settings, id: ItemId, now: Time) -> anyhow::Result<()> {
    if let Some(item) = items::one(write.conn(), id).await? {
        let contacts: Vec<ContactId> = item.contact_id.map(ContactId).into_iter().collect();
        let threads: Vec<ThreadId> = item.thread_id.map(ThreadId).into_iter().collect();
        let background = Background::of(write.conn(), &contacts, &threads, now).await?;
        let (score, bearing) = score_row(settings, &item, &background, now)?;
        if becomes_hot(&item, score.band()) {
            hot::note(write, &[id], now).await?;
        }
        items::rescore(write, id, &score, &bearing.counted, now).await?;
    }
    Ok(())
}

/// Scores every open item and writes those that moved enough to be seen. Answers how many it wrote.
pub async fn rescore_all(cx: &Cx) -> anyhow::Result<u64> {
    let (mut after, mut n_written) = (0, 0);
    let background = Background::all(&mut *cx.read().await?, cx.now()).await?;
    loop {
        let now = cx.now();
        let settings = cx.settings().await?;
        let page = items::open_after(&mut *cx.read().await?, after, ITEMS_PER_PAGE).await?;
        let Some(last) = page.last() else { return Ok(n_written) };
        after = last.item_id;
        let (mut moved, mut hot_now, mut hot_by_weights) = (Vec::new(), Vec::new(), Vec::new());
        for item in &page {
            let (score, bearing) = score_row(&settings, item, &background, now)?;
            let has_other_weights = weights_differ(&score, item);
            if becomes_hot(item, score.band()) {
                if has_other_weights { &mut hot_by_weights } else { &mut hot_now }.push(item.id());
            }
            if has_other_weights || (score.aps - item.score).abs() >= WORTH_WRITING || Band::from_score(score.aps) != item.band()
            {
                moved.push((item.id(), score, bearing.counted));
            }
        }
        if moved.is_empty() {
            continue;
        }
        n_written += moved.len() as u64;
        let mut write = cx.write().await?;
        for (id, score, counted) in moved {
            items::rescore(&mut write, id, &score, &counted, now).await?;
        }
        hot::note(&mut write, &hot_now, now).await?;
        // The operator knows what they changed.
        hot::pass_over(&mut write, &hot_by_weights, now).await?;
        write.commit().await?;
    }
}
