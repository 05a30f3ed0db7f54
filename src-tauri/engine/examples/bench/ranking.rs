//! How long the order of the whole queue takes, as ids along one index.
//!
//! The yardstick is the first page of the same queue, whose lines a screen asks for next.

use crate::figure::Figure;
use crate::stopwatch::{median, time};
use crate::world::World;
use anyhow::ensure;
use api::{Api as _, ListQueue, RankQueue, Ranking, Sort};
use engine::Engine;
use std::time::Duration;

pub const ID: &str = "ranking";
const ITEMS: usize = 100_000;
const ROUNDS: usize = 50;
const ROUNDS_OF_OTHERS: usize = 7;
const TARGET_MS: f64 = 60.0;

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let n_items = ITEMS * scale / 100;
    let world = World::with_items(n_items, 1).await?;
    let (mut ranking, mut paging) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (took, ranked) = time(rank(&world.engine, None, None)).await?;
        ensure!(ranked.ids.len() == n_items, "not the whole queue");
        ranking.push(took);
        let page = world.engine.list_queue(ListQueue { tab: None, band: None, limit: None, after: None });
        paging.push(time(async { Ok(page.await?) }).await?.0);
    }
    let others = others(&world.engine).await?;
    world.engine.stop().await;
    let (measured, yardstick) = (ms(median(ranking)), ms(median(paging)));
    Ok(Figure {
        id: ID,
        at: format!("{n_items} open items; median of {ROUNDS}; {others}"),
        measured,
        yardstick,
        unit: "ms",
        ratio: measured / yardstick,
        target: format!("at most {TARGET_MS:.0} ms"),
        passes: measured <= TARGET_MS,
    })
}

/// The other orders and a filter: what is looked for less often may take longer.
async fn others(engine: &Engine) -> anyhow::Result<String> {
    let mut told = Vec::new();
    for (name, sort, text) in [
        ("by due", Some(Sort::Due), None),
        ("newest", Some(Sort::Newest), None),
        ("by name", Some(Sort::Name), None),
        ("filtered", None, Some("ines pilot")),
    ] {
        let mut all = Vec::with_capacity(ROUNDS_OF_OTHERS);
        for _ in 0..ROUNDS_OF_OTHERS {
            all.push(time(rank(engine, sort, text)).await?.0);
        }
        told.push(format!("{name} {:.0} ms", ms(median(all))));
    }
    Ok(told.join(", "))
}

async fn rank(engine: &Engine, sort: Option<Sort>, text: Option<&str>) -> anyhow::Result<Ranking> {
    Ok(engine.rank_queue(RankQueue { tab: None, band: None, text: text.map(str::to_owned), sort }).await?)
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
