//! What the queue is ranked by, and nothing else of its items.

use super::Conn;
use anyhow::Context as _;

/// An item of the queue by the parts of its score as they are stored.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Scored {
    pub item_id: i64,
    pub due_at: i64,
    pub opened_at: i64,
    pub revenue: f64,
    pub urgency: f64,
    pub strategic: f64,
    pub effort: f64,
    pub adjustment: f64,
}

/// The whole queue in its order.
pub async fn ranked(conn: &mut Conn) -> anyhow::Result<Vec<Scored>> {
    sqlx::query_as(RANKED).fetch_all(conn).await.context("Read the scores of the queue")
}

pub const RANKED: &str = "select item_id, due_at, opened_at, revenue, urgency, strategic, effort, adjustment from items
     where state in ('new', 'drafting', 'review', 'failed') and tab <> 'new_senders'
     order by score desc, due_at, opened_at, item_id";
