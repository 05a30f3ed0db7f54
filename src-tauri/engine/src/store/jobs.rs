//! Durable background work. One row per kind and subject; a row that is there is to be done, a finished one is gone.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use anyhow::Context as _;
use api::{JobId, Time};
use sqlx::{QueryBuilder, Sqlite};

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    pub job_id: i64,
    pub kind: String,
    pub subject: i64,
    pub run_at: i64,
    pub n_attempts: i64,
    pub lease_owner: Option<String>,
    pub lease_until: Option<i64>,
    pub last_error: Option<String>,
}

impl Row {
    pub fn id(&self) -> JobId {
        JobId(self.job_id)
    }
}

macro_rules! select_jobs {
    ($rest:literal) => {
        concat!("select job_id, kind, subject, run_at, n_attempts, lease_owner, lease_until, last_error from jobs ", $rest)
    };
}

/// Asks for work at `run_at`. Work that is asked for already runs at the earlier of the two times; work that is running is
/// asked for again, so that what changed meanwhile is not missed.
pub async fn ask(write: &mut Write, kind: &str, subject: i64, run_at: Time, now: Time) -> anyhow::Result<()> {
    ask_all(write, kind, &[subject], run_at, now).await
}

/// Asks for the same work on some subjects.
pub async fn ask_all(write: &mut Write, kind: &str, subjects: &[i64], run_at: Time, now: Time) -> anyhow::Result<()> {
    for chunk in subjects.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into jobs (kind, subject, run_at, n_attempts, made_at) ")
            .push_values(chunk, |mut row, subject| {
                row.push_bind(kind).push_bind(*subject).push_bind(run_at.0).push("0").push_bind(now.0);
            })
            .push(
                " on conflict (kind, subject) do update set
                     run_at = case when lease_owner is null then min(run_at, excluded.run_at) else excluded.run_at end,
                     asked_again = (lease_owner is not null)",
            )
            .build()
            .persistent(chunk.len() == 1)
            .execute(write.conn())
            .await
            .context("Ask for work")?;
    }
    Ok(())
}

/// Sets the time of work that is asked for already, to whenever it now is.
pub async fn put_off(write: &mut Write, kind: &str, subject: i64, run_at: Time) -> anyhow::Result<()> {
    sqlx::query("update jobs set run_at = ? where kind = ? and subject = ?")
        .bind(run_at.0)
        .bind(kind)
        .bind(subject)
        .execute(write.conn())
        .await
        .context("Put work off")?;
    Ok(())
}

/// Takes work back that was asked for and does not run.
pub async fn withdraw(write: &mut Write, kind: &str, subject: i64) -> anyhow::Result<()> {
    sqlx::query("delete from jobs where kind = ? and subject = ? and lease_owner is null")
        .bind(kind)
        .bind(subject)
        .execute(write.conn())
        .await
        .context("Withdraw work")?;
    Ok(())
}

/// What is left out where work is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct But<'a> {
    pub kinds: &'a [&'a str],
    /// Jobs that run in this process: even where their lease ran out, as after a sleep of the machine, they are not begun anew.
    pub jobs: &'a [i64],
}

/// The next work that is due and that nobody has in hand.
pub async fn next_free(conn: &mut Conn, but: But<'_>, now: Time) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(NEXT_FREE)
        .bind(now.0)
        .bind(serde_json::to_string(but.kinds).context("List kinds of work")?)
        .bind(serde_json::to_string(but.jobs).context("List work")?)
        .fetch_optional(conn)
        .await
        .context("Find work")
}

pub const NEXT_FREE: &str = select_jobs!(
    "where run_at <= ?1 and (lease_owner is null or lease_until <= ?1)
         and kind not in (select value from json_each(?2)) and job_id not in (select value from json_each(?3))
     order by run_at, job_id limit 1"
);

/// Takes work in hand until `lease_until`.
pub async fn claim(write: &mut Write, id: JobId, owner: &str, lease_until: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update jobs set lease_owner = ?, lease_until = ?, n_attempts = n_attempts + 1, asked_again = 0 where job_id = ?",
    )
    .bind(owner)
    .bind(lease_until.0)
    .bind(id.0)
    .execute(write.conn())
    .await
    .context("Take work in hand")?;
    Ok(())
}

/// Keeps work in hand for longer, where it still is.
pub async fn renew(write: &mut Write, id: JobId, owner: &str, lease_until: Time) -> anyhow::Result<()> {
    sqlx::query("update jobs set lease_until = ? where job_id = ? and lease_owner = ?")
        .bind(lease_until.0)
        .bind(id.0)
        .bind(owner)
        .execute(write.conn())
        .await
        .context("Keep work in hand")?;
    Ok(())
}

/// Work that went well: it is gone, or waits for `again_at`, or, where it was asked for meanwhile, for that.
pub async fn finish(write: &mut Write, id: JobId, owner: &str, again_at: Option<Time>) -> anyhow::Result<()> {
    sqlx::query(
        "update jobs set lease_owner = null, lease_until = null, n_attempts = 0, last_error = null,
             run_at = case when asked_again = 1 then min(run_at, coalesce(?3, run_at)) else coalesce(?3, run_at) end
         where job_id = ?1 and lease_owner = ?2 and (asked_again = 1 or ?3 is not null)",
    )
    .bind(id.0)
    .bind(owner)
    .bind(again_at.map(|at| at.0))
    .execute(write.conn())
    .await
    .context("Finish work")?;
    sqlx::query("delete from jobs where job_id = ? and lease_owner = ?")
        .bind(id.0)
        .bind(owner)
        .execute(write.conn())
        .await
        .context("Finish work")?;
    Ok(())
}

/// Work that failed: it waits for `again_at`.
pub async fn fail(write: &mut Write, id: JobId, owner: &str, error: &str, again_at: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update jobs set lease_owner = null, lease_until = null, last_error = ?, run_at = ? where job_id = ? and lease_owner = ?",
    )
    .bind(error)
    .bind(again_at.0)
    .bind(id.0)
    .bind(owner)
    .execute(write.conn())
    .await
    .context("Put failed work off")?;
    Ok(())
}

/// Who has work in hand.
pub async fn owners(conn: &mut Conn) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar("select distinct lease_owner from jobs where lease_owner is not null")
        .fetch_all(conn)
        .await
        .context("List who works")
}

/// Frees the work of a process that is no more.
pub async fn release(write: &mut Write, owner: &str) -> anyhow::Result<()> {
    sqlx::query("update jobs set lease_owner = null, lease_until = null where lease_owner = ?")
        .bind(owner)
        .execute(write.conn())
        .await
        .context("Free work")?;
    Ok(())
}

/// When the next work is due that nobody has in hand.
pub async fn next_due(conn: &mut Conn) -> anyhow::Result<Option<(String, Time)>> {
    let row: Option<(String, i64)> =
        sqlx::query_as("select kind, run_at from jobs where lease_owner is null order by run_at, job_id limit 1")
            .fetch_optional(conn)
            .await
            .context("Find the next work")?;
    Ok(row.map(|(kind, at)| (kind, Time(at))))
}

/// Work that failed the last time, for the doctor: (kind, error).
pub async fn failing(conn: &mut Conn) -> anyhow::Result<Vec<(String, String)>> {
    sqlx::query_as("select kind, last_error from jobs where last_error is not null order by job_id")
        .fetch_all(conn)
        .await
        .context("List failing work")
}
