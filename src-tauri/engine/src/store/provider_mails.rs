//! What a provider calls the mails that were read there: by that they are followed, and answered in their conversation.

use super::{Conn, Write};
use anyhow::Context as _;
use api::ConnectionId;

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

/// Labels as a row keeps them.
pub fn labels<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().fold(String::from(" "), |all, name| all + name + " ")
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

pub async fn one(conn: &mut Conn, connection: ConnectionId, id: &str) -> anyhow::Result<Option<ProviderMail>> {
    sqlx::query_as(
        "select provider_id, provider_thread, rfc_message_id, labels from provider_mails
         where connection_id = ? and provider_id = ?",
    )
    .bind(connection.0)
    .bind(id)
    .fetch_optional(conn)
    .await
    .context("Find a mail by the provider's name")
}

/// The provider's conversation of the mail with this Message-ID.
pub async fn thread_of(conn: &mut Conn, connection: ConnectionId, rfc_message_id: &str) -> anyhow::Result<Option<String>> {
    sqlx::query_scalar("select provider_thread from provider_mails where connection_id = ? and rfc_message_id = ? limit 1")
        .bind(connection.0)
        .bind(rfc_message_id)
        .fetch_optional(conn)
        .await
        .context("Find the provider's conversation of a mail")
}

/// Forgets mails that are gone at the provider.
pub async fn forget(write: &mut Write, connection: ConnectionId, ids: &[&str]) -> anyhow::Result<()> {
    sqlx::query("delete from provider_mails where connection_id = ? and provider_id in (select value from json_each(?))")
        .bind(connection.0)
        .bind(serde_json::to_string(ids).context("List names")?)
        .execute(write.conn())
        .await
        .context("Forget what a provider called mails")?;
    Ok(())
}
