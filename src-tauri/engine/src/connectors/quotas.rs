//! What is left of what services let each sign-in ask: a bucket of units that fills again, as Gmail counts, and a window of time
//! in which so many requests fit, as HubSpot counts.
//!
//! Reading waits for both. Sending never does: it takes what it needs, and reading waits the longer.

use api::{SignInId, Time};
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

const MINUTE_MS: i64 = 60_000;
/// Who has to wait waits until this part of a minute's units is there, so that a reading goes in few large steps.
const WORTH_COMING_BACK_FOR: i64 = 6;

/// What is left to all sign-ins.
#[derive(Debug, Default)]
pub struct Quotas {
    buckets: Mutex<HashMap<SignInId, Bucket>>,
    windows: Mutex<HashMap<(SignInId, &'static str), Window>>,
}

/// So many requests within so long, counted by itself under its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    pub name: &'static str,
    pub n_times: usize,
    pub within_ms: i64,
}

/// What was asked lately.
#[derive(Clone, Debug, Default)]
struct Window {
    asked: VecDeque<Time>,
    /// What the service says of its limit, where it said something.
    told: Option<(usize, i64)>,
    not_before: Time,
}

/// A request that arrives later than it was made counts later, too: the window is taken a little longer.
const ON_ITS_WAY_MS: i64 = 250;

#[derive(Clone, Copy, Debug)]
struct Bucket {
    /// Units times the milliseconds of a minute, so that whole numbers suffice. Below zero where sending took more.
    level: i64,
    at: Time,
    /// The service asked to be left alone until then.
    not_before: Time,
}

impl Quotas {
    /// Whether anything is known of what is left to a sign-in.
    pub fn knows(&self, id: SignInId) -> bool {
        self.all().contains_key(&id)
    }

    /// Goes on with what a process before this one noted as left at that moment. Up to `unnoted` units may have been spent since, but for
    /// what was not there: reading never takes more.
    pub fn go_on(&self, id: SignInId, per_minute: u32, (left, at): (i64, Time), unnoted: u32) {
        let left = left.saturating_sub(i64::from(unnoted)).max(left.min(0));
        let level = left.saturating_mul(MINUTE_MS).clamp(-scaled(per_minute), scaled(per_minute));
        self.all().entry(id).or_insert(Bucket { level, at, not_before: Time(0) });
    }

    /// How many whole units are left, below zero where sending took more.
    pub fn left(&self, id: SignInId, per_minute: u32, now: Time) -> i64 {
        let mut all = self.all();
        Bucket::of(&mut all, id, per_minute, now).level.div_euclid(MINUTE_MS)
    }

    /// Takes units. Errors: when to come back, where too few are left. What costs more than a minute's worth is let through once
    /// the bucket is full.
    pub fn take(&self, id: SignInId, per_minute: u32, cost: u32, now: Time) -> Result<(), Time> {
        let mut all = self.all();
        let bucket = Bucket::of(&mut all, id, per_minute, now);
        let (full, cost) = (scaled(per_minute), scaled(cost));
        if now < bucket.not_before {
            return Err(bucket.not_before);
        }
        if bucket.level >= cost.min(full) {
            bucket.level -= cost;
            return Ok(());
        }
        let wanted = cost.max(full / WORTH_COMING_BACK_FOR).min(full);
        let wait = (wanted - bucket.level) as u64;
        Err(now.plus_ms(i64::try_from(wait.div_ceil(u64::from(per_minute.max(1)))).unwrap_or(MINUTE_MS)))
    }

    /// Takes units whatever is left; the debt is never larger than a minute's worth.
    pub fn spend(&self, id: SignInId, per_minute: u32, cost: u32, now: Time) {
        let mut all = self.all();
        let bucket = Bucket::of(&mut all, id, per_minute, now);
        bucket.level = (bucket.level - scaled(cost)).max(-scaled(per_minute));
    }

    /// Has reading wait until then.
    pub fn rest(&self, id: SignInId, per_minute: u32, until: Time, now: Time) {
        let mut all = self.all();
        let bucket = Bucket::of(&mut all, id, per_minute, now);
        bucket.not_before = bucket.not_before.max(until);
    }

