//! Texts that the operator uses again.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{Tag, Template, TemplateId, Time};

/// All of them, by name.
pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Template>> {
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as("select template_id, name, body from templates order by name, template_id")
            .fetch_all(conn)
            .await
            .context("Read the templates")?;
    Ok(rows.into_iter().map(|(id, name, body)| Template { id: TemplateId(id), name, body }).collect())
}

/// Makes one. Its name must be free.
pub async fn make(write: &mut Write, name: &str, body: &str, now: Time) -> anyhow::Result<TemplateId> {
    let id: i64 = sqlx::query_scalar(
        "insert into templates (name, body, made_at, changed_at) values (?1, ?2, ?3, ?3) returning template_id",
    )
    .bind(name)
    .bind(body)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Store a template")?;
    write.changed(Tag::Settings);
    Ok(TemplateId(id))
}

/// Changes one. Its name must be free. Answers whether it was there.
pub async fn change(write: &mut Write, id: TemplateId, name: &str, body: &str, now: Time) -> anyhow::Result<bool> {
    let changed = sqlx::query("update templates set name = ?, body = ?, changed_at = ? where template_id = ?")
        .bind(name)
        .bind(body)
        .bind(now.0)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Change a template")?;
    write.changed(Tag::Settings);
    Ok(changed.rows_affected() == 1)
}

/// Answers whether it was there.
pub async fn delete(write: &mut Write, id: TemplateId) -> anyhow::Result<bool> {
    let gone = sqlx::query("delete from templates where template_id = ?")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Delete a template")?;
    write.changed(Tag::Settings);
    Ok(gone.rows_affected() == 1)
}

/// Which template has this name, in whatever case SQLite compares alike.
pub async fn called(conn: &mut Conn, name: &str) -> anyhow::Result<Option<TemplateId>> {
    let id: Option<i64> = sqlx::query_scalar("select template_id from templates where name = ?")
        .bind(name)
        .fetch_optional(conn)
        .await
        .context("Look for a template")?;
    Ok(id.map(TemplateId))
}

pub async fn count(conn: &mut Conn) -> anyhow::Result<usize> {
    let n: i64 = sqlx::query_scalar("select count(*) from templates").fetch_one(conn).await.context("Count the templates")?;
    Ok(usize::try_from(n).unwrap_or_default())
}
