//! What a CRM calls our contacts and companies.

use crate::store::{Conn, Write, threads};
use anyhow::Context as _;
use api::{CompanyId, ConnectionId, ContactId, Tag, ThreadId, Time};
use std::collections::HashMap;

/// A record of a CRM, and who or what it is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T> {
    pub id: T,
    /// When it last changed, by the clock of the CRM.
    pub modified_at: Time,
    pub is_archived: bool,
}

/// Who these contacts of a CRM are here, by what it calls them; those that were never read are left out.
pub async fn contacts(
    conn: &mut Conn,
    connection: ConnectionId,
    source_ids: &[&str],
) -> anyhow::Result<HashMap<String, Known<ContactId>>> {
    known(conn, CONTACTS, connection, source_ids).await
}

/// As [`contacts`], for companies.
pub async fn companies(
    conn: &mut Conn,
    connection: ConnectionId,
    source_ids: &[&str],
) -> anyhow::Result<HashMap<String, Known<CompanyId>>> {
    known(conn, COMPANIES, connection, source_ids).await
}

pub const CONTACTS: &str = "select source_id, contact_id, modified_at, archived_at is not null from crm_records
     where connection_id = ? and kind = 'contact' and source_id in (select value from json_each(?))";
pub const COMPANIES: &str = "select source_id, company_id, modified_at, archived_at is not null from crm_records
     where connection_id = ? and kind = 'company' and source_id in (select value from json_each(?))";

async fn known<T: From<i64>>(
    conn: &mut Conn,
    statement: &'static str,
    connection: ConnectionId,
    source_ids: &[&str],
) -> anyhow::Result<HashMap<String, Known<T>>> {
    let list = serde_json::to_string(source_ids).context("List the records")?;
    let rows: Vec<(String, i64, i64, bool)> =
        sqlx::query_as(statement).bind(connection.0).bind(list).fetch_all(conn).await.context("Find records of a CRM")?;
    let known =
        |(source, id, modified_at, is_archived)| (source, Known { id: T::from(id), modified_at: Time(modified_at), is_archived });
    Ok(rows.into_iter().map(known).collect())
}

/// Notes which contact a record is; one that was archived stands again. A lead has a conversation by which it is judged, once
/// more from now on.
pub async fn is_contact(
    write: &mut Write,
    connection: ConnectionId,
    source_id: &str,
    contact: ContactId,
    is_lead: bool,
    modified_at: Time,
    now: Time,
) -> anyhow::Result<()> {
    put(write, connection, "contact", source_id, Some(contact.0), None, modified_at).await?;
    let before: Option<i64> =
        sqlx::query_scalar("select thread_id from crm_records where connection_id = ? and kind = 'contact' and source_id = ?")
            .bind(connection.0)
            .bind(source_id)
            .fetch_one(write.conn())
            .await
            .context("Look up how a lead is judged")?;
    let thread = match (before, is_lead) {
        (Some(thread), true) => Some(thread),
        (None, true) => Some(threads::make(write, "", now).await?.0),
        (_, false) => None,
    };
    if thread != before {
        sqlx::query("update crm_records set thread_id = ? where connection_id = ? and kind = 'contact' and source_id = ?")
            .bind(thread)
            .bind(connection.0)
            .bind(source_id)
            .execute(write.conn())
            .await
            .context("Note how a lead is judged")?;
    }
    threads::mark(write, thread.or(before).map(ThreadId)).await
}

/// Notes when somebody was last in touch with a contact, as a CRM tells.
pub async fn touched(write: &mut Write, contact: ContactId, at: Time) -> anyhow::Result<()> {
    sqlx::query("update contacts set touched_at = ?1 where contact_id = ?2 and touched_at is not ?1")
        .bind(at.0)
        .bind(contact.0)
        .execute(write.conn())
        .await
        .context("Note when somebody was in touch")?;
    Ok(())
}

/// The CRMs that know a contact, then those that know a company, but for what they put away.
pub async fn connections_of(
    conn: &mut Conn,
    contact: Option<ContactId>,
    company: Option<CompanyId>,
) -> anyhow::Result<Vec<ConnectionId>> {
    let ids: Vec<i64> = sqlx::query_scalar(CONNECTIONS)
        .bind(contact.map(|id| id.0))
        .bind(company.map(|id| id.0))
        .fetch_all(conn)
        .await
        .context("Find where somebody is known")?;
    let mut all: Vec<ConnectionId> = Vec::new();
    for id in ids.into_iter().map(ConnectionId) {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    Ok(all)
}

pub const CONNECTIONS: &str = "select connection_id from crm_records where contact_id = ?1 and archived_at is null
     union all
     select connection_id from crm_records where company_id = ?2 and archived_at is null";

/// What each CRM calls a contact, but for what it put away.
pub async fn of_contact(conn: &mut Conn, id: ContactId) -> anyhow::Result<Vec<(ConnectionId, String)>> {
    named(conn, OF_CONTACT, id.0).await
}

/// As [`of_contact`], for a company.
pub async fn of_company(conn: &mut Conn, id: CompanyId) -> anyhow::Result<Vec<(ConnectionId, String)>> {
    named(conn, OF_COMPANY, id.0).await
}

pub const OF_CONTACT: &str =
    "select connection_id, source_id from crm_records where contact_id = ? and archived_at is null order by record_id";
pub const OF_COMPANY: &str =
    "select connection_id, source_id from crm_records where company_id = ? and archived_at is null order by record_id";

async fn named(conn: &mut Conn, statement: &'static str, id: i64) -> anyhow::Result<Vec<(ConnectionId, String)>> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as(statement).bind(id).fetch_all(conn).await.context("Look up where somebody is known")?;
    Ok(rows.into_iter().map(|(connection, source)| (ConnectionId(connection), source)).collect())
}

/// What a CRM calls a contact or a company, but for what it put away; the newest first where it knows several.
pub async fn sources_of(
    conn: &mut Conn,
    connection: ConnectionId,
    contact: Option<ContactId>,
    company: Option<CompanyId>,
) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar(SOURCES)
        .bind(connection.0)
        .bind(contact.map(|id| id.0))
        .bind(company.map(|id| id.0))
        .fetch_all(conn)
        .await
        .context("Look up what a CRM calls somebody")
}

