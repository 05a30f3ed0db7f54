//! Deals as they are listed, wherever they are kept, and what stands in each stage.

use crate::store::Conn;
use anyhow::Context as _;
use api::{CompanyId, CompanyRef, ConnectionId, ContactId, DealId, DealStanding, Kept, PipelineId, StageId, Worth};
use std::collections::HashMap;

/// The kind of the one connection that stands for what is kept here.
pub const LOCAL: &str = "local";

/// One line of a list of deals. Who has a part in each is read beside it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    pub deal_id: i64,
    pub name: String,
    pub stage_id: Option<i64>,
    pub stage: String,
    pub ends: String,
    pub pipeline_id: Option<i64>,
    pub pipeline: String,
    pub amount_cents: Option<i64>,
    pub currency: String,
    pub owner: String,
    pub company_id: Option<i64>,
    pub company: String,
    pub domain: String,
    pub closes_at: Option<i64>,
    /// 0 where nothing is known to have happened.
    pub touched_at: i64,
    pub opened_at: i64,
    pub modified_at: i64,
    pub n_open: i64,
    #[sqlx(flatten)]
    pub kept: KeptRow,
}

impl Line {
    pub fn id(&self) -> DealId {
        DealId(self.deal_id)
    }

    pub fn company(&self) -> Option<CompanyRef> {
        let id = CompanyId(self.company_id?);
        Some(CompanyRef { id, name: self.company.clone(), domain: self.domain.clone() })
    }
}

/// Where a row is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct KeptRow {
    pub connection_id: i64,
    pub kept_in: String,
    pub is_local: bool,
}

impl From<KeptRow> for Kept {
    fn from(kept: KeptRow) -> Self {
        Self { connection: ConnectionId(kept.connection_id), name: kept.kept_in, is_local: kept.is_local }
    }
}

/// The columns of [`Line`], in one place.
macro_rules! select_lines {
    ($rest:literal) => {
        concat!(
            "select deals.deal_id, deals.name, deals.stage_id, coalesce(stages.name, '') as stage,
                    coalesce(stages.ends, '') as ends, stages.pipeline_id, coalesce(pipelines.name, '') as pipeline,
                    deals.amount_cents, deals.currency, coalesce(nullif(owners.name, ''), owners.address, '') as owner,
                    deals.company_id, coalesce(companies.name, '') as company, coalesce(companies.domain, '') as domain,
                    deals.closes_at, deals.opened_at, deals.modified_at,
                    max(coalesce(deals.active_at, 0), coalesce((
                        select max(contacts.last_mail_at) from deal_contacts
                        join contacts on contacts.contact_id = deal_contacts.contact_id
                        where deal_contacts.deal_id = deals.deal_id), 0)) as touched_at,
                    (select count(*) from items
                     where items.state in ('new', 'drafting', 'review', 'failed')
                       and (items.thread_id = deals.thread_id
                            or items.contact_id in (
                                select contact_id from deal_contacts where deal_contacts.deal_id = deals.deal_id))) as n_open,
                    deals.connection_id, connections.name as kept_in, connections.kind = 'local' as is_local
             from deals
             join connections on connections.connection_id = deals.connection_id
             left join stages on stages.stage_id = deals.stage_id
             left join pipelines on pipelines.pipeline_id = stages.pipeline_id
             left join owners on owners.owner_id = deals.owner_id
             left join companies on companies.company_id = deals.company_id ",
            $rest
        )
    };
}

/// Which deals are listed.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    pub pipeline: Option<PipelineId>,
    pub stage: Option<StageId>,
    pub standing: Option<DealStanding>,
    /// In lower case.
    pub words: &'a [String],
    /// The last one shown: when it changed, and which it is.
    pub after: Option<(i64, i64)>,
}

/// Deals that are not put away, those that changed last first.
pub async fn page(conn: &mut Conn, wanted: &Wanted<'_>, limit: usize) -> anyhow::Result<Vec<Line>> {
    let (modified_at, id) = wanted.after.unwrap_or((i64::MAX, i64::MAX));
    sqlx::query_as(PAGE)
        .bind(modified_at)
        .bind(id)
        .bind(wanted.pipeline.map(|id| id.0))
        .bind(wanted.stage.map(|id| id.0))
        .bind(wanted.standing.map(|standing| standing == DealStanding::Open))
        .bind(serde_json::to_string(wanted.words).context("List the words")?)
        .bind(i64::try_from(limit)?)
        .fetch_all(conn)
        .await
        .context("List deals")
}

