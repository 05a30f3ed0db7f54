//! How an open item ends, or comes back to review, because of what happened: and the words for it, which must be true.

use super::moves::{Change, apply, back_to_review};
use super::settle::{is_declined, reread};
use crate::store::items::Row;
use crate::store::waiting;
use crate::store::{Write, moves, people, provider_mails, signals as store};
use api::{Actor, ApiError, Code, ContactId, ItemState, SignalId, SignalKind, ThreadId, Time, text};

/// Whether the operator put the conversation of an item away where it was read.
pub(super) async fn is_put_away(write: &mut Write, item: &Row) -> anyhow::Result<bool> {
    match item.thread_id {
        Some(thread) => provider_mails::is_put_away(write.conn(), ThreadId(thread)).await,
        None => Ok(false),
    }
}

/// Why nothing waits any more in the conversation of an item.
pub(super) async fn reason_of_end(
    write: &mut Write,
    item: &Row,
    evidence: &[store::Row],
    went: &[SignalId],
) -> anyhow::Result<String> {
    for row in evidence.iter().filter(|row| went.contains(&SignalId(row.signal_id))) {
        if is_declined(write, row.kind, row.contact_id, Time(row.occurred_at)).await? {
            return Ok(text::declined_since());
        }
    }
    if is_put_away(write, item).await? {
        let is_narrowed = match item.thread_id {
            Some(thread) => provider_mails::is_narrowed(write.conn(), ThreadId(thread)).await?,
            None => false,
        };
        return Ok(if is_narrowed { text::no_longer_read() } else { text::put_away_at_mailbox() });
    }
    let contact = item.contact_id.map(ContactId);
    let ids: Vec<ContactId> = contact.into_iter().collect();
    let standing = people::standings(write.conn(), &ids).await?.into_values().next().unwrap_or_default();
    Ok(if standing.screened_at.is_some() {
        text::screened_out()
    } else if standing.opted_out_at.is_some() {
        text::opted_out()
    } else if matches!(item.kind, SignalKind::MessageMention | SignalKind::MessageDirect) {
        text::chat_over()
    } else if is_of_meeting(item.kind) {
        text::meeting_overtaken(item.kind)
    } else if is_of_crm(item.kind) {
        text::record_overtaken(item.kind)
    } else if waiting::any_waits(write.conn(), went).await? {
        text::joined_thread()
    } else if item.kind == SignalKind::NoReply {
        text::no_longer_unanswered()
    } else {
        text::answered_elsewhere()
    })
}

fn is_of_meeting(kind: SignalKind) -> bool {
    use SignalKind::{MeetingDeclined, MeetingEnded, MeetingNoShow, MeetingUpcoming};
    matches!(kind, MeetingUpcoming | MeetingEnded | MeetingDeclined | MeetingNoShow)
}

fn is_of_crm(kind: SignalKind) -> bool {
    use SignalKind::{
        DealAmountChanged, DealCloseSoon, DealCreated, DealLost, DealStageChanged, DealStalled, DealWon, LeadCold, TaskOverdue,
    };
    matches!(
        kind,
        DealCreated
            | DealStageChanged
            | DealAmountChanged
            | DealStalled
            | DealCloseSoon
            | DealWon
            | DealLost
            | LeadCold
            | TaskOverdue
    )
}

/// Brings an approved item back to review. Answers whether that was still possible: not once its action is on its way.
pub(super) async fn call_back(write: &mut Write, item: &Row, reason: &str, now: Time) -> anyhow::Result<bool> {
    match back_to_review(write, item, Actor::Engine, reason, now).await {
        Ok(()) => Ok(true),
        Err(error) if error.downcast_ref::<ApiError>().is_some_and(|error| error.code == Code::Conflict) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Ends an item that the facts have overtaken, unless its action is already on its way. Answers whether it ended.
pub async fn supersede(write: &mut Write, mut item: Row, reason: &str, now: Time) -> anyhow::Result<bool> {
    if item.state == ItemState::Approved {
        if !call_back(write, &item, reason, now).await? {
            return Ok(false);
        }
        item = reread(write, item.id()).await?;
    }
    apply(write, &item, Change::plain(&item, ItemState::Superseded, Actor::Engine, reason), now).await?;
    moves::settle(write, item.id(), now).await?;
    Ok(true)
}
