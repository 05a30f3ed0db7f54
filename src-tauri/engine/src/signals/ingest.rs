//! Stores what was read: mails into threads, with their people. A mail that is known is left alone, whatever the order.

use crate::cx::Cx;
use crate::mail::{Mailbox, ParsedMail, split, subject};
use crate::people;
use crate::queue;
use crate::settings::Settings;
use crate::store::messages::{self, Direction, NewMessage};
use crate::store::{Write, threads};
use api::{ConnectionId, ContactId, ThreadId, Time};
use sha2::{Digest as _, Sha256};

/// An answer without headers joins a thread by its subject only within this time.
const SUBJECT_JOINS_WITHIN_MS: i64 = 30 * 24 * 3_600_000;
/// A clock may be ahead by this; a later date is none, or the mail would be the newest for ever.
const AHEAD_AT_MOST_MS: i64 = 24 * 3_600_000;
/// Longer subjects are cut where they name a thread.
const SUBJECT_KEY_CHARS: usize = 500;

/// Whether a mail was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    New,
    Known,
}

/// Stores one mail of a connection. A mail without a usable date counts as written now; without a sender it is not stored,
/// which the parser has refused before.
pub async fn take(
    cx: &Cx,
    write: &mut Write,
    settings: &Settings,
    connection: ConnectionId,
    mail: &ParsedMail,
    raw_hash: &str,
) -> anyhow::Result<Taken> {
    let now = cx.now();
    let Some(from) = &mail.from else { return Ok(Taken::Known) };
    let dated = mail.date_ms.map(Time).filter(|at| at.ms_since(now) <= AHEAD_AT_MOST_MS);
    let sent_at = dated.unwrap_or(now);
    let mut source_id = mail.message_id.as_ref().map_or_else(|| format!("hash:{raw_hash}"), |id| format!("mid:{id}"));
    if messages::is_known(write.conn(), connection, &format!("hash:{raw_hash}"), mail, &from.address, dated).await? {
        return Ok(Taken::Known);
    }
    if messages::is_taken(write.conn(), connection, &source_id).await? {
        // Another mail stands under this Message-ID, as happens with broken senders: the bytes tell them apart.
        source_id = format!("hash:{raw_hash}");
    }
    let direction = if settings.is_own(&from.address) { Direction::Out } else { Direction::In };
    let contact = contact(write, settings, direction, from, mail, now).await?;
    let thread = thread(write, mail, contact, sent_at, now).await?;
    let parts = split(&mail.text);
    messages::insert(
        write,
        &NewMessage {
            connection,
            source_id: &source_id,
            thread,
            contact,
            direction,
            mail,
            parts: &parts,
            from_name: &from.name,
            from_address: &from.address,
            sent_at,
        },
        now,
    )
    .await?;
    threads::mark(write, thread).await?;
    Ok(Taken::New)
}

/// SHA-256 of a mail as it was read, in hexadecimal.
pub fn hash(raw: &[u8]) -> String {
    crate::hex(&Sha256::digest(raw))
}

/// The person outside: who wrote, or to whom the operator wrote first of all. Everybody the operator wrote to becomes a contact.
async fn contact(
    write: &mut Write,
    settings: &Settings,
    direction: Direction,
    from: &Mailbox,
    mail: &ParsedMail,
    now: Time,
) -> anyhow::Result<Option<ContactId>> {
    if direction == Direction::In {
        return people::ensure(write, &from.address, &from.name, now).await.map(Some);
    }
    let mut first = None;
    for mailbox in mail.to.iter().chain(&mail.cc).chain(&mail.bcc).filter(|mailbox| !settings.is_own(&mailbox.address)) {
        let id = people::ensure(write, &mailbox.address, &mailbox.name, now).await?;
        first = first.or(Some(id));
    }
    Ok(first)
}

/// The thread of a mail: by its headers in both directions, by its subject where it has none, else a new one.
async fn thread(
    write: &mut Write,
    mail: &ParsedMail,
    contact: Option<ContactId>,
    sent_at: Time,
    now: Time,
) -> anyhow::Result<ThreadId> {
    let found = messages::threads_of(write.conn(), mail).await?;
    if let Some((&into, rest)) = found.split_first() {
        for &from in rest {
            queue::join_threads(write, from, into, now).await?;
        }
        return Ok(into);
    }
    let key: String = subject::key(&mail.subject).chars().take(SUBJECT_KEY_CHARS).collect();
    let names_nothing = mail.references.is_empty() && mail.in_reply_to.is_empty();
    let is_answer = subject::is_marked(&mail.subject);
    if let (true, true, Some(contact), false) = (names_nothing, is_answer, contact, key.is_empty()) {
        let since = sent_at.plus_ms(-SUBJECT_JOINS_WITHIN_MS);
        if let Some(thread) = messages::thread_by_subject(write.conn(), contact, &key, since).await? {
            return Ok(thread);
        }
    }
    threads::make(write, &key, now).await
}
