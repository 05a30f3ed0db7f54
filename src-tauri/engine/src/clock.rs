//! The time, as the engine is told it. All logic asks [`Clock`]; the one call to the machine's clock is here.

use api::Time;
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Where `now` comes from.
pub trait Clock: Send + Sync + Debug {
    fn now(&self) -> Time;

    /// Whether a demo workspace may show another time than this one. Not where somebody said what the time is.
    fn may_be_shifted(&self) -> bool {
        true
    }

    /// How long to wait on this machine until so much more time is over here. A clock that is moved by hand moves on at once.
    fn wait_for(&self, time: Duration) -> Duration {
        time
    }
}

/// The clock of a workspace: that of its host, and in a demo as far away from it as when the demo was made.
#[derive(Debug)]
pub struct WorkspaceClock {
    host: Arc<dyn Clock>,
    shift_ms: AtomicI64,
}

impl WorkspaceClock {
    pub fn new(host: Arc<dyn Clock>) -> Self {
        Self { host, shift_ms: AtomicI64::new(0) }
    }

    /// The host's time, whatever this clock shows.
    pub fn of_host(&self) -> Time {
        self.host.now()
    }

    /// Whether it shows another time than the host's.
    pub fn is_shifted(&self) -> bool {
        self.shift_ms.load(Ordering::SeqCst) != 0
    }

    /// Shows another time from now on, so many milliseconds after the host's.
    pub fn shift(&self, ms: i64) {
        if self.host.may_be_shifted() {
            self.shift_ms.store(ms, Ordering::SeqCst);
        }
    }
}

impl Clock for WorkspaceClock {
    fn now(&self) -> Time {
        self.host.now().plus_ms(self.shift_ms.load(Ordering::SeqCst))
    }

    fn wait_for(&self, time: Duration) -> Duration {
        self.host.wait_for(time)
    }
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

    fn may_be_shifted(&self) -> bool {
        false
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
