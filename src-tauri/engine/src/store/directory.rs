//! Lists of contacts, those with the newest mail first.

use super::Conn;
use anyhow::Context as _;
use api::{CompanyId, CompanyRef, ContactId, Suppression, Time};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    pub contact_id: i64,
    /// 0 where there was no mail.
    pub last_mail_at: i64,
    pub n_open: i64,
    pub is_suppressed: bool,
}

impl Line {
    pub fn id(&self) -> ContactId {
        ContactId(self.contact_id)
    }
}

/// The columns of [`Line`], in one place.
macro_rules! select_lines {
    ($rest:literal) => {
        concat!(
            "select contacts.contact_id, contacts.last_mail_at,
                    (select count(*) from items
                     where items.contact_id = contacts.contact_id and items.state in ('new', 'drafting', 'review', 'failed')) as n_open,
                    exists (
                        select 1 from addresses join suppressions
                            on suppressions.what in (addresses.address, substr(addresses.address, instr(addresses.address, '@') + 1))
                        where addresses.contact_id = contacts.contact_id
                    ) as is_suppressed
             from contacts ",
            $rest
        )
    };
}

/// Contacts whose name, addresses or company hold each of these words; `after` is the last one shown.
pub async fn newest(conn: &mut Conn, words: &[String], after: Option<(i64, i64)>, limit: usize) -> anyhow::Result<Vec<Line>> {
    let (last_mail_at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    sqlx::query_as(NEWEST)
        .bind(last_mail_at)
        .bind(id)
        .bind(serde_json::to_string(words).context("List the words")?)
        .bind(i64::try_from(limit)?)
        .fetch_all(conn)
        .await
        .context("List people")
}

/// `lower` knows the letters of English only, which is why the words come in that form too.
pub const NEWEST: &str = select_lines!(
    "where (contacts.last_mail_at, contacts.contact_id) < (?1, ?2) and contacts.merged_into is null
       and not exists (
           select 1 from json_each(?3) as word where instr(
               lower(concat_ws(' ', contacts.name,
                   (select group_concat(address, ' ') from addresses where addresses.contact_id = contacts.contact_id),
                   (select concat_ws(' ', companies.name, companies.domain) from companies
                    where companies.company_id = contacts.company_id))),
               word.value) = 0)
     order by contacts.last_mail_at desc, contacts.contact_id desc limit ?4"
);

/// The contacts of a company.
pub async fn of_company(conn: &mut Conn, company: CompanyId, limit: i64) -> anyhow::Result<Vec<Line>> {
    sqlx::query_as(OF_COMPANY).bind(company.0).bind(limit).fetch_all(conn).await.context("List the people of a company")
}

pub const OF_COMPANY: &str =
    select_lines!("where contacts.company_id = ? order by contacts.last_mail_at desc, contacts.contact_id desc limit ?");

/// A company as it is listed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Company {
    pub company_id: i64,
    pub name: String,
    pub domain: String,
    pub n_people: i64,
    /// 0 where there was no mail.
    pub last_mail_at: i64,
    pub n_open: i64,
}

impl Company {
    pub fn into_ref(self) -> CompanyRef {
        CompanyRef { id: CompanyId(self.company_id), name: self.name, domain: self.domain }
    }
}

/// Companies whose name or domain holds each of these words, by name; `after` is the last one shown, its name and its id.
pub async fn companies(
    conn: &mut Conn,
    words: &[String],
    after: Option<&(String, i64)>,
    limit: usize,
) -> anyhow::Result<Vec<Company>> {
    let (name, id) = after.map_or(("", 0), |(name, id)| (name, *id));
    sqlx::query_as(COMPANIES)
        .bind(name)
        .bind(id)
        .bind(serde_json::to_string(words).context("List the words")?)
        .bind(i64::try_from(limit)?)
        .fetch_all(conn)
        .await
        .context("List companies")
}

pub const COMPANIES: &str = "select companies.company_id, companies.name, companies.domain,
            (select count(*) from contacts where contacts.company_id = companies.company_id) as n_people,
            coalesce((select max(contacts.last_mail_at) from contacts where contacts.company_id = companies.company_id), 0)
                as last_mail_at,
            (select count(*) from contacts cross join items on items.contact_id = contacts.contact_id
             where contacts.company_id = companies.company_id and items.state in ('new', 'drafting', 'review', 'failed')) as n_open
     from companies
     where companies.merged_into is null and companies.name collate nocase >= ?1 and (companies.name collate nocase > ?1 or companies.company_id > ?2)
       and not exists (
           select 1 from json_each(?3) as word
           where instr(lower(concat_ws(' ', companies.name, companies.domain)), word.value) = 0)
     order by companies.name collate nocase, companies.company_id limit ?4";

pub async fn company(conn: &mut Conn, id: CompanyId) -> anyhow::Result<Option<CompanyRef>> {
    let row: Option<(i64, String, String)> =
        sqlx::query_as("select company_id, name, domain from companies where company_id = ?")
            .bind(id.0)
            .fetch_optional(conn)
            .await
            .context("Read a company")?;
    Ok(row.map(|(id, name, domain)| CompanyRef { id: CompanyId(id), name, domain }))
}

pub async fn n_people(conn: &mut Conn, id: CompanyId) -> anyhow::Result<i64> {
    sqlx::query_scalar("select count(*) from contacts where company_id = ?")
        .bind(id.0)
        .fetch_one(conn)
        .await
        .context("Count the people of a company")
}

/// What a company's card says beside its people.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct CompanyFacts {
    pub phone: String,
    pub target_since: Option<i64>,
}

pub async fn company_facts(conn: &mut Conn, id: CompanyId) -> anyhow::Result<Option<CompanyFacts>> {
    sqlx::query_as("select phone, target_since from companies where company_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read what is known of a company")
}

/// What keeps mail from going to a contact: one of their addresses before a domain.
pub async fn suppression(conn: &mut Conn, contact: ContactId) -> anyhow::Result<Option<Suppression>> {
    let row: Option<(String, String, i64)> =
        sqlx::query_as(SUPPRESSION).bind(contact.0).fetch_optional(conn).await.context("Look for a suppression")?;
    Ok(row.map(|(what, reason, at)| Suppression { what, reason, since: Time(at) }))
}

pub const SUPPRESSION: &str = "select suppressions.what, suppressions.reason, suppressions.suppressed_at from addresses
     join suppressions on suppressions.what in (addresses.address, substr(addresses.address, instr(addresses.address, '@') + 1))
     where addresses.contact_id = ? order by suppressions.kind, addresses.is_primary desc, suppressions.what limit 1";
