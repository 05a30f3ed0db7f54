//! Access tokens: fetched anew before they end, by one process at a time, and once when the service refuses one.
//!
//! A token is never shown, logged or put into an event. Who may refresh is a lease in the row of the sign-in.

use super::web::Fault;
use super::{HUBSPOT, SLACK, oauth};
use crate::cx::Cx;
use crate::sensitive::Sensitive;
use crate::store::sign_ins::{self as store, Row};
use crate::vault;
use anyhow::Context as _;
use api::{SignInId, Time, text};
use std::time::Duration;

pub const ACCESS: &str = "access_token";
pub const REFRESH: &str = "refresh_token";
/// By which what happens in a chat comes in by itself.
pub const APP: &str = "app_token";
pub const CLIENT_SECRET: &str = "client_secret";

/// A token that ends within this time is replaced before it is used.
const EARLY_MS: i64 = 5 * 60_000;
/// Whoever took the refreshing in hand and did not come back within this time is dead.
const LEASE_SECONDS: i64 = 60;
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// A token that is good for some minutes.
pub async fn access(cx: &Cx, id: SignInId) -> Result<Sensitive, Fault> {
    let row = good(cx, id).await?;
    if Time(row.expires_at).ms_since(cx.now()) > EARLY_MS
        && let Some(token) = vault::open(cx, &row.owner(), ACCESS).await.map_err(told)?
    {
        return Ok(token);
    }
    refresh(cx, id, None).await
}

/// Another token than the one that was refused.
pub async fn renewed(cx: &Cx, id: SignInId, refused: &Sensitive) -> Result<Sensitive, Fault> {
    refresh(cx, id, Some(refused)).await
}

/// Notes that the service takes no token of this sign-in any more.
pub async fn refused(cx: &Cx, id: SignInId, words: &str) {
    if let Err(error) = end(cx, id, words).await {
        tracing::warn!(error = format!("{error:#}"), "the end of a sign-in could not be noted");
    }
}

/// Fetches tokens that are about to end, for every sign-in. What fails is met again by whoever needs the token.
pub async fn look_after(cx: &Cx) -> anyhow::Result<()> {
    let rows = store::all(&mut *cx.read().await?).await?;
    for row in rows.into_iter().filter(|row| row.state == store::GOOD) {
        if Time(row.expires_at).ms_since(cx.now()) <= EARLY_MS
            && let Err(fault) = refresh(cx, row.id(), None).await
        {
            tracing::info!(sign_in = row.sign_in_id, %fault, "a token was not refreshed");
        }
    }
    Ok(())
}

async fn end(cx: &Cx, id: SignInId, words: &str) -> anyhow::Result<()> {
    let mut write = cx.write().await?;
    store::ended(&mut write, id, store::AGAIN, Some(words)).await?;
    write.commit().await
}

/// The sign-in, where it is good.
async fn good(cx: &Cx, id: SignInId) -> Result<Row, Fault> {
    let row = async { store::one(&mut *cx.read().await?, id).await?.context("The sign-in is gone") }.await.map_err(told)?;
    if row.state == store::GOOD { Ok(row) } else { Err(Fault::SignInAgain(row.error.unwrap_or_default())) }
}

/// Waits for whoever is refreshing, or does it. With `refused`, a token that is another one is good enough.
async fn refresh(cx: &Cx, id: SignInId, refused: Option<&Sensitive>) -> Result<Sensitive, Fault> {
    // One at a time within this process, too: the lease does not tell its tasks apart.
    let _turn = cx.refreshing.lock().await;
    loop {
        let row = good(cx, id).await?;
        let kept = vault::open(cx, &row.owner(), ACCESS).await.map_err(told)?;
        let is_fresh = Time(row.expires_at).ms_since(cx.now()) > EARLY_MS;
        if let Some(token) = kept.filter(|token| is_fresh && refused.is_none_or(|refused| refused != token)) {
            return Ok(token);
        }
        let now = cx.now();
        let claimed = async {
            let mut write = cx.write().await?;
            let claimed = store::claim(&mut write, id, cx.owner.name(), now, now.plus_seconds(LEASE_SECONDS)).await?;
            write.commit().await?;
            anyhow::Ok(claimed)
        };
        if claimed.await.map_err(told)? {
            return fetch(cx, &row).await;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

async fn fetch(cx: &Cx, row: &Row) -> Result<Sensitive, Fault> {
    let owner = row.owner();
    let secrets = async {
        let secret = vault::open(cx, &owner, CLIENT_SECRET).await?;
        anyhow::Ok((secret, vault::open(cx, &owner, REFRESH).await?))
    };
    let fetched = match secrets.await {
        // A token that the operator pasted is renewed by nobody else.
        Ok((_, None)) if row.service == HUBSPOT => Err(oauth::TokenFault::Over(text::pasted_token_is_over())),
        Ok((_, None)) if row.service == SLACK => Err(oauth::TokenFault::Over(text::slack_token_is_over())),
        Ok((_, None)) => Err(oauth::TokenFault::Over(text::no_refresh_token())),
        Ok((secret, Some(refresh))) => oauth::refresh(cx, row, secret.as_ref(), &refresh).await,
        Err(error) => Err(oauth::TokenFault::NotNow(told(error))),
    };
    match fetched {
        Ok(tokens) => keep(cx, row, tokens).await.map_err(told),
        Err(oauth::TokenFault::Over(words)) => {
            end(cx, row.id(), &words).await.map_err(told)?;
            Err(Fault::SignInAgain(words))
        }
        Err(oauth::TokenFault::NotNow(fault)) => {
            let mut write = cx.write().await.map_err(told)?;
            store::release(&mut write, row.id(), cx.owner.name()).await.map_err(told)?;
            write.commit().await.map_err(told)?;
            Err(fault)
        }
    }
}

/// Stores new tokens; a service that gives a new refresh token takes the old one no more.
async fn keep(cx: &Cx, row: &Row, tokens: oauth::Tokens) -> anyhow::Result<Sensitive> {
    let owner = row.owner();
    let access = vault::seal(cx, &owner, ACCESS, &tokens.access).await?;
    let refresh = match &tokens.refresh {
        Some(token) => Some(vault::seal(cx, &owner, REFRESH, token).await?),
        None => None,
    };
    let mut write = cx.write().await?;
    let is_ours = store::refreshed(&mut write, row.id(), cx.owner.name(), tokens.expires_at).await?;
    // Somebody signed in or out meanwhile: their tokens stand.
    if is_ours {
        vault::keep(&mut write, cx, &access).await?;
        if let Some(refresh) = refresh {
            vault::keep(&mut write, cx, &refresh).await?;
        }
    }
    write.commit().await?;
    Ok(tokens.access)
}

/// What is wrong on this side, in words: nothing was asked.
fn told(error: anyhow::Error) -> Fault {
    Fault::Here(crate::error::told(error).message)
}
