//! How fast signals become ranked work: known or new, stored, play, scored and queued, audited.
//!
//! The yardstick puts the very rows that came of it into a second workspace of the same tables, indexes, triggers and pragmas,
//! with one statement for each table and batch. The two take turns batch by batch, so that both meet the same machine and
//! equally long tables.

use crate::figure::Figure;
use crate::stopwatch::time;
use crate::world::World;
use anyhow::ensure;
use engine::store::bare;
use engine::testkit::take_in_batch;
use std::time::Duration;

pub const ID: &str = "ingest";
const SIGNALS: usize = 100_000;
/// As many as the judge takes in with one transaction.
const SIGNALS_PER_BATCH: usize = 200;
const TARGET: f64 = 0.30;

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let n_batches = (SIGNALS * scale / 100).div_ceil(SIGNALS_PER_BATCH);
    let (mut world, mut other) = (World::new().await?, World::new().await?);
    let (mut taking_in, mut inserting) = (Duration::ZERO, Duration::ZERO);
    let (mut n_opened, mut n_rows) = (0, 0);
    for _ in 0..n_batches {
        let batch = world.conversations(SIGNALS_PER_BATCH, 1).await?;
        // The same people and threads, so that the rows find what they refer to.
        other.conversations(SIGNALS_PER_BATCH, 1).await?;
        let mark = bare::mark(&mut *world.engine.cx().read().await?).await?;
        let (took, opened) = time(take_in_batch(&world.engine, &batch)).await?;
        taking_in += took;
        n_opened += opened;
        let rows = bare::since(&mut *world.engine.cx().read().await?, &mark).await?;
        n_rows += rows.count();
        let cx = other.engine.cx();
        let (took, ()) = time(async {
            let mut write = cx.write().await?;
            bare::insert(&mut write, &rows).await?;
            write.commit().await
        })
        .await?;
        inserting += took;
        // What is known is known: taking in again changes nothing.
        let mark = bare::mark(&mut *world.engine.cx().read().await?).await?;
        ensure!(take_in_batch(&world.engine, batch.get(..1).unwrap_or_default()).await? == 0, "a known signal opened an item");
        ensure!(bare::since(&mut *world.engine.cx().read().await?, &mark).await?.count() == 0, "a known signal left a row");
    }
    let n_signals = n_batches * SIGNALS_PER_BATCH;
    ensure!(n_opened == n_signals as u64, "{n_opened} items were opened by {n_signals} signals");
    world.engine.stop().await;
    other.engine.stop().await;
    let rate = |took: Duration| n_signals as f64 / took.as_secs_f64();
    let (figure, yardstick) = (rate(taking_in), rate(inserting));
    let ratio = figure / yardstick;
    Ok(Figure {
        id: ID,
        at: format!("{n_signals} signals, {n_rows} rows, {SIGNALS_PER_BATCH} signals a transaction"),
        measured: figure,
        yardstick,
        unit: "signals/s",
        ratio,
        target: format!("ratio at least {TARGET:.2}"),
        passes: ratio >= TARGET,
    })
}
