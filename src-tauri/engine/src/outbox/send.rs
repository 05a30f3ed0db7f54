//! Carries approved actions out. [`send`] is the only function that makes an effect on the outside world.
//!
//! Claimed, done and recorded in three steps: a crash before the first commit leaves the action held, one after it leaves it
//! `sending`, and the next run finishes it. The name of a delivery is made from its marker, so that doing it twice makes one.

use super::PRACTICE;
use super::approvals::ApprovedAction;
use super::gates::{self, Subject};
use super::practice;
use crate::calendar::date_header;
use crate::connectors::{self, Delivery, Effect, Freshened, Outgoing, outgoing};
use crate::cx::Cx;
use crate::drafts::Content;
use crate::fault;
use crate::jobs::{self, Again};
use crate::mail;
use crate::queue;
use crate::signals::judge;
use crate::store::crm::mail_logs;
use crate::store::outbox::{self as store, Row};
use crate::store::{Write, approvals, connections, items, jobs as work, ledger, moves, threads};
use anyhow::Context as _;
use api::{Action, Actor, ConnectionId, EndedHow, Gate, GateName, OutboxId, OutboxState, Time, text};

/// An action that could not go within this time of when it could have gone is asked about again.
pub(super) const LATE_MS: i64 = 2 * 3_600_000;
/// How soon an action is looked at again whose source could not be read.
const UNREAD_SECONDS: i64 = 60;
/// How soon an action is looked at again whose source somebody is reading.
const BEING_READ_SECONDS: i64 = 1;
/// How soon an action is tried again that could not go yet, and for how long that goes on before it is asked about again.
pub(super) const NOT_YET_SECONDS: i64 = 20;
const NOT_YET_AT_MOST_MS: i64 = 10 * 60_000;
/// How long it is looked for what may have gone, before the operator is asked.
pub(super) const UNKNOWN_AT_MOST_MS: i64 = LATE_MS;

/// Sends one action if all gates pass, or says when to look again. Safe to call at any time and any number of times.
pub async fn send(cx: &Cx, id: OutboxId) -> anyhow::Result<Again> {
    let Some(action) = store::one(&mut *cx.read().await?, id).await? else { return Ok(None) };
    match action.state {
        OutboxState::Held => {
            if read_first(cx, &action).await? == Freshened::BeingRead {
                return Ok(Some(cx.now().plus_seconds(BEING_READ_SECONDS)));
            }
            match claim(cx, id).await? {
                Claimed::Yes(approved, since) => carry_out(cx, &action, &approved, since, false).await,
                Claimed::No(again) => Ok(again),
            }
        }
        // A process died between its claim and its record: what it did is found by the marker, or done now.
        OutboxState::Sending => resume(cx, &action).await,
        _ => Ok(None),
    }
}

/// Reads the source of the answered mail, where that was not done within a minute, so that the gates know the newest mail.
async fn read_first(cx: &Cx, action: &Row) -> anyhow::Result<Freshened> {
    if cx.now() < Time(action.undo_until) {
        return Ok(Freshened::Done);
    }
    let settings = cx.settings().await?;
    let mut conn = cx.read().await?;
    let Some(item) = items::one(&mut conn, action.item()).await? else { return Ok(Freshened::Done) };
    let subject = gates::subject_of(&mut conn, &settings, item, action.clone(), cx.now()).await?;
    let source = gates::source(&mut conn, &subject).await?;
    drop(conn);
    let Some(source) = source.filter(connectors::has_news) else { return Ok(Freshened::Done) };
    // A source that cannot be read is on record with its reason, and its gate holds the action.
    connectors::freshen(cx, ConnectionId(source.connection_id), gates::FRESH_MS).await
}

enum Claimed {
    /// All gates passed; the action is `sending` since then.
    Yes(ApprovedAction, Time),
    No(Again),
}

