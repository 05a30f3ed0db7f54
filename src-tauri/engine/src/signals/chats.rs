//! What a conversation in a chat means, decided from what is stored about it and nothing else: who waits for the operator's word.
//!
//! A function of values. Programs, what the own side said, and what was taken back wait for nothing.

use super::verdict::{Fact, Pile, Verdict};
use crate::chats::excerpt;
use crate::mail::{self, Intent};
use crate::settings::Settings;
use crate::store::chat::{Message, Person, contact_of};
use crate::store::people::Standing;
use crate::store::signals::Observed;
use api::{ConnectionId, ContactId, Play, SignalKind, ThreadId, Time};
use std::collections::HashMap;

/// What was older than this when it was read is history, not work.
const WORK_WITHIN_MS: i64 = 14 * 24 * 3_600_000;

/// All that a verdict is made from.
pub struct Judgement<'a> {
    pub settings: &'a Settings,
    /// Oldest first.
    pub messages: &'a [Message],
    /// It is with one person, not in a channel.
    pub is_direct: bool,
    /// By what the service calls them.
    pub people: &'a HashMap<String, Person>,
    pub standings: &'a HashMap<ContactId, Standing>,
}

impl Judgement<'_> {
    pub fn judge(&self) -> Verdict {
        let mut verdict = Verdict::default();
        let last_own = self.messages.iter().rposition(|message| message.is_own && message.gone_at.is_none());
        let tail = self.messages.get(last_own.map_or(0, |place| place + 1)..).unwrap_or_default();
        let is_for_us = |message: &&Message| (self.is_direct || message.is_named) && !message.is_bot && message.gone_at.is_none();
        let waiting: Vec<Fact> = tail.iter().filter(is_for_us).filter_map(|message| self.fact(message)).collect();
        // It is the work of whoever spoke last: one conversation is one piece of work.
        let pile = waiting.iter().rev().find(|fact| fact.calls_for.is_some()).and_then(|fact| fact.calls_for);
        verdict.facts = waiting
            .into_iter()
            .map(|fact| Fact { calls_for: if fact.calls_for.is_some() { pile } else { None }, ..fact })
            .collect();
        verdict
    }

    fn fact(&self, message: &Message) -> Option<Fact> {
        let person = self.people.get(&message.person);
        let contact = contact_of(person);
        let is_screened = contact.and_then(|id| self.standings.get(&id)).is_some_and(|standing| standing.screened_at.is_some());
        if is_screened {
            return None;
        }
        let intent = mail::intent(&message.text).intent;
        // Whose address is not told is a colleague where they are of the workspace itself.
        let is_inside = |person: &Person| match person.address.as_str() {
            "" => person.is_member,
            address => self.settings.is_colleague(address),
        };
        let is_colleague = person.is_some_and(is_inside);
        let calls = match intent {
            Intent::Acknowledges => false,
            // Colleagues talk all day; what they ask is work.
            Intent::Asks | Intent::MeetingRequest => true,
            _ => !is_colleague,
        };
        let is_fresh = Time(message.stored_at).ms_since(Time(message.sent_at)) <= WORK_WITHIN_MS;
        Some(Fact {
            observed: Observed {
                connection: ConnectionId(message.connection_id),
                source_id: message.source_id.clone(),
                kind: if self.is_direct { SignalKind::MessageDirect } else { SignalKind::MessageMention },
                play: calls.then_some(Play::Answer),
                contact,
                thread: Some(ThreadId(message.thread_id)),
                message: None,
                excerpt: excerpt(&message.text),
                occurred_at: Time(message.sent_at),
            },
            calls_for: (calls && is_fresh).then(|| contact.map_or(Pile::OfItself, Pile::Of)),
            effect: None,
        })
    }
}
