//! Conversations in chats, read for judging with all that their verdicts are made from.

use super::look_up;
use crate::queue::{About, Judged};
use crate::settings::Settings;
use crate::signals::chats::Judgement;
use crate::store::Write;
use crate::store::chat::{self, contact_of};
use crate::store::people::Standing;
use api::{ConnectionId, ContactId, ThreadId, Time};
use std::collections::{BTreeSet, HashMap};

/// The longest conversation that is looked at, in messages from its end.
const MESSAGES_PER_THREAD: i64 = 200;

/// Judges one conversation. Answers as for one of mails.
pub async fn judge(
    write: &mut Write,
    settings: &Settings,
    thread: ThreadId,
    standings: &mut HashMap<ContactId, Standing>,
    _now: Time,
) -> anyhow::Result<(Option<Judged>, Option<Time>, usize)> {
    let messages = chat::of_thread(write.conn(), thread, MESSAGES_PER_THREAD).await?;
    let Some(last) = messages.last() else { return Ok((None, None, 0)) };
    let connection = ConnectionId(last.connection_id);
    let ids: Vec<&str> = messages.iter().map(|message| message.person.as_str()).collect();
    let people = chat::people(write.conn(), connection, &ids).await?;
    let contacts: BTreeSet<ContactId> = people.values().filter_map(|person| contact_of(Some(person))).collect();
    look_up(write, standings, &contacts).await?;
    let channel = chat::channel(write.conn(), connection, &last.channel).await?;
    let is_direct = channel.as_ref().is_some_and(chat::Channel::is_direct);
    let verdict = Judgement { settings, messages: &messages, is_direct, people: &people, standings }.judge();
    let n_read = messages.iter().map(|message| message.text.len()).sum();
    let judged = Judged {
        thread,
        about: About::Mails,
        facts: verdict.facts,
        outcomes: verdict.outcomes,
        touches: contacts.into_iter().collect(),
    };
    Ok((Some(judged), verdict.look_at, n_read))
}
