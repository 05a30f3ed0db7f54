//! The grammar of snooze words: from text to a phrase, without knowing what day it is.
//!
//! A phrase is a few terms in any order ("9:00 mon", "on monday at 9"). Two terms that say the same kind of thing contradict
//! each other, and one unknown word refuses the whole: a guess would let an item sleep over its day.

use super::super::names;
use super::tokens::Token::{Mark, Number, Word};
use super::tokens::{Token, tokens};
use jiff::civil::{Date, Time, Weekday};

/// What the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// From now on: days on the calendar, then minutes of real time.
    Ahead {
        days: u32,
        minutes: u32,
    },
    /// The next time that the clock shows this.
    Clock(Clock),
    Day {
        day: Day,
        clock: Clock,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// This many days after today; zero is today.
    In(u32),
    On(Weekday),
    /// The next Monday after today.
    NextWeek,
    Date(Date),
    /// A day that comes each year; whether it exists is not checked here.
    Yearly {
        month: i8,
        day: i8,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// When the working day begins.
    Opening,
    At(Time),
}

/// Reads words; `None` where they are not understood.
pub(super) fn read(words: &str) -> Option<Phrase> {
    let words = words.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let tokens = tokens(&words);
    let mut rest = tokens.as_slice();
    let mut said = Said::default();
    while !rest.is_empty() {
        let (term, after) = term(rest)?;
        said.take(term)?;
        rest = after;
    }
    said.phrase()
}

enum Term {
    /// A word without a meaning of its own, as "on".
    Filler,
    Day(Day),
    Clock(Clock),
    /// A number that is an hour only after a day: "mon 9", but not "9" and not "3 mon".
    BareHour(Clock),
    /// A time of today, as "tonight".
    Today(Clock),
    Ahead(Ahead),
}

#[derive(Clone, Copy)]
struct Ahead {
    days: u32,
    minutes: u32,
}

/// A term, and the tokens after it.
type Read<'t, 'a> = Option<(Term, &'t [Token<'a>])>;

fn term<'t, 'a>(tokens: &'t [Token<'a>]) -> Read<'t, 'a> {
    if let Some((time, rest)) = exact_time(tokens) {
        return Some((Term::Clock(Clock::At(time)), rest));
    }
    Some(match tokens {
        [Number(year, 4), Mark('-'), Number(month, _), Mark('-'), Number(day, _), rest @ ..] => {
            // In "2026-12-01T09:00" a letter joins the date and the time.
            let rest = rest.strip_prefix(&[Word("t")]).unwrap_or(rest);
            (Term::Day(Day::Date(date(*year, i8::try_from(*month).ok()?, *day)?)), rest)
        }
        [Number(value, _), rest @ ..] => return counted(*value, rest),
        [Word("at"), Number(hour, 1 | 2), rest @ ..] if exact_time(tokens.get(1..)?).is_none() => {
            (Term::Clock(Clock::At(time(*hour, 0)?)), rest)
        }
        [Word("a" | "an"), Word(unit), rest @ ..] => (Term::Ahead(ahead(1, unit)?), rest),
        [Word("next"), Word("week"), rest @ ..] => (Term::Day(Day::NextWeek), rest),
        [Word("next"), Word(name), rest @ ..] => (Term::Day(Day::On(names::weekday(name)?)), rest),
        [Word("this"), Word(name), rest @ ..] => match part_of_day(name) {
            Some(clock) => (Term::Today(clock), rest),
            None => (Term::Day(Day::On(names::weekday(name)?)), rest),
        },
        [Word("tonight"), rest @ ..] => (Term::Today(part_of_day("evening")?), rest),
        [Word("today"), rest @ ..] => (Term::Day(Day::In(0)), rest),
        [Word("tomorrow" | "tmrw" | "tmr" | "tom"), rest @ ..] => (Term::Day(Day::In(1)), rest),
        [Word("on" | "at" | "in" | "the" | "until" | "till"), rest @ ..] => (Term::Filler, rest),
        [Word(name), rest @ ..] => return named(name, rest),
        _ => return None,
    })
}

/// A time that cannot be anything else: `9:00`, `14:30`, `9am`, `9:30 pm`.
fn exact_time<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(Time, &'t [Token<'a>])> {
    let (time, rest) = match tokens {
        [Number(hour, 1 | 2), Mark(':'), Number(minute, 2), rest @ ..] => (time(*hour, *minute)?, rest),
        [Number(hour, 1 | 2), rest @ ..] if matches!(rest, [Word("am" | "pm"), ..]) => (time(*hour, 0)?, rest),
        _ => return None,
    };
    // Twelve comes before one on this clock: 12am is midnight, 12pm is noon, and there is no 0pm or 13pm.
    let hour = match (rest, time.hour()) {
        ([Word("am"), ..], 12) => 0,
        ([Word("am"), ..], hour @ 1..12) => hour,
        ([Word("pm"), ..], 12) => 12,
        ([Word("pm"), ..], hour @ 1..12) => hour + 12,
        ([Word("am" | "pm"), ..], _) => return None,
        _ => return Some((time, rest)),
    };
    Some((time.with().hour(hour).build().ok()?, rest.get(1..)?))
}

