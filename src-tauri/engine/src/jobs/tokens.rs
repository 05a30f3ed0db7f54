//! Each minute: access tokens that are about to end are fetched anew.

use super::Again;
use crate::connectors::tokens;
use crate::cx::Cx;

const EVERY_SECONDS: i64 = 60;

pub async fn run(cx: &Cx) -> anyhow::Result<Again> {
    tokens::look_after(cx).await?;
    Ok(Some(cx.now().plus_seconds(EVERY_SECONDS)))
}
