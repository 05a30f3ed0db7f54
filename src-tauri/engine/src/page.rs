//! Pages of long lists. A page begins behind a key, never behind a count: rows that come in meanwhile shift nothing.

use api::{ApiError, Code, text};
use serde::Serialize;
use serde::de::DeserializeOwned;

const AT_FIRST: u32 = 50;
const AT_MOST: u32 = 1000;

/// How many rows are asked for. Errors: `invalid` for less than 1 or more than 1000.
pub fn limit(asked: Option<u32>) -> Result<usize, ApiError> {
    limit_or(asked, AT_FIRST)
}

/// The same, of a list whose first page has `at_first` rows.
pub fn limit_or(asked: Option<u32>, at_first: u32) -> Result<usize, ApiError> {
    let limit = asked.unwrap_or(at_first);
    if (1..=AT_MOST).contains(&limit) {
        return Ok(limit as usize);
    }
    let words = text::not_a_number_between(&limit.to_string(), 1, i64::from(AT_MOST));
    Err(ApiError::new(Code::Invalid, words).on("limit"))
}

/// The key behind which the page begins. Errors: `invalid` for what [`next`] of this list did not make.
pub fn after<K: DeserializeOwned>(request: &str, asked: Option<&str>) -> Result<Option<K>, ApiError> {
    let unreadable =
        |_| ApiError::new(Code::Invalid, text::unreadable_request(request, "`after` is not a place in this list")).on("after");
    asked.map(serde_json::from_str).transpose().map_err(unreadable)
}

/// Where the page behind this one begins: behind its last row, where it is full.
pub fn next<R, K: Serialize>(rows: &[R], limit: usize, key: impl Fn(&R) -> K) -> Option<String> {
    rows.last().filter(|_| rows.len() == limit).and_then(|last| serde_json::to_string(&key(last)).ok())
}

/// The words that are looked for, as the database lowers the letters that it compares with: those of English.
pub fn words(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default().split_whitespace().map(str::to_ascii_lowercase).collect()
}
