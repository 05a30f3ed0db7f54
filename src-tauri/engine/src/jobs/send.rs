//! Carries one approved action out, when its gates pass.

use super::Again;
use crate::cx::Cx;
use crate::outbox;
use crate::signals::judge;
use api::OutboxId;

pub async fn run(cx: &Cx, subject: i64) -> anyhow::Result<Again> {
    let again = outbox::send(cx, OutboxId(subject)).await?;
    // What waited in other conversations with the same contact is work of its own now.
    judge::judge_changed(cx).await?;
    Ok(again)
}
