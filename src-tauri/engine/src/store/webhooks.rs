//! Sources that post by themselves, and what was turned away. Their secrets are in the vault.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, Proof, Refused, Tag, Time};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub connection_id: i64,
    pub name: String,
    #[sqlx(try_from = "String")]
    pub proof: Proof,
    pub public_url: String,
    /// A JSON object of texts.
    pub mapping: String,
    /// Since when it is switched off; none while it is on.
    pub disconnected_at: Option<i64>,
}

impl Row {
    pub fn id(&self) -> ConnectionId {
        ConnectionId(self.connection_id)
    }

    pub fn is_on(&self) -> bool {
        self.disconnected_at.is_none()
    }
}

macro_rules! select_webhooks {
    ($rest:literal) => {
        concat!(
            "select webhooks.connection_id, webhooks.name, proof, public_url, mapping, connections.disconnected_at
             from webhooks join connections on connections.connection_id = webhooks.connection_id ",
            $rest
        )
    };
}

pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(select_webhooks!("order by webhooks.name")).fetch_all(conn).await.context("Read the sources that post")
}

pub async fn one(conn: &mut Conn, id: ConnectionId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_webhooks!("where webhooks.connection_id = ?"))
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read a source that posts")
}

pub async fn called(conn: &mut Conn, name: &str) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_webhooks!("where webhooks.name = ?"))
        .bind(name)
        .fetch_optional(conn)
        .await
        .context("Find a source that posts")
}

/// Stores a source in place of what stood there.
pub async fn keep(write: &mut Write, row: &Row, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into webhooks (connection_id, name, proof, public_url, mapping, changed_at) values (?, ?, ?, ?, ?, ?)
         on conflict (connection_id) do update set
             proof = excluded.proof, public_url = excluded.public_url, mapping = excluded.mapping, changed_at = excluded.changed_at",
    )
    .bind(row.connection_id)
    .bind(&row.name)
    .bind(row.proof.as_str())
    .bind(&row.public_url)
    .bind(&row.mapping)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Keep a source that posts")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// Counts posts that were stored.
pub async fn posted(write: &mut Write, source: ConnectionId, n: i64) -> anyhow::Result<()> {
    sqlx::query("update webhooks set n_posts = n_posts + ? where connection_id = ?")
        .bind(n)
        .bind(source.0)
        .execute(write.conn())
        .await
        .context("Count posts")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// How often a source was turned away for one reason.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Count {
    /// 0 for what belongs to no source.
    pub connection_id: i64,
    #[sqlx(try_from = "String")]
    pub reason: Refused,
    pub n_times: i64,
    pub n_today: i64,
    pub last_at: i64,
}

/// Counts posts that were turned away. `day` is when the operator's day began.
pub async fn refused(
    write: &mut Write,
    source: Option<ConnectionId>,
    reason: Refused,
    n: u64,
    day: Time,
    now: Time,
) -> anyhow::Result<()> {
    sqlx::query(
        "insert into refusals (connection_id, reason, day_at, n_times, last_at) values (?1, ?2, ?3, ?4, ?5)
         on conflict (connection_id, reason, day_at) do update set n_times = n_times + excluded.n_times, last_at = excluded.last_at",
    )
    .bind(source.map_or(0, |id| id.0))
    .bind(reason.as_str())
    .bind(day.0)
    .bind(i64::try_from(n).unwrap_or(i64::MAX))
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Count what was turned away")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// What was turned away since `since`, by source and reason, the newest first. `day` is when the operator's day began.
pub async fn refusals(conn: &mut Conn, since: Time, day: Time) -> anyhow::Result<Vec<Count>> {
    sqlx::query_as(
        "select connection_id, reason, sum(n_times) as n_times, sum(case when day_at >= ?2 then n_times else 0 end) as n_today,
                max(last_at) as last_at
         from refusals where day_at >= ?1 group by connection_id, reason order by max(last_at) desc, reason",
    )
    .bind(since.0)
    .bind(day.0)
    .fetch_all(conn)
    .await
    .context("Read what was turned away")
}

/// Forgets what was turned away before that.
pub async fn forget_refusals(write: &mut Write, before: Time) -> anyhow::Result<()> {
    sqlx::query("delete from refusals where day_at < ?")
        .bind(before.0)
        .execute(write.conn())
        .await
        .context("Forget what was turned away")?;
    Ok(())
}
