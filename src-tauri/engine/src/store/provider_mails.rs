//! What a provider calls the mails that were read there: by that they are followed, and answered in their conversation.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, ThreadId};

/// Stands among the labels of a mail that is gone at the provider.
pub const DELETED: &str = "(deleted)";
/// Stands among the labels of a mail that was looked at and not read, by what the operator chose.
pub const LEFT_OUT: &str = "(left_out)";

/// Stands among the labels of a mail that was read, and would not be by what the operator chose since.
pub const NARROWED: &str = "(narrowed)";

/// One mail in the provider's words.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ProviderMail {
    pub provider_id: String,
    pub provider_thread: String,
    /// Without angle brackets.
    pub rfc_message_id: Option<String>,
    /// With spaces between and around, so that one is found by ` NAME `.
    pub labels: String,
}

impl ProviderMail {
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.labels.split_whitespace()
    }

    pub fn has(&self, label: &str) -> bool {
        self.names().any(|name| name == label)
    }
}

/// Labels as a row keeps them, each once.
pub fn labels<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().fold(String::from(" "), |all, name| if all.contains(&format!(" {name} ")) { all } else { all + name + " " })
}

/// Notes mails, or what changed about them.
pub async fn note(write: &mut Write, connection: ConnectionId, mails: &[ProviderMail]) -> anyhow::Result<()> {
    for mail in mails {
        sqlx::query(
            "insert into provider_mails (connection_id, provider_id, provider_thread, rfc_message_id, labels)
             values (?, ?, ?, ?, ?)
             on conflict (connection_id, provider_id) do update set labels = excluded.labels,
                 provider_thread = excluded.provider_thread, rfc_message_id = coalesce(excluded.rfc_message_id, rfc_message_id)",
        )
        .bind(connection.0)
        .bind(&mail.provider_id)
        .bind(&mail.provider_thread)
        .bind(&mail.rfc_message_id)
        .bind(&mail.labels)
        .execute(write.conn())
        .await
        .context("Note what a provider calls a mail")?;
    }
    Ok(())
}

/// Which of these names are known.
pub async fn known(conn: &mut Conn, connection: ConnectionId, ids: &[&str]) -> anyhow::Result<Vec<String>> {
    sqlx::query_scalar(
        "select provider_id from provider_mails where connection_id = ? and provider_id in (select value from json_each(?))",
    )
    .bind(connection.0)
    .bind(serde_json::to_string(ids).context("List names")?)
    .fetch_all(conn)
    .await
    .context("Look for mails by the provider's names")
}

/// What is known of these.
pub async fn some(conn: &mut Conn, connection: ConnectionId, ids: &[&str]) -> anyhow::Result<Vec<ProviderMail>> {
    sqlx::query_as(
        "select provider_id, provider_thread, rfc_message_id, labels from provider_mails
         where connection_id = ? and provider_id in (select value from json_each(?))",
    )
    .bind(connection.0)
    .bind(serde_json::to_string(ids).context("List names")?)
    .fetch_all(conn)
    .await
    .context("Find mails by the provider's names")
}

/// The provider's conversation of the mail with this Message-ID.
pub async fn thread_of(conn: &mut Conn, connection: ConnectionId, rfc_message_id: &str) -> anyhow::Result<Option<String>> {
    sqlx::query_scalar(THREAD_OF)
        .bind(connection.0)
        .bind(rfc_message_id)
        .fetch_optional(conn)
        .await
        .context("Find the provider's conversation of a mail")
}

/// Forgets what was looked at and not read: the operator chose anew.
pub async fn forget_left_out(write: &mut Write, connection: ConnectionId) -> anyhow::Result<()> {
    sqlx::query("delete from provider_mails where connection_id = ? and instr(labels, ' (left_out) ') > 0")
        .bind(connection.0)
        .execute(write.conn())
        .await
        .context("Forget what was not read")?;
    Ok(())
}

/// The index is named, because without statistics SQLite would go through all mails of the connection.
pub const THREAD_OF: &str = "select provider_thread from provider_mails indexed by provider_mails_message
     where connection_id = ? and rfc_message_id = ? limit 1";

