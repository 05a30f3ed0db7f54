//! Days that somebody asks for in a mail, as spans of time: "next week", "Thursday", "tomorrow afternoon".
//!
//! What it finds decides only which free times are proposed first, so a day that it overlooks costs nothing; one that somebody has no
//! time on must not be taken for a wish. It knows the languages in which drafts are written.

use super::zone::{moment, zoned};
use crate::mail::fold;
use api::Time;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan as _};

/// Monday first, folded as [`fold`] does, each with the names of that day.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "montag", "lundi", "lunes"],
    &["tuesday", "tue", "tues", "dienstag", "mardi", "martes"],
    &["wednesday", "wed", "mittwoch", "mercredi", "miercoles"],
    &["thursday", "thu", "thurs", "donnerstag", "jeudi", "jueves"],
    &["friday", "fri", "freitag", "vendredi", "viernes"],
    &["saturday", "samstag", "samedi", "sabado"],
    &["sunday", "sonntag", "dimanche", "domingo"],
];
/// Other days by their distance from the day of writing.
const DAYS: &[(&[&str], i64)] = &[
    (&["today", "heute", "aujourd'hui", "hoy"], 0),
    (&["tomorrow", "tmrw", "demain", "manana"], 1),
    (&["ubermorgen", "apres demain", "pasado manana", "day after tomorrow"], 2),
];
const NEXT_WEEK: &[&str] = &[
    "next week",
    "nachste woche",
    "nachsten woche",
    "kommende woche",
    "kommenden woche",
    "semaine prochaine",
    "proxima semana",
    "semana que viene",
];
const THIS_WEEK: &[&str] = &["this week", "diese woche", "dieser woche", "cette semaine", "esta semana"];
/// Parts of a day, from and until which hour.
const PARTS: &[(&[&str], i8, i8)] = &[
    (&["morning", "vormittag", "vormittags", "matin", "por la manana", "morgen fruh"], 0, 12),
    (&["afternoon", "nachmittag", "nachmittags", "apres midi", "tarde"], 12, 18),
    (&["evening", "abend", "abends", "soir", "noche"], 17, 24),
];
/// A sentence with one of these tells of days on which somebody cannot, that are over, or by which something is to be done.
const NOT: &[&str] = &[
    "not",
    "cannot",
    "can't",
    "won't",
    "unable",
    "busy",
    "except",
    "unfortunately",
    "last",
    "since",
    "was",
    "were",
    "yesterday",
    "nicht",
    "kein",
    "keine",
    "leider",
    "ausser",
    "letzte",
    "letzten",
    "seit",
    "war",
    "gestern",
    "pas",
    "sauf",
    "dernier",
    "derniere",
    "depuis",
    "hier",
    "by",
    "before",
    "until",
    "till",
    "bis",
    "vor",
    "avant",
    "d'ici",
    "jusqu'a",
    "antes",
    "hasta",
    "no",
    "excepto",
    "salvo",
    "pasado",
    "pasada",
    "desde",
    "ayer",
];

/// The spans that a mail asks for, in its order, by the clock of whoever wrote it. Empty where it names none.
pub fn wished(text: &str, sent_at: Time, zone: &TimeZone) -> Vec<(Time, Time)> {
    let written_on = zoned(sent_at, zone).date();
    let mut found = Vec::new();
    for sentence in text.split(['.', '!', '?', ';', '\n']) {
        let folded = format!(" {} ", fold(sentence));
        let has = |words: &str| folded.contains(&format!(" {words} "));
        let any = |all: &[&str]| all.iter().any(|words| has(words));
        // "pasado manana" is a day to come.
        let is_refused = NOT.iter().any(|word| has(word) && !(*word == "pasado" && has("pasado manana")));
        if is_refused {
            continue;
        }
        let week = match (any(NEXT_WEEK), any(THIS_WEEK)) {
            (true, _) => Some(1),
            (false, true) => Some(0),
            (false, false) => None,
        };
        let days = days_of(&folded, written_on, week);
        let (from, until) = PARTS.iter().find(|(words, ..)| any(words)).map_or((0, 24), |(_, from, until)| (*from, *until));
        let span = |day: Date| (at(day, from, zone), at(day, until, zone));
        if !days.is_empty() {
            found.extend(days.into_iter().map(span));
        } else if let Some(week) = week {
            let monday = monday_of(written_on, week);
            found.extend((0..7).filter_map(|n| plus(monday, n)).map(span));
        }
    }
    found
}

