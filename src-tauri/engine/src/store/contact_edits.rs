//! What the operator says of contacts and companies themselves.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{CompanyId, ContactId, Tag, Time};

/// What of a contact the operator can change, but for the addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Card {
    pub name: String,
    pub title: String,
    pub phone: String,
    pub company_id: Option<i64>,
}

pub async fn card(conn: &mut Conn, id: ContactId) -> anyhow::Result<Option<Card>> {
    sqlx::query_as("select name, title, phone, company_id from contacts where contact_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read the card of a contact")
}

/// Makes a contact that has no address yet.
pub async fn make(write: &mut Write, now: Time) -> anyhow::Result<ContactId> {
    let id: i64 = sqlx::query_scalar("insert into contacts (name, made_at) values ('', ?) returning contact_id")
        .bind(now.0)
        .fetch_one(write.conn())
        .await
        .context("Make a contact by hand")?;
    Ok(ContactId(id))
}

pub async fn set_card(write: &mut Write, id: ContactId, card: &Card) -> anyhow::Result<()> {
    sqlx::query("update contacts set name = ?, title = ?, phone = ?, company_id = ? where contact_id = ?")
        .bind(&card.name)
        .bind(&card.title)
        .bind(&card.phone)
        .bind(card.company_id)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Change the card of a contact")?;
    write.changed(Tag::People);
    write.changed(Tag::Queue);
    Ok(())
}

/// Has a contact have exactly these addresses, none of which may be anybody else's; the first is the one under which they are
/// shown. The words by which they are found follow from it.
pub async fn set_addresses(write: &mut Write, id: ContactId, addresses: &[String]) -> anyhow::Result<()> {
    sqlx::query("delete from people_words where rowid = ?")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Forget the words of a contact")?;
    sqlx::query("delete from addresses where contact_id = ?")
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Take the addresses off a contact")?;
    sqlx::query("insert into addresses (address, contact_id, is_primary) select value, ?, key = 0 from json_each(?)")
        .bind(id.0)
        .bind(serde_json::to_string(addresses).context("List the addresses")?)
        .execute(write.conn())
        .await
        .context("Give a contact addresses")?;
    write.changed(Tag::People);
    Ok(())
}

/// Gives a contact one more address, which is nobody's yet.
pub async fn add_address(write: &mut Write, id: ContactId, address: &str) -> anyhow::Result<()> {
    sqlx::query(
        "insert into addresses (address, contact_id, is_primary)
         values (?1, ?2, not exists (select 1 from addresses where contact_id = ?2 and is_primary = 1))",
    )
    .bind(address)
    .bind(id.0)
    .execute(write.conn())
    .await
    .context("Give a contact one more address")?;
    write.changed(Tag::People);
    Ok(())
}

/// Whether there is mail from or to this address.
pub async fn has_mail(conn: &mut Conn, address: &str) -> anyhow::Result<bool> {
    let found: i64 = sqlx::query_scalar(HAS_MAIL).bind(address).fetch_one(conn).await.context("Look for mail of an address")?;
    Ok(found != 0)
}

pub const HAS_MAIL: &str = "select exists (select 1 from messages where from_address = ?1)
         or exists (select 1 from message_recipients where address = ?1)";

/// What of a company the operator can change.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct CompanyCard {
    pub name: String,
    pub domain: String,
    pub phone: String,
    pub target_since: Option<i64>,
    /// Who gave the name: `domain`, `crm` or `operator`.
    pub named_by: String,
}

pub async fn company_card(conn: &mut Conn, id: CompanyId) -> anyhow::Result<Option<CompanyCard>> {
    sqlx::query_as("select name, domain, phone, target_since, named_by from companies where company_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read the card of a company")
}

/// Makes a company under this name, which the operator gave it. `domain` is no other company's; it may be empty.
pub async fn make_company(write: &mut Write, name: &str, domain: &str, now: Time) -> anyhow::Result<CompanyId> {
    let id: i64 = sqlx::query_scalar(
        "insert into companies (name, domain, named_by, made_at) values (?, ?, 'operator', ?) returning company_id",
    )
    .bind(name)
    .bind(domain)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Make a company by hand")?;
    write.changed(Tag::People);
    Ok(CompanyId(id))
}

pub async fn set_company_card(write: &mut Write, id: CompanyId, card: &CompanyCard) -> anyhow::Result<()> {
    sqlx::query("update companies set name = ?, domain = ?, phone = ?, target_since = ?, named_by = ? where company_id = ?")
        .bind(&card.name)
        .bind(&card.domain)
        .bind(&card.phone)
        .bind(card.target_since)
        .bind(&card.named_by)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Change the card of a company")?;
    write.changed(Tag::People);
    write.changed(Tag::Queue);
    Ok(())
}

/// The company of a mail domain, which is not empty, and what it is called.
pub async fn company_of_domain(conn: &mut Conn, domain: &str) -> anyhow::Result<Option<(CompanyId, String)>> {
    let row: Option<(i64, String)> = sqlx::query_as("select kept.company_id, kept.name from companies join companies as kept on kept.company_id = coalesce(companies.merged_into, companies.company_id)
         where companies.domain = ? and companies.domain <> ''")
        .bind(domain)
        .fetch_optional(conn)
        .await
        .context("Find the company of a domain")?;
    Ok(row.map(|(id, name)| (CompanyId(id), name)))
}

/// A company of this name, whatever the case; the oldest where there are several.
pub async fn company_called(conn: &mut Conn, name: &str) -> anyhow::Result<Option<CompanyId>> {
    let id: Option<i64> =
        sqlx::query_scalar(COMPANY_CALLED).bind(name).fetch_optional(conn).await.context("Find a company by its name")?;
    Ok(id.map(CompanyId))
}

pub const COMPANY_CALLED: &str =
    "select coalesce(merged_into, company_id) from companies where name = ? collate nocase order by company_id limit 1";
