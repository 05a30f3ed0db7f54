//! Signing out: at the service first, then here. What was read stays; the tokens go, whatever the service says.

use super::oauth::{self, Endpoints};
use super::{HUBSPOT, SLACK, list, tokens};
use crate::cx::Cx;
use crate::store::{connections, ledger, problems, sign_ins};
use crate::vault;
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ConnectionView, Disconnect, text};

/// What a problem about a sign-in is filed under.
const AREA: &str = "sign_out";

/// Disconnects a connection, with all others of the same sign-in. Errors: `not_found`; `invalid` for what is read only once;
/// `unavailable` where it is done here and the service could not be told.
pub async fn disconnect(cx: &Cx, request: &Disconnect) -> anyhow::Result<Vec<ConnectionView>> {
    let id = request.connection;
    let mut conn = cx.read().await?;
    let missing = || ApiError::new(Code::NotFound, text::no_such_connection(id.0)).on("connection");
    let row = connections::one(&mut conn, id).await?.ok_or_else(missing)?;
    if super::outgoing::connector_of(&row).is_none() || row.kind == super::LOCAL {
        return Err(ApiError::new(Code::Invalid, text::nothing_to_disconnect(&row.name)).on("connection").into());
    }
    let sign_in = match row.sign_in() {
        Some(sign_in) => sign_ins::one(&mut conn, sign_in).await?,
        None => None,
    };
    let all = connections::all(&mut conn).await?;
    drop(conn);
    // A token that was pasted is the operator's, who may use it elsewhere: it is forgotten here and stays good there, unless they say
    // otherwise.
    let is_told = |sign_in: &&sign_ins::Row| match sign_in.service.as_str() {
        HUBSPOT => false,
        SLACK => request.revoke,
        _ => true,
    };
    let asked = sign_in.as_ref().filter(is_told).filter(|sign_in| sign_in.state != sign_ins::OUT);
    let revoked = match asked {
        Some(sign_in) => {
            Some(revoke(cx, sign_in).await.map_err(|error| text::not_revoked(&sign_in.address, &format!("{error:#}"))))
        }
        None => None,
    };
    let now = cx.now();
    let mut write = cx.write().await?;
    let owner = sign_in.as_ref().map_or_else(|| format!("connection:{id}"), sign_ins::Row::owner);
    vault::forget(&mut write, &owner).await?;
    let is_meant = |other: &&connections::Row| other.id() == id || sign_in.is_some() && other.sign_in_id == row.sign_in_id;
    for other in all.iter().filter(is_meant) {
        connections::disconnect(&mut write, other.id(), now).await?;
        problems::clear(&mut write, super::slack::SOCKET, &format!("connection:{}", other.id())).await?;
    }
    if let Some(sign_in) = &sign_in {
        sign_ins::ended(&mut write, sign_in.id(), sign_ins::OUT, None).await?;
        match &revoked {
            Some(Err(words)) => problems::record(&mut write, AREA, &owner, words, now).await?,
            Some(Ok(())) => problems::clear(&mut write, AREA, &owner).await?,
            // What could not be told the service before still holds.
            None => {}
        }
    }
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "disconnected",
        subject: &format!("connection:{id}"),
        detail: if matches!(revoked, Some(Err(_))) { "not_revoked" } else { "" },
        content_hash: "",
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    match revoked {
        Some(Err(words)) => Err(ApiError::new(Code::Unavailable, words).into()),
        _ => list(cx).await,
    }
}

/// Gives the token back at the service.
async fn revoke(cx: &Cx, sign_in: &sign_ins::Row) -> anyhow::Result<()> {
    if sign_in.service == SLACK {
        return super::slack::revoke(cx, sign_in).await;
    }
    let token = vault::open(cx, &sign_in.owner(), tokens::REFRESH).await?.context(text::no_refresh_token())?;
    let endpoints = Endpoints::of(&cx.http, &sign_in.service, &sign_in.base_url).await?;
    oauth::revoke(&cx.http, &endpoints, &token).await
}
