//! How much memory the window takes after a minute of doing nothing, those of its processes included that draw the page.
//!
//! One after the other, never both at once: what two windows share would count as half for each.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::Result;

use super::Stage;
use super::table::Figure;
use super::window::Window;

pub(super) const ID: &str = "memory";
const TARGET: f64 = 1.3;
const IDLE: Duration = Duration::from_secs(60);

pub(super) fn measure(stage: &Stage<'_>) -> Result<Figure> {
    let measured = after_a_minute(stage, &stage.program)?;
    let yardstick = after_a_minute(stage, &stage.empty)?;
    Ok(Figure {
        id: ID.to_owned(),
        at: format!("{} open items, against an empty Tauri window; proportional set size, idle for 60 s", stage.n_items),
        measured,
        yardstick: Some(yardstick),
        unit: "MB".to_owned(),
        target: format!("ratio at most {TARGET:.1}"),
        passes: measured <= TARGET * yardstick,
    })
}

/// In megabytes.
fn after_a_minute(stage: &Stage<'_>, program: &Path) -> Result<f64> {
    let mut window = Window::start(stage.display, program, &stage.workspace)?;
    sleep(IDLE);
    window.is_running()?;
    let bytes = window.memory()?;
    window.end()?;
    Ok(bytes as f64 / 1e6)
}
