//! Who may ask what, and how often.

use super::paths::Route;
use api::Time;
use std::collections::VecDeque;

/// How often may be asked in ten seconds, how often may be searched in one, and how often in a day.
pub const BURST: usize = 100;
pub const BURST_MS: i64 = 10_000;
pub const SEARCHES: usize = 4;
pub const DAILY: usize = 250_000;
const SEARCHES_MS: i64 = 1_000;

/// How often something was asked lately.
#[derive(Debug, Default)]
pub struct Window(VecDeque<Time>);

impl Window {
    /// How many were asked in the time before now.
    pub fn count(&mut self, ms: i64, now: Time) -> usize {
        while self.0.front().is_some_and(|at| now.ms_since(*at) >= ms) {
            self.0.pop_front();
        }
        self.0.len()
    }

    pub fn note(&mut self, now: Time) {
        self.0.push_back(now);
    }
}

/// What one token may do.
#[derive(Debug)]
pub struct Gate {
    pub token: String,
    pub scopes: Vec<String>,
    /// Whether whoever asks too often is refused.
    pub is_strict: bool,
    pub asked: Window,
    pub searched: Window,
    pub n_today: usize,
    /// The most requests that were ever within ten seconds.
    pub most: usize,
}

/// Why a request does not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    Token,
    Scopes,
    Burst,
    Search,
}

impl Gate {
    /// Counts a request and says whether it comes in. A search does not count among the others.
    pub fn pass(&mut self, route: &Route, authorization: Option<&str>, is_search: bool, now: Time) -> Result<(), Stopped> {
        if authorization.and_then(|given| given.strip_prefix("Bearer ")) != Some(self.token.as_str()) {
            return Err(Stopped::Token);
        }
        let (window, ms, most, stopped) = if is_search {
            (&mut self.searched, SEARCHES_MS, SEARCHES, Stopped::Search)
        } else {
            (&mut self.asked, BURST_MS, BURST, Stopped::Burst)
        };
        let n = window.count(ms, now);
        if self.is_strict && n >= most {
            return Err(stopped);
        }
        window.note(now);
        self.n_today += 1;
        if !is_search {
            self.most = self.most.max(n + 1);
        }
        let is_allowed = route.scopes.is_empty() || route.scopes.iter().any(|scope| self.scopes.iter().any(|has| has == scope));
        if is_allowed { Ok(()) } else { Err(Stopped::Scopes) }
    }
}