/// Has the conversations of these mails judged again.
pub async fn mark_threads(write: &mut Write, connection: ConnectionId, rfc_message_ids: &[&str]) -> anyhow::Result<()> {
    sqlx::query(
        "update threads set is_unjudged = 1
         where is_unjudged = 0 and thread_id in (
             select thread_id from messages
             where rfc_message_id in (select value from json_each(?)) and +connection_id = ?)",
    )
    .bind(serde_json::to_string(rfc_message_ids).context("List mails")?)
    .bind(connection.0)
    .execute(write.conn())
    .await
    .context("Mark the threads of mails")?;
    Ok(())
}

/// A mail that was read, with all the addresses that stand on it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Kept {
    #[sqlx(flatten)]
    pub mail: ProviderMail,
    /// A JSON list.
    addresses: String,
}

impl Kept {
    pub fn addresses(&self) -> anyhow::Result<Vec<String>> {
        serde_json::from_str(&self.addresses).context("Read the addresses of a mail")
    }
}

/// The next mails that were read, by the provider's names, behind `after`.
pub async fn kept(conn: &mut Conn, connection: ConnectionId, after: &str) -> anyhow::Result<Vec<Kept>> {
    sqlx::query_as(KEPT).bind(connection.0).bind(after).fetch_all(conn).await.context("Read what was read of a mailbox")
}

/// A page at a time, because a mailbox may be large.
pub const KEPT: &str = "select provider_id, provider_thread, rfc_message_id, labels, (
         select json_group_array(address) from (
             select from_address as address from messages
             where rfc_message_id = provider_mails.rfc_message_id and +connection_id = provider_mails.connection_id
             union
             select message_recipients.address from messages
             join message_recipients on message_recipients.message_id = messages.message_id
                 and message_recipients.role in ('to', 'cc', 'bcc')
             where messages.rfc_message_id = provider_mails.rfc_message_id
                 and +messages.connection_id = provider_mails.connection_id)
     ) as addresses
     from provider_mails
     where connection_id = ? and provider_id > ? and rfc_message_id is not null and instr(labels, ' (left_out) ') = 0
     order by provider_id limit 500";

/// Whether a conversation is put away because the operator chose to read less, rather than at the mailbox.
pub async fn is_narrowed(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<bool> {
    let is: i64 = sqlx::query_scalar(
        "select exists (
             select 1 from messages join provider_mails indexed by provider_mails_message
                 on provider_mails.connection_id = messages.connection_id
                 and provider_mails.rfc_message_id = messages.rfc_message_id
             where messages.thread_id = ? and instr(provider_mails.labels, ' (narrowed) ') > 0)",
    )
    .bind(thread.0)
    .fetch_one(conn)
    .await
    .context("Look whether a conversation is still read")?;
    Ok(is != 0)
}

/// Whether a conversation was put away: every mail that came in is deleted, thrown away or called spam where it was read, or would not
/// be read any more by what the operator chose since; or every mail, where none came in.
pub async fn is_put_away(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<bool> {
    let is: i64 = sqlx::query_scalar(IS_PUT_AWAY)
        .bind(thread.0)
        .fetch_one(conn)
        .await
        .context("Look whether a conversation was put away")?;
    Ok(is != 0)
}

/// A mail that stands twice at the provider is put away once both are. The index is named, because without statistics SQLite would
/// go through all mails of the connection.
pub const IS_PUT_AWAY: &str = "with mails as materialized (
         select direction = 'in' as is_in, exists (
                 select 1 from provider_mails as put where put.connection_id = messages.connection_id
                     and put.rfc_message_id = messages.rfc_message_id
             ) and not exists (
                 select 1 from provider_mails as there indexed by provider_mails_message where there.connection_id = messages.connection_id
                     and there.rfc_message_id = messages.rfc_message_id
                     and instr(there.labels, ' TRASH ') + instr(there.labels, ' SPAM ') + instr(there.labels, ' (deleted) ')
                         + instr(there.labels, ' (narrowed) ') = 0
             ) as is_away
         from messages where thread_id = ?)
     select count(*) > 0 and case when sum(is_in) > 0 then sum(is_in and not is_away) = 0 else sum(not is_away) = 0 end
     from mails";
