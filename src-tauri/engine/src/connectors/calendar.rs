//! The calendars of a Google account: events become meetings, and meetings with somebody outside become work.
//!
//! Where a calendar is read on is never ahead of what is stored, and what is not new is not written.

mod cursor;
mod events;
mod free;
mod keep;
mod reading;
mod wire;

pub use free::busy;

use super::options::chosen;
use super::{CALENDAR, Connector, ReadReport};
use crate::cx::Cx;
use crate::store::connections::Row;
use async_trait::async_trait;
use reading::Reading;

pub struct Calendar;

#[async_trait]
impl Connector for Calendar {
    fn kind(&self) -> &'static str {
        CALENDAR
    }

    fn every_seconds(&self, connection: &Row) -> Option<i64> {
        Some(i64::from(chosen(connection).every_minutes) * 60)
    }

    async fn read(&self, cx: &Cx, connection: &Row) -> anyhow::Result<ReadReport> {
        let mut reading = Reading::begin(cx, connection).await?;
        let halt = match reading.go_on().await {
            Ok(()) => return Ok(reading.report),
            Err(halt) => halt,
        };
        let more_at = halt.goes_on_at(cx, connection).await?;
        Ok(ReadReport { more_at: Some(more_at), ..reading.report })
    }
}
