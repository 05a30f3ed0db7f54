//! What was said in a chat, as it is shown, and where an answer to it goes.

use crate::mail;
use crate::store::chat::{self as store, Message};
use crate::store::items::Row as Item;
use crate::store::signals;
use crate::store::{Conn, connections, sign_ins};
use api::{ChatDetails, ChatLine, ChatThread, ConnectionId, Play, ThreadId, Time, text};
use std::collections::HashMap;

/// How much of a conversation is shown beside a draft.
const LINES_SHOWN: i64 = 50;
/// The kind of sign-in that speaks as a bot.
pub const BOT: &str = "bot";

/// The conversation that an item is about; none where it is about something else.
pub async fn view(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Option<ChatThread>> {
    let messages = store::of_thread(conn, thread, LINES_SHOWN).await?;
    let Some(last) = messages.last() else { return Ok(None) };
    let connection = ConnectionId(last.connection_id);
    let channel = store::channel(conn, connection, &last.channel).await?;
    let names = names(conn, connection, &messages).await?;
    let place = channel
        .map_or_else(|| text::place_of(false, &last.channel), |channel| text::place_of(channel.is_direct(), &channel.name));
    let line = |message: &Message| ChatLine {
        id: message.chat_message_id,
        who: names.get(message.person.as_str()).cloned().unwrap_or_default(),
        is_own: message.is_own,
        is_bot: message.is_bot,
        text: message.text.clone(),
        is_gone: message.gone_at.is_some(),
        sent_at: Time(message.sent_at),
    };
    Ok(Some(ChatThread { place, lines: messages.iter().map(line).collect() }))
}

async fn names(conn: &mut Conn, connection: ConnectionId, messages: &[Message]) -> anyhow::Result<HashMap<String, String>> {
    let ids: Vec<&str> = messages.iter().map(|message| message.person.as_str()).collect();
    let people = store::people(conn, connection, &ids).await?;
    Ok(people.into_iter().map(|(id, person)| (id, person.name)).collect())
}

/// Where the answer of an item goes: into the thread of what it answers, else beside it.
pub async fn details(conn: &mut Conn, item: &Item) -> anyhow::Result<Option<ChatDetails>> {
    let Some(thread) = item.thread_id.map(ThreadId) else { return Ok(None) };
    let messages = store::of_thread(conn, thread, LINES_SHOWN).await?;
    let Some(last) = messages.last() else { return Ok(None) };
    let connection = ConnectionId(last.connection_id);
    let names = names(conn, connection, &messages).await?;
    let channel = store::channel(conn, connection, &last.channel).await?;
    let row = connections::one(conn, connection).await?;
    let sign_in = match row.and_then(|row| row.sign_in()) {
        Some(id) => sign_ins::one(conn, id).await?,
        None => None,
    };
    let root = messages.iter().find(|message| message.ts() == last.root);
    Ok(Some(ChatDetails {
        connection,
        channel: last.channel.clone(),
        channel_name: channel.as_ref().map_or_else(|| last.channel.clone(), |channel| channel.name.clone()),
        is_direct: channel.as_ref().is_some_and(store::Channel::is_direct),
        thread: Some(last.root.clone()).filter(|root| !root.is_empty()),
        thread_of: root.and_then(|root| names.get(&root.person)).cloned().unwrap_or_default(),
        as_bot: sign_in.is_some_and(|sign_in| sign_in.client_id == BOT),
    }))
}

/// What of a conversation waits for an answer, by message, oldest first: what each asks, else what it says.
pub async fn waiting(conn: &mut Conn, thread: ThreadId, evidence: &[signals::Row]) -> anyhow::Result<Vec<(i64, String)>> {
    let messages = store::of_thread(conn, thread, LINES_SHOWN).await?;
    let channel = match messages.last() {
        Some(last) => store::channel(conn, ConnectionId(last.connection_id), &last.channel).await?,
        None => None,
    };
    let is_direct = channel.as_ref().is_some_and(store::Channel::is_direct);
    let calls = |message: &&Message| {
        let is_for_us = message.gone_at.is_none() && !message.is_own && !message.is_bot && (is_direct || message.is_named);
        is_for_us
            && evidence.iter().any(|signal| {
                signal.play == Play::Answer && signal.occurred_at == message.sent_at && signal.thread_id == Some(thread.0)
            })
    };
    Ok(messages.iter().filter(calls).map(|message| (message.chat_message_id, excerpt(&message.text))).collect())
}

/// What a message asks, else how it begins, in one line.
pub fn excerpt(said: &str) -> String {
    let asked = mail::asked(said);
    if asked.is_empty() { mail::excerpt(said) } else { mail::excerpt(&asked.join(" ")) }
}
