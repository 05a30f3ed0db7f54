//! A long list that is read page by page: what is known of it, where the operator is in it, and what to ask next.
//!
//! One request is under way at a time. What changes meanwhile makes one more; an answer to what is no longer asked is dropped.

use super::Known;
use api::ApiError;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Rows of a page.
const PAGE: usize = 100;
/// As many rows of what is read already are read again after a change; the engine gives no more at once.
const AGAIN_AT_MOST: usize = 1_000;
/// The next page is asked for when this many rows are left below what is seen.
const AHEAD: usize = 60;

/// What to ask the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Of which filter this is.
    turn: u64,
    /// Where the page begins; none for the first one.
    pub after: Option<String>,
    pub limit: u32,
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Pages<I, T> {
    id: fn(&T) -> I,
    /// Whether one row stands behind another one in the order of the list.
    is_behind: fn(&T, &T) -> bool,
    rows: Vec<T>,
    /// Where each stands.
    places: HashMap<I, usize>,
    next: Option<String>,
    known: Known<()>,
    cursor: Option<I>,
    /// Which filter is asked for, counted.
    turn: u64,
    /// Whether the rows are those of this filter; until its first answer they are those of the one before.
    is_begun: bool,
    is_under_way: bool,
    is_outdated: bool,
    /// Behind the last row that is seen.
    seen: usize,
}