/// Asks the gates and, where all pass, takes the action in hand, in one transaction.
async fn claim(cx: &Cx, id: OutboxId) -> anyhow::Result<Claimed> {
    fault::point("send_before_claim");
    let now = cx.now();
    let settings = cx.settings().await?;
    let mut write = cx.write().await?;
    let Some(action) = store::one(write.conn(), id).await? else { return Ok(Claimed::No(None)) };
    if action.state != OutboxState::Held {
        return Ok(Claimed::No(None));
    }
    let item = items::one(write.conn(), action.item()).await?.context("The item of an action is gone")?;
    let subject = gates::subject_of(write.conn(), &settings, item, action.clone(), now).await?;
    let gates = gates::trace(cx, write.conn(), &settings, &subject).await?;
    if let Some(gate) = gates.iter().find(|gate| gate.name == GateName::NewerReply && !gate.passes && gate.not_before.is_none()) {
        return void_or_wait(write, &subject, gate, now).await.map(Claimed::No);
    }
    if gates.iter().any(|gate| !gate.passes) {
        return Ok(Claimed::No(wait(&gates, now)));
    }
    if now.ms_since(Time(action.undo_until)) > LATE_MS {
        let words = text::late(&crate::moment(Time(action.undo_until), &settings.zone));
        queue::back_to_review(&mut write, &subject.item, Actor::Engine, &words, now).await?;
        moves::settle(&mut write, subject.item.id(), now).await?;
        write.commit().await?;
        return Ok(Claimed::No(None));
    }
    let (approval, _) = subject.approved.as_ref().context("An action without an approval")?;
    let approved = ApprovedAction::of(write.conn(), approval).await?.context("The approval changed under the gates")?;
    store::move_to(&mut write, id, OutboxState::Held, OutboxState::Sending, None, now).await?;
    record(&mut write, "sending", &action, &approval.fingerprint, now).await?;
    fault::point("send_before_sending_commit");
    write.commit().await?;
    fault::point("send_after_sending_commit");
    Ok(Claimed::Yes(approved, now))
}

/// A newer mail voids the approval; a source that cannot be read only delays it.
async fn void_or_wait(mut write: Write, subject: &Subject, gate: &Gate, now: Time) -> anyhow::Result<Again> {
    let is_unread = gates::source(write.conn(), subject).await?.is_some_and(|source| source.error.is_some());
    let has_news = match &subject.approved {
        Some((approval, _)) => gates::newer(write.conn(), &subject.item, Time(approval.approved_at)).await?.is_some(),
        None => false,
    };
    if !has_news && is_unread {
        return Ok(Some(now.plus_seconds(UNREAD_SECONDS)));
    }
    queue::back_to_review(&mut write, &subject.item, Actor::Engine, &gate.words, now).await?;
    moves::settle(&mut write, subject.item.id(), now).await?;
    write.commit().await?;
    Ok(None)
}

/// When a held action is looked at again: when its gates would pass. What only the operator can change asks again by itself.
fn wait(gates: &[Gate], now: Time) -> Again {
    gates::not_before(gates, now).map(|at| at.max(now.plus_seconds(1)))
}

/// Makes the effect and records it.
async fn carry_out(cx: &Cx, action: &Row, approved: &ApprovedAction, since: Time, is_resumed: bool) -> anyhow::Result<Again> {
    let settings = cx.settings().await?;
    let bytes = approved.bytes(&date_header(since, &settings.zone));
    if let Some(connection) = kept_here(cx, approved).await? {
        return here(cx, action, approved, connection, &bytes).await;
    }
    let delivery = if approved.destination() == PRACTICE {
        practice::deliver(cx, approved.action(), approved.marker(), bytes).await?
    } else {
        deliver(cx, action, approved, bytes, is_resumed).await?
    };
    let (patience, in_the_end) = match delivery {
        Delivery::NotYet(fault) => (NOT_YET_AT_MOST_MS, Delivery::NotThere(fault)),
        Delivery::Unknown(fault) => (UNKNOWN_AT_MOST_MS, Delivery::Unsure(fault)),
        delivery => return finish(cx, action.id(), delivery).await,
    };
    if cx.now().ms_since(since) <= patience {
        tracing::info!(action = action.outbox_id, "an action could not go yet");
        return Ok(Some(cx.now().plus_seconds(NOT_YET_SECONDS)));
    }
    finish(cx, action.id(), in_the_end).await
}

