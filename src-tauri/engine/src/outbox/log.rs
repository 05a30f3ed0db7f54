//! Keeps a mail that went out in the CRMs that its approval named: the approval of the mail is the approval of that, and without one
//! there is nothing to keep.

use super::approvals::ApprovedAction;
use super::send::{NOT_YET_SECONDS, UNKNOWN_AT_MOST_MS};
use crate::calendar::date_header;
use crate::connectors::{Delivery, SentMail, outgoing};
use crate::cx::Cx;
use crate::jobs::Again;
use crate::store::crm::mail_logs;
use crate::store::outbox as store;
use crate::store::{Write, approvals, connections, items, problems};
use crate::write_back;
use anyhow::Context as _;
use api::{ConnectionId, OutboxId, OutboxState, Time, text};

/// The area of problems with it.
const AREA: &str = "log_mail";

/// Keeps one mail wherever it is to be kept, or says when to try again. Safe to call at any time and any number of times.
pub async fn log(cx: &Cx, id: OutboxId) -> anyhow::Result<Again> {
    let mut conn = cx.read().await?;
    let Some(action) = store::one(&mut conn, id).await?.filter(|action| action.state == OutboxState::Sent) else {
        return Ok(None);
    };
    let wanted = mail_logs::of_action(&mut conn, id).await?;
    if wanted.is_empty() {
        return Ok(None);
    }
    let settings = cx.settings().await?;
    let again = cx.now().plus_seconds(NOT_YET_SECONDS);
    if settings.kill_switch {
        return Ok(Some(again));
    }
    let approval = approvals::one(&mut conn, action.approval()).await?.context("The approval of an action is gone")?;
    let Some(approved) = ApprovedAction::of(&mut conn, &approval).await? else { return Ok(None) };
    let item = items::one(&mut conn, action.item()).await?.context("The item of an action is gone")?;
    let sent_at = action.sent_at.map_or(cx.now(), Time);
    let sent = SentMail {
        id,
        marker: approved.marker().to_owned(),
        bytes: approved.bytes(&date_header(sent_at, &settings.zone)),
        sent_at,
        belongs: write_back::belongs_of_mail(&mut conn, &item).await?,
    };
    drop(conn);
    let mut is_open = false;
    for connection in wanted {
        is_open |= !log_in(cx, connection, &sent).await?;
    }
    Ok(is_open.then_some(again))
}

/// Answers whether that is over, one way or the other.
async fn log_in(cx: &Cx, id: ConnectionId, sent: &SentMail) -> anyhow::Result<bool> {
    let row = connections::one(&mut *cx.read().await?, id).await?.filter(|row| row.disconnected_at.is_none());
    let connected = row.as_ref().and_then(|row| Some((row, outgoing::connector_of(row)?)));
    let fault = match connected {
        None => text::record_is_gone(),
        Some((row, connector)) => match connector.log_mail(cx, row, sent).await? {
            Delivery::There(_) => return done(cx.write().await?, id, sent, None, cx.now()).await,
            Delivery::NotThere(fault) | Delivery::Unsure(fault) => fault,
            Delivery::NotYet(fault) | Delivery::Unknown(fault) => {
                if cx.now().ms_since(sent.sent_at) <= UNKNOWN_AT_MOST_MS {
                    return Ok(false);
                }
                fault
            }
        },
    };
    done(cx.write().await?, id, sent, Some(text::mail_not_logged(&fault)), cx.now()).await
}

async fn done(mut write: Write, id: ConnectionId, sent: &SentMail, fault: Option<String>, now: Time) -> anyhow::Result<bool> {
    mail_logs::remove(&mut write, sent.id, id).await?;
    if let Some(words) = fault {
        problems::record(&mut write, AREA, &format!("action:{}", sent.id), &words, now).await?;
    }
    write.commit().await?;
    Ok(true)
}
