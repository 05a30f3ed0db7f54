//! Contacts, their addresses, and companies.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{CompanyId, CompanyRef, ContactId, ContactRef, Tag, Time};
use std::collections::HashMap;

/// How the operator stands to a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub company: Option<CompanyId>,
    /// When the operator first wrote to them; none if never.
    pub written_at: Option<Time>,
    /// When the operator let them in.
    pub allowed_at: Option<Time>,
    /// When the operator kept them out; none while they do not.
    pub screened_at: Option<Time>,
    /// When they asked not to be written to.
    pub opted_out_at: Option<Time>,
    /// When a machine said that they no longer work there.
    pub left_at: Option<Time>,
    /// Until when nothing is asked of them.
    pub away_until: Option<Time>,
}

impl Standing {
    /// Somebody whose first mail needs no decision about who they are.
    pub fn is_known(&self) -> bool {
        self.written_at.is_some() || self.allowed_at.is_some()
    }
}

/// The contact who owns this address.
pub async fn contact_of(conn: &mut Conn, address: &str) -> anyhow::Result<Option<ContactId>> {
    let id: Option<i64> = sqlx::query_scalar("select contact_id from addresses where address = ?")
        .bind(address)
        .fetch_optional(conn)
        .await
        .context("Find a contact")?;
    Ok(id.map(ContactId))
}

/// The contact who owns this address, and whether their name is known.
pub async fn known(conn: &mut Conn, address: &str) -> anyhow::Result<Option<(ContactId, bool)>> {
    let row: Option<(i64, bool)> = sqlx::query_as(
        "select contacts.contact_id, contacts.name <> '' from addresses
         join contacts on contacts.contact_id = addresses.contact_id where addresses.address = ?",
    )
    .bind(address)
    .fetch_optional(conn)
    .await
    .context("Find a contact")?;
    Ok(row.map(|(id, is_named)| (ContactId(id), is_named)))
}

/// Gives a nameless contact a name.
pub async fn name(write: &mut Write, id: ContactId, name: &str) -> anyhow::Result<()> {
    sqlx::query("update contacts set name = ? where contact_id = ? and name = ''")
        .bind(name)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Name a contact")?;
    Ok(())
}

/// Makes a contact with this address, which nobody has yet.
pub async fn make_contact(
    write: &mut Write,
    address: &str,
    name: &str,
    company: Option<CompanyId>,
    now: Time,
) -> anyhow::Result<ContactId> {
    let id: i64 = sqlx::query_scalar("insert into contacts (company_id, name, made_at) values (?, ?, ?) returning contact_id")
        .bind(company.map(|id| id.0))
        .bind(name)
        .bind(now.0)
        .fetch_one(write.conn())
        .await
        .context("Make a contact")?;
    sqlx::query("insert into addresses (address, contact_id, is_primary) values (?, ?, 1)")
        .bind(address)
        .bind(id)
        .execute(write.conn())
        .await
        .context("Store an address")?;
    Ok(ContactId(id))
}

/// The company with this domain, made where there is none.
pub async fn ensure_company(write: &mut Write, domain: &str, name: &str, now: Time) -> anyhow::Result<CompanyId> {
    let id: Option<i64> = sqlx::query_scalar("select company_id from companies where domain = ?")
        .bind(domain)
        .fetch_optional(write.conn())
        .await
        .context("Find a company")?;
    if let Some(id) = id {
        return Ok(CompanyId(id));
    }
    let id: i64 = sqlx::query_scalar("insert into companies (name, domain, made_at) values (?, ?, ?) returning company_id")
        .bind(name)
        .bind(domain)
        .bind(now.0)
        .fetch_one(write.conn())
        .await
        .context("Make a company")?;
    Ok(CompanyId(id))
}

#[derive(sqlx::FromRow)]
struct ContactRow {
    contact_id: i64,
    name: String,
    address: String,
    company_id: Option<i64>,
    company_name: Option<String>,
    domain: Option<String>,
}

/// A contact with its first address and its company, as screens show it.
pub async fn contact(conn: &mut Conn, id: ContactId) -> anyhow::Result<Option<(ContactRef, Option<CompanyRef>)>> {
    Ok(contacts(conn, &[id]).await?.remove(&id))
}

