//! The calendars of a Google account: events become meetings, and meetings with somebody outside become work; what
//! the operator books stands there once.
//!
//! Where a calendar is read on is never ahead of what is stored, and what is not new is not written.

mod book;
mod choices;
mod cursor;
mod events;
mod free;
mod keep;
mod reading;
mod wire;

pub use choices::list as list_calendars;
pub use free::busy;

use super::options::chosen;
use super::sign_in::WRITE_CALENDAR;
use super::{CALENDAR, Connector, Delivery, Effect, ReadReport};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::sign_ins;
use api::{Action, Sends};
use async_trait::async_trait;
use reading::Reading;

/// Each of these scopes allows events to be made.
const WRITING_SCOPES: &[&str] = &[WRITE_CALENDAR, "https://www.googleapis.com/auth/calendar"];

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

    fn does(&self, _connection: &Row, sign_in: Option<&sign_ins::Row>, action: Action) -> Sends {
        match sign_in.filter(|_| action == Action::BookMeeting) {
            Some(sign_in) if WRITING_SCOPES.iter().any(|scope| sign_in.allows(scope)) => Sends::Yes,
            Some(_) => Sends::NotAllowed,
            None => Sends::Never,
        }
    }

    async fn carry_out(&self, cx: &Cx, connection: &Row, effect: &Effect) -> anyhow::Result<Delivery> {
        book::book(cx, connection, effect).await
    }
}
