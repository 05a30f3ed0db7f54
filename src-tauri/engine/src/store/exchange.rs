//! Contacts in bulk: whom a file names, what it fills in, and all of them to write a file.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ContactId, Tag};
use serde::Serialize;
use std::collections::HashMap;

/// Somebody who is here already, as far as a file could add to them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Known {
    pub contact_id: i64,
    pub name: String,
    pub title: String,
    pub phone: String,
    pub company_id: Option<i64>,
    /// Their company is only named after its domain.
    pub is_named_by_domain: bool,
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    address: String,
    #[sqlx(flatten)]
    known: Known,
}

/// Who has these addresses.
pub async fn known(conn: &mut Conn, addresses: &[&str]) -> anyhow::Result<HashMap<String, Known>> {
    let list = serde_json::to_string(addresses).context("List the addresses")?;
    let rows: Vec<KnownRow> = sqlx::query_as(KNOWN).bind(list).fetch_all(conn).await.context("Find who has addresses")?;
    Ok(rows.into_iter().map(|row| (row.address, row.known)).collect())
}

pub const KNOWN: &str = "select addresses.address, contacts.contact_id, contacts.name, contacts.title, contacts.phone,
            contacts.company_id, coalesce(companies.named_by = 'domain', 0) as is_named_by_domain
     from addresses
     join contacts on contacts.contact_id = addresses.contact_id
     left join companies on companies.company_id = contacts.company_id
     where addresses.address in (select value from json_each(?))";

/// What is to be filled in where nothing stands.
#[derive(Clone, Debug, Serialize)]
pub struct Filling<'a> {
    pub contact: i64,
    pub name: &'a str,
    pub title: &'a str,
    pub phone: &'a str,
    pub company: Option<i64>,
}

/// Fills in what is empty; what stands there stays.
pub async fn fill(write: &mut Write, fillings: &[Filling<'_>]) -> anyhow::Result<()> {
    sqlx::query(
        "update contacts
         set name = iif(name = '', told.value ->> 'name', name), title = iif(title = '', told.value ->> 'title', title),
             phone = iif(phone = '', told.value ->> 'phone', phone),
             company_id = coalesce(company_id, told.value ->> 'company')
         from json_each(?) as told where contact_id = told.value ->> 'contact'",
    )
    .bind(serde_json::to_string(fillings).context("List what is filled in")?)
    .execute(write.conn())
    .await
    .context("Fill in contacts")?;
    write.changed(Tag::People);
    Ok(())
}

/// Names a company that was only named after its domain.
pub async fn name_company(write: &mut Write, company: i64, name: &str) -> anyhow::Result<()> {
    sqlx::query("update companies set name = ?, named_by = 'operator' where company_id = ? and named_by = 'domain'")
        .bind(name)
        .bind(company)
        .execute(write.conn())
        .await
        .context("Name a company")?;
    Ok(())
}

/// A contact as it is written to a file.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    pub contact_id: i64,
    pub name: String,
    pub title: String,
    pub phone: String,
    pub company: String,
    pub domain: String,
    /// The address under which they are shown; may be empty.
    pub address: String,
    /// The others, with `; ` between.
    pub others: String,
    /// Why nothing may go to them; none where it may.
    pub suppressed: Option<String>,
}

/// Contacts by their ids, behind this one.
pub async fn lines_after(conn: &mut Conn, after: ContactId, limit: i64) -> anyhow::Result<Vec<Line>> {
    sqlx::query_as(LINES_AFTER).bind(after.0).bind(limit).fetch_all(conn).await.context("Read contacts to write them out")
}

pub const LINES_AFTER: &str = "select contacts.contact_id, contacts.name, contacts.title, contacts.phone,
            coalesce(companies.name, '') as company, coalesce(companies.domain, '') as domain,
            coalesce((select address from addresses
                      where addresses.contact_id = contacts.contact_id and is_primary = 1), '') as address,
            coalesce((select group_concat(address, '; ') from addresses
                      where addresses.contact_id = contacts.contact_id and is_primary = 0), '') as others,
            (select suppressions.reason from addresses
             join suppressions on suppressions.what in
                 (addresses.address, substr(addresses.address, instr(addresses.address, '@') + 1))
             where addresses.contact_id = contacts.contact_id
             order by suppressions.kind, suppressions.what limit 1) as suppressed
     from contacts left join companies on companies.company_id = contacts.company_id
     where contacts.contact_id > ? and contacts.merged_into is null order by contacts.contact_id limit ?";

/// Suppressed addresses that are nobody's, with the reason: who imports the file keeps them from mail, too.
pub async fn suppressed_strangers(conn: &mut Conn) -> anyhow::Result<Vec<(String, String)>> {
    sqlx::query_as(SUPPRESSED_STRANGERS).fetch_all(conn).await.context("Read who is suppressed and nobody")
}

pub const SUPPRESSED_STRANGERS: &str = "select what, reason from suppressions
     where kind = 'address' and not exists (select 1 from addresses where addresses.address = suppressions.what) order by what";
