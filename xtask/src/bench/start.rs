//! How long it takes from the start of the process until the ranked queue is seen.
//!
//! What counts is the picture on the screen: the moment at which the part of it with the list (in the empty window: with its
//! words) became what it then stays. So nothing is asked of the programs, and both are measured alike. They take turns.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::Stage;
use super::display::{Area, Look};
use super::table::{Figure, median};
use super::window::Window;

pub(super) const ID: &str = "start";
const ROUNDS: usize = 7;
const TARGET: f64 = 1.3;
/// The rows of the list, without what stands above them and without the scroll bar.
const LIST: Area = Area { left: 70, top: 150, right: 430, bottom: 700 };
/// Fewer colours than this are no text.
const COLOURS_OF_TEXT: usize = 24;
const LOOK_EVERY: Duration = Duration::from_millis(3);
/// What has not changed for so long is all there.
const SETTLED: Duration = Duration::from_millis(1500);
const AT_MOST: Duration = Duration::from_secs(60);

pub(super) fn measure(stage: &Stage<'_>) -> Result<Figure> {
    let (mut ours, mut empty) = (Vec::new(), Vec::new());
    // The first start of each reads its files from the disk, and counts for nothing.
    for round in 0..=ROUNDS {
        let one = time_to_paint(stage, &stage.program)?;
        let other = time_to_paint(stage, &stage.empty)?;
        if round > 0 {
            ours.push(one);
            empty.push(other);
        }
    }
    let (measured, yardstick) = (median(&ours), median(&empty));
    Ok(Figure {
        id: ID.to_owned(),
        at: format!("{} open items, against an empty Tauri window; median of {ROUNDS}, files in memory", stage.n_items),
        measured,
        yardstick: Some(yardstick),
        unit: "ms".to_owned(),
        target: format!("ratio at most {TARGET:.1}"),
        passes: measured <= TARGET * yardstick,
    })
}

/// In milliseconds.
fn time_to_paint(stage: &Stage<'_>, program: &Path) -> Result<f64> {
    let blank = stage.display.look(LIST)?;
    if blank.n_colours >= COLOURS_OF_TEXT {
        bail!("there is a window on the screen already");
    }
    let mut window = Window::start(stage.display, program, &stage.workspace)?;
    let painted = settled(stage, &mut window, blank)?;
    let took = painted.duration_since(window.started);
    window.end()?;
    wait_until_blank(stage)?;
    Ok(took.as_secs_f64() * 1000.0)
}

/// When the list became what it stays.
fn settled(stage: &Stage<'_>, window: &mut Window, blank: Look) -> Result<Instant> {
    let (mut last, mut changed) = (blank, window.started);
    while window.started.elapsed() < AT_MOST {
        let look = stage.display.look(LIST)?;
        let now = Instant::now();
        if look != last {
            (last, changed) = (look, now);
        } else if look.n_colours >= COLOURS_OF_TEXT && now.duration_since(changed) > SETTLED {
            return Ok(changed);
        }
        window.is_running()?;
        sleep(LOOK_EVERY);
    }
    bail!("nothing was seen in the window after {} s", AT_MOST.as_secs())
}

fn wait_until_blank(stage: &Stage<'_>) -> Result<()> {
    let ended = Instant::now();
    while stage.display.look(LIST)?.n_colours > 2 {
        if ended.elapsed() > AT_MOST {
            bail!("the window did not go away");
        }
        sleep(LOOK_EVERY);
    }
    Ok(())
}
