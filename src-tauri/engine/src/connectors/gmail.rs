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

use super::halt::Halt;
use super::options::chosen;
use super::{Connector, Delivery, GMAIL, Outgoing, ReadReport};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::sign_ins;
use api::{Action, Sends};
use async_trait::async_trait;
use mailbox::Mailbox;
use reading::Reading;

/// Each of these scopes allows drafts to be made and sent. `gmail.send` is none of them: what it allows cannot be told apart from
/// having sent already when an answer is lost.
const SENDING_SCOPES: &[&str] =
    &[super::sign_in::SEND_MAIL, "https://www.googleapis.com/auth/gmail.modify", "https://mail.google.com/"];

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
            Err(Halt::Busy(until)) if reading.is_getting_on() => Halt::Until(until),
            Err(halt) => halt,
        };
        let more_at = halt.goes_on_at(cx, connection).await?;
        Ok(ReadReport { more_at: Some(more_at), ..reading.report })
    }

    fn does(&self, _connection: &Row, sign_in: Option<&sign_ins::Row>, action: Action) -> Sends {
        match sign_in.filter(|_| action == Action::SendEmail) {
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
