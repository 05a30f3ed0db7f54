//! How much work the list has with each frame while it is scrolled through ten thousand items.
//!
//! Its own work: from the scroll to all rows standing where they belong, laid out. What lies between two frames is told beside
//! it, with painting and everything else that goes on.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::Stage;
use super::table::{Figure, percentile};
use super::web::Page;

pub(super) const ID: &str = "scroll";
const TARGET_MS: f64 = 33.0;
/// Answers `{ work: [ms…], frames: [ms…], rows, of }`: scrolled through so many rows of so many; or `{ fault }`.
const SCROLL: &str = include_str!("scroll.js");

pub(super) fn measure(stage: &Stage<'_>) -> Result<Figure> {
    let page = Page::open(stage)?;
    let answer = page.run_until_told(SCROLL)?;
    if let Some(fault) = answer.get("fault").and_then(Value::as_str) {
        bail!("{fault}");
    }
    let number = |name: &str| answer.get(name).and_then(Value::as_u64).unwrap_or_default();
    if number("rows") + 1 < number("of") {
        bail!("it stood still at row {} of {}", number("rows"), number("of"));
    }
    let times = |name: &str| -> Result<Vec<f64>> {
        let times = answer.get(name).and_then(Value::as_array).context("Read the times of the frames")?;
        Ok(times.iter().filter_map(Value::as_f64).collect())
    };
    let (work, frames) = (times("work")?, times("frames")?);
    let measured = percentile(&work, 100);
    Ok(Figure {
        id: ID.to_owned(),
        at: format!(
            "{} of {} rows in {} frames; own work p95 {:.1} ms, and between frames p95 {:.0} ms, at most {:.0} ms",
            number("rows"),
            stage.n_items,
            work.len(),
            percentile(&work, 95),
            percentile(&frames, 95),
            percentile(&frames, 100),
        ),
        measured,
        yardstick: None,
        unit: "ms".to_owned(),
        target: format!("no frame over {TARGET_MS:.0} ms of own work"),
        passes: measured <= TARGET_MS,
    })
}
