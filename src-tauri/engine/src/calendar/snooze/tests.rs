//! Promises of the snooze words: examples in Berlin and New York, and that no words at all can break it.

use super::super::zone::zone;
use super::*;
use proptest::prelude::*;

fn berlin() -> TimeZone {
    zone("Europe/Berlin").unwrap()
}

fn at(local: &str, zone: &TimeZone) -> Time {
    moment(local.parse().unwrap(), zone)
}

fn shown(at: Time, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%Y-%m-%d %H:%M %a").to_string()
}

fn said_in(words: &str, now: &str, zone: &TimeZone) -> Result<String, SnoozeError> {
    parse_snooze(words, at(now, zone), zone, &WorkingHours::default()).map(|until| shown(until, zone))
}

/// Said in Berlin on Wednesday, 29 July 2026, at 10:20.
#[track_caller]
fn means(words: &str, expected: &str) {
    assert_eq!(said_in(words, "2026-07-29T10:20", &berlin()).as_deref(), Ok(expected), "{words}");
}

#[track_caller]
fn fails(words: &str) -> SnoozeError {
    said_in(words, "2026-07-29T10:20", &berlin()).expect_err(words)
}

#[test]
fn days_open_with_the_working_day() {
    means("tomorrow", "2026-07-30 08:00 Thu");
    means("  TOMORROW\t", "2026-07-30 08:00 Thu");
    means("mon", "2026-08-03 08:00 Mon");
    means("Friday", "2026-07-31 08:00 Fri");
    means("next week", "2026-08-03 08:00 Mon");
    means("tomorrow morning", "2026-07-30 08:00 Thu");
    let early = WorkingHours::parse("mon-fri 06:45-15:00").unwrap();
    let until = parse_snooze("tomorrow", at("2026-07-29T10:20", &berlin()), &berlin(), &early).unwrap();
    assert_eq!(shown(until, &berlin()), "2026-07-30 06:45 Thu");
}

#[test]
fn days_take_a_time_in_any_order() {
    means("tomorrow 9:00", "2026-07-30 09:00 Thu");
    means("tomorrow at 9", "2026-07-30 09:00 Thu");
    means("mon 9", "2026-08-03 09:00 Mon");
    means("monday 14:30", "2026-08-03 14:30 Mon");
    means("on monday at 2:30 pm", "2026-08-03 14:30 Mon");
    means("9:00 mon", "2026-08-03 09:00 Mon");
    means("next week 7am", "2026-08-03 07:00 Mon");
    means("fri noon", "2026-07-31 12:00 Fri");
    means("tomorrow evening", "2026-07-30 18:00 Thu");
    means("today 16:00", "2026-07-29 16:00 Wed");
}

#[test]
fn a_weekday_is_never_today() {
    means("wed", "2026-08-05 08:00 Wed");
    means("wed 18:00", "2026-08-05 18:00 Wed");
    means("next wed", "2026-08-05 08:00 Wed");
    means("next thu", "2026-07-30 08:00 Thu");
    means("this fri", "2026-07-31 08:00 Fri");
    let on_monday = |words| said_in(words, "2026-08-03T07:00", &berlin()).unwrap();
    assert_eq!(on_monday("mon"), "2026-08-10 08:00 Mon");
    assert_eq!(on_monday("next week"), "2026-08-10 08:00 Mon");
    assert_eq!(said_in("next week", "2026-08-02T23:00", &berlin()).unwrap(), "2026-08-03 08:00 Mon");
}

#[test]
fn a_time_alone_is_today_or_else_tomorrow() {
    means("18:00", "2026-07-29 18:00 Wed");
    means("6pm", "2026-07-29 18:00 Wed");
    means("6 p.m.", "2026-07-29 18:00 Wed");
    means("9am", "2026-07-30 09:00 Thu");
    means("10:20", "2026-07-30 10:20 Thu");
    means("10:21", "2026-07-29 10:21 Wed");
    means("at 16", "2026-07-29 16:00 Wed");
    means("12pm", "2026-07-29 12:00 Wed");
    means("12am", "2026-07-30 00:00 Thu");
    means("morning", "2026-07-30 08:00 Thu");
    means("in the evening", "2026-07-29 18:00 Wed");
    means("this evening", "2026-07-29 18:00 Wed");
    means("this afternoon", "2026-07-29 14:00 Wed");
    means("tonight", "2026-07-29 18:00 Wed");
}

#[test]
fn amounts_count_from_now() {
    means("3d", "2026-08-01 10:20 Sat");
    means("in 3 days", "2026-08-01 10:20 Sat");
    means("1w", "2026-08-05 10:20 Wed");
    means("in a week", "2026-08-05 10:20 Wed");
    means("2h", "2026-07-29 12:20 Wed");
    means("in 2 hours", "2026-07-29 12:20 Wed");
    means("45m", "2026-07-29 11:05 Wed");
    means("1h 30min", "2026-07-29 11:50 Wed");
    means("1d2h", "2026-07-30 12:20 Thu");
    means("an hour", "2026-07-29 11:20 Wed");
    means("3d 9:00", "2026-08-01 09:00 Sat");
    means("in 2 weeks at 9", "2026-08-12 09:00 Wed");
}

