//! Sends a mail as a draft: made, noted, and sent by its name, so that whatever gets lost in between it goes once.
//!
//! A draft that is still there was not sent. One that is gone may have been, and is looked for by its marker; never is it sent
//! again in the hope that it was not.

use super::fetch::{decode, encode};
use super::mailbox::Mailbox;
use super::quota;
use super::wanted::TRASH;
use super::wire::{Draft, DraftList, Message, MessageList, Thread};
use crate::connectors::web::{Ask, Fault};
use crate::connectors::{Delivery, Outgoing};
use crate::drafts::render::MARKER_HEADER;
use crate::fault;
use crate::mail;
use crate::store::outbox::{self, Receipt};
use crate::store::provider_mails;
use api::{ConnectionId, text};
use reqwest::Method;

/// How many of the newest drafts, and of the newest sent mails, a mail is looked for among.
const LOOKED_AT: usize = 20;

const DRAFT: &str = "DRAFT";
const SENT: &str = "SENT";

/// Brings a mail into its conversation, once. Errors: faults on this machine.
pub async fn deliver(mailbox: &Mailbox, connection: ConnectionId, mail: &Outgoing) -> anyhow::Result<Delivery> {
    let sending = Sending { mailbox, mail, thread: thread(mailbox, connection, mail).await? };
    let known = match (&mail.draft, mail.is_resumed) {
        (Some(draft), _) => match sending.look_at(draft).await {
            Ok(Looked::There) => Some(draft.clone()),
            Ok(Looked::Changed) => return Ok(Delivery::NotThere(text::draft_changed_at_mailbox())),
            Ok(Looked::Gone) => match sending.find().await {
                Ok(Some(receipt)) => return Ok(Delivery::There(receipt)),
                Ok(None) if mail.is_resumed => return Ok(Delivery::Unsure(text::not_among_sent())),
                // The operator looked, and said that it is to be sent.
                Ok(None) => None,
                Err(fault) => return Ok(Delivery::Unknown(fault.to_string())),
            },
            Err(fault) => return Ok(Delivery::Unknown(fault.to_string())),
        },
        // Nothing was sent that has no noted draft; one that was made and not noted is as good as a new one.
        (None, true) => match sending.adopt().await {
            Ok(draft) => draft,
            Err(fault) => return Ok(not_sent(&fault)),
        },
        (None, false) => None,
    };
    let draft = match known {
        Some(draft) => draft,
        None => match sending.make().await {
            Ok(draft) => draft,
            Err(fault) => return Ok(not_sent(&fault)),
        },
    };
    fault::point("gmail_before_draft_noted");
    if mail.draft.as_ref() != Some(&draft) {
        let mut write = mailbox.cx.write().await?;
        outbox::note_draft(&mut write, mail.id, Some(&draft)).await?;
        write.commit().await?;
    }
    fault::point("gmail_after_draft_noted");
    let delivery = sending.send(&draft).await;
    fault::point("gmail_after_send");
    Ok(delivery)
}

/// The provider's conversation of the mail that is answered.
async fn thread(mailbox: &Mailbox, connection: ConnectionId, mail: &Outgoing) -> anyhow::Result<Option<String>> {
    let Some(answered) = &mail.in_reply_to else { return Ok(None) };
    provider_mails::thread_of(&mut *mailbox.cx.read().await?, connection, answered).await
}

struct Sending<'a> {
    mailbox: &'a Mailbox,
    mail: &'a Outgoing,
    thread: Option<String>,
}

/// What a draft is found to be.
enum Looked {
    There,
    /// Somebody wrote something else in its place.
    Changed,
    Gone,
}

