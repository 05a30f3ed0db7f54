//! Promises of the working hours: examples around weekends and clock changes, and properties.

use super::super::zone::zone;
use super::*;
use proptest::prelude::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn berlin() -> TimeZone {
    zone("Europe/Berlin").unwrap()
}

fn new_york() -> TimeZone {
    zone("America/New_York").unwrap()
}

fn hours(words: &str) -> WorkingHours {
    WorkingHours::parse(words).unwrap()
}

fn at(local: &str, zone: &TimeZone) -> Time {
    moment(local.parse().unwrap(), zone)
}

fn shown(at: Time, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%Y-%m-%d %H:%M %a").to_string()
}

#[track_caller]
fn due(start: &str, ms: i64, expected: &str) {
    let end = WorkingHours::default().add_working_ms(at(start, &berlin()), ms, &berlin());
    assert_eq!(shown(end, &berlin()), expected);
}

#[track_caller]
fn days_later(start: &str, n: u32, expected: &str) {
    let end = WorkingHours::default().add_business_days(at(start, &berlin()), n, &berlin());
    assert_eq!(shown(end, &berlin()), expected);
}

#[test]
fn hours_are_read_and_written_in_the_same_words() {
    assert_eq!(hours("mon-fri 08:00-18:00"), WorkingHours::default());
    assert_eq!(hours("  MON-Friday\t8-18 "), WorkingHours::default());
    for (typed, written) in [
        ("mon-fri 08:00-18:00", "mon-fri 08:00-18:00"),
        ("sun-thu 9:30-17:00", "mon-thu,sun 09:30-17:00"),
        ("wed 00:00-24:00", "wed 00:00-24:00"),
        ("sat,mon,tuesday 7-8:05", "mon-tue,sat 07:00-08:05"),
        ("mon-sun 8 – 12", "mon-sun 08:00-12:00"),
    ] {
        assert_eq!(hours(typed).to_string(), written, "{typed}");
    }
}

#[test]
fn words_that_are_no_hours_are_refused() {
    for words in [
        "",
        "off",
        "mon-fri",
        "08:00-18:00",
        "mon-fri 18:00-08:00",
        "mon-fri 08:00-08:00",
        "mon-fri 8:00-25:00",
        "mon-fri 8:00-24:01",
        "mon-fri 8:60-18:00",
        "mon-fri 8:0-18:00",
        "mon-fri +8-18",
        "mon-fri 8-18-20",
        "funday 8-18",
        ", 8-18",
        "mon--fri 8-18",
    ] {
        assert!(WorkingHours::parse(words).is_err(), "{words}");
    }
    assert_eq!(
        WorkingHours::parse("always").unwrap_err().to_string(),
        "“always” is not understood as working hours; write them as “mon-fri 08:00-18:00” or “mon,wed,fri 9:00-12:30”."
    );
}

#[test]
fn a_due_in_hours_counts_working_hours_only() {
    due("2026-07-29T10:00", HOUR, "2026-07-29 11:00 Wed");
    due("2026-07-29T17:30", HOUR, "2026-07-30 08:30 Thu");
    due("2026-07-31T17:30", HOUR, "2026-08-03 08:30 Mon");
    due("2026-07-31T09:00", 24 * HOUR, "2026-08-04 13:00 Tue");
    due("2026-07-29T06:00", HOUR, "2026-07-29 09:00 Wed");
    due("2026-07-29T22:00", HOUR, "2026-07-30 09:00 Thu");
    due("2026-08-01T12:00", 30 * MINUTE, "2026-08-03 08:30 Mon");
}

#[test]
fn a_due_may_fall_on_closing_but_a_start_at_closing_is_the_next_opening() {
    due("2026-07-31T17:00", HOUR, "2026-07-31 18:00 Fri");
    due("2026-07-31T08:00", 20 * HOUR, "2026-08-03 18:00 Mon");
    due("2026-07-31T18:00", 0, "2026-08-03 08:00 Mon");
    due("2026-07-31T12:00", 0, "2026-07-31 12:00 Fri");
    due("2026-07-31T12:00", -HOUR, "2026-07-31 12:00 Fri");
}

#[test]
fn a_business_day_keeps_the_local_time() {
    days_later("2026-07-31T15:00", 1, "2026-08-03 15:00 Mon");
    days_later("2026-07-30T15:00", 3, "2026-08-04 15:00 Tue");
    days_later("2026-08-01T11:00", 1, "2026-08-04 08:00 Tue");
    days_later("2026-08-01T11:00", 0, "2026-08-03 08:00 Mon");
    days_later("2026-07-31T18:00", 1, "2026-08-04 08:00 Tue");
    days_later("2026-07-31T07:00", 1, "2026-08-03 08:00 Mon");
    days_later("2026-07-31T09:00", 0, "2026-07-31 09:00 Fri");
    // Over both changes of the clock.
    days_later("2026-03-27T15:00", 1, "2026-03-30 15:00 Mon");
    days_later("2026-10-23T15:00", 1, "2026-10-26 15:00 Mon");
}

#[test]
fn working_hours_follow_the_wall_when_the_clock_changes() {
    // Berlin, 29 March 2026 02:00 → 03:00 and 25 October 2026 03:00 → 02:00, both on a Sunday.
    due("2026-03-27T17:00", 2 * HOUR, "2026-03-30 09:00 Mon");
    due("2026-10-23T17:00", 2 * HOUR, "2026-10-26 09:00 Mon");
    // New York, 8 March and 1 November 2026.
    let end = WorkingHours::default().add_working_ms(at("2026-03-06T17:00", &new_york()), 2 * HOUR, &new_york());
    assert_eq!(shown(end, &new_york()), "2026-03-09 09:00 Mon");
    let end = WorkingHours::default().add_working_ms(at("2026-10-30T17:00", &new_york()), 2 * HOUR, &new_york());
    assert_eq!(shown(end, &new_york()), "2026-11-02 09:00 Mon");
}

