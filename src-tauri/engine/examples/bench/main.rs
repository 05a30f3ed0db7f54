//! Measures the engine: `cargo xtask bench [--scale 1|10|100] [ID…]`.
//!
//! Each figure stands beside a yardstick that is measured in the same run, because machines differ; a bench is not a test, and
//! no figure makes it fail. The data are made up by a seeded generator. Prints one table and writes it as `bench.json` to the
//! target folder. Must never measure the making of its data.

mod import;
mod ingest;
mod item_open;
mod queue_page;
mod ranking;
mod rescore;
mod stopwatch;
mod table;
mod world;

use anyhow::bail;
use std::process::ExitCode;
use table::Figure;

/// What there is to measure, by id, and in one line.
const BENCHES: &[(&str, &str)] = &[
    (ingest::ID, "signal to stored, scored, queued and audited, against inserting the same rows bare"),
    (rescore::ID, "scoring all open items anew, against reading them"),
    (item_open::ID, "one item with evidence, thread, draft and gates, against reading one row"),
    (import::ID, "a large mbox to judged mail, against mail-parser alone on the same bytes"),
    (queue_page::ID, "the first page of a long queue, against that of a short one"),
    (ranking::ID, "the order of a whole long queue, against its first page"),
];

/// Sizes in percent, and which benches.
#[derive(Debug)]
struct Wish {
    scale: usize,
    ids: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match wish(std::env::args().skip(1)) {
        Ok(wish) => match measure(&wish).await.and_then(|figures| table::show(wish.scale, &figures)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("bench: {error:#}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("bench: {error}\n\nUsage: bench [--scale N] [ID…]\n\n  --scale N     sizes in percent, 1 to 100; else 100");
            for (id, what) in BENCHES {
                eprintln!("  {id:<12}  {what}");
            }
            ExitCode::from(2)
        }
    }
}

fn wish(mut given: impl Iterator<Item = String>) -> anyhow::Result<Wish> {
    let mut wish = Wish { scale: 100, ids: Vec::new() };
    while let Some(word) = given.next() {
        if word == "--scale" {
            let percent = given.next().and_then(|n| n.parse().ok()).filter(|n| (1..=100).contains(n));
            let Some(percent) = percent else { bail!("--scale needs a whole number from 1 to 100") };
            wish.scale = percent;
        } else if BENCHES.iter().any(|(id, _)| *id == word) {
            wish.ids.push(word);
        } else {
            bail!("there is nothing to measure called {word}");
        }
    }
    Ok(wish)
}

async fn measure(wish: &Wish) -> anyhow::Result<Vec<Figure>> {
    let wanted = |id: &str| wish.ids.is_empty() || wish.ids.iter().any(|wanted| wanted == id);
    let mut figures = Vec::new();
    if wanted(ingest::ID) {
        figures.push(ingest::measure(wish.scale).await?);
    }
    if wanted(rescore::ID) {
        figures.push(rescore::measure(wish.scale).await?);
    }
    if wanted(item_open::ID) {
        figures.push(item_open::measure(wish.scale).await?);
    }
    if wanted(import::ID) {
        figures.push(import::measure(wish.scale).await?);
    }
    if wanted(queue_page::ID) {
        figures.push(queue_page::measure(wish.scale).await?);
    }
    if wanted(ranking::ID) {
        figures.push(ranking::measure(wish.scale).await?);
    }
    Ok(figures)
}