impl Sending<'_> {
    /// Makes a draft. Its answer may get lost: then there is one that nobody knows, and that was not sent.
    async fn make(&self) -> Result<String, Fault> {
        let raw = encode(&self.mail.bytes);
        let made = match &self.thread {
            Some(thread) => match self.make_with(serde_json::json!({ "raw": raw, "threadId": thread })).await {
                // The conversation was deleted there; its headers still say what it answers.
                Err(Fault::Gone(_)) => self.make_with(serde_json::json!({ "raw": raw })).await,
                made => made,
            },
            None => self.make_with(serde_json::json!({ "raw": raw })).await,
        }?;
        if made.id.is_empty() { Err(Fault::Lost(text::service_answer_unreadable("id"))) } else { Ok(made.id) }
    }

    async fn make_with(&self, message: serde_json::Value) -> Result<Draft, Fault> {
        let ask = asking(serde_json::json!({ "message": message }))?;
        self.mailbox.once(quota::CREATE_DRAFT, Method::POST, &["drafts"], &ask).await
    }

    /// A draft that was made and not noted.
    async fn adopt(&self) -> Result<Option<String>, Fault> {
        let query = vec![("maxResults", LOOKED_AT.to_string())];
        let list: DraftList = self.mailbox.get_now(quota::LIST_DRAFTS, &["drafts"], query).await?;
        for draft in list.drafts.into_iter().take(LOOKED_AT) {
            if let Looked::There = self.look_at(&draft.id).await? {
                return Ok(Some(draft.id));
            }
        }
        Ok(None)
    }

    async fn look_at(&self, draft: &str) -> Result<Looked, Fault> {
        let query = vec![("format", "raw".to_owned())];
        match self.mailbox.get_now::<Draft>(quota::GET_DRAFT, &["drafts", draft], query).await {
            Ok(draft) if self.is_ours(&draft.message).is_some() => Ok(Looked::There),
            Ok(_) => Ok(Looked::Changed),
            Err(Fault::Gone(_)) => Ok(Looked::Gone),
            Err(fault) => Err(fault),
        }
    }

    /// Sends a draft, once.
    async fn send(&self, draft: &str) -> Delivery {
        let sent = match asking(serde_json::json!({ "id": draft })) {
            Ok(ask) => self.mailbox.once::<Message>(quota::SEND_DRAFT, Method::POST, &["drafts", "send"], &ask).await,
            Err(fault) => Err(fault),
        };
        let fault = match sent {
            Ok(sent) => return Delivery::There(self.receipt(sent).await),
            Err(fault) => fault,
        };
        match fault {
            // It did nothing: the draft stays, and is sent by the next try.
            Fault::Busy(_) | Fault::SignInAgain(_) | Fault::Unreachable(_) | Fault::Here(_) => {
                Delivery::NotYet(fault.to_string())
            }
            Fault::Forbidden(_) | Fault::Refused { status: ..500, .. } => {
                self.throw_away(draft).await;
                Delivery::NotThere(fault.to_string())
            }
            // Nobody knows what it did.
            Fault::Gone(_) | Fault::Lost(_) | Fault::Refused { .. } => match self.look_at(draft).await {
                Ok(Looked::There | Looked::Changed) => Delivery::NotYet(fault.to_string()),
                Ok(Looked::Gone) => match self.find().await {
                    Ok(Some(receipt)) => Delivery::There(receipt),
                    Ok(None) => Delivery::Unsure(text::not_among_sent()),
                    Err(fault) => Delivery::Unknown(fault.to_string()),
                },
                Err(fault) => Delivery::Unknown(fault.to_string()),
            },
        }
    }

    /// Looks for the mail among what was sent: in its conversation, then among the newest. What is not found may still be there.
    async fn find(&self) -> Result<Option<Receipt>, Fault> {
        let mut looked_at: Vec<String> = Vec::new();
        if let Some(thread) = &self.thread {
            let query = vec![("format", "minimal".to_owned())];
            let found: Thread = match self.mailbox.get_now(quota::GET_THREAD, &["threads", thread], query).await {
                Ok(found) => found,
                Err(Fault::Gone(_)) => Thread::default(),
                Err(fault) => return Err(fault),
            };
            let is_sent = |message: &&Message| !message.label_ids.iter().any(|label| label == DRAFT || label == TRASH);
            looked_at.extend(found.messages.iter().rev().filter(is_sent).take(LOOKED_AT).map(|message| message.id.clone()));
            if let Some(receipt) = self.find_among(&looked_at).await? {
                return Ok(Some(receipt));
            }
        }
        let query = vec![("labelIds", SENT.to_owned()), ("maxResults", LOOKED_AT.to_string())];
        let newest: MessageList = self.mailbox.get_now(quota::LIST_MESSAGES, &["messages"], query).await?;
        let newest: Vec<String> =
            newest.messages.into_iter().map(|message| message.id).filter(|id| !looked_at.contains(id)).collect();
        self.find_among(&newest).await
    }

    async fn find_among(&self, ids: &[String]) -> Result<Option<Receipt>, Fault> {
        for id in ids {
            match self.whole(id).await {
                Ok(message) => {
                    if let Some(message_id) = self.is_ours(&message) {
                        return Ok(Some(self.receipt_of(message, message_id)));
                    }
                }
                Err(Fault::Gone(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(None)
    }

    async fn whole(&self, id: &str) -> Result<Message, Fault> {
        self.mailbox.get_now(quota::GET_MESSAGE, &["messages", id], vec![("format", "raw".to_owned())]).await
    }

    /// Whether the mail carries our marker: then the Message-ID that it has there.
    fn is_ours(&self, message: &Message) -> Option<Option<String>> {
        let mail = mail::parse(&decode(message.raw.as_deref()?)?).ok()?;
        let is_marker = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some(name.trim().eq_ignore_ascii_case(MARKER_HEADER) && value.trim() == self.mail.marker)
        };
        mail.raw_headers.lines().any(|line| is_marker(line).unwrap_or_default()).then_some(mail.message_id)
    }

    /// What the provider calls a mail that it says it sent, and under which Message-ID it went.
    async fn receipt(&self, sent: Message) -> Receipt {
        // It went, whether that can be read or not.
        let message_id = match self.whole(&sent.id).await {
            Ok(message) => self.is_ours(&message).flatten(),
            Err(_) => None,
        };
        self.receipt_of(sent, message_id)
    }

    fn receipt_of(&self, message: Message, message_id: Option<String>) -> Receipt {
        let said = |name: String| Some(name).filter(|name| !name.is_empty());
        Receipt {
            provider_id: said(message.id),
            provider_thread: said(message.thread_id),
            message_id: message_id.filter(|id| *id != self.mail.message_id),
        }
    }

    async fn throw_away(&self, draft: &str) {
        let (path, ask) = (["drafts", draft], Ask::default());
        let thrown = self.mailbox.once::<serde_json::Value>(quota::DELETE_DRAFT, Method::DELETE, &path, &ask).await;
        if let Err(fault) = thrown {
            tracing::info!(%fault, "a draft that was refused stays in the mailbox");
        }
    }
}

fn asking(body: serde_json::Value) -> Result<Ask<'static>, Fault> {
    Ask::json(body).map_err(|error| Fault::Here(format!("{error:#}")))
}

/// What a fault means before anything was sent.
fn not_sent(fault: &Fault) -> Delivery {
    match fault {
        Fault::Forbidden(_) | Fault::Gone(_) | Fault::Refused { status: ..500, .. } => Delivery::NotThere(fault.to_string()),
        _ => Delivery::NotYet(fault.to_string()),
    }
}