#[test]
fn hours_are_real_hours_on_the_day_of_the_change() {
    let always = hours("mon-sun 00:00-24:00");
    let spring = at("2026-03-29T00:00", &berlin());
    assert_eq!(shown(always.add_working_ms(spring, 4 * HOUR, &berlin()), &berlin()), "2026-03-29 05:00 Sun");
    let autumn = at("2026-10-25T00:00", &berlin());
    assert_eq!(shown(always.add_working_ms(autumn, 4 * HOUR, &berlin()), &berlin()), "2026-10-25 03:00 Sun");
    // Hours that fall into the gap altogether leave that day without any.
    let night = hours("sun 02:00-03:00");
    assert_eq!(shown(night.add_working_ms(spring, HOUR / 2, &berlin()), &berlin()), "2026-04-05 02:30 Sun");
}

#[test]
fn a_day_that_the_calendar_leaves_out_has_no_hours() {
    // Samoa crossed the date line: Thursday, 29 December 2011, was followed by Saturday, the 31st.
    let apia = zone("Pacific/Apia").unwrap();
    let start = at("2011-12-29T17:00", &apia);
    let end = hours("mon-sun 08:00-18:00").add_working_ms(start, 12 * HOUR, &apia);
    assert_eq!(shown(end, &apia), "2012-01-01 09:00 Sun");
}

#[test]
fn opening_is_in_and_closing_is_out() {
    let default = WorkingHours::default();
    let inside = |local| default.contains(at(local, &new_york()), &new_york());
    assert!(inside("2026-07-29T08:00") && inside("2026-07-29T17:59:59.999"));
    assert!(!inside("2026-07-29T07:59:59.999") && !inside("2026-07-29T18:00"));
    assert!(!inside("2026-08-01T12:00"));
}

#[test]
fn endless_requests_end_at_the_horizon() {
    let rare = hours("wed 08:00-08:01");
    let start = at("2026-07-29T09:00", &berlin());
    let far = rare.add_working_ms(start, i64::MAX, &berlin());
    assert!(far > start && far < start.plus_ms(3661 * 24 * HOUR));
    assert_eq!(shown(rare.add_business_days(start, u32::MAX, &berlin()), &berlin()), "2036-08-06 08:00 Wed");
    for odd in [Time(i64::MIN), Time(i64::MAX), Time(0)] {
        assert!(rare.add_working_ms(odd, HOUR, &berlin()) >= odd);
        assert!(rare.add_business_days(odd, 3, &berlin()) >= odd);
    }
}

/// At least half an hour a week, so that the sums below end well before the horizon.
fn any_hours() -> impl Strategy<Value = WorkingHours> {
    (1_u8..128, 0_u16..=1410, 30_u16..=1440).prop_map(|(days, from, length)| WorkingHours {
        days,
        from,
        until: (from + length).min(DAY_MINUTES),
    })
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(vec![
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "America/Havana",
    ])
    .prop_map(|name| zone(name).unwrap())
}

/// From 2008 to 2040.
fn any_time() -> impl Strategy<Value = Time> {
    (1_200_000_000_000_i64..2_200_000_000_000).prop_map(Time)
}

proptest! {
    #[test]
    fn any_hours_survive_their_own_words(hours in any_hours()) {
        prop_assert_eq!(WorkingHours::parse(&hours.to_string()), Ok(hours));
    }

    #[test]
    fn any_words_are_read_or_refused(words in "\\PC*|[a-z,\\-–: 0-9]{0,30}") {
        if let Ok(hours) = WorkingHours::parse(&words) {
            prop_assert!(hours.from < hours.until && hours.until <= DAY_MINUTES && hours.days != 0);
        }
    }

    #[test]
    fn a_due_lies_in_working_hours_or_on_closing(
        hours in any_hours(), zone in any_zone(), start in any_time(), ms in 0..400 * HOUR,
    ) {
        let end = hours.add_working_ms(start, ms, &zone);
        prop_assert!(end >= start);
        // The moment before a closing is inside, so that a due on closing passes as well.
        prop_assert!(hours.contains(end, &zone) || hours.contains(end.plus_ms(-1), &zone), "{}", shown(end, &zone));
    }

    #[test]
    fn more_work_is_never_due_earlier(
        hours in any_hours(), zone in any_zone(), start in any_time(), ms in 0..400 * HOUR, more in 0..400 * HOUR,
    ) {
        let end = hours.add_working_ms(start, ms, &zone);
        prop_assert!(end <= hours.add_working_ms(start, ms + more, &zone));
        prop_assert!(end <= hours.add_working_ms(start.plus_ms(more), ms, &zone));
    }

    #[test]
    fn work_adds_up(hours in any_hours(), zone in any_zone(), start in any_time(), a in 0..90 * HOUR, b in 1..90 * HOUR) {
        let at_once = hours.add_working_ms(start, a + b, &zone);
        prop_assert_eq!(hours.add_working_ms(hours.add_working_ms(start, a, &zone), b, &zone), at_once);
    }

    #[test]
    fn business_days_never_go_back(hours in any_hours(), zone in any_zone(), start in any_time(), n in 0_u32..30) {
        let end = hours.add_business_days(start, n, &zone);
        prop_assert!(end >= start);
        prop_assert!(hours.add_business_days(start, n + 1, &zone) >= end);
    }
}
