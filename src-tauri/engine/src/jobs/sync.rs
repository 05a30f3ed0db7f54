//! Reads one connection, then judges what it brought.

use super::Again;
use crate::connectors;
use crate::cx::Cx;
use api::ConnectionId;

pub async fn run(cx: &Cx, subject: i64) -> anyhow::Result<Again> {
    connectors::sync(cx, ConnectionId(subject)).await
}