/// The days that a sentence names: weekdays of the week that it names, else the next of that name; days by their distance.
fn days_of(folded: &str, written_on: Date, week: Option<i64>) -> Vec<Date> {
    let has = |words: &str| folded.contains(&format!(" {words} "));
    // German "morgen" is tomorrow, but for the morning of another day.
    let is_german_tomorrow = has("morgen") && !has("guten morgen");
    let by_name =
        WEEKDAYS.iter().zip(0..).filter(|(names, _)| names.iter().any(|name| has_day(folded, name))).filter_map(|(_, n)| {
            match week {
                Some(week) => plus(monday_of(written_on, week), n),
                None => {
                    let today = i64::from(written_on.weekday().to_monday_zero_offset());
                    plus(written_on, (n - today + 6).rem_euclid(7) + 1)
                }
            }
        });
    let mut days: Vec<Date> = by_name.collect();
    // The longest words first: the day after tomorrow is not tomorrow.
    for (names, n) in DAYS.iter().rev() {
        if days.is_empty() && names.iter().any(|name| has(name) && !(*name == "manana" && has("la manana"))) {
            days.extend(plus(written_on, *n));
        }
    }
    if days.is_empty() && is_german_tomorrow {
        days.extend(plus(written_on, 1));
    }
    days.sort();
    days
}

/// A day by its name, also with the part of the day behind it, as in German.
fn has_day(folded: &str, name: &str) -> bool {
    folded.split(' ').any(|word| {
        let rest = word.strip_prefix(name);
        rest.is_some_and(|rest| matches!(rest, "" | "s" | "vormittag" | "nachmittag" | "abend" | "mittag" | "fruh"))
    })
}

fn monday_of(day: Date, weeks: i64) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    plus(day, 7 * weeks - back).unwrap_or(day)
}

fn plus(day: Date, n: i64) -> Option<Date> {
    let span: Span = n.days();
    day.checked_add(span).ok()
}

fn at(day: Date, hour: i8, zone: &TimeZone) -> Time {
    let (day, hour) = if hour == 24 { (plus(day, 1).unwrap_or(day), 0) } else { (day, hour) };
    moment(day.at(hour, 0, 0, 0), zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Friday, 20 November 2026, 15:00 UTC.
    const FRIDAY: Time = Time(1_795_186_800_000);

    /// The spans as `23T00-24`.
    fn found(text: &str) -> Vec<String> {
        let shown =
            |at: Time| jiff::Timestamp::from_millisecond(at.0).unwrap().to_zoned(TimeZone::UTC).strftime("%dT%H").to_string();
        wished(text, FRIDAY, &TimeZone::UTC)
            .into_iter()
            .map(|(from, until)| format!("{}-{}", shown(from), shown(until)))
            .collect()
    }

    #[test]
    fn days_are_found_by_name_and_by_their_distance() {
        for (text, expected) in [
            ("Could we talk on Thursday?", &["26T00-27T00"][..]),
            ("Would Tuesday or Wednesday work?", &["24T00-25T00", "25T00-26T00"]),
            ("Can you call me tomorrow afternoon?", &["21T12-21T18"]),
            ("Passt Ihnen Donnerstagnachmittag?", &["26T00-27T00"]),
            ("Passt es morgen Vormittag?", &["21T00-21T12"]),
            ("Disponible demain matin ?", &["21T00-21T12"]),
            ("Podemos hablar el jueves por la tarde?", &["26T12-26T18"]),
            ("Thursday next week in the morning would be best", &["26T00-26T12"]),
            ("Hablamos pasado manana", &["22T00-23T00"]),
            ("On Friday?", &["27T00-28T00"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_week_is_each_of_its_days_and_where_nothing_is_said_nothing_is_found() {
        assert_eq!(found("Could we have a call next week?").len(), 7);
        assert_eq!(found("Could we have a call next week?")[0], "23T00-24T00");
        assert_eq!(found("nächste Woche nachmittags")[6], "29T12-29T18");
        assert_eq!(found("Could you send pricing?"), Vec::<String>::new());
    }

    #[test]
    fn days_on_which_they_cannot_and_days_that_are_over_are_no_wish() {
        for text in [
            "I cannot do Thursday.",
            "Thanks for the call last Thursday!",
            "Leider passt Montag nicht",
            "Sauf lundi",
            "Could you send it by Tuesday?",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(found("Thursday does not work. How about Tuesday?"), ["24T00-25T00"]);
    }
}
