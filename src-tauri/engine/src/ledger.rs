//! The ledger as it is looked at: row by row in words, and its chain as a whole. Nothing here writes to it.

use crate::cx::Cx;
use crate::page;
use crate::store::ledger::{self as store, Line};
use api::{Finding, LedgerHead, LedgerLine, LedgerPage, Level, ListLedger, Time, text};

/// A page of the ledger, the newest row first.
pub async fn list(cx: &Cx, request: &ListLedger) -> anyhow::Result<LedgerPage> {
    let limit = page::limit(request.limit)?;
    let before = page::after("list_ledger", request.after.as_deref())?;
    let mut conn = cx.read().await?;
    let rows = store::newest(&mut conn, request.event.as_deref(), request.subject.as_deref(), before, limit).await?;
    let next = page::next(&rows, limit, |last| last.ledger_id);
    let head = store::newest(&mut conn, None, None, None, 1).await?.pop();
    Ok(LedgerPage {
        rows: rows.into_iter().map(line).collect(),
        events: store::events(&mut conn).await?,
        head: head.map(|head| LedgerHead { id: head.ledger_id, hash: head.hash }),
        next,
    })
}

fn line(row: Line) -> LedgerLine {
    LedgerLine {
        id: row.ledger_id,
        at: Time(row.written_at),
        actor: row.actor,
        words: text::ledger_row(row.actor, &row.event, &row.subject, &row.detail),
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
