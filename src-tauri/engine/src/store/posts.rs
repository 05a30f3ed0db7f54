//! What sources posted: stored as it came, before anybody is told that it was; read afterwards.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, ContactId, FormField, PostId, Tag, ThreadId, Time};
use std::collections::HashMap;

/// A post as it came.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub connection: ConnectionId,
    /// By what it is told from others of its source.
    pub identity: &'a str,
    /// Whether a post of that identity is another one once so much time went by; none where it never is.
    pub is_same_since: Option<Time>,
    /// A hash of its body, which stays when that is forgotten.
    pub content: &'a str,
    /// `json` or `form`.
    pub media: &'a str,
    pub body: &'a str,
}

/// What became of a post that was to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    New,
    Known,
    /// Its identity is known, and its content is not.
    OtherContent,
}

/// Stores a post that is new; one that is known is left alone.
pub async fn store(write: &mut Write, post: New<'_>, now: Time) -> anyhow::Result<Stored> {
    let stored = sqlx::query(STORE)
        .bind(post.connection.0)
        .bind(post.identity)
        .bind(post.media)
        .bind(post.body)
        .bind(now.0)
        .bind(post.is_same_since.map_or(i64::MIN, |since| since.0))
        .bind(post.content)
        .execute(write.conn())
        .await
        .context("Store a post")?;
    if stored.rows_affected() > 0 {
        return Ok(Stored::New);
    }
    let is_same = sqlx::query_scalar(IS_SAME)
        .bind(post.connection.0)
        .bind(post.identity)
        .bind(post.content)
        .fetch_one(write.conn())
        .await
        .context("Compare a post with the one that is known")?;
    Ok(if is_same { Stored::Known } else { Stored::OtherContent })
}

pub const STORE: &str = "insert into posts (connection_id, identity, content, media, body, state, arrived_at)
     select ?1, ?2, ?7, ?3, ?4, 'waiting', ?5
     where not exists (select 1 from posts where connection_id = ?1 and identity = ?2 and arrived_at >= ?6)";

pub const IS_SAME: &str = "select exists (select 1 from posts where connection_id = ? and identity = ? and content = ?)";

/// A post that waits to be read.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Waiting {
    pub post_id: i64,
    pub media: String,
    pub body: String,
}

/// Up to `limit` posts of a source that wait, oldest first.
pub async fn waiting(conn: &mut Conn, source: ConnectionId, limit: i64) -> anyhow::Result<Vec<Waiting>> {
    sqlx::query_as(WAITING).bind(source.0).bind(limit).fetch_all(conn).await.context("Read the posts that wait")
}

pub const WAITING: &str =
    "select post_id, media, body from posts where connection_id = ? and state = 'waiting' order by post_id limit ?";

/// What was found in a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub kind: String,
    pub email: String,
    pub name: String,
    pub company: String,
    pub text: String,
    pub fields: Vec<FormField>,
}

