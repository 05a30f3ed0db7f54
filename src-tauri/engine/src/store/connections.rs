//! Where mail is read from, and how far.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, MessageId, SignInId, Tag, Time};

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
    /// By which sign-in it is asked; none where none is needed.
    pub sign_in_id: Option<i64>,
    /// What the operator chose for it, as a JSON object.
    pub options: String,
    /// Where the next reading goes on, in the words of its connector.
    pub cursor: Option<String>,
    /// Of a first reading: how much is done, and how much there is in all, once that is known.
    pub n_done: i64,
    pub n_expected: Option<i64>,
    pub disconnected_at: Option<i64>,
    /// The operator stopped its first reading.
    pub stopped_at: Option<i64>,
}

impl Row {
    pub fn id(&self) -> ConnectionId {
        ConnectionId(self.connection_id)
    }

    pub fn sign_in(&self) -> Option<SignInId> {
        self.sign_in_id.map(SignInId)
    }
}

/// The columns of [`Row`] in one place.
macro_rules! select_connections {
    ($rest:literal) => {
        concat!(
            "select connection_id, kind, name, location, first_read_at, read_up_to_at, last_success_at, error, sign_in_id, options,
                 cursor, n_done, n_expected, disconnected_at, stopped_at
             from connections ",
            $rest
        )
    };
}

pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(select_connections!("order by connection_id")).fetch_all(conn).await.context("Read the connections")
}

pub async fn one(conn: &mut Conn, id: ConnectionId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_connections!("where connection_id = ?"))
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read a connection")
}

/// The connection through which a mail came.
pub async fn of_message(conn: &mut Conn, id: MessageId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_connections!("where connection_id = (select connection_id from messages where message_id = ?)"))
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

/// Ties a connection to the sign-in by which it is asked. One that was disconnected is connected again.
pub async fn signed_in(write: &mut Write, id: ConnectionId, sign_in: SignInId) -> anyhow::Result<()> {
    sqlx::query("update connections set sign_in_id = ?, disconnected_at = null, error = null where connection_id = ?")
        .bind(sign_in.0)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Tie a connection to a sign-in")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// Connects what needs no sign-in, under this name. One that was disconnected is connected again.
pub async fn connected(write: &mut Write, id: ConnectionId, name: &str) -> anyhow::Result<()> {
    sqlx::query("update connections set name = ?, disconnected_at = null, error = null where connection_id = ?")
        .bind(name)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Connect")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// What the operator chose for a connection, as a JSON object.
pub async fn set_options(write: &mut Write, id: ConnectionId, options: &str) -> anyhow::Result<()> {
    sqlx::query("update connections set options = ? where connection_id = ?")
        .bind(options)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Set the options of a connection")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// Where the next reading goes on; in the transaction of what was read up to there, so that it is never ahead.
pub async fn set_cursor(write: &mut Write, id: ConnectionId, cursor: Option<&str>) -> anyhow::Result<()> {
    sqlx::query("update connections set cursor = ? where connection_id = ?")
        .bind(cursor)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note where to read on")?;
    Ok(())
}

/// How far a first reading is.
pub async fn progress(write: &mut Write, id: ConnectionId, n_done: i64, n_expected: Option<i64>) -> anyhow::Result<()> {
    sqlx::query("update connections set n_done = ?, n_expected = ? where connection_id = ?")
        .bind(n_done)
        .bind(n_expected)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note how far a reading is")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// Notes that the operator stopped a first reading, or has it go on.
pub async fn set_stopped(write: &mut Write, id: ConnectionId, stopped_at: Option<Time>) -> anyhow::Result<()> {
    sqlx::query("update connections set stopped_at = ? where connection_id = ?")
        .bind(stopped_at.map(|at| at.0))
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Stop a reading")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// A connection that is neither read nor sent through until it is connected again. What it read stays.
pub async fn disconnect(write: &mut Write, id: ConnectionId, now: Time) -> anyhow::Result<()> {
    sqlx::query("update connections set disconnected_at = ?, stopped_at = null, error = null where connection_id = ?")
        .bind(now.0)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Disconnect")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// A reading that came to its end.
pub async fn succeeded(write: &mut Write, id: ConnectionId, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update connections
         set first_read_at = coalesce(first_read_at, ?2), last_success_at = ?2, stopped_at = null, error = null
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

/// A connection works again; what was wrong with it is over.
pub async fn recovered(write: &mut Write, id: ConnectionId) -> anyhow::Result<()> {
    let cleared = sqlx::query("update connections set error = null where connection_id = ? and error is not null")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Take an error off a connection")?;
    if cleared.rows_affected() > 0 {
        write.changed(Tag::Connections);
    }
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
