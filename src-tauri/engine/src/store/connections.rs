//! Where mail is read from, and how far.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, MessageId, Tag, Time};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub connection_id: i64,
    pub kind: String,
    pub name: String,
    pub location: String,
    pub first_read_at: Option<i64>,
    pub read_up_to_at: Option<i64>,
    pub last_success_at: Option<i64>,
    pub error: Option<String>,
}

impl Row {
    pub fn id(&self) -> ConnectionId {
        ConnectionId(self.connection_id)
    }
}

pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(
        "select connection_id, kind, name, location, first_read_at, read_up_to_at, last_success_at, error
         from connections order by connection_id",
    )
    .fetch_all(conn)
    .await
    .context("Read the connections")
}

pub async fn one(conn: &mut Conn, id: ConnectionId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(
        "select connection_id, kind, name, location, first_read_at, read_up_to_at, last_success_at, error
         from connections where connection_id = ?",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
    .context("Read a connection")
}

/// The connection through which a mail came.
pub async fn of_message(conn: &mut Conn, id: MessageId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(
        "select connection_id, kind, name, location, first_read_at, read_up_to_at, last_success_at, error
         from connections where connection_id = (select connection_id from messages where message_id = ?)",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
    .context("Read the connection of a mail")
}

/// The connection of this kind at this place, made where there is none.
pub async fn ensure(write: &mut Write, kind: &str, name: &str, location: &str, now: Time) -> anyhow::Result<ConnectionId> {
    sqlx::query(
        "insert into connections (kind, name, location, made_at) values (?, ?, ?, ?) on conflict (kind, location) do nothing",
    )
    .bind(kind)
    .bind(name)
    .bind(location)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Make a connection")?;
    let id: i64 = sqlx::query_scalar("select connection_id from connections where kind = ? and location = ?")
        .bind(kind)
        .bind(location)
        .fetch_one(write.conn())
        .await
        .context("Find a connection")?;
    write.changed(Tag::Connections);
    Ok(ConnectionId(id))
}

/// A reading that came to its end.
pub async fn succeeded(write: &mut Write, id: ConnectionId, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update connections
         set first_read_at = coalesce(first_read_at, ?2), last_success_at = ?2, error = null
         where connection_id = ?1",
    )
    .bind(id.0)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Record a reading")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// How far a connection is read, where these are its newest mails.
pub async fn read_up_to(write: &mut Write, id: ConnectionId, newest: Time) -> anyhow::Result<()> {
    sqlx::query("update connections set read_up_to_at = max(coalesce(read_up_to_at, ?2), ?2) where connection_id = ?1")
        .bind(id.0)
        .bind(newest.0)
        .execute(write.conn())
        .await
        .context("Record how far a connection is read")?;
    Ok(())
}

/// A reading that failed, in words; what was read before stays.
pub async fn failed(write: &mut Write, id: ConnectionId, words: &str) -> anyhow::Result<()> {
    sqlx::query("update connections set error = ? where connection_id = ?")
        .bind(words)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Record a failed reading")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// The files of a connection that were read before, readable or not.
pub async fn read_files(conn: &mut Conn, id: ConnectionId) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar("select name from source_files where connection_id = ?")
        .bind(id.0)
        .fetch_all(conn)
        .await
        .context("List the files that were read")
}

/// Remembers files as read, each with the reason why it could not be, where it could not.
pub async fn files_read(
    write: &mut Write,
    id: ConnectionId,
    files: &[(String, Option<String>)],
    now: Time,
) -> anyhow::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "insert into source_files (connection_id, name, problem, read_at)
         select ?1, value ->> 0, value ->> 1, ?3 from json_each(?2) where true
         on conflict (connection_id, name) do update set problem = excluded.problem, read_at = excluded.read_at",
    )
    .bind(id.0)
    .bind(serde_json::to_string(files).context("List the files")?)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Remember files")?;
    Ok(())
}
