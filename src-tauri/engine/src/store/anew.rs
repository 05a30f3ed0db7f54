//! The file as if it had just been made.
//!
//! Rows that must never change are protected by triggers; here they go with their tables, all at once, in the transaction of
//! whoever decided that. Must never be called for a workspace with mail of the operator's own.

use super::{Write, open::MIGRATIONS};
use anyhow::Context as _;
use sqlx::AssertSqlSafe;

/// Drops every table and makes it anew by the migrations that this file has seen.
pub async fn begin_anew(write: &mut Write) -> anyhow::Result<()> {
    // Rows of two tables may name each other; what counts is how it stands at the end.
    sqlx::query("pragma defer_foreign_keys = on").execute(write.conn()).await.context("Begin anew")?;
    let tables: Vec<String> = sqlx::query_scalar(
        "select name from pragma_table_list
         where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite\\_%' escape '\\'
           and name <> '_sqlx_migrations'
         order by type desc, name",
    )
    .fetch_all(write.conn())
    .await
    .context("List the tables")?;
    for table in tables {
        let drop = format!("drop table \"{table}\"");
        sqlx::query(AssertSqlSafe(drop))
            .persistent(false)
            .execute(write.conn())
            .await
            .with_context(|| format!("Empty {table}"))?;
    }
    for migration in MIGRATIONS.iter() {
        sqlx::raw_sql(migration.sql.clone())
            .execute(write.conn())
            .await
            .with_context(|| format!("Make the tables anew: {}", migration.description))?;
    }
    // The ledger begins anew as well.
    write.ledger_head = None;
    Ok(())
}
