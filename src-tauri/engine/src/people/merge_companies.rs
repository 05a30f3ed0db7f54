//! Merges two companies that are one, and undoes that: as two contacts are merged (`merge`).
//!
//! The one that is gone keeps its row, because what is immutable still names it and its mail still comes.

use super::show::company;
use crate::cx::Cx;
use crate::signals::judge;
use crate::store::company_merges::{self as store, Card, Stored};
use crate::store::record_decisions::{self, Kind, Row};
use crate::store::{Write, ledger};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, CompanyId, CompanyView, Time, UndoView, text};
use serde::{Deserialize, Serialize};

/// What undo needs beside the rows that moved.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    gone: i64,
    gone_card: Card,
    before: Card,
    after: Card,
}

/// Merges `gone` into `kept`. Errors: `not_found`; `invalid` for one and the same; `conflict` where one is merged already.
pub async fn merge(cx: &Cx, kept: CompanyId, gone: CompanyId) -> anyhow::Result<CompanyView> {
    if kept == gone {
        return Err(ApiError::new(Code::Invalid, text::one_and_the_same_company()).on("gone").into());
    }
    let now = cx.now();
    let mut write = cx.write().await?;
    let before = standing(&mut write, kept, "keep").await?;
    let gone_card = standing(&mut write, gone, "gone").await?;
    let after = joined(&before, &gone_card);
    // A domain is one company's.
    let left =
        Card { domain: if before.domain.is_empty() { String::new() } else { gone_card.domain.clone() }, ..gone_card.clone() };
    let said = Kept { gone: gone.0, gone_card, before, after: after.clone() };
    let said = serde_json::to_string(&said).context("Keep what was merged")?;
    let decision = record_decisions::record(&mut write, Kind::CompaniesMerged, kept.0, &said, now).await?;
    // Before and after: what stood with the one is judged with the other.
    store::mark_threads(&mut write, gone).await?;
    store::go(&mut write, decision, gone, kept).await?;
    store::set_card(&mut write, gone, &left).await?;
    store::set_card(&mut write, kept, &after).await?;
    store::set_merged(&mut write, gone, Some(kept)).await?;
    store::mark_threads(&mut write, kept).await?;
    note(&mut write, "companies_merged", kept, gone, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    company(cx, kept).await
}

async fn standing(write: &mut Write, id: CompanyId, field: &str) -> anyhow::Result<Card> {
    match store::stored(write.conn(), id).await? {
        None => Err(ApiError::new(Code::NotFound, text::no_such_company(id.0)).on(field).into()),
        Some(Stored { card, merged_into: None }) => Ok(card),
        Some(Stored { card, .. }) => Err(ApiError::new(Code::Conflict, text::merged_already(&card.name)).on(field).into()),
    }
}

async fn note(write: &mut Write, event: &str, kept: CompanyId, gone: CompanyId, now: Time) -> anyhow::Result<()> {
    let (subject, detail) = (format!("company:{kept}"), format!("company:{gone}"));
    let entry = ledger::Entry { actor: Actor::Operator, event, subject: &subject, detail: &detail, content_hash: "" };
    ledger::append(write, entry, now).await
}

/// What is known of both. A name that somebody gave is better than one that was made from a domain.
fn joined(kept: &Card, gone: &Card) -> Card {
    const MADE: &str = "domain";
    let named = if kept.named_by == MADE && gone.named_by != MADE { gone } else { kept };
    Card {
        name: named.name.clone(),
        named_by: named.named_by.clone(),
        domain: if kept.domain.is_empty() { gone.domain.clone() } else { kept.domain.clone() },
        phone: if kept.phone.is_empty() { gone.phone.clone() } else { kept.phone.clone() },
        target_since: [kept.target_since, gone.target_since].into_iter().flatten().min(),
    }
}

/// Takes a merge back. Errors: `conflict` where one of them was merged with another one since.
pub async fn undo(cx: &Cx, mut write: Write, decided: &Row) -> anyhow::Result<UndoView> {
    let now = cx.now();
    let said: Kept = serde_json::from_str(&decided.before).context("Read what was merged")?;
    let (kept, gone) = (CompanyId(decided.subject), CompanyId(said.gone));
    record_decisions::mark_undone(&mut write, decided.decision_id, now).await?;
    let (Some(stands), Some(was)) = (store::stored(write.conn(), kept).await?, store::stored(write.conn(), gone).await?) else {
        anyhow::bail!("a merged company is gone");
    };
    if stands.merged_into.is_some() || was.merged_into != Some(kept.0) {
        write.commit().await?;
        return Err(ApiError::new(Code::Conflict, text::company_merged_otherwise_since()).into());
    }
    store::mark_threads(&mut write, kept).await?;
    store::set_merged(&mut write, gone, None).await?;
    // What was changed otherwise since stays, but for the domain, which goes back.
    let has_its_domain = !stands.card.domain.is_empty() && stands.card.domain == said.gone_card.domain;
    let domain = if has_its_domain { String::new() } else { stands.card.domain.clone() };
    let card = if stands.card == said.after { said.before } else { Card { domain, ..stands.card } };
    store::set_card(&mut write, kept, &card).await?;
    store::set_card(&mut write, gone, &said.gone_card).await?;
    store::back(&mut write, decided.decision_id, gone, kept).await?;
    store::mark_threads(&mut write, gone).await?;
    note(&mut write, "companies_merge_undone", kept, gone, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    Ok(UndoView { item: None, state: None, words: text::undid_merging_companies(&said.gone_card.name) })
}