/// The connection of an action that is carried out here; none of one that goes elsewhere.
async fn kept_here(cx: &Cx, approved: &ApprovedAction) -> anyhow::Result<Option<ConnectionId>> {
    let Some(id) = outgoing::of_destination(approved.destination()) else { return Ok(None) };
    let row = connections::one(&mut *cx.read().await?, id).await?;
    Ok(row.filter(|row| row.kind == connectors::LOCAL).map(|row| row.id()))
}

/// Carries out what is kept here and records it, in one transaction.
async fn here(cx: &Cx, action: &Row, approved: &ApprovedAction, connection: ConnectionId, bytes: &[u8]) -> anyhow::Result<Again> {
    let effect =
        Effect { id: action.id(), marker: approved.marker().to_owned(), content: Content::read(bytes)?, is_resumed: false };
    let now = cx.now();
    let mut write = cx.write().await?;
    let Some(action) = still_sending(&mut write, action.id()).await? else { return Ok(None) };
    let delivery = connectors::local::write::carry_out(&mut write, connection, &effect, now).await?;
    conclude(write, &action, delivery, now).await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    Ok(None)
}

/// An action that nobody has recorded the end of.
async fn still_sending(write: &mut Write, id: OutboxId) -> anyhow::Result<Option<Row>> {
    // Somebody else may have found out first, as after a sleep of the machine: what they recorded stands.
    Ok(store::one(write.conn(), id).await?.filter(|action| action.state == OutboxState::Sending))
}

/// Hands an action to the connection that its approval names.
async fn deliver(cx: &Cx, action: &Row, approved: &ApprovedAction, bytes: Vec<u8>, is_resumed: bool) -> anyhow::Result<Delivery> {
    let connection = match outgoing::of_destination(approved.destination()) {
        Some(id) => connections::one(&mut *cx.read().await?, id).await?,
        None => None,
    };
    let connected = connection.as_ref().and_then(|row| Some((row, outgoing::connector_of(row)?)));
    let Some((connection, connector)) = connected else {
        return Ok(Delivery::NotThere(text::nothing_can_do(approved.action())));
    };
    if approved.action() == Action::SendEmail {
        return connector.deliver(cx, connection, &mail_of(action, approved, bytes, is_resumed)?).await;
    }
    let content = Content::read(&bytes)?;
    let effect = Effect { id: action.id(), marker: approved.marker().to_owned(), content, is_resumed };
    connector.carry_out(cx, connection, &effect).await
}

/// Whom a mail goes to is read from the approved bytes themselves, so that it cannot be anybody else.
fn mail_of(action: &Row, approved: &ApprovedAction, bytes: Vec<u8>, is_resumed: bool) -> anyhow::Result<Outgoing> {
    let mail = mail::parse(&bytes).context("Read the approved mail")?;
    let mut recipients = mail.to;
    for other in mail.cc.into_iter().chain(mail.bcc) {
        if !recipients.iter().any(|known| known.address.eq_ignore_ascii_case(&other.address)) {
            recipients.push(other);
        }
    }
    Ok(Outgoing {
        id: action.id(),
        marker: approved.marker().to_owned(),
        message_id: mail.message_id.context("The approved mail has no Message-ID")?,
        from: mail.from.context("The approved mail has no sender")?.address,
        recipients,
        in_reply_to: mail.in_reply_to.into_iter().next(),
        draft: action.provider_draft.clone(),
        is_resumed,
        bytes,
    })
}

