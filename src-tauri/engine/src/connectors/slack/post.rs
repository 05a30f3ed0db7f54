//! Says what was approved, once. Slack posts the same request twice as two messages, and compares nothing.
//!
//! So it is noted before it begins, carries the marker in its metadata, and after an answer that got lost, or a crash, it is looked for
//! in the conversation itself, which is no index and lags behind nothing; a second one is made only once no request can still be on
//! its way and it is not there.

use super::wire::{self, EVENT_TYPE, MARKER, Message};
use super::words::escaped;
use super::workspace::Workspace;
use crate::connectors::web::Fault;
use crate::connectors::{Delivery, Effect};
use crate::cx::Cx;
use crate::fault;
use crate::store::chat::{self as store, NewMessage, Person};
use crate::store::connections::Row;
use crate::store::outbox::Receipt;
use crate::store::{chat_inbox as inbox, threads};
use anyhow::Context as _;
use api::{ChatDetails, Details, Time, text};
use serde_json::{Value, json};

/// After this time no request of ours can still be on its way: ours end after half a minute of silence, and Slack's before that.
const SURE_AFTER_MS: i64 = 5 * 60_000;
/// How much before it began is looked at: the clock of this machine may be wrong, by a whole time zone and a day.
const BACK_MS: i64 = 50 * 3_600_000;

/// Posts a message. Errors: faults on this machine.
pub async fn post(cx: &Cx, connection: &Row, effect: &Effect) -> anyhow::Result<Delivery> {
    let Some(Details::Chat(chat)) = &effect.content.details else { anyhow::bail!("A message without a place") };
    let posting = Posting { cx, workspace: Workspace::of(cx, connection).await?, connection, effect, chat };
    if let Some(begun) = inbox::post(&mut *cx.read().await?, effect.id).await? {
        if let Some(source_id) = begun.source_id {
            return Ok(there(&source_id));
        }
        match posting.look(Time(begun.begun_at)).await {
            Ok(Some(ts)) => return posting.keep(&ts).await,
            Ok(None) if cx.now().ms_since(Time(begun.begun_at)) < SURE_AFTER_MS => {
                return Ok(Delivery::Unknown(text::not_found_yet()));
            }
            // No request is on its way any more, and it is not there: this makes the one.
            Ok(None) => posting.forget().await?,
            Err(fault) => return Ok(Delivery::Unknown(fault.to_string())),
        }
    }
    posting.say().await
}

fn there(source_id: &str) -> Delivery {
    Delivery::There(Receipt { provider_id: Some(source_id.to_owned()), ..Receipt::default() })
}

struct Posting<'a> {
    cx: &'a Cx,
    workspace: Workspace,
    connection: &'a Row,
    effect: &'a Effect,
    chat: &'a ChatDetails,
}

impl Posting<'_> {
    async fn say(&self) -> anyhow::Result<Delivery> {
        let begun_at = self.cx.now();
        let mut write = self.cx.write().await?;
        inbox::begin_post(&mut write, self.effect.id, self.connection.id(), begun_at).await?;
        write.commit().await?;
        fault::point("chat_after_begun_commit");
        let posted = self.workspace.post(self.form()).await;
        fault::point("chat_after_post");
        let fault = match posted {
            Ok(posted) if wire::moment(&posted.ts).is_some() => return self.keep(&posted.ts).await,
            Ok(_) => Fault::Lost(text::service_answer_unreadable("ts")),
            Err(fault) => fault,
        };
        Ok(match fault {
            // It did nothing.
            Fault::Busy(_) | Fault::SignInAgain(_) | Fault::Unreachable(_) | Fault::Here(_) => {
                self.forget().await?;
                Delivery::NotYet(fault.to_string())
            }
            Fault::Forbidden(_) | Fault::Refused { status: ..500, .. } => {
                self.forget().await?;
                Delivery::NotThere(fault.to_string())
            }
            // It may stand there.
            Fault::Gone(_) | Fault::Refused { .. } | Fault::Lost(_) => match self.look(begun_at).await {
                Ok(Some(ts)) => return self.keep(&ts).await,
                _ => Delivery::Unknown(fault.to_string()),
            },
        })
    }

    /// A message as Slack takes it (chat.postMessage).
    fn form(&self) -> Value {
        let metadata = json!({ "event_type": EVENT_TYPE, "event_payload": { MARKER: self.effect.marker } });
        let mut form = json!({
            "channel": self.chat.channel,
            "text": escaped(&self.effect.content.notes),
            "metadata": metadata,
            "parse": "none",
            "link_names": false,
            "unfurl_links": false,
            "unfurl_media": false,
        });
        if let (Some(fields), Some(thread)) = (form.as_object_mut(), &self.chat.thread) {
            fields.insert("thread_ts".to_owned(), json!(thread));
        }
        form
    }

    /// The message that carries our marker, by its time. Errors: that cannot be told now.
    async fn look(&self, begun_at: Time) -> Result<Option<String>, Fault> {
        let all = self.workspace.newest(&self.chat.channel, self.chat.thread.as_deref(), begun_at.plus_ms(-BACK_MS)).await?;
        let messages = all.iter().filter_map(|told| Message::read(told).ok());
        Ok(messages.into_iter().find(|message| message.marker() == Some(&self.effect.marker)).map(|message| message.ts))
    }

    async fn forget(&self) -> anyhow::Result<()> {
        let mut write = self.cx.write().await?;
        inbox::forget_post(&mut write, self.effect.id).await?;
        write.commit().await
    }

    /// Stores what stands there now, so that it is no news when it is read.
    async fn keep(&self, ts: &str) -> anyhow::Result<Delivery> {
        let (connection, now) = (self.connection.id(), self.cx.now());
        let source_id = format!("{}/{ts}", self.chat.channel);
        let root = self.chat.thread.as_deref().unwrap_or_default();
        let me = Person {
            source_id: self.workspace.me().to_owned(),
            name: self.workspace.row.address.clone(),
            address: String::new(),
            is_bot: false,
            is_member: true,
            contact_id: None,
            read_at: 0,
        };
        let mut write = self.cx.write().await?;
        inbox::settle_post(&mut write, self.effect.id, &source_id).await?;
        if store::people(write.conn(), connection, &[&me.source_id]).await?.is_empty() {
            store::put_person(&mut write, connection, &me).await?;
        }
        if let Some(thread) = store::thread_of(write.conn(), connection, &self.chat.channel, root).await? {
            let new = NewMessage {
                connection,
                source_id: &source_id,
                channel: &self.chat.channel,
                root,
                thread,
                person: &me.source_id,
                is_own: true,
                is_bot: false,
                is_named: false,
                text: &self.effect.content.notes,
                sent_at: wire::moment(ts).context("A message without a time")?,
            };
            store::put(&mut write, &new, now).await?;
            threads::mark(&mut write, [thread]).await?;
        }
        write.commit().await?;
        Ok(there(&source_id))
    }
}
