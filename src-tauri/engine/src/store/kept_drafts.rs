//! What the operator is typing, one row for each item.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ItemId, KeptDraft, Time};

#[derive(sqlx::FromRow)]
struct Row {
    revision: u32,
    to_line: String,
    cc_line: String,
    bcc_line: String,
    subject: String,
    body: String,
    when_line: String,
    place_line: Option<String>,
    kept_at: i64,
}

/// Keeps this in place of what was kept before.
pub async fn keep(write: &mut Write, item: ItemId, kept: &KeptDraft) -> anyhow::Result<()> {
    sqlx::query(
        "insert into kept_drafts (item_id, revision, to_line, cc_line, bcc_line, subject, body, when_line, place_line, kept_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (item_id) do update set revision = excluded.revision, to_line = excluded.to_line,
             cc_line = excluded.cc_line, bcc_line = excluded.bcc_line, subject = excluded.subject, body = excluded.body,
             when_line = excluded.when_line, place_line = excluded.place_line, kept_at = excluded.kept_at",
    )
    .bind(item.0)
    .bind(kept.revision)
    .bind(&kept.to)
    .bind(&kept.cc)
    .bind(&kept.bcc)
    .bind(&kept.subject)
    .bind(&kept.body)
    .bind(&kept.when)
    .bind(&kept.place)
    .bind(kept.kept_at.0)
    .execute(write.conn())
    .await
    .context("Keep what is being typed")?;
    Ok(())
}

pub async fn of_item(conn: &mut Conn, item: ItemId) -> anyhow::Result<Option<KeptDraft>> {
    let row: Option<Row> = sqlx::query_as(
        "select revision, to_line, cc_line, bcc_line, subject, body, when_line, place_line, kept_at from kept_drafts
         where item_id = ?",
    )
    .bind(item.0)
    .fetch_optional(conn)
    .await
    .context("Read what was kept")?;
    Ok(row.map(|row| KeptDraft {
        revision: row.revision,
        to: row.to_line,
        cc: row.cc_line,
        bcc: row.bcc_line,
        subject: row.subject,
        body: row.body,
        when: row.when_line,
        place: row.place_line,
        kept_at: Time(row.kept_at),
    }))
}

/// Lets go of what was kept, if anything was.
pub async fn drop_of(write: &mut Write, item: ItemId) -> anyhow::Result<()> {
    sqlx::query("delete from kept_drafts where item_id = ?")
        .bind(item.0)
        .execute(write.conn())
        .await
        .context("Let go of what was kept")?;
    Ok(())
}
