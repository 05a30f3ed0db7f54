//! Approvals: what the operator decided, with the very bytes. Immutable; one can only be voided.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ApprovalId, ClaimId, ItemId, Tag, Time, Waiver};

/// An approval to be stored.
#[derive(Debug)]
pub struct NewApproval<'a> {
    pub item: ItemId,
    pub revision: u32,
    pub destination: &'a str,
    pub fingerprint: &'a str,
    pub marker: &'a str,
    pub rfc_message_id: &'a str,
    pub rendered: &'a [u8],
    pub waivers: &'a [Waiver],
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub approval_id: i64,
    pub item_id: i64,
    pub revision: u32,
    pub destination: String,
    pub fingerprint: String,
    pub marker: String,
    pub rfc_message_id: String,
    pub rendered: Vec<u8>,
    pub approved_at: i64,
    pub voided_at: Option<i64>,
    pub void_reason: Option<String>,
}

pub async fn insert(write: &mut Write, new: &NewApproval<'_>, now: Time) -> anyhow::Result<ApprovalId> {
    let id: i64 = sqlx::query_scalar(
        "insert into approvals (item_id, revision, destination, fingerprint, marker, rfc_message_id, rendered, approved_at)
         values (?, ?, ?, ?, ?, ?, ?, ?) returning approval_id",
    )
    .bind(new.item.0)
    .bind(new.revision)
    .bind(new.destination)
    .bind(new.fingerprint)
    .bind(new.marker)
    .bind(new.rfc_message_id)
    .bind(new.rendered)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Store an approval")?;
    for waiver in new.waivers {
        sqlx::query("insert into waivers (approval_id, claim_id, reason) values (?, ?, ?)")
            .bind(id)
            .bind(waiver.claim.0)
            .bind(&waiver.reason)
            .execute(write.conn())
            .await
            .context("Store a waiver")?;
    }
    write.changed(Tag::Outbox);
    Ok(ApprovalId(id))
}

/// Voids an approval that still holds.
pub async fn void(write: &mut Write, id: ApprovalId, reason: &str, now: Time) -> anyhow::Result<()> {
    sqlx::query("update approvals set voided_at = ?, void_reason = ? where approval_id = ? and voided_at is null")
        .bind(now.0)
        .bind(reason)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Void an approval")?;
    write.changed(Tag::Outbox);
    Ok(())
}

/// Voids the approval of an item that still holds, if there is one.
pub async fn void_of_item(write: &mut Write, item: ItemId, reason: &str, now: Time) -> anyhow::Result<()> {
    sqlx::query("update approvals set voided_at = ?, void_reason = ? where item_id = ? and voided_at is null")
        .bind(now.0)
        .bind(reason)
        .bind(item.0)
        .execute(write.conn())
        .await
        .context("Void the approval of an item")?;
    write.changed(Tag::Outbox);
    Ok(())
}

pub async fn one(conn: &mut Conn, id: ApprovalId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(
        "select approval_id, item_id, revision, destination, fingerprint, marker, rfc_message_id, rendered, approved_at, voided_at,
                void_reason
         from approvals where approval_id = ?",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
    .context("Read an approval")
}

/// Which claims an approval lets stand.
pub async fn waived(conn: &mut Conn, id: ApprovalId) -> anyhow::Result<Vec<ClaimId>> {
    let ids: Vec<i64> = sqlx::query_scalar("select claim_id from waivers where approval_id = ?")
        .bind(id.0)
        .fetch_all(conn)
        .await
        .context("Read the waivers of an approval")?;
    Ok(ids.into_iter().map(ClaimId).collect())
}
