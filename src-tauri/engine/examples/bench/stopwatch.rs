//! Real time, which nothing but a bench may ask for.

use std::future::Future;
use std::time::{Duration, Instant};

/// Waits for some work and tells how long it took.
#[expect(clippy::disallowed_methods, reason = "a bench measures real time; the engine's own time stands still meanwhile")]
pub async fn time<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<(Duration, T)> {
    let started = Instant::now();
    let done = work.await?;
    Ok((started.elapsed(), done))
}

/// Does some work and tells how long it took.
#[expect(clippy::disallowed_methods, reason = "a bench measures real time; the engine's own time stands still meanwhile")]
pub fn time_now<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let started = Instant::now();
    let done = work();
    (started.elapsed(), done)
}

/// The middle one of some durations; none of none.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