/// A post that is read: whose it is, and the conversation by which it is judged; none for one that is nobody's work.
pub async fn taken(write: &mut Write, id: i64, found: &Found, of: Option<(ContactId, ThreadId)>) -> anyhow::Result<()> {
    sqlx::query(
        "update posts set state = ?, fault = '', kind = ?, email = ?, name = ?, company = ?, words = ?, fields = ?,
             contact_id = ?, thread_id = ?
         where post_id = ?",
    )
    .bind(if of.is_some() { "taken" } else { "ignored" })
    .bind(&found.kind)
    .bind(&found.email)
    .bind(&found.name)
    .bind(&found.company)
    .bind(&found.text)
    .bind(serde_json::to_string(&found.fields).context("Write the fields of a post")?)
    .bind(of.map(|(contact, _)| contact.0))
    .bind(of.map(|(_, thread)| thread.0))
    .bind(id)
    .execute(write.conn())
    .await
    .context("Keep what was found in a post")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// A post in which the mapping finds nobody. It is kept as it came.
pub async fn unmapped(write: &mut Write, id: i64, fault: &str) -> anyhow::Result<()> {
    sqlx::query("update posts set state = 'unmapped', fault = ? where post_id = ?")
        .bind(fault)
        .bind(id)
        .execute(write.conn())
        .await
        .context("Note that nobody was found in a post")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// Has the posts of a source wait again in which nobody was found.
pub async fn retry(write: &mut Write, source: ConnectionId) -> anyhow::Result<()> {
    sqlx::query("update posts set state = 'waiting' where connection_id = ? and state = 'unmapped'")
        .bind(source.0)
        .execute(write.conn())
        .await
        .context("Try posts again")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// Gives up the posts of a source in which nobody was found, and answers how many those are. Their bodies go as those of others.
pub async fn drop_unmapped(write: &mut Write, source: ConnectionId) -> anyhow::Result<u64> {
    let dropped = sqlx::query("update posts set state = 'ignored', fault = '' where connection_id = ? and state = 'unmapped'")
        .bind(source.0)
        .execute(write.conn())
        .await
        .context("Give posts up")?;
    write.changed(Tag::Connections);
    Ok(dropped.rows_affected())
}

/// A form that was read.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Form {
    pub post_id: i64,
    pub connection_id: i64,
    /// The name of its source.
    pub source: String,
    pub thread_id: i64,
    pub contact_id: i64,
    pub kind: String,
    pub email: String,
    pub name: String,
    pub company: String,
    pub words: String,
    pub fields: String,
    pub arrived_at: i64,
}

impl Form {
    pub fn id(&self) -> PostId {
        PostId(self.post_id)
    }

    pub fn fields(&self) -> Vec<FormField> {
        // What cannot be read any more is left out; the rest stands by itself.
        serde_json::from_str(&self.fields).unwrap_or_default()
    }
}

/// The forms by which these conversations are judged.
pub async fn of_threads(conn: &mut Conn, threads: &[ThreadId]) -> anyhow::Result<HashMap<ThreadId, Form>> {
    let list = serde_json::to_string(threads).context("List the threads")?;
    let rows: Vec<Form> = sqlx::query_as(OF_THREADS).bind(list).fetch_all(conn).await.context("Read the forms of threads")?;
    Ok(rows.into_iter().map(|form| (ThreadId(form.thread_id), form)).collect())
}

pub const OF_THREADS: &str =
    "select post_id, posts.connection_id, webhooks.name as source, thread_id, contact_id, kind, email, posts.name, company, words,
            fields, arrived_at
     from posts join webhooks on webhooks.connection_id = posts.connection_id
     where thread_id in (select value from json_each(?))";

/// The forms of these contacts, newest first.
pub async fn of_contacts(conn: &mut Conn, contacts: &[ContactId], limit: i64) -> anyhow::Result<Vec<Form>> {
    let list = serde_json::to_string(contacts).context("List contacts")?;
    sqlx::query_as(OF_CONTACTS).bind(list).bind(limit).fetch_all(conn).await.context("Read the forms of contacts")
}

pub const OF_CONTACTS: &str =
    "select post_id, posts.connection_id, webhooks.name as source, thread_id, contact_id, kind, email, posts.name, company, words,
            fields, arrived_at
     from posts join webhooks on webhooks.connection_id = posts.connection_id
     where contact_id in (select value from json_each(?))
     order by arrived_at desc, post_id desc limit ?";

/// How many posts a source has, and what is to be said of them.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub struct Counts {
    pub n_posts: i64,
    pub n_today: i64,
    pub n_unmapped: i64,
    pub last_at: Option<i64>,
    pub unmapped_fault: Option<String>,
}

pub async fn counts(conn: &mut Conn, source: ConnectionId, day: Time) -> anyhow::Result<Counts> {
    sqlx::query_as(COUNTS).bind(source.0).bind(day.0).fetch_one(conn).await.context("Count posts")
}

pub const COUNTS: &str = "select (select n_posts from webhooks where connection_id = ?1) as n_posts,
            (select count(*) from posts where connection_id = ?1 and arrived_at >= ?2) as n_today,
            (select count(*) from posts where connection_id = ?1 and state = 'unmapped') as n_unmapped,
            (select max(arrived_at) from posts where connection_id = ?1) as last_at,
            (select fault from posts where connection_id = ?1 and state = 'unmapped' order by post_id desc limit 1)
                as unmapped_fault";

/// Lets go of the bodies of posts that were read and came before that; what was found in them stays.
pub async fn empty(write: &mut Write, before: Time) -> anyhow::Result<()> {
    sqlx::query(EMPTY).bind(before.0).execute(write.conn()).await.context("Let go of what was posted")?;
    Ok(())
}

pub const EMPTY: &str = "update posts set body = '' where arrived_at < ? and body <> '' and state in ('taken', 'ignored')";