/// Finishes what a dead process began, or what could not go yet, with the very bytes and the Date of its claim.
async fn resume(cx: &Cx, action: &Row) -> anyhow::Result<Again> {
    let mut conn = cx.read().await?;
    let approval = approvals::one(&mut conn, action.approval()).await?.context("The approval of an action is gone")?;
    let approved = ApprovedAction::of(&mut conn, &approval).await?.context("The approval of an action that was begun changed")?;
    drop(conn);
    if cx.settings().await?.kill_switch && approved.destination() != PRACTICE {
        return Ok(Some(cx.now().plus_seconds(UNREAD_SECONDS)));
    }
    let since = action.sending_since.map(Time).context("An action that was begun at no time")?;
    carry_out(cx, action, &approved, since, true).await
}

/// Records what became of an action, and moves its item with it.
async fn finish(cx: &Cx, id: OutboxId, delivery: Delivery) -> anyhow::Result<Again> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let Some(action) = still_sending(&mut write, id).await? else { return Ok(None) };
    conclude(write, &action, delivery, now).await?;
    Ok(None)
}

async fn conclude(mut write: Write, action: &Row, delivery: Delivery, now: Time) -> anyhow::Result<()> {
    let id = action.id();
    let item = items::one(write.conn(), action.item()).await?.context("The item of an action is gone")?;
    let approval = approvals::one(write.conn(), action.approval()).await?.context("The approval of an action is gone")?;
    match delivery {
        Delivery::There(receipt) => {
            store::move_to(&mut write, id, OutboxState::Sending, OutboxState::Sent, None, now).await?;
            store::note_receipt(&mut write, id, &receipt).await?;
            record(&mut write, "sent", action, &approval.fingerprint, now).await?;
            let how = if approval.destination == PRACTICE { EndedHow::Practised } else { EndedHow::Sent };
            queue::end_by_action(&mut write, &item, how, Actor::Engine, now).await?;
            if !mail_logs::of_action(write.conn(), id).await?.is_empty() {
                work::ask(&mut write, jobs::LOG_MAIL, id.0, now, now).await?;
            }
            // Its copy among the sent mails belongs to the conversation.
            read_soon(&mut write, &approval.destination, now).await?;
        }
        Delivery::Unsure(fault) | Delivery::Unknown(fault) => {
            // The item stays approved and asks: only the operator can look.
            let words = text::send_unsure(&fault);
            store::move_to(&mut write, id, OutboxState::Sending, OutboxState::Unsure, Some(&words), now).await?;
            record(&mut write, "send_unsure", action, &approval.fingerprint, now).await?;
        }
        Delivery::NotThere(fault) | Delivery::NotYet(fault) => {
            let words = text::send_failed(&fault);
            store::move_to(&mut write, id, OutboxState::Sending, OutboxState::Failed, Some(&words), now).await?;
            record(&mut write, "send_failed", action, &approval.fingerprint, now).await?;
            approvals::void(&mut write, action.approval(), &words, now).await?;
            queue::back_to_review(&mut write, &item, Actor::Engine, &words, now).await?;
            moves::settle(&mut write, item.id(), now).await?;
            // What came in while it was on its way was left for now.
            threads::mark_of_pile(&mut write, item.id()).await?;
            if !item.action.reaches_people() {
                // What stood in its way is to be seen beside it.
                read_soon(&mut write, &approval.destination, now).await?;
            }
        }
    }
    fault::point("send_before_sent_commit");
    write.commit().await?;
    fault::point("send_after_sent_commit");
    Ok(())
}

async fn read_soon(write: &mut Write, destination: &str, now: Time) -> anyhow::Result<()> {
    match outgoing::of_destination(destination) {
        Some(connection) => work::ask(write, jobs::SYNC, connection.0, now, now).await,
        None => Ok(()),
    }
}

async fn record(write: &mut Write, event: &str, action: &Row, fingerprint: &str, now: Time) -> anyhow::Result<()> {
    let entry = ledger::Entry {
        actor: Actor::Engine,
        event,
        subject: &format!("action:{}", action.outbox_id),
        detail: &format!("item:{} approval:{}", action.item_id, action.approval_id),
        content_hash: fingerprint,
    };
    ledger::append(write, entry, now).await
}