/// A number that begins neither a date in figures nor an exact time: "3d", "1 dec", or a bare hour.
fn counted<'t, 'a>(value: u32, rest: &'t [Token<'a>]) -> Read<'t, 'a> {
    let of_month = match rest {
        [Word("st" | "nd" | "rd" | "th"), rest @ ..] => rest,
        _ => rest,
    };
    if let [Word(name), rest @ ..] = of_month
        && let Some(month) = names::month(name)
    {
        return dated(month, value, rest);
    }
    if let [Word(unit), rest @ ..] = rest
        && let Some(ahead) = ahead(value, unit)
    {
        return Some((Term::Ahead(ahead), rest));
    }
    Some((Term::BareHour(Clock::At(time(value, 0)?)), rest))
}

/// A word that stands for a day or a time, or the month before its day.
fn named<'t, 'a>(name: &str, rest: &'t [Token<'a>]) -> Read<'t, 'a> {
    if let Some(weekday) = names::weekday(name) {
        return Some((Term::Day(Day::On(weekday)), rest));
    }
    if let Some(clock) = part_of_day(name) {
        return Some((Term::Clock(clock), rest));
    }
    let month = names::month(name)?;
    match rest {
        [Number(day, _), Word("st" | "nd" | "rd" | "th"), rest @ ..] | [Number(day, _), rest @ ..] => dated(month, *day, rest),
        _ => None,
    }
}

/// A day of a month, and its year where four digits follow.
fn dated<'t, 'a>(month: i8, day: u32, rest: &'t [Token<'a>]) -> Read<'t, 'a> {
    match rest {
        [Number(year, 4), rest @ ..] => Some((Term::Day(Day::Date(date(*year, month, day)?)), rest)),
        _ => Some((Term::Day(Day::Yearly { month, day: i8::try_from(day).ok()? }), rest)),
    }
}

fn part_of_day(name: &str) -> Option<Clock> {
    Some(match name {
        "morning" => Clock::Opening,
        "noon" => Clock::At(time(12, 0)?),
        "afternoon" => Clock::At(time(14, 0)?),
        "evening" => Clock::At(time(18, 0)?),
        _ => return None,
    })
}

/// An amount too great for its unit saturates: it is too far ahead either way.
fn ahead(n: u32, unit: &str) -> Option<Ahead> {
    Some(match unit {
        "m" | "min" | "mins" | "minute" | "minutes" => Ahead { days: 0, minutes: n },
        "h" | "hr" | "hrs" | "hour" | "hours" => Ahead { days: 0, minutes: n.saturating_mul(60) },
        "d" | "day" | "days" => Ahead { days: n, minutes: 0 },
        "w" | "wk" | "wks" | "week" | "weeks" => Ahead { days: n.saturating_mul(7), minutes: 0 },
        _ => return None,
    })
}

fn time(hour: u32, minute: u32) -> Option<Time> {
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

fn date(year: u32, month: i8, day: u32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month, i8::try_from(day).ok()?).ok()
}

/// The terms so far.
#[derive(Default)]
struct Said {
    day: Option<Day>,
    clock: Option<Clock>,
    ahead: Option<Ahead>,
}

impl Said {
    /// `None` where the term says again what was said already.
    fn take(&mut self, term: Term) -> Option<()> {
        match term {
            Term::Filler => Some(()),
            Term::Day(day) => put(&mut self.day, day),
            Term::Clock(clock) => put(&mut self.clock, clock),
            Term::BareHour(clock) => self.day.and_then(|_| put(&mut self.clock, clock)),
            Term::Today(clock) => put(&mut self.day, Day::In(0)).and_then(|()| put(&mut self.clock, clock)),
            Term::Ahead(more) => {
                let so_far = self.ahead.unwrap_or(Ahead { days: 0, minutes: 0 });
                let days = so_far.days.saturating_add(more.days);
                self.ahead = Some(Ahead { days, minutes: so_far.minutes.saturating_add(more.minutes) });
                Some(())
            }
        }
    }

    fn phrase(self) -> Option<Phrase> {
        match (self.ahead, self.day, self.clock) {
            (Some(Ahead { days, minutes }), None, None) => Some(Phrase::Ahead { days, minutes }),
            (Some(Ahead { days, minutes: 0 }), None, Some(clock)) => Some(Phrase::Day { day: Day::In(days), clock }),
            (None, Some(day), clock) => Some(Phrase::Day { day, clock: clock.unwrap_or(Clock::Opening) }),
            (None, None, Some(clock)) => Some(Phrase::Clock(clock)),
            _ => None,
        }
    }
}

fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value);
    Some(())
}
