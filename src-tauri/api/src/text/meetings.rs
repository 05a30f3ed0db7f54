//! Words about meetings: in drafts and notes, and about the calendars that they stand in.

use crate::{Language, MeetingResponse, SignalKind};

pub fn no_such_calendar(id: &str) -> String {
    format!("There is no calendar called {}, or it may not be read. Check the options of the connection.", super::quoted(id))
}

pub fn is_no_calendar(name: &str) -> String {
    format!("{name} is no calendar.")
}

pub fn calendar_without_end(id: &str) -> String {
    format!("The calendar {} has no end of pages; it is read again by itself.", super::quoted(id))
}

pub fn event_at(calendar: &str, id: &str) -> String {
    format!("{calendar}, event {id}")
}

pub fn event_without_name() -> String {
    "the calendar gives it no name".to_owned()
}

pub fn event_without_time() -> String {
    "the calendar does not say when it begins".to_owned()
}

pub fn no_such_meeting(id: i64) -> String {
    format!("There is no meeting {id}.")
}

pub fn nobody_was_to_come() -> String {
    "Nobody outside was to come to this meeting, or it was cancelled.".to_owned()
}

pub fn meeting_has_not_begun() -> String {
    "The meeting has not begun yet.".to_owned()
}

pub fn meeting_changed_since() -> String {
    "The meeting changed since, so what you said of it stands no more.".to_owned()
}

pub fn meeting_is_gone() -> String {
    "the meeting is gone".to_owned()
}

pub fn no_calendar_connected() -> String {
    "No calendar is connected. Connect a Google account first.".to_owned()
}

/// A meeting to be booked goes to people one by one.
pub fn meeting_has_no_copies() -> String {
    "A meeting has no copies: whoever is to come stands among those who are invited.".to_owned()
}

pub fn nobody_is_invited() -> String {
    "Nobody is invited. Put somebody there.".to_owned()
}

pub fn meeting_without_time() -> String {
    "The meeting has no time yet. Choose one.".to_owned()
}

pub fn meeting_time_is_past() -> String {
    "The time of the meeting is past. Choose another one.".to_owned()
}

/// How long a meeting is.
pub fn minutes_long(minutes: i64) -> String {
    super::count(u64::try_from(minutes).unwrap_or_default(), "minute", "minutes")
}

pub fn meeting_ends_too_early() -> String {
    "A meeting ends after it begins.".to_owned()
}

pub fn meeting_is_too_long() -> String {
    "A meeting takes a day at most.".to_owned()
}

/// An item that is about nobody.
pub fn nobody_to_meet() -> String {
    "Nobody is known whom this is about, so there is nobody to meet.".to_owned()
}

/// The title of a meeting about which nothing is known but who meets. Either may be empty.
pub fn meeting_of(theirs: &str, own: &str) -> String {
    if own.is_empty() { theirs.to_owned() } else { format!("{theirs}, {own}") }
}

/// What stands in the way of a meeting at that time: `10:00–10:30, 11:00–12:00`.
pub fn busy_then(spans: &str) -> String {
    format!("Your calendar has something {spans}.")
}

pub fn calendar_not_asked() -> String {
    "No calendar could be asked, so it is not known whether you are free.".to_owned()
}

/// A meeting as it stands above its description where all of an action is read. The place may be empty.
pub fn meeting_lines(when: &str, place: &str, adds_call: bool) -> String {
    let place = if place.is_empty() { String::new() } else { format!("\nWhere: {place}") };
    let call = if adds_call { "\nWith a link to meet over the internet" } else { "" };
    format!("When: {when}{place}{call}")
}

/// The name that the service has for a meeting of ours belongs to another one.
pub fn event_is_not_ours() -> String {
    "the calendar already has something under this name that was not made here".to_owned()
}

/// A time for a meeting: `Tuesday, 24 November, 10:00–10:30 (Europe/Lisbon)`.
pub fn slot(language: Language, day: &str, hours: &str, zone: &str) -> String {
    match language {
        // As it stands behind "am", which a list has not.
        Language::German => format!("{}, {hours} Uhr ({zone})", day.replacen(", dem ", ", ", 1)),
        _ => format!("{day}, {hours} ({zone})"),
    }
}

/// A zone that no place gives its name to.
pub const UTC: &str = "UTC";

/// The clock of a place, in the words of a letter.
pub fn time_of_place(language: Language, place: &str) -> String {
    match language {
        Language::English => format!("{place} time"),
        Language::German => format!("Zeit in {place}"),
        Language::French => format!("heure de {place}"),
        Language::Spanish => format!("hora de {place}"),
    }
}

