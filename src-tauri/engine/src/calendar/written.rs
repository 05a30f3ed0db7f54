//! Days and moments as they are written in a mail of each language.

use api::{Language, Time};
use jiff::Zoned;
use jiff::tz::TimeZone;

/// Monday first; behind them January first.
type Names = ([&'static str; 7], [&'static str; 12]);

const GERMAN: Names = (
    ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
);
const FRENCH: Names = (
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
);
const SPANISH: Names = (
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
);

/// A day within a sentence: `Friday, 20 November`; in German as it stands behind "vom" and "am", in the other two behind
/// "du", "le", "del" and "el".
pub fn day(language: Language, at: Time, zone: &TimeZone) -> String {
    let Some(at) = zoned(at, zone) else { return String::new() };
    let (weekday, month) = match language {
        Language::English => return at.strftime("%A, %-d %B").to_string(),
        Language::German => named(&GERMAN, &at),
        Language::French => named(&FRENCH, &at),
        Language::Spanish => named(&SPANISH, &at),
    };
    match (language, at.day()) {
        (Language::German, day) => format!("{weekday}, dem {day}. {month}"),
        (Language::French, 1) => format!("{weekday} 1er {month}"),
        (Language::Spanish, day) => format!("{weekday} {day} de {month}"),
        (_, day) => format!("{weekday} {day} {month}"),
    }
}

/// Day and time for the line above a quoted mail: `Fri 20 Nov 2026 14:00`, `20.11.2026`, `20/11/2026` and `14:00`.
pub fn day_and_time(language: Language, at: Time, zone: &TimeZone) -> (String, String) {
    let Some(at) = zoned(at, zone) else { return (String::new(), String::new()) };
    let day = match language {
        Language::English => "%a %-d %b %Y",
        Language::German => "%d.%m.%Y",
        Language::French | Language::Spanish => "%d/%m/%Y",
    };
    (at.strftime(day).to_string(), at.strftime("%H:%M").to_string())
}

fn zoned(at: Time, zone: &TimeZone) -> Option<Zoned> {
    jiff::Timestamp::from_millisecond(at.0).ok().map(|at| at.to_zoned(zone.clone()))
}

fn named((weekdays, months): &Names, at: &Zoned) -> (&'static str, &'static str) {
    let weekday = usize::try_from(at.weekday().to_monday_zero_offset()).ok().and_then(|place| weekdays.get(place));
    let month = usize::try_from(at.month() - 1).ok().and_then(|place| months.get(place));
    (weekday.copied().unwrap_or_default(), month.copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Friday, 20 November 2026, 14:00 UTC.
    const FRIDAY: Time = Time(1_795_183_200_000);
    /// Tuesday, 1 December 2026, 14:00 UTC.
    const FIRST: Time = Time(FRIDAY.0 + 11 * 86_400_000);

    #[test]
    fn each_language_writes_its_days_and_times() {
        for (language, friday, first, above_a_quote) in [
            (Language::English, "Friday, 20 November", "Tuesday, 1 December", "Fri 20 Nov 2026"),
            (Language::German, "Freitag, dem 20. November", "Dienstag, dem 1. Dezember", "20.11.2026"),
            (Language::French, "vendredi 20 novembre", "mardi 1er décembre", "20/11/2026"),
            (Language::Spanish, "viernes 20 de noviembre", "martes 1 de diciembre", "20/11/2026"),
        ] {
            assert_eq!(day(language, FRIDAY, &TimeZone::UTC), friday);
            assert_eq!(day(language, FIRST, &TimeZone::UTC), first);
            assert_eq!(day_and_time(language, FRIDAY, &TimeZone::UTC), (above_a_quote.to_owned(), "14:00".to_owned()));
        }
    }
}
