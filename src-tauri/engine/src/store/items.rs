//! Queue items, with the parts of their score as they were when it was made.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use crate::scoring::Score;
use anyhow::Context as _;
use api::{Action, Band, ContactId, EndedHow, ItemId, ItemState, Play, Tab, Tag, ThreadId, Time};
use sqlx::{QueryBuilder, Sqlite};
use std::collections::HashMap;

/// An item to be opened.
#[derive(Clone, Debug)]
pub struct NewItem<'a> {
    /// One open item per key: `thread:12`.
    pub key: String,
    pub play: Play,
    pub action: Action,
    pub tab: Tab,
    pub contact: Option<ContactId>,
    pub thread: Option<ThreadId>,
    pub subject: &'a str,
    pub window: Window,
    pub score: Score,
}

/// When an item's urgency begins, when it is due, and when it is no longer worth doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub starts_at: Time,
    pub due_at: Time,
    pub expires_at: Option<Time>,
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub item_id: i64,
    pub key: String,
    #[sqlx(try_from = "String")]
    pub play: Play,
    #[sqlx(try_from = "String")]
    pub action: Action,
    #[sqlx(try_from = "String")]
    pub state: ItemState,
    pub previous_state: Option<String>,
    pub ended_how: Option<String>,
    pub contact_id: Option<i64>,
    pub thread_id: Option<i64>,
    pub subject: String,
    pub window_starts_at: i64,
    pub due_at: i64,
    pub expires_at: Option<i64>,
    pub snoozed_since: Option<i64>,
    pub snoozed_until: Option<i64>,
    pub opened_at: i64,
    pub score: f64,
    pub band: String,
    pub revenue: f64,
    pub revenue_weight: f64,
    pub revenue_points: f64,
    pub urgency: f64,
    pub urgency_weight: f64,
    pub urgency_points: f64,
    pub strategic: f64,
    pub strategic_weight: f64,
    pub strategic_points: f64,
    pub effort: f64,
    pub effort_weight: f64,
    pub effort_points: f64,
    pub adjustment: f64,
    pub limit_points: f64,
}

impl Row {
    pub fn id(&self) -> ItemId {
        ItemId(self.item_id)
    }

    /// What a set-aside item was before.
    pub fn previous(&self) -> Option<ItemState> {
        self.previous_state.as_deref().and_then(ItemState::from_wire)
    }

    pub fn ended_how(&self) -> Option<EndedHow> {
        self.ended_how.as_deref().and_then(EndedHow::from_wire)
    }

    pub fn band(&self) -> Band {
        Band::from_score(self.score)
    }
}

/// The columns of [`Row`], in one place: every query below reads whole items.
macro_rules! select_items {
    ($rest:literal) => {
        concat!(
            "select item_id, key, play, action, state, previous_state, ended_how, contact_id, thread_id, subject, window_starts_at,
                    due_at, expires_at, snoozed_since, snoozed_until, opened_at, score, band, revenue, revenue_weight, revenue_points,
                    urgency, urgency_weight, urgency_points, strategic, strategic_weight, strategic_points, effort, effort_weight,
                    effort_points, adjustment, limit_points from items ",
            $rest
        )
    };
}

/// Opens items of different keys. Answers their ids in the same order.
pub async fn insert(write: &mut Write, items: &[NewItem<'_>], now: Time) -> anyhow::Result<Vec<ItemId>> {
    let mut ids = HashMap::with_capacity(items.len());
    for chunk in items.chunks(ROWS_PER_STATEMENT) {
        let rows: Vec<(String, i64)> = QueryBuilder::<Sqlite>::new(
            "insert into items (key, play, action, tab, state, contact_id, thread_id, subject, window_starts_at, due_at, expires_at,
                 opened_at, scored_at, score, band, revenue, revenue_weight, revenue_points, urgency, urgency_weight, urgency_points,
                 strategic, strategic_weight, strategic_points, effort, effort_weight, effort_points, adjustment, limit_points) ",
        )
        .push_values(chunk, |mut row, new| {
            let Score { revenue, urgency, strategic, effort, .. } = new.score;
            row.push_bind(new.key.as_str())
                .push_bind(new.play.as_str())
                .push_bind(new.action.as_str())
                .push_bind(new.tab.as_str())
                .push("'new'")
                .push_bind(new.contact.map(|id| id.0))
                .push_bind(new.thread.map(|id| id.0))
                .push_bind(new.subject)
                .push_bind(new.window.starts_at.0)
                .push_bind(new.window.due_at.0)
                .push_bind(new.window.expires_at.map(|at| at.0))
                .push_bind(now.0)
                .push_bind(now.0)
                .push_bind(new.score.aps)
                .push_bind(Band::from_score(new.score.aps).as_str());
            for part in [revenue, urgency, strategic, effort] {
                row.push_bind(part.value).push_bind(part.weight).push_bind(part.points);
            }
            row.push_bind(new.score.adjustment).push_bind(new.score.limit);
        })
        .push(" returning key, item_id")
        .build_query_as()
        .persistent(chunk.len() == 1)
        .fetch_all(write.conn())
        .await
        .context("Open items")?;
        ids.extend(rows);
    }
    write.changed(Tag::Queue);
    items.iter().map(|new| ids.get(&new.key).copied().map(ItemId).context("An opened item has no id")).collect()
}

