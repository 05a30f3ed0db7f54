//! What follows for stored mail when the operator's own addresses become known or change.

use super::{Conn, Write};
use crate::mail::Kind;
use anyhow::Context as _;

/// Sets whose each mail is: what `addresses` wrote is sent mail. The contacts of sent mail must exist.
pub async fn attribute(write: &mut Write, addresses: &[String]) -> anyhow::Result<()> {
    let list = serde_json::to_string(addresses).context("List the addresses")?;
    sqlx::query(
        "update messages set direction = case when from_address in (select value from json_each(?)) then 'out' else 'in' end",
    )
    .bind(&list)
    .execute(write.conn())
    .await
    .context("Say whose the mails are")?;
    sqlx::query(
        "update messages set contact_id = case direction
             when 'in' then (select contact_id from addresses where address = messages.from_address)
             else (
                 select addresses.contact_id from message_recipients
                 join addresses on addresses.address = message_recipients.address
                 where message_recipients.message_id = messages.message_id and message_recipients.role in ('to', 'cc', 'bcc')
                   and message_recipients.address not in (select value from json_each(?))
                 order by case message_recipients.role when 'to' then 0 when 'cc' then 1 else 2 end, message_recipients.position
                 limit 1)
             end",
    )
    .bind(&list)
    .execute(write.conn())
    .await
    .context("Say with whom the mails were")?;
    sqlx::query(
        "update contacts set written_at = (
             select min(messages.sent_at) from addresses
             join message_recipients on message_recipients.address = addresses.address
                 and message_recipients.role in ('to', 'cc', 'bcc')
             join messages on messages.message_id = message_recipients.message_id and messages.direction = 'out'
             where addresses.contact_id = contacts.contact_id)",
    )
    .execute(write.conn())
    .await
    .context("Say to whom the operator wrote")?;
    Ok(())
}

/// To whom `addresses` wrote and who is no contact yet: (address, name).
pub async fn unknown_correspondents(conn: &mut Conn, addresses: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    let list = serde_json::to_string(addresses).context("List the addresses")?;
    sqlx::query_as(
        "select message_recipients.address, max(message_recipients.name) from messages
         join message_recipients on message_recipients.message_id = messages.message_id
         where messages.from_address in (select value from json_each(?1)) and message_recipients.role in ('to', 'cc', 'bcc')
           and message_recipients.address not in (select address from addresses)
           and message_recipients.address not in (select value from json_each(?1))
         group by message_recipients.address",
    )
    .bind(&list)
    .fetch_all(conn)
    .await
    .context("List the people the operator wrote to")
}

/// A mail that names a list: what it is depends on whose list that is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OfList {
    pub message_id: i64,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub own_text: String,
    pub raw_headers: String,
    pub has_calendar: bool,
}

/// The mails of lists in the order of their ids, from the one behind `after` on.
pub async fn mails_of_lists(conn: &mut Conn, after: i64, limit: i64) -> anyhow::Result<Vec<OfList>> {
    sqlx::query_as(
        "select message_id, kind, own_text, raw_headers, exists (
             select 1 from attachments where attachments.message_id = messages.message_id and media_type = 'text/calendar'
         ) as has_calendar
         from messages
         where message_id > ? and kind in ('bulk', 'person') and (raw_headers like '%list-id:%' or raw_headers like '%list-post:%')
         order by message_id limit ?",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(conn)
    .await
    .context("Read the mails of lists")
}

/// The name under which the operator writes, taken from the newest sent mail that has one.
pub async fn name(conn: &mut Conn) -> anyhow::Result<Option<String>> {
    sqlx::query_scalar("select from_name from messages where direction = 'out' and from_name <> '' order by sent_at desc limit 1")
        .fetch_optional(conn)
        .await
        .context("Find the operator's name")
}
