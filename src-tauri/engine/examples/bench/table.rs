//! What was measured, as a table to read and as JSON to keep.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

use anyhow::Context as _;
use serde_json::json;
use std::path::PathBuf;

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

/// Prints the table and writes `bench.json`.
pub fn show(scale: usize, figures: &[Figure]) -> anyhow::Result<()> {
    println!("{:<12} {:>20} {:>20} {:>7}  {:<6} target", "", "measured", "yardstick", "ratio", "");
    for figure in figures {
        let amount = |value: f64| format!("{} {}", number(value), figure.unit);
        let verdict = if figure.passes { "pass" } else { "short" };
        let (measured, yardstick) = (amount(figure.measured), amount(figure.yardstick));
        println!("{:<12} {measured:>20} {yardstick:>20} {:>7.2}  {verdict:<6} {}", figure.id, figure.ratio, figure.target);
        println!("{:<12} {}", "", figure.at);
    }
    let path = target_folder().join("bench.json");
    let figures: Vec<_> = figures.iter().map(as_json).collect();
    let document =
        serde_json::to_string_pretty(&json!({ "scale": scale, "figures": figures })).context("Write the figures as JSON")?;
    std::fs::create_dir_all(target_folder()).context("Make the target folder")?;
    std::fs::write(&path, document + "\n").with_context(|| format!("Write {}", path.display()))?;
    println!("\nAs JSON in {}", path.display());
    Ok(())
}

fn as_json(figure: &Figure) -> serde_json::Value {
    let Figure { id, at, measured, yardstick, unit, ratio, target, passes } = figure;
    json!({ "id": id, "at": at, "measured": measured, "yardstick": yardstick, "unit": unit, "ratio": ratio, "target": target, "passes": passes })
}

/// Whole above a hundred, else with three decimals: rates are large, times small.
fn number(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}

fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}
