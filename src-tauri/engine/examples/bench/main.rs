//! Measures the engine: `cargo xtask bench [--scale 1|10|100] [ID…]`.
//!
//! Each figure stands beside a yardstick that is measured in the same run, because machines differ; a bench is not a test, and
//! no figure makes it fail. The data are made up by a seeded generator. Prints each figure as a line of JSON; `--workspace FOLDER`
//! makes a workspace there instead, for the benches of the window. Must never measure the making of its data.

mod figure;
mod first_sync;
mod hubspot;
mod import;
mod ingest;
mod item_open;
mod memory;
mod pass_through;
#[path = "../../../../tests/flows/peers.rs"]
#[expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    dead_code,
    reason = "it is shared with the tests of the engine, which use all of it"
)]
mod peers;
mod queue_page;
mod ranking;
mod rescore;
mod stopwatch;
mod webhook;
mod workspace;
mod world;

use anyhow::bail;
use std::path::PathBuf;
use std::process::ExitCode;

/// What there is to measure, by id, and in one line.
const BENCHES: &[(&str, &str)] = &[
    (ingest::ID, "signal to stored, scored, queued and audited, against inserting the same rows bare"),
    (rescore::ID, "scoring all open items anew, against reading them"),
    (item_open::ID, "one item with evidence, thread, draft and gates, against reading one row"),
    (first_sync::ID, "a mailbox at a service, first read to the queue, against a bare client that asks the same"),
    (import::ID, "a large mbox to judged mail, against mail-parser alone on the same bytes"),
    (queue_page::ID, "the first page of a long queue, against that of a short one"),
    (ranking::ID, "the order of a whole long queue, against its first page"),
    (hubspot::ID, "a portal read for the first time, against HubSpot's own limits"),
    (webhook::ID, "posts taken while all else goes on, against ten thousand a minute"),
];

/// Sizes in percent, and which benches.
#[derive(Debug)]
struct Wish {
    scale: usize,
    ids: Vec<String>,
    /// Where a workspace is to be made, instead of measuring anything.
    workspace: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match wish(std::env::args().skip(1)) {
        Ok(wish) => match carry_out(&wish).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("bench: {error:#}");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!(
                "bench: {error}\n\nUsage: bench [--scale N] [--workspace FOLDER] [ID…]\n\n  --scale N     sizes in percent, 1 to 100; else 100"
            );
            for (id, what) in BENCHES {
                eprintln!("  {id:<12}  {what}");
            }
            ExitCode::from(2)
        }
    }
}

fn wish(mut given: impl Iterator<Item = String>) -> anyhow::Result<Wish> {
    let mut wish = Wish { scale: 100, ids: Vec::new(), workspace: None };
    while let Some(word) = given.next() {
        if word == "--scale" {
            let percent = given.next().and_then(|n| n.parse().ok()).filter(|n| (1..=100).contains(n));
            let Some(percent) = percent else { bail!("--scale needs a whole number from 1 to 100") };
            wish.scale = percent;
        } else if word == "--workspace" {
            let Some(folder) = given.next() else { bail!("--workspace needs a folder") };
            wish.workspace = Some(PathBuf::from(folder));
        } else if BENCHES.iter().any(|(id, _)| *id == word) {
            wish.ids.push(word);
        } else {
            bail!("there is nothing to measure called {word}");
        }
    }
    Ok(wish)
}

async fn carry_out(wish: &Wish) -> anyhow::Result<()> {
    if let Some(folder) = &wish.workspace {
        return workspace::make(folder, wish.scale).await;
    }
    let wanted = |id: &str| wish.ids.is_empty() || wish.ids.iter().any(|wanted| wanted == id);
    let mut failed = Vec::new();
    for (id, _) in BENCHES.iter().filter(|(id, _)| wanted(id)) {
        // One that fails leaves the others as they are.
        if !figure::tell(id, measure(id, wish.scale).await) {
            failed.push(*id);
        }
    }
    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(" "));
    }
    Ok(())
}

async fn measure(id: &str, scale: usize) -> anyhow::Result<figure::Figure> {
    match id {
        ingest::ID => ingest::measure(scale).await,
        rescore::ID => rescore::measure(scale).await,
        item_open::ID => item_open::measure(scale).await,
        first_sync::ID => first_sync::measure(scale).await,
        import::ID => import::measure(scale).await,
        queue_page::ID => queue_page::measure(scale).await,
        ranking::ID => ranking::measure(scale).await,
        hubspot::ID => hubspot::measure(scale).await,
        webhook::ID => webhook::measure(scale).await,
        _ => bail!("there is nothing to measure called {id}"),
    }
}