/// Those of these contacts that there are, by id.
pub async fn contacts(
    conn: &mut Conn,
    ids: &[ContactId],
) -> anyhow::Result<HashMap<ContactId, (ContactRef, Option<CompanyRef>)>> {
    let list = serde_json::to_string(ids).context("List the contacts")?;
    let rows: Vec<ContactRow> = sqlx::query_as(CONTACTS).bind(list).fetch_all(conn).await.context("Read contacts")?;
    let contact = |row: ContactRow| {
        let company = row.company_id.zip(row.company_name).zip(row.domain);
        let company = company.map(|((id, name), domain)| CompanyRef { id: CompanyId(id), name, domain });
        let id = ContactId(row.contact_id);
        (id, (ContactRef { id, name: row.name, address: row.address }, company))
    };
    Ok(rows.into_iter().map(contact).collect())
}

pub const CONTACTS: &str = "select contacts.contact_id, contacts.name, addresses.address, companies.company_id,
            companies.name as company_name, companies.domain
     from contacts
     join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1
     left join companies on companies.company_id = contacts.company_id
     where contacts.contact_id in (select value from json_each(?))";

#[derive(sqlx::FromRow)]
struct StandingRow {
    contact_id: i64,
    company_id: Option<i64>,
    written_at: Option<i64>,
    allowed_at: Option<i64>,
    screened_at: Option<i64>,
    opted_out_at: Option<i64>,
    left_at: Option<i64>,
    away_until: Option<i64>,
}

/// How the operator stands to these contacts.
pub async fn standings(conn: &mut Conn, ids: &[ContactId]) -> anyhow::Result<HashMap<ContactId, Standing>> {
    let list = serde_json::to_string(ids).context("List the contacts")?;
    let rows: Vec<StandingRow> = sqlx::query_as(STANDINGS).bind(list).fetch_all(conn).await.context("Read standings")?;
    let standing = |row: StandingRow| {
        let standing = Standing {
            company: row.company_id.map(CompanyId),
            written_at: row.written_at.map(Time),
            allowed_at: row.allowed_at.map(Time),
            screened_at: row.screened_at.map(Time),
            opted_out_at: row.opted_out_at.map(Time),
            left_at: row.left_at.map(Time),
            away_until: row.away_until.map(Time),
        };
        (ContactId(row.contact_id), standing)
    };
    Ok(rows.into_iter().map(standing).collect())
}

pub const STANDINGS: &str =
    "select contact_id, company_id, written_at, allowed_at, screened_at, opted_out_at, left_at, away_until
     from contacts where contact_id in (select value from json_each(?))";

/// Notes that the operator wrote to a contact. Answers whether that is news.
pub async fn written_to(write: &mut Write, id: ContactId, at: Time) -> anyhow::Result<bool> {
    let first = sqlx::query("update contacts set written_at = ? where contact_id = ? and written_at is null")
        .bind(at.0)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note to whom the operator wrote")?;
    Ok(first.rows_affected() == 1)
}

/// Lets a contact in, which also takes back that they were kept out.
pub async fn allow(write: &mut Write, id: ContactId, now: Time) -> anyhow::Result<()> {
    set(write, "update contacts set allowed_at = ?, screened_at = null where contact_id = ?", id, now).await
}

/// Keeps a contact out, which also takes back that they were let in.
pub async fn screen(write: &mut Write, id: ContactId, now: Time) -> anyhow::Result<()> {
    set(write, "update contacts set screened_at = ?, allowed_at = null where contact_id = ?", id, now).await
}

pub async fn opted_out(write: &mut Write, id: ContactId, at: Time) -> anyhow::Result<()> {
    set(write, "update contacts set opted_out_at = max(coalesce(opted_out_at, 0), ?) where contact_id = ?", id, at).await
}

pub async fn left(write: &mut Write, id: ContactId, at: Time) -> anyhow::Result<()> {
    set(write, "update contacts set left_at = ? where contact_id = ?", id, at).await
}

pub async fn away(write: &mut Write, id: ContactId, until: Time) -> anyhow::Result<()> {
    set(write, "update contacts set away_until = max(coalesce(away_until, 0), ?) where contact_id = ?", id, until).await
}

async fn set(write: &mut Write, statement: &'static str, id: ContactId, at: Time) -> anyhow::Result<()> {
    sqlx::query(statement).bind(at.0).bind(id.0).execute(write.conn()).await.context("Note how somebody stands")?;
    write.changed(Tag::Queue);
    Ok(())
}

/// The addresses of a contact, the first one first.
pub async fn addresses(conn: &mut Conn, id: ContactId) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar("select address from addresses where contact_id = ? order by is_primary desc, address")
        .bind(id.0)
        .fetch_all(conn)
        .await
        .context("Read the addresses of a contact")
}
