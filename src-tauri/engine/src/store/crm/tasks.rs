//! Tasks, as a CRM keeps them or as they are kept here.

use crate::store::{Conn, Write, threads};
use anyhow::Context as _;
use api::{CompanyId, ConnectionId, ContactId, DealId, Tag, TaskId, ThreadId, Time};
use std::collections::HashMap;

/// A task as its CRM tells of it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Told {
    pub source_id: String,
    pub title: String,
    pub body: String,
    pub due_at: Option<i64>,
    /// When it was done; none while it is to do.
    pub done_at: Option<i64>,
    pub owner_id: Option<i64>,
    pub contact_id: Option<i64>,
    pub company_id: Option<i64>,
    pub deal_id: Option<i64>,
    /// When it last changed, by the clock of its CRM.
    pub modified_at: i64,
}

/// A stored task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: TaskId,
    pub connection: ConnectionId,
    /// The conversation by which it is judged.
    pub thread: ThreadId,
    pub told: Told,
    pub archived_at: Option<Time>,
}

#[derive(sqlx::FromRow)]
struct Row {
    task_id: i64,
    connection_id: i64,
    thread_id: i64,
    archived_at: Option<i64>,
    #[sqlx(flatten)]
    told: Told,
}

impl From<Row> for Task {
    fn from(row: Row) -> Self {
        Self {
            id: TaskId(row.task_id),
            connection: ConnectionId(row.connection_id),
            thread: ThreadId(row.thread_id),
            told: row.told,
            archived_at: row.archived_at.map(Time),
        }
    }
}

/// The columns of a task, in one place.
macro_rules! select_tasks {
    ($rest:literal) => {
        concat!(
            "select task_id, connection_id, thread_id, archived_at, source_id, title, body, due_at, done_at, owner_id, contact_id,
                 company_id, deal_id, modified_at
             from tasks ",
            $rest
        )
    };
}

pub const OF_SOURCES: &str =
    select_tasks!("where connection_id = ? and source_id in (select value from json_each(?)) order by task_id");
pub const OF_THREADS: &str = select_tasks!("where thread_id in (select value from json_each(?)) order by task_id");
pub const OF_CONTACT: &str =
    select_tasks!("where contact_id = ? and archived_at is null order by done_at is not null, due_at, task_id limit 200");
pub const OF_DEAL: &str =
    select_tasks!("where deal_id = ? and archived_at is null order by done_at is not null, due_at, task_id limit 200");

/// Those of these tasks of a CRM that are known, by what it calls them.
pub async fn of_sources(conn: &mut Conn, connection: ConnectionId, source_ids: &[&str]) -> anyhow::Result<HashMap<String, Task>> {
    let list = serde_json::to_string(source_ids).context("List the tasks")?;
    let rows: Vec<Row> = sqlx::query_as(OF_SOURCES).bind(connection.0).bind(list).fetch_all(conn).await.context("Find tasks")?;
    Ok(rows.into_iter().map(Task::from).map(|task| (task.told.source_id.clone(), task)).collect())
}

/// The tasks by which these conversations are judged.
pub async fn of_threads(conn: &mut Conn, threads: &[ThreadId]) -> anyhow::Result<HashMap<ThreadId, Task>> {
    let list = serde_json::to_string(threads).context("List the threads")?;
    let rows: Vec<Row> = sqlx::query_as(OF_THREADS).bind(list).fetch_all(conn).await.context("Read the tasks of threads")?;
    Ok(rows.into_iter().map(Task::from).map(|task| (task.thread, task)).collect())
}

pub const OF_COMPANY: &str =
    select_tasks!("where company_id = ? and archived_at is null order by done_at is not null, due_at, task_id limit 200");

/// The tasks about a company, as [`of_contact`].
pub async fn of_company(conn: &mut Conn, company: CompanyId) -> anyhow::Result<Vec<Task>> {
    let rows: Vec<Row> =
        sqlx::query_as(OF_COMPANY).bind(company.0).fetch_all(conn).await.context("Read the tasks of a company")?;
    Ok(rows.into_iter().map(Task::from).collect())
}

