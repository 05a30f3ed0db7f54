//! Being built.

use super::{CALENDAR, Connector, ReadReport};
use crate::cx::Cx;
use crate::store::connections::Row;
use async_trait::async_trait;

pub struct Calendar;

#[async_trait]
impl Connector for Calendar {
    fn kind(&self) -> &'static str {
        CALENDAR
    }

    fn every_seconds(&self, _connection: &Row) -> Option<i64> {
        None
    }

    async fn read(&self, _cx: &Cx, _connection: &Row) -> anyhow::Result<ReadReport> {
        anyhow::bail!("this is being built")
    }
}
