//! Whether a source has gone quiet: nothing came for three times as long as is usual at this time of the week. Values only.

use api::Time;

const WEEK_MS: i64 = 7 * 24 * 3_600_000;
/// How many weeks back are looked at, and of how many something must be known.
pub const WEEKS: i64 = 8;
const WEEKS_AT_LEAST: usize = 4;
/// How many times the usual interval is quiet.
const TIMES: i64 = 3;
/// Less than this is no quiet, however much comes in otherwise.
const AT_LEAST_MS: i64 = 3_600_000;

/// A source from which nothing comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// When something last came.
    pub since: Time,
    pub usual_ms: i64,
}

/// Looks at the interval without anything that each of the last weeks had at this very time: their median is what is usual. So
/// nights and weekends are as quiet as they always are. None where it is not quiet, or too little is known.
pub fn quiet(arrivals: &mut [Time], now: Time) -> Option<Quiet> {
    arrivals.sort_unstable();
    let since = *arrivals.last()?;
    let mut intervals: Vec<i64> = (1..=WEEKS).filter_map(|week| interval_at(arrivals, now.plus_ms(-week * WEEK_MS))).collect();
    if intervals.len() < WEEKS_AT_LEAST {
        return None;
    }
    intervals.sort_unstable();
    let usual_ms = *intervals.get(intervals.len() / 2)?;
    let silent_ms = now.ms_since(since);
    (silent_ms > AT_LEAST_MS.max(TIMES * usual_ms)).then_some(Quiet { since, usual_ms })
}

/// How long nothing came around that moment; none before the first.
fn interval_at(arrivals: &[Time], moment: Time) -> Option<i64> {
    let after = arrivals.partition_point(|at| *at <= moment);
    let (before, next) = (arrivals.get(after.checked_sub(1)?)?, arrivals.get(after)?);
    Some(next.ms_since(*before))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;
    /// A Monday.
    const NOW: Time = Time(1_795_435_200_000 + 12 * HOUR);

    /// Something each half hour of ten working hours of each working day, up to so many hours before now.
    fn busy(hours_of_silence: i64) -> Vec<Time> {
        let first = NOW.plus_ms(-WEEKS * WEEK_MS - 3 * 24 * HOUR);
        let all = (0..).map(|n| first.plus_ms(n * HOUR / 2)).take_while(|at| NOW.ms_since(*at) >= hours_of_silence * HOUR);
        all.filter(|at| {
            let hours = (at.0 - (NOW.0 - 12 * HOUR)).div_euclid(HOUR);
            let (day, hour) = (hours.div_euclid(24).rem_euclid(7), hours.rem_euclid(24));
            day < 5 && (8..18).contains(&hour)
        })
        .collect()
    }

    #[test]
    fn three_times_the_usual_interval_is_quiet_and_less_is_not() {
        assert_eq!(quiet(&mut busy(0), NOW), None);
        assert_eq!(quiet(&mut busy(1), NOW), None);
        let found = quiet(&mut busy(3), NOW).unwrap();
        assert_eq!((found.usual_ms, NOW.ms_since(found.since)), (HOUR / 2, 3 * HOUR));
    }

    #[test]
    fn a_night_and_a_weekend_are_as_quiet_as_always() {
        let sunday = NOW.plus_ms(-24 * HOUR);
        let mut until_friday: Vec<Time> = busy(0).into_iter().filter(|at| *at <= sunday).collect();
        assert_eq!(quiet(&mut until_friday, sunday), None);
        let early = NOW.plus_ms(-5 * HOUR);
        let mut until_then: Vec<Time> = busy(0).into_iter().filter(|at| *at <= early).collect();
        assert_eq!(quiet(&mut until_then, early), None);
    }

    #[test]
    fn where_little_is_known_nothing_is_said() {
        assert_eq!(quiet(&mut [], NOW), None);
        let mut young: Vec<Time> = busy(5).into_iter().filter(|at| NOW.ms_since(*at) < 3 * WEEK_MS).collect();
        assert_eq!(quiet(&mut young, NOW), None);
    }
}
