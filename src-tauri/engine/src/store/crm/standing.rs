//! Which records of a CRM stand here: all that were read and not put away, so that one can look whether they are still there.

use crate::store::Conn;
use anyhow::Context as _;
use api::ConnectionId;

/// Where records of a kind are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Companies,
    Contacts,
    Deals,
    Tasks,
}

macro_rules! standing {
    ($columns:literal, $rest:literal) => {
        [
            concat!(
                "select ",
                $columns,
                " from crm_records where connection_id = ?1 and kind = 'company' and archived_at is null",
                $rest
            ),
            concat!(
                "select ",
                $columns,
                " from crm_records where connection_id = ?1 and kind = 'contact' and archived_at is null",
                $rest
            ),
            concat!("select ", $columns, " from deals where connection_id = ?1 and archived_at is null", $rest),
            concat!("select ", $columns, " from tasks where connection_id = ?1 and archived_at is null", $rest),
        ]
    };
}

pub const COUNTS: [&str; 4] = standing!("count(*)", "");
pub const SOURCES: [&str; 4] = standing!("source_id", " and source_id > ?2 order by source_id limit ?3");

impl Table {
    const fn of(self, statements: [&'static str; 4]) -> &'static str {
        let [companies, contacts, deals, tasks] = statements;
        match self {
            Self::Companies => companies,
            Self::Contacts => contacts,
            Self::Deals => deals,
            Self::Tasks => tasks,
        }
    }
}

/// How many stand here.
pub async fn count(conn: &mut Conn, connection: ConnectionId, table: Table) -> anyhow::Result<i64> {
    sqlx::query_scalar(table.of(COUNTS)).bind(connection.0).fetch_one(conn).await.context("Count the records that stand here")
}

/// What the CRM calls them, in the order of that, behind `after`.
pub async fn sources(
    conn: &mut Conn,
    connection: ConnectionId,
    table: Table,
    after: &str,
    limit: i64,
) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar(table.of(SOURCES))
        .bind(connection.0)
        .bind(after)
        .bind(limit)
        .fetch_all(conn)
        .await
        .context("Read which records stand here")
}
