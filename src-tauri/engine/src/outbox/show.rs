//! The outbox, as hosts show it.

use super::{PRACTICE, gates};
use crate::connectors::outgoing;
use crate::cx::Cx;
use crate::drafts::render;
use crate::free_slots;
use crate::settings::{self, Settings};
use crate::store::drafts::{self, Revision};
use crate::store::outbox::{self as store, Row};
use crate::store::{Conn, approvals, connections, items, settings as stored_settings};
use anyhow::Context as _;
use api::{
    Action, ActionText, ApiError, Code, Details, EndedHow, ItemState, KillSwitch, Language, OutboxCounts, OutboxId, OutboxState,
    OutboxView, Position, Time, text,
};

/// How many finished actions are listed below the waiting ones.
const FINISHED_SHOWN: i64 = 100;

/// Approved actions: waiting ones in their line, then finished ones, newest first.
pub async fn list(cx: &Cx) -> anyhow::Result<Vec<OutboxView>> {
    let settings = cx.settings().await?;
    let mut conn = cx.read().await?;
    let mut rows = store::waiting(&mut conn).await?;
    rows.extend(store::finished(&mut conn, FINISHED_SHOWN).await?);
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        views.push(show(cx, &mut conn, &settings, row).await?);
    }
    Ok(views)
}

/// One action. Errors: `not_found`.
pub async fn view(cx: &Cx, id: OutboxId) -> anyhow::Result<OutboxView> {
    let settings = cx.settings().await?;
    let mut conn = cx.read().await?;
    let row = store::one(&mut conn, id).await?;
    let row = row.ok_or_else(|| no_such_action(id))?;
    show(cx, &mut conn, &settings, row).await
}

/// How much the outbox holds, of all that it ever held.
pub async fn counts(cx: &Cx) -> anyhow::Result<OutboxCounts> {
    let mut conn = cx.read().await?;
    Ok(OutboxCounts { n_waiting: store::n_waiting(&mut conn).await?, n_gone: store::n_gone(&mut conn).await? })
}

/// What was approved, word by word. Errors: `not_found`.
pub async fn read(cx: &Cx, id: OutboxId) -> anyhow::Result<ActionText> {
    let mut conn = cx.read().await?;
    let row = store::one(&mut conn, id).await?.ok_or_else(|| no_such_action(id))?;
    let approval = approvals::one(&mut conn, row.approval()).await?.context("The approval of an action is gone")?;
    let item = items::one(&mut conn, row.item()).await?.context("The item of an action is gone")?;
    let stored = drafts::read(&mut conn, row.item(), approval.revision).await?;
    let revision = stored.context("The revision of an approval is gone")?.revision;
    let text = match item.action {
        Action::SendEmail => render::whole_text(&revision),
        _ => with_details(&revision, &settings::Settings::load(&mut conn).await?),
    };
    let Revision { to, cc, bcc, subject, .. } = revision;
    Ok(ActionText { to, cc, bcc, subject, text })
}

/// A text with what the action needs beside it above.
fn with_details(revision: &Revision, settings: &Settings) -> String {
    let lines = match &revision.details {
        Some(Details::Meeting(meeting)) => {
            let zone = crate::calendar::zone(&meeting.zone).unwrap_or(jiff::tz::TimeZone::UTC);
            let when = free_slots::words(Language::English, &zone, None, (meeting.starts_at, meeting.ends_at));
            text::meeting_lines(&when, &meeting.place, meeting.adds_call)
        }
        Some(Details::Stage(stage)) => text::stage_lines(&stage.seen_name, &stage.stage_name),
        Some(Details::Done(done)) => text::done_lines(done.is_done),
        Some(Details::Task(task)) => {
            let due = task.due_at.map_or_else(String::new, |at| crate::moment(at, &settings.zone));
            text::belongs_lines(&task.belongs, &due)
        }
        Some(Details::Note(note)) => text::belongs_lines(&note.belongs, ""),
        Some(Details::Chat(chat)) => format!("{}, {}", text::chat_place(chat), text::chat_posts_as(chat.as_bot)),
        Some(Details::Gone(_)) => text::takes_away_lines(),
        None => String::new(),
    };
    format!("{lines}\n\n{}", revision.body).trim().to_owned()
}

fn no_such_action(id: OutboxId) -> ApiError {
    ApiError::new(Code::NotFound, text::no_such_action(id.0)).on("action")
}

/// The action of an item that waits, or by which it is done.
pub async fn of_item(cx: &Cx, conn: &mut Conn, settings: &Settings, item: &items::Row) -> anyhow::Result<Option<OutboxView>> {
    let action = match item.state {
        ItemState::Approved => store::waiting_of_item(conn, item.id()).await?,
        ItemState::Done if item.ended_how() != Some(EndedHow::ByHand) => store::sent_of_item(conn, item.id()).await?,
        _ => None,
    };
    match action {
        Some(action) => show(cx, conn, settings, action).await.map(Some),
        None => Ok(None),
    }
}

async fn show(cx: &Cx, conn: &mut Conn, settings: &Settings, row: Row) -> anyhow::Result<OutboxView> {
    let item = items::one(conn, row.item()).await?.context("The item of an action is gone")?;
    let place = if row.state == OutboxState::Held { Some(store::place(conn, &row).await?) } else { None };
    let subject = gates::subject_of(conn, settings, item, row, cx.now()).await?;
    let (approval, row) = subject.approved.as_ref().context("An action without an approval")?;
    let trace = if row.state == OutboxState::Held { gates::trace(cx, conn, settings, &subject).await? } else { Vec::new() };
    let is_held = row.state == OutboxState::Held;
    let destination = match (approval.destination.as_str(), outgoing::of_destination(&approval.destination)) {
        (PRACTICE, _) => text::practice_outbox(),
        _ if outgoing::is_for_own_eyes(subject.item.action, subject.stored.revision.details.as_ref()) => text::goes_nowhere(),
        (_, Some(id)) => connections::one(conn, id).await?.map_or_else(text::no_mailbox, |connection| connection.name),
        (_, None) => text::no_mailbox(),
    };
    Ok(OutboxView {
        id: row.id(),
        approval: row.approval(),
        item: row.item(),
        action: subject.item.action,
        state: row.state,
        revision: approval.revision,
        to: subject.stored.revision.to.clone(),
        subject: subject.stored.revision.subject.clone(),
        destination,
        fingerprint: approval.fingerprint.clone(),
        approved_at: Time(approval.approved_at),
        undo_until: Time(row.undo_until),
        not_before: if is_held { gates::not_before(&trace, cx.now()) } else { None },
        place,
        gates: trace,
        sent_at: row.sent_at.map(Time),
        reason: row.reason.clone(),
    })
}

/// Where the kill switch stands.
pub async fn kill_switch(conn: &mut Conn) -> anyhow::Result<KillSwitch> {
    let is_on = stored_settings::value(conn, settings::KILL_SWITCH).await?.as_deref() == Some("on");
    Ok(KillSwitch {
        position: if is_on { Position::On } else { Position::Off },
        since: stored_settings::changed_at(conn, settings::KILL_SWITCH).await?,
        n_waiting: store::n_waiting(conn).await?,
    })
}
