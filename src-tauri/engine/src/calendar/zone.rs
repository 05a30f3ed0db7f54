//! Time zones: from a name to a zone, and between a moment and what the clock on the wall shows.

use api::Time;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// Moments outside the years 1 to 9990 are taken for the nearest moment inside: a year of four digits is what a mail header
/// can say, and the rest leaves room to add ten years without an error.
const FIRST_MS: i64 = -62_135_510_400_000;
const LAST_MS: i64 = 253_086_768_000_000;

/// There is no zone of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is no time zone “{0}”; give a name such as Europe/Berlin or America/New_York.")]
pub struct UnknownZone(String);

/// The zone of an IANA name such as `Europe/Berlin`, in any case. The empty name means the zone of this machine, and UTC where
/// the machine does not say.
///
/// # Errors
/// A name that the time zone database does not hold.
pub fn zone(name: &str) -> Result<TimeZone, UnknownZone> {
    match name.trim() {
        "" => Ok(TimeZone::try_system().unwrap_or(TimeZone::UTC)),
        name => TimeZone::get(name).map_err(|_| UnknownZone(super::quoted(name))),
    }
}

/// The value of a mail's `Date` header (RFC 5322, section 3.3) with the zone's offset: `Tue, 28 Jul 2026 09:05:00 +0200`.
pub fn date_header(at: Time, zone: &TimeZone) -> String {
    let mut local = zoned(at, zone);
    // The header knows offsets of whole minutes only; some zones of long ago had others.
    if local.offset().seconds() % 60 != 0 {
        local = local.with_time_zone(Offset::UTC.to_time_zone());
    }
    local.strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// What a clock in `zone` shows at this moment.
pub(super) fn zoned(at: Time, zone: &TimeZone) -> Zoned {
    let ms = at.0.clamp(FIRST_MS, LAST_MS);
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone())
}

/// The moment at which a clock in `zone` shows `local`; jumps of the clock as the module says. Beyond the end of the
/// calendar it is the end of the calendar.
pub(super) fn moment(local: DateTime, zone: &TimeZone) -> Time {
    let at = zone.to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX);
    Time(at.as_millisecond())
}

/// The moment at which a clock in `zone` shows this.
pub fn at_local(local: DateTime, zone: &TimeZone) -> Time {
    moment(local, zone)
}

/// A zone at this distance from UTC, all year.
pub fn fixed_zone(offset_minutes: i64) -> TimeZone {
    fixed(offset_minutes)
}

/// When the day of this moment began in `zone`.
pub fn start_of_day(at: Time, zone: &TimeZone) -> Time {
    moment(zoned(at, zone).date().at(0, 0, 0, 0), zone)
}

/// What the writer's clock showed at this moment, from their offset to UTC.
pub fn local(at: Time, offset_minutes: i64) -> DateTime {
    zoned(at, &fixed(offset_minutes)).datetime()
}

/// When to write again to somebody who is back on this day: one working day (Monday to Friday) later, at nine of their clock.
pub fn after_return(back_on: Date, offset_minutes: i64) -> Time {
    // Somebody who is back on a Saturday is back on Monday.
    let back_on = working_day(back_on);
    first_morning(back_on.tomorrow().unwrap_or(Date::MAX), offset_minutes)
}

/// Nine of their clock on the first working day (Monday to Friday) from this day on.
pub fn first_morning(from: Date, offset_minutes: i64) -> Time {
    const HOUR: i8 = 9;
    moment(working_day(from).at(HOUR, 0, 0, 0), &fixed(offset_minutes))
}

/// The first working day from this day on.
fn working_day(from: Date) -> Date {
    let mut day = from;
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && day < Date::MAX {
        day = day.tomorrow().unwrap_or(Date::MAX);
    }
    day
}

fn fixed(offset_minutes: i64) -> TimeZone {
    let seconds = i32::try_from(offset_minutes * 60).unwrap_or_default();
    Offset::from_seconds(seconds).unwrap_or(Offset::UTC).to_time_zone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_or_taken_from_the_machine() {
        assert_eq!(zone(" Europe/Berlin ").unwrap().iana_name(), Some("Europe/Berlin"));
        assert_eq!(zone("UTC").unwrap().iana_name(), Some("UTC"));
        assert!(zone("").is_ok());
        let refused = zone("Mars/Olympus\nMons").unwrap_err().to_string();
        assert_eq!(refused, "There is no time zone “Mars/Olympus Mons”; give a name such as Europe/Berlin or America/New_York.");
        assert!(zone("../../etc/passwd").is_err());
        assert!(zone(&"x".repeat(10_000)).unwrap_err().to_string().len() < 200);
    }

    #[test]
    fn a_date_header_carries_the_offset_of_its_day() {
        let berlin = zone("Europe/Berlin").unwrap();
        assert_eq!(date_header(Time(1_785_222_300_000), &berlin), "Tue, 28 Jul 2026 09:05:00 +0200");
        assert_eq!(date_header(Time(1_769_587_200_999), &berlin), "Wed, 28 Jan 2026 09:00:00 +0100");
        assert_eq!(date_header(Time(0), &TimeZone::UTC), "Thu, 01 Jan 1970 00:00:00 +0000");
        let kolkata = zone("Asia/Kolkata").unwrap();
        assert_eq!(date_header(Time(1_785_222_300_000), &kolkata), "Tue, 28 Jul 2026 12:35:00 +0530");
    }

    #[test]
    fn who_is_back_is_written_to_one_working_day_later() {
        let nine = |words: &str| Time(words.parse::<Timestamp>().unwrap().as_millisecond());
        let day = |words: &str| words.parse::<Date>().unwrap();
        assert_eq!(after_return(day("2026-11-23"), 60), nine("2026-11-24T09:00:00+01:00"));
        assert_eq!(after_return(day("2026-11-20"), -300), nine("2026-11-23T09:00:00-05:00"));
        assert_eq!(after_return(day("2026-11-21"), 0), nine("2026-11-24T09:00:00Z"));
        assert_eq!(first_morning(day("2027-03-01"), 60), nine("2027-03-01T09:00:00+01:00"));
        assert_eq!(first_morning(day("2027-05-01"), 0), nine("2027-05-03T09:00:00Z"));
    }

    #[test]
    fn the_ends_of_time_still_give_a_header() {
        let berlin = zone("Europe/Berlin").unwrap();
        assert_eq!(date_header(Time(i64::MIN), &berlin), "Tue, 02 Jan 0001 00:00:00 +0000");
        assert_eq!(date_header(Time(i64::MAX), &berlin), "Mon, 01 Jan 9990 01:00:00 +0100");
    }
}
