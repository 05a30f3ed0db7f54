//! The queue as other weights would rank it, before they are set. From the factors as they are stored: nothing is scored anew,
//! so that only the weights differ.

use super::show::views;
use crate::cx::Cx;
use crate::scoring::{Base, Rank, Weights, base_points};
use crate::store::items;
use crate::store::scores::{self, Scored};
use anyhow::Context as _;
use api::{ApiError, Code, ItemId, Moved, PreviewWeights, Time, WeightsPreview, text};

/// How many items of the queue are shown.
const SHOWN: usize = 10;
/// How far from 1 the weights may sum to: they are typed with two or three decimals.
const TOLERANCE: f64 = 0.001;

/// The first of the queue under other weights. Errors: `invalid`.
pub async fn preview(cx: &Cx, request: &PreviewWeights) -> anyhow::Result<WeightsPreview> {
    let weights = weights(request)?;
    let mut conn = cx.read().await?;
    let mut after: Vec<(Rank, usize)> =
        scores::ranked(&mut conn).await?.iter().enumerate().map(|(place, item)| (rank(item, &weights), place)).collect();
    after.sort_unstable();
    after.truncate(SHOWN);
    let ids: Vec<ItemId> = after.iter().map(|(rank, _)| rank.id).collect();
    let mut rows = items::some(&mut conn, &ids).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id()));
    let views = views(&mut conn, &rows).await?;
    let mut moved = Vec::with_capacity(views.len());
    for (place, (rank, before)) in after.iter().enumerate() {
        // One that left the queue between the two looks is left out.
        if let Some(item) = views.iter().find(|view| view.id == rank.id) {
            let from_one = |place: usize| u32::try_from(place + 1).context("A place in the queue");
            let (rank_before, rank_after) = (from_one(*before)?, from_one(place)?);
            moved.push(Moved { item: item.clone(), rank_before, rank_after, score_after: rank.aps });
        }
    }
    Ok(WeightsPreview { items: moved })
}

/// Errors: `invalid` for a weight that is none, and for weights that do not sum to 1.
fn weights(request: &PreviewWeights) -> anyhow::Result<Weights> {
    let PreviewWeights { revenue, urgency, strategic, effort } = *request;
    for (name, weight) in [("revenue", revenue), ("urgency", urgency), ("strategic", strategic), ("effort", effort)] {
        if !(0.0..=1.0).contains(&weight) {
            return Err(ApiError::new(Code::Invalid, text::weight_out_of_range()).on(name).into());
        }
    }
    let sum = revenue + urgency + strategic + effort;
    if (sum - 1.0).abs() > TOLERANCE {
        return Err(ApiError::new(Code::Invalid, text::weights_do_not_sum(sum)).into());
    }
    Weights::validated(revenue, urgency, strategic, effort).context("Weights that sum to 1")
}

/// Where an item would stand. The effort stands as a factor of its own, as it was scored.
fn rank(item: &Scored, weights: &Weights) -> Rank {
    let factors = Base { revenue: item.revenue, urgency: item.urgency, strategic: item.strategic, effort: item.effort };
    let aps = (base_points(&factors, weights) + item.adjustment).clamp(0.0, 100.0);
    Rank { aps, due_at: Time(item.due_at), opened_at: Time(item.opened_at), id: ItemId(item.item_id) }
}