    /// Counts one request that leaves `spare` of the pace to what cannot wait. Errors: when to come back.
    pub fn ask(&self, id: SignInId, pace: Pace, spare: usize, now: Time) -> Result<(), Time> {
        let mut windows = self.windows();
        let window = windows.entry((id, pace.name)).or_default();
        if now < window.not_before {
            return Err(window.not_before);
        }
        let (n_times, within_ms) = window.told.unwrap_or((pace.n_times, pace.within_ms));
        let within_ms = within_ms + ON_ITS_WAY_MS;
        // A clock that was set back must not keep anybody waiting for ever.
        while window.asked.front().is_some_and(|at| !(0..within_ms).contains(&now.ms_since(*at))) {
            window.asked.pop_front();
        }
        let allowed = n_times.saturating_sub(spare).max(1);
        match window.asked.len().checked_sub(allowed).and_then(|place| window.asked.get(place)) {
            Some(at) => Err(at.plus_ms(within_ms)),
            None => {
                window.asked.push_back(now);
                Ok(())
            }
        }
    }

    /// Counts a request whatever is left.
    pub fn ask_now(&self, id: SignInId, pace: Pace, now: Time) {
        self.windows().entry((id, pace.name)).or_default().asked.push_back(now);
    }

    /// What a service said of a limit: so many within so long.
    pub fn told(&self, id: SignInId, name: &'static str, n_times: usize, within_ms: i64) {
        self.windows().entry((id, name)).or_default().told = Some((n_times, within_ms));
    }

