//! The operator's own pipeline: deals, tasks and notes that are kept here, without any CRM. There is nothing to read.

use super::{Connector, LOCAL, ReadReport};
use crate::cx::Cx;
use crate::store::connections::Row;
use async_trait::async_trait;

pub struct Local;

#[async_trait]
impl Connector for Local {
    fn kind(&self) -> &'static str {
        LOCAL
    }

    fn every_seconds(&self, _connection: &Row) -> Option<i64> {
        None
    }

    async fn read(&self, _cx: &Cx, _connection: &Row) -> anyhow::Result<ReadReport> {
        Ok(ReadReport::default())
    }
}
