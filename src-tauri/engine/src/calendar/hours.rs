//! Working hours: when a due that is counted in hours or business days goes on running.
//!
//! An item that arrives on Friday at 17:30 and is due in an hour is due on Monday at 08:30, not on Friday night. Hours are real
//! hours, also on a day whose clock jumps.

use super::names;
use super::zone::{moment, zoned};
use api::Time;
use jiff::civil::{self, Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use std::fmt;

/// No sum of working hours looks further ahead than this, about ten years. It keeps every loop short, whatever is asked.
const HORIZON_DAYS: i64 = 3660;

const DAY_MINUTES: u16 = 24 * 60;

/// The hours in which the operator works: the same on each working day. There is at least one such day, and it is open for at
/// least a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    /// One bit for each day, Monday the lowest.
    days: u8,
    /// Minutes after midnight.
    from: u16,
    /// Minutes after midnight, more than `from`, at most 24:00.
    until: u16,
}

/// Words that are no working hours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not understood as working hours; write them as “mon-fri 08:00-18:00” or “mon,wed,fri 9:00-12:30”.")]
pub struct HoursError(String);

impl WorkingHours {
    /// Reads the form of the setting: days, then hours. Days are a list of names and ranges (`mon-thu,sat`, `sun-thu`), hours
    /// a span within one day, at most `00:00-24:00`.
    ///
    /// # Errors
    /// Any other words; hours that end before they begin. Night shifts over midnight cannot be said.
    pub fn parse(words: &str) -> Result<Self, HoursError> {
        Self::read(&words.trim().to_lowercase()).ok_or_else(|| HoursError(super::quoted(words)))
    }

    fn read(words: &str) -> Option<Self> {
        let (days, hours) = words.split_once(char::is_whitespace)?;
        let days = days.split(',').try_fold(0, |all, part| Some(all | day_bits(part)?))?;
        let (from, until) = hours.split_once(['-', '–'])?;
        let (from, until) = (minute_of_day(from.trim())?, minute_of_day(until.trim())?);
        (from < until).then_some(Self { days, from, until })
    }

    /// The local time at which the working day begins.
    pub fn opening(&self) -> civil::Time {
        civil::Time::midnight().wrapping_add(i64::from(self.from).minutes())
    }

    pub fn is_working_day(&self, day: Weekday) -> bool {
        self.days & bit(day) != 0
    }

    /// Whether `at` lies in working hours: the opening does, the closing does not.
    pub fn contains(&self, at: Time, zone: &TimeZone) -> bool {
        self.began_at(at, zone).is_some()
    }

    /// When the hours began in which `at` lies; none outside of them.
    pub fn began_at(&self, at: Time, zone: &TimeZone) -> Option<Time> {
        let (open, close) = self.window(zoned(at, zone).date(), zone)?;
        (open <= at && at < close).then_some(open)
    }

    /// The moment at which `ms` milliseconds of working time have passed since `start`. Outside working hours nothing counts,
    /// so a start at night is as good as the next opening. What ends exactly with a day is due at its closing, not at the
    /// next opening. Zero or less gives the start itself, or the next opening. Never further ahead than about ten years.
    #[must_use]
    pub fn add_working_ms(&self, start: Time, ms: i64, zone: &TimeZone) -> Time {
        let mut reached = start;
        let mut left = ms.max(0);
        for (open, close) in dates_from(zoned(start, zone).date()).filter_map(|date| self.window(date, zone)) {
            let begin = open.max(reached);
            if begin >= close {
                continue;
            }
            let room = close.ms_since(begin);
            if left <= room {
                return begin.plus_ms(left);
            }
            left -= room;
            reached = close;
        }
        reached
    }

    /// The same local time `n` working days later: one day after Friday 15:00 is Monday 15:00. A start outside working hours is
    /// first moved to the next opening, so one day after Saturday is Tuesday 08:00, and zero days after Saturday is Monday
    /// 08:00. Never further ahead than about ten years.
    #[must_use]
    pub fn add_business_days(&self, start: Time, n: u32, zone: &TimeZone) -> Time {
        let begin = self.add_working_ms(start, 0, zone);
        let local = zoned(begin, zone);
        let later = dates_from(local.date()).skip(1).filter(|date| self.is_working_day(date.weekday()));
        let n = usize::try_from(n).unwrap_or(usize::MAX);
        match later.take(n).last() {
            // At the end of the calendar the date stays behind; a due never moves back.
            Some(date) => moment(date.to_datetime(local.time()), zone).max(begin),
            None => begin,
        }
    }

    /// Opening and closing on a date; `None` on a day off. In a clock's jump the window can be empty.
    fn window(&self, date: Date, zone: &TimeZone) -> Option<(Time, Time)> {
        let at = |minute: u16| {
            let local = date.to_datetime(civil::Time::midnight());
            moment(local.saturating_add(SignedDuration::from_mins(i64::from(minute))), zone)
        };
        self.is_working_day(date.weekday()).then(|| (at(self.from), at(self.until)))
    }
}

/// Monday to Friday, 08:00 to 18:00.
impl Default for WorkingHours {
    fn default() -> Self {
        Self { days: 0b001_1111, from: 8 * 60, until: 18 * 60 }
    }
}

/// The form of the setting: [`WorkingHours::parse`] reads it back to the same hours.
impl fmt::Display for WorkingHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week: Vec<Weekday> = Weekday::Monday.cycle_forward().take(7).collect();
        // A run of working days that follow each other is written as a range.
        let runs = week.chunk_by(|a, b| self.is_working_day(*a) == self.is_working_day(*b));
        let mut separator = "";
        for run in runs {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            if !self.is_working_day(*first) {
                continue;
            }
            write!(f, "{separator}{}", names::short(*first))?;
            if first != last {
                write!(f, "-{}", names::short(*last))?;
            }
            separator = ",";
        }
        let (from, until) = (self.from, self.until);
        write!(f, " {:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

/// `date` and the days after it, up to the horizon or the end of the calendar.
fn dates_from(date: Date) -> impl Iterator<Item = Date> {
    (0..HORIZON_DAYS).map_while(move |n| date.checked_add(n.days()).ok())
}

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

/// `wed`, or a range that may run over the end of the week: `sun-thu`.
fn day_bits(words: &str) -> Option<u8> {
    let (first, last) = words.split_once(['-', '–']).unwrap_or((words, words));
    let (first, last) = (names::weekday(first.trim())?, names::weekday(last.trim())?);
    let n_days = usize::try_from(first.until(last)).ok()? + 1;
    Some(first.cycle_forward().take(n_days).fold(0, |all, day| all | bit(day)))
}

/// `8`, `08:00` or `24:00` as minutes after midnight.
fn minute_of_day(words: &str) -> Option<u16> {
    let (hour, minute) = words.split_once(':').unwrap_or((words, "00"));
    let digits = |part: &str, longest: usize| {
        let plain = !part.is_empty() && part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit());
        if plain { part.parse::<u16>().ok() } else { None }
    };
    let minute = if minute.len() == 2 { digits(minute, 2)? } else { return None };
    let total = digits(hour, 2)? * 60 + minute;
    (minute < 60 && total <= DAY_MINUTES).then_some(total)
}

#[cfg(test)]
mod tests;
