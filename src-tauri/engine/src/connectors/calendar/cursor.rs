//! Where the reading of each calendar goes on, kept between two readings.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// By calendar; one that is not here was never read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    pub calendars: BTreeMap<String, Place>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What changed after this is not known yet. None where the service gives no such token: then all that is near is asked for
    /// each time, and compared.
    pub sync_token: Option<String>,
}

impl Cursor {
    /// What cannot be read begins anew: what is stored is known again.
    pub fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    pub fn token(&self, calendar: &str) -> Option<&str> {
        self.calendars.get(calendar)?.sync_token.as_deref()
    }
}
