//! Makes and changes deals that are kept here. Each change is the operator's own: noted, and no news.

use super::{missing, pipelines, show};
use crate::connectors::LOCAL;
use crate::cx::Cx;
use crate::random::marker;
use crate::signals::judge;
use crate::store::crm::changes::Field;
use crate::store::crm::deals::{self as store, Deal, Facts, Told};
use crate::store::crm::pipelines::{self as stages, first_open};
use crate::store::record_decisions::{self, Kind};
use crate::store::{Write, connections, directory, ledger, merges, people};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ConnectionId, ContactId, DealId, DealView, SaveDeal, StageId, Time, text};
use serde::{Deserialize, Serialize};

/// The longest name, in characters, and the most people of one deal.
const NAME_AT_MOST: usize = 200;
const PEOPLE_AT_MOST: usize = 50;
/// The greatest amount, in hundredths: more than that is a slip of the hand.
const AMOUNT_AT_MOST: i64 = 100_000_000_000_000;

/// What a deal was before it was changed, and what it was made, by which undo sees that nobody changed it since.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    /// None of a deal that there was not.
    pub before: Option<State>,
    pub after: State,
}

/// All of a deal that the operator can change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    pub facts: Facts,
    pub contacts: Vec<i64>,
}

impl State {
    pub fn of(deal: &Deal) -> Self {
        Self { facts: deal.facts.clone(), contacts: deal.contacts.iter().map(|id| id.0).collect() }
    }

    /// Whether both say the same, whenever they came to.
    pub fn is_like(&self, other: &Self) -> bool {
        let timeless = |facts: &Facts| Facts { active_at: None, modified_at: 0, ..facts.clone() };
        timeless(&self.facts) == timeless(&other.facts) && self.contacts == other.contacts
    }
}

/// Makes a deal, or changes one. Errors: `not_found`, `invalid`; `conflict` for a deal of a CRM.
pub async fn save(cx: &Cx, request: &SaveDeal) -> anyhow::Result<DealView> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let connection = pipelines::connection(&mut write, now).await?;
    let before = match request.deal {
        Some(id) => Some(own(&mut write, id).await?),
        None => None,
    };
    let (facts, contacts) = wanted(cx, &mut write, request, before.as_ref(), connection, now).await?;
    if let Some(deal) = before.as_ref().filter(|deal| deal.facts == facts && deal.contacts == contacts) {
        let id = deal.id;
        drop(write);
        return show(cx, id).await;
    }
    // Of two changes at one moment of a clock that stands still the second is later too.
    let at = before.as_ref().map_or(now.0, |deal| now.0.max(deal.facts.modified_at + 1));
    let facts = Facts { modified_at: at, active_at: Some(now.0), ..facts };
    let after = State { facts: facts.clone(), contacts: contacts.iter().map(|id| id.0).collect() };
    let id = put(&mut write, connection, facts, contacts, now).await?;
    let (kind, event) = match &before {
        Some(_) => (Kind::DealChanged, "deal_changed"),
        None => (Kind::DealMade, "deal_made"),
    };
    let kept = Kept { before: before.as_ref().map(State::of), after };
    let kept = serde_json::to_string(&kept).context("Keep what a deal was")?;
    record_decisions::record(&mut write, kind, id.0, &kept, now).await?;
    note(&mut write, event, id, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    show(cx, id).await
}

/// A deal that is kept here. Errors: `not_found`; `conflict` for one of a CRM.
pub async fn own(write: &mut Write, id: DealId) -> anyhow::Result<Deal> {
    let deal = store::one(write.conn(), id).await?.filter(|deal| deal.archived_at.is_none()).ok_or_else(|| missing(id))?;
    let connection = connections::one(write.conn(), deal.connection).await?.context("A deal of no connection")?;
    if connection.kind != LOCAL {
        return Err(ApiError::new(Code::Conflict, text::deal_of_a_crm(&connection.name)).on("deal").into());
    }
    Ok(deal)
}

/// Stores a deal as the operator changed it. Answers its row.
pub async fn put(
    write: &mut Write,
    connection: ConnectionId,
    facts: Facts,
    contacts: Vec<ContactId>,
    now: Time,
) -> anyhow::Result<DealId> {
    let source_id = facts.source_id.clone();
    let own = vec![Field::Opened, Field::Stage, Field::Amount, Field::CloseDate];
    store::put(write, connection, &[Told { facts, contacts, own }], false, now).await?;
    let stored = store::of_sources(write.conn(), connection, &[source_id.as_str()]).await?;
    stored.get(&source_id).map(|deal| deal.id).context("A deal was not stored")
}

pub async fn note(write: &mut Write, event: &str, id: DealId, now: Time) -> anyhow::Result<()> {
    let subject = format!("deal:{id}");
    let entry = ledger::Entry { actor: Actor::Operator, event, subject: &subject, detail: "", content_hash: "" };
    ledger::append(write, entry, now).await
}

