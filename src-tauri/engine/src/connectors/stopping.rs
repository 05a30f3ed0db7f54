//! Stops a first reading, which may take an hour, and has it go on. What was read stays, and where it goes on is never lost.

use super::{list, outgoing};
use crate::cx::Cx;
use crate::jobs;
use crate::store::connections::{self, Row};
use crate::store::jobs as work;
use api::{ApiError, Code, ConnectionId, ConnectionView, text};
use std::time::Duration;

/// How long it is waited for what is under way, which a slow service may keep.
const UNDER_WAY: Duration = Duration::from_secs(5);
/// How often a reading that waits looks whether it is still wanted.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Stops the first reading of a connection once what is under way is stored, in whatever process that is. It stays stopped until somebody has
/// it read on.
///
/// Errors: `not_found`; `conflict` where no first reading goes on.
pub async fn stop(cx: &Cx, id: ConnectionId) -> anyhow::Result<Vec<ConnectionView>> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let missing = || ApiError::new(Code::NotFound, text::no_such_connection(id.0)).on("connection");
    let row = connections::one(write.conn(), id).await?.ok_or_else(missing)?;
    if !is_read_first(&row) {
        return Err(ApiError::new(Code::Conflict, text::no_first_reading(&row.name)).on("connection").into());
    }
    if row.stopped_at.is_none() {
        connections::set_stopped(&mut write, id, Some(now)).await?;
    }
    write.commit().await?;
    cx.readings.stop(id);
    // What is under way in this process is stored before it is said how far that came.
    drop(tokio::time::timeout(UNDER_WAY, cx.readings.turn(id)).await);
    list(cx).await
}

/// Waits between two steps of a reading, but no longer than it is wanted: another process may stop it, too. Answers whether it goes on.
pub(super) async fn wait(cx: &Cx, id: ConnectionId, wait: Duration) -> anyhow::Result<bool> {
    let mut over = std::pin::pin!(tokio::time::sleep(wait));
    loop {
        let stopped = cx.readings.stopping(id);
        if !super::is_underway(cx, id).await? {
            return Ok(false);
        }
        if over.is_elapsed() {
            return Ok(true);
        }
        tokio::select! {
            () = &mut over => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = stopped.cancelled() => {}
        }
    }
}

fn is_read_first(row: &Row) -> bool {
    let is_read = outgoing::connector_of(row).is_some_and(|connector| connector.every_seconds(row).is_some());
    is_read && row.first_read_at.is_none() && row.disconnected_at.is_none()
}

/// Has a reading go on that was stopped.
pub(super) async fn resume(cx: &Cx, id: ConnectionId) -> anyhow::Result<()> {
    let now = cx.now();
    let mut write = cx.write().await?;
    connections::set_stopped(&mut write, id, None).await?;
    work::ask(&mut write, jobs::SYNC, id.0, now, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    Ok(())
}