/// The tasks about a contact: what is to do first, by when it is due.
pub async fn of_contact(conn: &mut Conn, contact: ContactId) -> anyhow::Result<Vec<Task>> {
    let rows: Vec<Row> =
        sqlx::query_as(OF_CONTACT).bind(contact.0).fetch_all(conn).await.context("Read the tasks of a contact")?;
    Ok(rows.into_iter().map(Task::from).collect())
}

/// The tasks about a deal, as [`of_contact`].
pub async fn of_deal(conn: &mut Conn, deal: DealId) -> anyhow::Result<Vec<Task>> {
    let rows: Vec<Row> = sqlx::query_as(OF_DEAL).bind(deal.0).fetch_all(conn).await.context("Read the tasks of a deal")?;
    Ok(rows.into_iter().map(Task::from).collect())
}

pub async fn one(conn: &mut Conn, id: TaskId) -> anyhow::Result<Option<Task>> {
    let row: Option<Row> =
        sqlx::query_as(select_tasks!("where task_id = ?")).bind(id.0).fetch_optional(conn).await.context("Read a task")?;
    Ok(row.map(Task::from))
}

/// Stores tasks as they are now told of. What is told as it is stored is not written. Answers how many were.
pub async fn put(write: &mut Write, connection: ConnectionId, told: &[Told], now: Time) -> anyhow::Result<u64> {
    let source_ids: Vec<&str> = told.iter().map(|told| told.source_id.as_str()).collect();
    let known = of_sources(write.conn(), connection, &source_ids).await?;
    let mut changed = Vec::new();
    for one in told {
        let before = known.get(&one.source_id);
        if before.is_some_and(|before| before.archived_at.is_none() && before.told == *one) {
            continue;
        }
        // As for deals: the older word is no news.
        if before.is_some_and(|before| before.archived_at.is_none() && one.modified_at < before.told.modified_at) {
            continue;
        }
        let thread = match before {
            Some(before) => {
                threads::rename(write, before.thread, &one.title).await?;
                before.thread
            }
            None => threads::make(write, &one.title, now).await?,
        };
        store(write, connection, one, thread, now).await?;
        changed.push(thread);
    }
    threads::mark(write, changed.iter().copied()).await?;
    if !changed.is_empty() {
        write.changed(Tag::People);
    }
    Ok(changed.len() as u64)
}

async fn store(write: &mut Write, connection: ConnectionId, told: &Told, thread: ThreadId, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into tasks (connection_id, source_id, thread_id, title, body, due_at, done_at, owner_id, contact_id, company_id,
             deal_id, modified_at, stored_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (connection_id, source_id) do update set
             title = excluded.title, body = excluded.body, due_at = excluded.due_at, done_at = excluded.done_at,
             owner_id = excluded.owner_id, contact_id = excluded.contact_id, company_id = excluded.company_id,
             deal_id = excluded.deal_id, modified_at = excluded.modified_at, archived_at = null",
    )
    .bind(connection.0)
    .bind(&told.source_id)
    .bind(thread.0)
    .bind(&told.title)
    .bind(&told.body)
    .bind(told.due_at)
    .bind(told.done_at)
    .bind(told.owner_id)
    .bind(told.contact_id)
    .bind(told.company_id)
    .bind(told.deal_id)
    .bind(told.modified_at)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Store a task")?;
    Ok(())
}

/// Notes that a CRM put these tasks away. Answers how many stood until now.
pub async fn archive(write: &mut Write, connection: ConnectionId, source_ids: &[&str], now: Time) -> anyhow::Result<u64> {
    let list = serde_json::to_string(source_ids).context("List the tasks")?;
    let gone: Vec<i64> = sqlx::query_scalar(
        "update tasks set archived_at = ? where connection_id = ? and archived_at is null
             and source_id in (select value from json_each(?)) returning thread_id",
    )
    .bind(now.0)
    .bind(connection.0)
    .bind(list)
    .fetch_all(write.conn())
    .await
    .context("Put tasks away")?;
    threads::mark(write, gone.iter().copied().map(ThreadId)).await?;
    write.changed(Tag::People);
    Ok(gone.len() as u64)
}