/// The deal as it is to be; when it changed stays as it was.
async fn wanted(
    cx: &Cx,
    write: &mut Write,
    request: &SaveDeal,
    before: Option<&Deal>,
    connection: ConnectionId,
    now: Time,
) -> anyhow::Result<(Facts, Vec<ContactId>)> {
    let mut facts = match before {
        Some(deal) => deal.facts.clone(),
        None => Facts {
            source_id: marker(&*cx.random)?,
            name: String::new(),
            stage_id: first_open(&stages::of_connection(write.conn(), connection).await?).map(|id| id.0),
            amount_cents: None,
            currency: String::new(),
            owner_id: None,
            company_id: None,
            closes_at: None,
            active_at: None,
            opened_at: now.0,
            modified_at: now.0,
        },
    };
    if let Some(name) = &request.name {
        facts.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if facts.name.is_empty() {
        return Err(ApiError::new(Code::Invalid, text::needs_a_name()).on("name").into());
    }
    if facts.name.chars().count() > NAME_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long("name", NAME_AT_MOST)).on("name").into());
    }
    if let Some(stage) = request.stage {
        facts.stage_id = Some(own_stage(write, stage, connection).await?.0);
    }
    if let Some(amount) = request.amount_cents {
        if amount.is_some_and(|cents| !(0..=AMOUNT_AT_MOST).contains(&cents)) {
            return Err(ApiError::new(Code::Invalid, text::not_an_amount_of_money()).on("amount_cents").into());
        }
        facts.amount_cents = amount;
    }
    if let Some(currency) = &request.currency {
        facts.currency = currency.trim().to_ascii_uppercase();
        let is_code = facts.currency.len() == 3 && facts.currency.chars().all(|letter| letter.is_ascii_uppercase());
        if !facts.currency.is_empty() && !is_code {
            return Err(ApiError::new(Code::Invalid, text::not_a_currency(currency)).on("currency").into());
        }
    }
    if let Some(closes_at) = request.closes_at {
        facts.closes_at = closes_at.map(|at| at.0);
    }
    let contacts = match &request.contacts {
        Some(contacts) => known_contacts(write, contacts).await?,
        None => before.map(|deal| deal.contacts.clone()).unwrap_or_default(),
    };
    match request.company {
        Some(Some(id)) => {
            directory::company(write.conn(), id)
                .await?
                .ok_or_else(|| ApiError::new(Code::NotFound, text::no_such_company(id.0)).on("company"))?;
            facts.company_id = Some(id.0);
        }
        Some(None) => facts.company_id = None,
        // Where its people work is with whom it is, unless somebody says otherwise.
        None if before.is_none() => facts.company_id = company_of(write, &contacts).await?,
        None => {}
    }
    Ok((facts, contacts))
}

/// A stage of the operator's own pipelines in which a deal can be put. Errors: `not_found`, `invalid`.
async fn own_stage(write: &mut Write, id: StageId, connection: ConnectionId) -> anyhow::Result<StageId> {
    let stage = stages::stage(write.conn(), id).await?;
    let stage = stage.ok_or_else(|| ApiError::new(Code::NotFound, text::no_such_stage(id.0)).on("stage"))?;
    if stage.connection != connection {
        return Err(ApiError::new(Code::Invalid, text::stage_of_another_pipeline(&stage.name)).on("stage").into());
    }
    if stage.is_archived {
        return Err(ApiError::new(Code::Invalid, text::stage_is_put_away(&stage.name)).on("stage").into());
    }
    Ok(id)
}

/// Each once, in order. Errors: `not_found`, `invalid`.
async fn known_contacts(write: &mut Write, wanted: &[ContactId]) -> anyhow::Result<Vec<ContactId>> {
    if wanted.len() > PEOPLE_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_many_people(PEOPLE_AT_MOST)).on("contacts").into());
    }
    let known = people::contacts(write.conn(), wanted).await?;
    let mut contacts: Vec<ContactId> = Vec::new();
    for id in wanted {
        if !known.contains_key(id) {
            return Err(ApiError::new(Code::NotFound, text::no_such_contact(id.0)).on("contacts").into());
        }
        let id = merges::stands_for(write.conn(), *id).await?;
        if !contacts.contains(&id) {
            contacts.push(id);
        }
    }
    Ok(contacts)
}

async fn company_of(write: &mut Write, contacts: &[ContactId]) -> anyhow::Result<Option<i64>> {
    let known = people::contacts(write.conn(), contacts).await?;
    let company = |id: &ContactId| known.get(id).and_then(|(_, company)| company.as_ref()).map(|company| company.id.0);
    Ok(contacts.iter().find_map(company))
}
