//! Companies that are one: all rows that name the one come to name the other, and go back when that is undone.
//!
//! Whoever is gone keeps a row, with its domain unless the other has none: what comes from there later is of the company that was kept.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{CompanyId, Tag, Time};
use serde::{Deserialize, Serialize};

/// What of a company a merge may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Card {
    pub name: String,
    /// Who gave the name: `domain`, `crm` or `operator`.
    pub named_by: String,
    /// Empty, or no other company's.
    pub domain: String,
    pub phone: String,
    pub target_since: Option<i64>,
}

/// A company's card, and into which one it was merged.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    #[sqlx(flatten)]
    pub card: Card,
    pub merged_into: Option<i64>,
}

pub async fn stored(conn: &mut Conn, id: CompanyId) -> anyhow::Result<Option<Stored>> {
    sqlx::query_as("select name, named_by, domain, phone, target_since, merged_into from companies where company_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read a company to merge")
}

pub async fn set_card(write: &mut Write, id: CompanyId, card: &Card) -> anyhow::Result<()> {
    sqlx::query("update companies set name = ?, named_by = ?, domain = ?, phone = ?, target_since = ? where company_id = ?")
        .bind(&card.name)
        .bind(&card.named_by)
        .bind(&card.domain)
        .bind(&card.phone)
        .bind(card.target_since)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Change the card of a merged company")?;
    write.changed(Tag::People);
    write.changed(Tag::Queue);
    Ok(())
}

pub async fn set_merged(write: &mut Write, gone: CompanyId, into: Option<CompanyId>) -> anyhow::Result<()> {
    sqlx::query("update companies set merged_into = ? where company_id = ?")
        .bind(into.map(|id| id.0))
        .bind(gone.0)
        .execute(write.conn())
        .await
        .context("Note that a company is merged")?;
    Ok(())
}

/// The statements that note what is about to move, move it, and put it back. `?1` is the decision, `?2` who is gone, `?3` who is kept.
macro_rules! table {
    ($what:literal, $table:literal, $id:literal, $column:literal) => {
        [
            concat!(
                "insert into merged_company_rows (decision_id, what, row_id) select ?1, '",
                $what,
                "', ",
                $id,
                " from ",
                $table,
                " where ",
                $column,
                " = ?2 and ?3"
            ),
            concat!("update ", $table, " set ", $column, " = ?3 where ", $column, " = ?2 and ?1"),
            concat!(
                "update ",
                $table,
                " set ",
                $column,
                " = ?2 where ",
                $column,
                " = ?3 and ",
                $id,
                " in (select row_id from merged_company_rows where decision_id = ?1 and what = '",
                $what,
                "')"
            ),
        ]
    };
}

const TABLES: &[[&str; 3]] = &[
    table!("contact", "contacts", "contact_id", "company_id"),
    table!("crm_record", "crm_records", "record_id", "company_id"),
    table!("deal", "deals", "deal_id", "company_id"),
    table!("task", "tasks", "task_id", "company_id"),
    table!("note", "notes", "note_id", "company_id"),
    // Those that were merged into the one before.
    table!("company", "companies", "company_id", "merged_into"),
];

/// Whoever came since from the domain of the one that goes back goes with it.
const NEWCOMERS: &str = "update contacts set company_id = ?2 where company_id = ?3 and ?1 and contact_id in (
         select addresses.contact_id from addresses join companies on companies.company_id = ?2
         where addresses.is_primary = 1 and companies.domain <> ''
           and substr(addresses.address, instr(addresses.address, '@') + 1) = companies.domain)";

/// Marks the conversations in which something of a company stands: what its people are called work for may change.
pub async fn mark_threads(write: &mut Write, id: CompanyId) -> anyhow::Result<()> {
    sqlx::query(MARK_THREADS).bind(id.0).execute(write.conn()).await.context("Mark what a merge of companies touches")?;
    Ok(())
}

pub const MARK_THREADS: &str = "update threads set is_unjudged = 1 where is_unjudged = 0 and thread_id in (
         select messages.thread_id from contacts join messages on messages.contact_id = contacts.contact_id
         where contacts.company_id = ?1
         union select thread_id from deals where company_id = ?1
         union select thread_id from tasks where company_id = ?1)";

/// Moves all rows of `gone` to `kept`, and keeps which they were.
pub async fn go(write: &mut Write, decision: i64, gone: CompanyId, kept: CompanyId) -> anyhow::Result<()> {
    for [note, go, _] in TABLES {
        run(write, note, decision, gone, kept).await?;
        run(write, go, decision, gone, kept).await?;
    }
    Ok(())
}

/// Moves all rows back.
pub async fn back(write: &mut Write, decision: i64, gone: CompanyId, kept: CompanyId) -> anyhow::Result<()> {
    for [.., back] in TABLES {
        run(write, back, decision, gone, kept).await?;
    }
    run(write, NEWCOMERS, decision, gone, kept).await
}

async fn run(write: &mut Write, statement: &'static str, decision: i64, gone: CompanyId, kept: CompanyId) -> anyhow::Result<()> {
    sqlx::query(statement)
        .bind(decision)
        .bind(gone.0)
        .bind(kept.0)
        .execute(write.conn())
        .await
        .context("Move the rows of a merged company")?;
    Ok(())
}

/// The company that a merged one is now; itself where it was not merged.
pub async fn stands_for(conn: &mut Conn, id: CompanyId) -> anyhow::Result<CompanyId> {
    let found: Option<Option<i64>> = sqlx::query_scalar("select merged_into from companies where company_id = ?")
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Find which company a merged one is")?;
    // Nothing leads further: what was merged into a company that is merged itself names the last one.
    Ok(found.flatten().map_or(id, CompanyId))
}

/// A company as duplicates are looked for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Compared {
    pub company_id: i64,
    pub name: String,
    pub domain: String,
}

/// So many companies behind this one, but for those that were merged.
pub async fn compared_after(conn: &mut Conn, after: i64, limit: i64) -> anyhow::Result<Vec<Compared>> {
    sqlx::query_as(
        "select company_id, name, domain from companies where company_id > ? and merged_into is null order by company_id limit ?",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(conn)
    .await
    .context("Read companies to compare")
}

/// Pairs of which the operator said that they are two, the lower id first.
pub async fn told_apart(conn: &mut Conn) -> anyhow::Result<Vec<(i64, i64)>> {
    sqlx::query_as("select company_id, other_company_id from companies_told_apart")
        .fetch_all(conn)
        .await
        .context("Read which companies are two")
}

pub async fn tell_apart(write: &mut Write, one: CompanyId, other: CompanyId, now: Time) -> anyhow::Result<()> {
    sqlx::query(
        "insert into companies_told_apart (company_id, other_company_id, told_at) values (min(?1, ?2), max(?1, ?2), ?3)
         on conflict do nothing",
    )
    .bind(one.0)
    .bind(other.0)
    .bind(now.0)
    .execute(write.conn())
    .await
    .context("Note that two companies are two")?;
    write.changed(Tag::People);
    Ok(())
}
