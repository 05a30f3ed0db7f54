//! Statements that tests write themselves, to change a file as a fault would and to look at what is left.

use super::{Conn, Write};
use anyhow::Context as _;
use sqlx::AssertSqlSafe;

pub async fn run(write: &mut Write, statement: &str) -> anyhow::Result<()> {
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(write.conn()).await.context("Run a statement of a test")?;
    Ok(())
}

pub async fn number(conn: &mut Conn, query: &str) -> anyhow::Result<i64> {
    sqlx::query_scalar(AssertSqlSafe(query.to_owned())).fetch_one(conn).await.context("Run a query of a test")
}

pub async fn texts(conn: &mut Conn, query: &str) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar(AssertSqlSafe(query.to_owned())).fetch_all(conn).await.context("Run a query of a test")
}
