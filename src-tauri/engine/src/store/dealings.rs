//! What happened between contacts and the operator: mails, decisions, and how soon they answer.

use super::Conn;
use super::messages::Direction;
use crate::mail::Kind;
use anyhow::Context as _;
use api::{Actor, ContactId, ItemState, Play};

/// A mail of a timeline.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Mail {
    pub message_id: i64,
    #[sqlx(try_from = "String")]
    pub direction: Direction,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub from_name: String,
    pub from_address: String,
    pub subject: String,
    /// Its beginning.
    pub own_text: String,
    pub sent_at: i64,
}

/// The newest mails with these contacts, newest first: what they wrote, what the operator wrote to them, and what came back.
pub async fn mails(conn: &mut Conn, contacts: &[ContactId], limit: i64) -> anyhow::Result<Vec<Mail>> {
    let list = serde_json::to_string(contacts).context("List the contacts")?;
    sqlx::query_as(MAILS).bind(list).bind(limit).fetch_all(conn).await.context("Read the mails with contacts")
}

/// What is sorted are keys and dates; of all else only as many rows are read as are shown.
pub const MAILS: &str = "with wanted (contact_id) as materialized (select value from json_each(?1)),
     told (message_id, sent_at) as (
         select messages.message_id, messages.sent_at from wanted
         cross join messages on messages.contact_id = wanted.contact_id
         union
         select messages.message_id, messages.sent_at from wanted
         cross join addresses on addresses.contact_id = wanted.contact_id
         cross join message_recipients on message_recipients.address = addresses.address
             and message_recipients.role in ('to', 'cc', 'bcc')
         cross join messages on messages.message_id = message_recipients.message_id and messages.direction = 'out'
         union
         select messages.message_id, messages.sent_at from wanted
         cross join addresses on addresses.contact_id = wanted.contact_id
         cross join bounces on bounces.address = addresses.address
         cross join messages on messages.message_id = bounces.message_id),
     newest (message_id) as materialized (select message_id from told order by sent_at desc, message_id desc limit ?2)
     select messages.message_id, messages.direction, messages.kind, messages.from_name, messages.from_address, messages.subject,
            substr(messages.own_text, 1, 2000) as own_text, messages.sent_at
     from newest cross join messages on messages.message_id = newest.message_id
     order by messages.sent_at desc, messages.message_id desc";

/// A move of a timeline.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Decision {
    pub item_id: i64,
    #[sqlx(try_from = "String")]
    pub play: Play,
    pub subject: String,
    #[sqlx(try_from = "String")]
    pub to_state: ItemState,
    #[sqlx(try_from = "String")]
    pub actor: Actor,
    pub reason: String,
    pub moved_at: i64,
}

/// What the operator decided about items of these contacts, and how items of theirs were done; newest first.
pub async fn decisions(conn: &mut Conn, contacts: &[ContactId], limit: i64) -> anyhow::Result<Vec<Decision>> {
    let list = serde_json::to_string(contacts).context("List the contacts")?;
    sqlx::query_as(DECISIONS).bind(list).bind(limit).fetch_all(conn).await.context("Read the decisions about contacts")
}

pub const DECISIONS: &str = "with wanted (contact_id) as materialized (select value from json_each(?1))
     select items.item_id, items.play, items.subject, moves.to_state, moves.actor, moves.reason, moves.moved_at
     from wanted
     cross join items on items.contact_id = wanted.contact_id
     cross join moves on moves.item_id = items.item_id and (moves.actor = 'operator' or moves.to_state = 'done')
     order by moves.moved_at desc, moves.move_id desc limit ?2";

/// How many mails a contact wrote themselves, and how many of the operator they got.
pub async fn counts(conn: &mut Conn, contact: ContactId) -> anyhow::Result<(u64, u64)> {
    let mut numbers = [0; 2];
    for (number, query) in numbers.iter_mut().zip([N_RECEIVED, N_SENT]) {
        let n: i64 = sqlx::query_scalar(query).bind(contact.0).fetch_one(&mut *conn).await.context("Count mails")?;
        *number = u64::try_from(n).unwrap_or_default();
    }
    let [n_received, n_sent] = numbers;
    Ok((n_received, n_sent))
}

pub const N_RECEIVED: &str = "select count(*) from messages where contact_id = ? and direction = 'in' and is_automatic = 0";

pub const N_SENT: &str = "select count(distinct messages.message_id) from addresses
     cross join message_recipients on message_recipients.address = addresses.address
         and message_recipients.role in ('to', 'cc', 'bcc')
     cross join messages on messages.message_id = message_recipients.message_id and messages.direction = 'out'
     where addresses.contact_id = ?";

/// One mail of a conversation: which one, whether the operator wrote it, and when it was written.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Turn {
    pub thread_id: i64,
    pub is_own: bool,
    pub sent_at: i64,
}

/// Who spoke when in the conversations with a contact, each conversation in its order: the contact and the operator only.
pub async fn turns(conn: &mut Conn, contact: ContactId) -> anyhow::Result<Vec<Turn>> {
    sqlx::query_as(TURNS).bind(contact.0).fetch_all(conn).await.context("Read who spoke when")
}

pub const TURNS: &str = "with theirs (thread_id) as materialized (select distinct thread_id from messages where contact_id = ?1)
     select messages.thread_id, messages.direction = 'out' as is_own, messages.sent_at
     from theirs cross join messages on messages.thread_id = theirs.thread_id
     where messages.is_automatic = 0 and (messages.direction = 'out' or messages.contact_id = ?1)
     order by messages.thread_id, messages.sent_at, messages.message_id";
