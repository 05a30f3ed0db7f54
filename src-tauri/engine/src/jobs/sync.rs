//! Reads one connection, then judges what it brought. While reading is paused it only says when to look again.

use super::Again;
use crate::connectors;
use crate::cx::Cx;
use api::ConnectionId;

pub async fn run(cx: &Cx, subject: i64) -> anyhow::Result<Again> {
    if let Some(until) = cx.settings().await?.pause(cx.now()) {
        return Ok(Some(until));
    }
    connectors::sync(cx, ConnectionId(subject)).await
}
