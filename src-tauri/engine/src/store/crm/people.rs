//! Contacts and companies as a CRM tells of them: who they already are here, and what of them becomes known.

use crate::store::{Conn, Write, threads};
use anyhow::Context as _;
use api::{CompanyId, ConnectionId, ContactId, Tag, ThreadId, Time};
use std::collections::HashMap;

/// Whose these addresses are; those that are nobody's are left out.
pub async fn whose(conn: &mut Conn, addresses: &[&str]) -> anyhow::Result<HashMap<String, ContactId>> {
    let list = serde_json::to_string(addresses).context("List addresses")?;
    let rows: Vec<(String, i64)> =
        sqlx::query_as(WHOSE).bind(list).fetch_all(conn).await.context("Find whose addresses these are")?;
    Ok(rows.into_iter().map(|(address, id)| (address, ContactId(id))).collect())
}

pub const WHOSE: &str = "select address, contact_id from addresses where address in (select value from json_each(?))";

/// Which companies have these domains.
pub async fn of_domains(conn: &mut Conn, domains: &[&str]) -> anyhow::Result<HashMap<String, CompanyId>> {
    let list = serde_json::to_string(domains).context("List domains")?;
    let rows: Vec<(String, i64)> = sqlx::query_as(OF_DOMAINS).bind(list).fetch_all(conn).await.context("Find companies")?;
    Ok(rows.into_iter().map(|(domain, id)| (domain, CompanyId(id))).collect())
}

pub const OF_DOMAINS: &str = "select domain, coalesce(merged_into, company_id) from companies where domain <> '' and domain in (select value from json_each(?))";

/// What a CRM calls a contact, but for what it put away.
pub async fn names_of_contact(conn: &mut Conn, connection: ConnectionId, id: ContactId) -> anyhow::Result<Vec<String>> {
    names(conn, NAMES_OF_CONTACT, connection, id.0).await
}

/// As [`names_of_contact`], for a company.
pub async fn names_of_company(conn: &mut Conn, connection: ConnectionId, id: CompanyId) -> anyhow::Result<Vec<String>> {
    names(conn, NAMES_OF_COMPANY, connection, id.0).await
}

pub const NAMES_OF_CONTACT: &str =
    "select source_id from crm_records where contact_id = ?2 and connection_id = ?1 and archived_at is null";
pub const NAMES_OF_COMPANY: &str =
    "select source_id from crm_records where company_id = ?2 and connection_id = ?1 and archived_at is null";

async fn names(conn: &mut Conn, statement: &'static str, connection: ConnectionId, id: i64) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar(statement).bind(connection.0).bind(id).fetch_all(conn).await.context("Read what a CRM calls somebody")
}

/// Makes a contact of whom no address is known.
pub async fn make_contact(write: &mut Write, name: &str, now: Time) -> anyhow::Result<ContactId> {
    let id: i64 = sqlx::query_scalar("insert into contacts (name, made_at) values (?, ?) returning contact_id")
        .bind(name)
        .bind(now.0)
        .fetch_one(write.conn())
        .await
        .context("Make a contact")?;
    Ok(ContactId(id))
}

/// What becomes known of a contact.
#[derive(Clone, Copy, Debug)]
pub struct Described<'a> {
    /// Empty where no name is told; then the one that is known stays.
    pub name: &'a str,
    pub title: &'a str,
    pub phone: &'a str,
    pub touched_at: Option<i64>,
    /// None where no company is told; then the one that is known stays.
    pub company: Option<CompanyId>,
}

pub async fn describe(write: &mut Write, id: ContactId, described: Described<'_>) -> anyhow::Result<()> {
    sqlx::query(
        "update contacts set name = case when ?2 <> '' then ?2 else name end, title = ?3, phone = ?4, touched_at = ?5,
             company_id = coalesce(?6, company_id)
         where contact_id = ?1",
    )
    .bind(id.0)
    .bind(described.name)
    .bind(described.title)
    .bind(described.phone)
    .bind(described.touched_at)
    .bind(described.company.map(|id| id.0))
    .execute(write.conn())
    .await
    .context("Describe a contact")?;
    write.changed(Tag::People);
    Ok(())
}

/// Gives a contact an address that is nobody else's. Whoever has none yet has it as the main one.
pub async fn add_address(write: &mut Write, id: ContactId, address: &str) -> anyhow::Result<()> {
    sqlx::query(
        "insert into addresses (address, contact_id, is_primary)
         select ?1, ?2, not exists (select 1 from addresses where contact_id = ?2 and is_primary = 1) where true
         on conflict (address) do nothing",
    )
    .bind(address)
    .bind(id.0)
    .execute(write.conn())
    .await
    .context("Give a contact an address")?;
    Ok(())
}

