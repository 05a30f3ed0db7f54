//! The time, as the engine is told it. All logic asks [`Clock`]; the one call to the machine's clock is here.

use api::Time;
use std::fmt::Debug;

/// Where `now` comes from.
pub trait Clock: Send + Sync + Debug {
    fn now(&self) -> Time;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> Time {
        Time(jiff::Timestamp::now().as_millisecond())
    }
}

/// A moment that does not move, for one command of the command line.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Time);

impl Clock for FixedClock {
    fn now(&self) -> Time {
        self.0
    }
}

/// Reads a moment as people and scripts write it: `2026-11-20T14:00:00Z`, with any offset.
pub fn parse_time(words: &str) -> Option<Time> {
    words.trim().parse::<jiff::Timestamp>().ok().map(|at| Time(at.as_millisecond()))
}

/// A moment as a zone shows it, for a terminal: `Fri 20 Nov 2026 14:00`. No name, or an unknown one, is the machine's zone.
pub fn show_in(at: Time, zone: &str) -> String {
    let zone = crate::calendar::zone(zone).unwrap_or_else(|_| jiff::tz::TimeZone::system());
    crate::moment(at, &zone)
}
