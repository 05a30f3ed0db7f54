//! Days in a sentence, as people write them in six languages.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::super::words;

/// A day in a sentence and the words that name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub start: usize,
    pub end: usize,
    pub date: Date,
    /// Whether it ends a span that is written as one: `3.-20. November`.
    pub ends_span: bool,
    /// Whether only the month is named, with its year: the day is its first.
    pub is_month: bool,
}

/// Which number stands first where both could be the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    Unknown,
}

/// A day that was over so long ago that its next return means nothing: the notice is an old one.
const YEAR_ROUND: i32 = 330;
/// How far ahead a day may lie for one of two readings to be taken.
const NEAR: i32 = 180;

/// The words of a sentence, folded, with the marks that dates are written with.
pub(super) fn tokens(sentence: &str) -> Vec<String> {
    const TOKEN_LIMIT: usize = 400;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '\u{300}'..='\u{36F}');
    let words = sentence.split(|c: char| !is_part(c)).map(|word| word.trim_matches(['/', '-'])).filter(|word| !word.is_empty());
    let folded = words.map(|word| {
        if word.starts_with(|c: char| c.is_ascii_digit()) { word.to_lowercase() } else { words::fold(word.trim_end_matches('.')) }
    });
    // A hyphen within words is a space.
    folded
        .flat_map(|word| word.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
        .take(TOKEN_LIMIT)
        .collect()
}

/// All days in these words, in order. One without a year is the next such day from `written_on` on.
pub(super) fn days(tokens: &[String], written_on: Date, order: Order) -> Vec<Day> {
    let mut found: Vec<Day> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        let day = named(rest, written_on).or_else(|| numeric(rest, written_on, order)).or_else(|| weekday(rest, written_on));
        let day = day.map(|(date, n, ends_span)| Day { start: at, end: at + n, date, ends_span, is_month: false });
        match day.or_else(|| whole_month(tokens, at)) {
            Some(day) => {
                at = day.end;
                found.push(day);
            }
            None => at += 1,
        }
    }
    found
}

fn word(tokens: &[String], at: usize) -> &str {
    tokens.get(at).map(String::as_str).unwrap_or_default()
}

/// `23 November 2026`, `23. Nov.`, `23rd of November`, `November 23rd, 2026`, `23 de noviembre de 2026`, `3-20 November`.
fn named(tokens: &[String], written_on: Date) -> Option<(Date, usize, bool)> {
    let is_link = |word: &str| matches!(word, "of" | "de" | "del" | "the");
    if let Some(month) = month(word(tokens, 0)) {
        let at = 1 + usize::from(is_link(word(tokens, 1)));
        let (day, ends_span) = day_number(word(tokens, at))?;
        let (year, n) = year_at(tokens, at + 1);
        return Some((dated(year, month, day, written_on)?, n, ends_span));
    }
    let (day, ends_span) = day_number(word(tokens, 0))?;
    let at = 1 + usize::from(is_link(word(tokens, 1)));
    let month = month(word(tokens, at))?;
    let (year, n) = year_at(tokens, at + 1);
    Some((dated(year, month, day, written_on)?, n, ends_span))
}

/// `March 2027`, `marzo de 2027`. Its end is its last day: `end of March 2027`, `Ende März 2027`, `through March 2027`. What lies
/// in its midst is no day that could be told.
fn whole_month(tokens: &[String], at: usize) -> Option<Day> {
    const NEAR: usize = 3;
    let month = month(word(tokens, at))?;
    let (year, end) = year_at(tokens, at + 1);
    let first = Date::new(year?, month, 1).ok()?;
    let before = tokens.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let has = |words: &[&str]| before.iter().any(|word| words.contains(&word.as_str()));
    // "Mi" in front of a month is French; elsewhere it is somebody's.
    if has(&["mid", "middle", "mitte", "milieu", "mediados", "meados", "half", "medio"])
        || before.last().is_some_and(|word| word == "mi")
    {
        return None;
    }
    const TO_ITS_END: [&str; 14] = [
        "end",
        "ende",
        "fin",
        "final",
        "finales",
        "fines",
        "eind",
        "through",
        "thru",
        "including",
        "einschliesslich",
        "inklusive",
        "inclusive",
        "inclus",
    ];
    let is_month = !has(&TO_ITS_END);
    let date = if is_month { first } else { first.last_of_month() };
    Some(Day { start: at, end, date, ends_span: false, is_month })
}

/// The year at that place, if there is one, and where what follows begins.
fn year_at(tokens: &[String], at: usize) -> (Option<i16>, usize) {
    let skipped = at + usize::from(matches!(word(tokens, at), "de" | "del"));
    match word(tokens, skipped).trim_end_matches('.').parse::<i16>() {
        Ok(year @ 2000..=2199) => (Some(year), skipped + 1),
        _ => (None, at),
    }
}

/// `23`, `23.`, `23rd`, `1er`; of `3-20` and `3.-20.` the second.
fn day_number(word: &str) -> Option<(i8, bool)> {
    let (ends_span, last) = word.rsplit_once('-').map_or((false, word), |(_, last)| (true, last));
    let digits = last.trim_end_matches(|c: char| !c.is_ascii_digit());
    let suffix = last.get(digits.len()..)?;
    let is_day = matches!(suffix, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "e" | "o" | "º" | "ª" | "ten" | "ter");
    digits.parse().ok().filter(|day| is_day && (1..=31).contains(day)).map(|day| (day, ends_span))
}

