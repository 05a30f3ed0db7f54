//! Stores what was read: mails into threads, with their people. A mail that is known is left alone, whatever the order.

use crate::cx::Cx;
use crate::mail::{Kind, Mailbox, ParsedMail, opts_out, split, subject};
use crate::people;
use crate::queue;
use crate::settings::Settings;
use crate::store::messages::{self, Direction, NewMessage, Question, Surroundings};
use crate::store::{Write, bounces, people as stored_people, threads};
use anyhow::Context as _;
use api::{ConnectionId, ContactId, ThreadId, Time};
use sha2::{Digest as _, Sha256};

/// An answer without headers joins a thread by its subject only within this time.
const SUBJECT_JOINS_WITHIN_MS: i64 = 30 * 24 * 3_600_000;
/// A clock may be ahead by this; a later date is none, or the mail would be the newest for ever.
const AHEAD_AT_MOST_MS: i64 = 24 * 3_600_000;
/// Threads whose mails are all older than this are not judged for work.
const HISTORY_AFTER_MS: i64 = 60 * 24 * 3_600_000;
/// Longer subjects are cut where they name a thread.
const SUBJECT_KEY_CHARS: usize = 500;

/// Whether a mail was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    New,
    Known,
}

/// Stores one mail of a connection. A mail without a usable date counts as written now. Only what a machine wrote comes without
/// a sender, often a report that a mail did not arrive: it is nobody's, and counts all the same.
pub async fn take(
    cx: &Cx,
    write: &mut Write,
    settings: &Settings,
    connection: ConnectionId,
    mail: &ParsedMail,
    raw_hash: &str,
) -> anyhow::Result<Taken> {
    let now = cx.now();
    let nobody = Mailbox { name: String::new(), address: String::new() };
    let from = mail.from.as_ref().unwrap_or(&nobody);
    let dated = mail.date_ms.map(Time).filter(|at| at.ms_since(now) <= AHEAD_AT_MOST_MS);
    let sent_at = dated.unwrap_or(now);
    let by_bytes = format!("hash:{raw_hash}");
    let by_id = mail.message_id.as_ref().map_or_else(|| by_bytes.clone(), |id| format!("mid:{id}"));
    let direction = if settings.is_own(&from.address) { Direction::Out } else { Direction::In };
    let people = people_on(settings, direction, from, mail);
    let key: String = subject::key(&mail.subject).chars().take(SUBJECT_KEY_CHARS).collect();
    let question = Question {
        connection,
        by_bytes: &by_bytes,
        by_id: &by_id,
        mail,
        from: &from.address,
        dated,
        addresses: &people.iter().map(|mailbox| mailbox.address.as_str()).collect::<Vec<_>>(),
        subject: &key,
        answered: (sent_at, sent_at.plus_ms(SUBJECT_JOINS_WITHIN_MS)),
    };
    let stored = messages::surroundings(write.conn(), &question).await?;
    if stored.is_known {
        return Ok(Taken::Known);
    }
    // Another mail stands under this Message-ID, as happens with broken senders: the bytes tell them apart.
    let source_id = if stored.is_taken { &by_bytes } else { &by_id };
    let contact = contact(write, direction, &people, &stored, sent_at, now).await?;
    let thread = thread(write, mail, contact, &key, &stored, sent_at, now).await?;
    let parts = split(&mail.text);
    let new = NewMessage {
        connection,
        source_id,
        thread,
        contact,
        direction,
        mail,
        parts: &parts,
        from_name: &from.name,
        from_address: &from.address,
        sent_at,
    };
    let message = messages::insert(write, &new, is_worth_judging(mail, &parts.own, sent_at, now), now).await?;
    if let Some(bounce) = &mail.bounce {
        bounces::insert(write, message, bounce).await?;
    }
    Ok(Taken::New)
}

/// SHA-256 of a mail as it was read, in hexadecimal.
pub fn hash(raw: &[u8]) -> String {
    crate::hex(&Sha256::digest(raw))
}

/// Whether a mail can mean anything for the queue: news, or a wish and a failure that hold however old they are. The rest is
/// history, of which most mailboxes have a great deal.
fn is_worth_judging(mail: &ParsedMail, own_text: &str, sent_at: Time, now: Time) -> bool {
    now.ms_since(sent_at) <= HISTORY_AFTER_MS
        || matches!(mail.kind, Kind::Bounce | Kind::AutoReply)
        || mail.kind == Kind::Person && opts_out(&mail.subject, own_text).is_some()
}

/// The people outside who stand on a mail: who wrote, or to whom the operator wrote. Colleagues are none.
fn people_on<'a>(settings: &Settings, direction: Direction, from: &'a Mailbox, mail: &'a ParsedMail) -> Vec<&'a Mailbox> {
    let is_outside = |mailbox: &&Mailbox| {
        !mailbox.address.is_empty() && !settings.is_own(&mailbox.address) && !settings.is_colleague(&mailbox.address)
    };
    match direction {
        Direction::In => Some(from).into_iter().filter(is_outside).collect(),
        Direction::Out => mail.to.iter().chain(&mail.cc).chain(&mail.bcc).filter(is_outside).collect(),
    }
}

/// Whose mail it is: the first of its people. All of them become contacts.
async fn contact(
    write: &mut Write,
    direction: Direction,
    people: &[&Mailbox],
    stored: &Surroundings,
    sent_at: Time,
    now: Time,
) -> anyhow::Result<Option<ContactId>> {
    let (mut first, mut written_to) = (None, Vec::new());
    for mailbox in people {
        let known = stored.people.iter().find(|(address, ..)| *address == mailbox.address);
        let (id, is_written) = match known {
            Some((_, id, is_named, is_written)) if *is_named || mailbox.name.is_empty() => (*id, *is_written),
            _ => (people::ensure(write, &mailbox.address, &mailbox.name, now).await?, false),
        };
        first = first.or(Some(id));
        if direction == Direction::Out && !is_written && stored_people::written_to(write, id, sent_at).await? {
            // They are known now: what they wrote before, in whatever conversation, reads differently.
            threads::mark_of_contact(write, id).await?;
            written_to.push(&mailbox.address);
        }
    }
    if !written_to.is_empty() {
        threads::mark_bounced(write, &serde_json::to_string(&written_to).context("List whom the operator wrote to")?).await?;
    }
    Ok(first)
}

/// The thread of a mail: by its headers in both directions, by its subject where it has none, else a new one.
async fn thread(
    write: &mut Write,
    mail: &ParsedMail,
    contact: Option<ContactId>,
    key: &str,
    stored: &Surroundings,
    sent_at: Time,
    now: Time,
) -> anyhow::Result<ThreadId> {
    let mut found = stored.threads.clone();
    let names_nothing = mail.references.is_empty() && mail.in_reply_to.is_empty();
    if let Some(contact) = contact.filter(|_| !key.is_empty()) {
        if names_nothing && subject::is_marked(&mail.subject) {
            let since = sent_at.plus_ms(-SUBJECT_JOINS_WITHIN_MS);
            let before = messages::thread_by_subject(write.conn(), contact, key, since, sent_at).await?;
            found.extend(before.filter(|thread| !found.contains(thread)));
        }
        // The other way round: an answer without headers was read before what it answers.
        for (thread, subject) in &stored.loose {
            if subject::is_marked(subject) && !found.contains(thread) {
                found.push(*thread);
            }
        }
    }
    let Some((&into, rest)) = found.split_first() else { return threads::make(write, key, now).await };
    for &from in rest {
        queue::join_threads(write, from, into, now).await?;
    }
    Ok(into)
}
