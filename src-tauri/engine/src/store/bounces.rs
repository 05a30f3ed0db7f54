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
    let rows: Vec<(i64, i64, String, String, String, i64)> = sqlx::query_as(
        "select bounces.message_id, contacts.contact_id, bounces.address, bounces.severity, bounces.status, messages.sent_at
         from messages
         join bounces on bounces.message_id = messages.message_id
         join addresses on addresses.address = bounces.address
         join contacts on contacts.contact_id = addresses.contact_id and contacts.written_at is not null
         where messages.thread_id = ? order by bounces.message_id, bounces.address",
    )
    .bind(thread.0)
    .fetch_all(conn)
    .await
    .context("Read the bounces of a thread")?;
    let bounced = |(message, contact, address, severity, status, sent_at): (i64, i64, String, String, String, i64)| {
        let severity = Severity::from_wire(&severity).unwrap_or(Severity::Soft);
        (message, Bounced { contact: ContactId(contact), address, severity, status, sent_at: Time(sent_at) })
    };
    Ok(rows.into_iter().map(bounced).collect())
}