/// Has an address of a contact be their main one. Writes nothing where it is.
pub async fn prefer_address(write: &mut Write, id: ContactId, address: &str) -> anyhow::Result<()> {
    let is_main: Option<bool> = sqlx::query_scalar("select is_primary from addresses where address = ? and contact_id = ?")
        .bind(address)
        .bind(id.0)
        .fetch_optional(write.conn())
        .await
        .context("Look up an address")?;
    if is_main != Some(false) {
        return Ok(());
    }
    // Made anew rather than changed: that is what the search for people follows.
    sqlx::query(
        "update addresses set is_primary = 0 where contact_id = ?2 and is_primary = 1 and address <> ?1;
         delete from addresses where address = ?1;
         insert into addresses (address, contact_id, is_primary) values (?1, ?2, 1)",
    )
    .bind(address)
    .bind(id.0)
    .execute(write.conn())
    .await
    .context("Prefer an address")?;
    Ok(())
}

/// What becomes known of a company; an empty value says nothing.
#[derive(Clone, Copy, Debug)]
pub struct DescribedCompany<'a> {
    pub name: &'a str,
    /// Which no other company has.
    pub domain: &'a str,
    pub phone: &'a str,
}

pub async fn make_company(write: &mut Write, described: DescribedCompany<'_>, now: Time) -> anyhow::Result<CompanyId> {
    let id: i64 = sqlx::query_scalar(
        "insert into companies (name, domain, phone, named_by, made_at) values (?, ?, ?, 'crm', ?) returning company_id",
    )
    .bind(described.name)
    .bind(described.domain)
    .bind(described.phone)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Make a company")?;
    write.changed(Tag::People);
    Ok(CompanyId(id))
}

/// The operator's own name for a company stays, and so does a domain that it has.
pub async fn describe_company(write: &mut Write, id: CompanyId, described: DescribedCompany<'_>) -> anyhow::Result<()> {
    sqlx::query(
        "update companies set name = case when named_by = 'operator' or ?2 = '' then name else ?2 end,
             named_by = case when named_by = 'operator' or ?2 = '' then named_by else 'crm' end,
             domain = case when domain = '' then ?3 else domain end, phone = case when ?4 = '' then phone else ?4 end
         where company_id = ?1",
    )
    .bind(id.0)
    .bind(described.name)
    .bind(described.domain)
    .bind(described.phone)
    .execute(write.conn())
    .await
    .context("Describe a company")?;
    write.changed(Tag::People);
    Ok(())
}

/// A CRM made one contact of two: what is known of `from` is known of `into` from now on. Their conversations are judged anew.
pub async fn merge_contacts(write: &mut Write, from: ContactId, into: ContactId) -> anyhow::Result<()> {
    let threads: Vec<i64> = sqlx::query_scalar("select distinct thread_id from messages where contact_id in (?1, ?2)")
        .bind(from.0)
        .bind(into.0)
        .fetch_all(write.conn())
        .await
        .context("Find the conversations with somebody")?;
    sqlx::query(
        "update or ignore addresses set contact_id = ?2,
             is_primary = not exists (select 1 from addresses where contact_id = ?2 and is_primary = 1) and is_primary
         where contact_id = ?1;
         update messages set contact_id = ?2 where contact_id = ?1;
         update crm_records set contact_id = ?2 where contact_id = ?1;
         update or ignore deal_contacts set contact_id = ?2 where contact_id = ?1;
         delete from deal_contacts where contact_id = ?1;
         update tasks set contact_id = ?2 where contact_id = ?1;
         update notes set contact_id = ?2 where contact_id = ?1;
         delete from people_words where rowid = ?1",
    )
    .bind(from.0)
    .bind(into.0)
    .execute(write.conn())
    .await
    .context("Follow the merging of two contacts")?;
    write.changed(Tag::People);
    threads::mark(write, threads.into_iter().map(ThreadId)).await
}

/// A CRM made one company of two.
pub async fn merge_companies(write: &mut Write, from: CompanyId, into: CompanyId) -> anyhow::Result<()> {
    sqlx::query(
        "update contacts set company_id = ?2 where company_id = ?1;
         update crm_records set company_id = ?2 where company_id = ?1;
         update deals set company_id = ?2 where company_id = ?1;
         update tasks set company_id = ?2 where company_id = ?1;
         update notes set company_id = ?2 where company_id = ?1",
    )
    .bind(from.0)
    .bind(into.0)
    .execute(write.conn())
    .await
    .context("Follow the merging of two companies")?;
    write.changed(Tag::People);
    Ok(())
}
