//! What the operator is typing, kept so that a crash does not cost them their words.
//!
//! As typed and unchecked: it is no revision, nothing is ever made of it here, and it voids no approval. It tells nobody that
//! something changed, because whoever typed it has it on the screen and would only lose their place.

use super::edit::BODY_AT_MOST;
use crate::cx::Cx;
use crate::queue;
use crate::store::kept_drafts as store;
use api::{ApiError, Code, ItemId, KeepDraft, KeptDraft, text};

/// Of all fields together, in bytes: the longest text that a draft may have, in letters of four bytes, and what stands above it.
const KEPT_AT_MOST: usize = 4_100_000;

/// Keeps what is being typed. Errors: `not_found`; `invalid` for more than four megabytes, and what was kept before stays.
pub async fn keep(cx: &Cx, request: &KeepDraft) -> anyhow::Result<KeptDraft> {
    let KeepDraft { item, revision, to, cc, bcc, subject, body, when, place } = request.clone();
    let typed_place = place.clone().unwrap_or_default();
    if [&to, &cc, &bcc, &subject, &body, &when, &typed_place].iter().map(|field| field.len()).sum::<usize>() > KEPT_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long_to_keep(BODY_AT_MOST)).on("body").into());
    }
    let kept = KeptDraft { revision, to, cc, bcc, subject, body, when, place, kept_at: cx.now() };
    let mut write = cx.write().await?;
    queue::existing(&mut write, item).await?;
    store::keep(&mut write, item, &kept).await?;
    write.commit().await?;
    Ok(kept)
}

/// Lets go of what was kept. Errors: `not_found` where there is no such item.
pub async fn drop_kept(cx: &Cx, item: ItemId) -> anyhow::Result<()> {
    let mut write = cx.write().await?;
    queue::existing(&mut write, item).await?;
    store::drop_of(&mut write, item).await?;
    write.commit().await
}