    /// Has all that waits for this pace wait until then.
    pub fn leave_alone(&self, id: SignInId, name: &'static str, until: Time) {
        let mut windows = self.windows();
        let window = windows.entry((id, name)).or_default();
        window.not_before = window.not_before.max(until);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<SignInId, Bucket>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn windows(&self) -> MutexGuard<'_, HashMap<(SignInId, &'static str), Window>> {
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Bucket {
    fn of(all: &mut HashMap<SignInId, Self>, id: SignInId, per_minute: u32, now: Time) -> &mut Self {
        let full = scaled(per_minute);
        let bucket = all.entry(id).or_insert(Self { level: full, at: now, not_before: Time(0) });
        // A clock that was set back gives nothing; the time until then is not lost for ever.
        let elapsed = now.ms_since(bucket.at).clamp(0, 2 * MINUTE_MS);
        bucket.level = (bucket.level + elapsed * i64::from(per_minute)).min(full);
        bucket.at = now;
        bucket
    }
}

fn scaled(units: u32) -> i64 {
    i64::from(units) * MINUTE_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: SignInId = SignInId(1);
    const START: Time = Time(1_000_000);
    const GET_MESSAGE: u32 = 20;
    const SEND_DRAFT: u32 = 100;
    const PACE: Pace = Pace { name: "burst", n_times: 100, within_ms: 10_000 };

    #[test]
    fn in_no_window_of_time_is_more_asked_than_fits_and_a_little_is_spared() {
        let quotas = Quotas::default();
        let asked = |now| (0..).take_while(|_| quotas.ask(ONE, PACE, 5, now).is_ok()).count();
        assert_eq!(asked(START), 95);
        assert_eq!(quotas.ask(ONE, PACE, 5, START.plus_ms(9_000)), Err(START.plus_ms(10_250)));
        for _ in 0..5 {
            quotas.ask_now(ONE, PACE, START.plus_ms(9_000));
        }
        assert_eq!(asked(START.plus_ms(10_250)), 90, "what went ahead counts");
        assert_eq!(asked(START.plus_ms(19_250)), 5);
    }

    #[test]
    fn a_service_says_what_fits_and_when_it_wants_rest() {
        let quotas = Quotas::default();
        quotas.told(ONE, "burst", 190, 10_000);
        assert_eq!((0..).take_while(|_| quotas.ask(ONE, PACE, 0, START).is_ok()).count(), 190);
        quotas.leave_alone(ONE, "burst", START.plus_seconds(60));
        assert_eq!(quotas.ask(ONE, PACE, 0, START.plus_seconds(30)), Err(START.plus_seconds(60)));
        assert!(quotas.ask(ONE, PACE, 0, START.plus_seconds(60)).is_ok());
    }

    /// How many mails can be fetched at once.
    fn n_mails(quotas: &Quotas, per_minute: u32, now: Time) -> usize {
        (0..).take_while(|_| quotas.take(ONE, per_minute, GET_MESSAGE, now).is_ok()).count()
    }

    #[test]
    fn a_minutes_worth_goes_at_once_and_then_as_much_as_comes_back() {
        let quotas = Quotas::default();
        assert_eq!(n_mails(&quotas, 6000, START), 300);
        assert_eq!(n_mails(&quotas, 6000, START.plus_seconds(6)), 30);
        assert_eq!(n_mails(&quotas, 6000, START.plus_seconds(3600)), 300, "never more than a minute's worth");
    }

    #[test]
    fn who_has_to_wait_is_told_when_it_is_worth_coming_back() {
        let quotas = Quotas::default();
        n_mails(&quotas, 6000, START);
        let again = quotas.take(ONE, 6000, GET_MESSAGE, START).unwrap_err();
        assert_eq!(again, START.plus_seconds(10));
        assert_eq!(n_mails(&quotas, 6000, again), 50);
    }

    #[test]
    fn sending_never_waits_and_reading_waits_for_it() {
        let quotas = Quotas::default();
        n_mails(&quotas, 6000, START);
        quotas.spend(ONE, 6000, SEND_DRAFT, START);
        assert_eq!(quotas.take(ONE, 6000, GET_MESSAGE, START).unwrap_err(), START.plus_seconds(11));
    }

    #[test]
    fn what_costs_more_than_a_minutes_worth_goes_through_when_the_bucket_is_full() {
        let quotas = Quotas::default();
        assert!(quotas.take(ONE, 10, GET_MESSAGE, START).is_ok());
        let again = quotas.take(ONE, 10, GET_MESSAGE, START).unwrap_err();
        assert_eq!(again, START.plus_seconds(120));
        assert!(quotas.take(ONE, 10, GET_MESSAGE, again).is_ok());
    }

    #[test]
    fn each_sign_in_has_its_own_and_a_service_that_asks_for_rest_gets_it() {
        let quotas = Quotas::default();
        n_mails(&quotas, 6000, START);
        let other = SignInId(2);
        assert!(quotas.take(other, 6000, GET_MESSAGE, START).is_ok());
        quotas.rest(other, 6000, START.plus_seconds(7), START);
        assert_eq!(quotas.take(other, 6000, GET_MESSAGE, START), Err(START.plus_seconds(7)));
        assert!(quotas.take(other, 6000, GET_MESSAGE, START.plus_seconds(7)).is_ok());
    }

    #[test]
    fn a_restart_goes_on_with_what_was_left_and_gives_nothing_back() {
        let before = Quotas::default();
        assert_eq!(n_mails(&before, 6000, START), 300);
        let left = before.left(ONE, 6000, START);
        let after = Quotas::default();
        after.go_on(ONE, 6000, (left, START), 0);
        assert_eq!(n_mails(&after, 6000, START.plus_ms(100)), 0);
        assert_eq!(n_mails(&after, 6000, START.plus_seconds(6)), 30);
        let careful = Quotas::default();
        careful.go_on(ONE, 6000, (1000, START), 2000);
        assert_eq!(n_mails(&careful, 6000, START), 0, "what was not noted counts as spent");
        assert_eq!(n_mails(&careful, 6000, START.plus_seconds(10)), 50, "and no more than there was");
        careful.go_on(ONE, 6000, (6000, START), 0);
        assert_eq!(n_mails(&careful, 6000, START.plus_seconds(10)), 0, "what is known is not forgotten");
        let later = Quotas::default();
        later.go_on(ONE, 6000, (-6000, START), 2000);
        assert_eq!(n_mails(&later, 6000, START.plus_seconds(120)), 300);
    }

    #[test]
    fn a_clock_that_was_set_back_takes_nothing_away() {
        let quotas = Quotas::default();
        n_mails(&quotas, 6000, START);
        assert_eq!(n_mails(&quotas, 6000, START.plus_seconds(-600)), 0);
        assert_eq!(n_mails(&quotas, 6000, START.plus_seconds(-590)), 50);
    }
}
