//! The whole queue in order, read as one value: a row for each of 100,000 items would cost more than finding them.

use super::Conn;
use super::items::Filter;
use anyhow::Context as _;
use api::{Band, ItemId, Tab};
use serde::Deserialize;
use sqlx::{QueryBuilder, Sqlite};
use std::collections::HashMap;

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
            Self::Score => "score desc, due_at, opened_at, item_id",
            Self::Due => "due_at, score desc, opened_at, item_id",
            Self::Newest => "opened_at desc, score desc, item_id",
            Self::Waking => "snoozed_until, item_id",
        }
    }
}

/// The words by which an item is found and put in order.
#[derive(Clone, Debug, Deserialize)]
pub struct Described {
    id: ItemId,
    /// The contact's name, or their address where it is not known; empty for nobody.
    pub name: String,
    /// Subject, name, address, company and domain, each on a line.
    pub words: String,
}

/// The ids of all items of a tab, in order.
pub async fn ids(conn: &mut Conn, filter: Filter, order: Order) -> anyhow::Result<Vec<ItemId>> {
    let list: String = ids_query(filter, order).build_query_scalar().fetch_one(conn).await.context("Rank the queue")?;
    serde_json::from_str(&list).context("Read the ranking")
}

/// The words of these items. They are looked up in the order of their ids, which is that of the file: in the order of the queue,
/// each would be on another page.
pub async fn described(conn: &mut Conn, ids: &[ItemId]) -> anyhow::Result<HashMap<ItemId, Described>> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    let asked = serde_json::to_string(&ids).context("List the items")?;
    let list: String = sqlx::query_scalar(DESCRIBED).bind(asked).fetch_one(conn).await.context("Look through the queue")?;
    let items: Vec<Described> = serde_json::from_str(&list).context("Read what was looked through")?;
    Ok(items.into_iter().map(|item| (item.id, item)).collect())
}

pub const DESCRIBED: &str =
    "select json_group_array(json_array(items.item_id, coalesce(nullif(contacts.name, ''), addresses.address, ''),
         concat_ws(char(10), items.subject, contacts.name, addresses.address, companies.name, companies.domain)))
     from json_each(?1) as asked
     cross join items on items.item_id = asked.value
     left join contacts on contacts.contact_id = items.contact_id
     left join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1
     left join companies on companies.company_id = contacts.company_id";

/// Along an index that holds all it asks for, so that no item is opened.
pub fn ids_query(filter: Filter, order: Order) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new("select json_group_array(item_id) from (select item_id from items ");
    match filter.tab {
        None | Some(Tab::All) => {
            query.push("where state in ('new', 'drafting', 'review', 'failed') and tab <> 'new_senders'");
        }
        Some(Tab::Snoozed) => {
            query.push("where state = 'snoozed'");
        }
        Some(tab) => {
            query.push("where tab = ").push_bind(tab.as_str());
            query.push(" and state in ('new', 'drafting', 'review', 'failed')");
        }
    }
    if let Some((lowest, below)) = filter.band.map(Band::range) {
        query.push(" and score >= ").push_bind(lowest).push(" and score < ").push_bind(below);
    }
    query.push(" order by ").push(order.columns()).push(")");
    query
}
