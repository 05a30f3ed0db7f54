//! The ledger: one row for each thing that happened, chained by SHA-256 from the first row.
//!
//! Ids, codes, hashes and times only. Free text, addresses and mails live in their own tables, where they can be erased; a
//! row here holds at most the hash of such a thing.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use anyhow::Context as _;
use api::text::LedgerAbout;
use api::{Action, Actor, Play, Time};
use sha2::{Digest as _, Sha256};
use sqlx::{QueryBuilder, Sqlite};
use std::collections::HashMap;

/// What the first row names as the one before it.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// How many things happened so far, apart from changes of how the window looks and of its keys.
pub async fn n_rows_of_use(conn: &mut Conn) -> anyhow::Result<i64> {
    sqlx::query_scalar(
        "select count(*) from ledger
         where not (event = 'setting_changed' and (subject like 'window.%' or subject like 'keys.%'))",
    )
    .fetch_one(conn)
    .await
    .context("Count the ledger")
}

/// One row to be written.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub actor: Actor,
    /// What happened, as a code: `item_moved`, `approved`, `sent`, …
    pub event: &'a str,
    /// Which row it happened to: `item:12`.
    pub subject: &'a str,
    /// Codes and ids that belong to it.
    pub detail: &'a str,
    /// The hash of the content that it is about; empty where there is none.
    pub content_hash: &'a str,
}

/// A stored row, as it is checked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    pub ledger_id: i64,
    pub written_at: i64,
    pub actor: String,
    pub event: String,
    pub subject: String,
    pub detail: String,
    pub content_hash: String,
    pub previous_hash: String,
    pub hash: String,
}

/// Adds a row behind the newest one, in the transaction of what it records.
pub async fn append(write: &mut Write, entry: Entry<'_>, now: Time) -> anyhow::Result<()> {
    append_all(write, &[entry], now).await
}

/// Adds rows behind the newest one, in their order.
pub async fn append_all(write: &mut Write, entries: &[Entry<'_>], now: Time) -> anyhow::Result<()> {
    let mut newest = match write.ledger_head.take() {
        Some(head) => head,
        None => head(write.conn()).await?,
    };
    for chunk in entries.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new(
            "insert into ledger (written_at, actor, event, subject, detail, content_hash, previous_hash, hash) ",
        )
        .push_values(chunk, |mut row, entry| {
            let actor = entry.actor.as_str();
            let hash = link(now.0, actor, entry.event, entry.subject, entry.detail, entry.content_hash, &newest);
            let previous = std::mem::replace(&mut newest, hash.clone());
            row.push_bind(now.0)
                .push_bind(actor)
                .push_bind(entry.event)
                .push_bind(entry.subject)
                .push_bind(entry.detail)
                .push_bind(entry.content_hash)
                .push_bind(previous)
                .push_bind(hash);
        })
        .build()
        .persistent(chunk.len() == 1)
        .execute(write.conn())
        .await
        .context("Write to the ledger")?;
    }
    write.ledger_head = Some(newest);
    Ok(())
}

/// The hash of the newest row.
async fn head(conn: &mut Conn) -> anyhow::Result<String> {
    let newest: Option<String> = sqlx::query_scalar("select hash from ledger order by ledger_id desc limit 1")
        .fetch_optional(conn)
        .await
        .context("Read the ledger's head")?;
    Ok(newest.unwrap_or_else(|| GENESIS.to_owned()))
}

/// The first row whose hash or predecessor is wrong; none where the chain holds.
pub async fn first_broken(conn: &mut Conn) -> anyhow::Result<Option<i64>> {
    const PAGE: i64 = 1000;
    let (mut after, mut previous) = (0, GENESIS.to_owned());
    loop {
        let rows: Vec<Row> = sqlx::query_as(
            "select ledger_id, written_at, actor, event, subject, detail, content_hash, previous_hash, hash
             from ledger where ledger_id > ? order by ledger_id limit ?",
        )
        .bind(after)
        .bind(PAGE)
        .fetch_all(&mut *conn)
        .await
        .context("Read the ledger")?;
        if rows.is_empty() {
            return Ok(None);
        }
        for row in rows {
            let expected = link(row.written_at, &row.actor, &row.event, &row.subject, &row.detail, &row.content_hash, &previous);
            if row.previous_hash != previous || row.hash != expected {
                return Ok(Some(row.ledger_id));
            }
            after = row.ledger_id;
            previous = row.hash;
        }
    }
}

/// A row of the ledger as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    pub ledger_id: i64,
    pub written_at: i64,
    #[sqlx(try_from = "String")]
    pub actor: Actor,
    pub event: String,
    pub subject: String,
    pub detail: String,
    pub content_hash: String,
    pub hash: String,
}

/// The columns of [`Line`], in one place.
macro_rules! select_lines {
    ($rest:literal) => {
        concat!("select ledger_id, written_at, actor, event, subject, detail, content_hash, hash from ledger ", $rest)
    };
}

