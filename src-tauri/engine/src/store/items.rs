//! Queue items, with the parts of their score as they were when it was made.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use crate::scoring::Score;
use anyhow::Context as _;
use api::{Action, Band, ContactId, Counted, DealId, EndedHow, ItemId, ItemState, Play, SignalKind, Tab, Tag, ThreadId, Time};
use sqlx::{QueryBuilder, Sqlite};
use std::collections::{HashMap, HashSet};

/// An item to be opened.
#[derive(Clone, Debug)]
pub struct NewItem<'a> {
    pub work: Work<'a>,
    /// Of which pile there is one open item: `mail:5`.
    pub pile: &'a str,
    pub action: Action,
    pub score: Score,
    /// What it took in beside play and time.
    pub counted: &'a [Counted],
}

/// What an item is about, which changes where a stronger signal joins it.
#[derive(Clone, Debug)]
pub struct Work<'a> {
    /// One open item per key: `thread:12`.
    pub key: &'a str,
    /// The kind of the signal whose row of the plays table it follows.
    pub kind: SignalKind,
    pub play: Play,
    pub tab: Tab,
    pub contact: Option<ContactId>,
    pub thread: Option<ThreadId>,
    pub subject: &'a str,
    pub window: Window,
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
    pub pile: String,
    #[sqlx(try_from = "String")]
    pub kind: SignalKind,
    #[sqlx(try_from = "String")]
    pub play: Play,
    #[sqlx(try_from = "String")]
    pub action: Action,
    #[sqlx(try_from = "String")]
    pub state: ItemState,
    pub previous_state: Option<String>,
    pub ended_how: Option<String>,
    pub contact_id: Option<i64>,
    pub company_id: Option<i64>,
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
    /// What the score took in beside play and time, as JSON; empty for nothing.
    pub counted: String,
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
            "select item_id, key, pile, kind, play, action, state, previous_state, ended_how, contact_id,
                    (select company_id from contacts where contacts.contact_id = items.contact_id) as company_id, thread_id, subject,
                    window_starts_at, due_at, expires_at, snoozed_since, snoozed_until, opened_at, score, band, revenue, revenue_weight, revenue_points,
                    urgency, urgency_weight, urgency_points, strategic, strategic_weight, strategic_points, effort, effort_weight,
                    effort_points, adjustment, limit_points, counted from items ",
            $rest
        )
    };
}

