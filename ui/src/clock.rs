//! The time of day, for words like "12 min late". The engine's clock decides; this one only words.

use api::Time;
use leptos::prelude::*;
use std::time::Duration;

/// Words change by the minute, so this is often enough.
const TICK: Duration = Duration::from_secs(15);

/// The present moment, which moves on by itself.
pub fn now() -> ReadSignal<Time> {
    let (now, set_now) = signal(read());
    let ticking = set_interval_with_handle(move || set_now.set(read()), TICK);
    on_cleanup(move || {
        if let Ok(ticking) = ticking {
            ticking.clear();
        }
    });
    now
}

fn read() -> Time {
    // Milliseconds since 1970 fit into a double exactly until long after the calendar ends.
    Time(js_sys::Date::now() as i64)
}
