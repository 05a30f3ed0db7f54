//! The whole queue in order, read as one value: a row for each of 100,000 items would cost more than finding them.

use super::Conn;
use super::items::Filter;
use anyhow::Context as _;
use api::{Band, ItemId, Tab};
use serde::Deserialize;
use sqlx::{QueryBuilder, Sqlite};

/// In which order items are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Score,
    Due,
    Newest,
    /// Snoozed items by when they wake.
    Waking,
}

impl Order {
    fn columns(self) -> &'static str {
        match self {
            Self::Score => "items.score desc, items.due_at, items.opened_at, items.item_id",
            Self::Due => "items.due_at, items.score desc, items.opened_at, items.item_id",
            Self::Newest => "items.opened_at desc, items.score desc, items.item_id",
            Self::Waking => "items.snoozed_until, items.item_id",
        }
    }
}

/// An item with the words by which it is found: subject, the names of contact and company, address and domain.
#[derive(Clone, Debug, Deserialize)]
pub struct Described {
    pub id: ItemId,
    pub subject: String,
    pub name: Option<String>,
    pub address: Option<String>,
    pub company: Option<String>,
    pub domain: Option<String>,
}

/// The ids of all items of a tab, in order.
pub async fn ids(conn: &mut Conn, filter: Filter, order: Order) -> anyhow::Result<Vec<ItemId>> {
    let list: String = ids_query(filter, order).build_query_scalar().fetch_one(conn).await.context("Rank the queue")?;
    serde_json::from_str(&list).context("Read the ranking")
}

/// All items of a tab with the words by which they are found, in order.
pub async fn described(conn: &mut Conn, filter: Filter, order: Order) -> anyhow::Result<Vec<Described>> {
    let query = &mut described_query(filter, order);
    let list: String = query.build_query_scalar().fetch_one(conn).await.context("Look through the queue")?;
    serde_json::from_str(&list).context("Read what was looked through")
}

/// Along an index that holds all it asks for, so that no item is opened.
pub fn ids_query(filter: Filter, order: Order) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new("select json_group_array(item_id) from (select item_id from items ");
    finish(&mut query, filter, order);
    query
}

pub fn described_query(filter: Filter, order: Order) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new(
        "select json_group_array(json_object('id', item_id, 'subject', subject, 'name', name, 'address', address,
             'company', company, 'domain', domain))
         from (select items.item_id, items.subject, contacts.name, addresses.address, companies.name as company, companies.domain
         from items
         left join contacts on contacts.contact_id = items.contact_id
         left join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1
         left join companies on companies.company_id = contacts.company_id ",
    );
    finish(&mut query, filter, order);
    query
}

fn finish(query: &mut QueryBuilder<Sqlite>, filter: Filter, order: Order) {
    match filter.tab {
        None | Some(Tab::All) => {
            query.push("where items.state in ('new', 'drafting', 'review', 'failed') and items.tab <> 'new_senders'");
        }
        Some(Tab::Snoozed) => {
            query.push("where items.state = 'snoozed'");
        }
        Some(tab) => {
            query.push("where items.tab = ").push_bind(tab.as_str());
            query.push(" and items.state in ('new', 'drafting', 'review', 'failed')");
        }
    }
    if let Some((lowest, below)) = filter.band.map(Band::range) {
        query.push(" and items.score >= ").push_bind(lowest).push(" and items.score < ").push_bind(below);
    }
    query.push(" order by ").push(order.columns()).push(")");
}
