//! Where the reading of a mailbox goes on: what is kept between two steps, and over the end of the process.

use api::ConnectionOptions;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    pub phase: Phase,
    /// What changed after this is not known yet. It was taken before the first page was asked for, so that nothing is lost between.
    /// A number with more digits than a machine's, so it is kept as it came.
    pub history_id: String,
    /// By what was chosen when this was begun; another choice begins anew.
    pub chosen: String,
    /// The provider's names of the labels that were chosen, by the operator's.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// What was there, newest first.
    Listing(Listing),
    /// What changed since.
    Following,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// How far back, in Unix seconds.
    pub after_seconds: i64,
    /// Which of the lists, where there is one for each chosen label.
    pub list: usize,
    /// The page that is being read; none for the first.
    pub page: Option<String>,
    /// How many mails the pages before it held.
    pub n_before: i64,
    /// How many there are in all, once they were counted.
    pub n_expected: Option<i64>,
    /// It was tried to count them.
    #[serde(default)]
    pub is_counted: bool,
}

impl Cursor {
    /// None for what cannot be read, which begins anew: what is stored is known again.
    pub fn read(text: Option<&str>) -> Option<Self> {
        serde_json::from_str(text?).ok()
    }
}

/// What the choices that decide what is read come to.
pub fn chosen(depth_days: u32, said: &ConnectionOptions) -> String {
    let names = [&said.only_labels, &said.without_labels, &said.only_domains, &said.without_domains];
    crate::sha256(serde_json::json!([depth_days, names]).to_string().as_bytes())
}
