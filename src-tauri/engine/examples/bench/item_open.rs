//! How long it takes to open an item with its evidence, thread, draft and gates, in a workspace full of others.
//!
//! The yardstick reads one row by its key. The two take turns, and the median of many counts.

use crate::figure::Figure;
use crate::stopwatch::{median, time};
use crate::world::World;
use anyhow::{Context as _, ensure};
use api::{Api as _, Import, ItemId, ListQueue, ShowItem};
use engine::testkit::{Mail, OFFER, QUESTION, read_item};

pub const ID: &str = "item-open";
const ITEMS: usize = 100_000;
const SIGNALS_PER_ITEM: usize = 10;
/// Items with real mail behind them, in conversations of this many mails.
const OPENED: usize = 40;
const MAILS: usize = 6;
const ROUNDS: usize = 10;
const TARGET: f64 = 20.0;

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let n_items = ITEMS * scale / 100;
    let mut world = World::new().await?;
    let opened = real_items(&world).await?;
    world.add_items(n_items, SIGNALS_PER_ITEM).await?;
    let (mut opening, mut reading) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for &item in &opened {
            let (took, detail) = time(async { Ok(world.engine.show_item(ShowItem { item }).await?) }).await?;
            ensure!(detail.thread.len() == MAILS && detail.draft.is_some(), "an item without its mails or draft");
            opening.push(took);
            let (took, ()) = time(read_item(&world.engine, item)).await?;
            reading.push(took);
        }
    }
    world.engine.stop().await;
    let ms = |times| median(times).as_secs_f64() * 1000.0;
    let (measured, yardstick) = (ms(opening), ms(reading));
    let ratio = measured / yardstick;
    Ok(Figure {
        id: ID,
        at: format!("{n_items} open items beside {OPENED} with {MAILS} mails each; median of {}", ROUNDS * OPENED),
        measured,
        yardstick,
        unit: "ms",
        ratio,
        target: format!("ratio at most {TARGET:.0}"),
        passes: ratio <= TARGET,
    })
}

/// Items as they come of mail, drafted.
async fn real_items(world: &World) -> anyhow::Result<Vec<ItemId>> {
    let folder = world.folder().join("mails");
    std::fs::create_dir_all(&folder).context("Make a folder for mails")?;
    for conversation in 0..OPENED {
        let contact = format!("Ines Duarte <ines{conversation}@brightloom{conversation}.example>");
        let mut before = String::new();
        for number in 0..MAILS {
            let is_own = number % 2 == 0;
            let id = format!("m{number}.{conversation}@northwind.example");
            let date = format!("Fri, 20 Nov 2026 1{number}:00:00 +0000");
            let mail = Mail {
                id: &id,
                from: if is_own { OFFER.from } else { &contact },
                to: if is_own { &contact } else { OFFER.from },
                date: &date,
                answers: &before,
                ..if is_own { OFFER } else { QUESTION }
            };
            std::fs::write(folder.join(format!("{conversation}-{number}.eml")), mail.text()).context("Write a mail")?;
            before = id;
        }
    }
    world.engine.import(Import { paths: vec![folder.display().to_string()] }).await?;
    world.engine.run_until_idle().await?;
    let queue = world.engine.list_queue(ListQueue { tab: None, band: None, limit: Some(1000), after: None }).await?;
    ensure!(queue.items.len() == OPENED, "{} items came of {OPENED} conversations", queue.items.len());
    Ok(queue.items.iter().map(|item| item.id).collect())
}