/// What an invitation says of what it is about: the subject of the conversation, and when somebody last wrote in it. Both may be empty.
pub fn meeting_invitation(language: Language, about: &str, wrote_on: &str) -> String {
    match (language, about, wrote_on) {
        (_, "", _) => String::new(),
        (Language::English, about, "") => format!("To talk about “{about}”."),
        (Language::German, about, "") => format!("Um über „{about}“ zu sprechen."),
        (Language::French, about, "") => format!("Pour parler de « {about} »."),
        (Language::Spanish, about, "") => format!("Para hablar de «{about}»."),
        (Language::English, about, day) => format!("To talk about “{about}”, following your mail of {day}."),
        (Language::German, about, day) => format!("Um über „{about}“ zu sprechen, wie in der Mail vom {day}."),
        (Language::French, about, day) => format!("Pour parler de « {about} », à la suite du message du {day}."),
        (Language::Spanish, about, day) => format!("Para hablar de «{about}», a raíz del correo del {day}."),
    }
}

/// The same with the clock of the other side behind it; `day` where it is another one there.
pub fn slot_of_theirs(language: Language, own: &str, day: Option<&String>, hours: &str, zone: &str) -> String {
    let theirs = match day {
        Some(day) => slot(language, day, hours, zone),
        None if language == Language::German => format!("{hours} Uhr ({zone})"),
        None => format!("{hours} ({zone})"),
    };
    format!("{own} = {theirs}")
}

/// Why an item about a meeting ended.
pub fn meeting_overtaken(kind: SignalKind) -> String {
    match kind {
        SignalKind::MeetingUpcoming => "the meeting has begun, or was moved or cancelled",
        _ => "you wrote to them since, or the meeting changed",
    }
    .to_owned()
}

/// The title of the note that prepares a meeting. Both may be empty.
pub fn prepare_subject(title: &str, who: &str) -> String {
    match (title, who) {
        ("", "") => "Prepare the meeting".to_owned(),
        ("", who) => format!("Prepare the meeting with {who}"),
        (title, _) => format!("Prepare: {title}"),
    }
}

/// Somebody who is to come, with what they said to the invitation.
pub fn guest(name: &str, address: &str, response: MeetingResponse) -> String {
    let who = if name == address { name.to_owned() } else { format!("{name}, {address}") };
    let said = match response {
        MeetingResponse::Accepted => "said yes",
        MeetingResponse::Tentative => "said maybe",
        MeetingResponse::Declined => "said no",
        MeetingResponse::NeedsAction => "has not answered the invitation",
    };
    format!("{who}: {said}")
}

/// One of the last mails with somebody.
pub fn last_mail(day: &str, is_own: bool, who: &str, excerpt: &str) -> String {
    if is_own { format!("{day}, you wrote: {excerpt}") } else { format!("{day}, {who} wrote: {excerpt}") }
}

/// What the operator is to write after a meeting; as long as it stands there, the mail does not go.
pub const fn agreed_placeholder(language: Language) -> &'static str {
    match language {
        Language::English => "[insert what was agreed and the next step]",
        Language::German => "[Vereinbartes und nächsten Schritt eintragen]",
        Language::French => "[compléter ce qui a été convenu et la suite]",
        Language::Spanish => "[completar lo acordado y el siguiente paso]",
    }
}

/// The subject of a mail about a meeting. The title may be empty.
pub fn meeting_mail_subject(language: Language, title: &str) -> String {
    let ours = match language {
        Language::English => "Our meeting",
        Language::German => "Unser Termin",
        Language::French => "Notre rendez-vous",
        Language::Spanish => "Nuestra reunión",
    };
    match (title, language) {
        ("", _) => ours.to_owned(),
        (title, Language::French) => format!("{ours} : {title}"),
        (title, _) => format!("{ours}: {title}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_without_a_title_is_named_by_who_comes_or_not_at_all() {
        assert_eq!(prepare_subject("Pilot", "Ines"), "Prepare: Pilot");
        assert_eq!(prepare_subject("", "Ines"), "Prepare the meeting with Ines");
        assert_eq!(prepare_subject("", ""), "Prepare the meeting");
        assert_eq!(meeting_mail_subject(Language::German, ""), "Unser Termin");
        assert_eq!(meeting_mail_subject(Language::French, "Pilote"), "Notre rendez-vous : Pilote");
    }

    #[test]
    fn who_has_no_name_is_named_once() {
        assert_eq!(guest("a@b.example", "a@b.example", MeetingResponse::Accepted), "a@b.example: said yes");
        assert_eq!(guest("Ann", "a@b.example", MeetingResponse::Tentative), "Ann, a@b.example: said maybe");
    }
}