/// Stores a new score with its parts.
pub async fn rescore(write: &mut Write, id: ItemId, score: &Score, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update items set score = ?, band = ?, scored_at = ?, revenue = ?, revenue_weight = ?, revenue_points = ?, urgency = ?,
             urgency_weight = ?, urgency_points = ?, strategic = ?, strategic_weight = ?, strategic_points = ?, effort = ?,
             effort_weight = ?, effort_points = ?, adjustment = ?, limit_points = ?
         where item_id = ?",
    )
    .bind(score.aps)
    .bind(Band::from_score(score.aps).as_str())
    .bind(now.0)
    .bind(score.revenue.value)
    .bind(score.revenue.weight)
    .bind(score.revenue.points)
    .bind(score.urgency.value)
    .bind(score.urgency.weight)
    .bind(score.urgency.points)
    .bind(score.strategic.value)
    .bind(score.strategic.weight)
    .bind(score.strategic.points)
    .bind(score.effort.value)
    .bind(score.effort.weight)
    .bind(score.effort.points)
    .bind(score.adjustment)
    .bind(score.limit)
    .bind(id.0)
    .execute(write.conn())
    .await
    .context("Store a score")?;
    write.changed(Tag::Queue);
    Ok(())
}

/// Gives an item another play, with the window that follows from it.
pub async fn set_play(write: &mut Write, id: ItemId, play: Play, window: Window) -> anyhow::Result<()> {
    sqlx::query("update items set play = ?, window_starts_at = ?, due_at = ?, expires_at = ? where item_id = ?")
        .bind(play.as_str())
        .bind(window.starts_at.0)
        .bind(window.due_at.0)
        .bind(window.expires_at.map(|at| at.0))
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Change the play of an item")?;
    write.changed(Tag::Queue);
    Ok(())
}

/// What a move writes beside the state.
#[derive(Clone, Copy, Debug, Default)]
pub struct MoveFields {
    pub previous: Option<ItemState>,
    pub ended_how: Option<EndedHow>,
    pub snoozed_since: Option<Time>,
    pub snoozed_until: Option<Time>,
    pub expires_at: Option<Time>,
}

/// Moves an item. The database refuses a move that the table of states does not have. Answers whether the item still was in
/// `from`; where it was not, nothing is written.
pub async fn move_to(write: &mut Write, id: ItemId, from: ItemState, to: ItemState, fields: MoveFields) -> anyhow::Result<bool> {
    let moved = sqlx::query(
        "update items set state = ?, previous_state = ?, ended_how = ?, snoozed_since = ?, snoozed_until = ?, expires_at = ?
         where item_id = ? and state = ?",
    )
    .bind(to.as_str())
    .bind(fields.previous.map(ItemState::as_str))
    .bind(fields.ended_how.map(EndedHow::as_str))
    .bind(fields.snoozed_since.map(|at| at.0))
    .bind(fields.snoozed_until.map(|at| at.0))
    .bind(fields.expires_at.map(|at| at.0))
    .bind(id.0)
    .bind(from.as_str())
    .execute(write.conn())
    .await
    .context("Move an item")?;
    write.changed(Tag::Queue);
    Ok(moved.rows_affected() == 1)
}

pub async fn one(conn: &mut Conn, id: ItemId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_items!("where item_id = ?")).bind(id.0).fetch_optional(conn).await.context("Read an item")
}

/// The item that covers this key and has not ended.
pub async fn live_by_key(conn: &mut Conn, key: &str) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(LIVE_BY_KEY).bind(key).fetch_optional(conn).await.context("Look for an open item")
}

/// The items that cover these keys and have not ended.
pub async fn live_by_keys(conn: &mut Conn, keys: &[String]) -> anyhow::Result<HashMap<String, Row>> {
    let list = serde_json::to_string(keys).context("List the keys")?;
    let rows: Vec<Row> = sqlx::query_as(LIVE_BY_KEYS).bind(list).fetch_all(conn).await.context("Look for open items")?;
    Ok(rows.into_iter().map(|row| (row.key.clone(), row)).collect())
}

pub const LIVE_BY_KEY: &str =
    select_items!("where key = ? and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved')");

pub const LIVE_BY_KEYS: &str = select_items!(
    "where key in (select value from json_each(?)) and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved')"
);

/// Has the items of a thread follow its mails into another one. A live item keeps its own key where the other thread has one.
pub async fn follow(write: &mut Write, from: ThreadId, into: ThreadId, key: &str) -> anyhow::Result<()> {
    let is_taken = live_by_key(write.conn(), key).await?.is_some();
    sqlx::query(
        "update items set thread_id = ?2,
             key = case when ?4 and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved') then key else ?3 end
         where thread_id = ?1",
    )
    .bind(from.0)
    .bind(into.0)
    .bind(key)
    .bind(is_taken)
    .execute(write.conn())
    .await
    .context("Move items to another thread")?;
    write.changed(Tag::Queue);
    Ok(())
}

