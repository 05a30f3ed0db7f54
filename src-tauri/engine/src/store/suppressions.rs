//! Addresses and domains to which nothing may go.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{Suppression, Tag, Time};
use std::collections::HashMap;

pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Suppression>> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as("select what, reason, suppressed_at from suppressions order by what")
        .fetch_all(conn)
        .await
        .context("Read the suppressions")?;
    Ok(rows.into_iter().map(|(what, reason, at)| Suppression { what, reason, since: Time(at) }).collect())
}

/// Those of these addresses to which nothing may go, each with the entry that covers it: its own, or that of its domain.
pub async fn covering(conn: &mut Conn, addresses: &[&str]) -> anyhow::Result<HashMap<String, String>> {
    if addresses.is_empty() {
        return Ok(HashMap::new());
    }
    let list: Vec<(&str, &str)> = addresses.iter().map(|address| (*address, domain_of(address))).collect();
    let covered: Vec<(String, String)> = sqlx::query_as(COVERING)
        .bind(serde_json::to_string(&list).context("List the addresses")?)
        .fetch_all(conn)
        .await
        .context("Look addresses up in the suppressions")?;
    Ok(covered.into_iter().collect())
}

/// Where both an address and its domain stand on the list, the address is what counts: it comes last.
pub const COVERING: &str = "select addressed.value ->> 0, suppressions.what from json_each(?) as addressed
     cross join suppressions on suppressions.what in (addressed.value ->> 0, addressed.value ->> 1)
     order by suppressions.what = addressed.value ->> 0";

fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// The entry of an address or a domain by itself.
pub async fn entry(conn: &mut Conn, what: &str) -> anyhow::Result<Option<Suppression>> {
    let row: Option<(String, String, i64)> =
        sqlx::query_as("select what, reason, suppressed_at from suppressions where what = ?")
            .bind(what)
            .fetch_optional(conn)
            .await
            .context("Look a suppression up")?;
    Ok(row.map(|(what, reason, at)| Suppression { what, reason, since: Time(at) }))
}

/// Why an address or a domain is on the list; none where it is not.
pub async fn reason(conn: &mut Conn, what: &str) -> anyhow::Result<Option<String>> {
    sqlx::query_scalar("select reason from suppressions where what = ?")
        .bind(what)
        .fetch_optional(conn)
        .await
        .context("Look a suppression up")
}

/// Gives an entry another reason; the time at which it was made stays.
pub async fn set_reason(write: &mut Write, what: &str, reason: &str) -> anyhow::Result<()> {
    sqlx::query("update suppressions set reason = ? where what = ?")
        .bind(reason)
        .bind(what)
        .execute(write.conn())
        .await
        .context("Give a suppression another reason")?;
    write.changed(Tag::Settings);
    Ok(())
}

/// Puts an address or a domain on the list; one that is there stays as it is.
pub async fn add(write: &mut Write, what: &str, reason: &str, now: Time) -> anyhow::Result<()> {
    let kind = if what.contains('@') { "address" } else { "domain" };
    sqlx::query("insert into suppressions (what, kind, reason, suppressed_at) values (?, ?, ?, ?) on conflict (what) do nothing")
        .bind(what)
        .bind(kind)
        .bind(reason)
        .bind(now.0)
        .execute(write.conn())
        .await
        .context("Store a suppression")?;
    write.changed(Tag::Settings);
    Ok(())
}

/// Whether there was such an entry.
pub async fn remove(write: &mut Write, what: &str) -> anyhow::Result<bool> {
    let gone = sqlx::query("delete from suppressions where what = ?")
        .bind(what)
        .execute(write.conn())
        .await
        .context("Remove a suppression")?;
    write.changed(Tag::Settings);
    Ok(gone.rows_affected() > 0)
}