/// Rows of this event and about this subject, the newest first; `before` is the last one shown.
pub async fn newest(
    conn: &mut Conn,
    event: Option<&str>,
    subject: Option<&str>,
    before: Option<i64>,
    limit: usize,
) -> anyhow::Result<Vec<Line>> {
    let query = match (event, subject) {
        (None, None) => sqlx::query_as(NEWEST),
        (Some(event), None) => sqlx::query_as(NEWEST_OF_EVENT).bind(event),
        (None, Some(subject)) => sqlx::query_as(NEWEST_ABOUT).bind(subject),
        (Some(event), Some(subject)) => sqlx::query_as(NEWEST_OF_EVENT_ABOUT).bind(subject).bind(event),
    };
    query.bind(before.unwrap_or(i64::MAX)).bind(i64::try_from(limit)?).fetch_all(conn).await.context("List the ledger")
}

pub const NEWEST: &str = select_lines!("where ledger_id < ? order by ledger_id desc limit ?");
pub const NEWEST_OF_EVENT: &str = select_lines!("where event = ? and ledger_id < ? order by ledger_id desc limit ?");
pub const NEWEST_ABOUT: &str = select_lines!("where subject = ? and ledger_id < ? order by ledger_id desc limit ?");
/// The plus keeps the index of events out: one thing has few rows, one event has many.
pub const NEWEST_OF_EVENT_ABOUT: &str =
    select_lines!("where subject = ? and +event = ? and ledger_id < ? order by ledger_id desc limit ?");

#[derive(sqlx::FromRow)]
struct PointedAt {
    ledger_id: i64,
    play: Option<String>,
    action: Option<String>,
    who: Option<String>,
    destination: Option<String>,
    recipients: String,
    template: Option<String>,
}

/// What these rows point at, as it is now, by the row; rows that point at nothing known are left out.
pub async fn pointed_at(conn: &mut Conn, rows: &[i64]) -> anyhow::Result<HashMap<i64, LedgerAbout>> {
    let list = serde_json::to_string(rows).context("List the rows of the ledger")?;
    let found: Vec<PointedAt> =
        sqlx::query_as(POINTED_AT).bind(list).fetch_all(conn).await.context("Read what the ledger points at")?;
    let about = |found: PointedAt| {
        let play = found.play.as_deref().and_then(Play::from_wire);
        let to = serde_json::from_str(&found.recipients).context("Read the recipients of an approval")?;
        let about = LedgerAbout {
            item: play.map(|play| (play, found.who)),
            action: found.action.as_deref().and_then(Action::from_wire),
            to,
            is_practice: found.destination.as_deref() == Some(crate::outbox::PRACTICE),
            value: None,
            name: found.template,
        };
        Ok((found.ledger_id, about))
    };
    found.into_iter().map(about).collect()
}

/// A row names what it is about as `kind:id`; of an edit it says the revision, an approval knows its own.
pub const POINTED_AT: &str = "with named (ledger_id, kind, id, edited) as (
         select ledger_id, substr(subject, 1, instr(subject, ':') - 1), cast(substr(subject, instr(subject, ':') + 1) as integer),
                case event when 'draft_edited' then cast(substr(detail, length('revision:') + 1) as integer) end
         from ledger where ledger_id in (select value from json_each(?)))
     select named.ledger_id, items.play, items.action, coalesce(nullif(contacts.name, ''), addresses.address) as who,
            approvals.destination, templates.name as template,
            (select json_group_array(called) from (
                 select coalesce(nullif(name, ''), address) as called from revision_recipients
                 where item_id = items.item_id and revision = coalesce(approvals.revision, named.edited) and role = 'to'
                 order by position)) as recipients
     from named
     left join outbox on outbox.outbox_id = case named.kind when 'action' then named.id end
     left join approvals on approvals.approval_id = case named.kind when 'approval' then named.id else outbox.approval_id end
     left join items on items.item_id = case named.kind when 'item' then named.id else approvals.item_id end
     left join contacts on contacts.contact_id = items.contact_id
     left join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1
     left join templates on templates.template_id = case named.kind when 'template' then named.id end";

/// Every event that the ledger holds, by name.
pub async fn events(conn: &mut Conn) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar(EVENTS).fetch_all(conn).await.context("List the events of the ledger")
}

/// From one name to the next along the index: a `distinct` would walk through all rows.
pub const EVENTS: &str = "with recursive names (name) as (
         select min(event) from ledger
         union all
         select (select min(event) from ledger where event > names.name) from names where names.name is not null)
     select name from names where name is not null";

/// The hash of one row: SHA-256 over its fields, each led by its length, so that no two rows read the same.
fn link(written_at: i64, actor: &str, event: &str, subject: &str, detail: &str, content_hash: &str, previous: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(written_at.to_be_bytes());
    for field in [actor, event, subject, detail, content_hash, previous] {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    crate::hex(&hasher.finalize())
}
