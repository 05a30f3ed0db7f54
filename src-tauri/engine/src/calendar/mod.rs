//! The operator's time: zone, working hours, and moments in plain words.
//!
//! ```text
//! api::Time (unix ms, UTC) ──zone──▶ what the operator's clock shows ──▶ working hours, "mon 9", Date: header
//!                          ◀───────
//! ```
//!
//! Everything else in the engine counts in UTC; only here does a day have a name. Pure: `now` is an argument, and every
//! loop ends, whatever the input. Where the clock jumps ahead, a local time that does not exist is the same time after the
//! jump (02:30 becomes 03:30); where it is put back, a local time that comes twice is the first of the two.

mod hours;
mod names;
mod slots;
mod snooze;
mod wished;
mod written;
mod zone;

pub use hours::{HoursError, WorkingHours};
pub use slots::{Worker, slots};
pub use snooze::{SnoozeError, parse_snooze};
pub use wished::wished;
pub use written::{day, day_and_time};
pub use zone::{UnknownZone, after_return, at_local, date_header, first_morning, fixed_zone, local, start_of_day, zone};

/// How much of what the operator typed is said back in an error.
const QUOTED_CHARS: usize = 60;

/// The operator's own words for an error sentence: on one line, without control characters, cut to 60 characters.
fn quoted(words: &str) -> String {
    let clean = words.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut cut: String = clean.clone().take(QUOTED_CHARS).collect();
    if clean.count() > QUOTED_CHARS {
        cut.push('…');
    }
    cut
}
