//! Rows as they stand, read from one workspace and put into another by inserts and nothing else: what a bench measures the
//! taking in of signals against. Never part of a program that is given to people.

use super::{Conn, Write};
use anyhow::Context as _;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Column as _, QueryBuilder, Row as _, Sqlite, TypeInfo as _, ValueRef as _};

/// What taking a signal in writes, each table with the key by which its new rows are told, in an order that references allow.
const TABLES: &[(&str, &str)] = &[
    ("signals", "signal_id"),
    ("waiting", "signal_id"),
    ("items", "item_id"),
    ("evidence", "item_id"),
    ("moves", "move_id"),
    ("ledger", "ledger_id"),
    ("jobs", "job_id"),
];

/// The newest keys of those tables at one moment.
#[derive(Clone, Debug)]
pub struct Mark(Vec<i64>);

/// Some rows of those tables.
#[derive(Clone, Debug)]
pub struct Rows(Vec<Table>);

#[derive(Clone, Debug)]
struct Table {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

#[derive(Clone, Debug)]
enum Value {
    Null,
    Whole(i64),
    Real(f64),
    Text(String),
}

impl Rows {
    pub fn count(&self) -> usize {
        self.0.iter().map(|table| table.rows.len()).sum()
    }
}

/// Where the tables end now.
pub async fn mark(conn: &mut Conn) -> anyhow::Result<Mark> {
    let mut newest = Vec::with_capacity(TABLES.len());
    for (table, key) in TABLES {
        let sql = AssertSqlSafe(format!("select coalesce(max({key}), 0) from {table}"));
        newest.push(sqlx::query_scalar(sql).fetch_one(&mut *conn).await.with_context(|| format!("Find the end of {table}"))?);
    }
    Ok(Mark(newest))
}

/// The rows that were added since `mark`.
pub async fn since(conn: &mut Conn, mark: &Mark) -> anyhow::Result<Rows> {
    let mut tables = Vec::with_capacity(TABLES.len());
    for ((table, key), after) in TABLES.iter().zip(&mark.0) {
        let sql = AssertSqlSafe(format!("select * from {table} where {key} > ? order by {key}"));
        let found =
            sqlx::query(sql).bind(after).fetch_all(&mut *conn).await.with_context(|| format!("Read the new rows of {table}"))?;
        let columns =
            found.first().map_or_else(Vec::new, |row| row.columns().iter().map(|column| column.name().to_owned()).collect());
        let rows = found.iter().map(values).collect::<Result<_, _>>()?;
        tables.push(Table { name: table, columns, rows });
    }
    Ok(Rows(tables))
}

fn values(row: &SqliteRow) -> anyhow::Result<Vec<Value>> {
    (0..row.len())
        .map(|index| {
            let raw = row.try_get_raw(index)?;
            let kind = raw.type_info().name().to_owned();
            Ok(match (raw.is_null(), kind.as_str()) {
                (true, _) => Value::Null,
                (false, "INTEGER") => Value::Whole(row.try_get(index)?),
                (false, "REAL") => Value::Real(row.try_get(index)?),
                (false, _) => Value::Text(row.try_get(index)?),
            })
        })
        .collect()
}

/// Inserts all rows, each table in one statement.
///
/// Errors: more values than SQLite takes in a statement (32,766); the widest table has 35 columns.
pub async fn insert(write: &mut Write, rows: &Rows) -> anyhow::Result<()> {
    for table in rows.0.iter().filter(|table| !table.rows.is_empty()) {
        let start = format!("insert into {} ({}) ", table.name, table.columns.join(", "));
        QueryBuilder::<Sqlite>::new(start)
            .push_values(&table.rows, |mut bound, row| {
                for value in row {
                    match value {
                        Value::Null => bound.push("null"),
                        Value::Whole(value) => bound.push_bind(*value),
                        Value::Real(value) => bound.push_bind(*value),
                        Value::Text(value) => bound.push_bind(value.as_str()),
                    };
                }
            })
            .build()
            .execute(write.conn())
            .await
            .with_context(|| format!("Insert into {}", table.name))?;
    }
    Ok(())
}
