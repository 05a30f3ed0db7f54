//! Deals. What of them changes between two readings is noted as it is stored; signals are made from that.

use super::changes::{self, Change, Field};
use crate::store::{Conn, Write, threads};
use anyhow::Context as _;
use api::{CompanyId, ConnectionId, ContactId, DealId, OwnerId, StageId, Tag, ThreadId, Time};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What is told of a deal's money and time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Facts {
    /// What its CRM calls it.
    pub source_id: String,
    pub name: String,
    /// None where the CRM names a stage that no pipeline has.
    pub stage_id: Option<i64>,
    /// In hundredths of its currency.
    pub amount_cents: Option<i64>,
    /// As in ISO 4217, upper case; empty where none is told.
    pub currency: String,
    pub owner_id: Option<i64>,
    pub company_id: Option<i64>,
    /// When it is expected to be decided.
    pub closes_at: Option<i64>,
    /// When something last happened with it, as its CRM tells.
    pub active_at: Option<i64>,
    pub opened_at: i64,
    /// When it last changed, by the clock of its CRM.
    pub modified_at: i64,
}

/// A deal as its CRM tells of it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub facts: Facts,
    /// In their order, the main one first.
    pub contacts: Vec<ContactId>,
    /// What of it we changed ourselves: no news.
    pub own: Vec<Field>,
}

/// A stored deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    pub id: DealId,
    pub connection: ConnectionId,
    /// The conversation by which it is judged.
    pub thread: ThreadId,
    pub facts: Facts,
    pub contacts: Vec<ContactId>,
    /// Its CRM put it away.
    pub archived_at: Option<Time>,
    pub stored_at: Time,
}

impl Deal {
    pub fn stage(&self) -> Option<StageId> {
        self.facts.stage_id.map(StageId)
    }

    pub fn company(&self) -> Option<CompanyId> {
        self.facts.company_id.map(CompanyId)
    }

    pub fn owner(&self) -> Option<OwnerId> {
        self.facts.owner_id.map(OwnerId)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    deal_id: i64,
    connection_id: i64,
    thread_id: i64,
    archived_at: Option<i64>,
    stored_at: i64,
    #[sqlx(flatten)]
    facts: Facts,
}

/// The columns of a deal, in one place.
macro_rules! select_deals {
    ($rest:literal) => {
        concat!(
            "select deal_id, connection_id, thread_id, archived_at, stored_at, source_id, name, stage_id, amount_cents, currency,
                 owner_id, company_id, closes_at, active_at, opened_at, modified_at
             from deals ",
            $rest
        )
    };
}

pub const OF_SOURCES: &str =
    select_deals!("where connection_id = ? and source_id in (select value from json_each(?)) order by deal_id");
pub const OF_THREADS: &str = select_deals!("where thread_id in (select value from json_each(?)) order by deal_id");
pub const OF_CONTACTS: &str = select_deals!(
    "where archived_at is null and deal_id in (
         select deal_id from deal_contacts where contact_id in (select value from json_each(?))) order by deal_id"
);
pub const OF_COMPANY: &str = select_deals!("where archived_at is null and company_id = ? order by deal_id");
pub const CONTACTS: &str = "select deal_id, contact_id from deal_contacts
     where deal_id in (select value from json_each(?)) order by deal_id, position";

/// Those of these deals of a CRM that are known, by what it calls them.
pub async fn of_sources(conn: &mut Conn, connection: ConnectionId, source_ids: &[&str]) -> anyhow::Result<HashMap<String, Deal>> {
    let list = serde_json::to_string(source_ids).context("List the deals")?;
    let rows: Vec<Row> =
        sqlx::query_as(OF_SOURCES).bind(connection.0).bind(list).fetch_all(&mut *conn).await.context("Find deals")?;
    let deals = with_contacts(conn, rows).await?;
    Ok(deals.into_iter().map(|deal| (deal.facts.source_id.clone(), deal)).collect())
}

