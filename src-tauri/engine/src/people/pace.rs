//! How soon somebody answers.

use crate::store::dealings::Turn;

/// The median time from the operator's last word to the answer to it, in milliseconds, over conversations in their order; none
/// where nothing was answered. What was never answered does not count: it has no time yet.
pub fn median_answer_ms(turns: &[Turn]) -> Option<i64> {
    let answer = |pair: &[Turn]| match pair {
        [asked, answered] if asked.is_own && !answered.is_own && asked.thread_id == answered.thread_id => {
            Some(answered.sent_at.saturating_sub(asked.sent_at))
        }
        _ => None,
    };
    let mut times: Vec<i64> = turns.windows(2).filter_map(answer).collect();
    times.sort_unstable();
    let upper = times.get(times.len() / 2).copied()?;
    let lower = times.get((times.len() - 1) / 2).copied()?;
    Some(lower + (upper - lower) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(written: &[(i64, char, i64)]) -> Vec<Turn> {
        written.iter().map(|&(thread_id, who, sent_at)| Turn { thread_id, is_own: who == 'd', sent_at }).collect()
    }

    #[test]
    fn an_answer_is_counted_from_the_last_word_before_it() {
        let chased = turns(&[(1, 'd', 0), (1, 'd', 100), (1, 'i', 130), (1, 'i', 200)]);
        assert_eq!(median_answer_ms(&chased), Some(30));
    }

    #[test]
    fn the_median_lies_between_the_two_in_the_middle() {
        let several = turns(&[
            (1, 'd', 0),
            (1, 'i', 10),
            (2, 'd', 0),
            (2, 'i', 90),
            (2, 'd', 100),
            (2, 'i', 120),
            (3, 'd', 0),
            (3, 'i', 30),
        ]);
        assert_eq!(median_answer_ms(&several), Some(25));
    }

    #[test]
    fn what_was_not_answered_has_no_time() {
        assert_eq!(median_answer_ms(&turns(&[(1, 'd', 0), (2, 'i', 10), (2, 'd', 20)])), None);
        assert_eq!(median_answer_ms(&[]), None);
    }
}
