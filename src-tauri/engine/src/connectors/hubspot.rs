//! A HubSpot portal: its contacts, companies, deals and tasks, read once in pages and then by what changed.
//!
//! Where it reads on is never ahead of what is stored, and what is known as it is told is not written. What the operator approved is
//! written back by [`write`].

mod connect;
mod cursor;
mod erased;
pub mod folder;
mod keep;
mod kinds;
mod page;
mod people;
mod portal;
mod reading;
mod records;
mod scopes;
mod sweep;
mod wire;
mod write;

pub use connect::connect;
pub use scopes::narrowed;

use super::halt::Halt;
use super::options::chosen;
use super::{Connector, Delivery, Effect, HUBSPOT, ReadReport, RecordOf, SentMail};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::sign_ins;
use api::{Action, Sends};
use async_trait::async_trait;
use reading::Reading;

/// The version of HubSpot's interface, as it stands in each path.
const VERSION: &str = "2026-03";
/// Where HubSpot is.
const PLACE: &str = "https://api.hubapi.com";

pub struct HubSpot;

#[async_trait]
impl Connector for HubSpot {
    fn kind(&self) -> &'static str {
        HUBSPOT
    }

    fn every_seconds(&self, connection: &Row) -> Option<i64> {
        Some(i64::from(chosen(connection).every_minutes) * 60)
    }

    async fn read(&self, cx: &Cx, connection: &Row) -> anyhow::Result<ReadReport> {
        let mut reading = Reading::begin(cx, connection).await?;
        let halt = match reading.go_on().await {
            Ok(()) => return Ok(reading.report),
            Err(Halt::Busy(until)) if reading.is_getting_on() => Halt::Until(until),
            Err(halt) => halt,
        };
        let more_at = halt.goes_on_at(cx, connection).await?;
        Ok(ReadReport { more_at: Some(more_at), ..reading.report })
    }

    fn does(&self, _connection: &Row, sign_in: Option<&sign_ins::Row>, action: Action) -> Sends {
        sign_in.map_or(Sends::Never, |sign_in| write::does(sign_in, action))
    }

    fn logs_mail(&self, connection: &Row, sign_in: Option<&sign_ins::Row>) -> bool {
        chosen(connection).said.logs_mail && self.does(connection, sign_in, Action::LogNote) == Sends::Yes
    }

    async fn log_mail(&self, cx: &Cx, connection: &Row, sent: &SentMail) -> anyhow::Result<Delivery> {
        write::log_mail(cx, connection, sent).await
    }

    fn page_of(&self, sign_in: &sign_ins::Row, of: RecordOf, source_id: &str) -> Option<String> {
        page::of_record(sign_in, of, source_id)
    }

    async fn carry_out(&self, cx: &Cx, connection: &Row, effect: &Effect) -> anyhow::Result<Delivery> {
        write::carry_out(cx, connection, effect).await
    }
}
