//! Deals as they are shown, wherever they are kept, and what the operator does with those that are kept here.
//!
//! What a CRM keeps is never changed here: that takes an action which the operator approves.

mod pipelines;
mod save;
mod todo;
mod undo;

pub use pipelines::{list as pipelines, save as save_pipeline};
pub use save::save;
pub use todo::{add_note, add_task, finish_task, views as task_views};
pub use undo::undo;

use crate::connectors::RecordOf;
use crate::cx::Cx;
use crate::page;
use crate::people::{Whose, crm_pages, timeline};
use crate::queue;
use crate::store::crm::lists::{self, Line, Wanted};
use crate::store::crm::{changes, deals, notes, tasks};
use crate::store::{Conn, items, people};
use anyhow::Context as _;
use api::{
    ApiError, Code, ContactId, ContactRef, DealChange, DealEnd, DealId, DealLine, DealPage, DealView, ListDeals, NoteView, Time,
    text,
};
use std::collections::HashMap;

/// How many changes a deal is shown with.
const CHANGES_SHOWN: i64 = 200;
/// How many notes a card shows.
pub const NOTES_SHOWN: i64 = 200;
/// How many deals a card shows.
pub const DEALS_SHOWN: i64 = 200;

/// A page of the deals.
pub async fn list(cx: &Cx, request: &ListDeals) -> anyhow::Result<DealPage> {
    let limit = page::limit(request.limit)?;
    let words = page::words(request.text.as_deref());
    let wanted = Wanted {
        pipeline: request.pipeline,
        stage: request.stage,
        standing: request.standing,
        words: &words,
        after: page::after("list_deals", request.after.as_deref())?,
    };
    let mut conn = cx.read().await?;
    let rows = lists::page(&mut conn, &wanted, limit).await?;
    let next = page::next(&rows, limit, |last| (last.modified_at, last.deal_id));
    Ok(DealPage { deals: lines(&mut conn, rows).await?, next })
}

/// Lines of deals. Who has a part in them is read at once.
pub async fn lines(conn: &mut Conn, rows: Vec<Line>) -> anyhow::Result<Vec<DealLine>> {
    let ids: Vec<DealId> = rows.iter().map(Line::id).collect();
    let people = lists::people(conn, &ids).await?;
    let contacts: Vec<ContactId> = people.values().flatten().copied().collect();
    let known: HashMap<ContactId, ContactRef> =
        people::contacts(conn, &contacts).await?.into_iter().map(|(id, (contact, _))| (id, contact)).collect();
    let line = |row: Line| {
        let ids = people.get(&row.id()).map_or(&[][..], Vec::as_slice);
        DealLine {
            id: row.id(),
            company: row.company(),
            contacts: ids.iter().filter_map(|id| known.get(id).cloned()).collect(),
            stage_id: row.stage_id.map(api::StageId),
            pipeline_id: row.pipeline_id.map(api::PipelineId),
            ends: DealEnd::from_wire(&row.ends),
            touched_at: Some(row.touched_at).filter(|at| *at > 0).map(Time),
            changed_at: Time(row.modified_at),
            closes_at: row.closes_at.map(Time),
            n_open: u64::try_from(row.n_open).unwrap_or_default(),
            name: row.name,
            stage: row.stage,
            pipeline: row.pipeline,
            amount_cents: row.amount_cents,
            currency: row.currency,
            owner: row.owner,
            kept: row.kept.into(),
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// One deal, also one that was put away. Errors: `not_found`.
pub async fn show(cx: &Cx, id: DealId) -> anyhow::Result<DealView> {
    let settings = cx.settings().await?;
    let mut conn = cx.read().await?;
    let Some(row) = lists::one(&mut conn, id).await? else { return Err(missing(id).into()) };
    let opened_at = Time(row.opened_at);
    let deal = lines(&mut conn, vec![row]).await?.pop().context("A deal without a line")?;
    let contacts: Vec<ContactId> = deal.contacts.iter().map(|contact| contact.id).collect();
    let zone = &settings.zone;
    let history = changes::newest(&mut conn, &[id], CHANGES_SHOWN).await?;
    let change = |named: &changes::Named| DealChange {
        at: Time(named.change.changed_at),
        words: in_words(named, zone),
        is_own: named.change.is_own,
    };
    let tasks = tasks::of_deal(&mut conn, id).await?;
    let rows = items::open_of_deal(&mut conn, id).await?;
    let whose = Whose { contacts: &contacts, company: None, deals: &[id] };
    let source = deals::one(&mut conn, id).await?.map(|deal| (deal.connection, deal.facts.source_id));
    Ok(DealView {
        in_crm: crm_pages(&mut conn, RecordOf::Deal, source.into_iter().collect()).await?,
        history: history.iter().map(change).collect(),
        tasks: task_views(&mut conn, &tasks).await?,
        notes: notes::of_deal(&mut conn, id, NOTES_SHOWN).await?.into_iter().map(note_view).collect(),
        open_items: queue::views(&mut conn, &rows).await?,
        timeline: timeline(&mut conn, &settings, whose, cx.now()).await?,
        opened_at,
        deal,
    })
}

pub fn missing(id: DealId) -> ApiError {
    ApiError::new(Code::NotFound, text::no_such_deal(id.0)).on("deal")
}

pub fn note_view(note: notes::Note) -> NoteView {
    NoteView { id: api::NoteId(note.note_id), body: note.body, written_at: Time(note.written_at) }
}

/// What changed about a deal, in words.
pub fn in_words(named: &changes::Named, zone: &jiff::tz::TimeZone) -> String {
    let change = &named.change;
    let money = |told: &str| {
        let (cents, currency) = told.split_once(' ').unwrap_or((told, ""));
        cents.parse().map_or_else(|_| String::new(), |cents| text::money(cents, currency))
    };
    let date = |told: &str| told.parse().map_or_else(|_| String::new(), |at| crate::day(Time(at), zone));
    match change.field {
        changes::Field::Opened => text::deal_opened(&named.after_stage),
        changes::Field::Stage => text::deal_moved(&named.before_stage, &named.after_stage),
        changes::Field::Amount => text::deal_amount_changed(&money(&change.before), &money(&change.after)),
        changes::Field::CloseDate => text::deal_date_changed(&date(&change.before), &date(&change.after)),
    }
}
