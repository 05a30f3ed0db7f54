//! Where the mails of a connection that sends by SMTP are handed in. The password is among the secrets.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, Security, SmtpServer};

#[derive(sqlx::FromRow)]
struct Row {
    host: String,
    port: u16,
    #[sqlx(try_from = "String")]
    security: Security,
    user_name: String,
}

pub async fn of(conn: &mut Conn, id: ConnectionId) -> anyhow::Result<Option<SmtpServer>> {
    let row: Option<Row> = sqlx::query_as("select host, port, security, user_name from smtp_servers where connection_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read a server")?;
    Ok(row.map(|row| SmtpServer { host: row.host, port: row.port, security: row.security, user: row.user_name }))
}

/// Stores a server in place of the one before it.
pub async fn keep(write: &mut Write, id: ConnectionId, server: &SmtpServer) -> anyhow::Result<()> {
    sqlx::query(
        "insert into smtp_servers (connection_id, host, port, security, user_name) values (?, ?, ?, ?, ?)
         on conflict (connection_id) do update set
             host = excluded.host, port = excluded.port, security = excluded.security, user_name = excluded.user_name",
    )
    .bind(id.0)
    .bind(&server.host)
    .bind(server.port)
    .bind(server.security.as_str())
    .bind(&server.user)
    .execute(write.conn())
    .await
    .context("Keep a server")?;
    Ok(())
}