impl<I: Copy + Eq + Hash, T> Pages<I, T> {
    pub fn new(id: fn(&T) -> I, is_behind: fn(&T, &T) -> bool) -> Self {
        Self {
            id,
            is_behind,
            rows: Vec::new(),
            places: HashMap::new(),
            next: None,
            known: Known::Loading,
            cursor: None,
            turn: 0,
            is_begun: false,
            is_under_way: false,
            is_outdated: false,
            seen: 0,
        }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// What was read.
    pub fn rows(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// Whether there is more than what was read.
    pub fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// Whether it was read that there is nothing, and nobody was asked for by name either.
    pub fn found_nothing(&self) -> bool {
        matches!(self.known, Known::Ready(())) && self.rows.is_empty() && self.cursor.is_none()
    }

    /// Of which filter this is, counted.
    pub fn turned(&self) -> u64 {
        self.turn
    }

    /// How the newest reading went.
    pub fn known(&self) -> &Known<()> {
        &self.known
    }

    pub fn id_at(&self, at: usize) -> Option<I> {
        self.rows.get(at).map(self.id)
    }

    pub fn row(&self, id: I) -> Option<&T> {
        self.rows.get(self.position_of(id)?)
    }

    pub fn cursor(&self) -> Option<I> {
        self.cursor
    }

    /// Where the cursor stands in what was read.
    pub fn position(&self) -> Option<usize> {
        self.position_of(self.cursor?)
    }

    pub fn position_of(&self, id: I) -> Option<usize> {
        self.places.get(&id).copied()
    }

    pub fn go_to(&mut self, id: I) {
        self.cursor = Some(id);
    }

    /// Steps down, or up where `by` is negative, and no further than the ends of what was read.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        let at = self.position().map_or(0, |at| at.saturating_add_signed(by).min(last));
        self.cursor = self.id_at(at).or(self.cursor);
    }

    /// Something else is asked for. What was read stays until the first answer, so that a list which is filtered letter by
    /// letter does not blink; what is on its way is of no use.
    pub fn turn(&mut self) -> Option<Ask> {
        self.turn += 1;
        (self.known, self.cursor) = (Known::Loading, None);
        (self.is_begun, self.is_under_way) = (false, false);
        self.changed()
    }

    /// What is stored has changed, or the operator tries again after a failure.
    pub fn changed(&mut self) -> Option<Ask> {
        self.is_outdated = true;
        self.ask()
    }

    /// The rows before this one are drawn.
    pub fn see(&mut self, end: usize) -> Option<Ask> {
        self.seen = end;
        self.ask()
    }

    /// Takes an answer in. Answers what to ask next.
    pub fn learn(&mut self, ask: &Ask, answer: Result<Page<T>, ApiError>) -> Option<Ask> {
        if ask.turn != self.turn {
            return None;
        }
        self.is_under_way = false;
        if !self.is_begun {
            self.is_begun = true;
            self.rows.clear();
            self.places.clear();
            (self.next, self.seen) = (None, 0);
        }
        let answer = answer.map(|page| match ask.after {
            None => self.begin_again(page),
            Some(_) => self.append(page),
        });
        self.known = std::mem::take(&mut self.known).learn(answer);
        self.ask()
    }

    fn ask(&mut self) -> Option<Ask> {
        let needs_more = self.known.error().is_none() && self.next.is_some() && self.seen + AHEAD > self.rows.len();
        let (after, n) = match (self.is_under_way, self.is_outdated, needs_more) {
            (false, true, _) if self.is_begun => (None, self.rows.len().clamp(PAGE, AGAIN_AT_MOST)),
            (false, true, _) => (None, PAGE),
            (false, false, true) => (self.next.clone(), PAGE),
            _ => return None,
        };
        self.is_under_way = true;
        if after.is_none() {
            self.is_outdated = false;
        }
        Some(Ask { turn: self.turn, after, limit: u32::try_from(n).unwrap_or(u32::MAX) })
    }

    /// The beginning of the list as it is now; what was read and stands behind it stays, unless more came in than was read again:
    /// then nobody knows what lies between.
    fn begin_again(&mut self, page: Page<T>) {
        let old = std::mem::replace(&mut self.rows, page.rows);
        let there: HashSet<I> = self.rows.iter().map(self.id).collect();
        let is_behind = |row: &T| self.rows.last().is_some_and(|last| (self.is_behind)(row, last));
        let n_behind = old.iter().filter(|row| is_behind(row)).count();
        let kept: Vec<T> = if page.next.is_none() || n_behind == old.len() {
            Vec::new()
        } else {
            old.into_iter().filter(|row| is_behind(row) && !there.contains(&(self.id)(row))).collect()
        };
        if kept.is_empty() {
            self.next = page.next;
        }
        self.rows.extend(kept);
        self.settle(0);
    }

    fn append(&mut self, page: Page<T>) {
        self.next = page.next;
        let from = self.rows.len();
        let is_new = |row: &T| !self.places.contains_key(&(self.id)(row));
        let new: Vec<T> = page.rows.into_iter().filter(is_new).collect();
        self.rows.extend(new);
        self.settle(from);
    }

    fn settle(&mut self, from: usize) {
        if from == 0 {
            self.places.clear();
        }
        let id = self.id;
        self.places.extend(self.rows.iter().enumerate().skip(from).map(|(at, row)| (id(row), at)));
        if self.cursor.is_none() {
            self.cursor = self.id_at(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::Code;

    /// A row by its number; the list counts down, and a row may say something new.
    type Row = (u32, &'static str);

    fn pages() -> Pages<u32, Row> {
        Pages::new(|row| row.0, |one, other| one.0 < other.0)
    }

    fn page(numbers: impl IntoIterator<Item = u32>, next: Option<&str>) -> Page<Row> {
        Page { rows: numbers.into_iter().map(|number| (number, "")).collect(), next: next.map(str::to_owned) }
    }

    fn numbers(pages: &Pages<u32, Row>) -> Vec<u32> {
        pages.rows.iter().map(|row| row.0).collect()
    }

    /// The rows 1000 to 901, and more behind them.
    fn begun() -> Pages<u32, Row> {
        let mut pages = pages();
        let ask = pages.turn().unwrap();
        assert_eq!((ask.after.as_deref(), ask.limit), (None, 100));
        assert_eq!(pages.learn(&ask, Ok(page((901..=1000).rev(), Some("901")))), None);
        pages
    }

    fn refused() -> ApiError {
        ApiError::new(Code::Unavailable, "The disk is full.")
    }

    #[test]
    fn pages_append_as_one_scrolls_until_the_end() {
        let mut pages = begun();
        assert_eq!(pages.see(20), None, "enough is left below");
        let ask = pages.see(41).unwrap();
        assert_eq!(ask.after.as_deref(), Some("901"));
        assert_eq!(pages.see(60), None, "one page is under way");
        // A row that has moved into what was read before is not shown twice.
        assert_eq!(pages.learn(&ask, Ok(page([903, 900, 899], None))), None);
        assert_eq!((pages.len(), pages.has_more()), (102, false));
        assert_eq!(pages.see(102), None);
        assert_eq!(pages.position_of(899), Some(101));
    }

    #[test]
    fn a_page_that_is_short_of_what_is_seen_is_followed_by_the_next() {
        let mut pages = begun();
        let ask = pages.see(400).unwrap();
        let next = pages.learn(&ask, Ok(page((801..=900).rev(), Some("801")))).unwrap();
        assert_eq!(next.after.as_deref(), Some("801"));
    }

    #[test]
    fn a_change_reads_the_beginning_again_without_losing_place() {
        let mut pages = begun();
        let ask = pages.see(100).unwrap();
        pages.learn(&ask, Ok(page((801..=900).rev(), Some("801"))));
        pages.go_to(850);

        let ask = pages.changed().unwrap();
        assert_eq!((ask.after.as_deref(), ask.limit), (None, 200), "as much as is read");
        // One came in, 999 is gone, and the rows 802 and 801 stand behind the page now.
        let rows = std::iter::once(1001).chain((802..=1000).rev().filter(|number| *number != 999));
        let mut fresh = page(rows, Some("802"));
        fresh.rows[1].1 = "new words";
        pages.learn(&ask, Ok(fresh));

        assert_eq!(numbers(&pages)[..4], [1001, 1000, 998, 997]);
        assert_eq!(numbers(&pages)[198..], [802, 801]);
        assert_eq!(pages.row(1000).unwrap().1, "new words");
        assert_eq!((pages.cursor(), pages.position()), (Some(850), Some(150)));
        assert_eq!(pages.see(200).unwrap().after.as_deref(), Some("801"), "it goes on where it had ended");
    }

    #[test]
    fn more_new_rows_than_are_read_leave_no_gap() {
        let mut pages = begun();
        let ask = pages.changed().unwrap();
        pages.learn(&ask, Ok(page((2001..=2100).rev(), Some("2001"))));
        assert_eq!((pages.len(), pages.position_of(1000)), (100, None));
        assert_eq!(pages.see(100).unwrap().after.as_deref(), Some("2001"));
        assert_eq!(pages.cursor(), Some(1000), "whoever is shown stays shown");
    }

    #[test]
    fn a_list_that_became_short_is_short() {
        let mut pages = begun();
        let ask = pages.changed().unwrap();
        pages.learn(&ask, Ok(page([3, 2, 1], None)));
        assert_eq!((numbers(&pages), pages.has_more()), (vec![3, 2, 1], false));
    }

    #[test]
    fn a_late_answer_of_an_older_filter_is_dropped() {
        let mut pages = pages();
        let old = pages.turn().unwrap();
        let new = pages.turn().unwrap();
        assert_eq!(pages.learn(&new, Ok(page([7], None))), None);
        assert_eq!(pages.turned(), 2);
        assert_eq!(pages.learn(&old, Ok(page([9, 8], Some("8")))), None);
        assert_eq!((numbers(&pages), pages.has_more(), pages.cursor()), (vec![7], false, Some(7)));
        // A late refusal says nothing either.
        assert_eq!(pages.learn(&old, Err(refused())), None);
        assert_eq!(pages.known(), &Known::Ready(()));
    }

    #[test]
    fn what_was_read_stays_until_the_first_answer_to_another_filter() {
        let mut pages = begun();
        pages.go_to(950);
        let ask = pages.turn().unwrap();
        assert_eq!((ask.limit, pages.len(), pages.known()), (100, 100, &Known::Loading));
        pages.learn(&ask, Ok(page([950, 7], None)));
        assert_eq!((numbers(&pages), pages.cursor()), (vec![950, 7], Some(950)));
        // Where it fails, nothing of another filter is taken for its answer.
        let ask = pages.turn().unwrap();
        pages.learn(&ask, Err(refused()));
        assert_eq!((pages.len(), pages.known()), (0, &Known::Failed(refused())));
    }

    #[test]
    fn nothing_is_found_only_once_that_was_read() {
        let mut pages = begun();
        assert!(!pages.found_nothing());
        let ask = pages.turn().unwrap();
        assert!(!pages.found_nothing(), "nobody knows yet");
        pages.learn(&ask, Ok(page([], None)));
        assert!(pages.found_nothing());
        let ask = pages.changed().unwrap();
        pages.learn(&ask, Err(refused()));
        assert!(!pages.found_nothing(), "it may be otherwise by now");
        let ask = pages.turn().unwrap();
        pages.go_to(3);
        pages.learn(&ask, Ok(page([], None)));
        assert!(!pages.found_nothing(), "somebody is shown who is not listed");
    }

    #[test]
    fn a_thousand_changes_during_a_reading_make_one_more() {
        let mut pages = pages();
        let ask = pages.turn().unwrap();
        for _ in 0..1000 {
            assert_eq!(pages.changed(), None);
        }
        let again = pages.learn(&ask, Ok(page([1], None))).unwrap();
        assert_eq!(pages.learn(&again, Ok(page([1], None))), None);
    }

    #[test]
    fn a_failure_keeps_what_was_read_and_asks_no_more_until_told_to() {
        let mut pages = begun();
        let ask = pages.see(90).unwrap();
        assert_eq!(pages.learn(&ask, Err(refused())), None);
        assert_eq!((pages.known().error(), pages.len()), (Some(&refused()), 100));
        assert_eq!(pages.see(95), None);
        let again = pages.changed().unwrap();
        let more = pages.learn(&again, Ok(page((901..=1000).rev(), Some("901")))).unwrap();
        assert_eq!(more.after.as_deref(), Some("901"));
    }

    #[test]
    fn whoever_is_asked_for_before_the_first_answer_is_shown_after_it() {
        let mut pages = pages();
        let ask = pages.turn().unwrap();
        pages.go_to(3);
        pages.learn(&ask, Ok(page([9, 8], None)));
        assert_eq!((pages.cursor(), pages.position()), (Some(3), None));
    }

    #[test]
    fn the_cursor_begins_at_the_top_and_stops_at_the_ends() {
        let mut pages = begun();
        assert_eq!(pages.cursor(), Some(1000));
        pages.step(-1);
        assert_eq!(pages.cursor(), Some(1000));
        pages.step(500);
        assert_eq!(pages.cursor(), Some(901));
        pages.go_to(5);
        assert_eq!(pages.position(), None, "somebody who is shown and not listed");
        pages.step(1);
        assert_eq!(pages.cursor(), Some(1000));
    }
}
