//! Contacts, their addresses, and companies.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{CompanyId, CompanyRef, ContactId, ContactRef, Tag, Time};
use serde::Serialize;
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

/// Somebody who is to become a contact.
#[derive(Debug, Serialize)]
pub struct NewContact<'a> {
    /// Which nobody has yet.
    pub address: &'a str,
    pub name: &'a str,
    /// The domain of their company and what it is called; none for an address of a free-mail provider.
    pub company: Option<(&'a str, String)>,
}

/// Makes contacts, and their companies where there are none yet. Answers their ids, in order.
pub async fn make_contacts(write: &mut Write, new: &[NewContact<'_>], now: Time) -> anyhow::Result<Vec<ContactId>> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let newest: i64 = sqlx::query_scalar("select coalesce(max(seq), 0) from sqlite_sequence where name = 'contacts'")
        .fetch_one(write.conn())
        .await
        .context("Look up the newest contact")?;
    let rows: Vec<(i64, &NewContact<'_>)> = (newest + 1..).zip(new).collect();
    sqlx::query(MAKE_CONTACTS)
        .bind(serde_json::to_string(&rows).context("List new contacts")?)
        .bind(now.0)
        .execute(write.conn())
        .await
        .context("Make contacts")?;
    Ok(rows.iter().map(|(id, _)| ContactId(*id)).collect())
}

const MAKE_CONTACTS: &str = "insert into companies (name, domain, made_at)
     select value ->> '$[1].company[1]', value ->> '$[1].company[0]', ?2 from json_each(?1)
     where value ->> '$[1].company[0]' is not null
     on conflict (domain) where domain <> '' do nothing;
     insert into contacts (contact_id, company_id, name, made_at)
     select value ->> 0, (select coalesce(merged_into, company_id) from companies where domain = value ->> '$[1].company[0]'), value ->> '$[1].name', ?2
     from json_each(?1);
     insert into addresses (address, contact_id, is_primary)
     select value ->> '$[1].address', value ->> 0, 1 from json_each(?1)";

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

pub const CONTACTS: &str = "select contacts.contact_id, contacts.name, coalesce(addresses.address, '') as address,
            companies.company_id, companies.name as company_name, companies.domain
     from contacts
     left join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1
     left join companies on companies.company_id = contacts.company_id
     where contacts.contact_id in (select value from json_each(?))";

/// Contacts in whose name or address each of these has its beginning, whatever the case and without accents; those with the
/// newest mail first, without those to whom nothing may go.
pub async fn beginning_with(conn: &mut Conn, words: &[&str], limit: i64) -> anyhow::Result<Vec<ContactRef>> {
    // In quotation marks nothing is an operator of FTS5, and what SQLite takes apart (an address) is a phrase.
    let wanted: Vec<String> = words.iter().map(|word| format!("\"{}\"*", word.replace('"', "\"\""))).collect();
    let rows: Vec<(i64, String, String)> = sqlx::query_as(BEGINNING_WITH)
        .bind(wanted.join(" "))
        .bind(limit)
        .fetch_all(conn)
        .await
        .context("Look for contacts by their beginnings")?;
    Ok(rows.into_iter().map(|(id, name, address)| ContactRef { id: ContactId(id), name, address }).collect())
}

pub const BEGINNING_WITH: &str = "select contacts.contact_id, contacts.name, addresses.address
     from people_words
     join contacts on contacts.contact_id = people_words.rowid
     join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1
     where people_words match ?1 and not exists (
         select 1 from suppressions
         where what in (addresses.address, substr(addresses.address, instr(addresses.address, '@') + 1))
     )
     order by (select max(sent_at) from messages where messages.contact_id = contacts.contact_id) desc, contacts.contact_id
     limit ?2";

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

/// Notes when the operator first wrote to contacts. Answers those of whom that is news.
pub async fn written_to(write: &mut Write, contacts: &[(ContactId, Time)]) -> anyhow::Result<Vec<ContactId>> {
    let list = serde_json::to_string(contacts).context("List to whom the operator wrote")?;
    let first: Vec<i64> = sqlx::query_scalar(
        "update contacts set written_at = written.value ->> 1 from json_each(?) as written
         where contact_id = written.value ->> 0 and written_at is null returning contact_id",
    )
    .bind(list)
    .fetch_all(write.conn())
    .await
    .context("Note to whom the operator wrote")?;
    Ok(first.into_iter().map(ContactId).collect())
}

/// Lets a contact in, which also takes back that they were kept out.
pub async fn allow(write: &mut Write, id: ContactId, now: Time) -> anyhow::Result<()> {
    set(write, "update contacts set allowed_at = ?, screened_at = null where contact_id = ?", id, now).await
}

/// Keeps a contact out, which also takes back that they were let in.
pub async fn screen(write: &mut Write, id: ContactId, now: Time) -> anyhow::Result<()> {
    set(write, "update contacts set screened_at = ?, allowed_at = null where contact_id = ?", id, now).await
}

/// Has a contact stand as they stood before a decision was taken back.
pub async fn stand_again(
    write: &mut Write,
    id: ContactId,
    allowed_at: Option<Time>,
    screened_at: Option<Time>,
) -> anyhow::Result<()> {
    sqlx::query("update contacts set allowed_at = ?, screened_at = ? where contact_id = ?")
        .bind(allowed_at.map(|at| at.0))
        .bind(screened_at.map(|at| at.0))
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Take back how somebody stands")?;
    write.changed(Tag::Queue);
    Ok(())
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

/// What a contact's card says beside the mail with them.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Facts {
    pub title: String,
    pub phone: String,
}

pub async fn facts(conn: &mut Conn, id: ContactId) -> anyhow::Result<Option<Facts>> {
    sqlx::query_as("select title, phone from contacts where contact_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read what is known of a contact")
}
