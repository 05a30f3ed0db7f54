//! What came in by itself, worked through in the order in which it came: the same message is stored once, however it was learnt of.

use super::keep::{Brought, Said};
use super::reading::Reading;
use super::wire::Message;
use crate::connectors::halt::Halt;
use crate::connectors::web::Fault;
use crate::store::chat as store;
use crate::store::chat_inbox;
use serde_json::Value;

/// How many events are worked through in one transaction.
const EVENTS_AT_ONCE: i64 = 100;

impl Reading<'_> {
    /// Works through all that waits.
    pub async fn work_through(&mut self) -> Result<(), Halt> {
        loop {
            let waiting = chat_inbox::waiting(&mut *self.cx.read().await?, self.connection, EVENTS_AT_ONCE).await?;
            if waiting.is_empty() {
                return Ok(());
            }
            let (mut brought, mut halted) = (Brought::default(), None);
            for event in waiting {
                let payload: Value = serde_json::from_str(&event.payload).unwrap_or_default();
                if let Some(told) = payload.get("event")
                    && let Err(halt) = self.event(told, &mut brought).await
                {
                    halted = Some(halt);
                    break;
                }
                brought.events.push(event.event_id);
            }
            // What was worked through before something stopped it is not worked through again.
            let next = self.cursor.clone();
            self.store(brought, next).await?;
            if let Some(halt) = halted {
                return Err(halt);
            }
        }
    }

    async fn event(&mut self, told: &Value, brought: &mut Brought) -> Result<(), Halt> {
        let kind = told.get("type").and_then(Value::as_str).unwrap_or_default();
        if !matches!(kind, "message" | "app_mention") {
            return Ok(());
        }
        let mut told = told.clone();
        if let Some(fields) = told.as_object_mut() {
            fields.insert("type".to_owned(), Value::from("message"));
        }
        let message = match Message::read(&told) {
            Ok(message) => message,
            Err(why) => {
                brought.odd.push((told.get("channel").and_then(Value::as_str).unwrap_or_default().to_owned(), why));
                return Ok(());
            }
        };
        let Some(id) = message.channel.clone().filter(|id| !id.is_empty()) else { return Ok(()) };
        let channel = self.channel_of(&id, message.channel_type.as_deref().unwrap_or_default()).await?;
        if !self.is_chosen(&channel) {
            return Ok(());
        }
        let me = self.workspace.me().to_owned();
        match (message.subtype.as_deref(), &message.message, &message.deleted_ts) {
            (Some("message_deleted"), _, Some(ts)) => brought.gone.push(format!("{id}/{ts}")),
            (Some("message_changed"), Some(inner), _) => {
                if inner.subtype.as_deref() == Some("tombstone") {
                    brought.gone.push(format!("{id}/{}", inner.ts));
                } else {
                    brought.said.extend(Said::of(inner, &channel, &me).map(|said| Said { is_edit: true, ..said }));
                }
            }
            _ => {
                let Some(said) = Said::of(&message, &channel, &me) else { return Ok(()) };
                let is_reply = !said.root.is_empty() && said.root != said.ts;
                let is_new = is_reply
                    && said.is_named
                    && store::thread_of(&mut *self.cx.read().await?, self.connection, &id, &said.root).await?.is_none();
                let root = said.root.clone();
                if !brought.said.iter().any(|other| other.ts == said.ts && other.channel == said.channel) {
                    brought.said.push(said);
                }
                if is_new {
                    match self.context(&channel, &root, brought).await {
                        // What was said before is good to know and no more: what is new does not wait for it.
                        Err(Halt::Until(_) | Halt::Busy(_)) => {}
                        Err(Halt::Fault(Fault::Forbidden(_) | Fault::Refused { .. } | Fault::Gone(_))) => {}
                        done => done?,
                    }
                }
            }
        }
        Ok(())
    }
}
