//! A moment, as it stands in the database and in JSON: unix milliseconds, UTC.

use serde::{Deserialize, Serialize};

/// Unix milliseconds, UTC. Zones and calendars are the engine's business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    /// This moment moved by `ms` milliseconds; saturates at the ends of time instead of wrapping.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        self.plus_ms(seconds.saturating_mul(1000))
    }

    /// Milliseconds from `earlier` to this moment; negative where this one is before it.
    pub const fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl From<i64> for Time {
    fn from(ms: i64) -> Self {
        Self(ms)
    }
}
