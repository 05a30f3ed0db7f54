//! What the monitor noticed, each once: a row that ends when it is no longer so, and stands again when it is so again.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use anyhow::Context as _;
use api::{ConnectionId, ItemId, SignalKind, Tab, Tag, Time};
use sqlx::{QueryBuilder, Sqlite};

/// Something that is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    pub kind: &'static str,
    /// `item:3`, `connection:2 since …`.
    pub subject: String,
    /// In words where it stands for itself; empty for an item, of which there may be many.
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    pub kind: String,
    pub subject: String,
    pub words: String,
}

/// Stores what is so now, and ends what is no longer. Nothing ends about a subject of which nobody could tell.
pub async fn replace(write: &mut Write, now_so: &[New], unsure: &[String], now: Time) -> anyhow::Result<()> {
    let mut n_changed = 0;
    for chunk in now_so.chunks(ROWS_PER_STATEMENT) {
        let stored = QueryBuilder::<Sqlite>::new("insert into findings (kind, subject, words, found_at) ")
            .push_values(chunk, |mut row, new| {
                row.push_bind(new.kind).push_bind(new.subject.as_str()).push_bind(new.words.as_str()).push_bind(now.0);
            })
            .push(
                " on conflict (kind, subject) do update set ended_at = null, words = excluded.words
                  where ended_at is not null or words <> excluded.words",
            )
            .build()
            .persistent(chunk.len() == 1)
            .execute(write.conn())
            .await
            .context("Store what was noticed")?;
        n_changed += stored.rows_affected();
    }
    let standing: Vec<(&str, &str)> = now_so.iter().map(|new| (new.kind, new.subject.as_str())).collect();
    let ended = sqlx::query(
        "update findings set ended_at = ?1
         where ended_at is null
           and (kind, subject) not in (select value ->> 0, value ->> 1 from json_each(?2))
           and subject not in (select value from json_each(?3))",
    )
    .bind(now.0)
    .bind(serde_json::to_string(&standing).context("List what is so")?)
    .bind(serde_json::to_string(unsure).context("List what cannot be told")?)
    .execute(write.conn())
    .await
    .context("End what was noticed")?;
    if n_changed + ended.rows_affected() > 0 {
        write.changed(Tag::Problems);
    }
    Ok(())
}

/// What stands, oldest first.
pub async fn standing(conn: &mut Conn) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as("select kind, subject, words from findings where ended_at is null order by found_at, finding_id")
        .fetch_all(conn)
        .await
        .context("Read what was noticed")
}

/// An item that waits for the operator longer than it should.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Late {
    pub item_id: i64,
    #[sqlx(try_from = "String")]
    pub kind: SignalKind,
    #[sqlx(try_from = "String")]
    pub tab: Tab,
    /// It is due.
    pub is_due: bool,
}

impl Late {
    pub fn id(&self) -> ItemId {
        ItemId(self.item_id)
    }
}

/// Open items that are due, and those that were opened before `stale`.
pub async fn late(conn: &mut Conn, now: Time, stale: Time) -> anyhow::Result<Vec<Late>> {
    sqlx::query_as(
        "select item_id, kind, tab, due_at <= ?1 as is_due from items
         where state in ('new', 'drafting', 'review', 'failed') and tab <> 'new_senders' and (due_at <= ?1 or opened_at <= ?2)
         order by item_id",
    )
    .bind(now.0)
    .bind(stale.0)
    .fetch_all(conn)
    .await
    .context("List what waits too long")
}

/// How many of the newest mails and posts are looked at.
const ARRIVALS_READ: i64 = 5_000;

/// When something came in through each connection, since then: mails of others, and posts.
pub async fn arrivals(conn: &mut Conn, since: Time) -> anyhow::Result<Vec<(ConnectionId, Time)>> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(ARRIVALS)
        .bind(since.0)
        .bind(ARRIVALS_READ)
        .fetch_all(conn)
        .await
        .context("Read when something came in")?;
    Ok(rows.into_iter().map(|(id, at)| (ConnectionId(id), Time(at))).collect())
}

/// By the order in which they were stored, which needs no index: what is older than the newest thousands tells of another time.
pub const ARRIVALS: &str = "select connection_id, sent_at from messages
     where message_id > (select coalesce(max(message_id), 0) from messages) - ?2 and direction = 'in' and sent_at >= ?1
     union all
     select connection_id, arrived_at from posts
     where post_id > (select coalesce(max(post_id), 0) from posts) - ?2 and arrived_at >= ?1";
