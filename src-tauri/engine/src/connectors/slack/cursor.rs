//! Where the reading of each conversation goes on, kept between two readings.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cursor {
    /// Up to which message each conversation is known, by its time; one that is not here was never read to its end.
    pub marks: BTreeMap<String, String>,
    /// What is known of threads, by channel and root: `C1/1795186800.000100`.
    pub threads: BTreeMap<String, Seen>,
    /// What this round has read. A round that was cut off goes on behind it.
    pub round: BTreeSet<String>,
    /// The conversations of which some pages are read and some are not.
    pub half: BTreeMap<String, Half>,
    /// When each was last read as far back as work goes, in milliseconds of Unix.
    pub wide: BTreeMap<String, i64>,
}

/// As it was when its replies were last read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    pub n_replies: u64,
    /// The newest reply that is known, by its time.
    pub latest: String,
    /// Up to which reply it is read, where some of its pages are not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub half: String,
}

/// How far a conversation is read, from its newest message on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Half {
    /// Where its reading ends.
    pub oldest: String,
    /// The newest message that was met; empty where none was.
    pub newest: String,
    /// Down to which message it is read; empty at first.
    pub until: String,
    pub n_pages: usize,
    /// It is read as far back as work goes.
    pub is_wide: bool,
}

impl Cursor {
    /// What cannot be read begins anew: what is stored is known again.
    pub fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// Forgets threads that began before then.
    pub fn forget_before(&mut self, ts: &str) {
        self.threads.retain(|key, _| key.rsplit_once('/').is_some_and(|(_, root)| root >= ts));
    }
}
