//! Snooze in plain words: "tomorrow", "mon 9", "3d", "18:00" become a moment.
//!
//! Two steps: [`words`] turns the words into a phrase without knowing what day it is, and this file turns the phrase into a
//! moment in the operator's zone. What is said, and what it means:
//!
//! * A day without a time means the opening of the working day; a bare hour is on the 24-hour clock, so "mon 9" is 09:00.
//! * A weekday is the next one *after* today, with or without "next": on a Monday "mon" and "mon 18:00" are a week away, and
//!   later today is said as "18:00". Coming back too late is worse than having to say "in 2 weeks".
//! * A time alone is today, or tomorrow once it is past. "tonight" and "this evening" are today only.
//! * "3d" and "2w" keep the local time of now, also over a change of the clock; "3d 9:00" gives another. "2h" and "45m" are
//!   real time.
//! * A date without a year is the next one to come. Dates in figures are year-month-day only: 3/4 has two meanings.

mod tokens;
mod words;

#[cfg(test)]
mod tests;

use super::WorkingHours;
use super::zone::{moment, zoned};
use api::Time;
use jiff::civil::{self, Date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use words::{Clock, Day, Phrase};

/// 366 days, so that "1 dec" said on the first of December still finds the next one in a leap year.
const LONGEST_MS: i64 = 366 * 24 * 3_600_000;

/// Days further ahead than this are not even computed; they are refused as too far in any case.
const MOST_DAYS: u32 = 1000;

/// Why words are no moment to snooze until. Each prints as one sentence with the operator's words and what to say instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnoozeError {
    #[error(
        "“{0}” is not understood; say “tomorrow 9:00”, “mon 14:30”, “next week”, “3d”, “2h”, “18:00”, “1 dec” or “2026-12-01 09:00”."
    )]
    NotUnderstood(String),
    #[error("“{0}” is already past; say a later moment such as “tomorrow 9:00”, “2h” or “mon 14:30”.")]
    Past(String),
    #[error("“{0}” is more than a year ahead; say an earlier moment such as “next week”, “3d” or “1 dec”.")]
    TooFar(String),
}

/// The moment that plain words mean, said at `now` by an operator in `zone` who works `hours`. In any case, with any white
/// space; a moment as RFC 3339 with its offset is understood as well.
///
/// # Errors
/// Words that are not understood, and moments that are not after `now` or more than 366 days after it.
pub fn parse_snooze(words: &str, now: Time, zone: &TimeZone, hours: &WorkingHours) -> Result<Time, SnoozeError> {
    let here = Here { now, local: zoned(now, zone), zone, hours };
    let until = match words.trim().parse::<Timestamp>() {
        Ok(exact) => Found::At(Time(exact.as_millisecond())),
        Err(_) => words::read(words).map_or(Found::Nothing, |phrase| here.resolve(&phrase)),
    };
    match until {
        Found::Nothing => Err(SnoozeError::NotUnderstood(super::quoted(words))),
        Found::At(until) if until <= now => Err(SnoozeError::Past(super::quoted(words))),
        Found::At(until) if until.ms_since(now) <= LONGEST_MS => Ok(until),
        Found::At(_) | Found::Beyond => Err(SnoozeError::TooFar(super::quoted(words))),
    }
}

/// What a phrase comes to, before the limits are looked at.
enum Found {
    At(Time),
    /// Further ahead than is worth computing.
    Beyond,
    /// The words name no moment at all: the 31st of February.
    Nothing,
}

/// Where and when the words are said.
struct Here<'a> {
    now: Time,
    /// `now` on the operator's clock.
    local: Zoned,
    zone: &'a TimeZone,
    hours: &'a WorkingHours,
}

impl Here<'_> {
    fn resolve(&self, phrase: &Phrase) -> Found {
        match *phrase {
            Phrase::Ahead { days, minutes } => self.ahead(days, minutes),
            Phrase::Clock(clock) => {
                let today = self.at(self.local.date(), clock);
                if today > self.now { Found::At(today) } else { Found::At(self.at(self.in_days(1), clock)) }
            }
            Phrase::Day { day: Day::Yearly { month, day }, clock } => self.yearly(month, day, clock),
            Phrase::Day { day, clock } => match self.date(day) {
                Some(date) => Found::At(self.at(date, clock)),
                None => Found::Beyond,
            },
        }
    }

    fn ahead(&self, days: u32, minutes: u32) -> Found {
        if days > MOST_DAYS {
            return Found::Beyond;
        }
        // Without days nothing is taken from the wall clock: it would lose which of two equal hours it is in autumn.
        let start = match days {
            0 => self.now,
            _ => moment(self.in_days(days).to_datetime(self.local.time()), self.zone),
        };
        Found::At(start.plus_ms(i64::from(minutes).saturating_mul(60_000)))
    }

    /// `None` for a day too far ahead. A day of each year is not one date and is handled by [`Here::yearly`].
    fn date(&self, day: Day) -> Option<Date> {
        let today = self.local.date().weekday();
        match day {
            Day::In(days) => (days <= MOST_DAYS).then(|| self.in_days(days)),
            Day::On(weekday) => {
                let days = u32::try_from(today.until(weekday)).ok()?;
                Some(self.in_days(if days == 0 { 7 } else { days }))
            }
            Day::NextWeek => {
                let since_monday = u32::try_from(today.to_monday_zero_offset()).ok()?;
                Some(self.in_days(7 - since_monday))
            }
            Day::Date(date) => Some(date),
            Day::Yearly { .. } => None,
        }
    }

    /// The next time that this day of the year comes.
    fn yearly(&self, month: i8, day: i8, clock: Clock) -> Found {
        let year = self.local.year();
        let coming = [year, year.saturating_add(1)]
            .into_iter()
            .filter_map(|year| Date::new(year, month, day).ok())
            .map(|date| self.at(date, clock))
            .find(|at| *at > self.now);
        match coming {
            Some(at) => Found::At(at),
            // The 29th of February exists, only not soon; the 30th never does.
            None if Date::new(2024, month, day).is_ok() => Found::Beyond,
            None => Found::Nothing,
        }
    }

    fn in_days(&self, days: u32) -> Date {
        self.local.date().saturating_add(i64::from(days.min(MOST_DAYS)).days())
    }

    fn at(&self, date: Date, clock: Clock) -> Time {
        let time: civil::Time = match clock {
            Clock::Opening => self.hours.opening(),
            Clock::At(time) => time,
        };
        moment(date.to_datetime(time), self.zone)
    }
}
