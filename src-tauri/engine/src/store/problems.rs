//! Failures that the operator should know of, one row per area and subject, counted.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{Tag, Time};

/// Files that could not be read.
pub const IMPORT: &str = "import";

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub area: String,
    pub subject: String,
    pub words: String,
    pub n_times: i64,
}

/// Records a failure, or counts one that is known already.
pub async fn record(write: &mut Write, area: &str, subject: &str, words: &str, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into problems (area, subject, words, first_at, last_at, n_times) values (?1, ?2, ?3, ?4, ?4, 1)
         on conflict (area, subject) do update set words = excluded.words, last_at = excluded.last_at, n_times = n_times + 1",
    )
    .bind(area)
    .bind(subject)
    .bind(words)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Record a problem")?;
    write.changed(Tag::Problems);
    Ok(())
}

/// Takes a failure off the list, because it went well since.
pub async fn clear(write: &mut Write, area: &str, subject: &str) -> anyhow::Result<()> {
    let gone = sqlx::query("delete from problems where area = ? and subject = ?")
        .bind(area)
        .bind(subject)
        .execute(write.conn())
        .await
        .context("Clear a problem")?;
    if gone.rows_affected() > 0 {
        write.changed(Tag::Problems);
    }
    Ok(())
}

/// The newest, at most `limit`.
pub async fn newest(conn: &mut Conn, limit: i64) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as("select area, subject, words, n_times from problems order by last_at desc, problem_id desc limit ?")
        .bind(limit)
        .fetch_all(conn)
        .await
        .context("Read the problems")
}
