//! Where the reading of a portal goes on: what is kept between two steps, and over the end of the process.

use super::kinds::Kind;
use api::Time;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The kind that is being read for the first time.
    pub listing: Option<Listing>,
    /// Up to where each kind is read; one that is not here was never read to its end.
    pub marks: BTreeMap<Kind, Mark>,
    /// The kind in whose archive was looked last, within a look that goes on.
    pub sweep: Option<Listing>,
    /// When pipelines and owners were read, and the archives looked through.
    pub swept_at: Time,
    /// How many records there were in all when the first reading began.
    pub n_expected: Option<i64>,
    pub n_done: i64,
    /// The kinds of which some are missing there, and how far that was looked into.
    #[serde(default)]
    pub gaps: Vec<Gap>,
    /// How many there were of each kind, there and here, when that was last looked into.
    #[serde(default)]
    pub known_gaps: BTreeMap<Kind, (i64, i64)>,
}

/// A kind of which all records are asked for by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    pub kind: Kind,
    /// Behind which name it goes on.
    pub after: String,
}

/// A list that is read page by page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub kind: Kind,
    /// From where the next page is asked for.
    pub after: Option<String>,
    pub begun_at: Time,
    /// The newest change that was seen.
    pub newest: Option<Time>,
}

/// Up to where changes are known, by HubSpot's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub at: Time,
    /// When it came to stand there, by our clock.
    pub moved_at: Time,
    /// So much changed shortly before it that it is not gone through each time again.
    #[serde(default)]
    pub is_narrow: bool,
    /// A search was cut off here, and goes on from here.
    #[serde(default)]
    pub is_cut: bool,
}

/// A search sees a change some seconds late: what changed this long before the mark is looked at again.
pub const OVERLAP_MS: i64 = 3 * 60_000;
/// Once the mark stood for this long, a search has seen all that lies before it.
const SETTLED_MS: i64 = 2 * OVERLAP_MS;

impl Cursor {
    /// What cannot be read begins anew: what is stored is known again.
    pub fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

impl Listing {
    pub fn begin(kind: Kind, now: Time) -> Self {
        Self { kind, after: None, begun_at: now, newest: None }
    }

    /// Where changes are followed from, once the list is read. What changed while it was read, on pages that were read before, did so
    /// no longer before the newest change than the reading took: so the clocks of both sides need not agree.
    pub fn mark(&self, now: Time) -> Mark {
        let took = now.ms_since(self.begun_at).max(0);
        Mark { at: self.newest.map_or(Time(0), |newest| newest.plus_ms(-took)), moved_at: now, is_narrow: false, is_cut: false }
    }
}

impl Mark {
    /// The first change that is asked for.
    pub fn since(&self) -> Time {
        if self.is_narrow || self.is_cut { self.at } else { self.at.plus_ms(-OVERLAP_MS) }
    }

    /// Whether nothing can come in any more before the mark.
    pub fn is_settled(&self, now: Time) -> bool {
        now.ms_since(self.moved_at) >= SETTLED_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_reading_is_followed_from_before_it_began_whatever_our_clock_says() {
        let listing = Listing { newest: Some(Time(9_000_000)), ..Listing::begin(Kind::Deals, Time(20_000_000)) };
        assert_eq!(listing.mark(Time(20_080_000)).since(), Time(8_920_000 - OVERLAP_MS));
        assert_eq!(Listing::begin(Kind::Deals, Time(20_000_000)).mark(Time(20_000_001)).at, Time(0), "nothing was there");
    }

    #[test]
    fn what_is_kept_is_read_again_and_what_is_odd_begins_anew() {
        let mut cursor = Cursor { listing: Some(Listing::begin(Kind::Tasks, Time(5))), ..Cursor::default() };
        cursor.marks.insert(Kind::Deals, Mark { at: Time(1), moved_at: Time(2), is_narrow: false, is_cut: true });
        let text = serde_json::to_string(&cursor).unwrap();
        assert_eq!(Cursor::read(Some(&text)), cursor);
        assert_eq!(Cursor::read(Some("{")), Cursor::default());
    }
}
