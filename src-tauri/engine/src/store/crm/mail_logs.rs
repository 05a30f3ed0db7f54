//! In which CRMs a mail is to be kept once it is sent, as its approval said. What is kept there, or cannot be, is taken off.

use crate::store::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, OutboxId};

pub async fn add(write: &mut Write, outbox: OutboxId, connection: ConnectionId) -> anyhow::Result<()> {
    sqlx::query("insert into mail_logs (outbox_id, connection_id) values (?, ?) on conflict do nothing")
        .bind(outbox.0)
        .bind(connection.0)
        .execute(write.conn())
        .await
        .context("Note where a mail is to be kept")?;
    Ok(())
}

pub async fn remove(write: &mut Write, outbox: OutboxId, connection: ConnectionId) -> anyhow::Result<()> {
    sqlx::query("delete from mail_logs where outbox_id = ? and connection_id = ?")
        .bind(outbox.0)
        .bind(connection.0)
        .execute(write.conn())
        .await
        .context("Note that a mail is kept")?;
    Ok(())
}

pub async fn of_action(conn: &mut Conn, outbox: OutboxId) -> anyhow::Result<Vec<ConnectionId>> {
    let ids: Vec<i64> = sqlx::query_scalar("select connection_id from mail_logs where outbox_id = ? order by connection_id")
        .bind(outbox.0)
        .fetch_all(conn)
        .await
        .context("Read where a mail is to be kept")?;
    Ok(ids.into_iter().map(ConnectionId).collect())
}