/// Where a page of the queue begins: behind the item with these ranks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct After {
    pub score: f64,
    pub due_at: i64,
    pub opened_at: i64,
    pub item_id: i64,
}

/// What a page of the queue shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub tab: Option<Tab>,
    pub band: Option<Band>,
}

/// Open items, best first: score, then earlier due, then older, then id. Reads the index in order and never counts.
pub async fn ranked(conn: &mut Conn, filter: Filter, after: Option<After>, limit: i64) -> anyhow::Result<Vec<Row>> {
    let (lowest, below) = filter.band.map_or((0.0, 101.0), Band::range);
    let after = after.unwrap_or(After { score: 101.0, due_at: i64::MIN, opened_at: i64::MIN, item_id: i64::MIN });
    let query = match filter.tab {
        None | Some(Tab::All) => sqlx::query_as(RANKED),
        Some(tab) => sqlx::query_as(RANKED_IN_TAB).bind(tab.as_str()),
    };
    query
        .bind(lowest)
        .bind(below)
        .bind(after.score)
        .bind(after.score)
        .bind(after.due_at)
        .bind(after.opened_at)
        .bind(after.item_id)
        .bind(limit)
        .fetch_all(conn)
        .await
        .context("Read the queue")
}

/// `score <= ?` stands beside the row comparison because scores fall while the other ranks rise: the index seeks by it.
pub const RANKED: &str = select_items!(
    "where state in ('new', 'drafting', 'review', 'failed') and score >= ? and score < ? and score <= ?
       and (score < ? or (due_at, opened_at, item_id) > (?, ?, ?))
     order by score desc, due_at, opened_at, item_id limit ?"
);

pub const RANKED_IN_TAB: &str = select_items!(
    "where tab = ? and state in ('new', 'drafting', 'review', 'failed') and score >= ? and score < ? and score <= ?
       and (score < ? or (due_at, opened_at, item_id) > (?, ?, ?))
     order by score desc, due_at, opened_at, item_id limit ?"
);

/// Snoozed items, the next to wake first; `after` is the wake-up time and id of the last one shown.
pub async fn snoozed(conn: &mut Conn, after: Option<(i64, i64)>, limit: i64) -> anyhow::Result<Vec<Row>> {
    let (until, id) = after.unwrap_or((i64::MIN, i64::MIN));
    sqlx::query_as(SNOOZED).bind(until).bind(id).bind(limit).fetch_all(conn).await.context("Read the snoozed items")
}

pub const SNOOZED: &str =
    select_items!("where state = 'snoozed' and (snoozed_until, item_id) > (?, ?) order by snoozed_until, item_id limit ?");

/// (open, snoozed, hot) per tab, kept by the database as items change.
pub async fn counts(conn: &mut Conn) -> anyhow::Result<Vec<(String, i64, i64, i64)>> {
    sqlx::query_as("select tab, n_open, n_snoozed, n_hot from tab_counts").fetch_all(conn).await.context("Count the queue")
}

/// Snoozed items whose time has come.
pub async fn to_wake(conn: &mut Conn, now: Time) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(TO_WAKE).bind(now.0).fetch_all(conn).await.context("List the items to wake")
}

pub const TO_WAKE: &str = select_items!("where state = 'snoozed' and snoozed_until <= ? order by snoozed_until");

/// Open items that are no longer worth doing.
pub async fn to_expire(conn: &mut Conn, now: Time) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(TO_EXPIRE).bind(now.0).fetch_all(conn).await.context("List the items that expire")
}

pub const TO_EXPIRE: &str = select_items!(
    "where state in ('new', 'drafting', 'review', 'failed') and expires_at is not null and expires_at <= ? order by expires_at"
);

/// Open items by id, for rescoring page by page.
pub async fn open_after(conn: &mut Conn, after: i64, limit: i64) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(select_items!(
        "where item_id > ? and state in ('new', 'drafting', 'review', 'failed') order by item_id limit ?"
    ))
    .bind(after)
    .bind(limit)
    .fetch_all(conn)
    .await
    .context("Read the open items")
}

/// When the next snoozed item wakes.
pub async fn next_wake(conn: &mut Conn) -> anyhow::Result<Option<Time>> {
    let at: Option<i64> = sqlx::query_scalar("select min(snoozed_until) from items where state = 'snoozed'")
        .fetch_one(conn)
        .await
        .context("Find the next item to wake")?;
    Ok(at.map(Time))
}

/// Items that a practice delivery ended.
pub async fn practised(conn: &mut Conn) -> anyhow::Result<i64> {
    sqlx::query_scalar("select count(*) from items where state = 'done' and ended_how = 'practised'")
        .fetch_one(conn)
        .await
        .context("Count the practised items")
}
