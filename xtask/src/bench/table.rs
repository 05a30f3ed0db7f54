//! What was measured, as a table to read and as JSON to keep.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// One thing that was measured.
#[derive(Debug)]
pub(super) struct Figure {
    pub(super) id: String,
    /// Of what, and how much of it.
    pub(super) at: String,
    pub(super) measured: f64,
    /// Measured in the same run, in the same unit; none where the target is a plain number.
    pub(super) yardstick: Option<f64>,
    pub(super) unit: String,
    pub(super) target: String,
    pub(super) passes: bool,
}

impl Figure {
    /// The figure divided by its yardstick.
    pub(super) fn ratio(&self) -> Option<f64> {
        self.yardstick.map(|yardstick| self.measured / yardstick)
    }

    /// Reads a line that the engine's program printed; none where it is no figure.
    pub(super) fn read(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
        Some(Self {
            id: text("id")?,
            at: text("at")?,
            measured: value.get("measured")?.as_f64()?,
            yardstick: value.get("yardstick").and_then(Value::as_f64),
            unit: text("unit")?,
            target: text("target")?,
            passes: value.get("passes")?.as_bool()?,
        })
    }

    fn as_json(&self) -> Value {
        let Self { id, at, measured, yardstick, unit, target, passes } = self;
        json!({
            "id": id, "at": at, "measured": measured, "yardstick": yardstick, "unit": unit, "ratio": self.ratio(),
            "target": target, "passes": passes,
        })
    }

    /// Two lines: the figures, and below them of what.
    fn shown(&self) -> String {
        let amount = |value: f64| format!("{} {}", number(value), self.unit);
        let yardstick = self.yardstick.map_or_else(|| "-".to_owned(), amount);
        let ratio = self.ratio().map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"));
        let verdict = if self.passes { "pass" } else { "short" };
        let (id, measured, target, at) = (&self.id, amount(self.measured), &self.target, &self.at);
        format!("{id:<12} {measured:>20} {yardstick:>20} {ratio:>7}  {verdict:<6} {target}\n{:<12} {at}", "")
    }
}

/// The figures of one run. They are printed as they come, and all together at the end.
pub(super) struct Table {
    scale: u32,
    figures: Vec<Figure>,
    /// What could not be measured, and why.
    complaints: Vec<String>,
}

impl Table {
    pub(super) fn new(scale: u32) -> Self {
        Self { scale, figures: Vec::new(), complaints: Vec::new() }
    }

    pub(super) fn add(&mut self, figure: Figure) {
        println!("{}", figure.shown());
        self.figures.push(figure);
    }

    /// Adds what was measured; one figure that could not be leaves the others as they are.
    pub(super) fn take(&mut self, id: &str, measured: Result<Figure>) {
        match measured {
            Ok(figure) => self.add(figure),
            Err(error) => self.complain(format!("NOT MEASURED: {id}: {error:#}")),
        }
    }

    pub(super) fn complain(&mut self, complaint: String) {
        println!("{complaint}");
        self.complaints.push(complaint);
    }

    /// Prints the table and writes `bench.json` to the target folder.
    pub(super) fn close(self, target: &Path) -> Result<ExitCode> {
        println!("\n{:<12} {:>20} {:>20} {:>7}  {:<6} target", "", "measured", "yardstick", "ratio", "");
        for figure in &self.figures {
            println!("{}", figure.shown());
        }
        for complaint in &self.complaints {
            println!("{complaint}");
        }
        let figures: Vec<Value> = self.figures.iter().map(Figure::as_json).collect();
        let document = serde_json::to_string_pretty(&json!({ "scale": self.scale, "figures": figures }))?;
        let path = target.join("bench.json");
        fs::write(&path, document + "\n").with_context(|| format!("Write {}", path.display()))?;
        println!("\nAs JSON in {}", path.display());
        Ok(if self.complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Whole above a hundred, else with three decimals: rates are large, times small.
fn number(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}

/// The middle one; 0 of none.
pub(super) fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The value that so many percent of the others do not exceed; 0 of none.
pub(super) fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert_eq!((median(&values), percentile(&values, 95), percentile(&values, 100)), (10.0, 19.0, 20.0));
        assert_eq!(percentile(&[], 95), 0.0);
    }

    #[test]
    fn a_figure_survives_its_json() {
        let line = r#"{"id":"a","at":"b","measured":3.0,"yardstick":2.0,"unit":"ms","ratio":1.5,"target":"t","passes":true}"#;
        let figure = Figure::read(line).unwrap();
        assert_eq!(figure.ratio(), Some(1.5));
        assert_eq!(figure.as_json(), serde_json::from_str::<Value>(line).unwrap());
        assert!(Figure::read("20000 of 100000 items are made").is_none());
    }
}
