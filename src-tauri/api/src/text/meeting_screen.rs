//! Words of what the window says of meetings: the one that an item is about, and the one that is being booked.

use crate::MeetingResponse;

pub fn meeting_title() -> String {
    "Meeting".to_owned()
}

pub fn meeting_when_label() -> String {
    "When".to_owned()
}

pub fn meeting_where_label() -> String {
    "Where".to_owned()
}

pub fn meeting_link_label() -> String {
    "Link".to_owned()
}

pub fn meeting_guests_label() -> String {
    "Who comes".to_owned()
}

/// A meeting whose title is empty.
pub fn meeting_without_title() -> String {
    "(no title)".to_owned()
}

/// From one moment to another, each as it is shown: `Mon 23 Nov, 10:00–10:30`, `23 Nov – 25 Nov`.
pub fn meeting_span(from: &str, until: &str) -> String {
    let day = |moment: &str| moment.rsplit_once(", ").map(|(day, time)| (day.to_owned(), time.to_owned()));
    match (day(from), day(until)) {
        (Some((first, _)), Some((last, time))) if first == last => format!("{from}–{time}"),
        _ if from == until => from.to_owned(),
        _ => format!("{from} – {until}"),
    }
}

/// Who is asked to come.
pub fn field_with() -> String {
    "With".to_owned()
}

pub fn field_title() -> String {
    "Title".to_owned()
}

pub fn field_description() -> String {
    "Description".to_owned()
}

pub fn meeting_when_hint() -> String {
    "Another time: tue 10:00".to_owned()
}

pub fn meeting_length_label() -> String {
    "How long".to_owned()
}

/// A length among others: `30 min`.
pub fn minutes_short(minutes: i64) -> String {
    format!("{minutes} min")
}

pub fn free_times_label() -> String {
    "Free".to_owned()
}

pub fn meeting_place_hint() -> String {
    "A room, an address, a number".to_owned()
}

pub fn meeting_call_label() -> String {
    "Add a video link".to_owned()
}

pub fn book_label() -> String {
    "Book".to_owned()
}

/// Said once the operator asked for a meeting.
pub fn said_booking(who: &str) -> String {
    format!("A meeting to look over: {who}")
}

/// What somebody said to an invitation.
pub fn meeting_response(response: MeetingResponse) -> String {
    match response {
        MeetingResponse::Accepted => "comes",
        MeetingResponse::Tentative => "may come",
        MeetingResponse::Declined => "does not come",
        MeetingResponse::NeedsAction => "no answer yet",
    }
    .to_owned()
}

pub fn meeting_was_cancelled() -> String {
    "It was cancelled.".to_owned()
}

pub fn meeting_nobody_came() -> String {
    "You said that nobody came.".to_owned()
}

pub fn no_show_label() -> String {
    "No show".to_owned()
}

pub fn they_came_label() -> String {
    "They came".to_owned()
}

/// Said once it is noted. `what` is the title of the meeting, or who was to come.
pub fn said_no_show(what: &str) -> String {
    format!("Nobody came: {what}")
}

pub fn said_they_came(what: &str) -> String {
    format!("They came after all: {what}")
}

/// What an undo took back.
pub fn undid_no_show(what: &str) -> String {
    format!("{} is no longer a no show.", super::quoted(what))
}

/// What an undo took back: that it was no no show after all.
pub fn undid_they_came(what: &str) -> String {
    format!("{} is a no show again.", super::quoted(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_once() {
        assert_eq!(meeting_span("Mon 23 Nov, 10:00", "Mon 23 Nov, 10:30"), "Mon 23 Nov, 10:00–10:30");
        assert_eq!(meeting_span("Mon 23 Nov, 23:00", "Tue 24 Nov, 01:00"), "Mon 23 Nov, 23:00 – Tue 24 Nov, 01:00");
        assert_eq!(meeting_span("23 Nov", "23 Nov"), "23 Nov");
        assert_eq!(meeting_span("23 Nov", "25 Nov"), "23 Nov – 25 Nov");
    }
}
