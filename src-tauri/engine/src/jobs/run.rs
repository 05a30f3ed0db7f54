//! Claims one due job, runs it and writes its end down. [`run_until_idle`] does so one after another; `lanes` side by side.

use super::{ALL, Again};
use crate::cx::Cx;
use crate::fault;
use crate::owner;
use crate::store::{jobs as store, problems};
use anyhow::Context as _;
use api::Time;
use std::time::Duration;
use tokio_util::task::AbortOnDropHandle;

/// How long a job may be in hand before another process may take it, where it cannot tell whether the first one lives.
const LEASE_SECONDS: i64 = 120;
/// How often a job that takes long is kept in hand for longer.
const RENEWED_EVERY: Duration = Duration::from_secs(40);
/// The first wait after a failure; each further one doubles it.
const BACK_OFF_SECONDS: i64 = 5;
const BACK_OFF_AT_MOST_SECONDS: i64 = 600;

/// Frees the work of processes that are no more.
pub async fn take_over(cx: &Cx) -> anyhow::Result<()> {
    let owners = store::owners(&mut *cx.read().await?).await?;
    for name in owners {
        if name != cx.owner.name() && !owner::is_alive(&cx.owners(), &name) {
            let mut write = cx.write().await?;
            store::release(&mut write, &name).await?;
            write.commit().await?;
        }
    }
    Ok(())
}

/// Runs what is due now, and what becomes due by that, one after another; never waits. Answers when the next is due, and what
/// it is.
pub async fn run_until_idle(cx: &Cx) -> anyhow::Result<Option<(String, Time)>> {
    take_over(cx).await?;
    while let Some(job) = claim(cx, store::But::default()).await? {
        run(cx, &job).await?;
    }
    store::next_due(&mut *cx.read().await?).await
}

/// Takes the next due job in hand. None where nothing is due.
pub async fn claim(cx: &Cx, but: store::But<'_>) -> anyhow::Result<Option<store::Row>> {
    let now = cx.now();
    // Looking costs no lock; most looks find nothing.
    if store::next_free(&mut *cx.read().await?, but, now).await?.is_none() {
        return Ok(None);
    }
    let mut write = cx.write().await?;
    let Some(job) = store::next_free(write.conn(), but, now).await? else { return Ok(None) };
    store::claim(&mut write, job.id(), cx.owner.name(), now.plus_seconds(LEASE_SECONDS)).await?;
    write.commit().await?;
    Ok(Some(job))
}

/// Runs and finishes a job that is in hand.
pub async fn run(cx: &Cx, job: &store::Row) -> anyhow::Result<()> {
    let result = run_caught(cx, job).await;
    fault::point("job_before_finish");
    let mut write = cx.write().await?;
    match result {
        Ok(again) => {
            store::finish(&mut write, job.id(), cx.owner.name(), again).await?;
            problems::clear(&mut write, &job.kind, &job.subject.to_string()).await?;
        }
        Err(error) => {
            let words = format!("{error:#}");
            tracing::warn!(kind = job.kind, subject = job.subject, error = words, "a job failed");
            let wait = BACK_OFF_SECONDS.saturating_mul(1 << job.n_attempts.clamp(0, 10)).min(BACK_OFF_AT_MOST_SECONDS);
            let at = cx.now();
            store::fail(&mut write, job.id(), cx.owner.name(), &words, at.plus_ms(wait * 1000 + jitter_ms(cx)?)).await?;
            problems::record(&mut write, &job.kind, &job.subject.to_string(), &words, at).await?;
        }
    }
    write.commit().await
}

/// Up to a second, so that what failed together does not come back together.
fn jitter_ms(cx: &Cx) -> anyhow::Result<i64> {
    let mut byte = [0; 1];
    cx.random.fill(&mut byte)?;
    Ok(byte.first().map_or(0, |byte| i64::from(*byte) * 4))
}

/// Runs a job in a task of its own, so that its panic ends the job and nothing else, and keeps it in hand meanwhile. Whoever
/// gives up waiting ends it.
async fn run_caught(cx: &Cx, job: &store::Row) -> anyhow::Result<Again> {
    let kind =
        ALL.iter().find(|kind| kind.name == job.kind).with_context(|| format!("There is no kind of job called {}", job.kind))?;
    let mut task = AbortOnDropHandle::new(tokio::spawn((kind.run)(cx.clone(), job.subject)));
    let ended = loop {
        tokio::select! {
            ended = &mut task => break ended,
            () = tokio::time::sleep(RENEWED_EVERY) => {
                if let Err(error) = renew(cx, job).await {
                    tracing::warn!(kind = job.kind, error = format!("{error:#}"), "a job cannot be kept in hand");
                }
            }
        }
    };
    match ended {
        Ok(result) => result,
        Err(error) if error.is_panic() => {
            let panic = error.into_panic();
            let words =
                panic.downcast_ref::<&str>().map(|words| (*words).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
            Err(anyhow::anyhow!("a fault of the program: {}", words.unwrap_or_default()))
        }
        Err(error) => Err(error).context("The job was cancelled"),
    }
}

async fn renew(cx: &Cx, job: &store::Row) -> anyhow::Result<()> {
    let mut write = cx.write().await?;
    store::renew(&mut write, job.id(), cx.owner.name(), cx.now().plus_seconds(LEASE_SECONDS)).await?;
    write.commit().await
}
