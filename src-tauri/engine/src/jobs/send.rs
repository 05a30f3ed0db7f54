//! Carries one approved action out, when its gates pass.

use super::Again;
use crate::cx::Cx;
use crate::outbox;
use api::OutboxId;

pub async fn run(cx: &Cx, subject: i64) -> anyhow::Result<Again> {
    outbox::send(cx, OutboxId(subject)).await
}
