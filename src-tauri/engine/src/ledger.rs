//! The ledger as it is looked at: row by row in words, and its chain as a whole. Nothing here writes to it.

use crate::cx::Cx;
use crate::page;
use crate::store::ledger::{self as store, Line};
use crate::store::{Conn, settings};
use api::text::LedgerAbout;
use api::{Finding, LedgerHead, LedgerLine, LedgerPage, Level, ListLedger, Time, text};
use std::collections::HashMap;

/// A page of the ledger, the newest row first.
pub async fn list(cx: &Cx, request: &ListLedger) -> anyhow::Result<LedgerPage> {
    let limit = page::limit(request.limit)?;
    let before = page::after("list_ledger", request.after.as_deref())?;
    let mut conn = cx.read().await?;
    let rows = store::newest(&mut conn, request.event.as_deref(), request.subject.as_deref(), before, limit).await?;
    let next = page::next(&rows, limit, |last| last.ledger_id);
    let head = store::newest(&mut conn, None, None, None, 1).await?.pop();
    Ok(LedgerPage {
        rows: in_words(&mut conn, rows).await?,
        events: store::events(&mut conn).await?,
        head: head.map(|head| LedgerHead { id: head.ledger_id, hash: head.hash }),
        next,
    })
}

/// The rows with what they point at: the ledger itself holds ids and hashes alone.
async fn in_words(conn: &mut Conn, rows: Vec<Line>) -> anyhow::Result<Vec<LedgerLine>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.ledger_id).collect();
    let mut pointed_at = store::pointed_at(conn, &ids).await?;
    let mut values = HashMap::new();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let mut about = pointed_at.remove(&row.ledger_id).unwrap_or_default();
        if row.event == "setting_changed" {
            if !values.contains_key(&row.subject) {
                values.insert(row.subject.clone(), settings::value(conn, &row.subject).await?);
            }
            // What a setting is now is what it was changed to only where the hash says so.
            let value = values.get(&row.subject).cloned().flatten();
            about.value = value.filter(|value| crate::sha256(value.as_bytes()) == row.content_hash);
        }
        lines.push(line(row, &about));
    }
    Ok(lines)
}

fn line(row: Line, about: &LedgerAbout) -> LedgerLine {
    LedgerLine {
        id: row.ledger_id,
        at: Time(row.written_at),
        actor: row.actor,
        words: text::ledger_row(row.actor, &row.event, &row.subject, &row.detail, about),
        deed: text::ledger_deed(row.actor, &row.event, &row.subject, &row.detail, about),
        event: row.event,
        subject: row.subject,
        detail: row.detail,
        hash: row.hash,
    }
}

/// Walks the whole chain and says whether it holds.
pub async fn verify(cx: &Cx) -> anyhow::Result<Finding> {
    let broken = store::first_broken(&mut *cx.read().await?).await?;
    let (level, words) = broken.map_or_else(|| (Level::Good, text::ledger_whole()), |row| (Level::Bad, text::ledger_broken(row)));
    Ok(Finding { level, subject: "ledger".to_owned(), words })
}
