//! Opens a workspace's file: checks, backup, migrations, and the two pools.

use anyhow::Context as _;
use sqlx::migrate::{Migrate as _, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection, SqlitePool};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// How long a process waits for another one that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(15);
const N_READERS: u32 = 4;
/// Enough for every statement of the engine, so that none is parsed twice.
const STATEMENT_CACHE: usize = 256;
/// In KiB, as SQLite writes it. An import looks mails up all over the file; with SQLite's own 2 MB each look reads the disk.
const WRITER_CACHE: &str = "-16000";
/// 16 MB. A page that changes in each transaction of an import is copied into the file and synced once for all of them.
const CHECKPOINT_AFTER_PAGES: &str = "4000";

/// Why a workspace cannot be opened, where the operator can do something about it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file was written by a program that knows migrations which this one does not.
    #[error("the workspace was made by a newer version")]
    Newer { file_version: i64, own_version: i64 },
    #[error("the file is not a workspace")]
    NotAWorkspace,
}

/// The open file.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) writer: SqlitePool,
    readers: SqlitePool,
    path: PathBuf,
}

impl Store {
    /// Opens or makes the file at `path`, and brings it up to date. An existing file is copied beside itself before its first
    /// migration.
    ///
    /// Errors: [`OpenError`] for a file of a newer version or one that is no database; else what the disk says.
    pub async fn open(path: &Path) -> anyhow::Result<Self> {
        let is_new = !path.exists();
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .statement_cache_capacity(STATEMENT_CACHE)
            .pragma("secure_delete", "on")
            .pragma("wal_autocheckpoint", CHECKPOINT_AFTER_PAGES);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(120))
            // SQLite takes a whole transaction back by itself where the disk is full. The library still believes in it then, and
            // would begin no other one on this connection.
            .before_acquire(|conn, _| Box::pin(async move { Ok(!conn.is_in_transaction()) }))
            .connect_with(options.clone().pragma("cache_size", WRITER_CACHE))
            .await
            .map_err(not_a_workspace)
            .with_context(|| format!("Open {}", path.display()))?;
        let store = Self {
            readers: SqlitePoolOptions::new().max_connections(N_READERS).connect_lazy_with(options.pragma("query_only", "on")),
            writer,
            path: path.to_owned(),
        };
        if is_new {
            restrict(path)?;
        }
        store.migrate(is_new).await?;
        Ok(store)
    }

    async fn migrate(&self, is_new: bool) -> anyhow::Result<()> {
        let mut conn = self.writer.acquire().await.context("Open the writer")?;
        if is_of_another_program(&mut conn).await? {
            return Err(OpenError::NotAWorkspace.into());
        }
        conn.ensure_migrations_table("_sqlx_migrations").await.context("Look for migrations")?;
        let applied: HashSet<i64> = conn
            .list_applied_migrations("_sqlx_migrations")
            .await
            .context("List migrations")?
            .iter()
            .map(|m| m.version)
            .collect();
        let known: HashSet<i64> = MIGRATIONS.iter().map(|m| m.version).collect();
        if let Some(file_version) = applied.difference(&known).max() {
            let own_version = known.iter().max().copied().unwrap_or_default();
            return Err(OpenError::Newer { file_version: *file_version, own_version }.into());
        }
        let pending = known.difference(&applied).min().copied();
        if let (false, false, Some(version)) = (is_new, applied.is_empty(), pending) {
            self.back_up(&mut conn, version).await?;
        }
        if pending.is_some() {
            MIGRATIONS.run(&mut *conn).await.context("Bring the workspace up to date")?;
        }
        Ok(())
    }

    async fn back_up(&self, conn: &mut SqliteConnection, version: i64) -> anyhow::Result<()> {
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".before-{version:04}"));
        let copy = PathBuf::from(name);
        if copy.exists() {
            return Ok(());
        }
        // A half-written copy must never pass for a whole one: it gets its name when it is complete.
        let mut part = copy.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        if part.exists() {
            std::fs::remove_file(&part).context("Remove an unfinished backup")?;
        }
        sqlx::query("vacuum into ?")
            .bind(part.to_string_lossy().into_owned())
            .execute(&mut *conn)
            .await
            .context("Back the workspace up")?;
        restrict(&part)?;
        std::fs::rename(&part, &copy).context("Name the backup")
    }

    /// A connection that can only read.
    pub async fn reader(&self) -> anyhow::Result<super::Reader> {
        self.readers.acquire().await.context("Open a reader")
    }

    /// A number that changes whenever another process has written to the file. Asked of the writer's connection, whose own
    /// writes do not count.
    pub async fn data_version(&self) -> anyhow::Result<i64> {
        let mut conn = self.writer.acquire().await.context("Open the writer")?;
        sqlx::query_scalar("pragma data_version").fetch_one(&mut *conn).await.context("Read the data version")
    }

    /// The first thing that SQLite finds wrong with the file; none where it is sound.
    pub async fn first_fault(&self) -> anyhow::Result<Option<String>> {
        let mut conn = self.reader().await?;
        let answer: String = sqlx::query_scalar("pragma quick_check(1)").fetch_one(&mut *conn).await.context("Check the file")?;
        Ok((answer != "ok").then_some(answer))
    }

    /// The steps by which SQLite would answer `sql`, for the tests that hold a query to its index.
    pub async fn query_plan(&self, sql: &str) -> anyhow::Result<Vec<String>> {
        let mut conn = self.reader().await?;
        let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(AssertSqlSafe(format!("explain query plan {sql}")))
            .fetch_all(&mut *conn)
            .await
            .context("Explain the query")?;
        Ok(rows.into_iter().map(|row| row.3).collect())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes both pools; what was committed is in the file.
    pub async fn close(&self) {
        self.readers.close().await;
        if let Ok(conn) = self.writer.acquire().await {
            // Without the check-point the next start would have to read the log of this one.
            if let Err(error) = conn.detach().close().await {
                tracing::debug!(%error, "the writer did not close cleanly");
            }
        }
        self.writer.close().await;
    }
}

/// Whether the file has tables, but none that says which of our migrations made them.
async fn is_of_another_program(conn: &mut SqliteConnection) -> anyhow::Result<bool> {
    let (n_tables, n_ours): (i64, i64) =
        sqlx::query_as("select count(*), coalesce(sum(name = '_sqlx_migrations'), 0) from sqlite_master where type = 'table'")
            .fetch_one(conn)
            .await
            .context("Look at what the file holds")?;
    Ok(n_tables > 0 && n_ours == 0)
}

fn not_a_workspace(error: sqlx::Error) -> anyhow::Error {
    const NOT_A_DATABASE: &str = "26";
    match &error {
        sqlx::Error::Database(database) if database.code().as_deref() == Some(NOT_A_DATABASE) => OpenError::NotAWorkspace.into(),
        _ => error.into(),
    }
}

/// Only the operator may read a workspace.
#[cfg(unix)]
fn restrict(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).context("Restrict the file to its owner")
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on unix")]
fn restrict(_path: &Path) -> anyhow::Result<()> {
    Ok(())
}