/// Opens items of different keys. Answers their ids in the same order.
pub async fn insert(write: &mut Write, items: &[NewItem<'_>], now: Time) -> anyhow::Result<Vec<ItemId>> {
    let mut ids = HashMap::with_capacity(items.len());
    for chunk in items.chunks(ROWS_PER_STATEMENT) {
        let rows: Vec<(String, i64)> = QueryBuilder::<Sqlite>::new(
            "insert into items (key, pile, kind, play, action, tab, state, contact_id, thread_id, subject, window_starts_at, due_at, expires_at,
                 opened_at, scored_at, score, band, revenue, revenue_weight, revenue_points, urgency, urgency_weight, urgency_points,
                 strategic, strategic_weight, strategic_points, effort, effort_weight, effort_points, adjustment, limit_points,
                 counted) ",
        )
        .push_values(chunk, |mut row, new| {
            let Score { revenue, urgency, strategic, effort, .. } = new.score;
            let work = &new.work;
            row.push_bind(work.key)
                .push_bind(new.pile)
                .push_bind(work.kind.as_str())
                .push_bind(work.play.as_str())
                .push_bind(new.action.as_str())
                .push_bind(work.tab.as_str())
                .push("'new'")
                .push_bind(work.contact.map(|id| id.0))
                .push_bind(work.thread.map(|id| id.0))
                .push_bind(work.subject)
                .push_bind(work.window.starts_at.0)
                .push_bind(work.window.due_at.0)
                .push_bind(work.window.expires_at.map(|at| at.0))
                .push_bind(now.0)
                .push_bind(now.0)
                .push_bind(new.score.aps)
                .push_bind(Band::from_score(new.score.aps).as_str());
            for part in [revenue, urgency, strategic, effort] {
                row.push_bind(part.value).push_bind(part.weight).push_bind(part.points);
            }
            row.push_bind(new.score.adjustment).push_bind(new.score.limit).push_bind(counted(new.counted));
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
    items.iter().map(|new| ids.get(new.work.key).copied().map(ItemId).context("An opened item has no id")).collect()
}

/// What a score took in, as it is stored; nothing for nothing.
fn counted(counted: &[Counted]) -> String {
    // An enum of texts and numbers is always JSON.
    if counted.is_empty() { String::new() } else { serde_json::to_string(counted).unwrap_or_default() }
}

/// Stores a new score with its parts.
pub async fn rescore(write: &mut Write, id: ItemId, score: &Score, took_in: &[Counted], now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "update items set score = ?, band = ?, scored_at = ?, revenue = ?, revenue_weight = ?, revenue_points = ?, urgency = ?,
             urgency_weight = ?, urgency_points = ?, strategic = ?, strategic_weight = ?, strategic_points = ?, effort = ?,
             effort_weight = ?, effort_points = ?, adjustment = ?, limit_points = ?, counted = ?
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
    .bind(counted(took_in))
    .bind(id.0)
    .execute(write.conn())
    .await
    .context("Store a score")?;
    write.changed(Tag::Queue);
    Ok(())
}

/// Gives an item other work, with the window that follows from it.
pub async fn set_work(write: &mut Write, id: ItemId, work: &Work<'_>) -> anyhow::Result<()> {
    sqlx::query(
        "update items set key = ?, kind = ?, play = ?, tab = ?, contact_id = ?, thread_id = ?, subject = ?, window_starts_at = ?,
             due_at = ?, expires_at = ?
         where item_id = ?",
    )
    .bind(work.key)
    .bind(work.kind.as_str())
    .bind(work.play.as_str())
    .bind(work.tab.as_str())
    .bind(work.contact.map(|id| id.0))
    .bind(work.thread.map(|id| id.0))
    .bind(work.subject)
    .bind(work.window.starts_at.0)
    .bind(work.window.due_at.0)
    .bind(work.window.expires_at.map(|at| at.0))
    .bind(id.0)
    .execute(write.conn())
    .await
    .context("Change the work of an item")?;
    write.changed(Tag::Queue);
    Ok(())
}

/// Moves an item's window.
pub async fn set_window(write: &mut Write, id: ItemId, window: Window) -> anyhow::Result<()> {
    sqlx::query("update items set window_starts_at = ?, due_at = ?, expires_at = ? where item_id = ?")
        .bind(window.starts_at.0)
        .bind(window.due_at.0)
        .bind(window.expires_at.map(|at| at.0))
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Move the window of an item")?;
    write.changed(Tag::Queue);
    Ok(())
}

/// Puts an item that is older than piles on one.
pub async fn set_pile(write: &mut Write, id: ItemId, pile: &str) -> anyhow::Result<()> {
    sqlx::query("update items set pile = ? where item_id = ?")
        .bind(pile)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Put an item on a pile")?;
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

/// Those of these items that there are, in any order.
pub async fn some(conn: &mut Conn, ids: &[ItemId]) -> anyhow::Result<Vec<Row>> {
    let list = serde_json::to_string(ids).context("List the items")?;
    sqlx::query_as(SOME).bind(list).fetch_all(conn).await.context("Read items")
}

pub const SOME: &str = select_items!("where item_id in (select value from json_each(?))");

/// Open items of the same contact or company besides this one, best first.
pub async fn others_of_people(conn: &mut Conn, item: &Row, limit: i64) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(OTHERS_OF_PEOPLE)
        .bind(item.contact_id)
        .bind(item.company_id)
        .bind(item.item_id)
        .bind(limit)
        .fetch_all(conn)
        .await
        .context("Read what else is open with the same people")
}

pub const OTHERS_OF_PEOPLE: &str = select_items!(
    "where contact_id in (select ?1 union select contact_id from contacts where company_id = ?2)
       and state in ('new', 'drafting', 'review', 'failed') and item_id <> ?3
     order by score desc, due_at, opened_at, item_id limit ?4"
);

/// The item of this pile that has not ended.
pub async fn live_on_pile(conn: &mut Conn, pile: &str) -> anyhow::Result<Option<Row>> {
    Ok(live_on_piles(conn, &[pile]).await?.remove(pile))
}

/// The items of these piles that have not ended, by pile.
pub async fn live_on_piles(conn: &mut Conn, piles: &[&str]) -> anyhow::Result<HashMap<String, Row>> {
    let list = serde_json::to_string(piles).context("List the piles")?;
    let rows: Vec<Row> = sqlx::query_as(LIVE_ON_PILES).bind(list).fetch_all(conn).await.context("Look for open items")?;
    Ok(rows.into_iter().map(|row| (row.pile.clone(), row)).collect())
}

pub const LIVE_ON_PILES: &str = select_items!(
    "where pile in (select value from json_each(?)) and pile <> ''
       and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved')"
);

/// The item with this key that has not ended.
pub async fn live_by_key(conn: &mut Conn, key: &str) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(LIVE_BY_KEY).bind(key).fetch_optional(conn).await.context("Look for an open item")
}

pub const LIVE_BY_KEY: &str =
    select_items!("where key = ? and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved')");

/// Which of these keys an item has that has not ended.
pub async fn taken_keys(conn: &mut Conn, keys: &[&str]) -> anyhow::Result<HashSet<String>> {
    let list = serde_json::to_string(keys).context("List the keys")?;
    let rows: Vec<String> = sqlx::query_scalar(TAKEN_KEYS).bind(list).fetch_all(conn).await.context("Look for open keys")?;
    Ok(rows.into_iter().collect())
}

pub const TAKEN_KEYS: &str = "select key from items where key in (select value from json_each(?))
     and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved')";

/// Items that have not ended and are older than piles, the one that stays first: approved before others, then by score.
pub async fn without_pile(conn: &mut Conn) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(WITHOUT_PILE).fetch_all(conn).await.context("Look for items without a pile")
}

pub const WITHOUT_PILE: &str = select_items!(
    "where pile = '' and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved')
     order by contact_id, state = 'approved' desc, score desc, item_id"
);

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
    "where state in ('new', 'drafting', 'review', 'failed') and tab <> 'new_senders' and score >= ? and score < ? and score <= ?
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

/// Items that a practice delivery ended.
pub async fn practised(conn: &mut Conn) -> anyhow::Result<i64> {
    sqlx::query_scalar("select count(*) from items where state = 'done' and ended_how = 'practised'")
        .fetch_one(conn)
        .await
        .context("Count the practised items")
}

/// The open items of these contacts, in the queue and beside it, best first.
pub async fn open_of_contacts(conn: &mut Conn, contacts: &[ContactId]) -> anyhow::Result<Vec<Row>> {
    let list = serde_json::to_string(contacts).context("List the contacts")?;
    sqlx::query_as(OPEN_OF_CONTACTS).bind(list).fetch_all(conn).await.context("Read the open items of contacts")
}

pub const OPEN_OF_CONTACTS: &str = select_items!(
    "where contact_id in (select value from json_each(?)) and state in ('new', 'drafting', 'review', 'failed')
     order by score desc, due_at, opened_at, item_id"
);

/// The open items about a deal or with its people, best first.
pub async fn open_of_deal(conn: &mut Conn, deal: DealId) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(OPEN_OF_DEAL).bind(deal.0).fetch_all(conn).await.context("Read the open items of a deal")
}

pub const OPEN_OF_DEAL: &str = select_items!(
    "where (thread_id = (select thread_id from deals where deal_id = ?1)
            or contact_id in (select contact_id from deal_contacts where deal_id = ?1))
       and state in ('new', 'drafting', 'review', 'failed')
     order by score desc, due_at, opened_at, item_id"
);