#[test]
fn dates_may_leave_out_the_year() {
    means("2026-12-01", "2026-12-01 08:00 Tue");
    means("2026-12-01 09:00", "2026-12-01 09:00 Tue");
    means("2026-12-01T09:00", "2026-12-01 09:00 Tue");
    means("1 dec", "2026-12-01 08:00 Tue");
    means("dec 1 9:00", "2026-12-01 09:00 Tue");
    means("December 1st, 2026 9am", "2026-12-01 09:00 Tue");
    means("1st dec 9", "2026-12-01 09:00 Tue");
    means("3 mar", "2027-03-03 08:00 Wed");
    means("29 jul", "2027-07-29 08:00 Thu");
    means("29 jul 11:00", "2026-07-29 11:00 Wed");
}

#[test]
fn an_exact_moment_keeps_its_own_offset() {
    means("2026-12-01T09:00:00Z", "2026-12-01 10:00 Tue");
    means(" 2026-12-01T09:00:00-05:00 ", "2026-12-01 15:00 Tue");
}

#[test]
fn local_time_holds_over_a_change_of_the_clock() {
    let berlin = berlin();
    let said = |words, now| said_in(words, now, &berlin).unwrap();
    // 29 March 2026, 02:00 → 03:00.
    assert_eq!(said("tomorrow 9:00", "2026-03-28T12:00"), "2026-03-29 09:00 Sun");
    assert_eq!(said("1d", "2026-03-28T12:00"), "2026-03-29 12:00 Sun");
    assert_eq!(said("24h", "2026-03-28T12:00"), "2026-03-29 13:00 Sun");
    assert_eq!(said("tomorrow 2:30", "2026-03-28T12:00"), "2026-03-29 03:30 Sun");
    // 25 October 2026, 03:00 → 02:00.
    assert_eq!(said("tomorrow 9:00", "2026-10-24T12:00"), "2026-10-25 09:00 Sun");
    assert_eq!(said("3d", "2026-10-24T12:00"), "2026-10-27 12:00 Tue");
    assert_eq!(said("24h", "2026-10-24T12:00"), "2026-10-25 11:00 Sun");
    let twice = parse_snooze("tomorrow 2:30", at("2026-10-24T12:00", &berlin), &berlin, &WorkingHours::default());
    assert_eq!(twice, Ok(at("2026-10-24T12:00", &berlin).plus_seconds(14 * 3600 + 1800)));
    // 02:30 for the second time that night: ten minutes on must not fall back into the first.
    let second = at("2026-10-25T03:00", &berlin).plus_seconds(-1800);
    let soon = parse_snooze("10m", second, &berlin, &WorkingHours::default());
    assert_eq!(soon, Ok(second.plus_seconds(600)));
    // New York, 8 March and 1 November 2026.
    let new_york = zone("America/New_York").unwrap();
    assert_eq!(said_in("mon 9", "2026-03-06T17:00", &new_york).unwrap(), "2026-03-09 09:00 Mon");
    assert_eq!(said_in("2h", "2026-03-08T01:30", &new_york).unwrap(), "2026-03-08 04:30 Sun");
    assert_eq!(said_in("1w", "2026-10-30T17:00", &new_york).unwrap(), "2026-11-06 17:00 Fri");
}

#[test]
fn what_is_past_or_too_far_is_told_apart() {
    for words in
        ["today 9:00", "today", "2026-07-29 10:20", "2020-01-01", "0m", "1 dec 1999", "this morning", "2026-07-29T08:20:00Z"]
    {
        assert!(matches!(fails(words), SnoozeError::Past(_)), "{words}");
    }
    for words in
        ["2027-07-31", "400d", "53w", "9999 weeks", "4000000000h", "4294967295 weeks 4294967295 days", "29 feb", "9999-12-31"]
    {
        assert!(matches!(fails(words), SnoozeError::TooFar(_)), "{words}");
    }
    means("366d", "2027-07-30 10:20 Fri");
    let tonight = said_in("tonight", "2026-07-29T20:00", &berlin());
    assert!(matches!(tonight, Err(SnoozeError::Past(_))));
}

#[test]
fn a_date_said_on_its_own_day_finds_the_next_year_even_over_a_leap_day() {
    assert_eq!(said_in("1 dec", "2027-12-01T10:00", &berlin()).unwrap(), "2028-12-01 08:00 Fri");
    assert_eq!(said_in("29 feb", "2027-06-01T10:00", &berlin()).unwrap(), "2028-02-29 08:00 Tue");
}