/// The deals by which these conversations are judged.
pub async fn of_threads(conn: &mut Conn, threads: &[ThreadId]) -> anyhow::Result<HashMap<ThreadId, Deal>> {
    let list = serde_json::to_string(threads).context("List the threads")?;
    let rows: Vec<Row> =
        sqlx::query_as(OF_THREADS).bind(list).fetch_all(&mut *conn).await.context("Read the deals of threads")?;
    Ok(with_contacts(conn, rows).await?.into_iter().map(|deal| (deal.thread, deal)).collect())
}

/// The deals in which any of these contacts has a part, but for what was put away.
pub async fn of_contacts(conn: &mut Conn, contacts: &[ContactId]) -> anyhow::Result<Vec<Deal>> {
    let list = serde_json::to_string(contacts).context("List the contacts")?;
    let rows: Vec<Row> =
        sqlx::query_as(OF_CONTACTS).bind(list).fetch_all(&mut *conn).await.context("Read the deals of contacts")?;
    with_contacts(conn, rows).await
}

/// The deals of a company, but for what was put away.
pub async fn of_company(conn: &mut Conn, company: CompanyId) -> anyhow::Result<Vec<Deal>> {
    let rows: Vec<Row> =
        sqlx::query_as(OF_COMPANY).bind(company.0).fetch_all(&mut *conn).await.context("Read the deals of a company")?;
    with_contacts(conn, rows).await
}

pub async fn one(conn: &mut Conn, id: DealId) -> anyhow::Result<Option<Deal>> {
    let rows: Vec<Row> =
        sqlx::query_as(select_deals!("where deal_id = ?")).bind(id.0).fetch_all(&mut *conn).await.context("Read a deal")?;
    Ok(with_contacts(conn, rows).await?.pop())
}

/// When the last mail with one of its people was written; none where there was none.
pub async fn last_mail_at(conn: &mut Conn, id: DealId) -> anyhow::Result<Option<Time>> {
    let at: Option<i64> =
        sqlx::query_scalar(LAST_MAIL_AT).bind(id.0).fetch_one(conn).await.context("Look up the last mail of a deal")?;
    Ok(at.filter(|at| *at > 0).map(Time))
}

pub const LAST_MAIL_AT: &str = "select max(contacts.last_mail_at) from deal_contacts
     join contacts on contacts.contact_id = deal_contacts.contact_id where deal_contacts.deal_id = ?";

async fn with_contacts(conn: &mut Conn, rows: Vec<Row>) -> anyhow::Result<Vec<Deal>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.deal_id).collect();
    let list = serde_json::to_string(&ids).context("List the deals")?;
    let all: Vec<(i64, i64)> =
        sqlx::query_as(CONTACTS).bind(list).fetch_all(conn).await.context("Read who has a part in deals")?;
    let mut contacts: HashMap<i64, Vec<ContactId>> = HashMap::new();
    for (deal, contact) in all {
        contacts.entry(deal).or_default().push(ContactId(contact));
    }
    let deal = |row: Row| Deal {
        contacts: contacts.remove(&row.deal_id).unwrap_or_default(),
        id: DealId(row.deal_id),
        connection: ConnectionId(row.connection_id),
        thread: ThreadId(row.thread_id),
        facts: row.facts,
        archived_at: row.archived_at.map(Time),
        stored_at: Time(row.stored_at),
    };
    Ok(rows.into_iter().map(deal).collect())
}

