//! Which rows of a long list are drawn: those that are seen, and a few beyond.

use std::ops::Range;

/// Rows beyond each edge, so that a small step shows nothing empty.
const BEYOND: usize = 8;

/// The rows to draw of `n` that are each `row_height` high, where `height` pixels are seen from `top` on.
pub fn drawn(n: usize, row_height: f64, top: f64, height: f64) -> Range<usize> {
    if row_height <= 0.0 {
        return 0..0;
    }
    // Both are bounded by the length of the list, far below where a double is no longer exact.
    let first = (top.max(0.0) / row_height).floor() as usize;
    let n_seen = (height.max(0.0) / row_height).ceil() as usize + 1;
    first.saturating_sub(BEYOND).min(n)..(first.saturating_add(n_seen).saturating_add(BEYOND)).min(n)
}

/// Where to scroll so that row `at` is seen whole; none where it is.
pub fn scroll_to(at: usize, row_height: f64, top: f64, height: f64) -> Option<f64> {
    let row = at as f64 * row_height;
    if row < top {
        Some(row)
    } else if row + row_height > top + height {
        Some((row + row_height - height).max(0.0))
    } else {
        None
    }
}

/// The row of the cursor, how high each row is, and how much of the list is seen, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    pub cursor: usize,
    pub row_height: f64,
    pub height: f64,
}

impl Sight {
    /// Where to scroll so that the cursor is seen; none where it is. Where only sizes changed since `before`, an operator who had
    /// scrolled away from the cursor is left where they are.
    pub fn follow(self, before: Option<Self>, top: f64) -> Option<f64> {
        let was_away = before.is_some_and(|before| before.cursor == self.cursor && before.wanted(top).is_some());
        self.wanted(top).filter(|_| !was_away)
    }

    /// Nothing is wanted of a list that was not laid out yet.
    fn wanted(self, top: f64) -> Option<f64> {
        scroll_to(self.cursor, self.row_height, top, self.height).filter(|_| self.height > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_and_a_little_more_is_drawn() {
        assert_eq!(drawn(100_000, 74.0, 0.0, 740.0), 0..19);
        assert_eq!(drawn(100_000, 74.0, 74.0 * 50_000.0, 740.0), 49_992..50_019);
        assert_eq!(drawn(5, 74.0, 0.0, 740.0), 0..5);
        assert_eq!(drawn(5, 74.0, 1e9, 740.0), 5..5);
        assert_eq!(drawn(0, 74.0, -3.0, 0.0), 0..0);
    }

    #[test]
    fn a_row_that_is_not_seen_whole_is_scrolled_to() {
        assert_eq!(scroll_to(3, 74.0, 0.0, 740.0), None);
        assert_eq!(scroll_to(0, 74.0, 10.0, 740.0), Some(0.0));
        assert_eq!(scroll_to(10, 74.0, 0.0, 740.0), Some(74.0));
    }

    #[test]
    fn the_cursor_is_followed_unless_one_had_scrolled_away_from_it() {
        let sight = |cursor, row_height, height| Sight { cursor, row_height, height };
        let before = sight(9, 74.0, 740.0);
        assert_eq!(sight(9, 74.0, 0.0).follow(None, 0.0), None, "nothing is laid out yet");
        assert_eq!(before.follow(Some(sight(9, 74.0, 0.0)), 0.0), None);
        assert_eq!(sight(10, 74.0, 740.0).follow(Some(before), 0.0), Some(74.0), "it went on");
        assert_eq!(sight(9, 74.0, 666.0).follow(Some(before), 0.0), Some(74.0), "the frame shrank");
        assert_eq!(sight(9, 80.0, 740.0).follow(Some(before), 0.0), Some(60.0), "the rows grew");
        assert_eq!(sight(9, 74.0, 666.0).follow(Some(before), 900.0), None, "one looked elsewhere");
        assert_eq!(sight(8, 74.0, 740.0).follow(Some(before), 900.0), Some(592.0), "and steps on");
    }
}
