//! New senders: who wrote for the first time, let in or kept out by the operator.

use crate::cx::Cx;
use crate::signals::{effects, judge};
use crate::store::items::{self, Filter};
use crate::store::{Write, people, signals as store, threads};
use api::{Actor, ApiError, Code, ContactId, Sender, Tab, Time, text};

const SENDERS_AT_MOST: i64 = 500;

/// Who waits to be let in or kept out, best first.
pub async fn list(cx: &Cx) -> anyhow::Result<Vec<Sender>> {
    let mut conn = cx.read().await?;
    let filter = Filter { tab: Some(Tab::NewSenders), band: None };
    let rows = items::ranked(&mut conn, filter, None, SENDERS_AT_MOST).await?;
    let ids: Vec<ContactId> = rows.iter().filter_map(|row| row.contact_id.map(ContactId)).collect();
    let mut who = people::contacts(&mut conn, &ids).await?;
    let mut senders = Vec::with_capacity(rows.len());
    for row in rows {
        let Some((contact, company)) = row.contact_id.and_then(|id| who.remove(&ContactId(id))) else { continue };
        let newest = store::of_item(&mut conn, row.id()).await?.pop();
        senders.push(Sender {
            contact,
            company,
            item: row.id(),
            wrote_at: newest.as_ref().map_or(Time(row.opened_at), |signal| Time(signal.occurred_at)),
            excerpt: newest.map_or_else(String::new, |signal| signal.excerpt),
            subject: row.subject,
            score: row.score,
        });
    }
    Ok(senders)
}

/// Lets a sender in. Errors: `not_found` for an address that nobody has.
pub async fn allow(cx: &Cx, address: &str) -> anyhow::Result<Vec<Sender>> {
    decide(cx, address, Decision::Allow).await
}

/// Keeps a sender out, and ends what of theirs is open. Errors: `not_found` for an address that nobody has.
pub async fn screen(cx: &Cx, address: &str) -> anyhow::Result<Vec<Sender>> {
    decide(cx, address, Decision::Screen).await
}

#[derive(Clone, Copy)]
enum Decision {
    Allow,
    Screen,
}

async fn decide(cx: &Cx, address: &str, decision: Decision) -> anyhow::Result<Vec<Sender>> {
    let address = crate::drafts::read_mailbox(address, "address")?.address;
    let now = cx.now();
    let mut write = cx.write().await?;
    let Some(contact) = people::contact_of(write.conn(), &address).await? else {
        return Err(ApiError::new(Code::NotFound, text::no_such_sender(&address)).on("address").into());
    };
    match decision {
        Decision::Allow => people::allow(&mut write, contact, now).await?,
        Decision::Screen => people::screen(&mut write, contact, now).await?,
    }
    note(&mut write, decision, contact, &address, now).await?;
    threads::mark_of_contacts(&mut write, &[contact]).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    list(cx).await
}

async fn note(write: &mut Write, decision: Decision, contact: ContactId, address: &str, now: Time) -> anyhow::Result<()> {
    let event = match decision {
        Decision::Allow => "sender_allowed",
        Decision::Screen => "sender_screened",
    };
    tracing::debug!(%contact, event, "a sender was decided about");
    effects::record(write, Actor::Operator, event, address, now).await
}
