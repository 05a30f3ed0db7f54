//! Meetings as the operator speaks of them: what is shown of one, and that nobody came.

use crate::cx::Cx;
use crate::signals::judge;
use crate::store::meetings::{self as store, Meeting, Status};
use crate::store::{ledger, threads};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, Guest, MeetingId, MeetingView, Position, Time, text};

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
        store::set_no_show(&mut write, id, at).await?;
        threads::mark(&mut write, [thread]).await?;
        let subject = format!("meeting:{id}");
        let entry = ledger::Entry { actor: Actor::Operator, event, subject: &subject, detail: "", content_hash: "" };
        ledger::append(&mut write, entry, now).await?;
    }
    write.commit().await?;
    judge::judge_changed(cx).await?;
    let meeting = store::one(&mut *cx.read().await?, id).await?.context("A meeting is gone")?;
    Ok(view(&meeting))
}
