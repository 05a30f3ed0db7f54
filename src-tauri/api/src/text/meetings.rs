//! Words about meetings and the calendars that they stand in.

pub fn no_such_calendar(id: &str) -> String {
    format!("There is no calendar called {}, or it may not be read. Check the options of the connection.", super::quoted(id))
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
