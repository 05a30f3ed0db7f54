//! Settings as text by key; what they mean is known to `crate::settings`.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{Tag, Time};

pub async fn value(conn: &mut Conn, key: &str) -> anyhow::Result<Option<String>> {
    sqlx::query_scalar("select value from settings where key = ?").bind(key).fetch_optional(conn).await.context("Read a setting")
}

/// All that are set, as (key, value).
pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<(String, String)>> {
    sqlx::query_as("select key, value from settings order by key").fetch_all(conn).await.context("Read the settings")
}

/// When the key was last set; none if never.
pub async fn changed_at(conn: &mut Conn, key: &str) -> anyhow::Result<Option<Time>> {
    let ms: Option<i64> = sqlx::query_scalar("select changed_at from settings where key = ?")
        .bind(key)
        .fetch_optional(conn)
        .await
        .context("Read a setting")?;
    Ok(ms.map(Time))
}

pub async fn set(write: &mut Write, key: &str, value: &str, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into settings (key, value, changed_at) values (?, ?, ?)
         on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at",
    )
    .bind(key)
    .bind(value)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Store a setting")?;
    write.changed(Tag::Settings);
    Ok(())
}
