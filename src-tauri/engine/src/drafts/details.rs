//! What an action needs beside a subject and a text, as the operator sets it.

use crate::calendar::zone;
use crate::store::Conn;
use crate::store::crm::{deals, pipelines, tasks};
use api::{Action, ApiError, Code, Details, MeetingDetails, Time, text};

/// The longest place, and the longest id of a calendar, in characters.
const LINE_AT_MOST: usize = 500;
const LENGTH_AT_MOST_MS: i64 = 24 * 3_600_000;

/// What stands after an edit: what was asked for, else what stood there. Errors: `invalid` where the action has no such details, or
/// they do not fit.
pub fn edited(action: Action, before: Option<&Details>, asked: Option<&Details>) -> Result<Option<Details>, ApiError> {
    match (action, asked) {
        (_, None) => Ok(before.cloned()),
        (Action::BookMeeting, Some(Details::Meeting(meeting))) => {
            let place = meeting.place.trim().to_owned();
            let meeting = MeetingDetails { place, ..meeting.clone() };
            check(&meeting)?;
            Ok(Some(Details::Meeting(meeting)))
        }
        (Action::UpdateDealStage, Some(Details::Stage(_)))
        | (Action::CreateTask, Some(Details::Task(_)))
        | (Action::CompleteTask, Some(Details::Done(_)))
        | (Action::LogNote, Some(Details::Note(_))) => Ok(asked.cloned()),
        (Action::PostMessage, Some(Details::Chat(_))) if asked == before => Ok(asked.cloned()),
        (Action::PostMessage, Some(Details::Chat(_))) => Err(invalid(text::chat_place_stays(), "details")),
        _ => Err(invalid(text::has_no_such_details(action), "details")),
    }
}

/// Why an action cannot be approved as its details are; none where it can.
pub fn holds(action: Action, details: Option<&Details>, now: Time) -> Option<String> {
    match (action, details) {
        (Action::BookMeeting, _) => {}
        (Action::UpdateDealStage, None) => return Some(text::stage_missing()),
        _ => return None,
    }
    match details.and_then(Details::meeting) {
        None => Some(text::meeting_without_time()),
        Some(meeting) if meeting.starts_at <= now => Some(text::meeting_time_is_past()),
        Some(_) => None,
    }
}

/// Why what an action changes is not as the operator saw it, as far as that is known here; none where it is.
pub async fn changed(conn: &mut Conn, details: Option<&Details>) -> anyhow::Result<Option<String>> {
    Ok(match details {
        Some(Details::Stage(wanted)) => match deals::one(conn, wanted.deal).await? {
            Some(deal) if deal.archived_at.is_none() && deal.stage() == wanted.seen => None,
            Some(deal) if deal.archived_at.is_none() => {
                let now = match deal.stage() {
                    Some(id) => pipelines::stage(conn, id).await?,
                    None => None,
                };
                Some(text::deal_moved_since(&wanted.seen_name, &now.map(|stage| stage.name).unwrap_or_default()))
            }
            _ => Some(text::deal_not_there()),
        },
        Some(Details::Done(wanted)) => match tasks::one(conn, wanted.task).await? {
            Some(task) if task.archived_at.is_none() && task.told.done_at.is_some() != wanted.is_done => None,
            Some(task) if task.archived_at.is_none() => {
                Some(text::task_changed_since(&text::task_standing(!wanted.is_done), &text::task_standing(wanted.is_done)))
            }
            _ => Some(text::task_is_gone()),
        },
        _ => None,
    })
}

fn check(meeting: &MeetingDetails) -> Result<(), ApiError> {
    zone(&meeting.zone).map_err(|error| invalid(error.to_string(), "zone"))?;
    match meeting.ends_at.ms_since(meeting.starts_at) {
        ..=0 => return Err(invalid(text::meeting_ends_too_early(), "details")),
        length if length > LENGTH_AT_MOST_MS => return Err(invalid(text::meeting_is_too_long(), "details")),
        _ => {}
    }
    for (field, line) in [("place", &meeting.place), ("calendar", &meeting.calendar)] {
        if line.chars().any(char::is_control) {
            return Err(invalid(text::line_break_in_header(field), field));
        }
        if line.chars().count() > LINE_AT_MOST {
            return Err(invalid(text::too_long(field, LINE_AT_MOST), field));
        }
    }
    Ok(())
}

fn invalid(words: String, field: &str) -> ApiError {
    ApiError::new(Code::Invalid, words).on(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(starts_at: i64, ends_at: i64) -> MeetingDetails {
        MeetingDetails {
            starts_at: Time(starts_at),
            ends_at: Time(ends_at),
            zone: "Europe/Lisbon".to_owned(),
            connection: None,
            calendar: String::new(),
            place: " Porto ".to_owned(),
            adds_call: false,
        }
    }

    fn set(action: Action, meeting: MeetingDetails) -> Result<Option<Details>, ApiError> {
        edited(action, None, Some(&Details::Meeting(meeting)))
    }

    #[test]
    fn only_a_meeting_has_a_time_and_it_ends_after_it_begins() {
        let good = set(Action::BookMeeting, meeting(0, 60_000)).unwrap().unwrap();
        assert_eq!(good.meeting().unwrap().place, "Porto");
        assert_eq!(edited(Action::BookMeeting, Some(&good), None).unwrap(), Some(good));
        for action in [Action::SendEmail, Action::CreateTask, Action::LogNote] {
            assert_eq!(set(action, meeting(0, 60_000)).unwrap_err().field.as_deref(), Some("details"));
        }
        let wrong = [
            meeting(1, 1),
            meeting(2, 1),
            meeting(0, LENGTH_AT_MOST_MS + 1),
            meeting(i64::MIN, i64::MAX),
            MeetingDetails { zone: "Nowhere".to_owned(), ..meeting(0, 1) },
            MeetingDetails { place: "a\nb".to_owned(), ..meeting(0, 1) },
            MeetingDetails { calendar: "c".repeat(LINE_AT_MOST + 1), ..meeting(0, 1) },
        ];
        for wrong in wrong {
            assert_eq!(set(Action::BookMeeting, wrong.clone()).unwrap_err().code, Code::Invalid, "{wrong:?}");
        }
    }

    #[test]
    fn a_meeting_is_held_without_a_time_to_come() {
        let details = Details::Meeting(meeting(10, 20));
        assert_eq!(holds(Action::BookMeeting, Some(&details), Time(9)), None);
        assert_eq!(holds(Action::BookMeeting, Some(&details), Time(10)), Some(text::meeting_time_is_past()));
        assert_eq!(holds(Action::BookMeeting, None, Time(9)), Some(text::meeting_without_time()));
        assert_eq!(holds(Action::SendEmail, None, Time(9)), None);
    }
}
