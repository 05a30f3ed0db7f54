//! What deals, companies and titles add to the scores of items.

use crate::store::Conn;
use anyhow::Context as _;
use api::{ContactId, ThreadId};
use std::collections::HashMap;

/// A deal, as far as a score takes it in.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct DealWorth {
    pub amount_cents: Option<i64>,
    pub currency: String,
    /// What its CRM calls the stage; empty where it stands in none that is known.
    pub stage: String,
    /// 0 to 1.
    pub probability: f64,
}

/// Somebody, as far as a score takes them in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PersonWorth {
    pub title: String,
    /// The operator wants their company as a customer above others.
    pub is_target: bool,
    /// The domain of their company; may be empty.
    pub domain: String,
}

/// What is known of many at once.
#[derive(Debug, Default)]
pub struct Worth {
    by_thread: HashMap<i64, DealWorth>,
    by_contact: HashMap<i64, Vec<DealWorth>>,
    people: HashMap<i64, PersonWorth>,
}

#[derive(sqlx::FromRow)]
struct Keyed<T> {
    id: i64,
    #[sqlx(flatten)]
    worth: T,
}

impl Worth {
    /// Of everybody with an open item, and of all deals.
    pub async fn all(conn: &mut Conn) -> anyhow::Result<Self> {
        let by_thread = sqlx::query_as(ALL_DEALS).fetch_all(&mut *conn).await.context("Read what deals are worth")?;
        let by_contact = sqlx::query_as(ALL_SHARES).fetch_all(&mut *conn).await.context("Read whose deals are worth what")?;
        let people = sqlx::query_as(ALL_PEOPLE).fetch_all(conn).await.context("Read who people are")?;
        Ok(Self::of_rows(by_thread, by_contact, people))
    }

    /// Of these people, and of the deals by which these conversations are judged.
    pub async fn of(conn: &mut Conn, contacts: &[ContactId], threads: &[ThreadId]) -> anyhow::Result<Self> {
        let contacts = serde_json::to_string(contacts).context("List the contacts")?;
        let threads = serde_json::to_string(threads).context("List the threads")?;
        let by_thread = sqlx::query_as(DEALS).bind(threads).fetch_all(&mut *conn).await.context("Read what deals are worth")?;
        let by_contact =
            sqlx::query_as(SHARES).bind(&contacts).fetch_all(&mut *conn).await.context("Read whose deals are worth what")?;
        let people = sqlx::query_as(PEOPLE).bind(contacts).fetch_all(conn).await.context("Read who people are")?;
        Ok(Self::of_rows(by_thread, by_contact, people))
    }

    fn of_rows(by_thread: Vec<Keyed<DealWorth>>, by_contact: Vec<Keyed<DealWorth>>, people: Vec<Keyed<PersonWorth>>) -> Self {
        let mut shares: HashMap<i64, Vec<DealWorth>> = HashMap::new();
        for row in by_contact {
            shares.entry(row.id).or_default().push(row.worth);
        }
        Self {
            by_thread: by_thread.into_iter().map(|row| (row.id, row.worth)).collect(),
            by_contact: shares,
            people: people.into_iter().map(|row| (row.id, row.worth)).collect(),
        }
    }

    /// The deal by which a conversation is judged.
    pub fn deal(&self, thread: Option<ThreadId>) -> Option<&DealWorth> {
        self.by_thread.get(&thread?.0)
    }

    /// The open deals with an amount in which somebody has a part.
    pub fn deals_of(&self, contact: Option<ContactId>) -> &[DealWorth] {
        contact.and_then(|contact| self.by_contact.get(&contact.0)).map_or(&[], Vec::as_slice)
    }

    pub fn person(&self, contact: Option<ContactId>) -> Option<&PersonWorth> {
        self.people.get(&contact?.0)
    }
}

/// The columns of a [`DealWorth`] after those that say whose it is.
macro_rules! select_deals {
    ($id:literal, $from:literal) => {
        concat!(
            "select ",
            $id,
            " as id, deals.amount_cents, deals.currency, coalesce(stages.source_id, '') as stage,
                 coalesce(stages.probability, 0.0) as probability
             from ",
            $from,
            " left join stages on stages.stage_id = deals.stage_id where deals.archived_at is null"
        )
    };
}

/// Those of them that count for everything that is open with somebody.
macro_rules! select_shares {
    ($rest:literal) => {
        concat!(
            select_deals!("deal_contacts.contact_id", "deal_contacts join deals on deals.deal_id = deal_contacts.deal_id"),
            " and deals.amount_cents is not null and coalesce(stages.ends, '') = ''",
            $rest
        )
    };
}

macro_rules! select_people {
    ($rest:literal) => {
        concat!(
            "select contacts.contact_id as id, contacts.title, companies.target_since is not null as is_target,
                 coalesce(companies.domain, '') as domain
             from contacts left join companies on companies.company_id = contacts.company_id
             where ",
            $rest
        )
    };
}

pub const ALL_DEALS: &str = select_deals!("deals.thread_id", "deals");
pub const DEALS: &str =
    concat!(select_deals!("deals.thread_id", "deals"), " and deals.thread_id in (select value from json_each(?))");
pub const ALL_SHARES: &str = select_shares!("");
pub const SHARES: &str = select_shares!(" and deal_contacts.contact_id in (select value from json_each(?))");
pub const ALL_PEOPLE: &str = select_people!(
    "contacts.contact_id in (select contact_id from items where state in ('new', 'drafting', 'review', 'failed'))"
);
pub const PEOPLE: &str = select_people!("contacts.contact_id in (select value from json_each(?))");
