//! How long the first page of the queue takes, filtered, with the counts of all tabs: it must not grow with the queue.
//!
//! The yardstick is the same page of a queue of 1,000 items. The two take turns, and the median of many counts.

use crate::figure::Figure;
use crate::stopwatch::{median, time};
use crate::world::World;
use anyhow::ensure;
use api::{Api as _, Band, ListQueue, QueuePage, Tab};
use engine::Engine;

pub const ID: &str = "queue-page";
const ITEMS: usize = 100_000;
const ITEMS_OF_YARDSTICK: usize = 1_000;
const SIGNALS_PER_ITEM: usize = 10;
const PAGE: u32 = 50;
const ROUNDS: usize = 300;
const ROUNDS_TO_WARM_UP: usize = 20;
const TARGET_RATIO: f64 = 2.0;
const TARGET_MS: f64 = 5.0;

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let n_items = ITEMS * scale / 100;
    let long = World::with_items(n_items, SIGNALS_PER_ITEM).await?;
    let short = World::with_items(ITEMS_OF_YARDSTICK, SIGNALS_PER_ITEM).await?;
    let (mut of_long, mut of_short) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS_TO_WARM_UP + ROUNDS {
        let (long_took, long_page) = time(page(&long.engine)).await?;
        let (short_took, short_page) = time(page(&short.engine)).await?;
        ensure!(long_page.items.len() == short_page.items.len(), "the two pages differ in length");
        if round >= ROUNDS_TO_WARM_UP {
            of_long.push(long_took);
            of_short.push(short_took);
        }
    }
    long.engine.stop().await;
    short.engine.stop().await;
    let ms = |times| median(times).as_secs_f64() * 1000.0;
    let (measured, yardstick) = (ms(of_long), ms(of_short));
    let ratio = measured / yardstick;
    Ok(Figure {
        id: ID,
        at: format!(
            "{n_items} open items, {} signals, against {ITEMS_OF_YARDSTICK} items; median of {ROUNDS}",
            n_items * SIGNALS_PER_ITEM
        ),
        measured,
        yardstick,
        unit: "ms",
        ratio,
        target: format!("ratio at most {TARGET_RATIO:.0}, and at most {TARGET_MS:.0} ms"),
        passes: ratio <= TARGET_RATIO && measured <= TARGET_MS,
    })
}

async fn page(engine: &Engine) -> anyhow::Result<QueuePage> {
    let request = ListQueue { tab: Some(Tab::Replies), band: Some(Band::Hot), limit: Some(PAGE), after: None };
    let page = engine.list_queue(request).await?;
    ensure!(page.items.len() == PAGE as usize, "the page is not full");
    Ok(page)
}
