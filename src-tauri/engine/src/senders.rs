//! New senders: who wrote for the first time, let in or kept out by the operator.

use crate::cx::Cx;
use crate::jobs::DRAFT;
use crate::mail;
use crate::queue::{self, Change};
use crate::signals::{effects, judge};
use crate::store::items::{self, Filter, MoveFields};
use crate::store::people::Standing;
use crate::store::sender_decisions::{self, Decision, Row};
use crate::store::{Write, bookings, drafts, jobs, messages, moves, people, signals as store, threads};
use api::{Actor, ApiError, Code, ContactId, ItemState, MessageId, Play, Sender, Tab, Time, UndoView, text};

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
        let excerpt = match newest.as_ref().and_then(|signal| signal.message_id) {
            Some(id) => messages::original(&mut conn, MessageId(id)).await?.map(|mail| introduction(&mail.own_text)),
            None => None,
        };
        senders.push(Sender {
            contact,
            company,
            item: row.id(),
            wrote_at: newest.as_ref().map_or(Time(row.opened_at), |signal| Time(signal.occurred_at)),
            excerpt: excerpt.unwrap_or_default(),
            subject: row.subject,
            score: row.score,
        });
    }
    Ok(senders)
}

/// What a stranger says and asks: their first two sentences behind the greeting, and their questions.
fn introduction(own_text: &str) -> String {
    const SENTENCES: usize = 2;
    let said = mail::without_greeting(own_text);
    let first = mail::sentences(said).into_iter().take(SENTENCES).collect::<Vec<_>>().join(" ");
    let first = mail::excerpt(&first);
    let further: Vec<String> = mail::asked(own_text).into_iter().filter(|question| !first.contains(question.as_str())).collect();
    if further.is_empty() { first } else { format!("{first} … {}", further.join(" ")) }
}

/// Lets a sender in. Errors: `not_found` for an address that nobody has.
pub async fn allow(cx: &Cx, address: &str) -> anyhow::Result<Vec<Sender>> {
    decide(cx, address, Decision::Allowed).await
}

/// Keeps a sender out, and ends what of theirs is open. Errors: `not_found` for an address that nobody has.
pub async fn screen(cx: &Cx, address: &str) -> anyhow::Result<Vec<Sender>> {
    decide(cx, address, Decision::Screened).await
}

async fn decide(cx: &Cx, address: &str, decision: Decision) -> anyhow::Result<Vec<Sender>> {
    let address = crate::drafts::read_mailbox(address, "address")?.address;
    let now = cx.now();
    let mut write = cx.write().await?;
    let Some(contact) = people::contact_of(write.conn(), &address).await? else {
        return Err(ApiError::new(Code::NotFound, text::no_such_sender(&address)).on("address").into());
    };
    let before = standing(&mut write, contact).await?;
    let stands_so = match decision {
        Decision::Allowed => before.allowed_at.is_some(),
        Decision::Screened => before.screened_at.is_some(),
    };
    if stands_so {
        // No decision: undo would take back one that was made before.
        drop(write);
        return list(cx).await;
    }
    let item = items::live_on_pile(write.conn(), &queue::mail_pile(contact)).await?;
    let new = sender_decisions::New {
        contact,
        decision,
        allowed_before: before.allowed_at,
        screened_before: before.screened_at,
        item: item.as_ref(),
    };
    sender_decisions::record(&mut write, new, now).await?;
    let event = match decision {
        Decision::Allowed => {
            people::allow(&mut write, contact, now).await?;
            "sender_allowed"
        }
        Decision::Screened => {
            people::screen(&mut write, contact, now).await?;
            end_bookings(&mut write, contact, now).await?;
            "sender_screened"
        }
    };
    effects::record(&mut write, Actor::Operator, event, &address, now).await?;
    threads::mark_of_contacts(&mut write, &[contact]).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    list(cx).await
}

/// Nobody is asked to come who is kept out.
async fn end_bookings(write: &mut Write, contact: ContactId, now: Time) -> anyhow::Result<()> {
    for booking in bookings::with(write.conn(), contact).await? {
        // One that is on its way cannot be called back any more.
        queue::supersede(write, booking, &text::screened_out(), now).await?;
    }
    Ok(())
}

