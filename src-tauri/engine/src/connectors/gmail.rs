//! A mailbox at Gmail: read newest first and followed by its history; mail goes out through it as a draft that is sent once.
//!
//! The cursor is never ahead of what is stored, and a mail that may have gone is never sent again.

mod changes;
mod cursor;
mod deliver;
mod fetch;
mod keep;
mod mailbox;
mod quota;
mod reading;
mod wanted;
mod wire;

pub use quota::Quotas;

use super::options::chosen;
use super::{Connector, Delivery, GMAIL, Outgoing, ReadReport};
use crate::cx::Cx;
use crate::store::connections::{self, Row};
use crate::store::sign_ins;
use api::Sends;
use async_trait::async_trait;
use mailbox::{Halt, Mailbox};
use reading::Reading;

/// Each of these scopes allows drafts to be made and sent. `gmail.send` is none of them: what it allows cannot be told apart from
/// having sent already when an answer is lost.
const SENDING_SCOPES: &[&str] =
    &[super::sign_in::SEND_MAIL, "https://www.googleapis.com/auth/gmail.modify", "https://mail.google.com/"];
/// How soon a reading that met another one of the same mailbox looks again.
const OVERTAKEN_SECONDS: i64 = 1;

pub struct Gmail;

#[async_trait]
impl Connector for Gmail {
    fn kind(&self) -> &'static str {
        GMAIL
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
        let now = cx.now();
        let is_disconnected = match connections::one(&mut *cx.read().await?, connection.id()).await? {
            Some(row) => row.disconnected_at.is_some(),
            None => true,
        };
        let more_at = match halt {
            // What it ran into is that nobody wants it any more.
            _ if is_disconnected => now,
            Halt::Until(at) => at,
            Halt::Overtaken => now.plus_seconds(OVERTAKEN_SECONDS),
            Halt::Busy(until) if reading.is_getting_on() => until,
            halt => return Err(halt.into()),
        };
        Ok(ReadReport { more_at: Some(more_at.max(now)), ..reading.report })
    }

    fn sends(&self, _connection: &Row, sign_in: Option<&sign_ins::Row>) -> Sends {
        match sign_in {
            Some(sign_in) if SENDING_SCOPES.iter().any(|scope| sign_in.allows(scope)) => Sends::Yes,
            Some(_) => Sends::NotAllowed,
            None => Sends::Never,
        }
    }

    async fn deliver(&self, cx: &Cx, connection: &Row, mail: &Outgoing) -> anyhow::Result<Delivery> {
        let mailbox = Mailbox::of(cx, connection).await?;
        deliver::deliver(&mailbox, connection.id(), mail).await
    }
}