pub const SOURCES: &str = "select source_id from crm_records where connection_id = ?1 and archived_at is null
     and (contact_id = ?2 or company_id = ?3) order by modified_at desc, record_id desc";

/// A lead of a CRM and the contact that it is.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Lead {
    pub thread_id: i64,
    pub connection_id: i64,
    pub source_id: String,
    pub contact_id: i64,
    /// When somebody was last in touch with them, by mail or otherwise; 0 where nobody ever was.
    pub touched_at: i64,
    /// Whether they have a part in a deal that is open.
    pub has_deal: bool,
}

/// The leads by which these conversations are judged; those that are archived are left out.
pub async fn leads_of_threads(conn: &mut Conn, threads: &[ThreadId]) -> anyhow::Result<HashMap<ThreadId, Lead>> {
    let list = serde_json::to_string(threads).context("List the threads")?;
    let rows: Vec<Lead> = sqlx::query_as(LEADS).bind(list).fetch_all(conn).await.context("Read the leads of threads")?;
    Ok(rows.into_iter().map(|lead| (ThreadId(lead.thread_id), lead)).collect())
}

pub const LEADS: &str = "select crm_records.thread_id, crm_records.connection_id, crm_records.source_id, crm_records.contact_id,
            max(coalesce(contacts.touched_at, 0), contacts.last_mail_at) as touched_at,
            exists (
                select 1 from deal_contacts join deals on deals.deal_id = deal_contacts.deal_id
                left join stages on stages.stage_id = deals.stage_id
                where deal_contacts.contact_id = crm_records.contact_id and deals.archived_at is null
                  and coalesce(stages.ends, '') = ''
            ) as has_deal
     from crm_records join contacts on contacts.contact_id = crm_records.contact_id
     where crm_records.thread_id in (select value from json_each(?)) and crm_records.archived_at is null";

/// Notes which company a record is; one that was archived stands again.
pub async fn is_company(
    write: &mut Write,
    connection: ConnectionId,
    source_id: &str,
    company: CompanyId,
    modified_at: Time,
) -> anyhow::Result<()> {
    put(write, connection, "company", source_id, None, Some(company.0), modified_at).await
}

async fn put(
    write: &mut Write,
    connection: ConnectionId,
    kind: &str,
    source_id: &str,
    contact: Option<i64>,
    company: Option<i64>,
    modified_at: Time,
) -> anyhow::Result<()> {
    sqlx::query(
        "insert into crm_records (connection_id, kind, source_id, contact_id, company_id, modified_at) values (?, ?, ?, ?, ?, ?)
         on conflict (connection_id, kind, source_id) do update set contact_id = excluded.contact_id,
             company_id = excluded.company_id, modified_at = excluded.modified_at, archived_at = null",
    )
    .bind(connection.0)
    .bind(kind)
    .bind(source_id)
    .bind(contact)
    .bind(company)
    .bind(modified_at.0)
    .execute(write.conn())
    .await
    .context("Note what a record of a CRM is")?;
    write.changed(Tag::People);
    Ok(())
}

/// Which kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    Contact,
    Company,
}

impl RecordKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Company => "company",
        }
    }
}

/// Notes that a CRM put these away. The people and companies stay. Answers how many stood until now.
pub async fn archive(
    write: &mut Write,
    connection: ConnectionId,
    kind: RecordKind,
    source_ids: &[&str],
    now: Time,
) -> anyhow::Result<u64> {
    let list = serde_json::to_string(source_ids).context("List the records")?;
    let done = sqlx::query(
        "update crm_records set archived_at = ? where connection_id = ? and kind = ? and archived_at is null
             and source_id in (select value from json_each(?))",
    )
    .bind(now.0)
    .bind(connection.0)
    .bind(kind.as_str())
    .bind(list)
    .execute(write.conn())
    .await
    .context("Note what a CRM put away")?;
    write.changed(Tag::People);
    Ok(done.rows_affected())
}

/// How much of a CRM is stored: contacts, companies, deals and tasks, with those that it put away.
pub async fn count_of(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<u64> {
    let n: i64 = sqlx::query_scalar(COUNT_OF).bind(connection.0).fetch_one(conn).await.context("Count the records of a CRM")?;
    Ok(u64::try_from(n).unwrap_or_default())
}

pub const COUNT_OF: &str = "select (select count(*) from crm_records where connection_id = ?1)
     + (select count(*) from deals where connection_id = ?1) + (select count(*) from tasks where connection_id = ?1)";
