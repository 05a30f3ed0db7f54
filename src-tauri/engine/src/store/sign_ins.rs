//! Services that are signed in to. Their tokens are among the secrets, under [`Row::owner`].

use super::{Conn, Write};
use anyhow::Context as _;
use api::{SignInId, Tag, Time};

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub sign_in_id: i64,
    pub service: String,
    /// Where the service is, where that is not its own place; else empty.
    pub base_url: String,
    pub client_id: String,
    /// The mailbox, lower case.
    pub address: String,
    pub subject: String,
    /// With spaces between.
    pub scopes: String,
    pub state: String,
    pub error: Option<String>,
    pub expires_at: i64,
}

/// The tokens are good, as far as is known.
pub const GOOD: &str = "good";
/// The operator has to sign in again.
pub const AGAIN: &str = "again";
/// The operator signed out.
pub const OUT: &str = "out";

impl Row {
    pub fn id(&self) -> SignInId {
        SignInId(self.sign_in_id)
    }

    /// To whom its secrets belong.
    pub fn owner(&self) -> String {
        owner(self.id())
    }

    pub fn allows(&self, scope: &str) -> bool {
        self.scopes.split_whitespace().any(|one| one == scope)
    }
}

pub fn owner(id: SignInId) -> String {
    format!("sign_in:{id}")
}

/// The columns of [`Row`] in one place.
macro_rules! select_sign_in {
    ($rest:literal) => {
        concat!(
            "select sign_in_id, service, base_url, client_id, address, subject, scopes, state, error, expires_at from sign_ins ",
            $rest
        )
    };
}

pub async fn one(conn: &mut Conn, id: SignInId) -> anyhow::Result<Option<Row>> {
    sqlx::query_as(select_sign_in!("where sign_in_id = ?")).bind(id.0).fetch_optional(conn).await.context("Read a sign-in")
}

pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Row>> {
    sqlx::query_as(select_sign_in!("order by sign_in_id")).fetch_all(conn).await.context("Read the sign-ins")
}

/// What is known of a sign-in that went well.
#[derive(Clone, Debug)]
pub struct Fresh<'a> {
    pub service: &'a str,
    pub base_url: &'a str,
    pub client_id: &'a str,
    pub address: &'a str,
    pub subject: &'a str,
    pub scopes: &'a str,
    pub expires_at: Time,
}

/// A sign-in that went well: a new one, or the one of the same person at the same service, anew.
pub async fn signed_in(write: &mut Write, fresh: &Fresh<'_>, now: Time) -> anyhow::Result<SignInId> {
    let id: i64 = sqlx::query_scalar(
        "insert into sign_ins (service, base_url, client_id, address, subject, scopes, state, expires_at, made_at, changed_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, 'good', ?7, ?8, ?8)
         on conflict (service, base_url, subject) do update set client_id = excluded.client_id, address = excluded.address,
             scopes = excluded.scopes, state = 'good', error = null, expires_at = excluded.expires_at,
             refreshed_by = null, refreshed_until = null, changed_at = excluded.changed_at
         returning sign_in_id",
    )
    .bind(fresh.service)
    .bind(fresh.base_url)
    .bind(fresh.client_id)
    .bind(fresh.address)
    .bind(fresh.subject)
    .bind(fresh.scopes)
    .bind(fresh.expires_at.0)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Note a sign-in")?;
    write.changed(Tag::Connections);
    Ok(SignInId(id))
}

/// What a sign-in turned out to allow, with spaces between.
pub async fn set_scopes(write: &mut Write, id: SignInId, scopes: &str) -> anyhow::Result<()> {
    sqlx::query("update sign_ins set scopes = ? where sign_in_id = ?")
        .bind(scopes)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note what a sign-in allows")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// How many units were left when that was last noted, and when; none before.
pub async fn quota(conn: &mut Conn, id: SignInId) -> anyhow::Result<Option<(i64, Time)>> {
    let row: Option<(Option<i64>, Option<i64>)> =
        sqlx::query_as("select quota_left, quota_at from sign_ins where sign_in_id = ?")
            .bind(id.0)
            .fetch_optional(conn)
            .await
            .context("Read what is left of a quota")?;
    Ok(row.and_then(|(left, at)| Some((left?, Time(at?)))))
}

/// Notes how many units are left, in the transaction of what they were spent on.
pub async fn set_quota(write: &mut Write, id: SignInId, left: i64, now: Time) -> anyhow::Result<()> {
    sqlx::query("update sign_ins set quota_left = ?, quota_at = ? where sign_in_id = ?")
        .bind(left)
        .bind(now.0)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note what is left of a quota")?;
    Ok(())
}

/// The operator has to sign in again, or has signed out.
pub async fn ended(write: &mut Write, id: SignInId, state: &str, error: Option<&str>) -> anyhow::Result<()> {
    sqlx::query("update sign_ins set state = ?, error = ?, refreshed_by = null, refreshed_until = null where sign_in_id = ?")
        .bind(state)
        .bind(error)
        .bind(id.0)
        .execute(write.conn())
        .await
        .context("Note the end of a sign-in")?;
    write.changed(Tag::Connections);
    Ok(())
}

/// Takes the fetching of a new token in hand until `until`. Answers whether nobody else has it.
pub async fn claim(write: &mut Write, id: SignInId, owner: &str, now: Time, until: Time) -> anyhow::Result<bool> {
    let claimed = sqlx::query(
        "update sign_ins set refreshed_by = ?2, refreshed_until = ?4
         where sign_in_id = ?1 and state = 'good' and (refreshed_by is null or refreshed_by = ?2 or refreshed_until <= ?3)",
    )
    .bind(id.0)
    .bind(owner)
    .bind(now.0)
    .bind(until.0)
    .execute(write.conn())
    .await
    .context("Take the refreshing of a token in hand")?;
    Ok(claimed.rows_affected() == 1)
}

/// A new token was fetched by `owner`. Answers whether that was still theirs to do.
pub async fn refreshed(write: &mut Write, id: SignInId, owner: &str, expires_at: Time) -> anyhow::Result<bool> {
    let noted = sqlx::query(
        "update sign_ins set expires_at = ?, refreshed_by = null, refreshed_until = null
         where sign_in_id = ? and refreshed_by = ? and state = 'good'",
    )
    .bind(expires_at.0)
    .bind(id.0)
    .bind(owner)
    .execute(write.conn())
    .await
    .context("Note a new token")?;
    Ok(noted.rows_affected() == 1)
}

/// The fetching of a new token failed in a way that says nothing of the sign-in.
pub async fn release(write: &mut Write, id: SignInId, owner: &str) -> anyhow::Result<()> {
    sqlx::query("update sign_ins set refreshed_by = null, refreshed_until = null where sign_in_id = ? and refreshed_by = ?")
        .bind(id.0)
        .bind(owner)
        .execute(write.conn())
        .await
        .context("Let go of the refreshing of a token")?;
    Ok(())
}
