//! Times at which two people could meet: within both their working hours, and while nothing else stands in the calendar.

use super::hours::WorkingHours;
use super::zone::start_of_day;
use api::Time;
use jiff::tz::TimeZone;

const STEP_MS: i64 = 30 * 60_000;
/// Nobody is asked to meet sooner than this.
const LEAD_MS: i64 = 3 * 3_600_000;
/// Times on one day lie at least so far apart: two next to each other suit the same people.
const APART_MS: i64 = 2 * 3_600_000;
const PER_DAY: usize = 2;
const IN_ALL: usize = 6;

/// Whose time it is, and when they work.
#[derive(Clone, Debug)]
pub struct Worker {
    pub hours: WorkingHours,
    pub zone: TimeZone,
}

impl Worker {
    /// Whether a span lies within the hours of one day.
    fn works(&self, from: Time, until: Time) -> bool {
        let began_at = self.hours.began_at(from, &self.zone);
        began_at.is_some() && began_at == self.hours.began_at(until.plus_ms(-1), &self.zone)
    }
}

/// Up to six times of this length, the earliest first, two a day at most. `busy` is what stands in the calendar, in any order; where
/// `within` names any spans, each time lies in one of them.
pub fn slots(
    operator: &Worker,
    other: Option<&Worker>,
    busy: &[(Time, Time)],
    within: &[(Time, Time)],
    span: (Time, Time),
    length_ms: i64,
) -> Vec<(Time, Time)> {
    let (now, end) = span;
    let mut found: Vec<(Time, Time)> = Vec::new();
    let earliest = now.plus_ms(LEAD_MS).0;
    // Half hours of the clock, in every zone that keeps to them.
    let mut from = Time(earliest + (STEP_MS - earliest.rem_euclid(STEP_MS)) % STEP_MS);
    while found.len() < IN_ALL && from.plus_ms(length_ms) <= end {
        let until = from.plus_ms(length_ms);
        let is_free = !busy.iter().any(|(begins, ends)| *begins < until && from < *ends);
        let suits = operator.works(from, until) && other.is_none_or(|other| other.works(from, until));
        let is_wanted = within.is_empty() || within.iter().any(|(begins, ends)| *begins <= from && until <= *ends);
        if is_free && is_wanted && suits && is_apart(&found, from, &operator.zone) {
            found.push((from, until));
        }
        from = from.plus_ms(STEP_MS);
    }
    found
}

fn is_apart(found: &[(Time, Time)], from: Time, zone: &TimeZone) -> bool {
    let day = start_of_day(from, zone);
    let on_day = found.iter().filter(|(other, _)| start_of_day(*other, zone) == day);
    on_day.clone().count() < PER_DAY && found.iter().all(|(_, until)| from.ms_since(*until) >= APART_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(words: &str) -> Time {
        Time(words.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    fn worker(zone: &str) -> Worker {
        Worker { hours: WorkingHours::default(), zone: TimeZone::get(zone).unwrap() }
    }

    fn found(other: Option<&str>, busy: &[(&str, &str)], days: i64) -> Vec<String> {
        let now = at("2026-11-20T15:10:00Z");
        let busy: Vec<_> = busy.iter().map(|(from, until)| (at(from), at(until))).collect();
        let other = other.map(worker);
        let span = (now, now.plus_ms(days * 24 * 3_600_000));
        let all = slots(&worker("Europe/Lisbon"), other.as_ref(), &busy, &[], span, 30 * 60_000);
        all.iter().map(|(from, _)| jiff::Timestamp::from_millisecond(from.0).unwrap().to_string()).collect()
    }

    #[test]
    fn times_lie_within_working_hours_and_apart() {
        let expected = ["2026-11-23T08:00:00Z", "2026-11-23T10:30:00Z", "2026-11-24T08:00:00Z", "2026-11-24T10:30:00Z"];
        assert_eq!(found(None, &[], 4), expected, "not this evening, not at the weekend");
        assert_eq!(found(None, &[], 30).len(), IN_ALL);
    }

    #[test]
    fn what_stands_in_the_calendar_is_left_out_to_the_minute() {
        let busy = [("2026-11-23T07:00:00Z", "2026-11-23T09:00:00Z"), ("2026-11-23T11:29:00Z", "2026-11-23T17:45:00Z")];
        assert_eq!(found(None, &busy, 3), ["2026-11-23T09:00:00Z"]);
    }

    #[test]
    fn times_lie_within_what_was_wished() {
        let now = at("2026-11-20T15:10:00Z");
        let within = [(at("2026-11-26T12:00:00Z"), at("2026-11-26T18:00:00Z"))];
        let span = (now, now.plus_ms(10 * 24 * 3_600_000));
        let all = slots(&worker("Europe/Lisbon"), None, &[], &within, span, 30 * 60_000);
        let shown: Vec<_> = all.iter().map(|(from, _)| jiff::Timestamp::from_millisecond(from.0).unwrap().to_string()).collect();
        assert_eq!(shown, ["2026-11-26T12:00:00Z", "2026-11-26T14:30:00Z"]);
    }

    #[test]
    fn both_work_at_the_time_or_none_is_found() {
        let expected = ["2026-11-23T13:00:00Z", "2026-11-23T15:30:00Z", "2026-11-24T13:00:00Z"];
        assert_eq!(found(Some("America/New_York"), &[], 4), expected);
        assert_eq!(found(Some("Pacific/Auckland"), &[], 10), Vec::<String>::new());
    }
}