/// Stores deals as they are now told of, and what of them is news: nothing while their CRM is read for the first time. What is
/// told as it is stored is not written. Answers how many were.
pub async fn put(
    write: &mut Write,
    connection: ConnectionId,
    told: &[Told],
    is_first_reading: bool,
    now: Time,
) -> anyhow::Result<u64> {
    let source_ids: Vec<&str> = told.iter().map(|told| told.facts.source_id.as_str()).collect();
    let known = of_sources(write.conn(), connection, &source_ids).await?;
    let mut changed = Vec::new();
    for one in told {
        // Two records of a CRM may be one person here.
        let mut seen = HashSet::new();
        let contacts: Vec<ContactId> = one.contacts.iter().copied().filter(|id| seen.insert(*id)).collect();
        let before = known.get(&one.facts.source_id);
        if before.is_some_and(|before| before.archived_at.is_none() && before.facts == one.facts && before.contacts == contacts) {
            continue;
        }
        // A search tells late of what was changed, and what was written from here is stored at once: the older word is no news.
        if before.is_some_and(|before| before.archived_at.is_none() && one.facts.modified_at < before.facts.modified_at) {
            continue;
        }
        let thread = match before {
            Some(before) => {
                threads::rename(write, before.thread, &one.facts.name).await?;
                before.thread
            }
            None => threads::make(write, &one.facts.name, now).await?,
        };
        let id = store(write, connection, &one.facts, thread, now).await?;
        if before.is_none_or(|before| before.contacts != contacts) {
            set_contacts(write, id, &contacts).await?;
        }
        let news = match before {
            Some(before) => changes::between(&before.facts, one),
            None if is_first_reading => Vec::new(),
            None => vec![Change::opened(one)],
        };
        changes::store(write, id, &news, now).await?;
        changed.push(thread);
    }
    threads::mark(write, changed.iter().copied()).await?;
    if !changed.is_empty() {
        write.changed(Tag::People);
    }
    Ok(changed.len() as u64)
}

async fn store(
    write: &mut Write,
    connection: ConnectionId,
    facts: &Facts,
    thread: ThreadId,
    now: Time,
) -> anyhow::Result<DealId> {
    let id: i64 = sqlx::query_scalar(
        "insert into deals (connection_id, source_id, thread_id, name, stage_id, amount_cents, currency, owner_id, company_id,
             closes_at, active_at, opened_at, modified_at, stored_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (connection_id, source_id) do update set
             name = excluded.name, stage_id = excluded.stage_id, amount_cents = excluded.amount_cents,
             currency = excluded.currency, owner_id = excluded.owner_id, company_id = excluded.company_id,
             closes_at = excluded.closes_at, active_at = excluded.active_at, opened_at = excluded.opened_at,
             modified_at = excluded.modified_at, archived_at = null
         returning deal_id",
    )
    .bind(connection.0)
    .bind(&facts.source_id)
    .bind(thread.0)
    .bind(&facts.name)
    .bind(facts.stage_id)
    .bind(facts.amount_cents)
    .bind(&facts.currency)
    .bind(facts.owner_id)
    .bind(facts.company_id)
    .bind(facts.closes_at)
    .bind(facts.active_at)
    .bind(facts.opened_at)
    .bind(facts.modified_at)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Store a deal")?;
    Ok(DealId(id))
}

async fn set_contacts(write: &mut Write, id: DealId, contacts: &[ContactId]) -> anyhow::Result<()> {
    sqlx::query("delete from deal_contacts where deal_id = ?")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Take off who has a part in a deal")?;
    sqlx::query(
        "insert into deal_contacts (deal_id, contact_id, position) select ?, value, key from json_each(?) where true
         on conflict do nothing",
    )
    .bind(id.0)
    .bind(serde_json::to_string(contacts).context("List who has a part in a deal")?)
    .execute(write.conn())
    .await
    .context("Store who has a part in a deal")?;
    Ok(())
}

/// Notes that a CRM put these deals away. Answers how many stood until now.
pub async fn archive(write: &mut Write, connection: ConnectionId, source_ids: &[&str], now: Time) -> anyhow::Result<u64> {
    let list = serde_json::to_string(source_ids).context("List the deals")?;
    let gone: Vec<i64> = sqlx::query_scalar(
        "update deals set archived_at = ? where connection_id = ? and archived_at is null
             and source_id in (select value from json_each(?)) returning thread_id",
    )
    .bind(now.0)
    .bind(connection.0)
    .bind(list)
    .fetch_all(write.conn())
    .await
    .context("Put deals away")?;
    threads::mark(write, gone.iter().copied().map(ThreadId)).await?;
    write.changed(Tag::People);
    Ok(gone.len() as u64)
}
