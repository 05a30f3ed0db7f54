//! Where signals come from. Each connector reads one kind of source; reading again what was read changes nothing.

mod guess;
pub mod import;
mod maildir;
mod read;

use crate::calendar::start_of_day;
use crate::cx::Cx;
use crate::jobs::Again;
use crate::signals::judge;
use crate::store::Conn;
use crate::store::connections::{self as store, Row};
use anyhow::Context as _;
use api::{ConnectionId, ConnectionState, ConnectionView, Time, text};
use async_trait::async_trait;

/// The kind of a watched Maildir.
pub const MAILDIR: &str = "maildir";
/// The kind of the one connection that stands for imported files.
pub const IMPORT: &str = "import";

/// A kind of source.
#[async_trait]
pub trait Connector: Send + Sync {
    fn kind(&self) -> &'static str;
    /// How often it is read, in seconds.
    fn every_seconds(&self) -> i64;
    /// Reads what is new and stores it. What is stored stays, also where a later part fails.
    ///
    /// Errors: the whole source cannot be read, in words for the operator. Single mails that cannot be are in the report.
    async fn read(&self, cx: &Cx, connection: &Row) -> anyhow::Result<ReadReport>;
}

/// What one reading brought.
#[derive(Clone, Debug, Default)]
pub struct ReadReport {
    pub n_new: u64,
    pub n_known: u64,
    /// What could not be read: its path and why.
    pub unreadable: Vec<(String, String)>,
    /// What was read and may not be whole, in words.
    pub cut: Vec<String>,
}

/// Every connector that is read by itself.
pub const ALL: &[&dyn Connector] = &[&maildir::Maildir];

/// Reads a connection, judges what it brought, and says when to read it again. A source that cannot be read is on record with
/// its reason and is tried again like any other.
pub async fn sync(cx: &Cx, id: ConnectionId) -> anyhow::Result<Again> {
    let Some(connection) = store::one(&mut *cx.read().await?, id).await? else { return Ok(None) };
    let Some(connector) = ALL.iter().find(|connector| connector.kind() == connection.kind) else { return Ok(None) };
    let result = connector.read(cx, &connection).await;
    // What did arrive is judged before the reading counts as done, so that a crash in between reads again.
    judge::judge_changed(cx).await?;
    let now = cx.now();
    let mut write = cx.write().await?;
    match result {
        Ok(_) => store::succeeded(&mut write, id, now).await?,
        Err(error) => store::failed(&mut write, id, &format!("{error:#}")).await?,
    }
    write.commit().await?;
    Ok(Some(now.plus_seconds(connector.every_seconds())))
}

/// The ids of the connections that are read by themselves.
pub async fn read_by_themselves(conn: &mut Conn) -> anyhow::Result<Vec<i64>> {
    let rows = store::all(conn).await?.into_iter();
    Ok(rows.filter(|row| ALL.iter().any(|connector| connector.kind() == row.kind)).map(|row| row.connection_id).collect())
}

/// The connections as hosts show them.
pub async fn list(cx: &Cx) -> anyhow::Result<Vec<ConnectionView>> {
    let zone = cx.settings().await?.zone;
    let mut conn = cx.read().await?;
    let first_today = crate::store::messages::first_since(&mut conn, start_of_day(cx.now(), &zone)).await?;
    let mut views = Vec::new();
    // What the operator asks for themselves is no source that could be read.
    for row in store::all(&mut conn).await?.into_iter().filter(|row| row.kind != crate::first_touch::OPERATOR) {
        let state = match (&row.error, row.last_success_at) {
            (Some(_), _) => ConnectionState::Failing,
            (None, Some(_)) => ConnectionState::Fresh,
            (None, None) => ConnectionState::Waiting,
        };
        views.push(ConnectionView {
            id: row.id(),
            n_messages: crate::store::messages::count_of(&mut conn, row.id()).await?,
            n_today: match first_today {
                Some(first) => crate::store::messages::count_from(&mut conn, row.id(), first).await?,
                None => 0,
            },
            name: row.name,
            kind: row.kind,
            state,
            read_up_to: row.read_up_to_at.map(Time),
            last_success_at: row.last_success_at.map(Time),
            error: row.error,
        });
    }
    Ok(views)
}

/// Reads one connection now, or all that are read by themselves. Errors: `not_found`.
pub async fn sync_now(cx: &Cx, id: Option<ConnectionId>) -> anyhow::Result<Vec<ConnectionView>> {
    let rows = store::all(&mut *cx.read().await?).await?;
    if let Some(id) = id.filter(|id| !rows.iter().any(|row| row.id() == *id)) {
        return Err(api::ApiError::new(api::Code::NotFound, text::no_such_connection(id.0)).on("connection").into());
    }
    for row in rows.iter().filter(|row| id.is_none_or(|id| id == row.id())) {
        sync(cx, row.id()).await.with_context(|| format!("Read {}", row.name))?;
    }
    list(cx).await
}
