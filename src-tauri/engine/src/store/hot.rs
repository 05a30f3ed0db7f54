//! Items that became hot, each once ever, and what the operator was told of it.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ItemId, SignalId, Time};

/// How it was dealt with that an item became hot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// By a notification of its own.
    Told,
    /// By one about several.
    ToldTogether,
    /// The window was in front.
    Seen,
    /// It was no news, or no longer true.
    Passed,
}

impl Settled {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::ToldTogether => "told_together",
            Self::Seen => "seen",
            Self::Passed => "passed",
        }
    }
}

/// Notes that items became hot; of those that did before nothing changes.
pub async fn note(write: &mut Write, items: &[ItemId], now: Time) -> anyhow::Result<()> {
    let list = serde_json::to_string(items).context("List the items")?;
    sqlx::query("insert into became_hot (item_id, noted_at) select value, ? from json_each(?) where true on conflict do nothing")
        .bind(now.0)
        .bind(list)
        .execute(write.conn())
        .await
        .context("Note what became hot")?;
    Ok(())
}

/// Notes of items that there is nothing to tell about them, now or later.
pub async fn pass_over(write: &mut Write, items: &[ItemId], now: Time) -> anyhow::Result<()> {
    let list = serde_json::to_string(items).context("List the items")?;
    sqlx::query(
        "insert into became_hot (item_id, noted_at, settled_at, settled_how) select value, ?1, ?1, 'passed' from json_each(?2)
         where true on conflict do nothing",
    )
    .bind(now.0)
    .bind(list)
    .execute(write.conn())
    .await
    .context("Note what is no news")?;
    Ok(())
}

/// An item of which the operator was not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    pub item_id: i64,
    pub noted_at: i64,
    /// Still open and hot.
    pub is_hot: bool,
}

impl Waiting {
    pub fn id(&self) -> ItemId {
        ItemId(self.item_id)
    }
}

/// What the operator was not told yet, in the order in which it became hot.
pub async fn waiting(conn: &mut Conn) -> anyhow::Result<Vec<Waiting>> {
    sqlx::query_as(WAITING).fetch_all(conn).await.context("Read what became hot")
}

pub const WAITING: &str = "select became_hot.item_id, became_hot.noted_at,
            items.band = 'hot' and items.state in ('new', 'drafting', 'review', 'failed') as is_hot
     from became_hot cross join items on items.item_id = became_hot.item_id
     where became_hot.settled_at is null order by became_hot.noted_at, became_hot.item_id";

/// How many notifications there were since then; one about several counts once.
pub async fn n_told_since(conn: &mut Conn, since: Time) -> anyhow::Result<usize> {
    let n: i64 = sqlx::query_scalar(N_TOLD_SINCE).bind(since.0).fetch_one(conn).await.context("Count the notifications")?;
    Ok(usize::try_from(n).unwrap_or_default())
}

pub const N_TOLD_SINCE: &str = "select count(case when settled_how = 'told' then 1 end)
            + count(distinct case when settled_how = 'told_together' then settled_at end)
     from became_hot where settled_at is not null and settled_at >= ?";

/// Settles what became of some items.
pub async fn settle(write: &mut Write, items: &[ItemId], how: Settled, now: Time) -> anyhow::Result<()> {
    let list = serde_json::to_string(items).context("List the items")?;
    sqlx::query(
        "update became_hot set settled_at = ?, settled_how = ?
         where item_id in (select value from json_each(?)) and settled_at is null",
    )
    .bind(now.0)
    .bind(how.as_str())
    .bind(list)
    .execute(write.conn())
    .await
    .context("Settle what became hot")?;
    Ok(())
}

/// Those of these signals that are news: observed in a mail that came in after its connection had first been read to the end, or
/// brought about by time alone. What an import or a first read brings is history, and what the operator asked for they know.
pub async fn news_among(conn: &mut Conn, signals: &[SignalId]) -> anyhow::Result<Vec<SignalId>> {
    let list = serde_json::to_string(signals).context("List the signals")?;
    let news: Vec<i64> = sqlx::query_scalar(NEWS_AMONG).bind(list).fetch_all(conn).await.context("Look for what is news")?;
    Ok(news.into_iter().map(SignalId).collect())
}

pub const NEWS_AMONG: &str = "select signals.signal_id from json_each(?) as asked
     cross join signals on signals.signal_id = asked.value
     cross join messages on messages.message_id = signals.message_id
     cross join connections on connections.connection_id = messages.connection_id
     where (connections.kind <> 'import' and messages.stored_at > connections.first_read_at)
        or (signals.kind = 'no_reply' and signals.occurred_at > messages.stored_at)";
