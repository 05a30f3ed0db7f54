//! Runs jobs as they become due, side by side: one at a time of those that stay inside, two of those that go outside.
//!
//! Two outside, so that one slow service does not hold up what goes to another. Never two of the same row: the lease sees to
//! that. What two jobs of one connection must not do at once takes turns elsewhere (`connectors/readings.rs`, the claim of
//! an action, the refreshing of a token).

use super::{ALL, Lane, run};
use crate::cx::Cx;
use crate::store::jobs::{But, Row};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedRwLockReadGuard, OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

const INSIDE_AT_ONCE: usize = 1;
const OUTSIDE_AT_ONCE: usize = 2;
/// The longest that is slept: work that another process asked for is found within this time.
const NAP: Duration = Duration::from_millis(500);
/// How long jobs that are under way may take to end when the program does.
const GRACE: Duration = Duration::from_secs(2);

/// What runs: the ids of its jobs, and the places that are left.
struct Running {
    jobs: Mutex<HashSet<i64>>,
    inside: Arc<Semaphore>,
    outside: Arc<Semaphore>,
}

/// A job in hand; its place is free again when this goes, however it ends.
struct InHand {
    running: Arc<Running>,
    job: i64,
    _place: Option<OwnedSemaphorePermit>,
}

impl Running {
    fn jobs(&self) -> MutexGuard<'_, HashSet<i64>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A kind that is not known ends with an error at once, wherever that is.
    fn places(&self, kind: &str) -> &Arc<Semaphore> {
        match ALL.iter().find(|known| known.name == kind).map(|known| known.lane) {
            Some(Lane::Outside) => &self.outside,
            Some(Lane::Inside) | None => &self.inside,
        }
    }

    /// The kinds for which there is no place.
    fn full(&self) -> Vec<&'static str> {
        ALL.iter().map(|kind| kind.name).filter(|kind| self.places(kind).available_permits() == 0).collect()
    }

    fn begin(self: &Arc<Self>, job: &Row) -> InHand {
        self.jobs().insert(job.job_id);
        let place = self.places(&job.kind).clone().try_acquire_owned().ok();
        InHand { running: self.clone(), job: job.job_id, _place: place }
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        self.running.jobs().remove(&self.job);
    }
}

/// A job, and the workspace as it is until that is done. Who answers a request has seen to the latter already.
async fn claim(cx: &Cx, but: But<'_>) -> anyhow::Result<Option<(Row, OwnedRwLockReadGuard<()>)>> {
    let at_work = cx.at_work.clone().read_owned().await;
    Ok(run::claim(cx, but).await?.map(|job| (job, at_work)))
}

/// Runs jobs as they become due, until cancelled.
pub async fn work(cx: Cx, cancel: CancellationToken) {
    let running = Arc::new(Running {
        jobs: Mutex::default(),
        inside: Arc::new(Semaphore::new(INSIDE_AT_ONCE)),
        outside: Arc::new(Semaphore::new(OUTSIDE_AT_ONCE)),
    });
    let mut tasks = JoinSet::new();
    loop {
        let (full, jobs) = (running.full(), running.jobs().iter().copied().collect::<Vec<_>>());
        let claimed = tokio::select! {
            () = cancel.cancelled() => break,
            claimed = claim(&cx, But { kinds: &full, jobs: &jobs }) => claimed,
        };
        match claimed {
            Ok(Some((job, at_work))) => {
                let (cx, in_hand) = (cx.clone(), running.begin(&job));
                tasks.spawn(async move {
                    let (_in_hand, _at_work) = (in_hand, at_work);
                    if let Err(error) = run::run(&cx, &job).await {
                        tracing::warn!(kind = job.kind, error = format!("{error:#}"), "the end of a job cannot be written down");
                    }
                });
            }
            Ok(None) => {
                tokio::select! {
                    () = cancel.cancelled() => break,
                    // A place is free, or what was done asks for more.
                    Some(_) = tasks.join_next() => {}
                    () = cx.work.notified() => {}
                    () = tokio::time::sleep(NAP) => {}
                }
                if let Err(error) = run::take_over(&cx).await {
                    tracing::warn!(error = format!("{error:#}"), "cannot look after other processes' work");
                }
            }
            Err(error) => {
                tracing::warn!(error = format!("{error:#}"), "cannot look for work");
                tokio::select! {
                    () = cancel.cancelled() => break,
                    () = tokio::time::sleep(NAP) => {}
                }
            }
        }
        while tasks.try_join_next().is_some() {}
    }
    let all_ended = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, all_ended).await.is_err() {
        // What is cut off is found again by the next process, as after a crash.
        tasks.shutdown().await;
    }
}
