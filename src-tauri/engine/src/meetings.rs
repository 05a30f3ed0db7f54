//! Meetings as the operator speaks of them: what is shown of one, and that nobody came.

use crate::cx::Cx;
use crate::signals::judge;
use crate::store::meetings::{self as store, Meeting, Status};
use crate::store::{Write, ledger, no_show_decisions, threads};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, Guest, MeetingId, MeetingView, Position, ThreadId, Time, UndoView, text};

/// A meeting as hosts show it.
pub fn view(meeting: &Meeting) -> MeetingView {
    let told = &meeting.told;
    let guest = |attendee: &store::Attendee| {
        let (name, address) = (attendee.name.clone(), attendee.address.clone());
        Some(Guest { contact: attendee.contact()?, name, address, response: attendee.response })
    };
    MeetingView {
        id: meeting.id,
        title: told.title.clone(),
        starts_at: Time(told.starts_at),
        ends_at: Time(told.ends_at),
        is_all_day: told.is_all_day,
        place: told.place.clone(),
        link: told.link.clone(),
        is_cancelled: told.status == Status::Cancelled,
        no_show_at: meeting.no_show_at,
        guests: meeting.attendees.iter().filter_map(guest).collect(),
    }
}

/// Notes that nobody came to a meeting, or takes that back; what is to be done about it changes with it.
///
/// Errors: `not_found`; `conflict` for a meeting that has not begun, was cancelled, or is with nobody outside.
pub async fn no_show(cx: &Cx, id: MeetingId, position: Position) -> anyhow::Result<MeetingView> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let Some(meeting) = store::one(write.conn(), id).await? else {
        return Err(ApiError::new(Code::NotFound, text::no_such_meeting(id.0)).on("meeting").into());
    };
    let Some(thread) = meeting.thread.filter(|_| meeting.told.status != Status::Cancelled) else {
        return Err(ApiError::new(Code::Conflict, text::nobody_was_to_come()).on("meeting").into());
    };
    if now < Time(meeting.told.starts_at) {
        return Err(ApiError::new(Code::Conflict, text::meeting_has_not_begun()).on("meeting").into());
    }
    let (at, event) = match position {
        Position::On => (Some(meeting.no_show_at.unwrap_or(now)), "meeting_no_show"),
        Position::Off => (None, "meeting_no_show_undone"),
    };
    if at != meeting.no_show_at {
        no_show_decisions::record(&mut write, id, now).await?;
        note(&mut write, id, thread, at, event, now).await?;
    }
    write.commit().await?;
    judge::judge_changed(cx).await?;
    let meeting = store::one(&mut *cx.read().await?, id).await?.context("A meeting is gone")?;
    Ok(view(&meeting))
}

async fn note(
    write: &mut Write,
    id: MeetingId,
    thread: ThreadId,
    at: Option<Time>,
    event: &str,
    now: Time,
) -> anyhow::Result<()> {
    store::set_no_show(write, id, at).await?;
    threads::mark(write, [thread]).await?;
    let subject = format!("meeting:{id}");
    let entry = ledger::Entry { actor: Actor::Operator, event, subject: &subject, detail: "", content_hash: "" };
    ledger::append(write, entry, now).await
}

/// Takes back what the operator said of who came.
///
/// Errors: `conflict` where the meeting was moved or cancelled since, so that it is no longer the one of which that was said.
pub async fn undo(cx: &Cx, mut write: Write, decided: &no_show_decisions::Row) -> anyhow::Result<UndoView> {
    let now = cx.now();
    let meeting = store::one(write.conn(), decided.meeting()).await?.context("A meeting is gone")?;
    no_show_decisions::mark_undone(&mut write, decided.decision_id, now).await?;
    let before = decided.no_show_before.map(Time);
    let stands = meeting.told.status != Status::Cancelled && Time(meeting.told.starts_at) <= now;
    let Some(thread) = meeting.thread.filter(|_| stands && before.is_some() != meeting.no_show_at.is_some()) else {
        write.commit().await?;
        return Err(ApiError::new(Code::Conflict, text::meeting_changed_since()).into());
    };
    let event = if before.is_some() { "meeting_no_show" } else { "meeting_no_show_undone" };
    note(&mut write, meeting.id, thread, before, event, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    let shown = view(&meeting);
    let what = match shown.guests.first() {
        Some(guest) if shown.title.is_empty() => guest.called().to_owned(),
        _ => shown.title,
    };
    let words = if before.is_some() { text::undid_they_came(&what) } else { text::undid_no_show(&what) };
    Ok(UndoView { item: None, state: None, words })
}
