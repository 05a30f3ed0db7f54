//! The whole queue in order, filtered by words, and how long it takes at the operator's pace. Reads ids, never whole items.

use super::show::tabs;
use crate::cx::Cx;
use crate::mail;
use crate::store::items::Filter;
use crate::store::ranking::{self as store, Described, Order};
use crate::store::{Conn, moves};
use api::{ApiError, Code, RankQueue, Ranking, Sort, Tab, Time, text};

/// The longest text that is looked for, in characters.
const TEXT_AT_MOST: usize = 200;
/// Decisions further apart are not made in one go.
const IN_ONE_GO_MS: i64 = 5 * 60 * 1000;
/// How many gaps between decisions are looked at, and how many must count for a pace to be known.
const GAPS_LOOKED_AT: i64 = 200;
const GAPS_AT_LEAST: usize = 20;
const MINUTE_MS: u64 = 60 * 1000;

/// All of a tab in order. Errors: `invalid` for a text that is too long.
pub async fn rank(cx: &Cx, request: &RankQueue) -> anyhow::Result<Ranking> {
    let sought = request.text.as_deref().unwrap_or_default();
    if sought.chars().count() > TEXT_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_long("text", TEXT_AT_MOST)).on("text").into());
    }
    let filter = Filter { tab: request.tab, band: request.band };
    let order = match (request.sort, request.tab) {
        (None, Some(Tab::Snoozed)) => Order::Waking,
        (None | Some(Sort::Score | Sort::Name), _) => Order::Score,
        (Some(Sort::Due), _) => Order::Due,
        (Some(Sort::Newest), _) => Order::Newest,
    };
    let words = words(sought);
    let mut conn = cx.read().await?;
    let mut ids = store::ids(&mut conn, filter, order).await?;
    if !words.is_empty() || request.sort == Some(Sort::Name) {
        let described = store::described(&mut conn, &ids).await?;
        ids.retain(|id| described.get(id).is_some_and(|item| is_found(item, &words)));
        if request.sort == Some(Sort::Name) {
            ids.sort_by_cached_key(|id| described.get(id).map(by_name));
        }
    }
    let tabs = tabs(&mut conn).await?;
    let n_open = tabs.iter().find(|tab| tab.tab == Tab::All).map_or(0, |all| all.count);
    let minutes = pace_ms(&mut conn).await?.map(|pace| minutes(pace, n_open));
    Ok(Ranking { ids, tabs, minutes })
}

/// What is looked for, as text is compared: without case, accents and marks.
fn words(sought: &str) -> Vec<String> {
    sought.split_whitespace().map(mail::fold).filter(|word| !word.is_empty()).collect()
}

fn is_found(item: &Described, words: &[String]) -> bool {
    let among = if words.is_empty() { String::new() } else { mail::fold(&item.words) };
    words.iter().all(|word| among.contains(word.as_str()))
}

/// Items with nobody come last.
fn by_name(item: &Described) -> (bool, String) {
    (item.name.is_empty(), mail::fold(&item.name))
}

/// The operator's pace: the median time between two decisions that were made in one go. None while there were too few.
async fn pace_ms(conn: &mut Conn) -> anyhow::Result<Option<u64>> {
    Ok(median_gap_ms(&moves::decided(conn, GAPS_LOOKED_AT + 1).await?))
}

/// `decided` is newest first.
fn median_gap_ms(decided: &[Time]) -> Option<u64> {
    let pairs = decided.iter().zip(decided.iter().skip(1));
    let gaps = pairs.map(|(later, earlier)| later.ms_since(*earlier)).filter(|gap| *gap <= IN_ONE_GO_MS);
    let mut gaps: Vec<u64> = gaps.filter_map(|gap| u64::try_from(gap).ok()).collect();
    if gaps.len() < GAPS_AT_LEAST {
        return None;
    }
    gaps.sort_unstable();
    let (lower, upper) = (gaps.get((gaps.len() - 1) / 2)?, gaps.get(gaps.len() / 2)?);
    Some((lower + upper) / 2)
}

/// Rounded up: a queue with anything in it takes a minute.
fn minutes(pace_ms: u64, n_open: u64) -> u32 {
    u32::try_from(pace_ms.saturating_mul(n_open).div_ceil(MINUTE_MS)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decisions with these gaps between them, in seconds, oldest first.
    fn decided(gaps: &[i64]) -> Vec<Time> {
        let mut at = Time(1_795_186_800_000);
        let mut times = vec![at];
        for gap in gaps {
            at = at.plus_seconds(*gap);
            times.push(at);
        }
        times.reverse();
        times
    }

    #[test]
    fn the_pace_is_the_median_of_what_was_decided_in_one_go() {
        assert_eq!(median_gap_ms(&decided(&[10; 19])), None);
        assert_eq!(median_gap_ms(&decided(&[10; 20])), Some(10_000));
        let mixed: Vec<i64> = [10, 30].repeat(10);
        assert_eq!(median_gap_ms(&decided(&mixed)), Some(20_000));
        // A night between two decisions says nothing; five minutes still do.
        assert_eq!(median_gap_ms(&decided(&[vec![10; 10], vec![301, 40_000], vec![300; 11]].concat())), Some(300_000));
        assert_eq!(median_gap_ms(&decided(&[vec![10; 19], vec![301]].concat())), None);
        assert_eq!(median_gap_ms(&[]), None);
    }

    #[test]
    fn minutes_are_rounded_up() {
        assert_eq!(minutes(10_000, 0), 0);
        assert_eq!(minutes(10_000, 1), 1);
        assert_eq!(minutes(10_000, 13), 3);
        assert_eq!(minutes(u64::MAX, 2), u32::MAX);
    }

    #[test]
    fn what_is_looked_for_is_compared_without_case_and_accents() {
        assert_eq!(words("  INÊS  Straße ines@Brightloom.example ?! "), ["ines", "strasse", "ines brightloom example"]);
    }
}
