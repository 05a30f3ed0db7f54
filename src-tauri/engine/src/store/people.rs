//! Contacts, their addresses, and companies.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{CompanyId, CompanyRef, ContactId, ContactRef, Time};
use std::collections::HashMap;

/// The contact who owns this address.
pub async fn contact_of(conn: &mut Conn, address: &str) -> anyhow::Result<Option<ContactId>> {
    let id: Option<i64> = sqlx::query_scalar("select contact_id from addresses where address = ?")
        .bind(address)
        .fetch_optional(conn)
        .await
        .context("Find a contact")?;
    Ok(id.map(ContactId))
}

/// A contact with this address, made where there is none. A name that is new to a nameless contact is kept.
pub async fn ensure_contact(
    write: &mut Write,
    address: &str,
    name: &str,
    company: Option<CompanyId>,
    now: Time,
) -> anyhow::Result<ContactId> {
    if let Some(id) = contact_of(write.conn(), address).await? {
        if !name.is_empty() {
            sqlx::query("update contacts set name = ? where contact_id = ? and name = ''")
                .bind(name)
                .bind(id.0)
                .execute(write.conn())
                .await
                .context("Name a contact")?;
        }
        return Ok(id);
    }
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
