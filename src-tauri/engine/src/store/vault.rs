//! What is sealed, and what tells the right key from another. Nothing here can be read without the key.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{Tag, Time};

/// The one row about the key.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    /// Under which the keychain keeps the key.
    pub name: String,
    /// Beside the passphrase; none where the key is in a keychain.
    pub salt: Option<Vec<u8>>,
    pub key_check: Vec<u8>,
}

pub async fn row(conn: &mut Conn) -> anyhow::Result<Option<Row>> {
    sqlx::query_as("select name, salt, key_check from vault").fetch_optional(conn).await.context("Read about the key")
}

pub async fn insert(write: &mut Write, row: &Row, now: Time) -> anyhow::Result<()> {
    sqlx::query("insert into vault (vault_id, name, salt, key_check, made_at) values (1, ?, ?, ?, ?)")
        .bind(&row.name)
        .bind(&row.salt)
        .bind(&row.key_check)
        .bind(now.0)
        .execute(write.conn())
        .await
        .context("Note a new key")?;
    Ok(())
}

/// A sealed value in place of the one before it.
pub async fn keep(write: &mut Write, owner: &str, name: &str, sealed: &[u8], now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into secrets (owner, name, sealed, changed_at) values (?, ?, ?, ?)
         on conflict (owner, name) do update set sealed = excluded.sealed, changed_at = excluded.changed_at",
    )
    .bind(owner)
    .bind(name)
    .bind(sealed)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Store a secret")?;
    write.changed(Tag::Connections);
    Ok(())
}

pub async fn sealed(conn: &mut Conn, owner: &str, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
    sqlx::query_scalar("select sealed from secrets where owner = ? and name = ?")
        .bind(owner)
        .bind(name)
        .fetch_optional(conn)
        .await
        .context("Read a secret")
}

pub async fn forget(write: &mut Write, owner: &str) -> anyhow::Result<()> {
    sqlx::query("delete from secrets where owner = ?").bind(owner).execute(write.conn()).await.context("Forget secrets")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// Forgets all secrets, and the key that sealed them.
pub async fn clear(write: &mut Write) -> anyhow::Result<()> {
    sqlx::query("delete from secrets").execute(write.conn()).await.context("Forget all secrets")?;
    sqlx::query("delete from vault").execute(write.conn()).await.context("Forget the key")?;
    write.changed(Tag::Connections);
    Ok(())
}
