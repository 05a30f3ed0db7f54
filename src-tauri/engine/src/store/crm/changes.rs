//! What changed about deals, as it was noticed.

use super::deals::{Facts, Told};
use crate::store::{Conn, Write};
use anyhow::Context as _;
use api::{DealId, Time};

/// What of a deal changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// There was none before.
    Opened,
    /// From stage to stage, by our ids; empty for a stage that no pipeline has.
    Stage,
    /// The hundredths and the currency, as in `120000 EUR`; empty for none.
    Amount,
    /// Unix milliseconds; empty for none.
    CloseDate,
}

impl Field {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Stage => "stage",
            Self::Amount => "amount",
            Self::CloseDate => "close_date",
        }
    }
}

impl TryFrom<String> for Field {
    type Error = api::UnknownName;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let all = [Self::Opened, Self::Stage, Self::Amount, Self::CloseDate];
        all.into_iter().find(|field| field.as_str() == name).ok_or(api::UnknownName { of: "Field", name })
    }
}

/// One change of one field.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// 0 before it is stored.
    pub change_id: i64,
    #[sqlx(try_from = "String")]
    pub field: Field,
    pub before: String,
    pub after: String,
    /// We changed it ourselves.
    pub is_own: bool,
    /// By the clock of the CRM.
    pub changed_at: i64,
}

impl Change {
    pub fn opened(told: &Told) -> Self {
        Self {
            change_id: 0,
            field: Field::Opened,
            before: String::new(),
            after: stage(&told.facts),
            is_own: told.own.contains(&Field::Opened),
            changed_at: told.facts.opened_at,
        }
    }
}

fn stage(facts: &Facts) -> String {
    facts.stage_id.map_or_else(String::new, |id| id.to_string())
}

fn amount(facts: &Facts) -> String {
    facts.amount_cents.map_or_else(String::new, |cents| format!("{cents} {}", facts.currency))
}

fn close_date(facts: &Facts) -> String {
    facts.closes_at.map_or_else(String::new, |at| at.to_string())
}

/// What changed from how a deal was stored to how it is told of.
pub fn between(before: &Facts, told: &Told) -> Vec<Change> {
    let change = |field: Field, before: String, after: String| {
        (before != after).then(|| Change {
            change_id: 0,
            field,
            before,
            after,
            is_own: told.own.contains(&field),
            changed_at: told.facts.modified_at,
        })
    };
    let after = &told.facts;
    [
        change(Field::Stage, stage(before), stage(after)),
        change(Field::Amount, amount(before), amount(after)),
        change(Field::CloseDate, close_date(before), close_date(after)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub async fn store(write: &mut Write, deal: DealId, changes: &[Change], now: Time) -> anyhow::Result<()> {
    for change in changes {
        sqlx::query(
            "insert into deal_changes (deal_id, field, before, after, is_own, changed_at, stored_at) values (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(deal.0)
        .bind(change.field.as_str())
        .bind(&change.before)
        .bind(&change.after)
        .bind(change.is_own)
        .bind(change.changed_at)
        .bind(now.0)
        .execute(write.conn())
        .await
        .context("Note what changed about a deal")?;
    }
    Ok(())
}

pub const OF_DEAL: &str = "select change_id, field, before, after, is_own, changed_at from deal_changes where deal_id = ? order by changed_at, change_id";

/// All that changed about a deal, oldest first.
pub async fn of_deal(conn: &mut Conn, deal: DealId) -> anyhow::Result<Vec<Change>> {
    sqlx::query_as(OF_DEAL).bind(deal.0).fetch_all(conn).await.context("Read what changed about a deal")
}

/// A change with the names that it is told by.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Named {
    pub deal_id: i64,
    pub deal: String,
    #[sqlx(flatten)]
    pub change: Change,
    /// What the stages are called, of a change of stage and of a deal that was opened.
    pub before_stage: String,
    pub after_stage: String,
}

/// The newest changes of these deals, newest first.
pub async fn newest(conn: &mut Conn, deals: &[DealId], limit: i64) -> anyhow::Result<Vec<Named>> {
    let list = serde_json::to_string(deals).context("List the deals")?;
    sqlx::query_as(NEWEST).bind(list).bind(limit).fetch_all(conn).await.context("Read the newest changes of deals")
}

/// The ids of stages stand as text; of an amount or a date they would name no stage, or a wrong one.
pub const NEWEST: &str = "select deals.deal_id, deals.name as deal, deal_changes.change_id, deal_changes.field, deal_changes.before, deal_changes.after,
            deal_changes.is_own, deal_changes.changed_at, coalesce(was.name, '') as before_stage, coalesce(became.name, '') as after_stage
     from deal_changes
     join deals on deals.deal_id = deal_changes.deal_id
     left join stages as was on was.stage_id = case when deal_changes.field in ('opened', 'stage') then cast(deal_changes.before as integer) end
     left join stages as became on became.stage_id = case when deal_changes.field in ('opened', 'stage') then cast(deal_changes.after as integer) end
     where deal_changes.deal_id in (select value from json_each(?1))
     order by deal_changes.changed_at desc, deal_changes.change_id desc limit ?2";