/// `lower` knows the letters of English only, which is why the words come in that form too. The names of people are looked up
/// last: most words are found before.
pub const PAGE: &str = select_lines!(
    "where deals.archived_at is null and (deals.modified_at, deals.deal_id) < (?1, ?2)
       and (?3 is null or stages.pipeline_id = ?3) and (?4 is null or deals.stage_id = ?4)
       and (?5 is null or (coalesce(stages.ends, '') = '') = ?5)
       and not exists (
           select 1 from json_each(?6) as word
           where instr(lower(concat_ws(' ', deals.name, companies.name, companies.domain)), word.value) = 0
             and not exists (
                 select 1 from deal_contacts
                 join contacts on contacts.contact_id = deal_contacts.contact_id
                 left join addresses on addresses.contact_id = contacts.contact_id
                 where deal_contacts.deal_id = deals.deal_id
                   and instr(lower(concat_ws(' ', contacts.name, addresses.address)), word.value) > 0))
     order by deals.modified_at desc, deals.deal_id desc limit ?7"
);

/// One deal, also one that is put away.
pub async fn one(conn: &mut Conn, id: DealId) -> anyhow::Result<Option<Line>> {
    sqlx::query_as(ONE).bind(id.0).fetch_optional(conn).await.context("Read a line of a deal")
}

pub const ONE: &str = select_lines!("where deals.deal_id = ?");

/// The deals in which somebody has a part, those that changed last first.
pub async fn of_contact(conn: &mut Conn, contact: ContactId, limit: i64) -> anyhow::Result<Vec<Line>> {
    sqlx::query_as(OF_CONTACT).bind(contact.0).bind(limit).fetch_all(conn).await.context("List the deals of a contact")
}

/// Somebody has a part in few deals, which are sorted.
pub const OF_CONTACT: &str = select_lines!(
    "where deals.deal_id in (select deal_id from deal_contacts where contact_id = ?) and deals.archived_at is null
     order by deals.modified_at desc, deals.deal_id desc limit ?"
);

/// The deals with a company, those that changed last first.
pub async fn of_company(conn: &mut Conn, company: CompanyId, limit: i64) -> anyhow::Result<Vec<Line>> {
    sqlx::query_as(OF_COMPANY).bind(company.0).bind(limit).fetch_all(conn).await.context("List the deals of a company")
}

pub const OF_COMPANY: &str = select_lines!(
    "where deals.company_id = ? and deals.archived_at is null order by deals.modified_at desc, deals.deal_id desc limit ?"
);

/// Who has a part in these deals, the main one first.
pub async fn people(conn: &mut Conn, deals: &[DealId]) -> anyhow::Result<HashMap<DealId, Vec<ContactId>>> {
    let list = serde_json::to_string(deals).context("List the deals")?;
    let rows: Vec<(i64, i64)> =
        sqlx::query_as(super::deals::CONTACTS).bind(list).fetch_all(conn).await.context("Read who has a part in deals")?;
    let mut people: HashMap<DealId, Vec<ContactId>> = HashMap::new();
    for (deal, contact) in rows {
        people.entry(DealId(deal)).or_default().push(ContactId(contact));
    }
    Ok(people)
}

/// What stands in a stage.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    pub n_deals: u64,
    pub worth: Vec<Worth>,
}

/// How many deals stand in each stage and what they are worth; stages without a deal are left out.
pub async fn in_stages(conn: &mut Conn) -> anyhow::Result<HashMap<StageId, Standing>> {
    let rows: Vec<(i64, String, i64, i64, i64)> =
        sqlx::query_as(IN_STAGES).fetch_all(conn).await.context("Count the deals of stages")?;
    let mut stages: HashMap<StageId, Standing> = HashMap::new();
    for (stage, currency, n_deals, n_with_amount, cents) in rows {
        let standing = stages.entry(StageId(stage)).or_default();
        standing.n_deals += u64::try_from(n_deals).unwrap_or_default();
        if n_with_amount > 0 {
            standing.worth.push(Worth { cents, currency });
        }
    }
    Ok(stages)
}

/// `total` cannot overflow, and what lies beyond its whole numbers nobody reads to the hundredth.
pub const IN_STAGES: &str =
    "select stage_id, currency, count(*), count(amount_cents), cast(total(amount_cents) as integer) from deals
     where archived_at is null and stage_id is not null group by stage_id, currency";

/// Where rows of a connection are kept.
pub async fn kept_in(conn: &mut Conn) -> anyhow::Result<HashMap<ConnectionId, Kept>> {
    let rows: Vec<KeptRow> = sqlx::query_as(
        "select connection_id, name as kept_in, kind = 'local' as is_local from connections order by connection_id",
    )
    .fetch_all(conn)
    .await
    .context("Read where records are kept")?;
    Ok(rows.into_iter().map(|kept| (ConnectionId(kept.connection_id), kept.into())).collect())
}