/// Whether the word, folded, names a month or a day of the week.
pub(super) fn is_name(word: &str) -> bool {
    month(word).is_some() || weekday_of(word).is_some()
}

fn month(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "jan january januar janner janvier janv ene enero janeiro januari",
        "feb february februar fevrier fev fevr febrero fevereiro februari",
        "march marz mrz mars marzo marco maart mar maerz",
        "apr april avril avr abril abr",
        "may mai mayo maio mei",
        "jun june juni juin junio junho",
        "jul july juli juillet juil julio julho",
        "aug august aout ago agosto augustus",
        "sep sept september septembre septiembre setembro set",
        "oct october okt oktober octobre octubre outubro out",
        "nov november novembre noviembre novembro",
        "dec december dez dezember decembre dic diciembre dezembro",
    ];
    let at = NAMES.iter().position(|names| !word.is_empty() && names.split(' ').any(|name| name == word))?;
    i8::try_from(at + 1).ok()
}

/// `23.11.`, `23.11.2026`, `23/11/2026`, `2026-11-23`, `23.11`.
fn numeric(tokens: &[String], written_on: Date, order: Order) -> Option<(Date, usize, bool)> {
    let whole = word(tokens, 0);
    if !whole.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word(tokens, 1), "am" | "pm" | "uhr" | "h" | "hrs")
            && !whole.ends_with('.')
            && whole.matches(['.', '/']).count() < 2
    {
        return None;
    }
    let (ends_span, word) = match whole.rsplit_once('-') {
        Some((first, last)) if last.trim_end_matches('.').contains(['.', '/']) && first.len() <= 10 => (true, last),
        _ => (false, whole),
    };
    let word = if word.contains('/') || word.contains('-') { word.trim_end_matches('.') } else { word };
    let mark = word.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = word.trim_end_matches(mark).split(mark).collect();
    let number = |at: usize| parts.get(at).filter(|part| (1..=4).contains(&part.len())).and_then(|part| part.parse::<i16>().ok());
    let (first, second) = (number(0)?, number(1)?);
    if parts.first().is_some_and(|part| part.len() == 4) {
        return Some((Date::new(first, i8::try_from(second).ok()?, i8::try_from(number(2)?).ok()?).ok()?, 1, ends_span));
    }
    // "23-11" alone is a span of numbers, "4/5" a fraction; a dot behind the month is a date's.
    let year = match parts.len() {
        3 => Some(number(2).map(|year| if year < 100 { 2000 + year } else { year })?),
        2 if mark == '.' || mark == '/' => None,
        _ => return None,
    };
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    let day_first = dated(year, second, first, written_on);
    let month_first = dated(year, first, second, written_on);
    let date = match (day_first, month_first) {
        (Some(date), _) if mark == '.' || order == Order::DayFirst => Some(date),
        (Some(one), Some(other)) if one == other => Some(one),
        (Some(one), Some(other)) => match (is_near(one, written_on), is_near(other, written_on)) {
            (true, false) => Some(one),
            (false, true) => Some(other),
            _ => None,
        },
        (one, other) => one.or(if mark == '.' { None } else { other }),
    }?;
    Some((date, 1, ends_span))
}

fn is_near(date: Date, written_on: Date) -> bool {
    let days = days_between(written_on, date);
    days > 0 && days <= NEAR
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span: Span| span.get_days())
}

fn dated(year: Option<i16>, month: i8, day: i8, written_on: Date) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let this_year = Date::new(written_on.year(), month, day).ok();
    let next = || Date::new(written_on.year().checked_add(1)?, month, day).ok();
    let date = this_year.filter(|date| *date >= written_on).or_else(next)?;
    (days_between(written_on, date) <= YEAR_ROUND).then_some(date)
}

fn weekday_of(word: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday montag lundi lunes segunda maandag montags", Weekday::Monday),
        ("tuesday tue tues dienstag mardi martes terca dinsdag", Weekday::Tuesday),
        ("wednesday wed mittwoch mercredi miercoles quarta woensdag", Weekday::Wednesday),
        ("thursday thu thur thurs donnerstag jeudi jueves quinta donderdag", Weekday::Thursday),
        ("friday fri freitag vendredi viernes sexta vrijdag", Weekday::Friday),
        ("saturday sat samstag sonnabend samedi sabado zaterdag", Weekday::Saturday),
        ("sunday sonntag dimanche domingo zondag", Weekday::Sunday),
    ];
    NAMES.iter().find(|(names, _)| names.split(' ').any(|known| known == word)).map(|(_, weekday)| *weekday)
}

/// A weekday alone is the next one behind `written_on`; in front of a date it is part of that.
fn weekday(tokens: &[String], written_on: Date) -> Option<(Date, usize, bool)> {
    let name = word(tokens, 0);
    let tomorrow = matches!(name, "tomorrow" | "demain" | "manana" | "amanha") || name == "morgen" && word(tokens, 1) == "wieder";
    if tomorrow {
        return Some((written_on.tomorrow().ok()?, 1, false));
    }
    let weekday = weekday_of(name)?;
    let is_named_on = (1..=3).any(|at| {
        let word = word(tokens, at);
        word.starts_with(|c: char| c.is_ascii_digit()) || month(word).is_some()
    });
    if is_named_on {
        return None;
    }
    let mut date = written_on;
    for _ in 0..7 {
        date = date.checked_add(1.day()).ok()?;
        if date.weekday() == weekday {
            break;
        }
    }
    Some((date, 1, false))
}
