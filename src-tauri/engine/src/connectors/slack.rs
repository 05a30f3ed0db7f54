//! A Slack workspace: where the operator is named, and what is written to them; what they approved is said there once.
//!
//! Where it is read on is never ahead of what is stored. What comes in by itself (Socket Mode) goes the same way as what is asked for.

mod connect;
mod conversation;
mod cursor;
mod events;
mod keep;
mod people;
mod post;
mod reading;
mod scopes;
mod socket;
mod wire;
mod words;
mod workspace;

pub use connect::{connect, revoke};
pub use scopes::{access, narrowed};
pub use socket::{AREA as SOCKET, keep_open};

use super::halt::Halt;
use super::options::chosen;
use super::{Connector, Delivery, Effect, ReadReport, SLACK};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::sign_ins;
use api::{Action, Sends};
use async_trait::async_trait;
use reading::Reading;

/// Where Slack is, and its interface there.
const PLACE: &str = "https://slack.com";
const PATH: &str = "/api";

pub struct Slack;

#[async_trait]
impl Connector for Slack {
    fn kind(&self) -> &'static str {
        SLACK
    }

    fn every_seconds(&self, connection: &Row) -> Option<i64> {
        Some(i64::from(chosen(connection).every_minutes) * 60)
    }

    async fn read(&self, cx: &Cx, connection: &Row) -> anyhow::Result<ReadReport> {
        let mut reading = Reading::begin(cx, connection).await?;
        let halt = match reading.go_on().await {
            Ok(()) => return Ok(reading.report),
            Err(Halt::Busy(until)) if reading.n_read > 0 => Halt::Until(until),
            Err(halt) => halt,
        };
        let more_at = halt.goes_on_at(cx, connection).await?;
        Ok(ReadReport { more_at: Some(more_at), ..reading.report })
    }

    fn does(&self, _connection: &Row, sign_in: Option<&sign_ins::Row>, action: Action) -> Sends {
        match sign_in.filter(|_| action == Action::PostMessage) {
            Some(sign_in) if sign_in.allows(scopes::POST) => Sends::Yes,
            Some(_) => Sends::NotAllowed,
            None => Sends::Never,
        }
    }

    async fn carry_out(&self, cx: &Cx, connection: &Row, effect: &Effect) -> anyhow::Result<Delivery> {
        post::post(cx, connection, effect).await
    }
}
