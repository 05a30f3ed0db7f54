//! How long it takes from a key to the next item, painted: reading on with `j`, and deciding with `e`.
//!
//! Keys come through the driver as a person's do; the page's own clock tells when each was pressed and when the frame with the
//! next item had been painted, so that the driver's own way does not count.

use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Stage;
use super::table::{Figure, median, percentile};
use super::web::{Page, eventually};

pub(super) const ID: &str = "triage";
const PRESSES: usize = 60;
const TARGET_MS: f64 = 50.0;
/// A very quick reader: what stands next has been read ahead by then.
const BETWEEN: Duration = Duration::from_millis(250);
/// In `window.__took`: the milliseconds of each press.
const WATCH: &str = include_str!("triage.js");

pub(super) fn measure(stage: &Stage<'_>) -> Result<Figure> {
    let page = Page::open(stage)?;
    page.run(WATCH)?;
    let reading = presses(&page, 'j')?;
    let deciding = presses(&page, 'e')?;
    let (reads, decides) = (percentile(&reading, 95), percentile(&deciding, 95));
    let measured = reads.max(decides);
    Ok(Figure {
        id: ID.to_owned(),
        at: format!(
            "{} open items; {PRESSES} times each: read on p95 {reads:.0} ms (median {:.0}), decide p95 {decides:.0} ms (median {:.0})",
            stage.n_items,
            median(&reading),
            median(&deciding)
        ),
        measured,
        yardstick: None,
        unit: "ms".to_owned(),
        target: format!("p95 at most {TARGET_MS:.0} ms"),
        passes: measured <= TARGET_MS,
    })
}

fn presses(page: &Page, key: char) -> Result<Vec<f64>> {
    page.run("window.__took = []")?;
    for n_before in 0..PRESSES {
        page.press(key)?;
        eventually("the next item", || Ok(page.run("return window.__took.length")? == n_before + 1))?;
        sleep(BETWEEN);
    }
    let took = page.run("return window.__took")?;
    let took = took.as_array().context("Read how long each press took")?;
    Ok(took.iter().filter_map(Value::as_f64).collect())
}
