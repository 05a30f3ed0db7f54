//! Each minute: wake, expire, rescore.

use super::Again;
use crate::cx::Cx;
use crate::queue;

const EVERY_SECONDS: i64 = 60;

pub async fn run(cx: &Cx) -> anyhow::Result<Again> {
    queue::tick(cx).await?;
    Ok(Some(cx.now().plus_seconds(EVERY_SECONDS)))
}
