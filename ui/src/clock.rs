//! The time of day, for words like "12 min late". The engine's clock decides; this one only words.

use api::{Time, text};
use leptos::prelude::*;
use std::time::Duration;

/// Words change by the minute, so this is often enough.
const TICK: Duration = Duration::from_secs(15);
const SECOND: Duration = Duration::from_millis(250);

/// The present moment as the workspace sees it.
#[derive(Clone, Copy)]
pub struct Clock {
    now: RwSignal<Time>,
    /// How far the workspace's clock is ahead of the machine's, in milliseconds: nothing, but in a demo.
    ahead_ms: StoredValue<i64>,
}

impl Clock {
    /// A clock that moves on by itself.
    pub fn start() -> Self {
        let clock = Self { now: RwSignal::new(read()), ahead_ms: StoredValue::new(0) };
        let ticking = set_interval_with_handle(move || clock.tick(), TICK);
        on_cleanup(move || {
            if let Ok(ticking) = ticking {
                ticking.clear();
            }
        });
        clock
    }

    pub fn now(self) -> ReadSignal<Time> {
        self.now.read_only()
    }

    /// The present second, for a countdown; moves on for as long as the part of the page that asks is shown.
    pub fn seconds(self) -> ReadSignal<Time> {
        let now = RwSignal::new(self.read());
        let ticking = set_interval_with_handle(
            move || {
                let _gone = now.try_set(self.read());
            },
            SECOND,
        );
        on_cleanup(move || {
            if let Ok(ticking) = ticking {
                ticking.clear();
            }
        });
        now.read_only()
    }

    fn read(self) -> Time {
        read().plus_ms(self.ahead_ms.try_get_value().unwrap_or_default())
    }

    /// Takes the engine's word for what time it is; none where it is the machine's.
    pub fn set(self, shown: Option<Time>) {
        let ahead = shown.map_or(0, |shown| shown.ms_since(read()));
        if self.ahead_ms.try_update_value(|known| *known = ahead).is_some() {
            self.tick();
        }
    }

    fn tick(self) {
        // A clock that went with its page has nobody to tell.
        let _gone = self.now.try_set(self.read());
    }
}

/// The time of day on this machine: `14:02`, with the day where it is not that of `now`: `Fri 20 Nov, 14:02`.
pub fn of_day(at: Time, now: Time) -> String {
    let date = |time: Time| js_sys::Date::new(&(time.0 as f64).into());
    let (at, now) = (date(at), date(now));
    let day = |date: &js_sys::Date| (date.get_full_year(), date.get_month(), date.get_date());
    let is_today = day(&at) == day(&now);
    text::time_of_day((!is_today).then(|| (at.get_day(), at.get_date(), at.get_month())), at.get_hours(), at.get_minutes())
}

fn read() -> Time {
    // Milliseconds since 1970 fit into a double exactly until long after the calendar ends.
    Time(js_sys::Date::now() as i64)
}
