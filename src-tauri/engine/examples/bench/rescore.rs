//! How long it takes to score all open items anew, as happens each minute.
//!
//! The yardstick reads the same rows, page by page, and does nothing with them. The two take turns, and the median of some counts.

use crate::figure::Figure;
use crate::stopwatch::{median, time};
use crate::world::World;
use anyhow::ensure;
use engine::testkit::{read_open_items, rescore_all};

pub const ID: &str = "rescore";
const ITEMS: usize = 100_000;
const ROUNDS: usize = 7;
const TARGET: f64 = 3.0;

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let n_items = ITEMS * scale / 100;
    let world = World::with_items(n_items, 1).await?;
    let (mut scoring, mut reading) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (took, n_written) = time(rescore_all(&world.engine)).await?;
        ensure!(n_written == 0, "{n_written} items were written although no time has passed");
        scoring.push(took);
        let (took, n_read) = time(read_open_items(&world.engine)).await?;
        ensure!(n_read == n_items, "{n_read} items were read");
        reading.push(took);
    }
    world.engine.stop().await;
    let ms = |times| median(times).as_secs_f64() * 1000.0;
    let (measured, yardstick) = (ms(scoring), ms(reading));
    let ratio = measured / yardstick;
    Ok(Figure {
        id: ID,
        at: format!("{n_items} open items, none of which moved; median of {ROUNDS}"),
        measured,
        yardstick,
        unit: "ms",
        ratio,
        target: format!("ratio at most {TARGET:.0}"),
        passes: ratio <= TARGET,
    })
}
