//! What could not be delivered, and to whom.

use super::{Conn, ROWS_PER_STATEMENT, Write};
use crate::mail::{Bounce, Severity};
use anyhow::Context as _;
use api::{ContactId, MessageId, ThreadId, Time};
use sqlx::{QueryBuilder, Sqlite};

/// An address that one of the operator's mails did not reach. Only of people to whom they wrote: bounces of mail that others
/// sent in their name say nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounced {
    pub contact: ContactId,
    pub address: String,
    pub severity: Severity,
    /// As in RFC 3463, `5.1.1`; empty where the report gave none.
    pub status: String,
    pub sent_at: Time,
    pub proof: Proof,
}

/// What a report shows for itself. Anybody can write one about anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// It names a mail of the operator's that went to this address.
    pub names_own_mail: bool,
    /// When the operator last wrote to the address until then, a clock that runs behind by a day allowed for.
    pub written_at: Option<Time>,
    pub from_address: String,
    pub raw_headers: String,
}

/// Stores whom a bounce names.
pub async fn insert(write: &mut Write, message: MessageId, bounce: &Bounce) -> anyhow::Result<()> {
    for chunk in bounce.recipients.chunks(ROWS_PER_STATEMENT) {
        QueryBuilder::<Sqlite>::new("insert into bounces (message_id, address, severity, status) ")
            .push_values(chunk, |mut row, address| {
                row.push_bind(message.0)
                    .push_bind(address.as_str())
                    .push_bind(bounce.severity.as_str())
                    .push_bind(bounce.status.as_str());
            })
            .push(" on conflict do nothing")
            .build()
            .execute(write.conn())
            .await
            .context("Store a bounce")?;
    }
    Ok(())
}

/// The bounces of a thread, by mail.
pub async fn of_thread(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Vec<(i64, Bounced)>> {
    let rows: Vec<Row> = sqlx::query_as(OF_THREAD)
        .bind(thread.0)
        .bind(CLOCK_BEHIND_AT_MOST_MS)
        .fetch_all(conn)
        .await
        .context("Read the bounces of a thread")?;
    Ok(rows.into_iter().map(|row| (row.message_id, row.bounced())).collect())
}

const CLOCK_BEHIND_AT_MOST_MS: i64 = 24 * 3_600_000;

/// The sign before the direction keeps SQLite from going by all mail that went out.
pub const OF_THREAD: &str =
    "select bounces.message_id, contacts.contact_id, bounces.address, bounces.severity, bounces.status, messages.sent_at,
         messages.from_address, messages.raw_headers,
         exists (
             select 1 from message_references
             join messages as own on own.rfc_message_id = message_references.rfc_message_id and +own.direction = 'out'
             join message_recipients on message_recipients.message_id = own.message_id
                 and message_recipients.address = bounces.address and message_recipients.role in ('to', 'cc', 'bcc')
             where message_references.message_id = bounces.message_id) as names_own_mail,
         (select max(own.sent_at) from message_recipients
          join messages as own on own.message_id = message_recipients.message_id and +own.direction = 'out'
          where message_recipients.address = bounces.address and message_recipients.role in ('to', 'cc', 'bcc')
            and own.sent_at <= messages.sent_at + ?2) as written_at
     from messages
     join bounces on bounces.message_id = messages.message_id
     join addresses on addresses.address = bounces.address
     join contacts on contacts.contact_id = addresses.contact_id and contacts.written_at is not null
     where messages.thread_id = ?1 order by bounces.message_id, bounces.address";

#[derive(sqlx::FromRow)]
struct Row {
    message_id: i64,
    contact_id: i64,
    address: String,
    severity: String,
    status: String,
    sent_at: i64,
    from_address: String,
    raw_headers: String,
    names_own_mail: bool,
    written_at: Option<i64>,
}

impl Row {
    fn bounced(self) -> Bounced {
        Bounced {
            contact: ContactId(self.contact_id),
            address: self.address,
            severity: Severity::from_wire(&self.severity).unwrap_or(Severity::Soft),
            status: self.status,
            sent_at: Time(self.sent_at),
            proof: Proof {
                names_own_mail: self.names_own_mail,
                written_at: self.written_at.map(Time),
                from_address: self.from_address,
                raw_headers: self.raw_headers,
            },
        }
    }
}
