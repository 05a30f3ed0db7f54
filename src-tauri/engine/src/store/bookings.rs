//! Items that book a meeting, by whom it is with.

use super::Conn;
use super::items::{self, Row};
use anyhow::Context as _;
use api::{ContactId, ItemId};

/// The meetings with a contact that are being booked.
pub async fn with(conn: &mut Conn, contact: ContactId) -> anyhow::Result<Vec<Row>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select item_id from items
         where contact_id = ? and play = 'book' and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved')",
    )
    .bind(contact.0)
    .fetch_all(&mut *conn)
    .await
    .context("Read the bookings with a contact")?;
    rows(conn, &ids).await
}

/// Those that ended for this reason, after this move.
pub async fn ended(conn: &mut Conn, contact: ContactId, reason: &str, after_move: i64) -> anyhow::Result<Vec<Row>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select item_id from items
         where contact_id = ?1 and play = 'book' and state = 'superseded' and exists (
             select 1 from moves where moves.item_id = items.item_id and move_id > ?3 and to_state = 'superseded' and reason = ?2)",
    )
    .bind(contact.0)
    .bind(reason)
    .bind(after_move)
    .fetch_all(&mut *conn)
    .await
    .context("Read the bookings that ended")?;
    rows(conn, &ids).await
}

async fn rows(conn: &mut Conn, ids: &[i64]) -> anyhow::Result<Vec<Row>> {
    items::some(conn, &ids.iter().copied().map(ItemId).collect::<Vec<_>>()).await
}
