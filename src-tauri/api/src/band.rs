//! Bands, defined once: how urgent a score looks, for the window, the command line and the notifications alike.

use serde::{Deserialize, Serialize};

/// The lowest Action Priority Score that is hot.
pub const HOT_FROM: f64 = 75.0;

/// The lowest Action Priority Score that is warm; below it an item is cool.
pub const WARM_FROM: f64 = 50.0;

/// How urgent a score looks. Taken from the unrounded score, so that 74.96 is warm although a screen shows it as 75.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// From [`HOT_FROM`] up. An item that becomes hot notifies.
    Hot,
    /// From [`WARM_FROM`] up to [`HOT_FROM`].
    Warm,
    Cool,
}

impl Band {
    /// The band of an Action Priority Score, 0 to 100. What is not a number is cool: a fault must not ring the bell.
    pub fn from_score(aps: f64) -> Self {
        if aps >= HOT_FROM {
            Self::Hot
        } else if aps >= WARM_FROM {
            Self::Warm
        } else {
            Self::Cool
        }
    }

    /// The scores of this band: from the first, below the second.
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Hot => (HOT_FROM, f64::INFINITY),
            Self::Warm => (WARM_FROM, HOT_FROM),
            Self::Cool => (0.0, WARM_FROM),
        }
    }

    /// The name in JSON and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hot => "hot",
            Self::Warm => "warm",
            Self::Cool => "cool",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_at_its_threshold() {
        let below = |x: f64| x.next_down();
        assert_eq!(Band::from_score(100.0), Band::Hot);
        assert_eq!(Band::from_score(75.0), Band::Hot);
        assert_eq!(Band::from_score(below(75.0)), Band::Warm);
        assert_eq!(Band::from_score(50.0), Band::Warm);
        assert_eq!(Band::from_score(below(50.0)), Band::Cool);
        assert_eq!(Band::from_score(0.0), Band::Cool);
        assert_eq!(Band::from_score(f64::NAN), Band::Cool);
    }

    #[test]
    fn a_band_has_a_lower_case_name_in_json() {
        assert_eq!(serde_json::to_string(&Band::Hot).unwrap(), "\"hot\"");
        assert_eq!(serde_json::from_str::<Band>("\"cool\"").unwrap(), Band::Cool);
    }
}