async fn standing(write: &mut Write, contact: ContactId) -> anyhow::Result<Standing> {
    Ok(people::standings(write.conn(), &[contact]).await?.remove(&contact).unwrap_or_default())
}

/// Takes a decision back: they stand as they stood before it, and so does their work.
pub async fn undo(cx: &Cx, mut write: Write, decided: &Row) -> anyhow::Result<UndoView> {
    let (now, contact) = (cx.now(), decided.contact());
    let Some((who, _)) = people::contact(write.conn(), contact).await? else {
        anyhow::bail!("contact {contact} is gone");
    };
    let (allowed, screened) = (decided.allowed_before.map(Time), decided.screened_before.map(Time));
    people::stand_again(&mut write, contact, allowed, screened).await?;
    sender_decisions::mark_undone(&mut write, decided.decision_id, now).await?;
    effects::record(&mut write, Actor::Operator, "sender_decision_undone", &who.address, now).await?;
    let words = match decided.decision {
        Decision::Allowed => {
            forget_draft(&mut write, contact).await?;
            text::undid_letting_in(&who.called(), screened.is_some())
        }
        Decision::Screened => {
            bring_back(&mut write, decided, now).await?;
            for booking in bookings::ended(write.conn(), contact, &text::screened_out(), decided.after_move).await? {
                let reason = text::no_longer_kept_out();
                let back = Change::plain(&booking, ItemState::Review, Actor::Operator, &reason);
                queue::apply(&mut write, &booking, back, now).await?;
            }
            text::undid_keeping_out(&who.called(), allowed.is_some())
        }
    };
    threads::mark_of_contacts(&mut write, &[contact]).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    let item = items::live_on_pile(&mut *cx.read().await?, &queue::mail_pile(contact)).await?;
    Ok(UndoView { item: item.as_ref().map(items::Row::id), state: item.map(|item| item.state), words })
}

/// The item of a stranger has no draft before it is opened; one that was asked for when they were let in is no longer wanted.
async fn forget_draft(write: &mut Write, contact: ContactId) -> anyhow::Result<()> {
    let item = items::live_on_pile(write.conn(), &queue::mail_pile(contact)).await?;
    match item.filter(|item| item.state == ItemState::New) {
        Some(item) if !standing(write, contact).await?.is_known() => jobs::withdraw(write, DRAFT, item.item_id).await,
        _ => Ok(()),
    }
}

/// Brings the item back that ended when its sender was kept out, in the state in which it was, as far as there is a way to it:
/// an approval that fell is not given again, and what had no draft stands in review without one.
async fn bring_back(write: &mut Write, decided: &Row, now: Time) -> anyhow::Result<()> {
    let Some((id, state)) = decided.item() else { return Ok(()) };
    let item = queue::existing(write, id).await?;
    let is_over = item.expires_at.is_some_and(|at| Time(at) <= now);
    if item.state != ItemState::Superseded || is_over || queue::covering(write, &item).await?.is_some() {
        return Ok(());
    }
    let reason = text::no_longer_kept_out();
    queue::apply(write, &item, Change::plain(&item, ItemState::Review, Actor::Operator, &reason), now).await?;
    let item = queue::existing(write, id).await?;
    let until = decided.snoozed_until.map(Time).filter(|until| *until > now);
    if let (ItemState::Snoozed, Some(until)) = (state, until) {
        let fields = MoveFields {
            previous: Some(ItemState::Review),
            snoozed_since: decided.snoozed_since.map(Time),
            snoozed_until: Some(until),
            expires_at: item.expires_at.map(Time),
            ended_how: None,
        };
        queue::apply(write, &item, Change { to: ItemState::Snoozed, actor: Actor::Engine, reason: &reason, fields }, now).await?;
        return moves::unsettle_snooze(write, id).await;
    }
    let has_draft = drafts::newest(write.conn(), id).await?.is_some();
    if state == ItemState::Drafting {
        queue::apply(write, &item, Change::plain(&item, ItemState::Drafting, Actor::Engine, &reason), now).await?;
    }
    if state == ItemState::Drafting || (!has_draft && item.play != Play::Triage) {
        jobs::ask(write, DRAFT, item.item_id, now, now).await?;
    }
    Ok(())
}
