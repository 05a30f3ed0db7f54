//! What was measured, as a line of JSON for `cargo xtask bench`, which makes the table.

#![expect(clippy::print_stdout, reason = "the figures are what this program is for")]

use serde_json::json;

/// One thing that was measured.
#[derive(Debug)]
pub struct Figure {
    pub id: &'static str,
    /// Of what, and how much of it.
    pub at: String,
    pub measured: f64,
    /// Measured in the same run, in the same unit.
    pub yardstick: f64,
    pub unit: &'static str,
    /// The figure divided by its yardstick.
    pub ratio: f64,
    pub target: String,
    pub passes: bool,
}

/// Prints a figure as a line of its own, or why there is none. Answers whether there is one.
pub fn tell(id: &str, measured: anyhow::Result<Figure>) -> bool {
    let is_there = measured.is_ok();
    let line = match measured {
        Ok(Figure { id, at, measured, yardstick, unit, ratio, target, passes }) => {
            json!({ "id": id, "at": at, "measured": measured, "yardstick": yardstick, "unit": unit, "ratio": ratio, "target": target, "passes": passes })
        }
        Err(error) => json!({ "id": id, "failed": format!("{error:#}") }),
    };
    println!("{line}");
    is_there
}