#[test]
fn what_has_two_meanings_or_none_is_refused() {
    for words in [
        "",
        "   ",
        "9",
        "1430",
        "soon",
        "later",
        "never",
        "mon tue",
        "9:00 10:00",
        "tomorrow 9 10",
        "3 mon",
        "3/4",
        "3.4.",
        "25:00",
        "9:5",
        "9:60",
        "13pm",
        "0am",
        "31 feb",
        "dec",
        "dec 2026",
        "2026-13-01",
        "2026-02-30",
        "26-12-01",
        "2h mon",
        "2h 9:00",
        "in",
        "-3d",
        "3",
        "d",
        "next",
        "next month",
        "this",
        "tomorrow tomorrow",
        "99999999999999999999d",
        "１８:００",
        "утро",
        "明日",
        "monday\u{301}",
        "🙂",
        "\u{0}",
        "mon; drop table items",
    ] {
        assert!(matches!(fails(words), SnoozeError::NotUnderstood(_)), "{words}");
    }
}

#[test]
fn an_error_quotes_the_words_in_one_short_sentence() {
    assert_eq!(
        fails("when it suits").to_string(),
        "“when it suits” is not understood; say “tomorrow 9:00”, “mon 14:30”, “next week”, “3d”, “2h”, “18:00”, “1 dec” or \
         “2026-12-01 09:00”."
    );
    assert_eq!(fails(" a\nb\u{1b}[31m "), SnoozeError::NotUnderstood("a b [31m".to_owned()));
    assert_eq!(fails(&"é".repeat(61)), SnoozeError::NotUnderstood("é".repeat(60) + "…"));
    assert_eq!(fails(&"é".repeat(60)), SnoozeError::NotUnderstood("é".repeat(60)));
}

/// Every example that an error gives must itself be understood, whenever it is read.
#[test]
fn the_examples_in_the_errors_work() {
    for now in ["2026-07-29T10:20", "2026-11-30T23:00", "2026-12-31T00:00", "2027-02-28T18:00"] {
        for words in ["tomorrow 9:00", "mon 14:30", "next week", "3d", "2h", "18:00", "1 dec"] {
            assert!(said_in(words, now, &berlin()).is_ok(), "{words} at {now}");
        }
    }
    means("2026-12-01 09:00", "2026-12-01 09:00 Tue");
}

/// Words of the grammar in any order, which come much deeper into it than random text.
fn likely_words() -> impl Strategy<Value = String> {
    let words = vec![
        "tomorrow",
        "today",
        "tonight",
        "mon",
        "sunday",
        "next",
        "week",
        "this",
        "evening",
        "morning",
        "noon",
        "in",
        "at",
        "on",
        "a",
        "3",
        "9",
        "12",
        "31",
        "2026",
        "9999",
        "4294967295",
        "d",
        "h",
        "m",
        "w",
        "days",
        "dec",
        "feb",
        "st",
        "am",
        "pm",
        ":",
        "-",
        ",",
        "18:00",
        "9:30",
        "2026-12-01",
        "t",
        "00",
        "30",
        ".",
        "+02:00",
        "z",
        "é",
        " ",
        "",
    ];
    let separators = prop::sample::select(vec![" ", "", "  ", "\t"]);
    prop::collection::vec((prop::sample::select(words), separators), 0..7)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, separator)| [word, separator]).collect())
}

fn any_now() -> impl Strategy<Value = Time> {
    prop_oneof![
        8 => (1_700_000_000_000_i64..2_000_000_000_000).prop_map(Time),
        1 => any::<i64>().prop_map(Time),
        1 => prop::sample::select(vec![Time(i64::MIN), Time(i64::MAX), Time(253_402_300_799_999)]),
    ]
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(vec!["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Cairo"])
        .prop_map(|name| zone(name).unwrap())
}

fn any_hours() -> impl Strategy<Value = WorkingHours> {
    prop::sample::select(vec!["mon-fri 08:00-18:00", "sun-thu 0:00-24:00", "wed 23:59-24:00"])
        .prop_map(|words| WorkingHours::parse(words).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_words_mean_a_moment_ahead_or_are_refused_shortly(
        words in prop_oneof![3 => likely_words(), 1 => any::<String>()],
        now in any_now(),
        zone in any_zone(),
        hours in any_hours(),
    ) {
        match parse_snooze(&words, now, &zone, &hours) {
            Ok(until) => prop_assert!(until > now && until.ms_since(now) <= LONGEST_MS),
            Err(refused) => {
                let sentence = refused.to_string();
                prop_assert!(sentence.chars().count() < 250 && !sentence.contains(char::is_control));
            }
        }
    }

    #[test]
    fn case_and_white_space_change_nothing(words in likely_words(), now in any_now()) {
        let said = |words: &str| parse_snooze(words, now, &TimeZone::UTC, &WorkingHours::default()).ok();
        prop_assert_eq!(said(&words), said(&format!("  {}\n", words.to_uppercase())));
    }
}
